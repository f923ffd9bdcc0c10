"""The file behind the cache: opened, made, or recognized as none of ours.

A cache is never worth an error. Whatever is wrong with the file, the caller learns one of three
things: it is damaged and may go, it is somebody else's and must stay, or it cannot be used now.
"""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

#: Marks an SQLite file as ours; "frEn" in ASCII.
_APPLICATION_ID = 0x6672456E
#: Raised when the tables change. An older file is emptied, a newer one left alone.
_SCHEMA_VERSION = 2

#: Seconds that another process may hold the file before this one goes on without it.
BUSY_S = 0.5
_OPENING_TRIES = 5

#: What an entry is: a segment's hypotheses, or a note about a text or an engine.
SEGMENT, NOTE = 0, 1

_TABLES = (
    # Without a rowid the key itself orders the rows: one tree, not two.
    """CREATE TABLE entries (
        key BLOB PRIMARY KEY, kind INTEGER NOT NULL, used INTEGER NOT NULL, value BLOB NOT NULL
    ) WITHOUT ROWID""",
    # By use, then in no order: an answer and the note about its source leave together.
    "CREATE INDEX entries_by_use ON entries (used, key, kind)",
    """CREATE TABLE last_run (
        id INTEGER PRIMARY KEY CHECK (id = 1), lookups INTEGER NOT NULL, hits INTEGER NOT NULL
    )""",
)


class CacheError(Exception):
    """The cache cannot be used now: a read-only or full disk, or another process in the way."""


class CacheBusy(CacheError):
    """Another process has the file for itself at the moment."""


class CacheDamaged(CacheError):
    """The file is no database, or one that contradicts itself."""


class CacheForeign(CacheError):
    """The file belongs to another program, or to a later release of this one."""


def open_database(path: Path) -> sqlite3.Connection:
    """Open the file, for this user's eyes only; made where it is missing.

    Raises:
        CacheError: it cannot be used; the subclass says whether it may be deleted.
    """
    try:
        _provide_file(path)
    except OSError as error:
        raise CacheError(error.strerror or str(error)) from error
    for _ in range(_OPENING_TRIES - 1):
        # Two processes that make the file at the same moment may be told "busy" at once.
        try:
            return _connect(path)
        except (CacheDamaged, CacheForeign):
            raise
        except CacheError:
            time.sleep(0.02)
    return _connect(path)


def delete_database(path: Path) -> None:
    """Delete the file and what SQLite keeps beside it.

    Raises:
        CacheError: it cannot be deleted.
    """
    try:
        for suffix in ("", "-wal", "-shm", "-journal"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
    except OSError as error:
        raise CacheError(error.strerror or str(error)) from error


@contextmanager
def explained() -> Iterator[None]:
    """Turn SQLite's errors into what they mean for a cache."""
    import sqlite3

    try:
        yield
    except sqlite3.Error as error:
        # The lower byte is the code, the rest tells more than is needed.
        code = getattr(error, "sqlite_errorcode", None)
        kind = None if code is None else code & 0xFF
        if kind in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT):
            raise CacheDamaged(str(error)) from error
        if kind in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise CacheBusy("another process is using it") from error
        raise CacheError(str(error)) from error


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Do all of it or nothing, also when Ctrl-C comes in the middle."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _provide_file(path: Path) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # SQLite gives its other files the mode that this one has.
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if os.name == "posix" and stat.S_IMODE(os.fstat(descriptor).st_mode) & 0o077:
            os.fchmod(descriptor, 0o600)
    finally:
        os.close(descriptor)


def _connect(path: Path) -> sqlite3.Connection:
    # Imported here: --help needs no database.
    import sqlite3

    with explained():
        connection = sqlite3.connect(
            path, timeout=BUSY_S, isolation_level=None, check_same_thread=False
        )
        try:
            _prepare(connection)
        except BaseException:
            connection.close()
            raise
    return connection


def _prepare(connection: sqlite3.Connection) -> None:
    # What a power cut damages is found out, entry by entry; nothing is worth waiting for a disk.
    connection.execute("PRAGMA synchronous = OFF")
    # Has to be said before there is a table: pages given up are to leave the file.
    connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
    if _is_outdated(connection):
        with transaction(connection):
            # Another process may have been faster.
            if _is_outdated(connection):
                _make_tables(connection)
    connection.execute("PRAGMA journal_mode = WAL")


def _is_outdated(connection: sqlite3.Connection) -> bool:
    """Tell whether there are no tables yet, or those of an earlier release.

    Raises:
        CacheForeign: the file is not ours to write.
    """
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (num_tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if application == _APPLICATION_ID and version > _SCHEMA_VERSION:
        raise CacheForeign("a later release of this program made it")
    if application != _APPLICATION_ID and num_tables:
        raise CacheForeign("another program made it")
    return not (application == _APPLICATION_ID and version == _SCHEMA_VERSION)


def _make_tables(connection: sqlite3.Connection) -> None:
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    for (name,) in tables:
        connection.execute(f'DROP TABLE "{name}"')
    for statement in _TABLES:
        connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {_SCHEMA_VERSION}")


def wipe_database(path: Path) -> int:
    """Take every entry out of the file, so that no byte of them stays; return the segments.

    The file itself stays, since another process may have it open: a file that is taken away
    under it would be two files of one name.

    Raises:
        CacheError: it cannot be used; the subclass says whether it may be deleted.
    """
    with closing(open_database(path)) as connection, explained():
        # A person waits for this one, and it must not fail because somebody is writing.
        connection.execute("PRAGMA busy_timeout = 10000")
        connection.execute("PRAGMA secure_delete = ON")
        with transaction(connection):
            segments = count_segments(connection)
            connection.execute("DELETE FROM entries")
            connection.execute("DELETE FROM last_run")
        connection.execute("VACUUM")
        busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if busy:
            raise CacheBusy("another process is reading it")
    return segments


def count_segments(connection: sqlite3.Connection) -> int:
    """Return how many segments the file holds; its notes are nothing that a person counts."""
    asked = "SELECT count(*) FROM entries WHERE kind = ?"
    (segments,) = connection.execute(asked, (SEGMENT,)).fetchone()
    return int(segments)


def count_unwritten(path: Path) -> int:
    """Return how many segments a file holds, without anything being written; 0 if unknown."""
    import sqlite3

    try:
        address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        with closing(sqlite3.connect(address, uri=True)) as connection:
            return count_segments(connection)
    except sqlite3.Error:
        return 0


def file_bytes(path: Path) -> int:
    """Return what the file and those beside it take on the disk; 0 where there is none."""
    total = 0
    for suffix in ("", "-wal"):
        with suppress(OSError):
            total += path.with_name(path.name + suffix).stat().st_size
    return total
