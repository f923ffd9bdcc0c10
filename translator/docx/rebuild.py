"""A paragraph with another text: the translation in its place, everything else where it was.

Formatting follows its words where their place is sure, and links, fields and bookmarks with it.
What has no text (images, marks of notes) is never lost.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import TYPE_CHECKING

from translator.docx.ooxml import XML, find_child, make_element, name_of
from translator.docx.pieces import Piece
from translator.docx.texts import ParagraphTexts
from translator.markup.laying import write_marked
from translator.markup.marks import Item, Mark, Objects, Properties, Shell, Surround
from translator.types import BlockTranslation
from translator.xml_parts import drop_unwritable

if TYPE_CHECKING:
    from lxml.etree import _Element

#: The order in which the standard wants the properties of a run.
_ORDER = (
    "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof "
    "snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd "
    "fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath"
).split()


def rewrite_paragraph(texts: ParagraphTexts, blocks: Sequence[BlockTranslation | None]) -> bool:
    """Put translations into a paragraph; tell whether anything about it changed.

    Args:
        texts: the paragraph; what it holds is moved, so it can be rewritten once.
        blocks: for each of its pieces that became a block; None keeps a piece as it is.
    """
    shown = texts.shown
    changed = [
        block is not None and block.target != piece.text
        for piece, block in zip(shown, blocks, strict=True)
    ]
    if texts.is_code or not any(changed):
        return False
    targets = {
        id(piece): block for piece, block in zip(shown, blocks, strict=True) if block is not None
    }
    paragraph = texts.paragraph.element
    builder = _Builder(paragraph)
    for piece in texts.pieces:
        builder.add_piece(piece, targets)
    for child in list(paragraph):
        if name_of(child) != "pPr":
            paragraph.remove(child)
    paragraph.extend([*builder.first, *builder.content, *builder.last])
    return True


class _Builder:
    """Makes the new content of a paragraph, piece by piece."""

    def __init__(self, paragraph: _Element) -> None:
        self._paragraph = paragraph
        self.content: list[_Element] = []
        #: What has to stay, but whose place is not known, stands around the whole.
        self.first: list[_Element] = []
        self.last: list[_Element] = []

    def add_piece(self, piece: Piece, targets: Mapping[int, BlockTranslation]) -> None:
        self._add_around(piece.head, piece)
        if piece.text:
            self._add_text(piece, targets.get(id(piece)))
        self._add_around(piece.tail, piece)
        self.content += [self.make_item(item) for item in piece.breaks]

    def _add_around(self, parts: Sequence[Mark | str], piece: Piece) -> None:
        for part in parts:
            if isinstance(part, str):
                self.content.append(self.make_run(part, piece.base, ()))
            elif isinstance(part.payload, Objects):
                self.content += [self.make_item(item) for item in part.payload.items]

    def _add_text(self, piece: Piece, block: BlockTranslation | None) -> None:
        """Add a text with its marks where they belong in it."""
        stretch = _Stretch(self, piece)
        write_marked(piece.text, piece.marks, block, builder=stretch)
        self.content += stretch.content

    def make_item(self, item: Item) -> _Element:
        """Return something kept, in a run of its own if it was in one."""
        if item.run is None:
            return item.element
        run = make_element(self._paragraph, "r")
        properties = find_child(item.run, "rPr")
        if properties is not None:
            run.append(_copy_properties(properties, ()))
        run.append(item.element)
        return run

    def make_run(
        self, text: str, base: _Element | None, properties: Sequence[Properties]
    ) -> _Element:
        run = make_element(self._paragraph, "r")
        own = make_element(self._paragraph, "rPr") if base is None else base
        own = _copy_properties(own, properties)
        if len(own):
            run.append(own)
        content = make_element(self._paragraph, "t")
        content.text = drop_unwritable(text)
        if content.text != content.text.strip():
            content.set(f"{{{XML}}}space", "preserve")
        run.append(content)
        return run


class _Stretch:
    """Text under construction: the elements that are open around it, and what it looks like."""

    def __init__(self, builder: _Builder, piece: Piece) -> None:
        self._builder = builder
        self._piece = piece
        self._properties: list[Properties] = []
        self.content: list[_Element] = []
        self._open: list[_Element] = []

    def add_text(self, text: str) -> None:
        self._add(self._builder.make_run(text, self._piece.base, self._properties))

    def open(self, mark: Mark) -> None:
        payload = mark.payload
        if isinstance(payload, Properties):
            self._properties.append(payload)
        elif isinstance(payload, Surround):
            self._add_items(payload.before)
        elif isinstance(payload, Shell):
            shell, inside = _copy_shell(payload.element)
            self._add(shell)
            self._open.append(inside)

    def close(self, mark: Mark) -> None:
        payload = mark.payload
        if isinstance(payload, Properties):
            self._properties.remove(payload)
        elif isinstance(payload, Surround):
            self._add_items(payload.after)
        elif isinstance(payload, Shell):
            self._open.pop()

    def add_point(self, mark: Mark) -> None:
        if isinstance(mark.payload, Objects):
            self._add_items(mark.payload.items)

    def keep_lost(self, mark: Mark) -> None:
        """Keep bookmarks and comments, around the whole paragraph."""
        payload = mark.payload
        if isinstance(payload, Surround) and payload.required:
            self._builder.first += [self._builder.make_item(item) for item in payload.before]
            self._builder.last += [self._builder.make_item(item) for item in payload.after]

    def _add_items(self, items: Sequence[Item]) -> None:
        for item in items:
            self._add(self._builder.make_item(item))

    def _add(self, element: _Element) -> None:
        if self._open:
            self._open[-1].append(element)
        else:
            self.content.append(element)


def _copy_shell(element: _Element) -> tuple[_Element, _Element]:
    """Return an element without its text, and the place for another one in it."""
    copy = element.makeelement(element.tag, attrib=dict(element.attrib), nsmap=element.nsmap)
    if name_of(element) != "sdt":
        return copy, copy
    inside = make_element(element, "sdtContent")
    for child in element:
        copy.append(inside if name_of(child) == "sdtContent" else deepcopy(child))
    return copy, inside


def _copy_properties(properties: _Element, changes: Sequence[Properties]) -> _Element:
    """Return a run's properties in English: without the source's language, with the changes."""
    copy = deepcopy(properties)
    new = {name: element for change in changes for name, element in change.changes}
    for child in list(copy):
        if name_of(child) == "lang" or name_of(child) in new:
            copy.remove(child)
    for name, element in new.items():
        if element is not None:
            rank = _rank(name)
            at = sum(1 for child in copy if _rank(name_of(child)) <= rank)
            copy.insert(at, deepcopy(element))
    return copy


def _rank(name: str) -> int:
    return _ORDER.index(name) if name in _ORDER else len(_ORDER)
