"""Tables of words beside this file, of which a text needs few rows: those are found, not read."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from translator.installed import read_installed_text


class SortedTable:
    """Rows by the word in their first column, in the order of its code points.

    To make a dictionary of 28,000 rows takes ten times as long as to cut them apart, and every
    text waits for the first.

    Args:
        name: of the file. Lines that begin with # stand above the rows.
    """

    def __init__(self, name: str) -> None:
        lines = read_installed_text("checks", name).split("\n")
        first = next(number for number, line in enumerate(lines) if not line.startswith("#"))
        self._lines = lines[first:-1]

    def __contains__(self, word: object) -> bool:
        return isinstance(word, str) and self.find(word) is not None

    def __iter__(self) -> Iterator[str]:
        """Yield the words."""
        return (line.partition("\t")[0] for line in self._lines)

    def find(self, word: str) -> list[str] | None:
        """Return the columns behind a word; None if the table does not have it."""
        place = bisect_left(self._lines, word)
        if place == len(self._lines):
            return None
        found, *columns = self._lines[place].split("\t")
        return columns if found == word else None
