"""Reports as text, Markdown and JSON; one file a format."""

from __future__ import annotations

from translator.protocols import Writer
from translator.writers.json import JsonWriter
from translator.writers.markdown import MarkdownWriter
from translator.writers.text import TextWriter

__all__ = ["WRITERS", "JsonWriter", "MarkdownWriter", "TextWriter"]

#: The writer of each format's name.
WRITERS: dict[str, Writer] = {
    writer.name: writer for writer in (TextWriter(), MarkdownWriter(), JsonWriter())
}
