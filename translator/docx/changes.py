"""Tracked changes, accepted: a document as it is read where nobody looks at its history.

Inserted and moved text is text, deleted text is gone, and so are rows and the ends of paragraphs:
one whose end was deleted goes on in the next, which a translation of half a sentence would miss.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from translator.docx.ooxml import find_child, is_on, name_of

if TYPE_CHECKING:
    from lxml.etree import _Element

#: Around what is kept, and around what goes.
_KEPT = frozenset({"ins", "moveTo"})
_GONE = frozenset({"del", "moveFrom"})
#: What formatting was before, and between which places text was moved.
_HISTORY = frozenset(
    "rPrChange pPrChange sectPrChange tblPrChange tblPrExChange tblGridChange trPrChange "
    "tcPrChange numberingChange cellIns cellMerge moveFromRangeStart moveFromRangeEnd "
    "moveToRangeStart moveToRangeEnd customXmlInsRangeStart customXmlInsRangeEnd "
    "customXmlDelRangeStart customXmlDelRangeEnd customXmlMoveFromRangeStart "
    "customXmlMoveFromRangeEnd customXmlMoveToRangeStart customXmlMoveToRangeEnd".split()
)
#: One half of what may begin in deleted text and end in text that stays.
_HALVES = frozenset(
    "bookmarkStart bookmarkEnd commentRangeStart commentRangeEnd permStart permEnd".split()
)


def accept_changes(root: _Element) -> None:
    """Accept all tracked changes of a part."""
    found = [
        element
        for element in root.iterdescendants()
        if (name := name_of(element)) in _KEPT or name in _GONE or name in _HISTORY
    ]
    if not found:
        return
    paragraphs = [item for element in found if (item := _find_unended(element)) is not None]
    rows = [row for element in found if (row := _find_row(element)) is not None]
    for element in found:
        parent = element.getparent()
        if parent is None:
            continue
        name = name_of(element)
        at = parent.index(element)
        parent.remove(element)
        # Properties have no children here, so that they are simply gone.
        parent[at:at] = list(element) if name in _KEPT else _list_halves(element)
    for row in rows:
        _remove_row(row)
    for paragraph in paragraphs:
        _join_with_next(paragraph)


def _find_unended(element: _Element) -> _Element | None:
    """Return the paragraph whose end a change has deleted or moved."""
    around = list(element.iterancestors())[:3]
    is_end = [name_of(item) for item in around] == ["rPr", "pPr", "p"]
    return around[2] if is_end and name_of(element) in _GONE else None


def _find_row(element: _Element) -> _Element | None:
    """Return the row that a change has deleted."""
    properties = element.getparent()
    if name_of(element) != "del" or properties is None or name_of(properties) != "trPr":
        return None
    return properties.getparent() if is_on(element) else None


def _list_halves(element: _Element) -> list[_Element]:
    """Return the bookmarks, and the ranges of comments, that begin or end in deleted text."""
    if name_of(element) in _HISTORY:
        return []
    return [item for item in element.iterdescendants() if name_of(item) in _HALVES]


def _remove_row(row: _Element) -> None:
    table = row.getparent()
    if table is None:
        return
    table.remove(row)
    outer = table.getparent()
    if name_of(table) == "tbl" and find_child(table, "tr") is None and outer is not None:
        outer.remove(table)


def _join_with_next(paragraph: _Element) -> None:
    """Put the text of a paragraph without an end in front of the next one's."""
    parent, following = paragraph.getparent(), paragraph.getnext()
    properties = find_child(paragraph, "pPr")
    # The end of a section is one of a paragraph, too.
    if parent is None or find_child(properties, "sectPr") is not None:
        return
    content = [child for child in paragraph if child is not properties]
    while following is not None and (
        not isinstance(following.tag, str) or name_of(following) in _HALVES
    ):
        following = following.getnext()
    name = name_of(following) if following is not None else ""
    if following is not None and name == "p":
        first = find_child(following, "pPr")
        at = 0 if first is None else following.index(first) + 1
        following[at:at] = content
    elif content or name not in ("tbl", "sdt"):
        return  # A cell, a note and a document need a paragraph at their end.
    parent.remove(paragraph)
