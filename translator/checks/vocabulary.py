"""What French words become in English, as far as the checks know: shipped tables, read once.

The tables come from training/lexicon.py, but for acronyms.tsv and exonyms_by_hand.tsv.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from translator.installed import read_installed_text
from translator.patterns import compile_late

_FIRST_COLUMN = compile_late(r"^[^#\t\n][^\t\n]*", re.MULTILINE)
#: In place of the English names of a French one that English writes too freely to ask for.
ANY = "*"


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
    names = {row[0]: frozenset(row[1].split()) for row in _iter_rows("exonyms.tsv")}
    for french, english in _iter_rows("exonyms_by_hand.tsv"):
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
    return {row[0]: (row[1], row[2] if len(row) > 2 else "") for row in _iter_rows("acronyms.tsv")}


def find_exonyms(folded: str) -> frozenset[str]:
    """Return the English names of a French one, also of a plural or feminine form."""
    table = load_exonyms()
    for form in (folded, folded.removesuffix("s"), folded.removesuffix("es")):
        if form in table:
            return table[form]
    return frozenset()


@cache
def load_lexicon() -> dict[str, Trace]:
    """Return the traces of folded common French words.

    >>> "gover" in load_lexicon()["gouvernement"].stems
    True
    """
    return {
        row[0]: Trace((int(row[1]) + 0.5) / 10, frozenset(row[2].split()))
        for row in _iter_rows("lexicon.tsv")
        if len(row) > 1
    }


@cache
def load_english_stems() -> frozenset[str]:
    """Return the beginnings of common English words, as far as the lexicon has them."""
    return frozenset(stem for trace in load_lexicon().values() for stem in trace.stems)


@cache
def load_common_words() -> frozenset[str]:
    """Return the folded French words that are written in lower case as a rule.

    >>> "monde" in load_common_words()
    True
    """
    # Not row by row: every text waits for these words, few for what the lexicon says of them.
    return frozenset(_FIRST_COLUMN.findall(read_installed_text("checks", "lexicon.tsv")))


def _iter_rows(name: str) -> Iterator[list[str]]:
    text = read_installed_text("checks", name)
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")
