"""A disk that is really full: one sentence, what was finished is kept, nothing is half there."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from book_sample import make_book
from conftest import CommandLine
from scripted_engine import InterruptedEngine
from word_sample import make_word_file

from translator.store.manifest import MANIFEST_NAME
from translator.testing import EchoEngine

NUM_SENTENCES = 200
ARTICLE = "".join(
    f"Le conseil a voté le budget numéro {number}.\n\n" for number in range(NUM_SENTENCES)
)

#: Bytes of the disk, which gives files whole pages of four thousand.
SIZE = 400_000
PAGE = 4096


class Disk:
    """A small file system of its own, and a way to fill it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._filler = folder / "filler"

    def fill(self, *, leaving: int = 0) -> None:
        """Fill the disk up to some bytes."""
        self.free()
        space = os.statvfs(self.folder)
        size = space.f_bavail * space.f_frsize - leaving
        self._filler.write_bytes(bytes(max(0, size)))

    def free(self) -> None:
        """Make room again."""
        self._filler.unlink(missing_ok=True)

    def list_names(self) -> list[str]:
        """Return what is on the disk besides what fills it."""
        return sorted(
            str(path.relative_to(self.folder))
            for path in self.folder.rglob("*")
            if path != self._filler and not path.is_dir()
        )


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    """A memory disk that is mounted for this test; only root on Linux may."""
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        pytest.skip("mounting a disk needs root on Linux")
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(folder)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError as error:
        pytest.skip(f"cannot mount a disk: {error}")
    if done.returncode:
        pytest.skip(f"cannot mount a disk: {done.stderr.strip()}")
    yield Disk(folder)
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


@pytest.fixture
def full(cli: CommandLine, disk: Disk) -> CommandLine:
    """A command line with long articles and a full disk for its outputs, ``disk``."""
    (cli.folder / "disk").symlink_to(disk.folder)
    cli.write("a.md", ARTICLE)
    cli.write("a.docx", make_word_file())
    cli.write("a.epub", make_book())
    cli.monkeypatch.setenv("TRANSLATOR_CACHE", "off")
    return cli


@pytest.mark.parametrize(
    "command",
    [
        *(f"translate a.md -o disk/b.{suffix}" for suffix in ("md", "txt", "html", "docx", "json")),
        *(f"translate a.md -o disk/b.{suffix}" for suffix in ("jsonl", "tsv", "tmx", "xlf")),
        *("translate a.docx -o disk/b.docx", "translate a.epub -o disk/b.epub"),
        *(f"read a.md -o disk/b.{suffix}" for suffix in ("md", "html", "json", "sarif", "txt")),
        *("compare a.md -o disk/b.html", "compare a.md a.md --lang-check off -o disk/b.md"),
    ],
)
def test_faults_disk_full_behind_an_output(full: CommandLine, disk: Disk, command: str) -> None:
    """Neither half of an output nor a temporary file is left, and an older output stays."""
    output = command.rpartition("/")[2]
    (disk.folder / output).write_text("older", encoding="utf-8")
    # Of most outputs the first part fits.
    is_packed = output.endswith((".docx", ".epub"))
    disk.fill(leaving=0 if is_packed else PAGE)
    outcome = full(*command.split(), "-q")
    assert (outcome.code, outcome.stderr) == (
        7,
        f"error: cannot write disk/{output}: No space left on device\n",
    )
    assert disk.list_names() == [output]
    assert (disk.folder / output).read_text(encoding="utf-8") == "older"
    disk.free()
    assert full(*command.split(), "-q").code == 0
    assert (disk.folder / output).stat().st_size > 5
    assert disk.list_names() == [output]


def test_faults_disk_full_in_the_middle_of_many(full: CommandLine, disk: Disk) -> None:
    """What fits is kept and recorded; with room again, the same command does the rest alone."""
    names = [f"{letter}.txt" for letter in "abcdef"]
    for name in names:
        full.write(name, ARTICLE)
    command = ("translate", *names, "--output-dir", "disk/out", "--resume", "-q")
    disk.fill(leaving=3 * len(ARTICLE.encode()))
    outcome = full(*command)
    assert outcome.code == 7
    assert outcome.stderr.count("\n") == 1
    assert "No space left on device" in outcome.stderr
    finished = [name for name in disk.list_names() if name.endswith(".txt")]
    assert 1 <= len(finished) < len(names)
    for name in disk.list_names():
        assert name in (*finished, f"out/{MANIFEST_NAME}")
    moments = {name: (disk.folder / name).stat().st_mtime_ns for name in finished}
    disk.free()
    assert full(*command).code == 0
    for name in names:
        output = disk.folder / "out" / name.replace(".txt", ".en.txt")
        assert output.read_text(encoding="utf-8") == ARTICLE
    assert {name: (disk.folder / name).stat().st_mtime_ns for name in finished} == moments


def test_faults_disk_full_at_the_record_of_an_output(full: CommandLine, disk: Disk) -> None:
    """An output that cannot be recorded gets no name: nobody would know it as ours."""
    full.write("b.txt", "Il pleut.\n")
    full("translate", "b.txt", "--output-dir", "disk/out", "-q")
    manifest = disk.folder / "out" / MANIFEST_NAME
    (disk.folder / "out" / "b.en.txt").unlink()
    # The record's page is full to the last byte, and a page is left for the output.
    line = manifest.read_bytes()
    manifest.write_bytes(line + b" " * (-len(line) % PAGE))
    disk.fill(leaving=PAGE)
    outcome = full("translate", "b.txt", "--output-dir", "disk/out", "-q")
    assert (outcome.code, outcome.stderr) == (
        7,
        f"error: cannot record disk/out/b.en.txt in disk/out/{MANIFEST_NAME}: No space left on "
        "device\n",
    )
    assert disk.list_names() == [f"out/{MANIFEST_NAME}"]


