"""The cache's file: bounded, shared, private, and never in the way."""

from __future__ import annotations

import os
import signal
import sqlite3
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from translator.errors import OutputError
from translator.store import database
from translator.store.cache import SegmentCache
from translator.store.upkeep import clear_cache, format_cache_info, read_cache_info

MEGABYTE = 1_000_000


class Told:
    """Collects what a cache says."""

    def __init__(self) -> None:
        self.warnings: list[str] = []
        self.details: list[str] = []


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def open_cache(tmp_path: Path, told: Told) -> Callable[..., SegmentCache]:
    """Open the same file again and again."""

    def open_it(
        *, max_bytes: int = MEGABYTE, clock: Callable[[], float] = time.time
    ) -> SegmentCache:
        return SegmentCache(
            tmp_path / "cache" / "segments.sqlite3",
            max_bytes=max_bytes,
            warn=told.warnings.append,
            tell=told.details.append,
            clock=clock,
        )

    return open_it


def fill(cache: SegmentCache, count: int, *, start: int = 0, size: int = 300) -> list[bytes]:
    """Put entries of about ``size`` bytes into a cache and return their keys."""
    keys = [f"key {number:06}".encode() for number in range(start, start + count)]
    for first in range(0, count, 50):
        cache.put({key: key * (size // 10) for key in keys[first : first + 50]})
    return keys


def test_segment_cache_gives_back_what_was_put(open_cache: Callable[..., SegmentCache]) -> None:
    """Another run finds the values; keys that nobody has put are not in the answer."""
    first = open_cache()
    first.put({b"a": b"1", b"b": b""})
    first.put({b"a": b"2"})
    first.close()
    second = open_cache()
    assert second.get([b"a", b"b", b"c"]) == {b"a": b"2", b"b": b""}
    second.close()


def test_segment_cache_answers_more_keys_than_one_question_holds(
    open_cache: Callable[..., SegmentCache],
) -> None:
    """A window of a thousand sentences is asked for in one call."""
    cache = open_cache()
    keys = fill(cache, 1200, size=20)
    assert set(cache.get(keys)) == set(keys)
    cache.close()


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX's")
def test_segment_cache_is_readable_by_its_owner_alone(
    open_cache: Callable[..., SegmentCache],
) -> None:
    """The folder and every file in it are closed to others, also if the file was not before."""
    cache = open_cache()
    cache.put({b"a": b"1"})
    folder = cache.path.parent
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}
    cache.close()
    cache.path.chmod(0o644)
    cache = open_cache()
    cache.get([b"a"])
    assert stat.S_IMODE(cache.path.stat().st_mode) == 0o600
    cache.close()


def test_segment_cache_stays_within_its_size(open_cache: Callable[..., SegmentCache]) -> None:
    """Three times as much as there is room for leaves a file within the limit."""
    cache = open_cache(max_bytes=MEGABYTE)
    keys = fill(cache, 9000)
    kept = cache.get(keys)
    cache.close()
    assert 1000 < len(kept) < 3500
    # One batch comes in before there is room made for it, and pages are whole.
    assert cache.path.stat().st_size <= 1.05 * MEGABYTE


def test_segment_cache_forgets_what_was_used_longest_ago(
    open_cache: Callable[..., SegmentCache],
) -> None:
    """Entries that are asked for stay; those that nobody asks for go, oldest first."""
    now = 0.0
    cache = open_cache(max_bytes=MEGABYTE, clock=lambda: now)
    old, favorite = fill(cache, 1000), fill(cache, 100, start=1000)
    now = 7200.0
    assert len(cache.get(favorite)) == 100
    now = 14400.0
    newest = fill(cache, 2000, start=2000)
    assert len(cache.get(favorite)) == 100
    assert len(cache.get(newest)) == 2000
    assert len(cache.get(old)) < 600
    cache.close()


def test_segment_cache_shrinks_to_a_lower_limit(open_cache: Callable[..., SegmentCache]) -> None:
    """The file gives its room back to the disk."""
    cache = open_cache(max_bytes=10 * MEGABYTE)
    fill(cache, 9000)
    cache.close()
    assert cache.path.stat().st_size > 2 * MEGABYTE
    cache = open_cache(max_bytes=MEGABYTE)
    fill(cache, 1, start=9000)
    cache.close()
    assert cache.path.stat().st_size <= 1.1 * MEGABYTE


@pytest.mark.parametrize(
    "content", [b"not a database at all" * 400, b"SQLite format 3\x00" + bytes(5000)]
)
def test_segment_cache_makes_a_damaged_file_anew(
    open_cache: Callable[..., SegmentCache], told: Told, content: bytes
) -> None:
    """One warning, and the cache works."""
    cache = open_cache()
    cache.path.parent.mkdir()
    cache.path.write_bytes(content)
    assert cache.get([b"a"]) == {}
    cache.put({b"a": b"1"})
    assert cache.get([b"a"]) == {b"a": b"1"}
    cache.close()
    assert told.warnings == [
        f"the cache was damaged and is made anew: {cache.path}: file is not a database"
    ]


def test_segment_cache_survives_damage_that_shows_later(
    open_cache: Callable[..., SegmentCache], told: Told
) -> None:
    """A file whose beginning alone is whole is deleted, with one warning, when it shows."""
    cache = open_cache()
    keys = fill(cache, 3000)
    cache.close()
    content = bytearray(cache.path.read_bytes())
    content[8192:] = os.urandom(len(content) - 8192)
    cache.path.write_bytes(content)
    cache = open_cache()
    assert cache.get(keys) == {}
    cache.put({b"a": b"1"})
    cache.close()
    assert told.warnings == [
        f"the cache was damaged and is deleted: {cache.path}: database disk image is malformed"
    ]
    assert not cache.path.exists()
    cache = open_cache()
    cache.put({b"a": b"1"})
    assert cache.get([b"a"]) == {b"a": b"1"}
    cache.close()


def test_segment_cache_believes_no_value_under_a_wrong_key(
    open_cache: Callable[..., SegmentCache],
) -> None:
    """Values that were exchanged or changed inside a sound database are not given back."""
    cache = open_cache()
    cache.put({b"a": b"1", b"b": b"2", b"c": b"3"})
    cache.close()
    with closing(sqlite3.connect(cache.path)) as connection, connection:
        values = dict(connection.execute("SELECT key, value FROM entries").fetchall())
        change = "UPDATE entries SET value = ? WHERE key = ?"
        connection.execute(change, (values[b"b"], b"a"))
        connection.execute(change, (values[b"b"][:-1] + b"9", b"b"))
    cache = open_cache()
    assert cache.get([b"a", b"b", b"c"]) == {b"c": b"3"}
    cache.close()


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        ("CREATE TABLE mail (text)", "another program made it"),
        (
            f"PRAGMA application_id = {database._APPLICATION_ID}; PRAGMA user_version = 99",
            "a later release of this program made it",
        ),
    ],
)
def test_segment_cache_leaves_a_file_alone_that_is_not_its_own(
    open_cache: Callable[..., SegmentCache], told: Told, statement: str, reason: str
) -> None:
    """One warning; the file keeps every byte, also when it is told to be cleared."""
    cache = open_cache()
    cache.path.parent.mkdir()
    with closing(sqlite3.connect(cache.path)) as connection:
        connection.executescript(statement)
    content = cache.path.read_bytes()
    cache.put({b"a": b"1"})
    assert cache.get([b"a"]) == {}
    cache.close()
    assert told.warnings == [f"{cache.path} is not used: {reason}; move it away, or use --no-cache"]
    with pytest.raises(OutputError) as raised:
        clear_cache(cache.path)
    assert str(raised.value) == (
        f"cannot clear {cache.path}: {reason}; if it may go, delete it yourself"
    )
    assert cache.path.read_bytes() == content


