"""Whether a document is in the language that it should be in, as far as the user wants to know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from translator.cli.workbench import Workbench
from translator.errors import WrongLanguage, name_origin

if TYPE_CHECKING:
    from translator.types import Document

#: Below this the detector of languages is guessing, and a wrong warning costs more trust than
#: a missing one.
MIN_LANGUAGE_CONFIDENCE = 0.9

#: Characters that the language of a text is known by; the detector looks at no more.
_SAMPLE_LENGTH = 20_000

_GO_ON = "to go on all the same: --lang-check warn"
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


def check_language(document: Document, bench: Workbench) -> None:
    """Warn of a document that is not French, or refuse it, as the settings want it.

    Raises:
        WrongLanguage: it is not French, and that is to be an error.
    """
    _require_language(
        document,
        bench,
        expected=document.language,
        name="French",
        refusal=_GO_ON,
        warning="expect nonsense (--lang-check error stops, off is silent)",
    )


def check_target_language(document: Document, bench: Workbench) -> None:
    """Do the same with somebody's translation that is not English."""
    advice = "SOURCE comes first, and English translations of it after"
    _require_language(
        document,
        bench,
        expected="en",
        name="English",
        refusal=f"{advice}; {_GO_ON}",
        warning=advice,
    )


def _require_language(
    document: Document, bench: Workbench, *, expected: str, name: str, refusal: str, warning: str
) -> None:
    if bench.settings.lang_check == "off":
        return
    from translator.text.language import detect_language

    guess = detect_language(_take_sample(document))
    if guess is None or guess.language == expected or guess.confidence < MIN_LANGUAGE_CONFIDENCE:
        return
    found = _LANGUAGES.get(guess.language, f"language {guess.language!r}")
    said = f"{name_origin(document.origin)} looks like {found}, not {name}"
    if bench.settings.lang_check == "error":
        raise WrongLanguage(f"{said}; {refusal}")
    bench.messages.warn(f"{said}; {warning}")


def _take_sample(document: Document) -> str:
    """Return the beginning of a document's text: enough to know its language by."""
    taken, size = [], 0
    for block in document.blocks:
        taken.append(block.text)
        size += len(block.text) + 1
        if size > _SAMPLE_LENGTH:
            break
    return "\n".join(taken)
