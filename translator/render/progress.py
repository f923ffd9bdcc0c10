"""What is seen while the work goes on: finished rows and a progress line."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from typing import Protocol, Self

from rich.console import Console, ConsoleOptions, RenderResult
from rich.progress_bar import ProgressBar
from rich.segment import Segment, Segments
from rich.table import Table
from rich.text import Text

from translator.render.live import LiveDisplay
from translator.render.rows import make_block_row
from translator.render.side_by_side import SideBySide
from translator.types import BlockTranslation, Document

#: A bar shorter than this, in cells, says less than the per cent beside it.
MIN_BAR_WIDTH = 10
MAX_BAR_WIDTH = 40

#: Lines kept free below the rows: the progress line and the cursor's.
RESERVED_LINES = 2


class Progress:
    """Counts finished paragraphs; draws itself as one line.

    Time left is reckoned by characters, because headings and paragraphs differ in length.
    """

    def __init__(self, document: Document, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._started = clock()
        self._blocks_total = len(document.blocks)
        self._characters_total = sum(len(block.text) for block in document.blocks)
        self._blocks = 0
        self._characters = 0
        self._tokens = 0

    def advance(self, block: BlockTranslation) -> None:
        """Count one finished block."""
        self._blocks += 1
        self._characters += len(block.block.text)
        # What was in the cache says nothing about the engine's speed.
        self._tokens += sum(
            part.hypotheses[0].num_tokens for part in block.segments if not part.cached
        )

    @property
    def share(self) -> float:
        """The finished share of the text, from 0 to 1."""
        return self._characters / self._characters_total if self._characters_total else 1.0

    def format(self) -> str:
        """Return the line as plain text.

        Rate and time left are shown once there is something to reckon them from.
        """
        parts = [f"¶{self._blocks}/{self._blocks_total}", f"{self.share:.0%}"]
        elapsed_s = self._clock() - self._started
        if self._characters and elapsed_s > 0:
            left_s = elapsed_s * (1 - self.share) / self.share
            parts += [f"{self._tokens / elapsed_s:.0f} tokens/s", f"{format_time(left_s)} left"]
        return " · ".join(parts)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield ProgressLine(self)


class _Measured(Protocol):
    @property
    def share(self) -> float: ...

    def format(self) -> str: ...


class ProgressLine:
    """Draws a share of something as a bar, where there is room for one, and in words."""

    def __init__(self, measured: _Measured) -> None:
        self._measured = measured

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        text = Text(self._measured.format(), style="faint", no_wrap=True, overflow="ellipsis")
        bar_width = min(MAX_BAR_WIDTH, options.max_width - text.cell_len - 2)
        if bar_width < MIN_BAR_WIDTH:
            yield text
            return
        grid = Table.grid(padding=(0, 2, 0, 0), pad_edge=False)
        bar = ProgressBar(total=1.0, completed=self._measured.share, width=bar_width)
        grid.add_row(bar, text)
        yield grid


def format_time(seconds: float) -> str:
    """Return minutes and seconds.

    >>> format_time(75.2)
    '1:15'
    """
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02d}"


class _Row:
    """A finished block, and how it looks in a width."""

    def __init__(self, block: BlockTranslation, *, with_heads: bool) -> None:
        self._block = block
        self._languages = ("fr", "en") if with_heads else None
        self.lines: list[list[Segment]] = []
        self.width = 0

    def draw(self, console: Console, gutter_width: int, *, width: int) -> None:
        row = make_block_row(self._block, styled=console.color_system is not None)
        view = SideBySide([row], languages=self._languages, gutter_width=gutter_width)
        options = console.options.update_width(width)
        lines = console.render_lines(view, options, pad=False)
        self.lines = [*lines, []] if row.gap_after else lines
        self.width = width


class LiveView:
    """Shows progress on a terminal, and removes itself at the end.

    Args:
        rows: show the newest finished rows above the line, as many as fit.
    """

    def __init__(
        self,
        console: Console,
        document: Document,
        *,
        rows: bool,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._console = console
        self._progress = Progress(document, clock=clock)
        self._show_rows = rows
        self._gutter_width = len(f"¶{len(document.blocks)}")
        #: The newest rows, as many as fit where each is a line.
        self._rows: deque[_Row] = deque(maxlen=max(console.height, 1))
        # A thread of the display's draws them, too.
        self._lock = threading.Lock()
        self._live = LiveDisplay(self, console)

    def __enter__(self) -> Self:
        self._live.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._live.stop()

    def add_block(self, block: BlockTranslation) -> None:
        """Show one more finished block."""
        self._progress.advance(block)
        if self._show_rows:
            row = _Row(block, with_heads=not self._rows)
            row.draw(self._console, self._gutter_width, width=self._console.width)
            with self._lock:
                self._rows.append(row)
        self._live.refresh()

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        with self._lock:
            rows = list(self._rows)
        for row in rows:
            if row.width != options.max_width:
                # Somebody has made the terminal wider or narrower.
                row.draw(console, self._gutter_width, width=options.max_width)
        room = max(console.height - RESERVED_LINES, 1)
        for line in [line for row in rows for line in row.lines][-room:]:
            yield Segments([*line, Segment.line()])
        yield self._progress


class LineProgress:
    """Prints one plain line for each finished paragraph, for logs."""

    def __init__(
        self, console: Console, document: Document, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._console = console
        self._progress = Progress(document, clock=clock)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def add_block(self, block: BlockTranslation) -> None:
        """Print how far the work has come."""
        self._progress.advance(block)
        self._console.print(Text(self._progress.format()), soft_wrap=True)
