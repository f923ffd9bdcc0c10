"""A saved web page to blocks: trafilatura finds the article and writes it as Markdown.

Menus, notices about cookies, advertisements and comments are left out; so may be a by-line or
a caption. The document has Markdown's signs from then on; written as HTML, it is rendered again.
"""

from __future__ import annotations

from dataclasses import replace
from types import ModuleType

from translator.errors import EmptyDocument, UnsupportedFormat, name_origin
from translator.readers.markdown import MarkdownReader
from translator.text.normalize import clean_text
from translator.types import Document


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
        return replace(MarkdownReader().read(clean_text(markdown), origin=origin), format="html")


def _import_trafilatura(origin: str) -> ModuleType:
    try:
        import trafilatura
    except ImportError as error:
        raise UnsupportedFormat(
            f"{name_origin(origin)}: reading web pages needs trafilatura; install it with: "
            "pip install 'article-translator[html]'"
        ) from error
    return trafilatura
