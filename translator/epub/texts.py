"""The texts of a book in reading order: what each is, and where it stands.

Reading and writing both go by this list, so that a block finds its way back to its place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from translator.epub.book import Book, Chapter
from translator.epub.content import Line, Stretch, iter_stretches, read_lines
from translator.epub.xhtml import OBJECTS, has_type, name_of
from translator.layout import Cell
from translator.types import BlockKind

if TYPE_CHECKING:
    from lxml.etree import _Element

_LISTS = frozenset({"ul", "ol", "menu", "dir"})
_CELLS = frozenset({"td", "th"})
_GROUPS = frozenset({"thead", "tbody", "tfoot"})
#: What a table, a group of its rows and a row are made of.
_PARTS = {
    "table": _GROUPS | {"tr"},
    **dict.fromkeys(_GROUPS, _GROUPS | {"tr"}),
    "tr": _CELLS,
}
_MOST_COLUMNS = 1000  # the HTML standard's limit to what a cell may claim
_INDENT = "    "  # of code


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A stretch of text. Code has no lines: it is not translated."""

    chapter: Chapter
    kind: BlockKind
    stretch: Stretch | None = None
    lines: tuple[Line, ...] = ()
    code: str = ""
    level: int = 0
    marker: str = ""
    cell: Cell | None = None
    #: The first text of an item; others of it are paragraphs.
    is_item: bool = False

    @property
    def shown(self) -> tuple[Line, ...]:
        """The lines that become a block each."""
        return tuple(line for line in self.lines if line.text)


def iter_texts(book: Book) -> Iterator[Text]:
    """Yield the texts of the chapters, those without a word left out."""
    walker = _Walker()
    for chapter in book.chapters:
        body = next((item for item in chapter.root.iter() if name_of(item) == "body"), None)
        if body is not None:
            kind = BlockKind.CREDIT if chapter.is_contents else BlockKind.PARAGRAPH
            yield from walker.walk(body, _Context(chapter=chapter, kind=kind))


@dataclass(slots=True)
class _Item:
    """An item of a list: its sign stands before the first of its texts."""

    sign: str
    indent: int
    is_used: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Context:
    """What is known of a text from the elements around it."""

    chapter: Chapter
    kind: BlockKind
    level: int = 0
    cell: Cell | None = None
    #: The items around it, the innermost last.
    items: tuple[_Item, ...] = field(default=())


class _Walker:
    """Walks through the blocks of chapters; counts the tables."""

    def __init__(self) -> None:
        self._num_tables = 0

    def walk(self, element: _Element, context: _Context) -> Iterator[Text]:
        name = name_of(element)
        if name in OBJECTS:
            return
        if name == "pre":
            yield from _read_code(element, context)
            return
        if name == "table":
            yield from self._walk_table(element, context)
            return
        if name in _LISTS:
            yield from self._walk_list(element, context)
            return
        context = _enter(element, name, context)
        for part in iter_stretches(element):
            if isinstance(part, Stretch):
                yield from _read_stretch(part, context)
            else:
                yield from self.walk(part, context)

    def _walk_list(self, element: _Element, context: _Context) -> Iterator[Text]:
        number = _parse(element.get("start"), default=1)
        for child in iter_stretches(element):
            if isinstance(child, Stretch):
                # A list has items alone, and is read whatever it has.
                yield from _read_stretch(child, context)
                continue
            if name_of(child) != "li":
                yield from self.walk(child, context)
                continue
            number = _parse(child.get("value"), default=number)
            sign = f"{number}. " if name_of(element) == "ol" else "- "
            outer = context.items[-1] if context.items else None
            indent = outer.indent + len(outer.sign) if outer else 0
            item = _Item(sign=sign, indent=indent)
            yield from self.walk(child, replace(context, items=(*context.items, item)))
            number += 1

    def _walk_table(self, table: _Element, context: _Context) -> Iterator[Text]:
        rows = [list(_iter_own(row, _CELLS)) for row in _iter_own(table, frozenset({"tr"}))]
        # Captions, and what has no place in a table: browsers show it in front.
        for part in _iter_strays(table):
            if isinstance(part, Stretch):
                yield from _read_stretch(part, context)
            else:
                yield from self.walk(part, context)
        # A single cell is a frame around text, and a table in a cell belongs to that cell.
        is_table = sum(map(len, rows)) > 1 and context.cell is None
        self._num_tables += is_table
        for row, cells in enumerate(rows):
            spans = [
                min(max(_parse(cell.get("colspan"), default=1), 1), _MOST_COLUMNS) for cell in cells
            ]
            for position, element in enumerate(cells):
                inner = context
                if is_table:
                    place = Cell(
                        table=self._num_tables,
                        row=row,
                        column=sum(spans[:position]),
                        num_columns=sum(spans),
                    )
                    inner = replace(context, cell=place, items=())
                yield from self.walk(element, inner)


def _enter(element: _Element, name: str, context: _Context) -> _Context:
    if context.kind is BlockKind.CREDIT or has_type(element, "toc", "pagebreak", "page-list"):
        return replace(context, kind=BlockKind.CREDIT)
    if len(name) == 2 and name[0] == "h" and name[1] in "123456":
        return replace(context, kind=BlockKind.HEADING, level=int(name[1]))
    if name == "blockquote" and context.kind is BlockKind.PARAGRAPH:
        return replace(context, kind=BlockKind.QUOTE)
    return context


def _read_stretch(stretch: Stretch, context: _Context) -> Iterator[Text]:
    lines = tuple(read_lines(stretch))
    if not any(line.text for line in lines):
        return
    item = context.items[-1] if context.items else None
    kind, marker, is_item = context.kind, "", False
    if context.cell is not None:
        kind = BlockKind.TABLE_CELL
    elif kind is BlockKind.HEADING:
        marker = "#" * context.level + " "
    elif kind is BlockKind.CREDIT:
        pass
    elif item is not None and not item.is_used:
        kind, marker, is_item = BlockKind.LIST_ITEM, " " * item.indent + item.sign, True
        item.is_used = True
    elif kind is BlockKind.QUOTE:
        marker = "> "
    elif item is not None:
        marker = " " * (item.indent + len(item.sign))
    yield Text(
        chapter=context.chapter,
        kind=kind,
        stretch=stretch,
        lines=lines,
        level=context.level if kind is BlockKind.HEADING else 0,
        marker=marker,
        cell=context.cell,
        is_item=is_item,
    )


def _read_code(element: _Element, context: _Context) -> Iterator[Text]:
    code = "".join(element.itertext()).strip("\n").rstrip()
    if code.strip():
        yield Text(
            chapter=context.chapter,
            kind=BlockKind.CODE,
            code=code.replace("\n", "\n" + _INDENT),
            marker=_INDENT,
            cell=context.cell,
        )


def _iter_own(table: _Element, names: frozenset[str]) -> Iterator[_Element]:
    """Yield the rows of a table, or the cells of a row, but not those of a table inside."""
    for child in table:
        if name_of(child) in names:
            yield child
        elif name_of(child) in _PARTS[name_of(table)]:
            yield from _iter_own(child, names)


def _iter_strays(parent: _Element) -> Iterator[Stretch | _Element]:
    """Yield what stands in a table, or in a group or a row of it, and is none of its parts."""
    parts = _PARTS[name_of(parent)]
    for child in iter_stretches(parent):
        if isinstance(child, Stretch) or name_of(child) not in parts:
            yield child
        elif name_of(child) not in _CELLS:
            yield from _iter_strays(child)


def _parse(text: str | None, *, default: int) -> int:
    """Return a whole number from 0, or the default where there is none."""
    text = (text or "").strip()
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else default
