"""What a paragraph is, told by its style: heading, quotation, code, list, table of contents.

Built-in styles keep their English names in the file whatever language Word speaks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from translator.docx.ooxml import find_child, get_value, is_on, iter_children, parse_number
from translator.patterns import compile_late

if TYPE_CHECKING:
    from lxml.etree import _Element

_HEADING = compile_late(r"heading (\d)\b")
_QUOTE = compile_late(r"\b(?:quotes?|quotations?|blockquote|citations?|block text)\b")
_CODE = compile_late(
    r"\b(?:code|preformatted|source (?:text|code)|verbatim|listing|macro|html (?:keyboard|sample"
    r"|variable|typewriter))\b|\bverbatim|^macro"
)
_TOC = compile_late(r"toc \d|table of figures|toc heading|contents \d")
_LIST = compile_late(r"list (?:bullet|number) ([2-5])$")
#: Fonts in which every letter is as wide as the next: within other text, that is code.
_MONOSPACED = compile_late(
    r"courier|consolas|monospace|menlo|monaco|\bmono\b|typewriter|lucida cons"
)
_LAST_LEVEL = 9  # of outlines: the tenth is body text


class Role(StrEnum):
    """What a paragraph is."""

    TEXT = "text"
    TITLE = "title"
    HEADING = "heading"
    QUOTE = "quote"
    CODE = "code"
    CONTENTS = "contents"


@dataclass(frozen=True, slots=True, kw_only=True)
class ParagraphStyle:
    """A paragraph's role, and the list that it is an item of.

    ``level`` counts a heading's from 1 and a list's from 0; ``list_id`` is None outside of lists.
    """

    role: Role
    level: int = 0
    list_id: str | None = None
    #: How far in an item stands: its level, or the one that its style is named after.
    depth: int = 0


class Styles:
    """The styles of a document.

    Args:
        root: of the part with the styles; None where there is none.
    """

    def __init__(self, root: _Element | None) -> None:
        self._styles = {
            get_value(style, "styleId") or "": style for style in iter_children(root, "style")
        }
        self._default = next(
            (
                name
                for name, style in self._styles.items()
                if get_value(style, "type") == "paragraph" and get_value(style, "default") == "1"
            ),
            None,
        )

    def classify(self, paragraph: _Element) -> ParagraphStyle:
        """Return what a paragraph is."""
        own = find_child(paragraph, "pPr")
        chain = list(self._iter_chain(get_value(find_child(own, "pStyle")) or self._default))
        sources = [own, *(find_child(style, "pPr") for style in chain)]
        role, level = self._find_role(chain, sources)
        list_id, list_level = _find_list(sources)
        if role is Role.TEXT and list_id is not None:
            depth = list_level or _find_named_level(chain)
            return ParagraphStyle(role=role, level=list_level, list_id=list_id, depth=depth)
        return ParagraphStyle(role=role, level=level)

    def is_code(self, properties: _Element | None) -> bool:
        """Tell whether a run's properties say that it is code."""
        style = get_value(find_child(properties, "rStyle"))
        if any(_CODE.search(_name(item)) for item in self._iter_chain(style)):
            return True
        font = get_value(find_child(properties, "rFonts"), "ascii") or ""
        return _MONOSPACED.search(font.lower()) is not None

    def find_emphasis(self, properties: _Element | None) -> str:
        """Return the sign of a character style that is emphasis: "*", "**" or nothing."""
        names = [
            _name(item) for item in self._iter_chain(get_value(find_child(properties, "rStyle")))
        ]
        signs = {"strong": "**", "intense emphasis": "*", "emphasis": "*", "subtle emphasis": "*"}
        return next((signs[name] for name in names if name in signs), "")

    def _iter_chain(self, style_id: str | None) -> Iterator[_Element]:
        """Yield a style and those it is based on, the nearest first."""
        seen: set[str] = set()
        while style_id is not None and style_id in self._styles and style_id not in seen:
            seen.add(style_id)
            style = self._styles[style_id]
            yield style
            style_id = get_value(find_child(style, "basedOn"))

    def _find_role(self, chain: list[_Element], sources: list[_Element | None]) -> tuple[Role, int]:
        for name in map(_name, chain):
            if name == "title":
                return Role.TITLE, 1
            if found := _HEADING.match(name):
                return Role.HEADING, int(found[1])
            if _TOC.match(name):
                return Role.CONTENTS, 0
            if _CODE.search(name):
                return Role.CODE, 0
            if _QUOTE.search(name):
                return Role.QUOTE, 0
        outline = next(filter(None, (get_value(find_child(s, "outlineLvl")) for s in sources)), "")
        level = parse_number(outline, default=_LAST_LEVEL)
        return (Role.HEADING, level + 1) if level < _LAST_LEVEL else (Role.TEXT, 0)


def _find_list(sources: list[_Element | None]) -> tuple[str | None, int]:
    """Return the list's id and the level in it, from 0; a list of the id 0 is none."""
    list_id: str | None = None
    level: str | None = None
    for source in sources:
        numbering = find_child(source, "numPr")
        if numbering is not None:
            list_id = list_id or get_value(find_child(numbering, "numId"))
            level = level or get_value(find_child(numbering, "ilvl"))
    number = min(parse_number(level), _LAST_LEVEL - 1)
    return (None if list_id == "0" else list_id), number


def _find_named_level(chain: list[_Element]) -> int:
    """Return the level, from 0, of "List Bullet 2", which is the first one of a list of its own."""
    found = next(filter(None, map(_LIST.match, map(_name, chain))), None)
    return int(found[1]) - 1 if found else 0


def _name(style: _Element) -> str:
    return (get_value(find_child(style, "name")) or "").lower()


def is_hidden(properties: _Element | None) -> bool:
    """Tell whether a run's properties hide it from readers."""
    return is_on(find_child(properties, "vanish"))
