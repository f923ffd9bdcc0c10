"""Articles named on the command line, as documents."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from translator.cli.messages import Messages
from translator.cli.workbench import Workbench
from translator.errors import UnreadableInput, UsageError, WrongLanguage
from translator.settings import Settings

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
    "it": "Italian",
    "nl": "Dutch",
    "pt": "Portuguese",
    "ro": "Romanian",
}


def list_sources(files: Sequence[str]) -> tuple[str, ...]:
    """Return the articles to read; nothing named means standard input.

    Raises:
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
    return tuple(files)


def read_source(origin: str, bench: Workbench, *, input_format: str = "auto") -> Document:
    """Read one article: bytes, text, document; and look at its language."""
    from translator.readers import read_document
    from translator.text.encoding import decode_bytes

    settings, messages = bench.settings, bench.messages
    decoded = decode_bytes(_read_bytes(origin), origin=origin, encoding=settings.encoding)
    messages.detail(f"{origin}: {decoded.encoding}, {len(decoded.text)} characters")
    document = read_document(decoded.text, origin=origin, input_format=input_format)
    if settings.lang_check != "off":
        _check_language(document, settings=settings, messages=messages)
    return document


def _read_bytes(origin: str) -> bytes:
    if origin == STDIN:
        return sys.stdin.buffer.read()
    path = Path(origin)
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise UnreadableInput(f"no file {origin}; check the name") from error
    except IsADirectoryError as error:
        raise UnreadableInput(
            f"{origin} is a folder; name the articles in it, for example {path / '*.txt'}"
        ) from error
    except PermissionError as error:
        raise UnreadableInput(f"not permitted to read {origin}") from error
    except (OSError, ValueError) as error:
        raise UnreadableInput(f"cannot read {origin}: {error}") from error


def _check_language(document: Document, *, settings: Settings, messages: Messages) -> None:
    from translator.text.language import detect_language

    guess = detect_language("\n".join(block.text for block in document.blocks))
    expected = document.language
    if guess is None or guess.language == expected or guess.confidence < MIN_LANGUAGE_CONFIDENCE:
        return
    name = _LANGUAGES.get(guess.language, f"language {guess.language!r}")
    said = f"{document.origin} looks like {name}, not French"
    if settings.lang_check == "error":
        raise WrongLanguage(f"{said}; to translate it all the same: --lang-check warn")
    messages.warn(f"{said}; expect nonsense (--lang-check error stops, off is silent)")
