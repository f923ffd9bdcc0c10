"""Where models and prompts live on disk, and what a model's ``model.toml`` says.

Nothing here opens a model: files are found, described and compared with their digests.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

from translator.errors import ModelCorrupt, ModelNotFound
from translator.types import DecodingOptions, LanguagePair, ModelInfo, ModelScore

#: The file that says what a model folder holds.
MANIFEST = "model.toml"

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


def prompts_dir() -> Path:
    """Return the folder of the packaged brief templates."""
    package = _package_dir()
    installed = package / "prompts"
    return installed if installed.is_dir() else package.parent / "prompts"


def models_dir() -> Path:
    """Return the folder of the embedded models."""
    return _package_dir() / "models"


def user_models_dir() -> Path:
    """Return the folder of the models a user has pulled; it need not exist."""
    import platformdirs

    return platformdirs.user_data_path("translator", appauthor=False) / "models"


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
        raise ModelCorrupt(f"the {model_format} model in {model_dir} lacks {', '.join(missing)}")
    return ModelInfo(
        name=_text(manifest, "name", model_dir) or _printable(model_dir.resolve().name),
        path=model_dir,
        format=model_format,
        pair=_read_pair(manifest, model_dir),
        compute_type=_text(manifest, "compute_type", model_dir) or "default",
        license=_text(manifest, "license", model_dir),
        sha256=combine_digests(_read_table(manifest, "files", model_dir)),
        scores=tuple(_iter_scores(manifest, model_dir)),
    )


def verify_model(model_dir: Path) -> None:
    """Compare every file named in model.toml with its SHA-256.

    A folder without a model.toml is checked for missing files only.

    Raises:
        ModelCorrupt: a file is missing or is not the one the model was published with.
    """
    read_model_info(model_dir)
    for name, expected in _read_table(read_manifest(model_dir), "files", model_dir).items():
        if not is_plain_name(name):
            raise ModelCorrupt(f"{model_dir / MANIFEST}: {name!r} is no file of this folder")
        path = model_dir / name
        if not path.is_file():
            raise ModelCorrupt(f"{model_dir} lacks {name}, which its {MANIFEST} names")
        actual = _digest_part(path)
        if actual != expected:
            raise ModelCorrupt(
                f"{path} has changed: its SHA-256 is {actual[:12]}…, {MANIFEST} says "
                f"{str(expected)[:12]}…; reinstall the program or get the model again"
            )


def find_model(name_or_path: str | None) -> Path:
    """Return a model's folder: an existing one, an embedded name, then a pulled name.

    Args:
        name_or_path: None for the embedded default.

    Raises:
        ModelNotFound: the message lists the places looked at.
    """
    if name_or_path is None:
        embedded = _model_dirs(models_dir())
        if not embedded:
            raise ModelNotFound(
                f"no model is embedded in this installation: {models_dir()} is empty; "
                "reinstall the program or name a model folder with --model"
            )
        return embedded[0]
    path = Path(name_or_path).expanduser()
    named = [folder / name_or_path for folder in (models_dir(), user_models_dir())]
    is_bare_name = path.name == name_or_path
    for candidate in [path, *(named if is_bare_name else [])]:
        # A folder of the same name that holds no model must not hide a model.
        if candidate.is_dir() and (candidate in named or not is_bare_name or _is_model(path)):
            return candidate
    if path.is_dir():
        return path
    places = [path.parent, models_dir(), user_models_dir()] if is_bare_name else [path.parent]
    names = ", ".join(info.name for info in list_models()) or "none"
    raise ModelNotFound(
        f"no model {name_or_path!r}; looked in {', '.join(str(place) for place in places)}; "
        f"available: {names}, or a folder that holds a model; translator models pull gets others"
    )


def list_models() -> tuple[ModelInfo, ...]:
    """Describe the embedded models, then the pulled ones; unusable folders are left out."""
    found = []
    for folder in [*_model_dirs(models_dir()), *_model_dirs(user_models_dir())]:
        try:
            found.append(read_model_info(folder))
        except ModelCorrupt:
            continue
    return tuple(found)


def recommended_options(model_dir: Path) -> DecodingOptions:
    """Return the decoding options a model was tuned for: [decoding] in its model.toml."""
    values = _read_table(read_manifest(model_dir), "decoding", model_dir)
    try:
        options = DecodingOptions(**values)
    except TypeError as error:
        raise ModelCorrupt(f"{model_dir / MANIFEST}: unknown option in [decoding]") from error
    for name, value in values.items():
        if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
            raise ModelCorrupt(f"{model_dir / MANIFEST}: [decoding] {name} is not a number >= 0")
    return options


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


def mark_files(model_dir: Path) -> dict[str, tuple[int, int, int]]:
    """Return what changes when a file of a folder is written or exchanged, by its name.

    Cheap, and enough to notice an update that comes while a verified model is being loaded.

    Raises:
        ModelCorrupt: the folder cannot be read, or a file goes away meanwhile.
    """
    try:
        stats = {path.name: path.stat() for path in sorted(model_dir.iterdir()) if path.is_file()}
    except OSError as error:
        raise ModelCorrupt(f"{model_dir} cannot be read: {error.strerror or error}") from error
    return {name: (it.st_size, it.st_mtime_ns, it.st_ino) for name, it in stats.items()}


def digest_file(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def digest_model(model_dir: Path) -> str:
    """Return one digest for a model: its model.toml's, or of the files where that names none.

    Raises:
        ModelCorrupt: the folder is not a model.
    """
    info = read_model_info(model_dir)
    return info.sha256 or combine_digests(
        {path.name: _digest_part(path) for path in model_dir.iterdir() if path.is_file()}
    )


def is_plain_name(name: object) -> bool:
    """Tell whether a name is that of a file in a folder, and leads nowhere else.

    >>> [is_plain_name(name) for name in ("model.bin", "../model.bin", "/etc/passwd", "a\\\\b", "")]
    [True, False, False, False, False]
    """
    return isinstance(name, str) and name not in ("", ".", "..") and not set(name) & set("/\\:\0")


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


def _digest_part(path: Path) -> str:
    try:
        return digest_file(path)
    except OSError as error:
        raise ModelCorrupt(f"{path} cannot be read: {error.strerror or error}") from error


def _package_dir() -> Path:
    # Wheels are installed unzipped, so the package is always a folder.
    return Path(str(files("translator")))


def _model_dirs(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if path.is_dir() and _is_model(path))


def _is_model(folder: Path) -> bool:
    return (folder / MANIFEST).is_file() or any(
        not _missing_files(folder, model_format) for model_format in _REQUIRED_FILES
    )


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


def _read_table(manifest: Mapping[str, Any], key: str, model_dir: Path) -> dict[str, Any]:
    value = manifest.get(key, {})
    if not isinstance(value, dict):
        raise ModelCorrupt(f"{model_dir / MANIFEST}: [{key}] is not a table")
    return value
