"""What is drawn anew by a thread."""

from __future__ import annotations

import gc
import io
import threading
import time
import weakref

from rich.console import Console

from translator.render.live import REFRESH_RATE, LiveDisplay


class Drawing:
    """Counts how often it is drawn."""

    def __init__(self) -> None:
        self.times = 0

    def __rich__(self) -> str:
        self.times += 1
        return f"drawn {self.times} times"


def make_console() -> Console:
    return Console(file=io.StringIO(), force_terminal=True, width=40)


def test_live_is_drawn_until_it_is_stopped() -> None:
    """Without anybody asking for it."""
    drawing = Drawing()
    display = LiveDisplay(drawing, make_console())
    display.start()
    deadline = time.monotonic() + 20
    while drawing.times < 4 and time.monotonic() < deadline:
        time.sleep(0.05)
    display.stop()
    drawn = drawing.times
    assert drawn >= 4
    time.sleep(2 / REFRESH_RATE)
    assert drawing.times == drawn


def test_live_leaves_no_thread_that_holds_what_was_drawn() -> None:
    """Whoever frees a model in a thread while the interpreter ends takes the process down."""
    before = threading.active_count()
    for _ in range(50):
        drawing = Drawing()
        gone = weakref.ref(drawing)
        display = LiveDisplay(drawing, make_console())
        display.start()
        display.stop()
        assert threading.active_count() == before
        del drawing, display
        gc.collect()
        assert gone() is None
