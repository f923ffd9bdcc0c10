"""What stands around the text on every page: running heads and feet, numbers of pages.

A line is taken for one where it comes back near the same place of another page, in the margin,
with the same words; its numbers must be the same too or grow with the page, as a page's own
number does and a table's figures do not.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from translator.patterns import compile_late
from translator.readers.pdf.page import BodyType, Line, Page

#: Head and foot are looked for in this share of a page's height from either edge, among this
#: many lines from the outermost; a number that is outermost may be further in.
_MARGIN = 0.15
_WIDE_MARGIN = 0.25
_MAX_ROWS = 4
#: How far from its place on another page a line may be, in points.
_TOLERANCE = 4.0
#: A line in larger type has to come back more often than a smaller one: a heading may, once.
_MIN_PAGES = 2
_MIN_PAGES_LARGE = 3
_LARGE = 1.15
#: A head is in no larger type than the body, no wider than this share of the text, and further
#: from it than its lines are from each other, by this factor.
_QUIET = 1.05
_SHORT = 0.6
_HEAD_GAP = 1.5
#: Roman numbers of front matter are as short as this in nearly all books.
_ROMAN = compile_late(r"(?=[ivxl])(?:xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
_NUMBER = compile_late(r"\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Furniture:
    """A line that was left out, and on which page."""

    page: int
    text: str


@dataclass(frozen=True, slots=True)
class _Candidate:
    page: Page
    position: int
    line: Line
    numbers: tuple[int, ...]


def split_furniture(pages: Sequence[Page], *, body: BodyType) -> tuple[list[Page], list[Furniture]]:
    """Return the pages without their furniture, and the furniture in order."""
    groups: dict[tuple[bool, str], list[_Candidate]] = {}
    for page in pages:
        for at_top, position in _iter_margin_lines(page):
            line = page.lines[position]
            words, numbers = _normalize(line.text)
            candidate = _Candidate(page, position, line, numbers)
            groups.setdefault((at_top, words), []).append(candidate)
    taken: dict[int, set[int]] = {}
    for group in groups.values():
        for candidate in _find_repeated(group, body=body):
            taken.setdefault(candidate.page.number, set()).add(candidate.position)
    kept: list[Page] = []
    furniture: list[Furniture] = []
    for page in pages:
        out = taken.get(page.number, set())
        if len(out) == len(page.lines):
            # A page of furniture alone may be a short text that comes twice.
            out = {at for at in out if not body.is_like(page.lines[at])}
        furniture += [Furniture(page=page.number, text=page.lines[at].text) for at in sorted(out)]
        furniture += [Furniture(page=page.number, text=text) for text in page.stray if text]
        lines = [line for at, line in enumerate(page.lines) if at not in out]
        heads = _find_lone_heads(lines, page=page, body=body) if page is not pages[0] else []
        lines = [line for line in lines if line not in heads]
        apart = (*heads, *page.apart)
        kept.append(replace(page, lines=tuple(lines), apart=apart, stray=()))
    return kept, furniture


def _find_lone_heads(lines: Sequence[Line], *, page: Page, body: BodyType) -> list[Line]:
    """Return what looks like the running head of one page alone.

    It would stand in the way of a sentence that goes on from the page before, and is read after
    the page instead: it may be more than a head.
    """
    if not lines:
        return []
    top = min(line.baseline for line in lines)
    heads = [line for line in lines if line.baseline - top <= _TOLERANCE]
    rest = [line for line in lines if line.baseline - top > _TOLERANCE]
    if not rest or top > _MARGIN * page.height:
        return []
    gap = min(line.baseline for line in rest) - top
    width = max(line.x1 for line in lines) - min(line.x0 for line in lines)
    is_quiet = all(
        line.size <= _QUIET * body.size and not line.is_bold and line.width < _SHORT * width
        for line in heads
    )
    return heads if is_quiet and gap > _HEAD_GAP * body.pitch else []


def _iter_margin_lines(page: Page) -> Iterable[tuple[bool, int]]:
    """Yield the places of the outermost lines of a page, each with whether it is in the head."""
    for at_top in (True, False):
        edge = 0.0 if at_top else page.height
        places = [at for at, line in enumerate(page.lines) if line.text.strip()]
        places.sort(key=lambda at: page.lines[at].baseline, reverse=not at_top)
        rows, last = 0, float("-inf")
        for at in places:
            line = page.lines[at]
            if abs(line.baseline - last) > _TOLERANCE:
                rows, last = rows + 1, line.baseline
            limit = _WIDE_MARGIN if rows == 1 and not _has_words(line.text) else _MARGIN
            if rows > _MAX_ROWS or abs(line.baseline - edge) > limit * page.height:
                break
            yield at_top, at


def _normalize(text: str) -> tuple[str, tuple[int, ...]]:
    """Return a line's words with its numbers blanked, and the numbers."""
    words = " ".join(text.lower().split())
    if _ROMAN.fullmatch(words):
        return "0", (_read_roman(words),)
    # Python refuses to read a number of thousands of digits.
    numbers = tuple(int(number[:18]) for number in _NUMBER.findall(words))
    return _NUMBER.sub("0", words), numbers


def _has_words(text: str) -> bool:
    return any(map(str.isalpha, text)) and not _ROMAN.fullmatch(text.strip().lower())


def _read_roman(text: str) -> int:
    values = [{"i": 1, "v": 5, "x": 10, "l": 50}[sign] for sign in text]
    following = [*values[1:], 0]
    return sum(-one if one < two else one for one, two in zip(values, following, strict=True))


def _find_repeated(group: Sequence[_Candidate], *, body: BodyType) -> Iterable[_Candidate]:
    """Yield those of some lines with the same words that stand in the same place of pages."""
    waiting = sorted(group, key=lambda candidate: candidate.line.baseline)
    while waiting:
        first = waiting[0].line.baseline
        here = [one for one in waiting if one.line.baseline - first <= _TOLERANCE]
        waiting = waiting[len(here) :]
        here.sort(key=lambda candidate: candidate.page.number)
        is_large = any(one.line.size > _LARGE * body.size for one in here)
        needed = _MIN_PAGES_LARGE if is_large else _MIN_PAGES
        for alike in _group_by_numbers(here):
            if len({one.page.number for one in alike}) >= needed:
                yield from alike


def _group_by_numbers(group: Sequence[_Candidate]) -> Iterable[list[_Candidate]]:
    """Yield the lines whose numbers, one by one, stay or grow with the page.

    Where a line has no word, only numbers that grow with the page are those of pages.
    """
    num_numbers = len(group[0].numbers)
    has_words = _has_words(group[0].line.text)
    found: dict[tuple[tuple[bool, int], ...], list[_Candidate]] = {}
    for grows in _iter_ways(num_numbers):
        for one in group:
            key = tuple(
                (way, number - one.page.number if way else number)
                for way, number in zip(grows, one.numbers, strict=True)
            )
            found.setdefault(key, []).append(one)
    for key, alike in found.items():
        if has_words or any(way for way, _ in key):
            yield alike


def _iter_ways(num_numbers: int) -> Iterable[tuple[bool, ...]]:
    """Yield which numbers may grow: none, or one of them."""
    yield (False,) * num_numbers
    for at in range(min(num_numbers, 6)):
        yield tuple(number == at for number in range(num_numbers))
