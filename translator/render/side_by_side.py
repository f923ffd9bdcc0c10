"""Source and target beside each other, or stacked where the screen is narrow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from translator.render.rows import Row
from translator.render.wrap import wrap_text

#: Below this width a column would hold fewer than five or six words a line.
MIN_SIDE_BY_SIDE_WIDTH = 72

#: Stands before the target where it is stacked under its source.
STACK_SIGN = "→"

#: Empty cells between the columns, and between gutter and text.
COLUMN_GAP = 3
GUTTER_GAP = 2

_LANGUAGES = {"fr": "French", "en": "English"}


class SideBySide:
    """Rows in two columns with numbers and marks in the gutter.

    Args:
        rows: in reading order.
        languages: codes of source and target, shown above the columns; None where the view
            is continued and its head has been shown.
        gutter_width: in cells; None takes what these rows need.
    """

    def __init__(
        self,
        rows: Sequence[Row],
        *,
        languages: tuple[str, str] | None = ("fr", "en"),
        gutter_width: int | None = None,
    ) -> None:
        self._rows = rows
        self._languages = languages
        self._gutter_width = gutter_width or measure_gutter(rows)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        width = options.max_width
        if width >= MIN_SIDE_BY_SIDE_WIDTH:
            yield from self._iter_columns(width)
        else:
            yield from self._iter_stack(width)

    def _iter_columns(self, width: int) -> Iterator[RenderableType]:
        column = (width - self._gutter_width - GUTTER_GAP - COLUMN_GAP) // 2
        if self._languages is not None:
            names = (_LANGUAGES.get(code, code) for code in self._languages)
            head = _make_grid(self._gutter_width, column, column)
            head.add_row("", *(Text(name, style="faint") for name in names))
            yield head
            yield Rule(style="faint", characters="─")
        for position, row in enumerate(self._rows):
            grid = _make_grid(self._gutter_width, column, column)
            number = [Text(row.number, style="number")] if row.number else []
            gutter = Text("\n").join([*number, *row.marks])
            source, target = (
                wrap_text(text, column, indent=row.indent) for text in (row.source, row.target)
            )
            grid.add_row(gutter, source, target)
            yield grid
            if row.gap_after and position < len(self._rows) - 1:
                yield Text()

    def _iter_stack(self, width: int) -> Iterator[RenderableType]:
        column = width - self._gutter_width - GUTTER_GAP
        for position, row in enumerate(self._rows):
            grid = _make_grid(self._gutter_width, column)
            sign = Text(STACK_SIGN.rjust(self._gutter_width), style="accent")
            source, target = (
                wrap_text(text, column, indent=row.indent) for text in (row.source, row.target)
            )
            grid.add_row(Text(row.number, style="number"), source)
            grid.add_row(Text("\n").join([sign, *row.marks]), target)
            yield grid
            if position < len(self._rows) - 1:
                yield Text()


def measure_gutter(rows: Sequence[Row]) -> int:
    """Return the cells that the widest number or mark needs.

    >>> measure_gutter([Row(number="¶12", source=Text(), target=Text())])
    3
    """
    texts = (text for row in rows for text in (row.number, *(mark.plain for mark in row.marks)))
    return max((cell_len(text) for text in texts), default=2)


def _make_grid(gutter: int, *columns: int) -> Table:
    grid = Table.grid(padding=0, pad_edge=False)
    grid.add_column(width=gutter + GUTTER_GAP, no_wrap=True)
    for position, width in enumerate(columns, start=1):
        gap = COLUMN_GAP if position < len(columns) else 0
        grid.add_column(width=width + gap, no_wrap=True, overflow="fold")
    return grid
