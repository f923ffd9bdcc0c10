"""From names to engines."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from translator.convert import convert_checkpoint
from translator.engines import setup
from translator.engines.loading import load_engine, prepare_engine
from translator.engines.marian_ct2 import CTranslate2Engine
from translator.engines.marian_torch import TransformersEngine
from translator.errors import (
    EngineUnavailable,
    LanguageMismatch,
    ModelCorrupt,
    PluginError,
    UsageError,
)
from translator.types import DecodingOptions


def test_loading_chooses_engine_by_format(tiny_model: Path, tiny_checkpoint: Path) -> None:
    """A CTranslate2 folder and a checkpoint each get the engine that reads them."""
    assert isinstance(load_engine(model=str(tiny_model)), CTranslate2Engine)
    assert isinstance(load_engine(model=str(tiny_checkpoint), threads=1), TransformersEngine)


def test_loading_reports_compute_type_in_use(tiny_model: Path) -> None:
    """The engine's info names the type it computes in, not the one on disk."""
    assert load_engine(model=str(tiny_model), compute_type="float32").info.compute_type == "float32"


_NO_VNNI = "vendor_id\t: AuthenticAMD\nflags\t\t: fpu sse2 avx avx2\n"


def _pretend(cpu_info: str | None, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the system say this of its processor, or nothing."""
    path = folder / "cpuinfo"
    if cpu_info is not None:
        path.write_text(cpu_info, encoding="utf-8")
    monkeypatch.setattr("translator.engines.setup._CPU_INFO", path)


@pytest.mark.parametrize(
    ("cpu_info", "expected"),
    [
        (_NO_VNNI, "float32"),
        ("vendor_id\t: GenuineIntel\nflags\t\t: fpu sse2 avx avx2 avx512bw\n", "float32"),
        ("vendor_id\t: AuthenticAMD\nflags\t\t: fpu avx2 avx512_vnni\n", "int8_float32"),
        ("vendor_id\t: AuthenticAMD\nflags\t\t: fpu avx2 avx_vnni\n", "int8_float32"),
        ("vendor_id\t: GenuineIntel\nflags\t\t: fpu avx2 avx_vnni\n", "int8_float32"),
        ("processor\t: 0\nFeatures\t: fp asimd\n", "int8_float32"),
        (None, "int8_float32"),
    ],
)
def test_loading_computes_in_bytes_where_they_are_exact(
    tiny_model: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    cpu_info: str | None,
    expected: str,
) -> None:
    """A model in float32 stays so on processors that add in 16 bits, unless int8 is asked for."""
    _pretend(cpu_info, tmp_path, monkeypatch)
    assert load_engine(model=str(tiny_model), device="cpu").info.compute_type == expected
    asked = load_engine(model=str(tiny_model), device="cpu", compute_type="int8")
    assert asked.info.compute_type == "int8_float32"


def test_loading_narrows_bytes_where_they_are_not_exact(
    tiny_checkpoint: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A model in bytes stays so everywhere; what it says with fewer bits is remembered apart."""
    model = convert_checkpoint(tiny_checkpoint, tmp_path / "bytes").path
    usual = CTranslate2Engine(model, device="cpu", compute_type="int8")
    _pretend(_NO_VNNI, tmp_path, monkeypatch)
    narrow = CTranslate2Engine(model, device="cpu")
    assert narrow.info.compute_type == usual.info.compute_type == "int8_float32"
    assert "seven bits" in narrow.fingerprint
    assert CTranslate2Engine(model, compute_type="float32").info.compute_type == "float32"
    pair = (["Bonjour."], ["Hello."])
    assert narrow.score_batch(*pair, DecodingOptions()) != usual.score_batch(
        *pair, DecodingOptions()
    )


def test_loading_names_a_broken_model_that_it_narrows(
    tiny_checkpoint: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One sentence, as where the library reads the weights itself."""
    model = convert_checkpoint(tiny_checkpoint, tmp_path / "bytes").path
    weights = model / "model.bin"
    weights.write_bytes(weights.read_bytes()[:5000])
    _pretend(_NO_VNNI, tmp_path, monkeypatch)
    with pytest.raises(ModelCorrupt, match=f"^CTranslate2 cannot load {model}: model.bin is cut"):
        CTranslate2Engine(model, device="cpu")


def test_loading_refuses_engine_of_other_format(tiny_model: Path, tiny_checkpoint: Path) -> None:
    """Engine and model that do not fit are told apart before anything is loaded."""
    with pytest.raises(UsageError) as caught:
        load_engine(model=str(tiny_checkpoint), engine="ctranslate2")
    assert str(caught.value) == (
        f"engine ctranslate2 cannot read the transformers model in {tiny_checkpoint}; "
        f"convert it with: translator models convert {tiny_checkpoint}"
    )
    with pytest.raises(UsageError) as caught:
        load_engine(model=str(tiny_model), engine="transformers")
    assert str(caught.value) == (
        f"engine transformers cannot read the ctranslate2 model in {tiny_model}; "
        "name a checkpoint folder with --model, or leave --engine out"
    )


def test_loading_refuses_unknown_engine(tiny_model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message lists the engines there are."""
    monkeypatch.setenv("TRANSLATOR_PLUGINS", "0")
    with pytest.raises(PluginError) as caught:
        load_engine(model=str(tiny_model), engine="ct3")
    assert str(caught.value) == "unknown engine 'ct3'; available: ctranslate2, transformers"


def test_loading_refuses_other_languages(tiny_model: Path, tmp_path: Path) -> None:
    """A model for another pair is refused: its output would look like a translation."""
    folder = tmp_path / "other"
    shutil.copytree(tiny_model, folder)
    manifest = folder / "model.toml"
    text = manifest.read_text(encoding="utf-8").replace('pair = "fr-en"', 'pair = "en-de"')
    manifest.write_text(text, encoding="utf-8")

    with pytest.raises(LanguageMismatch) as caught:
        load_engine(model=str(folder))

    assert str(caught.value) == (
        "model tiny translates en-de; this program needs fr-en, so choose another one with --model"
    )


def test_loading_verifies_digests(tiny_model: Path, tmp_path: Path) -> None:
    """A changed file is noticed before it can translate anything."""
    folder = tmp_path / "changed"
    shutil.copytree(tiny_model, folder)
    with (folder / "model.bin").open("ab") as stream:
        stream.write(b"x")

    with pytest.raises(ModelCorrupt, match=r"model\.bin has changed: its SHA-256 is "):
        load_engine(model=str(folder))


@pytest.mark.parametrize("weights", [b"", b"truncated"])
def test_loading_wraps_library_errors(tiny_model: Path, tmp_path: Path, weights: bytes) -> None:
    """Weights that CTranslate2 cannot read end as one sentence with the folder's name."""
    folder = tmp_path / "broken"
    shutil.copytree(tiny_model, folder)
    (folder / "model.toml").unlink()
    (folder / "model.bin").write_bytes(weights)

    with pytest.raises(ModelCorrupt, match=f"^CTranslate2 cannot load {folder}: "):
        load_engine(model=str(folder))


def test_loading_refuses_compute_types(tiny_model: Path, tiny_checkpoint: Path) -> None:
    """A compute type the engine cannot do is answered with those it can."""
    with pytest.raises(EngineUnavailable) as caught:
        load_engine(model=str(tiny_checkpoint), device="cpu", compute_type="int8")
    assert str(caught.value) == (
        "compute type 'int8' is not available in the transformers engine; "
        "valid: auto, float32, bfloat16, float16"
    )
    with pytest.raises(EngineUnavailable, match=r"^compute type 'int3' is not available on cpu; "):
        load_engine(model=str(tiny_model), device="cpu", compute_type="int3")


def test_loading_refuses_devices(tiny_model: Path, tiny_checkpoint: Path) -> None:
    """A device that does not exist is an error of the engine."""
    with pytest.raises(
        EngineUnavailable, match=r"^CTranslate2 cannot use device 'abacus': .*; use --device cpu$"
    ):
        load_engine(model=str(tiny_model), device="abacus")
    with pytest.raises(EngineUnavailable, match=r"^torch cannot use device 'abacus'; valid here: "):
        load_engine(model=str(tiny_checkpoint), device="abacus")


def test_loading_refuses_negative_threads() -> None:
    """A negative number of threads is a mistake of the user."""
    with pytest.raises(UsageError) as caught:
        load_engine(threads=-1)
    assert str(caught.value) == "--threads is -1; expected 0 (choose for me) or more"


def test_prepare_engine_knows_what_decides_how_it_computes(
    tiny_model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Engine, device and compute type as they are asked for; on a graphics card, nothing."""
    monkeypatch.setattr(setup, "may_have_card", lambda: True)
    on_processor = prepare_engine(model=str(tiny_model), device="cpu").setup
    assert on_processor.startswith("ctranslate2 on cpu in auto\n")
    assert on_processor == prepare_engine(model=str(tiny_model), device="cpu", threads=1).setup
    other = prepare_engine(model=str(tiny_model), device="cpu", compute_type="float32").setup
    assert other != on_processor
    assert prepare_engine(model=str(tiny_model)).setup == ""


def test_prepare_engine_does_not_load_what_was_exchanged(tiny_model: Path, tmp_path: Path) -> None:
    """Hours may lie between the two; a file manager's own file is none of the model's."""
    folder = tmp_path / "model"
    shutil.copytree(tiny_model, folder)
    source = prepare_engine(model=str(folder), device="cpu")
    (folder / ".DS_Store").write_bytes(b"")
    assert source.load().info.name == source.info.name
    weights = folder / "model.bin"
    weights.write_bytes(weights.read_bytes())
    with pytest.raises(ModelCorrupt) as raised:
        source.load()
    assert str(raised.value) == f"{weights} was exchanged after it was verified; try again"
    shutil.rmtree(folder)
    with pytest.raises(ModelCorrupt) as raised:
        source.load()
    assert str(raised.value) == f"{folder} cannot be read: No such file or directory"
