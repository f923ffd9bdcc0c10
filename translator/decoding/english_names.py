"""Names that English spells in its own way, written so for the model.

« Gengis Khan », « Brejnev », « Haïfa » and « la Joconde » stayed as they are or became others
("Haiti"): the model copies a name that it does not know, and copies as well what English says.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from translator.installed import read_installed_rows
from translator.patterns import compile_late

#: Where a name may begin, and its first word.
_FIRST_WORD = compile_late(r"(?<![\w-])[^\W\d_]+|(?<![\w-])\d+(?=[- ])")
_BEHIND = compile_late(r"(?![\w-])(?!'\w)")


@dataclass(frozen=True, slots=True)
class EnglishName:
    """A French name at ``start`` to ``end`` of a text, and what English writes."""

    start: int
    end: int
    english: str


def spell_names(text: str) -> str:
    """Return a French text in the model's form with the names as English has them.

    >>> spell_names("Le livre d'Aristote sur Gengis Khan, à Saint-Sébastien-sur-Loire")
    "Le livre d'Aristotle sur Genghis Khan, à Saint-Sébastien-sur-Loire"
    """
    parts, behind = [], 0
    for name in find_english_names(text):
        parts += [text[behind : name.start], name.english]
        behind = name.end
    return "".join([*parts, text[behind:]])


def find_english_names(text: str) -> Iterator[EnglishName]:
    """Yield the names of a French text in its order; longer ones win, and capitals count."""
    table = _load_names()
    behind = 0
    for word in _FIRST_WORD.finditer(text):
        start = word.start()
        if start < behind:
            continue
        for french, english in table.get(word[0], ()):
            end = start + len(french)
            if text.startswith(french, start) and _BEHIND.match(text, end):
                yield EnglishName(start, end, english)
                behind = end
                break


def says_name(name: EnglishName, target: str) -> bool:
    """Tell whether an English text has the words with capitals of a name, in any case.

    Titles and the like are the model's to translate: of « pape Leo » "Leo" is asked for.

    >>> [says_name(next(find_english_names("Le pape Léon")), text) for text in ("Pope Leo", "Lea")]
    [True, False]
    """
    return all(
        re.search(rf"(?<!\w){re.escape(word)}(?!\w)", target, re.IGNORECASE)
        for word in _list_words(name.english)
    )


def _list_words(english: str) -> list[str]:
    """Return the words of a name but those in small letters."""
    return [word for word in english.split() if not word.islower()]


@cache
def load_english_words() -> frozenset[str]:
    """Return the words of the English names, but those in small letters.

    >>> "Aeschylus" in load_english_words(), "the" in load_english_words()
    (True, False)
    """
    names = (english for names in _load_names().values() for _, english in names)
    return frozenset(word for name in names for word in _list_words(name))


@cache
def _load_names() -> Mapping[str, Sequence[tuple[str, str]]]:
    """Return the names by their first words, the longest first."""
    table: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for french, english in read_installed_rows("decoding", "english_names.tsv"):
        first = _FIRST_WORD.match(french)
        assert first is not None, french
        table[first[0]].append((french, english))
    for names in table.values():
        names.sort(key=lambda row: -len(row[0]))
    return table
