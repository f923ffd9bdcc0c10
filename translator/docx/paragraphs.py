"""The paragraphs of a Word document in reading order, and where each of them stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from translator.docx.content import Surroundings
from translator.docx.ooxml import find_child, get_number, get_value, iter_children, name_of
from translator.docx.parts import Part, WordFile, find_note_order
from translator.layout import Cell

if TYPE_CHECKING:
    from lxml.etree import _Element

#: Elements around paragraphs that are as if they were not there.
_TRANSPARENT = frozenset({"sdt", "sdtContent", "customXml", "smartTag", "mc:AlternateContent"})
_NOTE_KINDS = {"footnotes": "footnote", "endnotes": "endnote"}
_MOST_COLUMNS = 63  # Word's own limit; a cell that claims to be wider claims too much


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph and where it stands."""

    element: _Element
    part: Part
    surroundings: Surroundings
    cell: Cell | None = None
    #: The mark of the note that begins with this paragraph; "" inside of one or outside of all.
    note: str = ""


def iter_paragraphs(file: WordFile) -> Iterator[Paragraph]:
    """Yield the paragraphs of the document, then of its notes, headers and footers."""
    notes = _number_notes(file)
    walker = _Walker()
    for part in file.parts:
        addresses = {
            name: relation.target for name, relation in part.relations.items() if relation.external
        }
        surroundings = Surroundings(styles=file.styles, addresses=addresses, notes=notes)
        if part.kind in _NOTE_KINDS:
            yield from _iter_notes(part, surroundings, walker)
            continue
        body = find_child(part.root, "body") if part.kind == "document" else part.root
        if body is not None:
            yield from walker.walk(body, part=part, surroundings=surroundings)


def _iter_notes(part: Part, surroundings: Surroundings, walker: _Walker) -> Iterator[Paragraph]:
    """Yield the paragraphs of the notes that the text refers to, in its order."""
    kind = _NOTE_KINDS[part.kind]
    elements = {get_value(note, "id") or "": note for note in iter_children(part.root, kind)}
    for (of_kind, name), number in surroundings.notes.items():
        if of_kind != kind or name not in elements:
            continue
        mark = f"[^{number}]"
        for paragraph in walker.walk(elements[name], part=part, surroundings=surroundings):
            yield Paragraph(
                element=paragraph.element,
                part=part,
                surroundings=surroundings,
                cell=paragraph.cell,
                note=mark,
            )
            mark = ""


def _number_notes(file: WordFile) -> dict[tuple[str, str], str]:
    """Return the number of each note; endnotes count apart and have a letter in front."""
    numbers: dict[tuple[str, str], str] = {}
    for kind, letter in (("footnote", ""), ("endnote", "e")):
        for number, name in enumerate(find_note_order(file.parts, kind), 1):
            numbers[kind, name] = f"{letter}{number}"
    return numbers


class _Walker:
    """Walks through tables, text boxes and content controls; counts the tables."""

    def __init__(self) -> None:
        self._num_tables = 0

    def walk(
        self,
        container: _Element,
        *,
        part: Part,
        surroundings: Surroundings,
        cell: Cell | None = None,
    ) -> Iterator[Paragraph]:
        for child in container:
            name = name_of(child)
            if name == "p":
                yield Paragraph(element=child, part=part, surroundings=surroundings, cell=cell)
                for box in _iter_text_boxes(child):
                    yield from self.walk(box, part=part, surroundings=surroundings, cell=cell)
            elif name == "tbl":
                yield from self._walk_table(child, part=part, surroundings=surroundings, cell=cell)
            elif name in _TRANSPARENT or name == "mc:Choice":
                yield from self.walk(child, part=part, surroundings=surroundings, cell=cell)

    def _walk_table(
        self, table: _Element, *, part: Part, surroundings: Surroundings, cell: Cell | None
    ) -> Iterator[Paragraph]:
        rows = [list(_iter_cells(row)) for row in _iter_rows(table)]
        # A single cell is a frame around text, and no table to a reader.
        is_frame = sum(map(len, rows)) == 1
        if cell is None and not is_frame:
            self._num_tables += 1
        number = self._num_tables
        for row, cells in enumerate(rows):
            spans = [_count_columns(element) for element in cells]
            for position, element in enumerate(cells):
                place = cell
                if cell is None and not is_frame:
                    place = Cell(
                        table=number,
                        row=row,
                        column=sum(spans[:position]),
                        num_columns=sum(spans),
                    )
                yield from self.walk(element, part=part, surroundings=surroundings, cell=place)


def _iter_rows(table: _Element) -> Iterator[_Element]:
    for child in table:
        name = name_of(child)
        if name == "tr":
            yield child
        elif name in _TRANSPARENT:
            yield from _iter_rows(child)


def _iter_cells(row: _Element) -> Iterator[_Element]:
    for child in row:
        name = name_of(child)
        if name == "tc":
            yield child
        elif name in _TRANSPARENT:
            yield from _iter_cells(child)


def _count_columns(cell: _Element) -> int:
    span = get_number(find_child(find_child(cell, "tcPr"), "gridSpan"), default=1)
    return min(max(span, 1), _MOST_COLUMNS)


def _iter_text_boxes(element: _Element) -> Iterator[_Element]:
    """Yield the contents of the text boxes anchored in a paragraph.

    What older programs are to show instead is a copy, and text has no boxes in it.
    """
    for child in element:
        name = name_of(child)
        if name == "txbxContent":
            yield child
        elif name not in ("mc:Fallback", "t"):
            yield from _iter_text_boxes(child)
