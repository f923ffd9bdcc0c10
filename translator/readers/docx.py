"""A Word document to blocks: its text, then its notes, headers and footers.

Headings, lists, tables and notes have Markdown's signs, and so have links and emphasis. Written
as a Word document again, the translation goes into a copy of the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from translator.docx.numbering import Numbering
from translator.docx.parts import open_word_file
from translator.docx.pieces import Piece
from translator.docx.styles import Role
from translator.docx.texts import ParagraphTexts, iter_texts
from translator.layout import Place, make_signs
from translator.readers.furniture import find_title, mark_credits
from translator.types import Block, BlockKind, Document
from translator.xml_parts import require_lxml

_INDENT = "    "  # of code, and of what follows in a note
_LAST_LEVEL = 6  # of headings in Markdown
_NOTE_PARTS = frozenset({"footnotes", "endnotes"})
#: Read by nobody as part of the article.
_MARGINS = frozenset({"header", "footer"})
_KINDS = {
    Role.TITLE: BlockKind.HEADING,
    Role.HEADING: BlockKind.HEADING,
    Role.QUOTE: BlockKind.QUOTE,
    Role.CODE: BlockKind.CODE,
    Role.CONTENTS: BlockKind.CREDIT,
}


class DocxReader:
    """Reads Word documents; needs the extra ``docx``."""

    suffixes = frozenset({".docx", ".docm"})

    def read(self, data: bytes, *, origin: str) -> Document:
        """Return the blocks of a Word document; see BinaryReader.

        Raises:
            UnsupportedFormat: lxml is not installed.
            UnreadableInput, MalformedInput: it is no Word document, damaged, or made to do harm.
        """
        require_lxml(origin, extra="docx", kind="Word documents")
        file = open_word_file(data, origin=origin)
        found = list(_iter_places(list(iter_texts(file)), file.numbering))
        signs = make_signs([place for place, _, _ in found])
        blocks = [
            Block(
                index=index,
                kind=place.kind,
                text=text,
                level=_count_level(place),
                marker=marker,
                separator=separator,
                spans=piece.spans if place.kind is not BlockKind.CODE else (),
            )
            for index, ((place, piece, text), (marker, separator)) in enumerate(
                zip(found, signs, strict=True)
            )
        ]
        blocks = mark_credits(blocks)
        return Document(
            blocks=tuple(blocks),
            title=find_title(blocks),
            origin=origin,
            format="docx",
            package=data,
        )


def _iter_places(
    texts: Sequence[ParagraphTexts], numbering: Numbering
) -> Iterator[tuple[Place, Piece, str]]:
    """Yield each block to be, where it stands, and its text."""
    has_title = any(text.style.role is Role.TITLE and text.shown for text in texts)
    note = ""
    for text in texts:
        style, paragraph = text.style, text.paragraph
        # A list counts its empty items, and a note may begin with an empty paragraph.
        item = numbering.make_marker(style) if style.list_id is not None else ""
        note = paragraph.note or note
        kind = _find_kind(text)
        marker = ""
        if kind is BlockKind.HEADING:
            level = style.level + (has_title and style.role is Role.HEADING)
            marker = "#" * min(level, _LAST_LEVEL) + " "
        elif kind is BlockKind.QUOTE:
            marker = "> "
        elif kind is BlockKind.CODE:
            marker = _INDENT
        elif kind is BlockKind.LIST_ITEM:
            marker = item
        elif paragraph.part.kind in _NOTE_PARTS:
            marker = f"{note}: " if note else _INDENT
        after = ""
        for piece in text.shown:
            place = Place(
                kind=kind,
                marker=marker,
                cell=paragraph.cell,
                is_item=kind is BlockKind.LIST_ITEM,
                after=after,
            )
            yield (
                place,
                piece,
                text.code.replace("\n", "\n" + _INDENT) if text.is_code else (piece.text),
            )
            after, note = piece.sign or "\n", ""


def _find_kind(text: ParagraphTexts) -> BlockKind:
    paragraph, style = text.paragraph, text.style
    if style.role is Role.CODE:
        return BlockKind.CODE
    if paragraph.part.kind in _MARGINS:
        return BlockKind.CREDIT
    if paragraph.cell is not None:
        return BlockKind.TABLE_CELL
    if style.role in _KINDS:
        return _KINDS[style.role]
    is_item = style.list_id is not None and paragraph.part.kind not in _NOTE_PARTS
    return BlockKind.LIST_ITEM if is_item else BlockKind.PARAGRAPH


def _count_level(place: Place) -> int:
    return place.marker.count("#") if place.kind is BlockKind.HEADING else 0
