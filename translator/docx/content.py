"""A paragraph of a Word document as text: what it says, and what has to be kept around it.

A paragraph is divided where a line breaks or a tabulator stands: what is on either side is read
as a text of its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from translator.docx.ooxml import find_child, get_relation, get_value, name_of
from translator.docx.pieces import Draft, Piece, make_piece
from translator.docx.styles import Styles, is_hidden
from translator.markup.marks import Item, Mark, Shell, Surround
from translator.patterns import compile_late
from translator.text.addresses import escape_address
from translator.text.normalize import clean_text
from translator.types import SpanKind

if TYPE_CHECKING:
    from lxml.etree import _Element

#: Around text that counts as if they were not there.
_TRANSPARENT = frozenset({"smartTag", "customXml", "bdo", "dir", "sdtContent"})
#: Left out: properties, marks of the checking of spelling, and text deleted outside of a change.
_DROPPED = frozenset(
    "pPr rPr proofErr smartTagPr customXmlPr sdtPr sdtEndPr lastRenderedPageBreak softHyphen "
    "delText delInstrText".split()
)
_SHELLS = frozenset({"hyperlink", "fldSimple", "sdt"})
_BREAKS = {"br": "\n", "cr": "\n", "tab": "\t", "ptab": "\t"}
_RANGES = ("bookmark", "commentRange", "perm")
_NOTES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}
_FIELD_ADDRESS = compile_late(r'\s*HYPERLINK\s+"([^"]+)"', re.IGNORECASE)
_SPACE = compile_late(r"[\t\n]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What a paragraph's text depends on besides itself.

    ``addresses`` are those of its part's relations; ``notes`` give the number that the note of
    a kind and id has in this document: ``notes["footnote", "3"]`` may be "1".
    """

    styles: Styles
    addresses: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[tuple[str, str], str] = field(default_factory=dict)


def read_pieces(paragraph: _Element, surroundings: Surroundings) -> list[Piece]:
    """Return the texts of a paragraph; at least one, which may be empty."""
    extractor = _Extractor(surroundings)
    extractor.visit(paragraph)
    return extractor.finish()


@dataclass(slots=True)
class _Field:
    """A field that has begun: its instructions, and from a place on its result."""

    before: list[Item]
    num_shells: int
    home: Draft | None = None
    start: int = 0
    #: How many fields are open inside its instructions.
    depth: int = 0


