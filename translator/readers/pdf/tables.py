"""Rows of a table, as Markdown has them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from translator.readers.pdf.hyphens import Hyphenation
from translator.readers.pdf.page import Line
from translator.readers.pdf.paragraphs import Paragraph
from translator.readers.pdf.rows import MAX_CELL_STEP
from translator.readers.pdf.styled import join_lines, make_text
from translator.types import Block, BlockKind

_MIN_ROWS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The blocks of a table and how many paragraphs it took."""

    blocks: tuple[Block, ...]
    num_paragraphs: int


def find_table(paragraphs: Sequence[Paragraph], *, joiner: Hyphenation) -> Table | None:
    """Return the table that paragraphs begin with, None where they begin with no rows."""
    rows: list[list[list[Line]]] = []
    taken = 0
    columns = _find_columns(paragraphs)
    if len(columns) < 2:
        return None
    last: Line | None = None
    for paragraph in paragraphs:
        line = paragraph.first
        if not paragraph.is_row or paragraph.page != paragraphs[0].page:
            break
        cells = line.cells or (line,)
        places = [_find_place(cell, columns) for cell in cells]
        step = line.baseline - last.baseline if last else 0.0
        if not rows or 0 in places or step > MAX_CELL_STEP * line.size:
            rows.append([[] for _ in columns])
        for place, cell in zip(places, cells, strict=True):
            rows[-1][place].append(cell)
        last = line
        taken += 1
    if len(rows) < _MIN_ROWS:
        return None
    return Table(blocks=tuple(_make_blocks(rows, joiner=joiner)), num_paragraphs=taken)


def _find_columns(paragraphs: Sequence[Paragraph]) -> Sequence[Line]:
    """Return the cells of the row that has most of them, among the rows in front."""
    best: Sequence[Line] = ()
    for paragraph in paragraphs:
        if not paragraph.is_row or paragraph.page != paragraphs[0].page:
            break
        if len(paragraph.first.cells) > len(best):
            best = paragraph.first.cells
    return best


def _find_place(cell: Line, columns: Sequence[Line]) -> int:
    """Return the column that a cell overlaps most, or else is nearest to."""

    def overlap(at: int) -> float:
        return min(cell.x1, columns[at].x1) - max(cell.x0, columns[at].x0)

    return max(range(len(columns)), key=overlap)


def _make_blocks(rows: Sequence[Sequence[Sequence[Line]]], *, joiner: Hyphenation) -> list[Block]:
    """Return a block a cell; the bars of the table are in their markers and separators."""
    blocks: list[Block] = []
    bars = "| "
    for number, row in enumerate(rows):
        for place, lines in enumerate(row):
            content = make_text(join_lines(lines, joiner=joiner))
            if content.text:
                if blocks:
                    blocks[-1] = replace(blocks[-1], separator=bars)
                block = Block(
                    index=len(blocks),
                    kind=BlockKind.TABLE_CELL,
                    text=content.text,
                    marker="" if blocks else bars,
                    spans=content.spans,
                )
                blocks.append(block)
                bars = ""
            bars += " | " if place < len(row) - 1 else " |\n"
        if number == 0:
            bars += "|" + " --- |" * len(row) + "\n"
        bars += "| " if number < len(rows) - 1 else "\n"
    return [*blocks[:-1], replace(blocks[-1], separator=bars)] if blocks else []
