"""Carry big files through a narrow door: split into pieces, join with every digest checked.

    python -m training.bundle split OUTPUT_DIR FILE… [--piece-mib 15]
    python -m training.bundle join PIECES_DIR OUTPUT_DIR
    python -m training.bundle list PIECES_DIR

``pieces.json`` names each file, its digest, and its pieces with theirs. Pieces may arrive over
several transfers; ``list`` says which are still missing.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

MANIFEST = "pieces.json"
MIB = 1 << 20


class BundleError(Exception):
    """A piece or a joined file is missing or is not what the manifest says."""


def split_files(files: Sequence[Path], *, output_dir: Path, piece_bytes: int) -> dict[str, Any]:
    """Write pieces of at most ``piece_bytes`` bytes and their manifest; return the manifest.

    Raises:
        ValueError: two files have one name, or a piece is to hold nothing.
    """
    if piece_bytes < 1:
        raise ValueError("piece_bytes must be at least 1")
    if len({path.name for path in files}) < len(files):
        raise ValueError("two files to split have the same name")
    output_dir.mkdir(parents=True, exist_ok=True)
    manifest: dict[str, Any] = {}
    for path in files:
        pieces: dict[str, str] = {}
        with path.open("rb") as stream:
            while (data := stream.read(piece_bytes)) or not pieces:
                name = f"{path.name}.{len(pieces):03d}"
                (output_dir / name).write_bytes(data)
                pieces[name] = hashlib.sha256(data).hexdigest()
        manifest[path.name] = {"sha256": compute_digest(path), "pieces": pieces}
    (output_dir / MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n", "utf-8")
    return manifest


def find_missing(pieces_dir: Path) -> tuple[str, ...]:
    """Return the names of pieces that are absent or damaged, in order."""
    return tuple(
        name
        for entry in _read_manifest(pieces_dir).values()
        for name, digest in entry["pieces"].items()
        if not (pieces_dir / name).is_file() or compute_digest(pieces_dir / name) != digest
    )


def join_files(pieces_dir: Path, *, output_dir: Path) -> tuple[Path, ...]:
    """Write the files back from their pieces; return their paths.

    Raises:
        BundleError: a piece is missing or damaged, or a joined file has another digest.
    """
    if missing := find_missing(pieces_dir):
        raise BundleError(f"missing or damaged in {pieces_dir.name}: {', '.join(missing)}")
    output_dir.mkdir(parents=True, exist_ok=True)
    joined: list[Path] = []
    for name, entry in _read_manifest(pieces_dir).items():
        partial = output_dir / f"{name}.partial"
        with partial.open("wb") as stream:
            for piece in entry["pieces"]:
                stream.write((pieces_dir / piece).read_bytes())
        if compute_digest(partial) != entry["sha256"]:
            raise BundleError(f"{name}: the joined file has another digest than the original")
        joined.append(partial.replace(output_dir / name))
    return tuple(joined)


def compute_digest(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _read_manifest(pieces_dir: Path) -> dict[str, Any]:
    try:
        manifest: dict[str, Any] = json.loads((pieces_dir / MANIFEST).read_text("utf-8"))
    except FileNotFoundError as error:
        raise BundleError(f"no {MANIFEST} in {pieces_dir.name}") from error
    return manifest


def main(argv: list[str] | None = None) -> int:
    """Split, join or list."""
    parser = argparse.ArgumentParser(prog="training.bundle", description=__doc__)
    verbs = parser.add_subparsers(dest="verb", required=True)
    split = verbs.add_parser("split")
    split.add_argument("output_dir", type=Path)
    split.add_argument("files", type=Path, nargs="+")
    split.add_argument("--piece-mib", type=float, default=15.0)
    join = verbs.add_parser("join")
    join.add_argument("pieces_dir", type=Path)
    join.add_argument("output_dir", type=Path)
    verbs.add_parser("list").add_argument("pieces_dir", type=Path)
    args = parser.parse_args(argv)
    try:
        if args.verb == "split":
            size = int(args.piece_mib * MIB)
            manifest = split_files(args.files, output_dir=args.output_dir, piece_bytes=size)
            print("\n".join(piece for entry in manifest.values() for piece in entry["pieces"]))
        elif args.verb == "join":
            print(*join_files(args.pieces_dir, output_dir=args.output_dir), sep="\n")
        else:
            print(*find_missing(args.pieces_dir), sep="\n")
    except BundleError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
