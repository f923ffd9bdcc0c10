"""Articles named on the command line, as documents."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from translator.cli.language import check_language, check_target_language
from translator.cli.opening import STDIN, Input, open_input, open_long, read_file
from translator.cli.workbench import Workbench
from translator.errors import UnreadableInput, UsageError, name_origin
from translator.web.address import is_address, parse_address

if TYPE_CHECKING:
    from translator.types import Document


def list_sources(files: Sequence[str]) -> tuple[str, ...]:
    """Return the articles to read; nothing named means standard input.

    Raises:
        FetchFailed: one is the address of something that is not fetched.
        UsageError: nothing is named and standard input is the keyboard, or it is named twice.
    """
    if not files:
        if sys.stdin.isatty():
            end = "Ctrl-Z and Enter" if os.name == "nt" else "Ctrl-D"
            raise UsageError(
                "no article given; name a file, or the address of a page, or - to type or paste "
                f"one and end it with {end}"
            )
        return (STDIN,)
    if files.count(STDIN) > 1:
        raise UsageError("- stands for standard input and can be read once only")
    # From here on an address is a text without the password that may have been in it.
    return tuple(parse_address(file) if is_address(file) else file for file in files)


def refuse_folder(origin: str, advice: str) -> None:
    """Make sure that a source is no folder, which each verb knows another way out of.

    Args:
        advice: what the message says next, with ``{folder}`` for its name.

    Raises:
        UnreadableInput: it is one.
    """
    if origin and origin != STDIN and not is_address(origin) and Path(origin).is_dir():
        raise UnreadableInput(f"{origin} is a folder{advice.format(folder=Path(origin))}")


def read_source(
    origin: str, bench: Workbench, *, input_format: str = "auto", in_parts: bool = False
) -> Document:
    """Read one article, whatever kind of file it is in, and look at its language.

    Args:
        in_parts: whoever gets the document goes through its blocks one by one, so that a very
            long plain text need not be held in memory.
    """
    document = _read_document(origin, bench, input_format=input_format, in_parts=in_parts)
    check_language(document, bench)
    return document


def read_target(origin: str, bench: Workbench) -> Document:
    """Read somebody's English translation; a word of warning where it is not English."""
    from dataclasses import replace

    if is_address(origin):
        origin = parse_address(origin)
    document = _read_document(origin, bench, input_format="auto")
    check_target_language(document, bench)
    return replace(document, language="en")


def read_text(origin: str, bench: Workbench) -> str:
    """Read a file, or standard input, in the encoding the settings name."""
    return _decode(read_file(origin), origin, bench)


def _read_document(
    origin: str, bench: Workbench, *, input_format: str, in_parts: bool = False
) -> Document:
    from translator.readers import choose_binary_format, read_bytes, read_document
    from translator.readers.formats import find_text_format
    from translator.text.normalize import clean_text

    if in_parts and not is_address(origin):
        source = open_long(origin)
        if not isinstance(source, bytes):
            document = _read_parts(source, origin, bench, input_format=input_format)
            if document is not None:
                return document
            source.seek(0)
            with source:
                source = source.read()
        given = Input(data=source, name=origin)
    else:
        given = open_input(origin, bench)
    format_name = choose_binary_format(given.data, origin=given.name, input_format=input_format)
    if format_name is None:
        text = _decode(given.data, origin, bench, charset=given.charset)
        if input_format == "auto" and is_address(origin):
            # What an address ends in is not always what its page is.
            input_format = given.format or find_text_format(clean_text(text), origin=given.name)
        return read_document(
            text, origin=origin, input_format=input_format, whole_page=bench.settings.whole_page
        )
    bench.messages.detail(f"{name_origin(origin)}: {format_name}, {len(given.data)} bytes")
    document = read_bytes(given.data, origin=origin, input_format=format_name)
    for remark in document.remarks:
        bench.messages.note(remark)
    for detail in document.details:
        bench.messages.detail(detail)
    return document


def _read_parts(
    file: BinaryIO, origin: str, bench: Workbench, *, input_format: str
) -> Document | None:
    """Return the document in a long plain text; None where it has to be read whole."""
    from translator.readers.large import read_large

    document = read_large(
        file, origin=origin, input_format=input_format, encoding=bench.settings.encoding
    )
    if document is not None:
        bench.messages.detail(
            f"{name_origin(origin)}: utf-8, {len(document.blocks)} paragraphs, read in parts"
        )
    return document


def _decode(data: bytes, origin: str, bench: Workbench, *, charset: str = "") -> str:
    """Decode a text; ``charset`` is what a server says, which is often wrong."""
    from translator.text.encoding import decode_bytes, decode_declared

    encoding = bench.settings.encoding
    if encoding == "auto" and charset:
        decoded = decode_declared(data, origin=origin, encoding=charset)
    else:
        decoded = decode_bytes(data, origin=origin, encoding=encoding)
    bench.messages.detail(
        f"{name_origin(origin)}: {decoded.encoding}, {len(decoded.text)} characters"
    )
    return decoded.text
