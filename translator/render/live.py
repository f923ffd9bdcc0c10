"""What is drawn anew at the end of a terminal, by a thread that is over when it is stopped."""

from __future__ import annotations

import threading

from rich.console import Console, RenderableType
from rich.live import Live

#: Times a second that it is drawn anew; clocks and rates need no more.
REFRESH_RATE = 5


class LiveDisplay:
    """Draws something until it is stopped, and removes it then.

    Rich's own thread is told to end and not waited for. What it draws may know the engine; if
    the thread is the last one to let go of that while the interpreter ends, freeing the model
    takes the process down with "terminate called without an active exception".

    What is printed to the program's own streams is left alone.
    """

    def __init__(self, renderable: RenderableType, console: Console) -> None:
        self._live = Live(
            renderable,
            console=console,
            transient=True,
            auto_refresh=False,
            redirect_stdout=False,
            redirect_stderr=False,
        )
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._keep_drawing, name="live", daemon=True)

    def start(self) -> None:
        """Begin to draw; once for each display."""
        self._live.start()
        self._thread.start()

    def refresh(self) -> None:
        """Draw now."""
        self._live.refresh()

    def stop(self) -> None:
        """Remove what is drawn; no thread draws any more afterwards."""
        self._over.set()
        try:
            self._thread.join()
        finally:
            self._live.stop()

    def _keep_drawing(self) -> None:
        while not self._over.wait(1 / REFRESH_RATE):
            self._live.refresh()
