"""A saved web page to blocks: trafilatura finds the article and writes it as Markdown.

Menus, notices about cookies, advertisements and comments are left out; so may be a by-line or
a caption. An article of which parts are lost or moved is written anew from the page, see
readers/page_article.py. The document has Markdown's signs from then on;
written as HTML, it is rendered again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from types import ModuleType

from translator.errors import EmptyDocument, UnsupportedFormat, name_origin
from translator.readers.markdown import MarkdownReader
from translator.readers.page_article import rewrite_article
from translator.readers.page_parser import parse_page
from translator.text.normalize import clean_text
from translator.types import BlockKind, Document


class HtmlReader:
    """Reads the article of a web page; needs the extra ``html``."""

    suffixes = frozenset({".html", ".htm", ".xhtml"})

    def read(self, text: str, *, origin: str) -> Document:
        """Return the blocks of the article in a page; see Reader.

        Raises:
            UnsupportedFormat: trafilatura is not installed.
            EmptyDocument: no article is found.
        """
        trafilatura = _import_trafilatura(origin)
        markdown = trafilatura.extract(
            text,
            output_format="markdown",
            include_links=True,
            include_formatting=True,
            include_images=True,
            include_tables=True,
            include_comments=False,
            # Of a page that was fetched, relative addresses lead nowhere else.
            url=origin if "://" in origin else None,
        )
        if not markdown:
            raise EmptyDocument(
                f"{name_origin(origin)}: no article found in the page; to translate everything on "
                "it: --whole-page"
            )
        document = MarkdownReader().read(clean_text(markdown), origin=origin)
        texts = [block.text for block in document.blocks if block.kind is not BlockKind.CODE]
        rewritten = _rewrite(text, texts, origin=origin)
        if rewritten:
            document = MarkdownReader().read(clean_text(rewritten), origin=origin)
        return replace(document, format="html")


def _rewrite(text: str, texts: Sequence[str], *, origin: str) -> str:
    """Return the article as the page has it, or "" where that is what was found."""
    try:
        root = parse_page(text, origin=origin)
    except UnsupportedFormat:
        return ""
    base = origin if "://" in origin else ""
    return "" if root is None else rewrite_article(root, texts, base=base)


def _import_trafilatura(origin: str) -> ModuleType:
    try:
        import trafilatura
    except ImportError as error:
        raise UnsupportedFormat(
            f"{name_origin(origin)}: reading web pages needs trafilatura; install it with: "
            "pip install 'article-translator[html]'"
        ) from error
    return trafilatura
