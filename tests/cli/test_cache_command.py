"""The cache as a user meets it: --no-cache, TRANSLATOR_CACHE, cache info and clear."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import CommandLine

from translator.testing import EchoEngine

ARTICLE = "Un pont fermé\n\nLe conseil a voté mardi. Il pleut.\n\nLa maire est d’accord.\n"


class RepeatableEcho(EchoEngine):
    """An echo that can be told from others, and counts what it is asked."""

    fingerprint = "echo 1"

    def __init__(self) -> None:
        super().__init__()
        self._info = replace(self._info, sha256="d1")

    def take_count(self) -> int:
        """Return how many sources it was given since the last time."""
        count = sum(len(sources) for sources, _ in self.calls)
        self.calls.clear()
        return count


@pytest.fixture
def engine(cli: CommandLine) -> RepeatableEcho:
    """An engine whose results are kept, and an article for it."""
    engine = RepeatableEcho()
    cli.use_engine(engine)
    cli.write("pont.txt", ARTICLE)
    return engine


def cache_file(cli: CommandLine) -> Path:
    return cli.folder.parent / "XDG_CACHE_HOME" / "translator" / "segments.sqlite3"


def test_cache_serves_the_second_run(cli: CommandLine, engine: RepeatableEcho) -> None:
    """The same English, nothing decoded; -v and the JSON say how much was in the cache."""
    first = cli("translate", "pont.txt")
    assert engine.take_count() == 4
    second = cli("translate", "pont.txt", "-v")
    assert engine.take_count() == 0
    assert second.stdout == first.stdout
    assert re.search(
        r"\d+ tokens in \d+\.\d s; 4 of 4 segments from the cache$", second.stderr, re.M
    )
    third = cli("read", "pont.txt", "--format", "json", "-v")
    stats = json.loads(third.stdout)["stats"]
    assert (stats["segments"], stats["cached_segments"], stats["tokens_per_s"]) == (4, 4, None)
    assert "4 of 4 segments from the cache\n" in third.stderr
    assert "s · 4 of 4 segments from the cache\n" in cli("read", "pont.txt").stdout.replace("*", "")


def test_cache_serves_every_verb_and_format(cli: CommandLine, engine: RepeatableEcho) -> None:
    """What one verb has translated no other decodes again."""
    cli("brief", "pont.txt")
    assert engine.take_count() == 4
    for arguments in (("read",), ("compare",), ("translate", "--format", "jsonl"), ("brief",)):
        assert cli(*arguments, "pont.txt").code == 0
        assert engine.take_count() == 0


@pytest.mark.parametrize("how", ["flag", "environment", "config"])
def test_cache_can_be_left_out(cli: CommandLine, engine: RepeatableEcho, how: str) -> None:
    """Off by flag, environment or settings file, nothing is looked up and no file is made."""
    arguments = ["translate", "pont.txt"]
    if how == "flag":
        arguments.append("--no-cache")
    elif how == "environment":
        cli.monkeypatch.setenv("TRANSLATOR_CACHE", "0")
    else:
        arguments += ["--config", str(cli.write("my.toml", "cache = false\n"))]
    for _ in range(2):
        assert cli(*arguments).code == 0
        assert engine.take_count() == 4
    assert not cache_file(cli).exists()


def test_cache_off_is_a_word_that_is_understood(cli: CommandLine, engine: RepeatableEcho) -> None:
    """Another word is a mistake, with what would be valid."""
    cli.monkeypatch.setenv("TRANSLATOR_CACHE", "never")
    outcome = cli("translate", "pont.txt")
    assert (outcome.code, outcome.stderr) == (
        2,
        "error: TRANSLATOR_CACHE is 'never'; expected on or off\n",
    )


def test_cache_info_tells_where_and_how_much(cli: CommandLine, engine: RepeatableEcho) -> None:
    """As a table and as JSON, before there is a file and after."""
    before = json.loads(cli("cache", "info", "--format", "json").stdout)
    assert before == {
        "version": 1,
        "path": str(cache_file(cli)),
        "enabled": True,
        "entries": 0,
        "bytes": 0,
        "max_bytes": 200_000_000,
        "last_run": {"lookups": 0, "hits": 0},
        "trouble": None,
    }
    cli("translate", "pont.txt")
    cli("translate", "pont.txt")
    cli.monkeypatch.setenv("TRANSLATOR_CACHE_SIZE_MB", "50")
    after = json.loads(cli("cache", "info", "--format", "json").stdout)
    assert after["entries"] == 4
    assert after["bytes"] == cache_file(cli).stat().st_size
    assert after["max_bytes"] == 50_000_000
    assert after["last_run"] == {"lookups": 4, "hits": 4}
    cli.monkeypatch.setenv("TRANSLATOR_CACHE", "off")
    lines = cli("cache", "info", "--width", "200").stdout.splitlines()
    assert [re.split(r"  +", line.strip()) for line in lines] == [
        ["file", str(cache_file(cli))],
        ["state", "off, by TRANSLATOR_CACHE"],
        ["entries", "4"],
        ["size", f"{cache_file(cli).stat().st_size // 1000} kB of 50 MB"],
        ["last run", "4 of 4 requests found"],
    ]


def test_cache_info_says_what_there_is_to_say(cli: CommandLine) -> None:
    """Nothing is counted where nothing is, and what is wrong comes with a way out."""
    path = cache_file(cli)

    def read_rows() -> list[list[str]]:
        lines = cli("cache", "info", "--width", "200").stdout.splitlines()
        return [re.split(r"  +", line.strip()) for line in lines]

    assert read_rows() == [
        ["file", f"{path}, not there yet"],
        ["state", "on"],
        ["size", "empty, up to 200 MB"],
    ]
    outcome = cli("cache", "clear")
    assert (outcome.code, outcome.stderr) == (0, f"nothing to delete: there is no {path}\n")
    path.parent.mkdir(parents=True)
    path.write_bytes(b"nonsense" * 1000)
    assert read_rows() == [
        ["file", str(path)],
        ["state", "not usable: file is not a database; the next run makes it anew"],
        ["size", "8 kB of 200 MB"],
    ]
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE mail (text)")
    assert read_rows()[1] == [
        "state",
        "not usable: another program made it; move it away, or use --no-cache",
    ]


def test_cache_clear_deletes_everything(cli: CommandLine, engine: RepeatableEcho) -> None:
    """Afterwards nothing is found, and no letter of the article is in the folder."""
    cli("translate", "pont.txt")
    engine.take_count()
    outcome = cli("cache", "clear")
    assert (outcome.code, outcome.stdout, outcome.stderr) == (
        0,
        "",
        f"4 entries deleted from {cache_file(cli)}\n",
    )
    for path in cache_file(cli).parent.iterdir():
        assert b"conseil" not in path.read_bytes()
    cli("translate", "pont.txt")
    assert engine.take_count() == 4


def test_cache_that_is_damaged_costs_one_warning(cli: CommandLine, engine: RepeatableEcho) -> None:
    """The article is translated, and the next run says nothing any more."""
    path = cache_file(cli)
    path.parent.mkdir(parents=True)
    path.write_bytes(b"nonsense" * 1000)
    first = cli("translate", "pont.txt")
    said = f"warning: the cache was damaged and is made anew: {path}: file is not a database\n"
    assert first.code == 0
    assert first.stderr.startswith(said)
    second = cli("translate", "pont.txt")
    assert (second.code, second.stdout) == (0, first.stdout)
    assert second.stderr == first.stderr.removeprefix(said)


def test_cache_in_a_home_that_cannot_be_written_is_left_out(
    cli: CommandLine, engine: RepeatableEcho
) -> None:
    """The run says nothing, but with -v."""
    folder = cache_file(cli).parent
    folder.parent.mkdir()
    folder.write_text("in the way")
    outcome = cli("translate", "pont.txt", "-q")
    assert (outcome.code, outcome.stderr) == (0, "")
    said = f"going on without the cache, {cache_file(cli)}: File exists\n"
    assert cli("translate", "pont.txt", "-v").stderr.count(said) == 1
    assert engine.take_count() == 8


def test_cache_is_never_between_a_measurement_and_the_engine(
    cli: CommandLine, engine: RepeatableEcho
) -> None:
    """doctor's self-test and evaluate's speed are the engine's own; doctor shows the cache."""
    cli.write("set.tsv", "Il pleut.\tIt rains.\n")
    for _ in range(2):
        assert cli("evaluate", "set.tsv", "--format", "json").code == 0
        assert engine.take_count() == 1
    diagnoses = json.loads(cli("doctor", "--format", "json").stdout)["diagnoses"]
    assert engine.take_count() == 1
    (cache,) = [item for item in diagnoses if item["name"] == "cache"]
    assert cache["detail"] == f"empty, up to 200 MB, in {cache_file(cli)}"
    assert not cache_file(cli).exists()


def test_cache_says_when_results_cannot_be_kept(cli: CommandLine) -> None:
    """An engine that cannot be told from another one is asked every time; -v says so."""
    cli.write("pont.txt", ARTICLE)
    outcome = cli("translate", "pont.txt", "-v")
    assert "no cache: this model or engine cannot be told from another one\n" in outcome.stderr
    assert not cache_file(cli).exists()
