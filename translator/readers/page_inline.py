"""What stands inside a paragraph of a web page, as Markdown that is read as the same again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from translator.patterns import compile_late
from translator.text.normalize import clean_text

if TYPE_CHECKING:
    from lxml.html import HtmlElement

#: Nothing in them is text that a browser shows.
UNREAD = frozenset(
    "script style template noscript head title meta link base svg iframe object embed canvas audio "
    "video map select datalist textarea input progress meter".split()
)
#: Each stands by itself on a page.
BLOCKS = frozenset(
    "address article aside blockquote body button caption center dd details dialog div dl dt "
    "fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main "
    "menu nav ol optgroup p pre search section summary table tbody td tfoot th thead tr ul".split()
)
_EMPHASIS = {"em": "*", "i": "*", "cite": "*", "dfn": "*", "var": "*", "strong": "**", "b": "**"}
_EMPHASIS |= {"s": "~~", "del": "~~", "strike": "~~"}
_CODE = frozenset("code kbd samp tt".split())
#: Kept as the HTML that they are.
_TAGS = frozenset("sub sup mark small u ins abbr".split())
_HTML_OF_SIGN = {"*": "em", "**": "strong", "~~": "s"}

_SPACE = compile_late(r"[ \t\n\r\f]+")
_SIGNS = compile_late(r"([\\`*_\[\]<>|~&])")
#: An address in the text: its signs are its own, as the Markdown reader knows too.
_ADDRESS = compile_late(r"(?<![a-z0-9])(?:https?|ftp)://[^\s<>\"«»|`\[\]]+", re.IGNORECASE)
_EMPHASIS_SIGN = compile_late(r"(?<!\\)[*~]")
_LINK_START = compile_late(r"(?<![!\\])\[")
_LINE_START = compile_late(r"(?:#{1,6}|[-+])(?=\s|\Z)|[-=]{2,}|=\Z|(\d{1,9})[.)](?=\s|\Z)")
_HIDDEN_STYLE = compile_late(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.IGNORECASE)
#: A line's end that its author made, while the rest of the paragraph is put together.
BREAK = "\x00"


def is_shown(node: HtmlElement) -> bool:
    """Tell whether a browser shows an element, as far as the page itself says so."""
    if not isinstance(node.tag, str) or node.tag in UNREAD:
        return False
    if node.get("hidden") is not None or node.get("aria-hidden") == "true":
        return False
    if node.tag == "dialog" and node.get("open") is None:
        return False
    return _HIDDEN_STYLE.search(node.get("style") or "") is None


def write_text(text: str) -> str:
    """Return text as Markdown that shows it, with single spaces; addresses keep their signs.

    >>> print(write_text("le *pont* : https://a.fr/b_c"))
    le \\*pont\\* : https://a.fr/b_c
    """
    text = make_plain(text)
    parts: list[str] = []
    position = 0
    for found in _ADDRESS.finditer(text):
        parts += [_SIGNS.sub(r"\\\1", text[position : found.start()]), found[0]]
        position = found.end()
    parts.append(_SIGNS.sub(r"\\\1", text[position:]))
    # In front of a link it would make an image of it.
    return re.sub(r"!\Z", r"\\!", "".join(parts))


def make_plain(text: str) -> str:
    """Return text as a browser shows it: single spaces, and nothing that is cleaned away later.

    Whatever would go or become a line's end afterwards may hide a sign of Markdown's until then.

    >>> make_plain("le\\n pont\\u2028\\u202e- fermé")
    'le pont - fermé'
    """
    return _SPACE.sub(" ", clean_text(text))


def write_line(line: str) -> str:
    """Return a line that is part of a paragraph, whatever it begins with.

    >>> write_line("1. mars"), write_line("- oui")
    ('1\\\\. mars', '\\\\- oui')
    """
    found = _LINE_START.match(line)
    if found is None:
        return line
    at = found.end(1) if found[1] else 0
    return f"{line[:at]}\\{line[at:]}"


class InlineWriter:
    """Writes inline elements; ``base`` is the page's address, "" where nobody knows it."""

    def __init__(self, base: str = "") -> None:
        self._base = base
        #: How a bar is written where signs are kept as they are, in code and in addresses.
        self._bar = "|"

    def write_node(self, node: HtmlElement, *, before: str = "") -> str:
        """Return an element; ``before`` is what it follows."""
        tag = node.tag
        if not is_shown(node):
            return ""
        if tag == "br":
            return BREAK
        if tag == "img":
            return self.write_image(node)
        if tag in _CODE:
            return _write_code(read_code(node)).replace("|", self._bar)
        content = self.write_content(node)
        if tag in BLOCKS:
            # In a cell or a heading there is one line for all of it.
            return f" {content} "
        if tag == "a":
            link = self.write_link(node, content)
            # Styles set them apart; without a style nothing does.
            return f" {link}" if before.endswith(")") and link.startswith("[") else link
        if tag == "q":
            return f"« {content.strip()} »"
        if not content.strip(" " + BREAK):
            return content
        if tag in _EMPHASIS:
            return _emphasize(content, _EMPHASIS[tag], before=before)
        return f"<{tag}>{content}</{tag}>" if tag in _TAGS else content

    def write_content(self, node: HtmlElement) -> str:
        """Return what is in an element, as one run of text."""
        text = write_text(node.text or "")
        for child in node:
            text += self.write_node(child, before=text) + write_text(child.tail or "")
        return text

    def write_cell(self, node: HtmlElement) -> str:
        """Return what is in a cell of a table, where a bar of any kind would end it."""
        self._bar = r"\|"
        try:
            return self.write_content(node)
        finally:
            self._bar = "|"

    def write_link(self, node: HtmlElement, content: str) -> str:
        """Return a link around its content; one that leads nowhere is its content alone."""
        address = self._find_address(node.get("href"))
        # A link holds no other one, whatever its author wrote.
        if address is None or _LINK_START.search(content):
            return content
        content = content.replace(BREAK, " ")
        core = content.strip()
        if not core:
            core = write_text(node.get("aria-label") or node.get("title") or address).strip()
        lead = " " * (content[:1].isspace() and bool(content.strip()))
        trail = " " * (content[-1:].isspace() and bool(content.strip()))
        return f"{lead}[{core}]({address}){trail}"

    def write_image(self, node: HtmlElement) -> str:
        """Return an image that says something; one without words is no text."""
        address = self._find_address(node.get("src") or node.get("data-src"))
        label = write_text(node.get("alt") or "").strip()
        return f"![{label}]({address})" if address and label else ""

    def _find_address(self, address: str | None) -> str | None:
        if address is None:
            return None
        address = make_plain(address).strip()
        if not address or address.startswith(("#", "javascript:", "data:")):
            return None
        if self._base:
            try:
                address = urljoin(self._base, address)
            except ValueError:
                return None
        address = address.replace("<", "%3C").replace(">", "%3E").replace("\\", "%5C")
        address = address.replace("|", self._bar)
        return f"<{address}>" if re.search(r"[\s()]", address) else address