def test_segment_cache_empties_a_file_of_an_earlier_release(
    open_cache: Callable[..., SegmentCache], told: Told
) -> None:
    """Nothing is said: nobody has lost anything but time."""
    cache = open_cache()
    cache.path.parent.mkdir()
    with closing(sqlite3.connect(cache.path)) as connection:
        connection.executescript(
            f"PRAGMA application_id = {database._APPLICATION_ID}; CREATE TABLE segments (old)"
        )
    cache.put({b"a": b"1"})
    assert cache.get([b"a"]) == {b"a": b"1"}
    cache.close()
    assert told.warnings == told.details == []


def test_segment_cache_goes_without_a_folder_it_cannot_make(tmp_path: Path, told: Told) -> None:
    """A home that cannot be written is no reason for a warning at every run."""
    (tmp_path / "file").write_text("")
    path = tmp_path / "file" / "segments.sqlite3"
    cache = SegmentCache(
        path, max_bytes=MEGABYTE, warn=told.warnings.append, tell=told.details.append
    )
    cache.put({b"a": b"1"})
    assert cache.get([b"a"]) == {}
    cache.close()
    assert told.warnings == []
    assert told.details == [f"going on without the cache, {path}: File exists"]


def test_segment_cache_reads_on_while_the_disk_is_full(
    open_cache: Callable[..., SegmentCache], told: Told
) -> None:
    """What is there is found, what is not is not kept, and it is said once."""
    cache = open_cache()
    cache.put({b"a": b"1"})
    assert cache._run is not None
    cache._run.connection.execute("PRAGMA max_page_count = 1")
    for _ in range(2):
        cache.put({os.urandom(20): bytes(50_000)})
    assert cache.get([b"a"]) == {b"a": b"1"}
    cache.close()
    assert told.warnings == []
    assert told.details == ["the cache takes no more in this run: database or disk is full"]


