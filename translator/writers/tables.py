"""Cells back to the rows of their table: each cell of a table is a block of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from translator.patterns import compile_late
from translator.types import BlockKind, BlockTranslation

_BAR = compile_late(r"(?<!\\)\|")

#: A row of a table, with None for a cell without text.
Row = list[BlockTranslation | None]


def group_tables(blocks: Sequence[BlockTranslation]) -> Iterator[list[BlockTranslation]]:
    """Yield the blocks one by one, but the cells of a table together.

    >>> from translator.types import Block
    >>> kinds = (BlockKind.TABLE_CELL, BlockKind.TABLE_CELL, BlockKind.PARAGRAPH)
    >>> blocks = [Block(index=i, kind=k, text="a", separator="|") for i, k in enumerate(kinds)]
    >>> found = group_tables([BlockTranslation(block=b, target="b", segments=()) for b in blocks])
    >>> [len(group) for group in found]
    [2, 1]
    """
    group: list[BlockTranslation] = []
    for block in blocks:
        is_cell = block.block.kind is BlockKind.TABLE_CELL
        continues = group and is_cell and group[-1].block.kind is BlockKind.TABLE_CELL
        # An empty line ends a table; within one, lines hold at least the bars between cells.
        if group and not (continues and "\n\n" not in group[-1].block.separator):
            yield group
            group = []
        group.append(block)
    if group:
        yield group


def arrange_rows(
    cells: Sequence[BlockTranslation], blocks: Sequence[BlockTranslation]
) -> list[Row]:
    """Return the cells of one table in rows of the same length.

    A cell without text is no block; between the bars of a Markdown table its place is seen. Of
    the bars in front of the first cell, those are part of the block before it.

    Args:
        cells: a group of ``group_tables``.
        blocks: all blocks of the article.
    """
    first = cells[0].block
    gap = blocks[first.index - 1].block.separator if first.index else ""
    head = (gap + first.marker).rpartition("\n")[2]
    rows: list[Row] = [[None] * _count_empty(head)]
    rows[0].append(cells[0])
    for before, cell in pairwise(cells):
        gap = before.block.separator + cell.block.marker
        head, line_end, tail = gap.partition("\n")
        if line_end:
            rows[-1] += [None] * _count_empty(head)
            rows.append([None] * _count_empty(tail.rpartition("\n")[2]))
        else:
            rows[-1] += [None] * _count_empty(head)
        rows[-1].append(cell)
    width = max(map(len, rows))
    return [row + [None] * (width - len(row)) for row in rows]


def _count_empty(gap: str) -> int:
    """Return the number of empty cells between the bars of a gap.

    >>> _count_empty(" | "), _count_empty(" | | "), _count_empty("")
    (0, 1, 0)
    """
    return max(0, len(_BAR.findall(gap)) - 1)
