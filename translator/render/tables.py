"""Tables of facts about the program: models, prompts, the doctor's report."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console, ConsoleOptions, RenderResult
from rich.table import Table
from rich.text import Text

#: Words that say how a thing stands, and their styles.
_STATES = {"ok": "good", "failed": "mark.error"}


class FactTable:
    """Draws rows of texts under heads, with a rule below the heads and nothing else."""

    def __init__(self, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        self._heads = heads
        self._rows = rows

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        table = Table(box=None, padding=(0, 3, 0, 0), pad_edge=False, header_style="faint")
        for position, head in enumerate(self._heads):
            last = position == len(self._heads) - 1
            table.add_column(Text(head), no_wrap=not last, overflow="fold")
        for row in self._rows:
            table.add_row(*(Text(cell, style=_STATES.get(cell, "")) for cell in row))
        yield table


class FactList:
    """Draws names and values, one pair a line."""

    def __init__(self, facts: Sequence[tuple[str, str]]) -> None:
        self._facts = facts

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        grid = Table.grid(padding=(0, 3, 0, 0), pad_edge=False)
        grid.add_column(no_wrap=True)
        grid.add_column(overflow="fold")
        for name, value in self._facts:
            grid.add_row(Text(name, style="faint"), Text(value))
        yield grid
