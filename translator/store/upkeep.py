"""What a user asks about the cache: where it is, how full it is, and that it be emptied."""

from __future__ import annotations

import os
import shutil
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from translator.errors import OutputError
from translator.store.database import (
    CacheBusy,
    CacheDamaged,
    CacheError,
    CacheForeign,
    count_segments,
    count_unwritten,
    delete_database,
    explained,
    file_bytes,
    open_database,
    wipe_database,
)

#: Bytes: twice of what SQLite's journal and its index begin with.
_LITTLE_ROOM = 1 << 16


@dataclass(frozen=True, slots=True, kw_only=True)
class CacheInfo:
    """What is known about the cache's file; ``trouble`` says why it cannot be used, if so."""

    path: Path
    entries: int = 0
    num_bytes: int = 0
    max_bytes: int = 0
    #: Segments that the last finished run asked for, and found.
    last_lookups: int = 0
    last_hits: int = 0
    trouble: str = ""


def default_cache_path() -> Path:
    """Return where the cache is; it need not exist."""
    import platformdirs

    return platformdirs.user_cache_path("translator", appauthor=False) / "segments.sqlite3"


def read_cache_info(path: Path, *, max_bytes: int) -> CacheInfo:
    """Look at the file without making or changing one."""
    if not path.is_file():
        return CacheInfo(path=path, max_bytes=max_bytes)
    try:
        with closing(open_database(path)) as connection, explained():
            entries = count_segments(connection)
            row = connection.execute("SELECT lookups, hits FROM last_run").fetchone()
    except CacheError as error:
        trouble = str(error)
        if isinstance(error, CacheDamaged):
            trouble += "; the next run makes it anew"
        elif isinstance(error, CacheForeign):
            trouble += "; move it away, or use --no-cache"
        num_bytes = file_bytes(path)
        return CacheInfo(path=path, num_bytes=num_bytes, max_bytes=max_bytes, trouble=trouble)
    lookups, hits = row or (0, 0)
    return CacheInfo(
        path=path,
        entries=entries,
        num_bytes=file_bytes(path),
        max_bytes=max_bytes,
        last_lookups=lookups,
        last_hits=hits,
    )


def clear_cache(path: Path) -> int:
    """Delete every entry, so that nothing of them stays on the disk; return their number.

    Raises:
        OutputError: the file is another program's, or cannot be written.
    """
    if not path.exists():
        return 0
    try:
        try:
            return wipe_database(path)
        except CacheDamaged:
            delete_database(path)
            return 0
        except CacheForeign:
            raise
        except CacheError:
            if _has_room(path):
                raise
            # Even to take something out, SQLite writes first. Whoever clears a cache on a full
            # disk wants the room; a process that has the file open goes on in it, to no effect.
            entries = count_unwritten(path)
            _overwrite(path)
            delete_database(path)
            return entries
    except CacheError as error:
        advice = ""
        if isinstance(error, CacheForeign):
            advice = "; if it may go, delete it yourself"
        elif isinstance(error, CacheBusy):
            advice = "; try again"
        raise OutputError(f"cannot clear {path}: {error}{advice}") from error


def _overwrite(path: Path) -> None:
    """Put zeros in the place of what is in a file, where that can be done."""
    with suppress(OSError), path.open("r+b", buffering=0) as stream:
        left = os.fstat(stream.fileno()).st_size
        while left > 0:
            left -= stream.write(bytes(min(left, 1 << 20)))
        os.fsync(stream.fileno())


def _has_room(path: Path) -> bool:
    """Tell whether the disk has room for what SQLite keeps beside a file while it empties it."""
    try:
        return shutil.disk_usage(path.parent).free > max(_LITTLE_ROOM, 2 * file_bytes(path))
    except OSError:
        return True


def format_cache_info(info: CacheInfo) -> str:
    """Return in a few words how full the cache is, or why it cannot be used.

    >>> from pathlib import Path
    >>> format_cache_info(CacheInfo(path=Path(), entries=1200, num_bytes=300_000, max_bytes=10**7))
    '1,200 entries, 300 kB of 10 MB'
    """
    if info.trouble:
        return f"not usable: {info.trouble}"
    if not info.num_bytes:
        return format_size(info)
    noun = "entry" if info.entries == 1 else "entries"
    return f"{info.entries:,} {noun}, {format_size(info)}"


def format_size(info: CacheInfo) -> str:
    """Return how much of its room the cache takes.

    >>> from pathlib import Path
    >>> format_size(CacheInfo(path=Path(), num_bytes=12_300_000, max_bytes=2 * 10**8))
    '12.3 MB of 200 MB'
    """
    limit = f"{info.max_bytes / 1e6:.0f} MB"
    if not info.num_bytes:
        return f"empty, up to {limit}"
    small = info.num_bytes < 1_000_000
    size = f"{info.num_bytes // 1000} kB" if small else f"{info.num_bytes / 1e6:.1f} MB"
    return f"{size} of {limit}"
