"""Reports as text, Markdown, HTML and JSON; one file or room a format."""

from __future__ import annotations

from translator.lazy import LazyTable
from translator.protocols import BinaryWriter, Writer

__all__ = ["ARTICLE_WRITERS", "BINARY_WRITERS", "MARKUP_FORMATS", "SEGMENT_WRITERS", "WRITERS"]

#: Of documents whose markers and marks are Markdown's own.
MARKUP_FORMATS = frozenset({"markdown", "html", "docx", "epub"})


def _make_text_writer() -> Writer:
    from translator.writers.text import TextWriter

    return TextWriter()


def _make_markdown_writer(*, by_segment: bool = False) -> Writer:
    from translator.writers.markdown import MarkdownWriter

    return MarkdownWriter(by_segment=by_segment)


def _make_html_writer(*, by_segment: bool = False) -> Writer:
    from translator.writers.html.report import HtmlWriter

    return HtmlWriter(by_segment=by_segment)


def _make_json_writer() -> Writer:
    from translator.writers.json import JsonWriter

    return JsonWriter()


def _make_html_article_writer() -> Writer:
    from translator.writers.html.article import HtmlArticleWriter

    return HtmlArticleWriter()


def _make_docx_writer() -> BinaryWriter:
    from translator.writers.docx import DocxWriter

    return DocxWriter()


def _make_epub_writer() -> BinaryWriter:
    from translator.writers.epub import EpubWriter

    return EpubWriter()


#: The writer of each format's name, for the whole report.
WRITERS: LazyTable[Writer] = LazyTable(
    {
        "text": _make_text_writer,
        "markdown": _make_markdown_writer,
        "html": _make_html_writer,
        "json": _make_json_writer,
    }
)

#: Of those, the ones that can also show sentence by sentence, doing so.
SEGMENT_WRITERS: LazyTable[Writer] = LazyTable(
    {
        "markdown": lambda: _make_markdown_writer(by_segment=True),
        "html": lambda: _make_html_writer(by_segment=True),
    }
)

#: Writers for ``translate`` that need the whole of an article before they begin.
ARTICLE_WRITERS: LazyTable[Writer] = LazyTable({"html": _make_html_article_writer})

#: The same for formats that are not text. A source of the same format is copied and changed.
BINARY_WRITERS: LazyTable[BinaryWriter] = LazyTable(
    {"docx": _make_docx_writer, "epub": _make_epub_writer}
)
