"""Which lines of a column make a paragraph."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from translator.patterns import compile_late
from translator.readers.pdf.measures import MAX_INDENT, SLIGHT_GAP, Column, has_room
from translator.readers.pdf.page import BodyType, Line
from translator.readers.pdf.rows import LEADER, find_rows

#: How a line ends that may end a paragraph: a stop, what closes after it, the mark of a note.
FINISHED = compile_late(r"[.!?…:;][\s»”\"’')\]]*\Z|[»”]\d{0,2}\Z|(?<!\d)[.!?…]\d{1,2}\Z")
SMALL_START = compile_late(r"[\s«“\"'‘(\[]*[a-zà-öø-ÿœ]")
BROKEN_WORD = compile_late(r"[^\W\d_][-\u2010\u00ad]\Z")
#: Bullets of text fonts, and of Symbol and Wingdings, which Word takes them from.
BULLET = compile_late(
    r"[•‣▪▫◦●○■□◆◇►▶➢➤✓✔→·\uf0b7\uf0a7\uf0d8\uf0fc\uf0e0\uf076](?:\s|\Z)|[-–—*]\s"
)
NUMBERED = compile_late(r"(?:\d{1,3}[.)]|\(?[a-zA-Z\d]\)|\(\d{1,2}\)|[ivx]{1,4}[.)])\s+(?=\S)")

#: A first line is indented by this much or more, in ems; Word's default is 3.5 at 10 points.
MIN_INDENT = 0.7
#: More than the usual distance between two lines, as a factor of it: certainly another paragraph.
_CLEAR_GAP = 1.45
#: The same between two headings.
_TITLE_GAP = 1.3
#: A line without a stop at its end that is shorter than this share of its column may be a title.
_MAX_SHORT = 0.75
#: Sizes that differ by more than this are not of one paragraph.
_SAME_SIZE = 0.06


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Lines that belong together, and what tells whether another column continues them."""

    lines: tuple[Line, ...]
    column: Column
    page: int
    #: Its first line stands further in than the column.
    is_indented: bool = False
    is_aside: bool = False
    #: A row of a table, alone.
    is_row: bool = False
    #: A footnote's number or sign; "" in the text.
    note: str = ""

    @property
    def first(self) -> Line:
        return self.lines[0]

    @property
    def last(self) -> Line:
        return self.lines[-1]

    @property
    def size(self) -> float:
        return max(self.lines, key=lambda line: len(line.text)).size

    @property
    def is_bold(self) -> bool:
        return all(line.is_bold for line in self.lines)

    @property
    def is_item(self) -> bool:
        return starts_item(self.first)


def split_paragraphs(
    lines: Sequence[Line],
    *,
    body: BodyType,
    page: int,
    is_aside: bool = False,
    column: Column,
) -> list[Paragraph]:
    """Return the paragraphs of a region's lines, which stand from top to bottom.

    Args:
        lines: of the region; those of a table have a paragraph each.
        body: the type of the text.
        page: the number of the page.
        is_aside: the region is a side bar.
        column: what the lines have in common.
    """
    rows = set(map(id, find_rows(lines)))
    groups: list[list[Line]] = []
    for line, following in zip(lines, [*lines[1:], None], strict=True):
        is_row = groups and (id(line) in rows or id(groups[-1][-1]) in rows)
        if (
            groups
            and not is_row
            and not _begins_paragraph(line, groups[-1], following, column=column, body=body)
        ):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [
        Paragraph(
            lines=tuple(group),
            column=column,
            page=page,
            is_row=id(group[0]) in rows,
            is_indented=_indent_of(group[0], column) >= MIN_INDENT,
            is_aside=is_aside,
        )
        for group in groups
    ]


def starts_item(line: Line) -> bool:
    """Tell whether a line begins with a bullet or a number of a list."""
    return BULLET.match(line.text) is not None or NUMBERED.match(line.text) is not None


def _is_outdented(following: Line | None, line: Line) -> bool:
    """Tell whether nothing, or a line further out, comes after one: it is a first line."""
    return following is None or line.x0 - following.x0 >= MIN_INDENT * line.size


def _indent_of(line: Line, column: Column) -> float:
    return (line.x0 - column.left) / line.size


def _begins_paragraph(
    line: Line,
    group: Sequence[Line],
    following: Line | None,
    *,
    column: Column,
    body: BodyType,
) -> bool:
    """Tell whether a line begins a paragraph rather than continue the lines before it."""
    previous, first = group[-1], group[0]
    if abs(line.size - previous.size) > _SAME_SIZE * max(line.size, previous.size):
        return True
    gap = (line.baseline - previous.baseline) / column.pitch_of(line)
    if gap > _CLEAR_GAP or gap < 0.4 or LEADER.search(previous.text):
        return True
    if BROKEN_WORD.search(previous.text) and SMALL_START.match(line.text):
        return False
    is_finished = FINISHED.search(previous.text) is not None
    is_small = SMALL_START.match(line.text) is not None
    in_item = starts_item(first)
    room = has_room(previous, line, column=column)
    if starts_item(line) and (is_finished or room or in_item):
        return True
    if line.is_bold != previous.is_bold and not is_small and (room or is_finished):
        return True
    if line.size > 1.1 * body.size:
        # A title is broken where it reads well, not where the line is full.
        return gap > _TITLE_GAP
    if gap > SLIGHT_GAP and (is_finished or not is_small) and (room or is_finished):
        return True
    if in_item and line.x0 < first.x0 - 0.5 * first.size and (is_finished or room):
        return True
    step = (line.x0 - previous.x0) / line.size
    may_end = is_finished or room or not is_small
    if previous is first and abs(step) < 0.2 and may_end and _is_outdented(following, line):
        # Two indented first lines, one below the other.
        if MIN_INDENT <= _indent_of(line, column) <= MAX_INDENT:
            return True
    if in_item or (len(group) > 1 and group[1].x0 > first.x0 + MIN_INDENT * first.size):
        # Under a hanging first line the text stays where the second one began.
        if previous is not first and step < -MIN_INDENT:
            return True
        if previous is not first and abs(step) > 0.1 and is_finished:
            return _is_outdented(following, line)
    elif MIN_INDENT <= step <= MAX_INDENT and may_end:
        return True
    elif step < -MIN_INDENT and previous is not first and (is_finished or room):
        return True
    if not room or is_finished:
        return room
    # A line that ends nothing is a whole paragraph only where it is a title's, and short.
    reach = (previous.x1 - column.left) / max(1.0, column.right - column.left)
    return not is_small and reach < _MAX_SHORT
