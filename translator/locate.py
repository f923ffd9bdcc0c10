"""Where in a file the segments of a document stand: lines and columns, for editors.

Readers join hard-wrapped lines and take markup out, each in its own way, so no reader's offsets
would lead back to the file. Words do: a segment begins where its first words stand in a row in
the file, with anything but words between them, after the segment before it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from translator.patterns import compile_late

_WORD = compile_late(r"\w+")
#: Words looked for at either end; more would stumble over markup, fewer find the wrong place.
_EDGE_WORDS = 6
#: Characters searched ahead: past the script of a web page, not through a library for each line.
_REACH = 200_000
#: Between two words: spaces, line ends, markup, but no stretch of other text.
_GAP = r"[\W_]{1,40}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A stretch of a file; lines and columns count from 1, columns in characters.

    ``end_column`` is that of the character after the last one, as in SARIF.
    """

    start_line: int
    start_column: int
    end_line: int
    end_column: int


class Locator:
    """Finds texts in a file, in the order in which they stand there.

    >>> locator = Locator("Un **pont**\\nfermé.\\n\\nOui.")
    >>> locator.find_next("Un pont fermé.")
    Place(start_line=1, start_column=1, end_line=2, end_column=6)
    >>> locator.find_next("Oui.").start_line
    4
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self._done = 0

    def find_next(self, text: str) -> Place | None:
        """Return where ``text`` stands after what was found before; None if it does not."""
        words = _WORD.findall(text)
        if not words:
            return None
        reach = self._done + _REACH
        # Fewer than three words of more could stand anywhere: a place is right or not given.
        start = self._search(words[:_EDGE_WORDS], self._done, reach)
        start = start or self._search(words[:3], self._done, reach)
        if start is None:
            return None
        end = start
        if len(words) > _EDGE_WORDS:
            reach = start.start() + 3 * len(text) + 100
            end = self._search(words[-3:], start.start(), reach) or start
        self._done = end.end()
        return self._make_place(start.start(), end.end())

    def find_within(self, text: str, place: Place) -> Place:
        """Return where an excerpt stands inside a place, or the place itself."""
        start = self._starts[place.start_line - 1] + place.start_column - 1
        end = self._starts[place.end_line - 1] + place.end_column - 1
        words = _WORD.findall(text)
        found = self._search(words, start, end) if words else None
        return self._make_place(found.start(), found.end()) if found else place

    def _search(self, words: Iterable[str], start: int, end: int) -> re.Match[str] | None:
        pattern = re.compile(rf"\b{_GAP.join(map(re.escape, words))}\b")
        return pattern.search(self._text, start, end)

    def _make_place(self, start: int, end: int) -> Place:
        start_line, end_line = (bisect_right(self._starts, at) for at in (start, end))
        return Place(
            start_line=start_line,
            start_column=start - self._starts[start_line - 1] + 1,
            end_line=end_line,
            end_column=end - self._starts[end_line - 1] + 1,
        )
