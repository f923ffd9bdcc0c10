"""What French words become in English, as far as the checks know: shipped tables, read once.

The tables come from training/lexicon.py, but for acronyms.tsv and exonyms_by_hand.tsv.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from translator.checks.tables import SortedTable
from translator.installed import read_installed_rows

#: In place of the English names of a French one that English writes too freely to ask for.
ANY = "*"
#: The words of a long article.
_CACHED_WORDS = 8192


@dataclass(frozen=True, slots=True)
class Trace:
    """The beginnings of the English words that a French word leaves, and how often it does."""

    share: float
    stems: frozenset[str]


@cache
def load_exonyms() -> dict[str, frozenset[str]]:
    """Return the English names of folded French ones that English does not copy.

    >>> sorted(load_exonyms()["otan"])
    ['nato']
    """
    names = {
        row[0]: frozenset(row[1].split()) for row in read_installed_rows("checks", "exonyms.tsv")
    }
    for french, english in read_installed_rows("checks", "exonyms_by_hand.tsv"):
        held = names.get(french, frozenset())
        names[french] = frozenset(english.split()) | (held - {ANY})
    for acronym, (english, _) in load_acronyms().items():
        folded = frozenset(english.lower().split())
        names[acronym.lower()] = folded | (names.get(acronym.lower(), frozenset()) - {ANY})
    return names


@cache
def load_acronyms() -> dict[str, tuple[str, str]]:
    """Return the one thing that English says for a French acronym, and how that is counted.

    "countable" has a plural; "plural" is meant by the acronym after a plural article alone.

    >>> load_acronyms()["ONG"]
    ('NGO', 'countable')
    """
    return {
        row[0]: (row[1], row[2] if len(row) > 2 else "")
        for row in read_installed_rows("checks", "acronyms.tsv")
    }


def find_exonyms(folded: str) -> frozenset[str]:
    """Return the English names of a French one, also of a plural or feminine form."""
    table = load_exonyms()
    for form in (folded, folded.removesuffix("s"), folded.removesuffix("es")):
        if form in table:
            return table[form]
    return frozenset()


class Lexicon:
    """The traces of folded common French words, each made when it is asked for.

    The words are those that are written in lower case as a rule.

    >>> "gover" in Lexicon().get("gouvernement").stems
    True
    """

    def __init__(self) -> None:
        self._rows = SortedTable("lexicon.tsv")
        self._make = lru_cache(maxsize=_CACHED_WORDS)(self._read)

    def __contains__(self, word: str) -> bool:
        return word in self._rows

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def get(self, word: str) -> Trace | None:
        """Return the trace of a word; None for one that is unknown, or leaves none."""
        return self._make(word)

    def _read(self, word: str) -> Trace | None:
        columns = self._rows.find(word)
        if not columns:
            return None
        return Trace((int(columns[0]) + 0.5) / 10, frozenset(columns[1].split()))


@cache
def load_lexicon() -> Lexicon:
    """Return what common French words become in English.

    >>> "monde" in load_lexicon()
    True
    """
    return Lexicon()


@cache
def load_english_stems() -> frozenset[str]:
    """Return the beginnings of common English words, as far as the lexicon has them."""
    rows = read_installed_rows("checks", "lexicon.tsv")
    return frozenset(stem for row in rows if len(row) > 1 for stem in row[2].split())
