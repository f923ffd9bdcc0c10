"""Lines side by side become one line: words far apart, a bullet and its text, a table's cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from translator.patterns import compile_late
from translator.readers.pdf.page import Line, Piece

#: The dots that lead to the number of a page.
LEADER = compile_late(r"(?:\.\s?){4,}|(?:\s\.){2,}|…{2,}")
#: A letter so much larger than what is beside it is a drop cap.
_INITIAL = 1.8
_MAX_INITIAL_LENGTH = 3
#: A gap so wide, in ems, may end a cell of a table.
_CELL_GAP = 0.9
#: Gaps of a justified line differ by no more than this, in points; one alone is no wider, in ems.
_SAME_GAP = 0.7
_MAX_LONE_GAP = 2.5
#: Edges or middles of cells this near, in points, are in line.
_SAME_PLACE = 2.5
#: The next row of a table is at most so far down, in ems: two lines in a cell, and padding.
_MAX_ROW_STEP = 5.0
#: From a line of a cell to the next one, in ems.
MAX_CELL_STEP = 1.6


def merge_rows(lines: Sequence[Line]) -> list[Line]:
    """Return lines from top to bottom, those on one baseline joined from left to right.

    A drop cap is put in front of the line beside its top.
    """
    rows: list[list[Line]] = []
    initials: list[Line] = []
    for line in sorted(lines, key=lambda line: (line.baseline, line.x0)):
        if _may_be_initial(line):
            initials.append(line)
        elif rows and rows[-1][0].is_beside(line):
            rows[-1].append(line)
        else:
            rows.append([line])
    for initial in initials:
        _place_initial(initial, rows)
    rows.sort(key=lambda row: row[0].baseline)
    return [_join_row(row) for row in rows]


def find_rows(lines: Sequence[Line]) -> list[Line]:
    """Return the lines that are rows of a table: their cells stand below each other.

    Words spread over a narrow column have gaps as wide, but in other places of each line. The
    lines of a cell with several are among them.
    """
    right = max((line.x1 for line in lines), default=0.0)
    found: list[Line] = []
    run: list[Line] = []
    last: Line | None = None  # the last line of the run that has cells
    for line in lines:
        is_row = bool(line.cells) and not _is_justified(line, right)
        if last and is_row and _are_neighbors(last, line, step=line.baseline - run[-1].baseline):
            run.append(line)
            last = line
        elif (
            last and not line.cells and _is_rest(line, last, step=line.baseline - run[-1].baseline)
        ):
            run.append(line)
        else:
            found += run if _is_table(run) else []
            run, last = ([line], line) if is_row else ([], None)
    return found + (run if _is_table(run) else [])


def _is_rest(line: Line, row: Line, *, step: float) -> bool:
    """Tell whether a line goes on with a cell of the row above it, not the first one."""
    return step <= MAX_CELL_STEP * line.size and any(
        abs(line.x0 - cell.x0) <= _SAME_PLACE for cell in row.cells[1:]
    )


def _is_justified(line: Line, right: float) -> bool:
    """Tell whether words are spread evenly to fill a line to its end, as no cells are."""
    gaps = [two.x0 - one.x1 for one, two in pairwise(line.cells)]
    return (
        line.x1 >= right - 1
        and bool(gaps)
        and max(gaps) - min(gaps) <= _SAME_GAP
        and (len(gaps) > 1 or gaps[0] <= _MAX_LONE_GAP * line.size)
    )


def _are_neighbors(line: Line, following: Line, *, step: float) -> bool:
    if LEADER.search(line.text) or LEADER.search(following.text):
        return False  # a table of contents
    return step <= _MAX_ROW_STEP * line.size and _are_aligned(line.cells, following.cells)


def _is_table(rows: Sequence[Line]) -> bool:
    """Tell whether rows are too many for a coincidence: three, or two of three cells."""
    rows = [row for row in rows if row.cells]
    return len(rows) >= 3 or (len(rows) == 2 and min(len(row.cells) for row in rows) > 2)


def _are_aligned(cells: Sequence[Line], others: Sequence[Line]) -> bool:
    """Tell whether most cells of a row, past the first, have one of the other row in line."""
    if len(cells) > len(others):
        cells, others = others, cells
    aligned = sum(any(_share_edge(cell, other) for other in others) for cell in cells[1:])
    return 2 * aligned > len(cells) - 1


def _share_edge(cell: Line, other: Line) -> bool:
    middles = abs(cell.x0 + cell.x1 - other.x0 - other.x1) / 2
    return min(abs(cell.x0 - other.x0), abs(cell.x1 - other.x1), middles) <= _SAME_PLACE


def _may_be_initial(line: Line) -> bool:
    text = line.text.strip()
    return len(text) <= _MAX_INITIAL_LENGTH and text[:1].isalpha() and text[:1].isupper()


def _place_initial(initial: Line, rows: list[list[Line]]) -> None:
    """Put a drop cap before the first of the lines beside it, or else keep it as a line."""
    for number, row in enumerate(rows):
        first = min(row, key=lambda line: line.x0)
        reach = first.top >= initial.top - 0.6 * first.size and first.bottom <= initial.bottom + 1
        if (
            reach
            and initial.size >= _INITIAL * first.size
            and -0.5 * first.size <= first.x0 - initial.x1 <= 1.5 * first.size
        ):
            rows[number] = [_prefix(initial, first), *(line for line in row if line is not first)]
            for later in rows[number + 1 :]:
                beside = min(later, key=lambda line: line.x0)
                if beside.top > initial.baseline:
                    break
                if beside.x0 >= initial.x1 - 1:
                    at = later.index(beside)
                    later[at] = replace(beside, x0=initial.x0)
            return
    for row in rows:
        if row[0].is_beside(initial):
            row.append(initial)
            return
    rows.append([initial])


def _prefix(initial: Line, line: Line) -> Line:
    """Return a line with its drop cap: « L » and « a ville » are « La ville »."""
    letters, rest = initial.text.strip(), line.pieces[0]
    # « À » is hardly ever the beginning of a word; so is a letter before a capital.
    is_word = letters[-1:] in "ÀÔ" or (rest.text[:1].isupper() and not rest.text[:2].isupper())
    text = letters + (" " if is_word else "") + rest.text
    return replace(line, pieces=(replace(rest, text=text), *line.pieces[1:]), x0=initial.x0)


def _join_row(row: Sequence[Line]) -> Line:
    if len(row) == 1:
        return row[0]
    parts = sorted(row, key=lambda line: line.x0)
    main = max(parts, key=lambda line: len(line.text))
    cells: list[list[Line]] = [[parts[0]]]
    for part in parts[1:]:
        last = cells[-1][-1]
        if part.x0 - last.x1 > _CELL_GAP * main.size:
            cells.append([part])
        else:
            cells[-1].append(part)
    joined = [_join_parts(cell, like=main) for cell in cells]
    whole = _join_parts(joined, like=main)
    return replace(whole, cells=tuple(joined)) if len(joined) > 1 else whole


def _join_parts(parts: Sequence[Line], *, like: Line) -> Line:
    pieces: list[Piece] = []
    for number, part in enumerate(parts):
        if number:
            pieces.append(Piece(text=" "))
        pieces += part.pieces
    return replace(
        like,
        pieces=tuple(pieces),
        x0=min(part.x0 for part in parts),
        x1=max(part.x1 for part in parts),
        cells=(),
    )
