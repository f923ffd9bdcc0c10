"""Which format a source has, told by its content and its name.

A file's bytes are asked first: a format that is not text begins like no text does, so a Word
document is known whatever it is called. Only then is there a text, whose kind its name tells
before its first line does.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import PurePath

from translator.patterns import compile_late

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
    "html": compile_late(r"\s*(?:<!doctype html|<html\b)", re.IGNORECASE),
    "vtt": compile_late(r"WEBVTT(?:[ \t\n]|\Z)"),
    "srt": compile_late(r"\s*\d+[ \t]*\n\d+:\d\d:\d\d,\d{3}[ \t]*-->"),
}

#: The same of formats that are bytes. A file of such a name that is none is its reader's to
#: refuse: as text it would be noise.
_BINARY_FORMATS_BY_SUFFIX = {
    ".docx": "docx",
    ".docm": "docx",
    ".pdf": "pdf",
    ".epub": "epub",
}


def is_known_name(name: str) -> bool:
    """Tell whether a reader is known for files with such a name.

    >>> is_known_name("Article.TXT"), is_known_name("photo.png")
    (True, False)
    """
    return PurePath(name).suffix.lower() in {**_FORMATS_BY_SUFFIX, **_BINARY_FORMATS_BY_SUFFIX}


def is_text_name(name: str) -> bool:
    """Tell whether files with such a name are texts, if they are what their name says."""
    return PurePath(name).suffix.lower() in _FORMATS_BY_SUFFIX


def find_binary_format(data: bytes, *, origin: str) -> str | None:
    """Return the name of the format of a file that is not text; None for a text.

    >>> find_binary_format(b"Bonjour.", origin="article.txt")
    """
    for name, recognizes in _BINARY_FORMATS_BY_CONTENT.items():
        if recognizes(data):
            return name
    return _BINARY_FORMATS_BY_SUFFIX.get(PurePath(origin).suffix.lower())


def _is_docx(data: bytes) -> bool:
    names = _list_zip_names(data)
    return "[Content_Types].xml" in names and any(name.startswith("word/") for name in names)


def _is_epub(data: bytes) -> bool:
    return "META-INF/container.xml" in _list_zip_names(data)


def _list_zip_names(data: bytes) -> frozenset[str]:
    """Return the names in a ZIP file, without unpacking anything; none if it is no ZIP file."""
    if not data.startswith(b"PK\x03\x04"):
        return frozenset()
    # Imported here: a text never needs it.
    import io
    import zipfile

    try:
        return frozenset(zipfile.ZipFile(io.BytesIO(data)).namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, OverflowError):
        return frozenset()


def _is_pdf(data: bytes) -> bool:
    # Viewers look for the signature after a mark, blanks or a mail's leftovers too.
    return data[:1024].lstrip(b"\xef\xbb\xbf\x00\t\r\n ").startswith(b"%PDF-")


#: In the order in which they are asked.
_BINARY_FORMATS_BY_CONTENT: dict[str, Callable[[bytes], bool]] = {
    "docx": _is_docx,
    "pdf": _is_pdf,
    "epub": _is_epub,
}


def find_text_format(text: str, *, origin: str) -> str:
    """Return the name of the format that a file's name, or else its text, has.

    >>> find_text_format("Bonjour.", origin="article.txt")
    'text'
    """
    by_suffix = _FORMATS_BY_SUFFIX.get(PurePath(origin).suffix.lower())
    if by_suffix is not None:
        return by_suffix
    found = (name for name, start in _FORMATS_BY_CONTENT.items() if start.match(text))
    return next(found, "text")
