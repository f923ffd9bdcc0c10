"""The console: width, color, pager."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import pytest

from translator.render.console import PIPE_WIDTH, EnvironmentPager, make_console


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("environ", "width", "expected"),
    [
        ({"COLUMNS": "240", "TERM": "xterm"}, None, 240),
        ({"COLUMNS": "50", "TERM": "xterm"}, None, 50),
        ({"TERM": "xterm"}, 72, 72),
        ({"COLUMNS": "50", "TERM": "xterm"}, 72, 72),
        ({"COLUMNS": "50", "TERM": "dumb"}, None, 50),
        ({"TERM": "dumb"}, 72, 72),
        # Too narrow for a word, or no width at all.
        ({"COLUMNS": "5", "TERM": "xterm"}, None, 20),
        ({"COLUMNS": "0", "TERM": "xterm"}, None, 80),
        ({"COLUMNS": "-3", "TERM": "xterm"}, None, 80),
        ({"COLUMNS": "wide", "TERM": "xterm"}, None, 80),
    ],
)
def test_console_takes_the_width_that_was_asked_for(
    environ: dict[str, str], width: int | None, expected: int
) -> None:
    """--width wins over COLUMNS, and both are obeyed to the cell."""
    assert make_console(Terminal(), width=width, environ=environ).width == expected


@pytest.mark.parametrize(("cells", "expected"), [(1, 20), (19, 20), (50, 50), (999, 160)])
def test_console_follows_its_terminal(
    monkeypatch: pytest.MonkeyPatch, cells: int, expected: int
) -> None:
    """Too narrow for a word it is not drawn for, and a size that changes is taken as it is now."""
    console = make_console(Terminal(), environ={"TERM": "xterm"})
    monkeypatch.setattr("os.get_terminal_size", lambda _: os.terminal_size((cells, 30)))
    assert (console.width, console.height) == (expected, 30)
    assert make_console(Terminal(), width=72, environ={"TERM": "xterm"}).width == 72


def test_console_in_a_pipe_has_a_fixed_width_and_no_color() -> None:
    """A pipe's output does not depend on the terminal it was started from."""
    console = make_console(io.StringIO(), environ={"TERM": "xterm-256color"})
    assert (console.width, console.color_system) == (PIPE_WIDTH, None)


@pytest.mark.parametrize(
    ("color", "environ", "expected"),
    [
        ("auto", {"TERM": "xterm-256color"}, "256"),
        ("auto", {"TERM": "dumb"}, None),
        ("auto", {"TERM": ""}, None),
        ("auto", {}, None),
        ("always", {"TERM": "dumb"}, "256"),
        ("never", {"TERM": "xterm-256color"}, None),
    ],
)
def test_console_color_follows_flag_and_terminal(
    color: str, environ: dict[str, str], expected: str | None
) -> None:
    """auto looks at the terminal; always and never do not."""
    assert make_console(Terminal(), color=color, environ=environ).color_system == expected


def test_console_obeys_no_color() -> None:
    """NO_COLOR takes colors away and leaves underlines, which are no colors."""
    stream = Terminal()
    environ = {"TERM": "xterm-256color", "NO_COLOR": "1"}
    make_console(stream, environ=environ).print("x", style="bold color(31) underline")
    assert stream.getvalue() == "\x1b[1;4mx\x1b[0m\n"


def test_pager_runs_the_program_that_pager_names(tmp_path: Path) -> None:
    """The view reaches the pager's standard input, and less is told to pass colors through."""
    target = tmp_path / "paged.txt"
    script = tmp_path / "pager.py"
    script.write_text(
        f"import os, sys\nopen({str(target)!r}, 'w').write(os.environ['LESS'] + sys.stdin.read())\n"
    )
    stream, warnings = io.StringIO(), list[str]()
    environ = {"PAGER": f"{sys.executable} {script}"}
    EnvironmentPager(stream, warn=warnings.append, environ=environ).show("text\n")
    assert target.read_text() == "-RFtext\n"
    assert (stream.getvalue(), warnings) == ("", [])


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        ("no-such-pager -R", "No such file or directory"),
        ("less '", "No closing quotation"),
        (" ", "No such file or directory"),
    ],
)
def test_pager_that_cannot_be_run_loses_nothing(command: str, reason: str) -> None:
    """The view is printed instead, and the reason said."""
    stream, warnings = io.StringIO(), list[str]()
    environ = {"PAGER": command, "PATH": "/nowhere"}
    EnvironmentPager(stream, warn=warnings.append, environ=environ).show("text\n")
    assert stream.getvalue() == "text\n"
    name = command.strip() or "less"
    assert warnings == [f"cannot run the pager {name!r}: {reason}; name another one in PAGER"]
