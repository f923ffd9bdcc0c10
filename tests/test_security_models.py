"""Model folders are numbers and tables: nothing in one is run, and nothing outside is touched."""

from __future__ import annotations

import ast
import json
import os
import pickle
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from conftest import CommandLine
from test_hub import served as served

from translator.assets import verify_model
from translator.engines.checkpoint import load_model
from translator.engines.loading import load_engine
from translator.errors import ModelCorrupt, ModelNotFound, OutputError
from translator.hub import pull_model
from translator.summarizers.seq2seq_model import SummaryModel
from translator.types import DecodingOptions
from translator.weights import require_safe_weights

PACKAGE = Path(__file__).parent.parent / "translator"


class Bomb:
    """Makes a folder when it is unpickled: the proof that a pickle was run."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, (str(self._folder),)


@pytest.fixture
def checkpoint(tiny_checkpoint: Path, tmp_path: Path) -> Path:
    """A copy of the tiny checkpoint, to be spoiled."""
    folder = tmp_path / "checkpoint"
    shutil.copytree(tiny_checkpoint, folder)
    return folder


def plant_pickle(folder: Path, name: str) -> Path:
    """Write a pickle and return the folder that it makes if it is run."""
    proof = folder.parent / "it-ran"
    (folder / name).write_bytes(pickle.dumps({"weight": Bomb(proof)}))
    return proof


def test_security_models_bomb_would_go_off(checkpoint: Path) -> None:
    """The tests below can fail: whoever unpickles such a file runs it."""
    proof = plant_pickle(checkpoint, "pytorch_model.bin")
    pickle.loads((checkpoint / "pytorch_model.bin").read_bytes())
    assert proof.is_dir()


@pytest.mark.parametrize("name", ["pytorch_model.bin", "pytorch_model-00001-of-00002.bin", "a.pt"])
def test_security_models_pickle_is_refused(cli: CommandLine, checkpoint: Path, name: str) -> None:
    """A checkpoint whose weights are a pickle is exit 4, for every command that would load it."""
    cli.monkeypatch.undo()
    cli.monkeypatch.chdir(cli.folder)
    (checkpoint / "model.safetensors").unlink()
    # Named by an index that a library would follow.
    index = {"weight_map": {"weight": name}, "metadata": {}}
    (checkpoint / "model.safetensors.index.json").write_text(json.dumps(index))
    proof = plant_pickle(checkpoint, name)
    cli.write("a.txt", "Le conseil a voté le budget.")
    for arguments in (
        ["translate", "a.txt", "--model", str(checkpoint)],
        ["models", "convert", str(checkpoint), "--output-dir", "b"],
    ):
        outcome = cli(*arguments)
        assert (outcome.code, outcome.stdout, outcome.stderr) == (
            4,
            "",
            f"error: {checkpoint} has its weights in {name} only, a format that can run code; "
            "get a revision with model.safetensors\n",
        )
    assert not proof.exists()


@pytest.mark.parametrize(
    "name", ["pytorch_model.bin", "../model.safetensors", "/model.safetensors"]
)
def test_security_models_index_leads_nowhere_else(checkpoint: Path, name: str) -> None:
    """The index of weights in parts names safetensors of its own folder, or is refused."""
    (checkpoint / "model.safetensors").rename(checkpoint / "model-1.safetensors")
    index = checkpoint / "model.safetensors.index.json"
    index.write_text(json.dumps({"weight_map": {"weight": name}}))
    proof = plant_pickle(checkpoint, "pytorch_model.bin")
    with pytest.raises(ModelCorrupt) as caught:
        require_safe_weights(checkpoint)
    assert str(caught.value) == (
        f"{index} names {name!r} for weights; only .safetensors files of its own folder are read"
    )
    assert not proof.exists()


@pytest.mark.parametrize("text", ["", "{", "[]", '{"weight_map": 3}', '{"weight_map": {"a": 1}}'])
def test_security_models_damaged_index_is_one_sentence(checkpoint: Path, text: str) -> None:
    """An index that is none is a corrupt model."""
    (checkpoint / "model.safetensors").rename(checkpoint / "model-1.safetensors")
    (checkpoint / "model.safetensors.index.json").write_text(text)
    with pytest.raises(ModelCorrupt, match=r"index\.json (cannot be read|is no index of weights)"):
        require_safe_weights(checkpoint)


@pytest.mark.parametrize("loads", ["translation", "summary"])
def test_security_models_bring_no_code(checkpoint: Path, loads: str) -> None:
    """Code that a checkpoint carries and asks to have run stays a file like any other."""
    proof = checkpoint.parent / "it-ran"
    for name in ("modeling_evil", "tokenization_evil", "configuration_evil"):
        (checkpoint / f"{name}.py").write_text(
            f"import os\nos.mkdir({str(proof)!r})\nEvil = None\n"
        )
    for name, module in (
        ("config.json", "modeling_evil"),
        ("tokenizer_config.json", "tokenization_evil"),
        ("generation_config.json", "configuration_evil"),
    ):
        path = checkpoint / name
        values = json.loads(path.read_text(encoding="utf-8"))
        values["auto_map"] = dict.fromkeys(
            (
                "AutoConfig",
                "AutoModel",
                "AutoModelForSeq2SeqLM",
                "AutoTokenizer",
            ),
            f"{module}.Evil",
        )
        values["trust_remote_code"] = True
        if name == "config.json" and loads == "summary":
            values["model_type"] = "bart"
        path.write_text(json.dumps(values))
    if loads == "translation":
        engine = load_engine(model=str(checkpoint), engine="transformers", device="cpu")
        assert engine.translate_batch(["Le conseil."], DecodingOptions(beam_size=1))
    else:
        with pytest.raises(ModelCorrupt):
            SummaryModel(checkpoint, device="cpu")
    assert not proof.exists()


def test_security_models_pickle_beside_safetensors_is_ignored(checkpoint: Path) -> None:
    """Where both lie in a folder, the safe one is read."""
    import torch

    proof = plant_pickle(checkpoint, "pytorch_model.bin")
    load_model(checkpoint, torch.float32)
    assert not proof.exists()


@pytest.mark.parametrize("name", ["../secret.txt", "/etc/hostname", "a/b", ".."])
def test_security_models_manifest_stays_in_its_folder(
    tiny_model: Path, tmp_path: Path, name: str
) -> None:
    """A model.toml cannot have files outside its folder read and compared."""
    folder = tmp_path / "model"
    shutil.copytree(tiny_model, folder)
    manifest = folder / "model.toml"
    manifest.write_text(manifest.read_text() + f'{json.dumps(name)} = "{"0" * 64}"\n')
    with pytest.raises(ModelCorrupt) as caught:
        verify_model(folder)
    assert str(caught.value) == f"{manifest}: {name!r} is no file of this folder"


def test_security_pull_takes_no_pickle_unasked(served: Path, tmp_path: Path) -> None:
    """Old weights need a flag of their own, and are not even downloaded without it."""
    proof = plant_pickle(served, "pytorch_model.bin")
    (served / "model.safetensors").unlink()
    with pytest.raises(ModelCorrupt) as caught:
        pull_model("owner/tiny")
    assert str(caught.value) == (
        "owner/tiny has no model.safetensors, and pytorch_model.bin is a format that can hold "
        "programs; name a revision with safetensors with --revision, or add --allow-pickle, which "
        "loads the tensors in it and nothing else"
    )
    with pytest.raises(ModelCorrupt, match="holds more than weights"):
        pull_model("owner/tiny", allow_pickle=True)
    assert not proof.exists()
    assert not list((tmp_path / "pulled").iterdir())


@pytest.mark.parametrize(
    "path",
    ["../evil.safetensors", "../../evil.safetensors", "/evil.safetensors", "a/../../config.json"],
)
def test_security_pull_stays_in_its_folder(
    served: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    """A hub that lists files outside the model's folder writes none of them."""
    from test_hub import HubHandler

    weights = (served / "model.safetensors").read_bytes()
    (served / "evil.safetensors").write_bytes(weights)
    listed = HubHandler.list_files
    monkeypatch.setattr(HubHandler, "list_files", lambda self: [*listed(self), {"rfilename": path}])
    before = {item for item in tmp_path.rglob("*") if "pulled" not in item.parts}
    # To be refused as a whole is as good as to come without the stranger.
    with suppress(ModelCorrupt, ModelNotFound, OutputError):
        pull_model("owner/tiny")
    after = {item for item in tmp_path.rglob("*") if "pulled" not in item.parts}
    assert after == before
    assert {item.name for item in (tmp_path / "pulled").iterdir()} <= {"tiny"}
    assert not Path("/evil.safetensors").exists()


