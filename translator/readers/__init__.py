"""Readers: from a file's text to a document of blocks. Nothing is opened here.

A reader is one file and one line in the registry. It is given text, so a kind of file that is
not text (a word processor's, a page description) has its bytes turned into text or blocks
before this room is reached.
"""

from __future__ import annotations

import re
from pathlib import PurePath

from translator.errors import EmptyDocument, UnsupportedFormat, name_origin
from translator.protocols import Reader
from translator.registry import list_names, load_factory
from translator.text.normalize import clean_text
from translator.types import Document

INPUT_FORMATS = ("auto", "text", "markdown", "html", "srt", "vtt")

#: What the name of a file says about it. Any other name, none included, lets the text speak.
_FORMATS_BY_SUFFIX = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdown": "markdown",
    ".mkd": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".srt": "srt",
    ".vtt": "vtt",
}

#: How a text of a format begins that can be nothing else.
_FORMATS_BY_CONTENT = {
    "html": re.compile(r"\s*(?:<!doctype html|<html\b)", re.IGNORECASE),
    "vtt": re.compile(r"WEBVTT(?:[ \t\n]|\Z)"),
    "srt": re.compile(r"\s*\d+[ \t]*\n\d+:\d\d:\d\d,\d{3}[ \t]*-->"),
}


def read_document(text: str, *, origin: str = "-", input_format: str = "auto") -> Document:
    """Return the document in a text.

    Args:
        text: the whole text; any line ends.
        origin: how messages and outputs name the source, ``-`` for standard input.
        input_format: a reader's name, or ``auto``: by the ending of ``origin``, then by how
            the text begins, then as plain text.

    Raises:
        UnsupportedFormat: no reader for ``input_format``, or its reader finds something else.
        EmptyDocument: nothing but white space or rules in ``text``.

    >>> [block.kind.value for block in read_document("Un titre\\n\\nUne phrase.").blocks]
    ['heading', 'paragraph']
    """
    text = clean_text(text)
    format_name = input_format
    if format_name == "auto":
        format_name = find_format(text, origin=origin)
    if format_name not in INPUT_FORMATS and format_name not in list_names("readers"):
        valid = ", ".join(["auto", *list_names("readers")])
        raise UnsupportedFormat(
            f"{name_origin(origin)}: unknown input format {format_name!r}; valid are {valid}"
        )
    if not text.strip():
        raise EmptyDocument(
            f"{name_origin(origin)}: nothing to translate: the text is empty or blank"
        )
    reader: Reader = load_factory("readers", format_name)()
    document = reader.read(text, origin=origin)
    if not document.blocks:
        raise EmptyDocument(f"{name_origin(origin)}: nothing to translate: there is no text in it")
    return document


def find_format(text: str, *, origin: str) -> str:
    """Return the name of the format that a file's name, or else its text, has.

    >>> find_format("Bonjour.", origin="article.txt")
    'text'
    """
    by_suffix = _FORMATS_BY_SUFFIX.get(PurePath(origin).suffix.lower())
    if by_suffix is not None:
        return by_suffix
    found = (name for name, start in _FORMATS_BY_CONTENT.items() if start.match(text))
    return next(found, "text")