@dataclass(slots=True)
class _Extractor:
    surroundings: Surroundings
    drafts: list[Draft] = field(default_factory=lambda: [Draft()])
    fields: list[_Field] = field(default_factory=list)
    #: Shells that are open, and where each began in the current draft.
    shells: list[tuple[_Element, int]] = field(default_factory=list)
    ranges: dict[tuple[str, str], tuple[Draft, int, _Element]] = field(default_factory=dict)

    @property
    def draft(self) -> Draft:
        return self.drafts[-1]

    def visit(self, parent: _Element) -> None:
        for child in parent:
            name = name_of(child)
            instructed = self._instructed
            if name == "r":
                self._visit_run(child)
            elif name in _DROPPED or not isinstance(child.tag, str):
                continue
            elif instructed is not None:
                instructed.before.append(Item(element=child))
            elif name in _TRANSPARENT:
                self.visit(child)
            elif name in _SHELLS and _has_text(child):
                self._visit_shell(child)
            elif name.endswith("Start") and name[:-5] in _RANGES:
                key = (name[:-5], get_value(child, "id") or "")
                self.ranges[key] = (self.draft, len(self.draft.text), child)
            elif name.endswith("End") and name[:-3] in _RANGES:
                self._end_range((name[:-3], get_value(child, "id") or ""), child)
            else:
                self._add_object(Item(element=child))

    def finish(self) -> list[Piece]:
        for opened in self.fields:
            home = opened.home or self.draft
            start = opened.start if opened.home else len(home.text)
            home.add_point(start, opened.before)
        for home, start, element in self.ranges.values():
            home.add_point(start, [Item(element=element)])
        return [make_piece(draft, styles=self.surroundings.styles) for draft in self.drafts]

    @property
    def _instructed(self) -> _Field | None:
        """The field whose instructions are being read: they are no text."""
        return self.fields[-1] if self.fields and self.fields[-1].home is None else None

    def _visit_run(self, run: _Element) -> None:
        properties = find_child(run, "rPr")
        for child in run:
            name, item = name_of(child), Item(element=child, run=run)
            instructed = self._instructed
            if name == "fldChar":
                self._visit_field(item)
            elif name in _DROPPED or not isinstance(child.tag, str):
                continue
            elif instructed is not None:
                instructed.before.append(item)
            elif name in ("t", "noBreakHyphen") and not is_hidden(properties):
                text = "\u2011" if name == "noBreakHyphen" else child.text or ""
                self.draft.add_text(_SPACE.sub(" ", clean_text(text)), properties)
            elif name in _BREAKS:
                self._divide(item, _BREAKS[name])
            elif name in _NOTES:
                number = self.surroundings.notes.get((_NOTES[name], get_value(child, "id") or ""))
                self._add_object(item, sign=f"[^{number}]" if number else "")
            else:
                self._add_object(item)

    def _add_object(self, item: Item, *, sign: str = "") -> None:
        self.draft.add_point(len(self.draft.text), [item], sign=sign)

    def _divide(self, item: Item, sign: str) -> None:
        """End the current piece; what is open around it goes on in the next, where it may."""
        again = []
        for element, start in reversed(self.shells):
            shell = self._make_shell(element)
            self._add_shell(shell, start)
            if shell.repeatable:
                again.append((element, 0))
        self.draft.breaks.append(item)
        self.draft.sign = sign
        self.drafts.append(Draft())
        self.shells = again[::-1]

    def _visit_shell(self, element: _Element) -> None:
        self.shells.append((element, len(self.draft.text)))
        self.visit(find_child(element, "sdtContent") if name_of(element) == "sdt" else element)
        if self.shells and self.shells[-1][0] is element:
            _, start = self.shells.pop()
            self._add_shell(self._make_shell(element), start)

    def _make_shell(self, element: _Element) -> Shell:
        return Shell(element=element, repeatable=name_of(element) == "hyperlink")

    def _add_shell(self, shell: Shell, start: int) -> None:
        draft, element = self.draft, shell.element
        if not draft.text[start:].strip():
            return
        opening = closing = ""
        kind = _find_field_kind(draft.text[start:])
        if name_of(element) == "hyperlink":
            kind = SpanKind.LINK
            address = self.surroundings.addresses.get(get_relation(element) or "", "")
            anchor = get_value(element, "anchor")
            address += f"#{anchor}" if anchor and "#" not in address else ""
            opening, closing = ("[", f"]({escape_address(address)})") if address else ("", "")
        mark = Mark(
            start=start,
            end=len(draft.text),
            kind=kind,
            payload=shell,
            opening=opening,
            closing=closing,
        )
        draft.add_mark(mark)

    def _end_range(self, key: tuple[str, str], end: _Element) -> None:
        home, start, element = self.ranges.pop(key, (None, 0, end))
        after = (Item(element=end),)
        if home is not self.draft or not home.text[start:].strip():
            if home is not None:
                home.add_point(start, [Item(element=element)])
            self._add_object(after[0])
            return
        payload = Surround(before=(Item(element=element),), after=after, required=True)
        mark = Mark(start=start, end=len(home.text), kind=SpanKind.STYLE, payload=payload)
        home.add_mark(mark)

    def _visit_field(self, item: Item) -> None:
        kind = get_value(item.element, "fldCharType")
        instructed = self._instructed
        if instructed is not None:
            instructed.before.append(item)
            if kind == "begin":
                instructed.depth += 1
            elif instructed.depth and kind == "end":
                instructed.depth -= 1
            elif not instructed.depth and kind == "separate":
                instructed.home, instructed.start = self.draft, len(self.draft.text)
            elif kind == "end":
                self.fields.pop()
                self.draft.add_point(len(self.draft.text), instructed.before)
        elif kind == "begin":
            self.fields.append(_Field(before=[item], num_shells=len(self.shells)))
        elif kind == "end" and self.fields:
            self._end_field(self.fields.pop(), item)
        else:
            self._add_object(item)

    def _end_field(self, opened: _Field, item: Item) -> None:
        home = opened.home or self.draft
        is_whole = home is self.draft and len(self.shells) == opened.num_shells
        if not is_whole or not home.text[opened.start :].strip():
            home.add_point(opened.start, opened.before)
            self._add_object(item)
            return
        instructions = "".join(part.element.text or "" for part in opened.before)
        found = _FIELD_ADDRESS.match(instructions)
        mark = Mark(
            start=opened.start,
            end=len(home.text),
            kind=SpanKind.LINK if found else _find_field_kind(home.text[opened.start :]),
            payload=Surround(before=tuple(opened.before), after=(item,)),
            opening="[" if found else "",
            closing=f"]({escape_address(found[1])})" if found else "",
        )
        home.add_mark(mark)


def _find_field_kind(result: str) -> SpanKind:
    """Return what becomes of a field: the number of a page must not stay what it is today."""
    return SpanKind.STYLE if any(map(str.isalpha, result)) else SpanKind.VERBATIM


def _has_text(shell: _Element) -> bool:
    """Tell whether there are words in a link, a content control or a field to be translated."""
    if find_child(find_child(shell, "sdtPr"), "showingPlcHdr") is not None:
        return False
    return any(name_of(item) == "t" and (item.text or "").strip() for item in shell.iter())
