"""Marks on a text out of a file that is not text, each with what it is made of there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from translator.types import Span, SpanKind

if TYPE_CHECKING:
    from lxml.etree import _Element

#: Marks of one paragraph: two for each word of a page that is all one paragraph.
MAX_MARKS = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An element that is kept as it is; in a Word document it may have stood in a run."""

    element: _Element
    run: _Element | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shell:
    """An element around text: a link, emphasis in a book, a content control."""

    element: _Element
    #: It may stand there twice, around two parts of what was one text.
    repeatable: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Surround:
    """What stands in front of a text and behind it: the marks of a field, or of a bookmark."""

    before: tuple[Item, ...]
    after: tuple[Item, ...]
    #: They must not be lost, if need be around the whole paragraph.
    required: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Properties:
    """Properties of runs in which a text of Word differs from the rest; None where it lacks one."""

    changes: tuple[tuple[str, _Element | None], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Objects:
    """What has no text: an image, the mark of a note, a formula."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A mark from ``start`` to ``end`` of a piece's text.

    ``opening`` and ``closing`` are its signs in Markdown, "" where it has none. Without a
    payload it only keeps its words as they are.
    """

    start: int
    end: int
    kind: SpanKind
    payload: Shell | Surround | Properties | Objects | None = None
    opening: str = ""
    closing: str = ""

    def moved(self, by: int, *, length: int) -> Mark:
        """Return it with its offsets moved, and no further than the text reaches."""
        start, end = (min(max(at + by, 0), length) for at in (self.start, self.end))
        return replace(self, start=start, end=end)

    def as_span(self) -> Span:
        return Span(
            start=self.start,
            end=self.end,
            kind=self.kind,
            opening=self.opening,
            closing=self.closing,
        )


def crosses(first: Mark, second: Mark) -> bool:
    """Tell whether two marks overlap and neither holds the other."""
    return first.start < second.start < first.end < second.end or (
        second.start < first.start < second.end < first.end
    )


def order_marks(marks: list[Mark]) -> list[Mark]:
    """Return marks in order of the text, the outer one of two first, properties inside links."""
    return sorted(
        marks, key=lambda mark: (mark.start, -mark.end, isinstance(mark.payload, Properties))
    )


def limit_marks(marks: list[Mark]) -> list[Mark]:
    """Return marks, in order, no more of them than a person puts into one paragraph.

    Each is compared with the others when it is given its place, so a file made to waste time
    loses its emphasis, and whatever else is too much.
    """
    if len(marks) <= MAX_MARKS:
        return marks
    return [mark for mark in marks if mark.kind is not SpanKind.STYLE][:MAX_MARKS]


def list_spans(
    head: Sequence[Mark | str], marks: Sequence[Mark], tail: Sequence[Mark | str]
) -> tuple[Span, ...]:
    """Return the marks of a text, and of what stands around it, that a reader sees."""
    around = [mark for mark in tail if isinstance(mark, Mark)]
    for mark, following in pairwise([*head, None]):
        if isinstance(mark, Mark):
            # White space behind the mark of a note is no part of the text that it begins.
            apart = " " if mark.opening and isinstance(following, str) else ""
            around.append(replace(mark, opening=mark.opening + apart))
    shown = (
        mark
        for mark in order_marks([*around, *marks])
        if mark.opening or mark.kind is SpanKind.VERBATIM
    )
    return tuple(mark.as_span() for mark in shown)


def weave_points(
    marks: Sequence[Mark], space: str, offset: int, *, by: int, length: int
) -> tuple[Mark | str, ...]:
    """Return points with the white space among which they stand, from ``offset`` on."""
    woven: list[Mark | str] = []
    position = offset
    for mark in [*marks, None]:
        at = offset + len(space) if mark is None else mark.start
        if at > position:
            woven.append(space[position - offset : at - offset])
            position = at
        if mark is not None:
            woven.append(mark.moved(by, length=length))
    return tuple(woven)
