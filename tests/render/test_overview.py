"""How far many files are, in one line."""

from __future__ import annotations

import io
from pathlib import Path

from sample_report import make_block, make_report

from translator.render.console import make_console
from translator.render.overview import Overview, Tempo


class Clock:
    """A clock that moves only when it is told to."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


DOCUMENT = make_report().translation.document


def test_overview_reckons_time_left_by_bytes() -> None:
    """Long files count for more than short ones; loading a model counts for nothing."""
    clock = Clock()
    tempo = Tempo({"a": 100, "b": 300, "c": 0})
    assert tempo.format() == "0/3 files · 0%"
    clock.now += 1000.0
    tempo.start(clock)
    clock.now += 2.0
    tempo.add_block(make_block(1), DOCUMENT, 1)
    tempo.finish("a", failed=0)
    assert tempo.format() == "1/3 files · 25% · 15 tokens/s · 0:06 left"
    tempo.finish("b", failed=1)
    tempo.finish("c", failed=1)
    assert tempo.format() == "3/3 files · 1 failed · 100% · 15 tokens/s · 0:00 left"


def test_overview_counts_what_was_finished_before_as_no_work() -> None:
    """Half of the rest is half of the time, however much was done in an earlier run."""
    clock = Clock()
    tempo = Tempo({"a": 900, "b": 50, "c": 50})
    tempo.start(clock)
    tempo.skip("a", failed=0)
    clock.now += 2.0
    tempo.add_block(make_block(1), DOCUMENT, 1)
    tempo.finish("b", failed=0)
    assert tempo.format() == "2/3 files · 50% · 15 tokens/s · 0:02 left"


def test_overview_moves_within_a_long_file() -> None:
    """By the share of its characters; and never past the end."""
    tempo = Tempo({DOCUMENT.origin: 100, "b": 100})
    total = sum(len(block.text) for block in DOCUMENT.blocks)
    for index in range(len(DOCUMENT.blocks)):
        tempo.add_block(make_block(index), DOCUMENT, total)
    assert abs(tempo.share - 0.5) < 0.01


def test_overview_of_files_without_bytes() -> None:
    """Standard input has no size, and a share all the same."""
    tempo = Tempo({"-": 0})
    assert tempo.share == 0.0
    tempo.finish("-", failed=0)
    assert tempo.share == 1.0


def test_overview_prints_messages_as_they_are(tmp_path: Path) -> None:
    """Neither markup nor what steers a terminal, and a long line stays one."""
    stream = io.StringIO()
    console = make_console(stream, color="never", width=40, environ={})
    with Overview(console, [str(tmp_path / "none")], live=False) as view:
        view.print("warning: [bold]a\x1b[31m.txt " + "x" * 60)
        view.finish("none", failed=0)
    assert stream.getvalue() == f"warning: [bold]a[31m.txt {'x' * 60}\n1/1 files · 100%\n"
