"""The signs around the blocks of a document that has none, as Markdown writes them.

What a Word document says with styles and a book with elements is said with markers and
separators, so that every other format shows headings, lists, quotations, tables and notes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from translator.types import BlockKind

_HARD_BREAK = "  \n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell's place: a table of the document, a row of it, and the column that it begins in.

    A table inside of a cell belongs to that cell.
    """

    table: int
    row: int
    column: int
    #: Columns of the row, those of this cell and of its neighbors.
    num_columns: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A block to be, and what decides about the signs around it."""

    kind: BlockKind
    #: The marker of its paragraph, also on a block that goes on after a break.
    marker: str = ""
    cell: Cell | None = None
    is_item: bool = False
    #: The character that divides it from the piece before it in its paragraph.
    after: str = ""


def make_signs(places: Sequence[Place]) -> list[tuple[str, str]]:
    """Return the marker and the separator of each block."""
    widths: dict[int, int] = {}
    for cell in (place.cell for place in places if place.cell is not None):
        widths[cell.table] = max(widths.get(cell.table, 0), cell.num_columns)
    signs: list[tuple[str, str]] = []
    previous: Place | None = None
    for place, following in pairwise([*places, None]):
        if place is None:
            break
        marker = "" if place.after else place.marker
        if place.cell is not None:
            begins = previous is None or not _share_table(previous, place)
            marker = "| " * (place.cell.column + 1) if begins else ""
        signs.append((marker, _separate(place, following, widths)))
        previous = place
    return signs


def _separate(place: Place, following: Place | None, widths: dict[int, int]) -> str:
    if following is None or not _share_table(place, following):
        end = _end_row(place.cell, widths[place.cell.table]) if place.cell else ""
        if following is None:
            return f" {end}" if end else "\n"
        if end:
            return f" {end}\n"
    if following.after:
        return _break(place, following.after)
    if place.cell is not None and following.cell is not None:
        return _separate_cells(place.cell, following.cell, widths[place.cell.table])
    is_run = (place.is_item and following.is_item) or (
        place.kind is following.kind is BlockKind.CODE
    )
    return "\n" if is_run else "\n\n"


def _break(place: Place, sign: str) -> str:
    """Return a break inside a paragraph; a heading and a cell are of one line."""
    if place.cell is not None:
        return " " if sign == "\t" else "<br>"
    if sign == "\t":
        return "\t"
    if place.kind is BlockKind.HEADING:
        return " "
    indent = place.marker if place.kind is BlockKind.QUOTE else " " * len(place.marker)
    return _HARD_BREAK + indent


def _separate_cells(cell: Cell, following: Cell, width: int) -> str:
    if cell.row != following.row:
        return f" {_end_row(cell, width)}{'| ' * (following.column + 1)}"
    steps = following.column - cell.column
    return " " + "| " * steps if steps else "<br>"


def _end_row(cell: Cell, width: int) -> str:
    """Return the end of a row, and the line below it that makes a head of the first."""
    end = "| " * (width - cell.column)
    head = f"|{' --- |' * width}\n" if cell.row == 0 else ""
    return f"{end.rstrip()}\n{head}"


def _share_table(first: Place, second: Place) -> bool:
    return (
        first.cell is not None and second.cell is not None and first.cell.table == second.cell.table
    )
