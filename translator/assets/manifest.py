"""What a model folder is said to hold: its model.toml or, without one, its files."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from translator.errors import ModelCorrupt
from translator.types import DecodingOptions, LanguagePair, ModelInfo, ModelScore

#: The file that says what a model folder holds.
MANIFEST = "model.toml"

#: What to do about a model that is not whole, embedded or pulled.
GET_AGAIN = "reinstall the program or get the model again"

#: What each format needs; of several names separated by "|" one is enough.
_REQUIRED_FILES = {
    "ctranslate2": (
        "config.json",
        "model.bin",
        "shared_vocabulary.json|source_vocabulary.json",
        "source.spm",
    ),
    "transformers": (
        "config.json",
        "model.safetensors|model.safetensors.index.json|pytorch_model.bin",
        "vocab.json",
        "source.spm",
        "target.spm",
    ),
}


def read_model_info(model_dir: Path) -> ModelInfo:
    """Describe a model folder from its model.toml or, without one, from its files.

    Raises:
        ModelCorrupt: the folder is not a model, lacks a file, or its model.toml is wrong.
    """
    manifest = read_manifest(model_dir)
    model_format = _text(manifest, "format", model_dir) or _guess_format(model_dir)
    if model_format not in _REQUIRED_FILES:
        raise ModelCorrupt(
            f"{model_dir / MANIFEST}: unknown format {model_format!r}; "
            f"valid: {', '.join(sorted(_REQUIRED_FILES))}"
        )
    missing = _missing_files(model_dir, model_format)
    if missing:
        raise ModelCorrupt(
            f"the {model_format} model in {model_dir} lacks {', '.join(missing)}; {GET_AGAIN}"
        )
    return ModelInfo(
        name=_text(manifest, "name", model_dir) or _printable(model_dir.resolve().name),
        path=model_dir,
        format=model_format,
        pair=_read_pair(manifest, model_dir),
        compute_type=_text(manifest, "compute_type", model_dir) or "default",
        license=_text(manifest, "license", model_dir),
        sha256=combine_digests(read_table(manifest, "files", model_dir)),
        scores=tuple(_iter_scores(manifest, model_dir)),
    )


def recommended_options(model_dir: Path) -> DecodingOptions:
    """Return the decoding options a model was tuned for: [decoding] in its model.toml."""
    values = read_table(read_manifest(model_dir), "decoding", model_dir)
    valid = [field.name for field in fields(DecodingOptions)]
    if unknown := sorted(values.keys() - set(valid)):
        raise ModelCorrupt(
            f"{model_dir / MANIFEST}: unknown {', '.join(unknown)} in [decoding]; "
            f"valid: {', '.join(valid)}"
        )
    for name, value in values.items():
        if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
            raise ModelCorrupt(f"{model_dir / MANIFEST}: [decoding] {name} is not a number >= 0")
    return DecodingOptions(**values)


def read_manifest(model_dir: Path) -> dict[str, Any]:
    """Return the contents of a folder's model.toml, empty where there is none."""
    path = model_dir / MANIFEST
    if not path.is_file():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ModelCorrupt(f"{path} cannot be read: {error.strerror or error}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ModelCorrupt(f"{path} is not well-formed: {error}") from error


def read_table(manifest: Mapping[str, Any], key: str, model_dir: Path) -> dict[str, Any]:
    """Return a table of a model.toml, empty where it has none of that name."""
    value = manifest.get(key, {})
    if not isinstance(value, dict):
        raise ModelCorrupt(f"{model_dir / MANIFEST}: [{key}] is not a table")
    return value


def read_config(path: Path) -> dict[str, Any]:
    """Return what a JSON file of a model says.

    Raises:
        ModelCorrupt: it cannot be read, or is no table of names and values.
    """
    try:
        config = json.loads(path.read_text(encoding="utf-8"))
    # The parser calls itself for each bracket; ten thousand of them are no settings.
    except (OSError, ValueError, RecursionError) as error:
        raise ModelCorrupt(f"{path} cannot be read: {error}") from error
    if not isinstance(config, dict):
        raise ModelCorrupt(f"{path} cannot be read: it holds no names and values")
    return config


def is_model(folder: Path) -> bool:
    """Tell whether a folder has a model.toml or all the files of some format."""
    return (folder / MANIFEST).is_file() or any(
        not _missing_files(folder, model_format) for model_format in _REQUIRED_FILES
    )


def combine_digests(digests: Mapping[str, str]) -> str:
    """Return one digest for a set of files: that of their names and digests, sorted.

    >>> combine_digests({"b": "2", "a": "1"}) == combine_digests({"a": "1", "b": "2"})
    True
    >>> combine_digests({})
    ''
    """
    if not digests:
        return ""
    lines = "".join(f"{digest}  {name}\n" for name, digest in sorted(digests.items()))
    return hashlib.sha256(lines.encode()).hexdigest()


def _missing_files(model_dir: Path, model_format: str) -> list[str]:
    return [
        names.replace("|", " or ")
        for names in _REQUIRED_FILES[model_format]
        if not any((model_dir / name).is_file() for name in names.split("|"))
    ]


def _guess_format(model_dir: Path) -> str:
    if (model_dir / "model.bin").is_file():
        return "ctranslate2"
    weights = _REQUIRED_FILES["transformers"][1].split("|")
    if any((model_dir / name).is_file() for name in weights):
        return "transformers"
    raise ModelCorrupt(
        f"{model_dir} holds no model: expected model.bin (CTranslate2) "
        "or model.safetensors (transformers)"
    )


def _read_pair(manifest: Mapping[str, Any], model_dir: Path) -> LanguagePair:
    pair = _text(manifest, "pair", model_dir)
    if not pair:
        return _guess_pair(model_dir)
    source, _, target = pair.partition("-")
    if not (source and target):
        raise ModelCorrupt(f'{model_dir / MANIFEST}: pair is {pair!r}; expected e.g. "fr-en"')
    return LanguagePair(source=source, target=target)


def _guess_pair(model_dir: Path) -> LanguagePair:
    """Return the languages a transformers tokenizer names, else the program's own pair."""
    path = model_dir / "tokenizer_config.json"
    settings = read_config(path) if path.is_file() else {}
    source, target = settings.get("source_lang"), settings.get("target_lang")
    return LanguagePair(source=source, target=target) if source and target else LanguagePair()


def _iter_scores(manifest: Mapping[str, Any], model_dir: Path) -> Iterator[ModelScore]:
    for row in manifest.get("scores", []):
        try:
            values: dict[str, Any] = {
                key: _printable(value) if isinstance(value, str) else value
                for key, value in row.items()
            }
            yield ModelScore(**values)
        except TypeError as error:
            raise ModelCorrupt(
                f"{model_dir / MANIFEST}: a [[scores]] entry needs test_set, metric and value, "
                "and may have signature"
            ) from error


def _text(manifest: Mapping[str, Any], key: str, model_dir: Path) -> str:
    value = manifest.get(key, "")
    if not isinstance(value, str):
        raise ModelCorrupt(f"{model_dir / MANIFEST}: {key} is not a string")
    return _printable(value)


def _printable(text: str) -> str:
    """Return a text without what would steer a terminal that shows it."""
    return "".join(filter(str.isprintable, text))
