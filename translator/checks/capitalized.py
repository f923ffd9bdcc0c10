"""The capitalized words of a text, and which of them are surely names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from translator.checks.spellings import fold_word
from translator.checks.vocabulary import load_exonyms, load_lexicon
from translator.patterns import compile_late

WORD = compile_late(r"\b[^\W\d_]+\b")
#: What stands before the first word of a sentence or of a quotation, or a dialogue dash.
_STARTS_SENTENCE = compile_late(r"(?:\A|[.!?…:;«»\"“”(\[•*/|] ?|(?:\A|\s)[-–—] ?)['‘’]?\Z")
_MIN_LETTERS = 3
#: A longer word in capitals is a name written large, as in a dateline.
_MAX_ACRONYM_LETTERS = 5
#: Letters that French words do not have: what has them comes from a language whose names French
#: copies and English often transliterates.
_FOREIGN_LETTER = compile_late(r"(?![a-zàâçéèêëîïôùûÿœæ])[^\W\d_]", re.IGNORECASE)
#: From here on a text in capitals alone has no names to tell from other words.
_MAX_UPPER_SHARE = 0.6
#: Abbreviated titles and Roman numerals are no names.
_NO_NAME = compile_late(
    r"(?:[IVXLCDM]+(?:e|er|re|ère|ème|es)?|[Mm]mes?|[Mm]lles?|MM?|[Dd]rs?|[Pp]rs?|[Mm]es?|[Ss]te?s?|Mgr|M(?:iss|rs|s|r)|Sir|[A-Z])\Z"
)


@dataclass(frozen=True, slots=True)
class Name:
    """A capitalized word at ``start`` of the segment at ``segment``."""

    text: str
    folded: str
    segment: int
    start: int

    @property
    def is_acronym(self) -> bool:
        return self.text.isupper() and len(self.text) <= _MAX_ACRONYM_LETTERS

    @property
    def is_foreign(self) -> bool:
        """True where it has letters that French lacks."""
        return _FOREIGN_LETTER.search(self.text) is not None

    @property
    def is_title(self) -> bool:
        """True of an abbreviated title or a Roman numeral, which is no name."""
        return _NO_NAME.match(self.text) is not None


def iter_names(texts: list[str]) -> Iterator[Name]:
    """Yield the capitalized words of French texts that are surely names."""
    common, exonyms = load_lexicon(), load_exonyms()
    words = list(_iter_words(texts))
    inside = {name.folded for name, begins in words if not begins}
    for name, _ in words:
        if len(name.text) < _MIN_LETTERS and not (name.is_acronym and name.folded in exonyms):
            continue
        if name.folded in common and not name.is_acronym:
            continue
        is_sure = name.folded in inside or name.text.isupper() or name.is_foreign
        if is_sure and not name.is_title:
            yield name


def iter_capitalized(texts: list[str], *, first_too: bool = False) -> Iterator[Name]:
    """Yield the capitalized words, those that begin a sentence only if asked for."""
    for name, begins in _iter_words(texts):
        if first_too or not begins:
            yield name


def _iter_words(texts: list[str]) -> Iterator[tuple[Name, bool]]:
    """Yield the capitalized words and whether each begins a sentence."""
    for segment, text in enumerate(texts):
        if _is_upper(text):
            continue
        for match in WORD.finditer(text):
            word = match[0]
            if not word[0].isupper():
                continue
            before = text[max(0, match.start() - 3) : match.start()]
            begins = _STARTS_SENTENCE.search(before) is not None
            yield Name(word, fold_word(word), segment, match.start()), begins


def _is_upper(text: str) -> bool:
    num_letters, num_capitals = sum(map(str.isalpha, text)), sum(map(str.isupper, text))
    return num_capitals > _MAX_UPPER_SHARE * num_letters
