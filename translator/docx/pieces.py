"""A text of a paragraph between two breaks: gathered part by part, then finished.

While a piece is read, its marks have their places in all that was read; finished, they have
them in the text without the white space at its ends.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from translator.docx.formatting import FormattedRun, find_base, find_formatting
from translator.docx.styles import Styles
from translator.markup.marks import (
    Item,
    Mark,
    Objects,
    limit_marks,
    list_spans,
    order_marks,
    weave_points,
)
from translator.text.addresses import iter_addresses
from translator.types import Span, SpanKind

if TYPE_CHECKING:
    from lxml.etree import _Element


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A text of a paragraph, between two breaks, without white space at its ends.

    ``head`` and ``tail`` are what stands around the text, white space in order with the rest;
    ``breaks`` what divides it from the next piece, and ``sign`` its character, "" after the last.
    """

    text: str
    marks: tuple[Mark, ...]
    head: tuple[Mark | str, ...]
    tail: tuple[Mark | str, ...]
    base: _Element | None
    breaks: tuple[Item, ...]
    sign: str

    @property
    def spans(self) -> tuple[Span, ...]:
        """The marks that a reader sees, for a block."""
        return list_spans(self.head, self.marks, self.tail)


@dataclass(slots=True)
class Draft:
    """A piece that is being read."""

    text: str = ""
    runs: list[FormattedRun] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    breaks: list[Item] = field(default_factory=list)
    sign: str = ""

    def add_text(self, text: str, properties: _Element | None) -> None:
        """Add what a run says, with the run's properties."""
        start = len(self.text)
        self.text += text
        if text:
            self.runs.append(FormattedRun(start=start, end=len(self.text), properties=properties))

    def add_mark(self, mark: Mark) -> None:
        """Add a mark on text that was read, without the white space at the mark's ends."""
        part = self.text[mark.start : mark.end]
        start = mark.start + len(part) - len(part.lstrip())
        self.marks.append(replace(mark, start=start, end=mark.start + len(part.rstrip())))

    def add_point(self, at: int, items: Sequence[Item], *, sign: str = "") -> None:
        """Add what has no text; ``sign`` is what a reader sees of it."""
        payload = Objects(items=tuple(items))
        self.marks.append(
            Mark(start=at, end=at, kind=SpanKind.POINT, payload=payload, opening=sign)
        )


def make_piece(draft: Draft, *, styles: Styles) -> Piece:
    """Return what was read as a piece; the formatting of its runs becomes marks."""
    text = draft.text.strip()
    lead = len(draft.text) - len(draft.text.lstrip())
    end = lead + len(text)
    points = [mark for mark in draft.marks if mark.kind is SpanKind.POINT]
    inside = [mark for mark in points if lead < mark.start < end]
    before = [mark for mark in points if mark.start <= lead]
    after = [mark for mark in points if mark.start >= end > lead]
    marks = [mark for mark in draft.marks if mark.kind is not SpanKind.POINT]
    base = find_base(draft.runs, draft.text)
    formatting = find_formatting(draft.runs, draft.text, base=base, others=marks, styles=styles)
    addresses = [
        Mark(start=first, end=last, kind=SpanKind.VERBATIM)
        for first, last in iter_addresses(draft.text)
    ]
    found = limit_marks(order_marks([*marks, *inside, *formatting, *addresses]))
    return Piece(
        text=text,
        marks=tuple(mark.moved(-lead, length=len(text)) for mark in found),
        head=weave_points(before, draft.text[:lead], 0, by=-lead, length=len(text)),
        tail=weave_points(after, draft.text[end:], end, by=-lead, length=len(text)),
        base=base,
        breaks=tuple(draft.breaks),
        sign=draft.sign,
    )
