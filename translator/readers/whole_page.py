"""Everything on a web page that can be read, menus and notices included, as blocks.

The page is written as Markdown and read as that, so that headings, lists, tables, links and
emphasis take the same way as those of an article. What a browser would not show is left out.
"""

from __future__ import annotations

from dataclasses import replace

from translator.errors import EmptyDocument, name_origin
from translator.readers.markdown import MarkdownReader
from translator.readers.page_blocks import write_blocks
from translator.readers.page_parser import parse_page
from translator.text.normalize import clean_text
from translator.types import BlockKind, Document


class WholePageReader:
    """Reads a web page from its first word to its last; needs the extra ``html``."""

    suffixes = frozenset({".html", ".htm", ".xhtml"})

    def read(self, text: str, *, origin: str) -> Document:
        """Return all blocks of a page; see Reader.

        Raises:
            UnsupportedFormat: lxml is not installed.
            EmptyDocument: there is no text in the page.
        """
        root = parse_page(text, origin=origin)
        base = origin if "://" in origin else ""
        markdown = "" if root is None else clean_text(write_blocks(root, base=base))
        if not markdown.strip():
            raise EmptyDocument(f"{name_origin(origin)}: there is no text in the page")
        document = MarkdownReader().read(markdown, origin=origin)
        # In front of the title stands a menu, which would hide it.
        headings = [block for block in document.blocks if block.kind is BlockKind.HEADING]
        main = [block.text for block in headings if block.level == 1]
        return replace(document, format="html", title=main[0] if main else document.title)
