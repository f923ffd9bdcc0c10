"""The text of a web page to a tree of its elements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from translator.errors import UnsupportedFormat, name_origin
from translator.patterns import compile_late

if TYPE_CHECKING:
    from lxml.html import HtmlElement

#: Levels of a page; real ones have 30 to 60, and each costs three of Python's 1,000 calls.
_MAX_DEPTH = 200
_XML_DECLARATION = compile_late(r"\A\s*<\?xml[^>]*\?>")


def parse_page(text: str, *, origin: str) -> HtmlElement | None:
    """Return the root of a page; None where there is nothing in it.

    Raises:
        UnsupportedFormat: lxml is not installed, or the page is nested too deeply.
    """
    try:
        from lxml import etree, html
    except ImportError as error:
        raise UnsupportedFormat(
            f"{name_origin(origin)}: reading web pages needs lxml; install it with: "
            "pip install 'article-translator[html]'"
        ) from error
    # What the page says about its encoding was true of the file, not of the text.
    data = _XML_DECLARATION.sub("", text).encode("utf-8", errors="replace")
    # Without huge_tree, what is nested too deeply for the library would be lost without a word.
    parser = html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        root: HtmlElement = html.document_fromstring(data, parser=parser)
    except etree.ParserError:
        return None
    depth = deepest = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    if deepest > _MAX_DEPTH:
        raise UnsupportedFormat(
            f"{name_origin(origin)}: {deepest} elements of the page are inside each other; "
            f"{_MAX_DEPTH} is the most that is read"
        )
    return root
