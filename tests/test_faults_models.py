"""Model folders that are damaged, exchanged or of another language: exit 4 and one sentence."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import CommandLine

from translator.engines import loading
from translator.engines.loading import load_engine
from translator.engines.marian_ct2 import CTranslate2Engine
from translator.errors import ModelCorrupt
from translator.types import DecodingOptions

Damage = Callable[[Path], None]


def truncate(name: str, *, to: int) -> Damage:
    def damage(folder: Path) -> None:
        (folder / name).write_bytes((folder / name).read_bytes()[:to])

    return damage


def remove(name: str) -> Damage:
    return lambda folder: (folder / name).unlink()


def write(name: str, text: str | bytes) -> Damage:
    data = text if isinstance(text, bytes) else text.encode()
    return lambda folder: (folder / name).write_bytes(data) and None


def make_folder(name: str) -> Damage:
    def damage(folder: Path) -> None:
        (folder / name).unlink()
        (folder / name).mkdir()

    return damage


def link(name: str, *, to: str) -> Damage:
    def damage(folder: Path) -> None:
        (folder / name).unlink()
        (folder / name).symlink_to(to)

    return damage


#: A file that opens and then cannot be read, even by root, as on a failing disk; Linux only.
UNREADABLE = "/proc/self/mem"


def flip_a_bit(name: str) -> Damage:
    def damage(folder: Path) -> None:
        data = bytearray((folder / name).read_bytes())
        data[len(data) // 2] ^= 1
        (folder / name).write_bytes(data)

    return damage


def exchange(first: str, second: str) -> Damage:
    def damage(folder: Path) -> None:
        one, other = (folder / first).read_bytes(), (folder / second).read_bytes()
        (folder / first).write_bytes(other)
        (folder / second).write_bytes(one)

    return damage


def edit(old: str, new: str) -> Damage:
    def damage(folder: Path) -> None:
        path = folder / "model.toml"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    return damage


def without_manifest(inner: Damage) -> Damage:
    """Damage a folder that nobody has written digests for, so that the libraries meet it."""

    def damage(folder: Path) -> None:
        (folder / "model.toml").unlink()
        inner(folder)

    return damage


#: Damage, and how its sentence begins or what it holds; FOLDER stands for the model's folder.
CASES: dict[str, tuple[Damage, str]] = {
    "truncated": (truncate("model.bin", to=1000), "FOLDER/model.bin has changed: its SHA-256 is "),
    "emptied": (truncate("model.bin", to=0), "FOLDER/model.bin has changed: its SHA-256 is "),
    "bit": (flip_a_bit("model.bin"), "FOLDER/model.bin has changed: its SHA-256 is "),
    "exchanged": (exchange("source.spm", "model.bin"), "FOLDER/model.bin has changed: "),
    "tokenizer": (flip_a_bit("source.spm"), "FOLDER/source.spm has changed: its SHA-256 is "),
    "config": (write("config.json", "{}"), "FOLDER/config.json has changed: its SHA-256 is "),
    "no-weights": (remove("model.bin"), "the ctranslate2 model in FOLDER lacks model.bin; "),
    "no-tokenizer": (remove("source.spm"), "the ctranslate2 model in FOLDER lacks source.spm; "),
    "folder": (make_folder("model.bin"), "the ctranslate2 model in FOLDER lacks model.bin; "),
    "loop": (
        link("model.bin", to="model.bin"),
        "the ctranslate2 model in FOLDER lacks model.bin; ",
    ),
    "unreadable": (
        link("source.spm", to=UNREADABLE),
        "FOLDER/source.spm cannot be read: Input/output error\n",
    ),
    "language": (
        edit('pair = "fr-en"', 'pair = "fr-de"'),
        "model tiny translates fr-de; this program needs fr-en, so choose another one with "
        "--model\n",
    ),
    "pair": (edit('pair = "fr-en"', 'pair = "fr"'), "FOLDER/model.toml: pair is 'fr'; expected "),
    "format": (
        edit('format = "ctranslate2"', 'format = "onnx"'),
        "FOLDER/model.toml: unknown format 'onnx'; valid: ctranslate2, transformers\n",
    ),
    "manifest": (write("model.toml", "[files"), "FOLDER/model.toml is not well-formed: "),
    "manifest-bytes": (write("model.toml", b"\xff"), "FOLDER/model.toml is not well-formed: "),
    "option": (
        edit("[files]", '[decoding]\nbeam_size = "wide"\n[files]'),
        "FOLDER/model.toml: [decoding] beam_size is not a number >= 0\n",
    ),
    "unsigned-truncated": (
        without_manifest(truncate("model.bin", to=1000)),
        "CTranslate2 cannot load FOLDER: ",
    ),
    "unsigned-emptied": (
        without_manifest(truncate("model.bin", to=0)),
        "CTranslate2 cannot load FOLDER: ",
    ),
    "unsigned-noise": (
        without_manifest(write("model.bin", b"\xff" * 5000)),
        "CTranslate2 cannot load FOLDER: ",
    ),
    "unsigned-tokenizer": (
        without_manifest(truncate("source.spm", to=100)),
        "FOLDER/source.spm is not a SentencePiece model; get the file again\n",
    ),
    "unsigned-config": (without_manifest(write("config.json", "{")), "FOLDER/config.json cannot "),
    "unsigned-config-list": (without_manifest(write("config.json", "[]")), "FOLDER/config.json "),
    "unsigned-config-deep": (
        without_manifest(write("config.json", "[" * 100_000)),
        "FOLDER/config.json ",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_faults_model_folder_is_exit_4(
    cli: CommandLine, tiny_model: Path, tmp_path: Path, name: str
) -> None:
    """Whatever is wrong with a model is said in one sentence, and no output is begun."""
    if name == "unreadable" and not Path(UNREADABLE).exists():
        pytest.skip(f"needs {UNREADABLE}")
    damage, message = CASES[name]
    folder = tmp_path / "tiny"
    shutil.copytree(tiny_model, folder)
    damage(folder)
    cli.monkeypatch.undo()
    cli.monkeypatch.chdir(cli.folder)
    cli.monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    cli.write("a.txt", "Le conseil a voté le budget.")
    for verb in ("translate", "read", "brief", "compare"):
        outcome = cli(verb, "a.txt", "--model", str(folder), "-o", "b.txt")
        assert (outcome.code, outcome.stdout) == (4, "")
        expected = f"error: {message}".replace("FOLDER", str(folder))
        assert outcome.stderr.startswith(expected)
        assert outcome.stderr.count("\n") == 1
    assert [path.name for path in cli.folder.iterdir()] == ["a.txt"]


def test_faults_model_of_another_family(
    cli: CommandLine, tiny_checkpoint: Path, tmp_path: Path
) -> None:
    """Weights and configuration that do not belong together are refused by the other engine too."""
    folder = tmp_path / "checkpoint"
    shutil.copytree(tiny_checkpoint, folder)
    config = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps({**config, "d_model": 32}))
    cli.monkeypatch.undo()
    cli.monkeypatch.chdir(cli.folder)
    cli.write("a.txt", "Le conseil a voté le budget.")
    outcome = cli("translate", "a.txt", "--model", str(folder))
    assert (outcome.code, outcome.stdout) == (4, "")
    assert outcome.stderr.startswith(f"error: cannot load the weights in {folder}: ")
    assert outcome.stderr.count("\n") == 1


def test_faults_model_is_exchanged_while_it_is_loaded(
    tiny_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is loaded is what was verified: a file exchanged in between is noticed."""
    folder = tmp_path / "tiny"
    shutil.copytree(tiny_model, folder)
    verify = loading.verify_model

    def verify_and_exchange(model_dir: Path) -> None:
        verify(model_dir)
        other = model_dir / "other"
        other.write_bytes((model_dir / "model.bin").read_bytes())
        other.replace(model_dir / "model.bin")

    monkeypatch.setattr(loading, "verify_model", verify_and_exchange)
    with pytest.raises(ModelCorrupt) as caught:
        load_engine(model=str(folder), device="cpu")
    assert str(caught.value) == (
        f"{folder / 'model.bin'} was exchanged after it was verified; try again"
    )


def test_faults_model_is_exchanged_while_it_runs(tiny_model: Path, tmp_path: Path) -> None:
    """An engine goes on with the weights it has loaded, and mixes none from elsewhere into them."""
    folder = tmp_path / "tiny"
    shutil.copytree(tiny_model, folder)
    engine = CTranslate2Engine(folder, device="cpu", compute_type="float32")
    options = DecodingOptions(beam_size=1)
    before = engine.translate_batch(["Le conseil a voté le budget."], options)
    for path in folder.iterdir():
        path.write_bytes(b"noise")
    assert engine.translate_batch(["Le conseil a voté le budget."], options) == before
