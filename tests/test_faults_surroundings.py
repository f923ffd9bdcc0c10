"""A terminal of any size and kind, no locale, closed streams: no traceback, the code as ever."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

pytest.importorskip("pty", reason="needs a system with terminals of Unix")

from pdf_maker import Printer
from terminal import Screen, run_on_terminal

ARTICLE = (
    "Le pont de Loriac\n\n" + "Le conseil a voté le budget. Il y a deux cents personnes.\n\n" * 3
)
TARGET = "The bridge of Loriac\n\n" + "The council voted the budget. There are 200 people.\n\n" * 3

#: Every verb, and its exit code wherever it runs. MODEL stands for the model's option.
COMMANDS: dict[str, int] = {
    "read a.txt MODEL --highlight --review 2": 0,
    "translate a.txt a.pdf --output-dir out MODEL": 0,
    "brief a.txt MODEL": 0,
    "compare a.txt b.txt MODEL --lang-check off": 0,
    "evaluate set.tsv MODEL": 0,
    "models list": 0,
    "doctor MODEL": 0,
    "read nowhere.txt": 3,
    "read --help": 0,
}
#: What is drawn for a screen, and so has to fit it. Others write text, whose lines are its own.
DRAWN = re.compile(
    r"(?:read|brief|compare) (?!nowhere|.*--width|--help)|models|evaluate|doctor|cache"
)

#: An escape sequence, such as for a color; a carriage return takes the cursor back.
ESCAPE = re.compile(r"\x1b\[[\d;?]*[A-Za-z]")

#: One that moves the cursor, or sets a style below 30, where the colors begin.
COLORLESS = r"\x1b\[[\d;?]*[A-Za-ln-z]|\x1b\[(?:[12]?\d(?:;[12]?\d)*)?m"

pytestmark = pytest.mark.slow


class House:
    """A folder with articles, a small model, and nothing of the user's own."""

    def __init__(self, folder: Path, model: Path) -> None:
        self.folder = folder
        self._model = model
        (folder / "a.txt").write_text(ARTICLE, encoding="utf-8")
        (folder / "b.txt").write_text(TARGET, encoding="utf-8")
        (folder / "set.tsv").write_text("Il pleut.\tIt rains.\n", encoding="utf-8")
        printer = Printer(num_columns=1)
        printer.add(ARTICLE.partition("\n\n")[2])
        (folder / "a.pdf").write_bytes(printer.finish())

    def environ(self, **changes: str | None) -> dict[str, str]:
        """Return the process's environment with changes; None takes a variable away."""
        kept = {
            name: value
            for name, value in os.environ.items()
            if "TRANSLATOR" not in name and name not in ("NO_COLOR", "COLUMNS", "LINES", "PAGER")
        }
        home = {name: str(self.folder / name) for name in ("XDG_CACHE_HOME", "XDG_CONFIG_HOME")}
        changed = {
            **kept,
            **home,
            "TERM": "xterm-256color",
            "OMP_NUM_THREADS": "1",
            "PYTHONPATH": str(Path(__file__).parent.parent),
            **changes,
        }
        return {name: value for name, value in changed.items() if value is not None}

    def split(self, command: str) -> list[str]:
        named = command.replace("MODEL_NAME", str(self._model))
        return named.replace("MODEL", f"--model {self._model}").split()

    def show(self, command: str, environ: Mapping[str, str], *widths: int) -> Screen:
        return run_on_terminal(
            self.split(command), folder=self.folder, environ=environ, widths=widths or (80,)
        )


@pytest.fixture
def house(tmp_path: Path, tiny_model: Path) -> House:
    return House(tmp_path, tiny_model)


def iter_lines(text: str) -> Iterator[str]:
    """Yield what stands on a terminal's lines, each time that one is drawn."""
    for line in re.split(r"[\r\n]+", ESCAPE.sub("", text)):
        yield line.rstrip()


@pytest.mark.parametrize(
    "widths",
    [(20,), (1,), (0,), (120, 20, 1, 200, 60)],
    ids=["narrow", "too-narrow", "unknown", "resized"],
)
def test_faults_terminal_of_any_width(house: House, widths: tuple[int, ...]) -> None:
    """Whatever it is, and whatever becomes of it meanwhile, the work is done and shown."""
    for command, code in COMMANDS.items():
        screen = house.show(command, house.environ(), *widths)
        assert "Traceback" not in screen.text, screen.text
        assert screen.code == code, (command, screen.text)
        if len(widths) == 1 and DRAWN.match(command):
            # Twenty cells is the narrowest that is drawn for; no width at all is taken for 80.
            limit = max(widths[0] or 80, 20)
            assert max(map(len, iter_lines(screen.text))) <= limit, command


@pytest.mark.parametrize(
    ("changes", "sequences"),
    [
        ({"TERM": "dumb"}, r"(?!)"),
        ({"TERM": None}, r"(?!)"),
        ({"NO_COLOR": "1"}, COLORLESS),
        ({"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, None),
        ({"HOME": None, "PATH": "/nowhere"}, None),
    ],
    ids=["dumb", "unset", "colorless", "ascii", "bare"],
)
def test_faults_terminal_of_any_kind(
    house: House, changes: dict[str, str | None], sequences: str | None
) -> None:
    """A terminal that understands nothing is sent nothing, and no locale needs no other code.

    ``sequences``: the escape sequences that may be sent; None for any.
    """
    for command, code in COMMANDS.items():
        screen = house.show(command, house.environ(**changes))
        assert "Traceback" not in screen.text, screen.text
        assert screen.code == code, (command, screen.text)
        if sequences is not None:
            found = [one[0] for one in ESCAPE.finditer(screen.text)]
            assert [one for one in found if not re.fullmatch(sequences, one)] == [], command


@pytest.mark.parametrize("closed", ["<&-", ">&- 2>&-", "<&- >&- 2>&-"])
def test_faults_closed_streams_of_every_verb(house: House, closed: str) -> None:
    """Whichever of its streams the shell has closed, a verb does its work and says how it went."""
    for command, code in COMMANDS.items():
        arguments = " ".join(house.split(command))
        done = subprocess.run(
            ["sh", "-c", f"{sys.executable} -m translator {arguments} {closed}"],
            cwd=house.folder,
            env=house.environ(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=120,
        )
        assert done.returncode == code, (command, done.stderr)
        assert "Traceback" not in done.stderr
    assert (house.folder / "out" / "a.en.txt").read_text(encoding="utf-8").strip()


def test_faults_names_of_files_without_a_locale(house: House) -> None:
    """What was begun where names are UTF-8 is gone on with where they are bytes, and back."""
    (house.folder / "été.txt").write_text(ARTICLE, encoding="utf-8")
    (house.folder / "nu.txt").write_text(ARTICLE, encoding="utf-8")
    bare = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    changed: dict[str, int] = {}
    for changes in ({}, bare, {}):
        done = subprocess.run(
            [
                *(sys.executable, "-m", "translator", "translate", "été.txt", "nu.txt"),
                *house.split("--output-dir été --resume MODEL"),
            ],
            cwd=house.folder,
            env=house.environ(**changes),
            capture_output=True,
            timeout=120,
        )
        assert (done.returncode, b"Traceback" in done.stderr) == (0, False), done.stderr
        outputs = sorted((house.folder / "été").glob("*.txt"))
        assert [path.name for path in outputs] == ["nu.en.txt", "été.en.txt"]
        moments = {path.name: path.stat().st_mtime_ns for path in outputs}
        changed = changed or moments
        assert moments == changed, "what was finished was made again"
