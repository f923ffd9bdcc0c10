"""What a folder of outputs remembers of how they were made, so that a run can be gone on with.

A line of JSON for each output, appended in one write *before* the output gets its name. So
whatever moment the process is killed at, each output of ours has its line: a line whose output
is missing, or is still the one before, stands for work to be done again, and an output that no
line knows is somebody else's. Lines are only ever added, and the last one about an output
counts. One that is damaged is left out, which costs the output it was about and no other.
"""

from __future__ import annotations

import errno
import json
import os
from dataclasses import asdict, dataclass, fields, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from translator.assets import digest_file

#: Its name in a folder of outputs: hidden, so that neither ``*`` nor a reader finds it.
MANIFEST_NAME = ".translator-manifest.jsonl"


class Standing(StrEnum):
    """What became of an output since it was asked for."""

    #: There is no such file, or nothing in it.
    MISSING = "missing"
    #: It is ours, as it was written, from this source in this way.
    FINISHED = "finished"
    #: It is ours, as it was written, but from another source or in another way.
    OUTDATED = "outdated"
    #: Somebody has changed it, or it never was ours.
    FOREIGN = "foreign"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """How an output was made. Digests are SHA-256, in hexadecimal."""

    #: Relative to the folder, with ``/`` between its parts.
    output: str
    output_sha256: str
    #: As the user named it.
    source: str
    source_sha256: str
    #: Stands for everything else that the output depends on.
    recipe: str
    has_findings: bool = False


class Manifest:
    """The entries of one folder; a folder without a manifest has none.

    Args:
        folder: of outputs; need not exist.

    Raises:
        OSError: there is a manifest and it cannot be read.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._path = folder / MANIFEST_NAME
        #: Output → its entries, the last one last.
        self._entries: dict[str, list[Entry]] = {}
        #: Lines that could not be read.
        self.num_damaged = 0
        self._read()

    def find(self, output: Path) -> Entry | None:
        """Return the entry of an output, None where there is none."""
        entries = self._entries.get(self._name(output))
        return entries[-1] if entries else None

    def find_standing(self, output: Path, *, source_sha256: str, recipe: str) -> Standing:
        """Compare an output with what was written of it.

        Raises:
            OSError: it is there and cannot be read.
        """
        try:
            # An empty file is nobody's work: a power cut leaves such.
            if not output.stat().st_size:
                return Standing.MISSING
            actual = digest_file(output)
        except FileNotFoundError:
            return Standing.MISSING
        entries = self._entries.get(self._name(output), [])
        if actual not in {entry.output_sha256 for entry in entries}:
            return Standing.FOREIGN
        last = entries[-1]
        as_last = (actual, source_sha256, recipe)
        if as_last == (last.output_sha256, last.source_sha256, last.recipe):
            return Standing.FINISHED
        return Standing.OUTDATED

    def make_entry(
        self,
        output: Path,
        *,
        content: Path,
        source: str,
        source_sha256: str,
        recipe: str,
        has_findings: bool,
    ) -> Entry:
        """Describe an output whose ``content`` is still under another name."""
        return Entry(
            output=self._name(output),
            output_sha256=digest_file(content),
            source=source,
            source_sha256=source_sha256,
            recipe=recipe,
            has_findings=has_findings,
        )

    def record(self, entry: Entry) -> None:
        """Add an entry; when this returns, it outlives the process.

        Raises:
            OSError: it cannot be written.
        """
        values = asdict(entry) | {key: _to_utf8(getattr(entry, key)) for key in _NAMES}
        line = json.dumps(values).encode("ascii") + b"\n"
        # Without a buffer: one write, which no other process's write divides.
        with self._path.open("ab+", buffering=0) as stream:
            if stream.seek(0, os.SEEK_END):
                stream.seek(-1, os.SEEK_END)
                if stream.read(1) != b"\n":
                    # What a process that was killed left half-written stays a line of its own.
                    line = b"\n" + line
            if stream.write(line) < len(line):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(self._path))
        self._entries.setdefault(entry.output, []).append(entry)

    def list_outputs(self) -> frozenset[Path]:
        """Return every output that an entry is about, whether it is there or not."""
        return frozenset(self._folder / name for name in self._entries)

    def _read(self) -> None:
        try:
            lines = self._path.read_bytes().splitlines()
        except FileNotFoundError:
            return
        for line in lines:
            if not line.strip():
                continue
            entry = _parse_entry(line)
            if entry is None:
                self.num_damaged += 1
            else:
                self._entries.setdefault(entry.output, []).append(entry)

    def _name(self, output: Path) -> str:
        return output.relative_to(self._folder).as_posix()


def _parse_entry(line: bytes) -> Entry | None:
    """Return the entry in a line; None for one that is damaged. Unknown fields are left out."""
    try:
        values: Any = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(values, dict):
        return None
    try:
        entry = Entry(**{key: values[key] for key in _FIELDS if key in values})
    except TypeError:
        return None
    if not all(isinstance(getattr(entry, key), kind) for key, kind in _FIELDS.items()):
        return None
    try:
        names: dict[str, Any] = {key: _from_utf8(getattr(entry, key)) for key in _NAMES}
    except ValueError:
        return None
    return replace(entry, **names)


def _to_utf8(name: str) -> str:
    """Return a name as it is where names are in UTF-8, whatever this locale reads them as."""
    return os.fsencode(name).decode("utf-8", "surrogateescape")


def _from_utf8(name: str) -> str:
    """Return a name as this locale reads it.

    Raises:
        ValueError: no file can have it.
    """
    if "\0" in name:
        raise ValueError("a file's name ends at its first NUL")
    return os.fsdecode(name.encode("utf-8", "surrogateescape"))


#: Fields that are names of files.
_NAMES = ("output", "source")
#: Field → its type.
_FIELDS = {item.name: bool if item.type == "bool" else str for item in fields(Entry)}