def test_segment_cache_does_not_wait_for_a_process_that_does_not_let_go(
    open_cache: Callable[..., SegmentCache], told: Told
) -> None:
    """Reading works, writing is given up after half a second, once for the whole run."""
    cache = open_cache()
    cache.put({b"a": b"1"})
    with closing(sqlite3.connect(cache.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        started = time.monotonic()
        for number in range(20):
            cache.put({b"b%d" % number: b"2"})
        assert cache.get([b"a"]) == {b"a": b"1"}
        cache.close()
        elapsed_s = time.monotonic() - started
        other.execute("ROLLBACK")
    assert elapsed_s < 8 * database.BUSY_S
    assert told.details == ["the cache takes no more in this run: another process is using it"]


WRITER = """\
import sys
from pathlib import Path
from translator.store.cache import SegmentCache

cache = SegmentCache(Path(sys.argv[1]), max_bytes=10**8, warn=print, tell=print)
number = 0
print("ready", flush=True)
while number < int(sys.argv[3]):
    cache.put({f"{sys.argv[2]} {number + n}".encode(): b"x" * 300 for n in range(20)})
    number += 20
cache.close()
print("done", flush=True)
"""


def start_writer(path: Path, name: str, count: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), name, str(count)],
        stdout=subprocess.PIPE,
        text=True,
    )


def test_segment_cache_is_written_by_several_processes_at_once(
    open_cache: Callable[..., SegmentCache],
) -> None:
    """Three processes make the file and fill it together; nothing is lost and nobody complains."""
    cache = open_cache()
    writers = [start_writer(cache.path, name, 2000) for name in ("a", "b", "c")]
    outputs = [writer.communicate(timeout=60)[0] for writer in writers]
    assert outputs == ["ready\ndone\n"] * 3
    keys = [f"{name} {number}".encode() for name in ("a", "b", "c") for number in range(2000)]
    assert len(cache.get(keys)) == 6000
    cache.close()