def names_of(node: ast.AST) -> str:
    """Return a called function as it is written, ``torch.load``."""
    return ast.unparse(node.func) if isinstance(node, ast.Call) else ""


def is_given(call: ast.Call, name: str, value: object) -> bool:
    return any(
        item.arg == name and isinstance(item.value, ast.Constant) and item.value.value is value
        for item in call.keywords
    )


#: What runs what a file holds, unless a call says otherwise.
FORBIDDEN: dict[str, Callable[[ast.Call], bool]] = {
    "eval": lambda call: True,
    "exec": lambda call: True,
    "compile": lambda call: True,
    "__import__": lambda call: True,
    "os.system": lambda call: True,
    "os.popen": lambda call: True,
    "pickle.load": lambda call: True,
    "pickle.loads": lambda call: True,
    "marshal.loads": lambda call: True,
    "yaml.load": lambda call: True,
    "torch.load": lambda call: not is_given(call, "weights_only", True),
    "np.load": lambda call: not is_given(call, "allow_pickle", False),
}


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: path.stem)
def test_security_source_runs_nothing_it_reads(path: Path) -> None:
    """No file of the package calls what could run an input, a model or a setting."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        is_forbidden = FORBIDDEN.get(names_of(node), lambda call: False)
        assert not is_forbidden(node), f"{path}:{node.lineno}: {ast.unparse(node)}"
        assert not is_given(node, "trust_remote_code", True), f"{path}:{node.lineno}"
        assert not is_given(node, "shell", True), f"{path}:{node.lineno}"
