"""Drop caps: the first letter of an article, which Word keeps in a paragraph of its own.

It is read as part of the paragraph that it begins, and the letter that the English begins with
is put in its place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from translator.docx.ooxml import XML, find_child, get_value, name_of
from translator.patterns import compile_late

if TYPE_CHECKING:
    from lxml.etree import _Element

#: A letter or a figure, with the quotation mark in front of it, at the start of a text.
_FIRST = compile_late(r"\W*\w")
#: « « L’ » has as many signs. With more of them a frame is another thing.
_MOST_SIGNS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class _DropCap:
    """The text of a frame, and the first one of the paragraph behind it."""

    letter: _Element
    text: _Element


def join_drop_caps(root: _Element) -> None:
    """Give the paragraphs of a part their first letters; the frames stay, without text."""
    for cap in list(_iter_drop_caps(root)):
        letter = (cap.letter.text or "").strip()
        if 0 < len(letter) <= _MOST_SIGNS:
            _write(cap.letter, "")
            _write(cap.text, letter + (cap.text.text or ""))


def part_drop_caps(root: _Element) -> None:
    """Put the letters that paragraphs begin with into the empty frames in front of them."""
    for cap in list(_iter_drop_caps(root)):
        text = cap.text.text or ""
        found = _FIRST.match(text)
        if found is not None and not cap.letter.text:
            _write(cap.letter, found[0])
            _write(cap.text, text[found.end() :])


def _iter_drop_caps(root: _Element) -> Iterator[_DropCap]:
    for frame in root.iterdescendants("{*}framePr"):
        if (get_value(frame, "dropCap") or "none") == "none":
            continue
        properties = frame.getparent()
        paragraph = properties.getparent() if properties is not None else None
        following = paragraph.getnext() if paragraph is not None else None
        if paragraph is None or following is None or name_of(following) != "p":
            continue
        own, others = list(_iter_own_texts(paragraph)), list(_iter_own_texts(following))
        if len(own) == 1 and others and not _is_framed(following):
            yield _DropCap(letter=own[0], text=others[0])


def _iter_own_texts(paragraph: _Element) -> Iterator[_Element]:
    """Yield the texts of a paragraph, those of a text box that is anchored in it left out."""
    for text in paragraph.iterdescendants("{*}t"):
        around = next((item for item in text.iterancestors() if name_of(item) == "p"), None)
        if name_of(text) == "t" and around is paragraph:
            yield text


def _is_framed(paragraph: _Element) -> bool:
    return find_child(find_child(paragraph, "pPr"), "framePr") is not None


def _write(element: _Element, text: str) -> None:
    element.text = text
    element.set(f"{{{XML}}}space", "preserve")
