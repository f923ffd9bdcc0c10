"""XML as text, put together a piece at a time; nothing here remembers what came before."""

from __future__ import annotations

from collections.abc import Mapping

from translator.patterns import compile_late
from translator.types import BlockTranslation

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'

#: What XML 1.0 does not allow even as a reference (https://www.w3.org/TR/xml/#charsets).
_FORBIDDEN = compile_late("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

#: The marks of XML itself, and what is written as a reference to its code. A carriage return
#: would be read back as a line feed. A terminal acts on the others, which XML allows: DEL, the C1
#: controls, and the marks that turn the direction of a line around. (The standard library's
#: ``xml.sax.saxutils`` escapes as well, and brings its client of the network along: 15 ms.)
_CONTENT = {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;"} | {
    code: f"&#{code};"
    for code in (0x0D, *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A))
}
#: In an attribute, white space but the space itself would be read back as a space.
_ATTRIBUTE = _CONTENT | {ord('"'): "&quot;", ord("\t"): "&#9;", ord("\n"): "&#10;"}


def tag(name: str, attributes: Mapping[str, str] | None = None, *, is_empty: bool = False) -> str:
    """Return the tag that begins an element, or the whole of an empty one.

    >>> tag("file", {"id": "f0", "original": 'a "b".txt'})
    '<file id="f0" original="a &quot;b&quot;.txt">'
    """
    pairs = "".join(
        f' {key}="{remove_forbidden(value).translate(_ATTRIBUTE)}"'
        for key, value in (attributes or {}).items()
    )
    return f"<{name}{pairs}{'/' if is_empty else ''}>"


def element(name: str, content: str, attributes: Mapping[str, str] | None = None) -> str:
    """Return an element; its content is XML already, see ``escape_text``."""
    return f"{tag(name, attributes)}{content}</{name}>"


def escape_text(text: str) -> str:
    r"""Return a text as the content of an element, without what no XML may hold.

    >>> escape_text("un\x0b & deux")
    'un &amp; deux'
    """
    return remove_forbidden(text).translate(_CONTENT)


def remove_forbidden(text: str) -> str:
    """Return a text without the characters that no XML document may hold.

    Readers of articles drop control characters already; a reply of an engine, a file's name or
    half of a surrogate pair may still have some.
    """
    return _FORBIDDEN.sub("", text)


def count_forbidden(block: BlockTranslation) -> int:
    """Return how many characters of a block's segments no XML document may hold."""
    return sum(
        len(_FORBIDDEN.findall(text))
        for part in block.segments
        for text in (part.segment.text, part.target)
    )


def indent(lines: list[str], depth: int) -> str:
    """Return lines, each begun with two spaces a level of depth."""
    return "".join(f"{'  ' * depth}{line}\n" for line in lines)
