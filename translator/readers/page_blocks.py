"""The blocks of a web page as Markdown: paragraphs, headings, lists, quotations, code, tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from translator.patterns import compile_late
from translator.readers.page_inline import (
    BLOCKS,
    InlineWriter,
    is_shown,
    iter_lines,
    read_code,
    write_line,
    write_text,
)
from translator.text.normalize import clean_text

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_FENCE = compile_late(r"`{3,}")
_ROWS = frozenset({"tr"})

#: What may stand in a table and its parts.
_CHILDREN_OF_TABLES = {
    "table": _ROWS | {"caption", "colgroup", "col", "thead", "tbody", "tfoot"},
    "thead": _ROWS,
    "tbody": _ROWS,
    "tfoot": _ROWS,
    "tr": frozenset({"td", "th"}),
}


def write_blocks(root: HtmlElement, *, base: str = "") -> str:
    """Return everything on a page that a browser shows, as Markdown.

    Args:
        base: the page's address, "" where nobody knows it.
    """
    writer = _PageWriter(InlineWriter(base))
    writer.write(root)
    return "\n".join(writer.lines)


@dataclass(slots=True)
class _Container:
    """A list item or a quotation: what its first line begins with, and its others."""

    first: str
    rest: str
    #: An item may follow the one before it without a blank line.
    is_tight: bool = False
    #: Nothing of it has been written yet.
    is_new: bool = True


@dataclass(slots=True)
class _List:
    """A list that is being written, and its next item."""

    is_ordered: bool
    number: int
    is_begun: bool = False


@dataclass(slots=True)
class _PageWriter:
    inline: InlineWriter
    lines: list[str] = field(default_factory=list)
    _containers: list[_Container] = field(default_factory=list)
    _lists: list[_List] = field(default_factory=list)
    #: The block-level links around what is being written, the innermost last.
    _links: list[HtmlElement] = field(default_factory=list)
    _run: str = ""
    #: How many containers the last block stands in.
    _last_depth: int = 0

    def write(self, node: HtmlElement) -> None:
        """Write an element that stands by itself, with all that is in it."""
        tag = node.tag
        if tag == "pre":
            self._write_code(node)
        elif tag == "table" and _is_table_of_text(node):
            self._write_table(node)
        elif tag == "hr":
            self._emit(["* * *"])
        elif re.fullmatch(r"h[1-6]", tag):
            self._write_heading(node, int(tag[1]))
        elif tag in ("ul", "ol", "menu"):
            self._lists.append(_List(is_ordered=tag == "ol", number=_read_start(node)))
            self._write_children(node)
            self._flush()
            self._lists.pop()
        elif tag == "li":
            self._write_inside(node, self._make_item())
        elif tag == "blockquote":
            self._write_inside(node, _Container("> ", "> "))
        else:
            self._write_children(node)
        self._flush()

    def _write_children(self, node: HtmlElement) -> None:
        """Write a run of inline elements as a paragraph, and what interrupts it by itself."""
        self._run += write_text(node.text or "")
        for child in node:
            if is_shown(child):
                if child.tag in BLOCKS:
                    self._flush()
                    self.write(child)
                elif any(item.tag in BLOCKS for item in child.iterdescendants()):
                    self._write_around_blocks(child)
                else:
                    self._run += self.inline.write_node(child, before=self._run)
            self._run += write_text(child.tail or "")

    def _write_around_blocks(self, node: HtmlElement) -> None:
        """Write an inline element that holds paragraphs, such as a link around a teaser."""
        if node.tag != "a":
            self._write_children(node)
            return
        self._flush()
        self._links.append(node)
        self._write_children(node)
        self._flush()
        self._links.pop()

    def _write_inside(self, node: HtmlElement, container: _Container) -> None:
        self._flush()
        self._containers.append(container)
        self._write_children(node)
        self._flush()
        self._containers.pop()

    def _make_item(self) -> _Container:
        if not self._lists:
            return _Container("- ", "  ")
        current = self._lists[-1]
        sign = f"{current.number}. " if current.is_ordered else "- "
        # What stands between two items, as nothing should, is part of neither.
        is_tight = current.is_begun and self._last_depth > len(self._containers)
        current.number, current.is_begun = current.number + 1, True
        return _Container(sign, " " * len(sign), is_tight=is_tight)

    def _write_heading(self, node: HtmlElement, level: int) -> None:
        text = " ".join(iter_lines(self._wrap(self.inline.write_content(node))))
        if text:
            # A closing # is a sign of Markdown's.
            self._emit([f"{'#' * level} " + re.sub(r"(#+)\Z", r"\\\1", text)])

    def _write_code(self, node: HtmlElement) -> None:
        text = clean_text(read_code(node)).strip("\n")
        if text.strip():
            longest = max((len(run) for run in _FENCE.findall(text)), default=2)
            fence = "`" * max(3, longest + 1)
            self._emit([fence, *text.split("\n"), fence])

    def _write_table(self, node: HtmlElement) -> None:
        for caption in node.iterchildren("caption"):
            self.write(caption)
        rows = [
            [self._write_cell(cell) for cell in row.iterchildren("td", "th")]
            for row in node.iter("tr")
            if is_shown(row)
        ]
        rows = [row for row in rows if any(row)]
        if not rows:
            return
        width = max(map(len, rows))
        lines = [f"| {' | '.join([*row, *[''] * (width - len(row))])} |" for row in rows]
        self._emit([lines[0], "|" + " --- |" * width, *lines[1:]])

    def _write_cell(self, cell: HtmlElement) -> str:
        return " ".join(iter_lines(self.inline.write_cell(cell))) if is_shown(cell) else ""

    def _wrap(self, text: str) -> str:
        for node in reversed(self._links):
            text = self.inline.write_link(node, text) if text.strip() else text
        return text

    def _flush(self) -> None:
        """Write what has been collected as a paragraph."""
        run, self._run = self._run, ""
        lines = [write_line(line) for line in iter_lines(self._wrap(run))]
        if lines:
            self._emit([*(line + "\\" for line in lines[:-1]), lines[-1]])

    def _emit(self, lines: Sequence[str]) -> None:
        old = [container for container in self._containers if not container.is_new]
        new = self._containers[len(old) :]
        if self.lines and not (new and new[0].is_tight):
            self.lines.append("".join(container.rest for container in old).rstrip())
        outer = "".join(container.rest for container in old)
        rest = outer + "".join(container.rest for container in new)
        first = outer + "".join(container.first for container in new)
        for container in new:
            container.is_new = False
        self._last_depth = len(self._containers)
        self.lines.append(first + lines[0])
        self.lines.extend((rest + line).rstrip() for line in lines[1:])


def _is_table_of_text(node: HtmlElement) -> bool:
    """Tell whether a table holds rows of text and nothing beside them: no page's columns."""
    if node.get("role") in ("presentation", "none"):
        return False
    inner = BLOCKS - frozenset("caption tbody td tfoot th thead tr p div".split())
    if any(item.tag in inner for item in node.iterdescendants()):
        return False
    for part in node.iter(*_CHILDREN_OF_TABLES):
        if (part.text or "").strip() or any(
            child.tag not in _CHILDREN_OF_TABLES[part.tag] or (child.tail or "").strip()
            for child in part
        ):
            return False
    cells = list(node.iter("td", "th"))
    paragraphs = (len(list(cell.iter("p", "div"))) for cell in cells)
    return len(cells) > 1 and all(count <= 1 for count in paragraphs)


def _read_start(node: HtmlElement) -> int:
    start = node.get("start") or ""
    return int(start) if start.isdecimal() and len(start) < 9 else 1
