"""Articles named on the command line, as documents."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from translator.cli.workbench import Workbench
from translator.errors import UnreadableInput, UsageError, WrongLanguage, name_origin
from translator.web.address import is_address, parse_address

if TYPE_CHECKING:
    from translator.types import Document

#: The name of standard input.
STDIN = "-"

#: Below this the detector of languages is guessing, and a wrong warning costs more trust than
#: a missing one.
MIN_LANGUAGE_CONFIDENCE = 0.9

#: Characters that the language of a text is known by; the detector looks at no more.
_SAMPLE_LENGTH = 20_000

#: A source of this many bytes is read in parts, where that is possible. The longest novels have
#: eight million.
_LONG_BYTES = 4_000_000

_LANGUAGES = {
    "ca": "Catalan",
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "it": "Italian",
    "nl": "Dutch",
    "pt": "Portuguese",
    "ro": "Romanian",
}


def list_sources(files: Sequence[str]) -> tuple[str, ...]:
    """Return the articles to read; nothing named means standard input.

    Raises:
        FetchFailed: one is the address of something that is not fetched.
        UsageError: nothing is named and standard input is the keyboard, or it is named twice.
    """
    if not files:
        if sys.stdin.isatty():
            raise UsageError(
                "no article given; name a file, for example: translator read article.txt, "
                "or - to type or paste one and end it with Ctrl-D"
            )
        return (STDIN,)
    if files.count(STDIN) > 1:
        raise UsageError("- stands for standard input and can be read once only")
    # From here on an address is a text without the password that may have been in it.
    return tuple(parse_address(file) if is_address(file) else file for file in files)


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

    from translator.text.language import detect_language

    if is_address(origin):
        origin = parse_address(origin)
    document = _read_document(origin, bench, input_format="auto")
    guess = detect_language(_take_sample(document))
    if (
        bench.settings.lang_check != "off"
        and guess is not None
        and guess.language != "en"
        and guess.confidence >= MIN_LANGUAGE_CONFIDENCE
    ):
        name = _LANGUAGES.get(guess.language, f"language {guess.language!r}")
        said = f"{name_origin(origin)} looks like {name}, not English"
        if bench.settings.lang_check == "error":
            raise WrongLanguage(f"{said}; the translation comes second: compare SOURCE TARGET")
        bench.messages.warn(f"{said}; the translation comes second: compare SOURCE TARGET")
    return replace(document, language="en")


def read_text(origin: str, bench: Workbench) -> str:
    """Read a file, or standard input, in the encoding the settings name."""
    return _decode(_read_bytes(origin), origin, bench)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Input:
    """A source's bytes and what is known about them; "" and None where nothing is."""

    data: bytes
    #: The name to tell its kind by.
    name: str
    format: str | None = None
    charset: str = ""


def _read_document(
    origin: str, bench: Workbench, *, input_format: str, in_parts: bool = False
) -> Document:
    from translator.readers import choose_binary_format, read_bytes, read_document
    from translator.readers.formats import find_text_format
    from translator.text.normalize import clean_text

    if in_parts and not is_address(origin):
        source = _open_long(origin)
        if not isinstance(source, bytes):
            document = _read_parts(source, origin, bench, input_format=input_format)
            if document is not None:
                return document
            source.seek(0)
            with source:
                source = source.read()
        given = _Input(data=source, name=origin)
    else:
        given = _fetch(origin, bench) if is_address(origin) else _open(origin)
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


def _open(origin: str) -> _Input:
    return _Input(data=_read_bytes(origin), name=origin)


def _fetch(origin: str, bench: Workbench) -> _Input:
    """Fetch the page behind an address."""
    from translator.web.address import name_page
    from translator.web.fetch import fetch_page

    address = parse_address(origin)
    bench.messages.detail(f"fetching {address}")
    page = fetch_page(address, allow_private=bench.settings.allow_private)
    bench.messages.detail(f"{len(page.data)} bytes from {page.url}")
    # What is called a PDF and sent as a web page is a page that asks for a password.
    name = name_page(page.url) if page.format is None else STDIN
    return _Input(data=page.data, name=name, format=page.format, charset=page.charset)


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


def check_language(document: Document, bench: Workbench) -> None:
    """Warn of a document that is not French, or refuse it, as the settings want it.

    Raises:
        WrongLanguage: it is not French, and that is to be an error.
    """
    if bench.settings.lang_check == "off":
        return
    from translator.text.language import detect_language

    guess = detect_language(_take_sample(document))
    expected = document.language
    if guess is None or guess.language == expected or guess.confidence < MIN_LANGUAGE_CONFIDENCE:
        return
    name = _LANGUAGES.get(guess.language, f"language {guess.language!r}")
    said = f"{name_origin(document.origin)} looks like {name}, not French"
    if bench.settings.lang_check == "error":
        raise WrongLanguage(f"{said}; to translate it all the same: --lang-check warn")
    bench.messages.warn(f"{said}; expect nonsense (--lang-check error stops, off is silent)")


def _take_sample(document: Document) -> str:
    """Return the beginning of a document's text: enough to know its language by."""
    taken, size = [], 0
    for block in document.blocks:
        taken.append(block.text)
        size += len(block.text) + 1
        if size > _SAMPLE_LENGTH:
            break
    return "\n".join(taken)


def _open_long(origin: str) -> bytes | BinaryIO:
    """Return what is in a source or, where that is much, a file that can be read twice."""
    if origin == STDIN:
        start = sys.stdin.buffer.read(_LONG_BYTES)
        if len(start) < _LONG_BYTES:
            return start
        from shutil import copyfileobj
        from tempfile import TemporaryFile

        with _explained("standard input, which is kept in a temporary file"):
            kept = TemporaryFile()
            kept.write(start)
            copyfileobj(sys.stdin.buffer, kept)
            return kept
    with _explained(origin):
        path = Path(origin)
        if path.is_file() and path.stat().st_size >= _LONG_BYTES:
            return path.open("rb")
    return _read_bytes(origin)


def _read_bytes(origin: str) -> bytes:
    if origin == STDIN:
        return sys.stdin.buffer.read()
    with _explained(origin):
        return Path(origin).read_bytes()


@contextmanager
def _explained(origin: str) -> Iterator[None]:
    """Say in the user's words why a source cannot be read."""
    if not origin:
        raise UnreadableInput("the name of a file is empty; is a variable of the shell not set?")
    path = Path(origin)
    try:
        yield
    except FileNotFoundError as error:
        hint = f"; for a page: https://{origin}" if origin.startswith("www.") else ""
        raise UnreadableInput(f"no file {origin}; check the name{hint}") from error
    except IsADirectoryError as error:
        raise UnreadableInput(
            f"{origin} is a folder; name the articles in it, for example {path / '*.txt'}, or add "
            "--recursive where a verb has it"
        ) from error
    except PermissionError as error:
        raise UnreadableInput(f"not permitted to read {origin}") from error
    except (OSError, ValueError) as error:
        raise UnreadableInput(f"cannot read {origin}: {error}") from error
