"""Models and prompts on disk."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from translator.assets import (
    digest_file,
    find_model,
    list_models,
    models_dir,
    places,
    prompts_dir,
    read_model_info,
    recommended_options,
    verify_model,
)
from translator.errors import ModelCorrupt, ModelNotFound
from translator.types import DecodingOptions, LanguagePair, ModelScore

MANIFEST = """\
name = "small"
pair = "fr-en"
format = "ctranslate2"
compute_type = "int8"
license = "MIT"

[decoding]
beam_size = 2

[[scores]]
test_set = "news"
metric = "BLEU"
value = 20.5
"""


@pytest.fixture
def model_dir(tmp_path: Path) -> Path:
    """A folder that looks like a CTranslate2 model; nothing here opens it."""
    folder = tmp_path / "small"
    folder.mkdir()
    for name in ("config.json", "model.bin", "shared_vocabulary.json", "source.spm"):
        (folder / name).write_text(name, encoding="utf-8")
    return folder


@pytest.fixture
def pulled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder of pulled models."""
    folder = tmp_path / "pulled"
    folder.mkdir()
    monkeypatch.setattr(places, "user_models_dir", lambda: folder)
    return folder


def write_manifest(folder: Path, text: str) -> None:
    (folder / "model.toml").write_text(text, encoding="utf-8")


def test_assets_prompts_are_found() -> None:
    """The packaged templates are in a folder that exists."""
    assert prompts_dir().is_dir()


def test_assets_read_manifest(model_dir: Path) -> None:
    """A model.toml becomes a ModelInfo with its scores."""
    write_manifest(model_dir, MANIFEST)

    info = read_model_info(model_dir)

    assert (info.name, info.format, info.compute_type) == ("small", "ctranslate2", "int8")
    assert info.pair == LanguagePair(source="fr", target="en")
    assert info.scores == (ModelScore(test_set="news", metric="BLEU", value=20.5),)
    assert recommended_options(model_dir) == DecodingOptions(beam_size=2)


def test_assets_recognize_plain_folder(model_dir: Path) -> None:
    """Without a model.toml the files say what it is, and the folder gives the name."""
    info = read_model_info(model_dir)

    assert (info.name, info.format, info.sha256) == ("small", "ctranslate2", "")
    assert recommended_options(model_dir) == DecodingOptions()


def test_assets_recognize_checkpoint(tiny_checkpoint: Path) -> None:
    """A transformers folder is recognized, with the languages its tokenizer names."""
    info = read_model_info(tiny_checkpoint)

    assert info.format == "transformers"
    assert info.pair == LanguagePair(source="fr", target="en")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ('format = "onnx"', "unknown format 'onnx'; valid: ctranslate2, transformers"),
        ("name = 3", "name is not a string"),
        ('pair = "fren"', "pair is 'fren'; expected e.g. \"fr-en\""),
        ("files = 3", "[files] is not a table"),
        (
            '[[scores]]\nmetric = "BLEU"',
            "a [[scores]] entry needs test_set, metric and value, and may have signature",
        ),
    ],
)
def test_assets_refuse_wrong_manifest(model_dir: Path, text: str, complaint: str) -> None:
    """What is wrong in a model.toml is named with the file."""
    write_manifest(model_dir, text)
    with pytest.raises(ModelCorrupt) as caught:
        read_model_info(model_dir)
    assert str(caught.value) == f"{model_dir / 'model.toml'}: {complaint}"


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (
            "[decoding]\nwidth = 4\nbeam_size = 4",
            "unknown width in [decoding]; valid: beam_size, length_penalty, repetition_penalty, "
            "no_repeat_ngram_size, num_hypotheses, max_input_length, max_decoding_length, "
            "max_batch_tokens",
        ),
        ('[decoding]\nbeam_size = "4"', "[decoding] beam_size is not a number >= 0"),
    ],
)
def test_assets_refuse_wrong_decoding(model_dir: Path, text: str, complaint: str) -> None:
    """Recommended options are checked before they reach an engine."""
    write_manifest(model_dir, text)
    with pytest.raises(ModelCorrupt) as caught:
        recommended_options(model_dir)
    assert str(caught.value) == f"{model_dir / 'model.toml'}: {complaint}"


def test_assets_refuse_malformed_manifest(model_dir: Path) -> None:
    """A model.toml that is not TOML is named."""
    write_manifest(model_dir, "name = ")
    with pytest.raises(ModelCorrupt, match=r"model\.toml is not well-formed: "):
        read_model_info(model_dir)


