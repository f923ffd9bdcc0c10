"""XML parts of packages: read without fetching anything, and what a text needs to stand in one.

No part fetches another file: document types, entities and the network are off, and a part that
declares a document type where its format has none is refused.
"""

from __future__ import annotations

import re
from html.entities import html5
from typing import TYPE_CHECKING

from translator.errors import MalformedInput, UnreadableInput, UnsupportedFormat, name_origin
from translator.patterns import compile_late

if TYPE_CHECKING:
    from lxml.etree import _Element

#: Bytes of one XML part, which takes ten to fifteen times as much memory as a tree.
MAX_XML = 64 << 20
_XML_ENTITIES = frozenset({"amp", "lt", "gt", "quot", "apos"})
_NOT_XML = compile_late("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def parse_part(data: bytes, *, name: str, kind: str, with_doctype: bool = False) -> _Element:
    """Return the root of an XML part.

    Args:
        name: how messages name the part, with its file.
        kind: what the file is to be, with its article: "a Word document".
        with_doctype: a document type may be named, as in XHTML; it is not looked up, and
            the entities that HTML has are known without it.

    Raises:
        UnreadableInput: it is larger than any real one.
        MalformedInput: it is not well-formed, or declares what it must not.
    """
    from lxml import etree

    if len(data) > MAX_XML:
        raise UnreadableInput(
            f"{name} has {len(data)} bytes, more than the {MAX_XML} that are read; divide the "
            "document"
        )
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(_spell_out_entities(data) if with_doctype else data, parser)
    except etree.XMLSyntaxError as error:
        raise MalformedInput(f"{name} is not well-formed XML: {error.msg}") from error
    document_type = root.getroottree().docinfo.internalDTD
    declares = document_type is not None and any(document_type.iterentities())
    if declares or (document_type is not None and not with_doctype):
        raise MalformedInput(
            f"{name} declares a document type, which {kind} does not do; it may have been made "
            "to do harm"
        )
    return root


def drop_unwritable(text: str) -> str:
    """Return a text without the characters that a part in XML cannot hold."""
    return _NOT_XML.sub("", text)


def require_lxml(origin: str, *, extra: str, kind: str) -> None:
    """Make sure that XML can be read.

    Raises:
        UnsupportedFormat: lxml is not installed; the message names the extra that has it.
    """
    try:
        import lxml.etree  # noqa: F401
    except ImportError as error:
        raise UnsupportedFormat(
            f"{name_origin(origin)}: reading {kind} needs lxml; install it with: "
            f"pip install 'article-translator[{extra}]'"
        ) from error


def _spell_out_entities(data: bytes) -> bytes:
    """Return XHTML whose named characters are numbers, which XML knows without a document type.

    >>> _spell_out_entities(b"<p>caf&eacute;&nbsp;&amp; th&unknown;</p>")
    b'<p>caf&#233;&#160;&amp; th&unknown;</p>'
    """

    def spell(match: re.Match[bytes]) -> bytes:
        name = match[1].decode("ascii")
        characters = html5.get(f"{name};", "")
        if name in _XML_ENTITIES or not characters:
            return match[0]
        return "".join(f"&#{ord(character)};" for character in characters).encode("ascii")

    return re.sub(rb"&([A-Za-z][A-Za-z0-9]*);", spell, data)
