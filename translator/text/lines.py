"""Lines and paragraphs: which line ends are the author's and which a wrapping editor's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from translator.patterns import compile_late

#: How a line ends that may end a paragraph: a stop, and what closes after it.
_FINISHED = compile_late(r"[.!?…:;][\s»”\"’')\]]*\Z|[»”]\Z")
_SMALL_START = compile_late(r"[\s«“\"'‘(]*[a-zà-öø-ÿœ]")
#: A bullet, dash, number or other sign: the line begins an item, whoever ended the one before.
_MARKED = compile_late(r"\s*(?:[^\w\s«“\"'‘(]|\d{1,2}[.)]\s)")
_HYPHENATED = compile_late(r"(?<![^\W\d_])([^\W\d_]++)[-\u00ad]\Z")
_FIRST_WORD = compile_late(r"[^\W\d_]+")
_WORD = compile_late(r"[^\W\d_]+(?:-[^\W\d_]+)*")
#: Share of line ends in mid-sentence above which a text counts as hard-wrapped. Wrapped French
#: prose has four in five, one paragraph a line next to none.
_MIN_WRAPPED_SHARE = 0.3
#: A line that would have had room for the next word, and this much more, was ended on purpose.
_FULL_SHARE = 0.85


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrapping:
    """How a text's lines were made. ``column`` (characters) is 0 where nobody wrapped them."""

    column: int
    words: frozenset[str]

    def is_break(self, line: str, following: str) -> bool:
        """Tell whether a paragraph ends between two neighboring lines."""
        if _HYPHENATED.search(line) and _SMALL_START.match(following):
            return False
        small = _SMALL_START.match(following) is not None
        if not self.column:
            return not small or _FINISHED.search(line) is not None
        if following[:1] in " \t" and line[:1] not in " \t":
            return True  # an indented first line
        first_word = following.split(maxsplit=1)[0]
        has_room = len(line) + 1 + len(first_word) <= _FULL_SHARE * self.column
        return has_room and (not small or _FINISHED.search(line) is not None)

    def join(self, lines: Sequence[str]) -> str:
        """Return the lines of one paragraph as one line.

        A hyphen at a line's end stays, since it may belong to the word (porte-parole), unless
        the text has the unbroken word elsewhere.
        """
        parts = [lines[0].strip()]
        for line in lines[1:]:
            following = line.strip()
            broken, continuation = _HYPHENATED.search(parts[-1]), _FIRST_WORD.match(following)
            if broken is None or continuation is None or not following[0].islower():
                parts += [" ", following]
            elif parts[-1].endswith("\u00ad") or self._is_known(broken[1] + continuation[0]):
                parts[-1] = parts[-1][:-1]
                parts.append(following)
            else:
                parts.append(following)
        return "".join(parts)

    def _is_known(self, word: str) -> bool:
        return word.lower() in self.words


def find_wrapping(paragraphs: Iterable[Sequence[str]]) -> Wrapping:
    """Find out whether and where the lines of a text were wrapped.

    Args:
        paragraphs: the text's lines, blank ones left out.  # [paragraph][line]
    """
    lengths: list[int] = []
    num_wrapped = 0
    words: set[str] = set()
    for lines in paragraphs:
        words.update(word.lower() for line in lines for word in _WORD.findall(line))
        for line, following in pairwise(lines):
            if _MARKED.match(following):
                continue
            lengths.append(len(line))
            small = _SMALL_START.match(following) is not None
            num_wrapped += small and not _FINISHED.search(line)
    is_wrapped = lengths and num_wrapped >= _MIN_WRAPPED_SHARE * len(lengths)
    # The longest tenth is left out: an address that did not fit sets no margin.
    column = sorted(lengths)[int(0.9 * (len(lengths) - 1))] if is_wrapped else 0
    return Wrapping(column=column, words=frozenset(words))


def iter_lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines of a text, each with its offset."""
    offset = 0
    for line in text.split("\n"):
        yield offset, line
        offset += len(line) + 1