def test_assets_name_missing_files(model_dir: Path) -> None:
    """A model without some of its files says which."""
    (model_dir / "source.spm").unlink()
    (model_dir / "shared_vocabulary.json").unlink()
    with pytest.raises(ModelCorrupt) as caught:
        read_model_info(model_dir)
    assert str(caught.value) == (
        f"the ctranslate2 model in {model_dir} lacks "
        "shared_vocabulary.json or source_vocabulary.json, source.spm; "
        "reinstall the program or get the model again"
    )


def test_assets_refuse_folder_without_model(tmp_path: Path) -> None:
    """A folder of something else says what a model would look like."""
    with pytest.raises(ModelCorrupt) as caught:
        read_model_info(tmp_path)
    assert str(caught.value) == (
        f"{tmp_path} holds no model: expected model.bin (CTranslate2) "
        "or model.safetensors (transformers)"
    )


def test_assets_verify_digests(model_dir: Path) -> None:
    """An unchanged file passes; a changed one is named with both digests."""
    digest = digest_file(model_dir / "model.bin")
    write_manifest(model_dir, f'[files]\n"model.bin" = "{digest}"')
    verify_model(model_dir)

    (model_dir / "model.bin").write_text("other", encoding="utf-8")
    with pytest.raises(ModelCorrupt) as caught:
        verify_model(model_dir)

    actual = digest_file(model_dir / "model.bin")
    assert str(caught.value) == (
        f"{model_dir / 'model.bin'} has changed: its SHA-256 is {actual[:12]}…, model.toml says "
        f"{digest[:12]}…; reinstall the program or get the model again"
    )


def test_assets_verify_notices_missing_file(model_dir: Path) -> None:
    """A file that only model.toml knows of is missed too."""
    write_manifest(model_dir, '[files]\n"target.spm" = "00"')
    with pytest.raises(ModelCorrupt) as caught:
        verify_model(model_dir)
    assert str(caught.value) == (
        f"{model_dir} lacks target.spm, which its model.toml names; "
        "reinstall the program or get the model again"
    )


def test_assets_default_is_embedded(pulled: Path) -> None:
    """Naming no model gives the embedded one, which is also found by its name."""
    default = find_model(None)

    assert default.parent == models_dir()
    assert find_model(default.name) == default


def test_assets_find_pulled_model(pulled: Path, model_dir: Path) -> None:
    """A pulled model is found by its name and listed after the embedded ones."""
    shutil.copytree(model_dir, pulled / "mine")

    assert find_model("mine") == pulled / "mine"
    assert list_models()[-1].name == "mine"


def test_assets_folder_of_same_name_hides_nothing(
    pulled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder called like a model, but without one, is passed over for the model."""
    default = find_model(None)
    (tmp_path / default.name).mkdir()
    monkeypatch.chdir(tmp_path)

    assert find_model(default.name) == default
    assert find_model(str(tmp_path / default.name)) == tmp_path / default.name


def test_assets_unknown_model_lists_places(
    pulled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An unknown name is answered with the places looked at and the names there are."""
    monkeypatch.chdir(tmp_path)
    names = ", ".join(info.name for info in list_models())
    with pytest.raises(ModelNotFound) as caught:
        find_model("nothing")
    assert str(caught.value) == (
        f"no model 'nothing'; looked in ., {models_dir()}, {pulled}; "
        f"available: {names}, or a folder that holds a model; translator models pull gets others"
    )


def test_assets_unknown_path_looks_there_only(pulled: Path, tmp_path: Path) -> None:
    """A path is not searched for among the names."""
    names = ", ".join(info.name for info in list_models())
    with pytest.raises(ModelNotFound) as caught:
        find_model(str(tmp_path / "nothing"))
    assert str(caught.value) == (
        f"no model {str(tmp_path / 'nothing')!r}; looked in {tmp_path}; "
        f"available: {names}, or a folder that holds a model; translator models pull gets others"
    )


def test_assets_missing_embedded_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An installation without a model says so."""
    monkeypatch.setattr(places, "models_dir", lambda: tmp_path)
    with pytest.raises(ModelNotFound) as caught:
        find_model(None)
    assert str(caught.value) == (
        f"no model is embedded in this installation: {tmp_path} is empty; "
        "reinstall the program or name a model folder with --model"
    )
