"""Articles named on the command line, as documents."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

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


def read_source(origin: str, bench: Workbench, *, input_format: str = "auto") -> Document:
    """Read one article, whatever kind of file it is in, and look at its language."""
    document = _read_document(origin, bench, input_format=input_format)
    check_language(document, bench)
    return document


def read_target(origin: str, bench: Workbench) -> Document:
    """Read somebody's English translation; a word of warning where it is not English."""
    from dataclasses import replace

    from translator.text.language import detect_language

    if is_address(origin):
        origin = parse_address(origin)
    document = _read_document(origin, bench, input_format="auto")
    guess = detect_language("\n".join(block.text for block in document.blocks))
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


def _read_document(origin: str, bench: Workbench, *, input_format: str) -> Document:
    from translator.readers import choose_binary_format, read_bytes, read_document
    from translator.readers.formats import find_text_format
    from translator.text.normalize import clean_text

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

    guess = detect_language("\n".join(block.text for block in document.blocks))
    expected = document.language
    if guess is None or guess.language == expected or guess.confidence < MIN_LANGUAGE_CONFIDENCE:
        return
    name = _LANGUAGES.get(guess.language, f"language {guess.language!r}")
    said = f"{name_origin(document.origin)} looks like {name}, not French"
    if bench.settings.lang_check == "error":
        raise WrongLanguage(f"{said}; to translate it all the same: --lang-check warn")
    bench.messages.warn(f"{said}; expect nonsense (--lang-check error stops, off is silent)")


def _read_bytes(origin: str) -> bytes:
    if origin == STDIN:
        return sys.stdin.buffer.read()
    if not origin:
        raise UnreadableInput("the name of a file is empty; is a variable of the shell not set?")
    path = Path(origin)
    try:
        return path.read_bytes()
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
