"""Readers: from a file's text, or its bytes, to a document of blocks. Nothing is opened here.

A reader is one file and one line in the registry. Most are given text; one of a kind of file
that is not text, a word processor's or a page description, is given the bytes.
"""

from __future__ import annotations

from translator.errors import EmptyDocument, UnsupportedFormat, name_origin
from translator.protocols import BinaryReader, Reader
from translator.readers.formats import find_binary_format, find_text_format
from translator.registry import list_built_ins, list_names, load_factory
from translator.text.encoding import decode_bytes
from translator.text.normalize import clean_text
from translator.types import Document


def read_document(
    text: str, *, origin: str = "-", input_format: str = "auto", whole_page: bool = False
) -> Document:
    """Return the document in a text.

    Args:
        text: the whole text; any line ends.
        origin: how messages and outputs name the source, ``-`` for standard input.
        input_format: a reader's name, or ``auto``: by the ending of ``origin``, then by how
            the text begins, then as plain text.
        whole_page: of a web page everything that can be read, and not the article alone.

    Raises:
        UnsupportedFormat: no reader for ``input_format``, or its reader finds something else.
        EmptyDocument: nothing but white space or rules in ``text``.

    >>> [block.kind.value for block in read_document("Un titre\\n\\nUne phrase.").blocks]
    ['heading', 'paragraph']
    """
    text = clean_text(text)
    format_name = input_format
    if format_name == "auto":
        format_name = find_text_format(text, origin=origin)
    if not _is_known("readers", format_name):
        if _is_known("binary_readers", format_name):
            raise UnsupportedFormat(
                f"{name_origin(origin)}: {format_name!r} is a format of bytes, not of text; "
                "hand the file's bytes to read_bytes"
            )
        raise _unknown_format(format_name, origin=origin)
    if not text.strip():
        raise EmptyDocument(
            f"{name_origin(origin)}: nothing to translate: the text is empty or blank"
        )
    reader: Reader = load_factory("readers", format_name)()
    if whole_page and format_name == "html":
        from translator.readers.whole_page import WholePageReader

        reader = WholePageReader()
    return _require_blocks(reader.read(text, origin=origin))


def read_bytes(
    data: bytes, *, origin: str = "-", input_format: str = "auto", encoding: str = "auto"
) -> Document:
    """Return the document in a file's bytes, whatever it is.

    Args:
        data: the whole file.
        origin: how messages and outputs name the source, ``-`` for standard input.
        input_format: a reader's name, or ``auto``: by what the bytes are, then as for a text.
        encoding: of a text: any that Python knows, or ``auto``.

    Raises:
        UnreadableInput: the bytes are no text, or not in this encoding.
        UnsupportedFormat: no reader for ``input_format``, or its reader finds something else.
        EmptyDocument: there is no text in it.

    >>> read_bytes("Élus et budget.".encode("cp1252")).blocks[0].text
    'Élus et budget.'
    """
    format_name = choose_binary_format(data, origin=origin, input_format=input_format)
    if format_name is None:
        text = decode_bytes(data, origin=origin, encoding=encoding).text
        return read_document(text, origin=origin, input_format=input_format)
    if not data:
        raise EmptyDocument(f"{name_origin(origin)}: nothing to translate: the file is empty")
    reader: BinaryReader = load_factory("binary_readers", format_name)()
    return _require_blocks(reader.read(data, origin=origin))


def choose_binary_format(data: bytes, *, origin: str, input_format: str) -> str | None:
    """Return the name of the reader that takes a file as bytes; None where it is read as text.

    Raises:
        UnsupportedFormat: no reader for ``input_format``.
    """
    if input_format == "auto":
        return find_binary_format(data, origin=origin)
    if _is_known("readers", input_format):
        return None
    if _is_known("binary_readers", input_format):
        return input_format
    raise _unknown_format(input_format, origin=origin)


def _is_known(group: str, name: str) -> bool:
    # Our own first: the names of others are a scan of everything that is installed.
    return name in list_built_ins(group) or name in list_names(group)


def _unknown_format(name: str, *, origin: str) -> UnsupportedFormat:
    valid = ", ".join(["auto", *list_names("readers"), *list_names("binary_readers")])
    return UnsupportedFormat(
        f"{name_origin(origin)}: unknown input format {name!r}; valid are {valid}"
    )


def _require_blocks(document: Document) -> Document:
    if not document.blocks:
        origin = name_origin(document.origin)
        raise EmptyDocument(f"{origin}: nothing to translate: there is no text in it")
    return document
