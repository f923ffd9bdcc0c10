"""Reports as text, Markdown, HTML and JSON; one file or room a format."""

from __future__ import annotations

from translator.protocols import Writer
from translator.writers.html import HtmlWriter
from translator.writers.json import JsonWriter
from translator.writers.markdown import MarkdownWriter
from translator.writers.text import TextWriter

__all__ = [
    "SEGMENT_WRITERS",
    "WRITERS",
    "HtmlWriter",
    "JsonWriter",
    "MarkdownWriter",
    "TextWriter",
]

#: The writer of each format's name.
WRITERS: dict[str, Writer] = {
    writer.name: writer for writer in (TextWriter(), MarkdownWriter(), HtmlWriter(), JsonWriter())
}

#: Of those, the ones that can also show sentence by sentence, doing so.
SEGMENT_WRITERS: dict[str, Writer] = {
    writer.name: writer for writer in (MarkdownWriter(by_segment=True), HtmlWriter(by_segment=True))
}
