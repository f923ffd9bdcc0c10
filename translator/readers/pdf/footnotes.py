"""Footnotes: found under a column, set aside to the end of the document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from translator.patterns import compile_late
from translator.readers.pdf.columns import Region
from translator.readers.pdf.measures import Column
from translator.readers.pdf.page import BodyType, Line, Piece
from translator.readers.pdf.paragraphs import FINISHED, SMALL_START, Paragraph

#: Notes are set in type at most this large, as a share of the body's (Word: 10 of 11 points).
_MAX_SIZE = 0.95
_MARK = compile_late(r"\d{1,3}|\*{1,3}|†{1,2}|‡")
_LABEL = compile_late(r"[(\[]?(\d{1,3}|\*{1,3}|†{1,2}|‡)[)\]]?[.:]?\s*(?=[^\W\d_]|[«“\"(])")


def split_footnotes(
    regions: Sequence[Region], *, body: BodyType, page: int, before: Sequence[Paragraph] = ()
) -> tuple[list[Region], list[Paragraph]]:
    """Return a page's regions without its footnotes, and all notes up to this page.

    Args:
        regions: the parts of the page.
        body: the type of the text.
        page: its number.
        before: the notes of the pages before, of which the last may go on here.
    """
    marks = set(_iter_marks(regions, body=body))
    notes = list(before)
    kept: list[Region] = []
    for region in regions:
        lines = region.lines
        start = _find_notes(lines, marks, body=body, is_open=_is_open(notes))
        for line in lines[start:]:
            label = find_label(line, marks)
            if label:
                notes.append(_start_note(line, label, page=page))
            else:
                notes[-1] = replace(notes[-1], lines=(*notes[-1].lines, line))
        if start:
            kept.append(replace(region, lines=lines[:start]))
    return kept, notes


def find_label(line: Line, marks: set[str]) -> str:
    """Return the number or sign of the note that begins with a line; "" where none does.

    A number that is not raised is one only if the text above has it as a mark.
    """
    first = line.pieces[0]
    if first.raised and len(line.pieces) > 1 and _MARK.fullmatch(first.text.strip()):
        return first.text.strip()
    found = _LABEL.match(line.text)
    return found[1] if found and found[1] in marks else ""


def _iter_marks(regions: Iterable[Region], *, body: BodyType) -> Iterable[str]:
    for region in regions:
        for line in region.lines:
            if line.size > _MAX_SIZE * body.size:
                yield from (piece.text.strip() for piece in line.pieces if piece.raised)


def _find_notes(lines: Sequence[Line], marks: set[str], *, body: BodyType, is_open: bool) -> int:
    """Return where the notes at the end of a region begin."""
    small = len(lines)
    while small and lines[small - 1].size <= _MAX_SIZE * body.size:
        small -= 1
    if small == len(lines):
        return small
    if is_open and SMALL_START.match(lines[small].text) and not lines[small].pieces[0].raised:
        return small  # the rest of a note of the page before
    starts = (at for at in range(small, len(lines)) if find_label(lines[at], marks))
    return next(starts, len(lines))


def _is_open(notes: Sequence[Paragraph]) -> bool:
    return bool(notes) and FINISHED.search(notes[-1].last.text) is None


def _start_note(line: Line, label: str, *, page: int) -> Paragraph:
    first, *rest = line.pieces
    if first.raised:
        pieces = (replace(rest[0], text=rest[0].text.lstrip()), *rest[1:])
    else:
        found = _LABEL.match(line.text)
        left = found.end() if found else 0
        pieces = tuple(_cut_start(line, left))
    column = Column(left=line.x0, right=line.x1)
    return Paragraph(lines=(replace(line, pieces=pieces),), column=column, page=page, note=label)


def _cut_start(line: Line, length: int) -> Iterable[Piece]:
    for piece in line.pieces:
        if length < len(piece.text):
            yield replace(piece, text=piece.text[length:])
        length = max(0, length - len(piece.text))
