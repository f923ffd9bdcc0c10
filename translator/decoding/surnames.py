"""Surnames that a model would translate or misspell, kept from it behind others that it copies.

« Sophie Noël » was "Sophie Christmas", « Mercier » "Thanks" and « Lemoulec » "Themoulec". The model
is given a surname that it has not been seen to change, and the reader gets the author's, letter by
letter. Behind a given name or a title stands a surname; by itself it is known from there on. Of 148
French surnames that are words, too, or begin like one, 128 came through without this and 148 do
with it; on 145 lines of newstest2013 that have a surname BLEU was 34.8 and is 35.8, on 42 of FLORES
dev 38.1 and 36.5 (`benchmarks.surnames`, November 2026).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from translator.checks.spellings import fold_word, is_respelling
from translator.checks.vocabulary import ANY, find_exonyms, load_lexicon
from translator.decoding.names import CAPITAL, is_transliterated
from translator.decoding.referents import TITLES, find_gender
from translator.patterns import compile_late

#: Each came through 14 of 14 sentences, in every place of one, and is two or three tokens.
_STAND_INS = ("Martin", "Watson", "Durand", "Simon", "Carter", "Weber", "Morel", "Peterson")
_CAPITALIZED = rf"{CAPITAL}[\w'-]*[^\W\d_]"
#: Capitalized words with nothing but a blank between them; no part of an address.
_RUN = compile_late(
    rf"(?<![\w'-])(?<!\w\.){_CAPITALIZED}(?: {_CAPITALIZED})*(?![\w@-])(?!['/.:]\w)"
)
_WORD = compile_late(r"\S+")
_TITLE = compile_late(r"(?:\A|[\s\"(])(?P<title>[^\W\d_]+\.?) \Z")
_ROMAN = compile_late(r"[IVXLC]+\Z")
_MIN_LETTERS = 3
#: Behind a sentence's first word, if that is a surname and no noun or adjective.
_ACTS = compile_late(
    r" (?:a|avait|aura|aurait|est|était|sera|serait|fut|va|ne|se|doit|peut|veut|dit)(?![\w-])"
    r"| (?:n|s)'"
)
#: Behind these a holiday's name is somebody's.
_OF_PERSONS = compile_late(r"(?:\A|\s)(?:selon|chez|par|avec|d'après) \Z", re.IGNORECASE)
_LONGEST_BEFORE = 15


@dataclass(frozen=True, slots=True)
class StandIn:
    """The name that a model is given, and whose place it takes."""

    name: str
    surname: str


class Surnames:
    """The surnames that a text has had, as one sentence after the other is read."""

    def __init__(self) -> None:
        self._known: set[str] = set()

    def hide(
        self, text: str, *, may_hide: Callable[[str], bool] = lambda _: True
    ) -> tuple[str, tuple[StandIn, ...]]:
        """Return a sentence with other surnames in place of its own, and which they are.

        Args:
            text: the sentence in the model's form.
            may_hide: tells whether nobody wants a surname to stay, as a user's glossary may.

        >>> surnames = Surnames()
        >>> surnames.hide("Sophie Noël est venue.")[0], surnames.hide("Noël a ri, à Noël.")[0]
        ('Sophie Martin est venue.', 'Martin a ri, à Noël.')
        """
        free = iter([name for name in _STAND_INS if name not in text])
        given: dict[str, str] = {}
        parts, behind = [], 0
        for start, end in self._find(text):
            surname = text[start:end]
            if surname not in given:
                name = next(free, None) if may_hide(surname) else None
                if name is None:
                    continue
                given[surname] = name
            parts += [text[behind:start], given[surname]]
            behind = end
        stand_ins = tuple(StandIn(name, surname) for surname, name in given.items())
        return "".join([*parts, text[behind:]]), stand_ins

    def _find(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield where surnames that may be hidden begin and end."""
        for run in _RUN.finditer(text):
            words = list(_WORD.finditer(text, run.start(), run.end()))
            start = _find_beginning(run, words)
            if start is not None:
                surname = text[start : run.end()]
                if not _is_hidden(surname):
                    continue
                self._known.add(surname)
            else:
                start = self._find_known(run, words)
            if start is not None:
                yield start, run.end()

    def _find_known(self, run: re.Match[str], words: Sequence[re.Match[str]]) -> int | None:
        """Return where a surname that was met before begins, if one ends the words."""
        for start in (word.start() for word in words):
            surname = run.string[start : run.end()]
            if surname not in self._known:
                continue
            folded = fold_word(surname)
            if start == 0 and (folded in load_lexicon() or find_exonyms(folded)):
                return start if _ACTS.match(run.string, run.end()) else None
            before = run.string[max(0, start - _LONGEST_BEFORE) : start]
            # « à Noël »
            return None if find_exonyms(folded) and not _OF_PERSONS.search(before) else start
        return None


def show_surnames(target: str, stand_ins: tuple[StandIn, ...]) -> str:
    """Return a target with the surnames of the text again.

    >>> show_surnames("Martin's car and the Martins'", (StandIn("Martin", "Noël"),))
    "Noël's car and the Noëls'"
    """
    for item in stand_ins:
        whole = re.compile(rf"(?<!\w){item.name}(?=s?(?!\w))")
        if whole.search(target):
            target = item.surname.join(whole.split(target))
        else:
            # What is left of it in another word can be found by the reader.
            target = target.replace(item.name, item.surname)
    return target


def _find_beginning(run: re.Match[str], words: Sequence[re.Match[str]]) -> int | None:
    """Return where the surname begins behind a given name or a title."""
    for index, word in enumerate(words[:-1], 1):
        if find_gender(word[0]) or word[0].lower() in TITLES:
            while index + 1 < len(words) and find_gender(words[index][0]):
                index += 1
            return words[index].start()
    title = _TITLE.search(run.string[max(0, run.start() - _LONGEST_BEFORE) : run.start()])
    return run.start() if title is not None and title["title"].lower() in TITLES else None


def _is_hidden(surname: str) -> bool:
    """Tell whether English writes a surname as French does, and whether it is one."""
    words = surname.split()
    if len(surname) < _MIN_LETTERS or any(_ROMAN.match(word) or word.isupper() for word in words):
        return False
    folded = fold_word(surname)
    if folded in load_lexicon():
        return True
    names = find_exonyms(folded) - {ANY}
    return not (any(is_respelling(folded, name) for name in names) or is_transliterated(surname))
