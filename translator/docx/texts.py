"""The texts of a Word document: which of its paragraphs' pieces become blocks, in which order.

Reading and writing both go by this list, so that a block finds its way back to its place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from translator.docx.content import read_pieces
from translator.docx.paragraphs import Paragraph, iter_paragraphs
from translator.docx.parts import WordFile
from translator.docx.pieces import Piece
from translator.docx.styles import ParagraphStyle, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class ParagraphTexts:
    """A paragraph, what it is, and its pieces."""

    paragraph: Paragraph
    style: ParagraphStyle
    pieces: tuple[Piece, ...]

    @property
    def is_code(self) -> bool:
        return self.style.role is Role.CODE

    @property
    def code(self) -> str:
        """The whole text of a paragraph of code, breaks and tabulators included."""
        return "".join(
            part if isinstance(part, str) else ""
            for piece in self.pieces
            for part in (*piece.head, piece.text, *piece.tail, piece.sign)
        ).rstrip()

    @property
    def shown(self) -> tuple[Piece, ...]:
        """The pieces that become a block each; a paragraph of code becomes one as a whole."""
        if self.is_code:
            return self.pieces[:1] if self.code.strip() else ()
        # In a table of contents, the number of a page stands behind a tabulator.
        is_contents = self.style.role is Role.CONTENTS
        return tuple(
            piece
            for piece in self.pieces
            if piece.text and not (is_contents and piece.text.isdecimal())
        )


def iter_texts(file: WordFile) -> Iterator[ParagraphTexts]:
    """Yield every paragraph with its pieces, those without text too."""
    for paragraph in iter_paragraphs(file):
        yield ParagraphTexts(
            paragraph=paragraph,
            style=file.styles.classify(paragraph.element),
            pieces=tuple(read_pieces(paragraph.element, paragraph.surroundings)),
        )
