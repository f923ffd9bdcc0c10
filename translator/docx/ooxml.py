"""Names of WordprocessingML: elements and attributes, in either of the standard's namespaces."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

#: What nearly every program writes, and the standard's "strict" form, which Word can write too.
TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
XML = "http://www.w3.org/XML/1998/namespace"

_PREFIXES = {f"{{{TRANSITIONAL}}}": "", f"{{{STRICT}}}": "", f"{{{COMPATIBILITY}}}": "mc:"}
_MOST_DIGITS = 9
#: Values with which a property is switched off.
_OFF = frozenset({"0", "false", "off", "none"})


def name_of(element: _Element) -> str:
    """Return an element's name without its namespace; "" for one of another vocabulary.

    Of markup compatibility's elements the name has its usual prefix: "mc:Fallback".
    """
    tag = element.tag
    if not isinstance(tag, str):
        return ""  # a comment or a processing instruction
    space, brace, name = tag.rpartition("}")
    prefix = _PREFIXES.get(space + brace)
    return "" if prefix is None else prefix + name


def find_child(element: _Element | None, name: str) -> _Element | None:
    """Return the first child of a name."""
    if element is None:
        return None
    return next((child for child in element if name_of(child) == name), None)


def iter_children(element: _Element | None, name: str) -> Iterator[_Element]:
    """Yield the children of a name."""
    for child in element if element is not None else ():
        if name_of(child) == name:
            yield child


def get_value(element: _Element | None, name: str = "val") -> str | None:
    """Return an attribute of WordprocessingML's own."""
    if element is None:
        return None
    space = element.tag.rpartition("}")[0]
    value: str | None = element.get(f"{space}}}{name}")
    return value


def get_number(element: _Element | None, name: str = "val", *, default: int = 0) -> int:
    """Return an attribute that is a whole number; see parse_number."""
    return parse_number(get_value(element, name), default=default)


def parse_number(text: str | None, *, default: int = 0) -> int:
    """Return a whole number from 0, no larger than anything counted in a document.

    >>> parse_number("12"), parse_number("-1"), parse_number("9" * 5000, default=1)
    (12, 0, 1)
    """
    # Python refuses to read thousands of digits, and reads those of other alphabets.
    if text and text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS:
        return int(text)
    return default


def get_relation(element: _Element) -> str | None:
    """Return the id of the relation that an element names."""
    for key, value in element.attrib.items():
        space, _, name = str(key).rpartition("}")
        if name == "id" and space.endswith("/relationships"):
            return str(value)
    return None


def is_on(element: _Element | None) -> bool:
    """Tell whether a property that can be switched off is there and on."""
    return element is not None and (get_value(element) or "true") not in _OFF


def make_element(like: _Element, name: str) -> _Element:
    """Return a new element in the namespace of another, which is one of WordprocessingML's."""
    space = like.tag.rpartition("}")[0]
    return like.makeelement(f"{space}}}{name}", nsmap=like.nsmap)
