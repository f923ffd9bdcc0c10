"""Reports as text, Markdown, HTML and JSON; one file or room a format."""

from __future__ import annotations

from translator.protocols import Writer
from translator.writers.html import HtmlArticleWriter, HtmlWriter
from translator.writers.json import JsonWriter
from translator.writers.markdown import MarkdownWriter
from translator.writers.text import TextWriter

__all__ = [
    "ARTICLE_WRITERS",
    "SEGMENT_WRITERS",
    "WRITERS",
    "HtmlWriter",
    "JsonWriter",
    "MarkdownWriter",
    "TextWriter",
]

#: The writer of each format's name, for the whole report.
WRITERS: dict[str, Writer] = {
    writer.name: writer for writer in (TextWriter(), MarkdownWriter(), HtmlWriter(), JsonWriter())
}

#: Of those, the ones that can also show sentence by sentence, doing so.
SEGMENT_WRITERS: dict[str, Writer] = {
    writer.name: writer for writer in (MarkdownWriter(by_segment=True), HtmlWriter(by_segment=True))
}

#: Writers for ``translate`` that need the whole of an article before they begin.
ARTICLE_WRITERS: dict[str, Writer] = {writer.name: writer for writer in (HtmlArticleWriter(),)}
