"""Checkpoint → CTranslate2 folder."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from translator.assets import read_manifest, read_model_info, recommended_options, verify_model
from translator.convert import convert_checkpoint
from translator.errors import ModelCorrupt, ModelNotFound, UsageError
from translator.types import DecodingOptions


@pytest.fixture
def checkpoint(tiny_checkpoint: Path, tmp_path: Path) -> Path:
    """A copy of the tiny checkpoint to spoil."""
    return Path(shutil.copytree(tiny_checkpoint, tmp_path / "checkpoint"))


def test_convert_writes_verifiable_folder(checkpoint: Path, tmp_path: Path) -> None:
    """The result has a digest for every file, and one tokenizer where two were equal."""
    info = convert_checkpoint(checkpoint, tmp_path / "new" / "model", name="mine")

    assert (info.name, info.format, info.compute_type) == ("mine", "ctranslate2", "int8")
    verify_model(info.path)
    files = {path.name for path in info.path.iterdir()}
    assert files == {
        "config.json",
        "model.bin",
        "model.toml",
        "shared_vocabulary.json",
        "source.spm",
    }
    assert set(read_manifest(info.path)["files"]) == files - {"model.toml"}
    assert [path.name for path in info.path.parent.iterdir()] == ["model"]


def test_convert_carries_what_stays_true(checkpoint: Path, tmp_path: Path) -> None:
    """Licence, scores and decoding options of the checkpoint's model.toml are kept."""
    (checkpoint / "model.toml").write_text(
        'license = "CC0-1.0"\n[decoding]\nbeam_size = 3\n'
        '[[scores]]\ntest_set = "news"\nmetric = "BLEU"\nvalue = 1.5\n',
        encoding="utf-8",
    )

    info = convert_checkpoint(checkpoint, tmp_path / "model")

    assert (info.name, info.license) == ("model", "CC0-1.0")
    assert [score.value for score in info.scores] == [1.5]
    assert recommended_options(info.path) == DecodingOptions(beam_size=3)


def test_convert_makes_int8_smaller(checkpoint: Path, tiny_model: Path, tmp_path: Path) -> None:
    """Quantized weights take less room than float32 ones."""
    info = convert_checkpoint(checkpoint, tmp_path / "model")

    sizes = [(folder / "model.bin").stat().st_size for folder in (info.path, tiny_model)]
    assert sizes[0] < sizes[1]


def test_convert_never_overwrites(checkpoint: Path, tmp_path: Path) -> None:
    """An existing output is left as it is."""
    with pytest.raises(UsageError) as caught:
        convert_checkpoint(checkpoint, tmp_path)
    assert str(caught.value) == f"{tmp_path} exists; remove it or choose another folder"


def test_convert_refuses_unknown_quantization(checkpoint: Path, tmp_path: Path) -> None:
    """The message lists the quantizations there are."""
    with pytest.raises(UsageError) as caught:
        convert_checkpoint(checkpoint, tmp_path / "model", quantization="int4")
    assert str(caught.value) == "unknown quantization 'int4'; valid: float32, int16, int8"


def test_convert_refuses_missing_folder(tmp_path: Path) -> None:
    """A checkpoint is a folder."""
    with pytest.raises(ModelNotFound) as caught:
        convert_checkpoint(tmp_path / "nothing", tmp_path / "model")
    assert str(caught.value) == (
        f"{tmp_path / 'nothing'} is not a folder; name a MarianMT checkpoint folder"
    )


def test_convert_refuses_converted_model(tiny_model: Path, tmp_path: Path) -> None:
    """A model that is converted already needs no conversion."""
    with pytest.raises(UsageError) as caught:
        convert_checkpoint(tiny_model, tmp_path / "model")
    assert str(caught.value) == f"{tiny_model} is a ctranslate2 model already; use it as it is"


def test_convert_refuses_other_architectures(checkpoint: Path, tmp_path: Path) -> None:
    """Only MarianMT can be converted, and nothing is left behind."""
    config = json.loads((checkpoint / "config.json").read_text(encoding="utf-8"))
    config["model_type"] = "t5"
    (checkpoint / "config.json").write_text(json.dumps(config), encoding="utf-8")

    with pytest.raises(ModelCorrupt) as caught:
        convert_checkpoint(checkpoint, tmp_path / "model")

    assert str(caught.value) == (
        f"{checkpoint} is a 't5' model; only MarianMT (model_type 'marian') is supported"
    )
    assert [path.name for path in tmp_path.iterdir()] == ["checkpoint"]


def test_convert_refuses_checkpoint_with_missing_weights(checkpoint: Path, tmp_path: Path) -> None:
    """Weights that transformers would fill with random numbers are noticed."""
    from safetensors.torch import load_file, save_file

    weights = load_file(checkpoint / "model.safetensors")
    del weights["model.decoder.layers.1.fc1.weight"]
    save_file(weights, checkpoint / "model.safetensors", metadata={"format": "pt"})

    with pytest.raises(ModelCorrupt) as caught:
        convert_checkpoint(checkpoint, tmp_path / "model")

    assert str(caught.value) == (
        f"the weights in {checkpoint} lack 1 tensors, first model.decoder.layers.1.fc1.weight; "
        "get the checkpoint again"
    )


def test_convert_refuses_damaged_weights(checkpoint: Path, tmp_path: Path) -> None:
    """A truncated file of weights is one sentence."""
    path = checkpoint / "model.safetensors"
    path.write_bytes(path.read_bytes()[:1000])
    with pytest.raises(ModelCorrupt, match=f"^cannot load the weights in {checkpoint}: "):
        convert_checkpoint(checkpoint, tmp_path / "model")


def test_convert_refuses_pickled_weights(checkpoint: Path, tmp_path: Path) -> None:
    """Weights in a format that can run code are not opened."""
    (checkpoint / "model.safetensors").rename(checkpoint / "pytorch_model.bin")
    with pytest.raises(ModelCorrupt) as caught:
        convert_checkpoint(checkpoint, tmp_path / "model")
    assert str(caught.value) == (
        f"{checkpoint} has its weights in pytorch_model.bin only, a format that can run code; "
        "get a revision with model.safetensors"
    )


def test_convert_describes_format(tiny_model: Path) -> None:
    """The session's float32 model says what it is."""
    assert read_model_info(tiny_model).compute_type == "float32"
