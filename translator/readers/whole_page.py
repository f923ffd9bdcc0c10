"""Everything on a web page that can be read, menus and notices included, as blocks.

The page is written as Markdown and read as that, so that headings, lists, tables, links and
emphasis take the same way as those of an article. What a browser would not show is left out.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from translator.errors import EmptyDocument, UnsupportedFormat, name_origin
from translator.readers.markdown import MarkdownReader
from translator.readers.page_blocks import write_blocks
from translator.text.normalize import clean_text
from translator.types import BlockKind, Document

if TYPE_CHECKING:
    from lxml.html import HtmlElement

#: Levels of a page; real ones have 30 to 60, and each costs three of Python's 1,000 calls.
_MAX_DEPTH = 200
_XML_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")


class WholePageReader:
    """Reads a web page from its first word to its last; needs the extra ``html``."""

    suffixes = frozenset({".html", ".htm", ".xhtml"})

    def read(self, text: str, *, origin: str) -> Document:
        """Return all blocks of a page; see Reader.

        Raises:
            UnsupportedFormat: lxml is not installed.
            EmptyDocument: there is no text in the page.
        """
        root = _parse(text, origin)
        base = origin if "://" in origin else ""
        markdown = "" if root is None else clean_text(write_blocks(root, base=base))
        if not markdown.strip():
            raise EmptyDocument(f"{name_origin(origin)}: there is no text in the page")
        document = MarkdownReader().read(markdown, origin=origin)
        # In front of the title stands a menu, which would hide it.
        headings = [block for block in document.blocks if block.kind is BlockKind.HEADING]
        main = [block.text for block in headings if block.level == 1]
        return replace(document, format="html", title=main[0] if main else document.title)


def _parse(text: str, origin: str) -> HtmlElement | None:
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