def read_code(node: HtmlElement) -> str:
    """Return the text of code as a browser shows it, with the lines that its author divided."""
    text = node.text or ""
    for child in node:
        if child.tag == "br":
            text += "\n"
        elif is_shown(child):
            text += read_code(child)
        text += child.tail or ""
    return text


def _emphasize(content: str, sign: str, *, before: str) -> str:
    core = content.strip(" " + BREAK)
    at = content.index(core)
    lead, trail = content[:at], content[at + len(core) :]
    # Beside punctuation, and beside or around other signs, signs may be taken for letters or for
    # each other; tags never are.
    is_plain = core[0].isalnum() and core[-1].isalnum() and not _EMPHASIS_SIGN.search(core)
    if is_plain and not before.endswith(("*", "~")):
        return f"{lead}{sign}{core}{sign}{trail}"
    name = _HTML_OF_SIGN[sign]
    return f"{lead}<{name}>{core}</{name}>{trail}"


def _write_code(text: str) -> str:
    text = make_plain(text).strip()
    if not text:
        return ""
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * (longest + 1)
    space = " " * (longest > 0)
    return fence + space + text + space + fence


def iter_lines(text: str) -> Iterator[str]:
    """Yield the lines between breaks that hold something."""
    for line in text.split(BREAK):
        if line := _SPACE.sub(" ", line).strip(" "):
            yield line
