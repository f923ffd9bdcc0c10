"""A stretch of a chapter with another text: the translation in its place, its elements around
the words that they were around."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from translator.epub.content import Line, Stretch
from translator.epub.texts import Text
from translator.epub.xhtml import XML
from translator.markup.laying import write_marked
from translator.markup.marks import Mark, Objects, Shell
from translator.types import BlockTranslation
from translator.xml_parts import drop_unwritable

if TYPE_CHECKING:
    from lxml.etree import _Element


def rewrite_text(text: Text, blocks: Sequence[BlockTranslation | None]) -> bool:
    """Put translations into a stretch; tell whether anything about it changed.

    Args:
        text: what it holds is moved, so it can be rewritten once.
        blocks: for each of its shown lines; None keeps a line as it is.
    """
    shown = text.shown
    pairs = list(zip(shown, blocks, strict=True))
    if text.stretch is None or not any(
        block and block.target != line.text for line, block in pairs
    ):
        return False
    targets = {id(line): block for line, block in pairs}
    inside = _Inside()
    for line in text.lines:
        _add_line(inside, line, targets)
    _replace(text.stretch, inside)
    return True


def _add_line(inside: _Inside, line: Line, targets: Mapping[int, BlockTranslation | None]) -> None:
    _add_around(inside, line.head)
    if line.text:
        write_marked(line.text, line.marks, targets[id(line)], builder=inside)
    _add_around(inside, line.tail)
    if line.line_break is not None:
        line.line_break.tail = None
        inside.add(line.line_break)


def _add_around(inside: _Inside, parts: Sequence[Mark | str]) -> None:
    for part in parts:
        if isinstance(part, str):
            inside.add_text(part)
        else:
            inside.add_point(part)


class _Inside:
    """Text and elements under construction, in the manner of lxml: text hangs on elements."""

    def __init__(self) -> None:
        self.lead = ""
        self.elements: list[_Element] = []
        self._open: list[_Element] = []
        #: An id stands on one element: the first of those that share it.
        self._named: set[str] = set()

    def add_text(self, text: str) -> None:
        text = drop_unwritable(text)
        siblings = self._open[-1] if self._open else self.elements
        if len(siblings):
            siblings[-1].tail = (siblings[-1].tail or "") + text
        elif self._open:
            self._open[-1].text = (self._open[-1].text or "") + text
        else:
            self.lead += text

    def add(self, element: _Element) -> None:
        (self._open[-1] if self._open else self.elements).append(element)

    def add_point(self, mark: Mark) -> None:
        for item in mark.payload.items if isinstance(mark.payload, Objects) else ():
            item.element.tail = None
            self.add(item.element)

    def open(self, mark: Mark) -> None:
        if isinstance(mark.payload, Shell):
            element = mark.payload.element
            copy = element.makeelement(element.tag, dict(element.attrib), nsmap=element.nsmap)
            self._claim(copy)
            self.add(copy)
            self._open.append(copy)

    def close(self, mark: Mark) -> None:
        if isinstance(mark.payload, Shell):
            self._open.pop()

    def keep_lost(self, mark: Mark) -> None:
        """Keep a place that links may lead to, where its words became others."""
        if isinstance(mark.payload, Shell):
            element = mark.payload.element
            names = {key: element.get(key) for key in ("id", f"{{{XML}}}id") if element.get(key)}
            if names:
                space = element.tag.rpartition("}")[0]
                tag = f"{space}}}span" if space else "span"
                copy = element.makeelement(tag, names, nsmap=element.nsmap)
                self._claim(copy)
                self.add(copy)

    def _claim(self, element: _Element) -> None:
        for key in ("id", f"{{{XML}}}id"):
            name = element.get(key)
            if name in self._named:
                del element.attrib[key]
            elif name:
                self._named.add(name)


def _replace(stretch: Stretch, inside: _Inside) -> None:
    parent, previous = stretch.parent, stretch.previous
    for element in stretch.elements:
        if element.getparent() is parent:
            parent.remove(element)
    lead = _pad(stretch.lead, inside.lead)
    if previous is None:
        parent.text, at = lead, 0
    else:
        previous.tail, at = lead, parent.index(previous) + 1
    for offset, element in enumerate(inside.elements):
        parent.insert(at + offset, element)


def _pad(old: str, new: str) -> str:
    """Return a text behind the white space, line ends included, that stood in front of the old."""
    return old[: len(old) - len(old.lstrip())] + new