def test_faults_disk_full_when_interrupted(full: CommandLine, disk: Disk) -> None:
    """Ctrl-C on a full disk ends the work with one of the two codes, and leaves no final name."""
    full.use_engine(InterruptedEngine("numéro 150."))
    disk.fill(leaving=PAGE)
    outcome = full("translate", "a.md", "-o", "disk/b.md", "-q")
    assert outcome.code in (7, 130)
    assert outcome.stderr.count("\n") == 1
    assert set(disk.list_names()) <= {"b.md.partial"}


class RepeatableEcho(EchoEngine):
    """An echo whose results are kept in the cache."""

    fingerprint = "echo 1"

    def __init__(self) -> None:
        super().__init__()
        self._info = replace(self._info, sha256="d1")


@pytest.mark.parametrize("leaving", [0, PAGE, 8 * PAGE, 24 * PAGE])
def test_faults_disk_full_behind_the_cache(full: CommandLine, disk: Disk, leaving: int) -> None:
    """The run neither fails nor says more than with -v, and the cache works once there is room."""
    full.monkeypatch.delenv("TRANSLATOR_CACHE")
    full.monkeypatch.setenv("XDG_CACHE_HOME", str(disk.folder / "cache"))
    full.use_engine(RepeatableEcho())
    disk.fill(leaving=leaving)
    for verbose in ((), ("-v",), ()):
        outcome = full("translate", "a.md", *verbose)
        assert (outcome.code, outcome.stdout) == (0, ARTICLE)
        said = [line for line in outcome.stderr.splitlines() if "cache" in line]
        assert bool(verbose) == any("full" in line or "space" in line for line in said), said
        assert "warning" not in outcome.stderr
    assert full("cache", "info").code == 0
    disk.free()
    full("translate", "a.md")
    assert f"{NUM_SENTENCES} of {NUM_SENTENCES} segments" in full("translate", "a.md", "-v").stderr
    assert full("cache", "info", "--format", "json").code == 0


def test_faults_disk_full_and_the_cache_to_be_cleared(full: CommandLine, disk: Disk) -> None:
    """Who needs the room gets it: what is in the cache goes though nothing can be written."""
    full.monkeypatch.delenv("TRANSLATOR_CACHE")
    full.monkeypatch.setenv("XDG_CACHE_HOME", str(disk.folder / "cache"))
    full.use_engine(RepeatableEcho())
    full("translate", "a.md")
    before = sum(path.stat().st_size for path in (disk.folder / "cache").rglob("*"))
    disk.fill()
    outcome = full("cache", "clear")
    assert (outcome.code, outcome.stderr.split(" deleted")[0]) == (0, f"{NUM_SENTENCES} entries")
    after = sum(path.stat().st_size for path in (disk.folder / "cache").rglob("*"))
    assert after < before / 2
    values = json.loads(full("cache", "info", "--format", "json").stdout)
    assert (values["entries"], values["trouble"]) == (0, None)


def test_faults_disk_full_behind_a_model(
    full: CommandLine, disk: Disk, tiny_checkpoint: Path
) -> None:
    """A conversion that does not fit leaves no folder, under no name."""
    disk.fill(leaving=10 * PAGE)
    outcome = full("models", "convert", str(tiny_checkpoint), "--output-dir", "disk/tiny")
    assert (outcome.code, outcome.stderr) == (
        7,
        "error: cannot write disk/tiny: No space left on device\n",
    )
    assert [path.name for path in disk.folder.iterdir()] == ["filler"]


@pytest.mark.parametrize("limit", [0, 1 << 10, 1 << 12])
def test_faults_files_that_may_not_grow(cli: CommandLine, limit: int) -> None:
    """The same without a disk: a limit on the size of files, which any user can set."""
    cli.write("a.md", ARTICLE)
    cli.monkeypatch.setenv("TRANSLATOR_CACHE", "off")
    with limited_files(limit):
        outcome = cli("translate", "a.md", "-o", "b.md", "-q")
    assert (outcome.code, outcome.stderr) == (7, "error: cannot write b.md: File too large\n")
    assert [path.name for path in cli.folder.iterdir()] == ["a.md"]


@pytest.mark.parametrize("limit", [0, 1 << 12, 1 << 16])
def test_faults_a_cache_that_may_not_grow(cli: CommandLine, limit: int) -> None:
    """It is gone on without, and is whole afterwards."""
    cli.write("a.md", ARTICLE)
    cli.use_engine(RepeatableEcho())
    with limited_files(limit):
        outcome = cli("translate", "a.md")
    assert (outcome.code, outcome.stdout) == (0, ARTICLE)
    assert "warning" not in outcome.stderr
    cli("translate", "a.md")
    assert f"{NUM_SENTENCES} of {NUM_SENTENCES} segments" in cli("translate", "a.md", "-v").stderr


class limited_files:
    """Within it, no file of this process may become larger than some bytes."""

    def __init__(self, limit: int) -> None:
        self._limit = limit

    def __enter__(self) -> None:
        # Too much is then an error of writing, and not the end of the process.
        self._handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        self._limits = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (self._limit, self._limits[1]))

    def __exit__(self, *_: object) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, self._limits)
        signal.signal(signal.SIGXFSZ, self._handler)
