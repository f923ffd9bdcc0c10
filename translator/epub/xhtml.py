"""Names of XHTML's elements, and which of them are blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

NAMESPACE = "http://www.w3.org/1999/xhtml"
OPS = "http://www.idpf.org/2007/ops"
XML = "http://www.w3.org/XML/1998/namespace"

_SPACE = f"{{{NAMESPACE}}}"

#: Elements that begin a line of their own, from the rendering section of the HTML standard.
BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol "
    "optgroup option p pre search section summary table tbody td tfoot th thead tr ul".split()
)
#: Elements whose inside is no text of the page.
OBJECTS = frozenset(
    "applet audio button canvas embed iframe img input math map meter noscript object picture "
    "progress script select style svg template textarea title video link meta".split()
)


def name_of(element: _Element) -> str:
    """Return the name of an element of XHTML; "" for any other and for comments."""
    tag = element.tag
    if not isinstance(tag, str):
        return ""
    space, _, name = tag.rpartition("}")
    return name.lower() if space + "}" == _SPACE or not space else ""


def has_type(element: _Element, *names: str) -> bool:
    """Tell whether an element is semantically one of these: "footnote", "noteref", "toc"."""
    types = f"{element.get(f'{{{OPS}}}type') or ''} {element.get('role') or ''}".split()
    return any(item.removeprefix("doc-") in names for item in types)


def make_element(like: _Element, name: str) -> _Element:
    """Return a new element in the namespace of another."""
    space = like.tag.rpartition("}")[0]
    return like.makeelement(f"{space}}}{name}" if space else name, nsmap=like.nsmap)
