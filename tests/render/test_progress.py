"""What is seen while the work goes on."""

from __future__ import annotations

import io

from sample_report import make_block, make_report

from translator.render.console import make_console
from translator.render.progress import LineProgress, LiveView, Progress


class Clock:
    """A clock that moves only when it is told to."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


DOCUMENT = make_report().translation.document


def test_progress_reckons_time_left_by_characters() -> None:
    """A long paragraph counts for more than a heading."""
    clock = Clock()
    progress = Progress(DOCUMENT, clock=clock)
    assert progress.format() == "¶0/7 · 0%"
    progress.advance(make_block(0))
    progress.advance(make_block(1))
    clock.now += 4.0
    assert progress.format() == "¶2/7 · 54% · 9 tokens/s · 0:03 left"


def test_progress_draws_a_bar_where_there_is_room_only() -> None:
    """On a narrow screen the numbers stay and the bar goes."""
    progress = Progress(DOCUMENT, clock=Clock())
    progress.advance(make_block(0))
    drawn = {}
    for width in (18, 60):
        stream = io.StringIO()
        make_console(stream, width=width, color="never", environ={}).print(progress)
        drawn[width] = stream.getvalue()
    assert drawn[18] == "¶1/7 · 8%\n"
    assert "━" in drawn[60]


def test_line_progress_prints_one_line_for_each_paragraph() -> None:
    """A log gets plain lines, without any control character."""
    stream, clock = io.StringIO(), Clock()
    console = make_console(stream, color="never", environ={})
    with LineProgress(console, DOCUMENT, clock=clock) as progress:
        clock.now += 1.0
        progress.add_block(make_block(0))
        progress.add_block(make_block(1))
    assert stream.getvalue() == (
        "¶1/7 · 8% · 5 tokens/s · 0:11 left\n¶2/7 · 54% · 35 tokens/s · 0:01 left\n"
    )


def test_live_view_shows_the_newest_rows_that_fit() -> None:
    """The last finished paragraph is in sight, whatever came before it."""
    console = make_console(io.StringIO(), width=80, color="never", environ={"LINES": "8"})
    view = LiveView(console, DOCUMENT, rows=True, clock=Clock())
    for index in range(4):
        view.add_block(make_block(index))
    with console.capture() as capture:
        console.print(view)
    lines = capture.get().splitlines()
    assert len(lines) <= 8
    assert any("removal of the deck" in line for line in lines)
    assert not any("Old Loriac bridge" in line for line in lines)
    assert lines[-1].rstrip().endswith("¶4/7 · 67%")


def test_live_view_is_drawn_anew_when_the_terminal_is_resized() -> None:
    """Rows that were drawn for a wider screen would be broken anywhere in a narrower one."""
    console = make_console(io.StringIO(), width=100, color="never", environ={"LINES": "40"})
    view = LiveView(console, DOCUMENT, rows=True, clock=Clock())
    view.add_block(make_block(1))
    drawn = {}
    for width in (100, 40, 100):
        console.width = width
        with console.capture() as capture:
            console.print(view)
        drawn.setdefault(width, capture.get())
        assert max(len(line) for line in capture.get().splitlines()) <= width
        assert capture.get() == drawn[width]
    assert len(drawn[40].splitlines()) > len(drawn[100].splitlines())


def test_live_view_without_rows_shows_the_line_alone() -> None:
    """Where standard output is a file, only the progress line is drawn."""
    console = make_console(io.StringIO(), width=80, color="never", environ={})
    view = LiveView(console, DOCUMENT, rows=False, clock=Clock())
    view.add_block(make_block(0))
    with console.capture() as capture:
        console.print(view)
    assert len(capture.get().splitlines()) == 1
