"""Finished segments on disk: keys and values, bounded in size, the least recently used out first.

Several processes may use one file at once. None of them waits long for another, and none fails
because of it: what cannot be looked up is decoded, and what cannot be kept is not kept.
"""

from __future__ import annotations

import threading
import time
import weakref
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from translator.store.database import (
    NOTE,
    SEGMENT,
    CacheDamaged,
    CacheError,
    CacheForeign,
    delete_database,
    explained,
    open_database,
    transaction,
)

if TYPE_CHECKING:
    import sqlite3

#: Keys of one question; SQLite allows 32,766 at least, 999 before release 3.32.
_MAX_KEYS = 500
#: An entry's last use is written down again after this many seconds only, so that reading hardly
#: ever writes; entries of one hour leave in any order.
_USE_RESOLUTION_S = 3600
#: Share of the limit that is left after a clearing, so that clearings are rare.
_KEPT_SHARE = 0.95
#: Bytes in front of each value that tell whether it belongs to its key.
_SEAL_BYTES = 8


@dataclass(slots=True)
class _Run:
    """What is needed to end a run without the cache's help."""

    connection: sqlite3.Connection
    lookups: int = 0
    hits: int = 0


class SegmentCache:
    """Keeps values by key until they are least recently used and room is needed.

    Beside segments it keeps notes: what else a run would have to find out again. They take their
    share of the room, but what is told about the cache is told about segments.

    The file is opened when it is first asked for something.

    Args:
        path: of the file; its folder is made.
        max_bytes: what the entries may take, roughly.
        warn: called at most once, when the file had to be given up.
        tell: called at most once, when the cache cannot be used for a reason that is no fault
            of the file: a read-only home, a full disk, a process that does not let go.
        clock: seconds since 1970.
    """

    def __init__(
        self,
        path: Path,
        *,
        max_bytes: int,
        warn: Callable[[str], None] = lambda text: None,
        tell: Callable[[str], None] = lambda text: None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.path = path
        self._max_bytes = max_bytes
        self._warn, self._tell, self._clock = warn, tell, clock
        self._lock = threading.Lock()
        self._run: _Run | None = None
        self._is_given_up = False
        self._is_full = False
        self._finish: Callable[[], object] = lambda: None

    def get(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """Return the values of those segments' keys that have one."""
        return self._look_up(keys, is_counted=True)

    def recall(self, key: bytes) -> bytes | None:
        """Return the note under a key, if there is one."""
        return self._look_up([key], is_counted=False).get(key)

    def _look_up(self, keys: Sequence[bytes], *, is_counted: bool) -> dict[bytes, bytes]:
        with self._lock:
            run = self._open()
            if run is None or not keys:
                return {}
            now = int(self._clock())
            found: dict[bytes, bytes] = {}
            stale: list[bytes] = []
            try:
                for key, used, sealed in _iter_rows(run.connection, keys):
                    value = sealed[_SEAL_BYTES:]
                    if sealed != _seal(key, value):
                        continue
                    found[key] = value
                    if abs(now - used) > _USE_RESOLUTION_S:
                        stale.append(key)
                if stale and not self._is_full:
                    self._touch(run.connection, stale, now)
            except CacheError as error:
                self._give_up(error)
            if is_counted:
                run.lookups += len(keys)
                run.hits += len(found)
            return found

    def put(
        self, values: Mapping[bytes, bytes], *, notes: Mapping[bytes, bytes] | None = None
    ) -> None:
        """Keep the values of segments, and notes, under their keys, if that is possible now."""
        with self._lock:
            run = self._open()
            if run is None or self._is_full or not (values or notes):
                return
            now = int(self._clock())
            rows = [
                (key, kind, now, _seal(key, value))
                for kind, items in ((SEGMENT, values), (NOTE, notes or {}))
                for key, value in items.items()
            ]
            try:
                with explained():
                    with transaction(run.connection):
                        run.connection.executemany(
                            "INSERT OR REPLACE INTO entries VALUES (?, ?, ?, ?)", rows
                        )
                    self._make_room(run.connection)
            except CacheDamaged as error:
                self._give_up(error)
            except CacheError as error:
                # Reading still works; asking again at every batch would be waiting every time.
                self._is_full = True
                self._tell(f"the cache takes no more in this run: {error}")

    def close(self) -> None:
        """End the run; it may not be used afterwards."""
        with self._lock:
            self._is_given_up = True
            self._run = None
            self._finish()

    def _open(self) -> _Run | None:
        if self._run is None and not self._is_given_up:
            try:
                connection = self._open_or_replace()
            except CacheForeign as error:
                self._is_given_up = True
                self._warn(f"{self.path} is not used: {error}; move it away, or use --no-cache")
                return None
            except CacheError as error:
                self._is_given_up = True
                self._tell(f"going on without the cache, {self.path}: {error}")
                return None
            self._run = _Run(connection)
            self._finish = weakref.finalize(self, _finish_run, self._run)
        return self._run

    def _open_or_replace(self) -> sqlite3.Connection:
        try:
            return open_database(self.path)
        except CacheDamaged as error:
            delete_database(self.path)
            self._warn(f"the cache was damaged and is made anew: {self.path}: {error}")
            return open_database(self.path)

    def _touch(self, connection: sqlite3.Connection, keys: Iterable[bytes], now: int) -> None:
        with suppress(CacheError), explained(), transaction(connection):
            connection.executemany(
                "UPDATE entries SET used = ? WHERE key = ?", [(now, key) for key in keys]
            )

    def _make_room(self, connection: sqlite3.Connection) -> None:
        pages, free, page_bytes = (
            connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("page_count", "freelist_count", "page_size")
        )
        limit = self._max_bytes // page_bytes
        if pages - free <= limit:
            return
        with transaction(connection):
            (entries,) = connection.execute("SELECT count(*) FROM entries").fetchone()
            kept = int(entries * _KEPT_SHARE * limit / (pages - free))
            connection.execute(
                "DELETE FROM entries WHERE key IN (SELECT key FROM entries ORDER BY used LIMIT ?)",
                (entries - kept,),
            )
        if pages > limit:
            # What is free below the limit will be filled again. One page is freed a step, in
            # rows without columns, which execute does not go through.
            connection.executescript(f"PRAGMA incremental_vacuum({pages - limit})")

    def _give_up(self, error: CacheError) -> None:
        """Do without the cache from here on; one that contradicts itself goes."""
        self._finish()
        self._run, self._is_given_up = None, True
        if not isinstance(error, CacheDamaged):
            self._tell(f"going on without the cache, {self.path}: {error}")
            return
        with suppress(CacheError):
            delete_database(self.path)
        self._warn(f"the cache was damaged and is deleted: {self.path}: {error}")


def _iter_rows(
    connection: sqlite3.Connection, keys: Sequence[bytes]
) -> Iterator[tuple[bytes, int, bytes]]:
    for start in range(0, len(keys), _MAX_KEYS):
        asked = keys[start : start + _MAX_KEYS]
        marks = ",".join("?" * len(asked))
        with explained():
            rows = connection.execute(
                f"SELECT key, used, value FROM entries WHERE key IN ({marks})", asked
            ).fetchall()
        yield from rows


def _seal(key: bytes, value: bytes) -> bytes:
    """Return a value behind a digest of it and its key.

    A file can be damaged in ways that SQLite does not see. A text under a wrong key would be a
    wrong translation, so every entry has to prove that it is the one that was put there.
    """
    return blake2b(value, key=key, digest_size=_SEAL_BYTES).digest() + value


def _finish_run(run: _Run) -> None:
    with suppress(CacheError), explained():
        try:
            if run.lookups:
                run.connection.execute("PRAGMA busy_timeout = 0")
                run.connection.execute(
                    "INSERT OR REPLACE INTO last_run VALUES (1, ?, ?)", (run.lookups, run.hits)
                )
        finally:
            run.connection.close()
