"""Whether a model's files are the ones it was published with: SHA-256, and cheaper marks."""

from __future__ import annotations

import hashlib
from pathlib import Path

from translator.assets.manifest import (
    GET_AGAIN,
    MANIFEST,
    combine_digests,
    read_manifest,
    read_model_info,
    read_table,
)
from translator.errors import ModelCorrupt


def verify_model(model_dir: Path) -> None:
    """Compare every file named in model.toml with its SHA-256.

    A folder without a model.toml is checked for missing files only.

    Raises:
        ModelCorrupt: a file is missing or is not the one the model was published with.
    """
    read_model_info(model_dir)
    for name, expected in read_table(read_manifest(model_dir), "files", model_dir).items():
        if not is_plain_name(name):
            raise ModelCorrupt(f"{model_dir / MANIFEST}: {name!r} is no file of this folder")
        path = model_dir / name
        if not path.is_file():
            raise ModelCorrupt(f"{model_dir} lacks {name}, which its {MANIFEST} names; {GET_AGAIN}")
        actual = _digest_part(path)
        if actual != expected:
            raise ModelCorrupt(
                f"{path} has changed: its SHA-256 is {actual[:12]}…, {MANIFEST} says "
                f"{str(expected)[:12]}…; {GET_AGAIN}"
            )


def mark_files(model_dir: Path) -> dict[str, tuple[int, int, int]]:
    """Return what changes when a file of a folder is written or exchanged, by its name.

    Cheap, and enough to notice an update that comes after a model was verified. Hidden files are
    left out: a file manager writes its own on looking.

    Raises:
        ModelCorrupt: the folder cannot be read, or a file goes away meanwhile.
    """
    try:
        stats = {
            path.name: path.stat()
            for path in sorted(model_dir.iterdir())
            if path.is_file() and not path.name.startswith(".")
        }
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


def _digest_part(path: Path) -> str:
    try:
        return digest_file(path)
    except OSError as error:
        raise ModelCorrupt(f"{path} cannot be read: {error.strerror or error}") from error
