"""Tables of facts about the program: models, prompts, the doctor's report."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

#: Words that say how a thing stands, and their styles.
_STATES = {"ok": "good", "failed": "mark.error"}
_GAP = 3  # cells between two columns
#: A column that is folded into fewer cells than this breaks most words.
_MIN_FOLDED = 16
_INDENT = 2
#: A longer word, a path for instance, may be divided: nobody reads it as a word.
_LONGEST_WORD = 12


class FactTable:
    """Draws rows of texts under heads, and nothing else.

    Long texts are divided between words. Where there is no room for the words, each row is a list:
    its first text, and below it the others with their heads.
    """

    def __init__(self, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        self._heads = heads
        self._rows = rows

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        if options.max_width < self._narrowest():
            yield from iter_stacked(self._heads, self._rows)
            return
        table = Table(box=None, padding=(0, _GAP, 0, 0), pad_edge=False, header_style="faint")
        for position, head in enumerate(self._heads):
            # The others give way to each other, the longest first.
            table.add_column(Text(head), no_wrap=position == 0, overflow="fold")
        for row in self._rows:
            table.add_row(*map(_make_cell, row))
        yield table

    def _narrowest(self) -> int:
        """Return the cells below which a column would not have room for its words."""
        columns = list(zip(self._heads, *self._rows, strict=True))
        words = [max(map(_measure_longest_word, column)) for column in columns[1:]]
        return max(map(cell_len, columns[0])) + sum(words) + _GAP * len(words)


def iter_stacked(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> RenderResult:
    """Yield each row as a list of its own, what it lacks left out."""
    for first, *others in rows:
        yield Text(first, style="bold", overflow="fold")
        facts = [fact for fact in zip(heads[1:], others, strict=True) if fact[1]]
        yield Padding(FactList(facts), (0, 0, 0, _INDENT))


class FactList:
    """Draws names and values, one pair a line; narrow, a value below its name."""

    def __init__(self, facts: Sequence[tuple[str, str]]) -> None:
        self._facts = facts

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        width = max((cell_len(name) for name, _ in self._facts), default=0)
        longest = max((cell_len(value) for _, value in self._facts), default=0)
        if width + _GAP + min(longest, _MIN_FOLDED) > options.max_width:
            for name, value in self._facts:
                yield Text(name, style="faint", overflow="fold")
                yield Padding(Text(value, overflow="fold"), (0, 0, 0, _INDENT))
            return
        grid = Table.grid(padding=(0, _GAP, 0, 0), pad_edge=False)
        grid.add_column(no_wrap=True)
        grid.add_column(overflow="fold")
        for name, value in self._facts:
            grid.add_row(Text(name, style="faint"), _make_cell(value))
        yield grid


def _make_cell(text: str) -> Text:
    return Text(text, style=_STATES.get(text, ""))


def _measure_longest_word(text: str) -> int:
    return min(max(map(cell_len, text.split()), default=0), _LONGEST_WORD)
