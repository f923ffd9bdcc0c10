"""The texts of a chapter: what stands in its blocks, with marks for the elements inside.

A block may hold text and other blocks side by side; each stretch of text between two of them is
a text of its own, and so is each line that a line break ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from translator.epub.xhtml import BLOCKS, OBJECTS, has_type, name_of
from translator.markup.marks import (
    Item,
    Mark,
    Objects,
    Shell,
    limit_marks,
    list_spans,
    order_marks,
    weave_points,
)
from translator.patterns import compile_late
from translator.text.addresses import escape_address, iter_addresses
from translator.text.normalize import clean_text
from translator.types import Span, SpanKind

if TYPE_CHECKING:
    from lxml.etree import _Element

_SPACE_RUN = compile_late(r"[ \t\n\r\f]+")
_CODE = frozenset({"code", "kbd", "samp", "tt", "var"})
_SIGNS = {
    **dict.fromkeys(("b", "strong"), ("**", "**")),
    **dict.fromkeys(("i", "em"), ("*", "*")),
    **dict.fromkeys(("del", "s", "strike"), ("~~", "~~")),
    "sup": ("<sup>", "</sup>"),
    "sub": ("<sub>", "</sub>"),
}
#: The mark of a note: a figure, a letter or a few stars, perhaps in brackets.
_NOTE_MARK = compile_late(r"[\[(]?(?:\d{1,4}|[a-z]|[*†‡]{1,3})[\])]?")
#: Addresses that lead somewhere outside of the book.
_OUTSIDE = compile_late(r"(?:https?|ftp|mailto):", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A text up to a line break, without white space at its ends.

    ``head`` and ``tail`` stand around the text, white space in order with the rest;
    ``line_break`` ends the line, None after the last.
    """

    text: str
    marks: tuple[Mark, ...]
    head: tuple[Mark | str, ...]
    tail: tuple[Mark | str, ...]
    line_break: _Element | None

    @property
    def spans(self) -> tuple[Span, ...]:
        """The marks that a reader sees, for a block."""
        return list_spans(self.head, self.marks, self.tail)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Text and elements of text between two blocks of an element.

    It begins behind ``previous``, or where its parent does, and holds ``elements``.
    """

    parent: _Element
    previous: _Element | None
    elements: tuple[_Element, ...]

    @property
    def lead(self) -> str:
        """The text in front of the first element."""
        return (self.parent.text if self.previous is None else self.previous.tail) or ""


def iter_stretches(block: _Element) -> Iterator[Stretch | _Element]:
    """Yield what stands in a block: stretches of text, and other blocks."""
    previous: _Element | None = None
    elements: list[_Element] = []
    for child in block:
        if name_of(child) in BLOCKS or _holds_blocks(child):
            yield Stretch(parent=block, previous=previous, elements=tuple(elements))
            yield child
            previous, elements = child, []
        else:
            elements.append(child)
    yield Stretch(parent=block, previous=previous, elements=tuple(elements))


def read_lines(stretch: Stretch) -> list[Line]:
    """Return the lines of a stretch; at least one, which may be empty."""
    extractor = _Extractor()
    extractor.add_text(stretch.lead)
    for element in stretch.elements:
        extractor.visit(element)
    return [_make_line(draft) for draft in extractor.drafts]


def _holds_blocks(element: _Element) -> bool:
    """Tell whether an element that is no block is around one, as a link around a figure may be."""
    if name_of(element) in OBJECTS or not name_of(element):
        return False
    return any(name_of(item) in BLOCKS for item in element.iter() if item is not element)


@dataclass(slots=True)
class _Draft:
    text: str = ""
    marks: list[Mark] = field(default_factory=list)
    line_break: _Element | None = None


@dataclass(slots=True)
class _Extractor:
    drafts: list[_Draft] = field(default_factory=lambda: [_Draft()])
    #: The elements that are open, and where each began in the current line.
    shells: list[tuple[_Element, int]] = field(default_factory=list)

    @property
    def draft(self) -> _Draft:
        return self.drafts[-1]

    def add_text(self, text: str) -> None:
        text = _SPACE_RUN.sub(" ", clean_text(text))
        draft = self.draft
        if draft.text.endswith(" ") or not (draft.text or draft.marks):
            text = text.removeprefix(" ")
        draft.text += text

    def visit(self, element: _Element) -> None:
        """Read an element and the text behind it."""
        name = name_of(element)
        if name == "br":
            self._divide(element)
        elif name in OBJECTS or not name or not "".join(element.itertext()).strip():
            self._add_point(element)
        elif _is_note_mark(element):
            self._add_point(element, sign=f"<sup>{''.join(element.itertext()).strip()}</sup>")
        else:
            self.shells.append((element, len(self.draft.text)))
            self.add_text(element.text or "")
            for child in element:
                self.visit(child)
            opened, start = self.shells.pop()
            self._add_shell(opened, start)
        self.add_text(element.tail or "")

    def _divide(self, element: _Element) -> None:
        """End the line; elements that are open go on in the next."""
        for opened, start in reversed(self.shells):
            self._add_shell(opened, start)
        self.draft.line_break = element
        self.drafts.append(_Draft())
        self.shells = [(opened, 0) for opened, _ in self.shells]

    def _add_point(self, element: _Element, *, sign: str = "") -> None:
        at = len(self.draft.text)
        payload = Objects(items=(Item(element=element),))
        self.draft.marks.append(
            Mark(start=at, end=at, kind=SpanKind.POINT, payload=payload, opening=sign)
        )

    def _add_shell(self, element: _Element, start: int) -> None:
        text = self.draft.text[start:]
        if not text.strip():
            return
        kind, signs = _find_signs(element)
        mark = Mark(
            start=start + len(text) - len(text.lstrip()),
            end=start + len(text.rstrip()),
            kind=kind,
            payload=Shell(element=element, repeatable=True),
            opening=signs[0],
            closing=signs[1],
        )
        self.draft.marks.append(mark)


def _find_signs(element: _Element) -> tuple[SpanKind, tuple[str, str]]:
    name = name_of(element)
    if name in _CODE:
        return SpanKind.VERBATIM, ("`", "`")
    address = element.get("href")
    if name != "a" or not address:
        return SpanKind.STYLE, _SIGNS.get(name, ("", ""))
    if not _OUTSIDE.match(address.strip()):
        return SpanKind.LINK, ("", "")
    return SpanKind.LINK, ("[", f"]({escape_address(address.strip())})")


def _is_note_mark(element: _Element) -> bool:
    """Tell whether an element is the mark of a note, by what it says it is or by its looks."""
    links = [item for item in element.iter() if name_of(item) == "a" and item.get("href")]
    if not links:
        return False
    if any(has_type(item, "noteref") for item in links):
        return True
    is_raised = any(name_of(item) == "sup" for item in element.iter())
    return is_raised and _NOTE_MARK.fullmatch("".join(element.itertext()).strip()) is not None


def _make_line(draft: _Draft) -> Line:
    text = draft.text.strip()
    lead = len(draft.text) - len(draft.text.lstrip())
    end = lead + len(text)
    points = [mark for mark in draft.marks if mark.kind is SpanKind.POINT]
    head = [mark for mark in points if mark.start <= lead]
    tail = [mark for mark in points if mark.start >= end > lead]
    # The outer one of two elements on the same words ends last.
    shells = [mark for mark in reversed(draft.marks) if mark.kind is not SpanKind.POINT]
    inside = [*shells, *(mark for mark in points if lead < mark.start < end)]
    addresses = [
        Mark(start=first, end=last, kind=SpanKind.VERBATIM)
        for first, last in iter_addresses(draft.text)
    ]
    length = len(text)
    found = limit_marks(order_marks([*inside, *addresses]))
    return Line(
        text=text,
        marks=tuple(mark.moved(-lead, length=length) for mark in found),
        head=weave_points(head, draft.text[:lead], 0, by=-lead, length=length),
        tail=weave_points(tail, draft.text[end:], end, by=-lead, length=length),
        line_break=draft.line_break,
    )
