"""Nouns with their gender and their English, out of word lists: what training/swapped.py exchanges.

A spelling dictionary says what is a noun and of which gender, a list of words what it may be in
English, and parallel text which of that it is.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from random import Random

from training.augment import Pair
from training.sources import iter_pairs
from translator.glossary.english import make_plural
from translator.glossary.reading import load_glossary

#: A noun in fewer pairs means what the list says; in more, what it is found beside so often.
MIN_SEEN, MIN_SHARE = 5, 0.2
#: A noun in more of the counted pairs is learned from them.
MAX_SEEN = 400
#: Sentences that a noun gets for each step on the Zipf scale (log10 of occurrences in a billion
#: words) above the last one at which it gets none: 3 for one in a million words.
SENTENCES, RAREST = 7.0, 2.0
#: How much more the nouns get that the program itself names as unknown to the model.
KNOWN_LACKING = 2

_ENTRY = re.compile(r"([a-zà-ÿœ]{3,})(?:/\S+)? po:nom( po:adj)?(?!.* is:pl)(?: is:(mas|fem))?")
_WORD = re.compile(r"[a-zà-ÿœ]+")
_ENGLISH = re.compile(r"[a-z]{3,}(?: [a-z]{3,})?")
_NO_NOUN = ("to ", "the ", "one ", "any ")
VOWELS = frozenset("aeiouyàâéèêëîïôùûœ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Noun:
    """A noun and its English, in the singular and in the plural."""

    french: tuple[str, str]
    english: tuple[str, str]
    kind: str

    @classmethod
    def of(cls, french: str, english: str, gender: str) -> Noun:
        """Make one of its singular; ``kind`` is its gender and how it begins."""
        start = "vowel" if french[0] in VOWELS else "consonant"
        return cls(
            french=(french, make_french_plural(french)),
            english=(english, make_plural(english)),
            kind=f"{gender} {start}",
        )


def make_french_plural(noun: str) -> str:
    """Return the plural of a noun by the rule; the exceptions are few.

    >>> [make_french_plural(noun) for noun in ("chat", "journal", "bateau", "bras")]
    ['chats', 'journaux', 'bateaux', 'bras']
    """
    if noun[-1] in "sxz":
        return noun
    if noun.endswith("al"):
        return noun[:-2] + "aux"
    return noun + ("x" if noun.endswith(("au", "eu")) else "s")


def read_genders(lines: Iterable[str], *, kept: Container[str] = ()) -> dict[str, str]:
    """Return "mas" or "fem" of each noun of a spelling dictionary; of both, the masculine.

    Left out are words whose first letter may be a mute h, and adjectives unless they are kept.

    >>> read_genders(["poule/S. po:nom is:fem", "gentil/F. po:nom po:adj"])
    {'poule': 'fem'}
    """
    found = [entry for entry in map(_ENTRY.match, lines) if entry and entry[1][0] != "h"]
    return {entry[1]: entry[3] or "mas" for entry in found if not entry[2] or entry[1] in kept}


def read_options(names: Path, genders: Mapping[str, str]) -> dict[str, list[str]]:
    """Return what a list of words has as English for each noun."""
    options: dict[str, list[str]] = defaultdict(list)
    for french, english in iter_pairs(names):
        words = english.lower()
        if french in genders and _ENGLISH.fullmatch(words) and not words.startswith(_NO_NOUN):
            options[french].append(words)
    return dict(options)


def read_lacking() -> dict[str, str]:
    """Return the words that the program says for the model, with their English."""
    return {
        term.source: term.target
        for term in load_glossary("press").terms
        if _WORD.fullmatch(term.source) and _ENGLISH.fullmatch(term.target)
    }


def choose_english(
    options: Mapping[str, Sequence[str]], pairs: Sequence[Pair]
) -> Iterator[tuple[str, str, int]]:
    """Yield (French, English, pairs that have the French) for each noun that is understood.

    Of several translations the one is taken that the text has beside the noun; of a noun that
    the text has not, the one that is the commonest word.

    >>> pairs = [("la poule", "the hen")] * 6 + [("un chien", "a dog")] * 3
    >>> list(choose_english({"poule": ["chick", "hen"], "chien": ["dog"]}, pairs))
    [('poule', 'hen', 6), ('chien', 'dog', 3)]
    """
    singular = {make_french_plural(noun): noun for noun in options} | {
        noun: noun for noun in options
    }
    forms = {form for words in options.values() for word in words for form in _forms(word)}
    seen: Counter[str] = Counter()
    english: Counter[str] = Counter()
    beside: dict[str, Counter[str]] = defaultdict(Counter)
    for source, target in pairs:
        words = _WORD.findall(target.lower())
        there = forms & {
            *words,
            *(f"{one} {two}" for one, two in pairwise(words)),
        }
        english.update(there)
        for noun in {singular[word] for word in _WORD.findall(source.lower()) if word in singular}:
            seen[noun] += 1
            beside[noun].update(word for word in options[noun] if there & _forms(word))
    for noun, words in options.items():
        met = {word: sum(english[form] for form in _forms(word)) for word in words}
        word = max(
            words, key=beside[noun].__getitem__ if seen[noun] >= MIN_SEEN else met.__getitem__
        )
        if seen[noun] < MIN_SEEN or beside[noun][word] >= MIN_SHARE * seen[noun]:
            yield noun, word, seen[noun]


def _forms(word: str) -> set[str]:
    return {word, make_plural(word)}


def plan(
    chosen: Iterable[tuple[str, str, int]],
    genders: Mapping[str, str],
    *,
    lacking: Container[str],
    frequency: Callable[[str], float],
    rng: Random,
) -> list[Noun]:
    """Return each noun to be learned as often as it is to be met, in a random order.

    Args:
        chosen: (French, English, pairs that have it).
        lacking: nouns to be met more often than others.
        frequency: of a word in French, on the Zipf scale.
    """
    nouns: list[Noun] = []
    for french, english, seen in chosen:
        if french not in lacking and seen > MAX_SEEN:
            continue
        times = SENTENCES * (frequency(french) - RAREST)
        times = times * KNOWN_LACKING if french in lacking else times
        nouns += [Noun.of(french, english, genders[french])] * max(0, round(times))
    rng.shuffle(nouns)
    return nouns