@pytest.mark.skipif(os.name != "posix", reason="kills as POSIX does")
def test_segment_cache_survives_a_process_killed_while_it_writes(
    open_cache: Callable[..., SegmentCache], told: Told
) -> None:
    """After each of five kills the file is sound, whole batches in it, and written again."""
    cache = open_cache()
    for round_number in range(5):
        writer = start_writer(cache.path, f"r{round_number}", 10**9)
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
        time.sleep(0.15 + 0.03 * round_number)
        writer.send_signal(signal.SIGKILL)
        writer.wait()
        writer.stdout.close()
        with closing(database.open_database(cache.path)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            (entries,) = connection.execute("SELECT count(*) FROM entries").fetchone()
        assert entries > 0
        assert entries % 20 == 0
    found = cache.get([b"r4 0", b"r0 0"])
    assert set(found.values()) == {b"x" * 300}
    cache.close()
    assert told.warnings == []


def test_segment_cache_keeps_notes_that_nobody_counts(
    open_cache: Callable[..., SegmentCache],
) -> None:
    """They are recalled, take their share of the room, go with the rest, and are no entries."""
    cache = open_cache()
    cache.put({b"a": b"1"}, notes={b"n": b"2"})
    cache.put({}, notes={b"n": b"3"})
    assert (cache.recall(b"n"), cache.recall(b"m")) == (b"3", None)
    cache.get([b"a"])
    cache.close()
    info = read_cache_info(cache.path, max_bytes=MEGABYTE)
    assert (info.entries, info.last_lookups, info.last_hits) == (1, 1, 1)
    assert clear_cache(cache.path) == 1
    cache = open_cache()
    assert cache.recall(b"n") is None
    keys = [b"note %06d" % number for number in range(9000)]
    for start in range(0, len(keys), 50):
        cache.put({}, notes={key: key * 20 for key in keys[start : start + 50]})
    assert 1000 < sum(cache.recall(key) is not None for key in keys) < 5000
    cache.close()
    assert cache.path.stat().st_size <= 1.05 * MEGABYTE


def test_segment_cache_is_cleared_to_the_last_byte(
    open_cache: Callable[..., SegmentCache], tmp_path: Path
) -> None:
    """While another process has it open, no letter stays in any file, and it works on."""
    cache = open_cache()
    secrets = {b"key %d" % number: b"The mayor resigns. %d" % number for number in range(500)}
    cache.put(secrets)
    assert clear_cache(cache.path) == 500
    for path in cache.path.parent.iterdir():
        assert b"mayor" not in path.read_bytes()
    assert cache.get(list(secrets)) == {}
    cache.put({b"a": b"1"})
    assert cache.get([b"a"]) == {b"a": b"1"}
    cache.close()
    assert clear_cache(tmp_path / "nowhere.sqlite3") == 0


def test_segment_cache_that_is_damaged_can_be_cleared(
    open_cache: Callable[..., SegmentCache],
) -> None:
    """What cannot be read is deleted."""
    cache = open_cache()
    cache.path.parent.mkdir()
    cache.path.write_bytes(b"The mayor resigns." * 100)
    assert clear_cache(cache.path) == 0
    assert not cache.path.exists()
    cache.close()


def test_cache_info_counts_entries_and_the_last_run(
    open_cache: Callable[..., SegmentCache],
) -> None:
    """It tells what is there, and how much of it the last run could use; it makes no file."""
    cache = open_cache()
    assert read_cache_info(cache.path, max_bytes=5).entries == 0
    assert not cache.path.parent.exists()
    cache.put({b"a": b"1", b"b": b"2"})
    cache.get([b"a", b"b", b"c"])
    cache.get([b"d"])
    cache.close()
    info = read_cache_info(cache.path, max_bytes=MEGABYTE)
    assert (info.entries, info.last_lookups, info.last_hits) == (2, 4, 2)
    assert info.num_bytes == cache.path.stat().st_size
    assert format_cache_info(info) == f"2 entries, {cache.path.stat().st_size // 1000} kB of 1 MB"


def test_cache_info_says_what_is_wrong(open_cache: Callable[..., SegmentCache]) -> None:
    """A damaged file is left for a run, or a person, to deal with."""
    cache = open_cache()
    cache.path.parent.mkdir()
    cache.path.write_bytes(b"nonsense" * 1000)
    info = read_cache_info(cache.path, max_bytes=MEGABYTE)
    assert format_cache_info(info) == (
        "not usable: file is not a database; the next run makes it anew"
    )
    assert cache.path.read_bytes() == b"nonsense" * 1000
    cache.close()
