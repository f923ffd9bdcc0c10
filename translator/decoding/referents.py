"""Who or what the noun phrases of a French sentence name: persons or things, and of which gender.

Words are looked at, not grammar: an article and its noun, a title or a given name and its surname.
That is enough to tell what « il » or « elle » of the next sentence may mean (pronouns.py), and
where it is not, a referent of an unknown kind says so.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from translator.installed import read_installed_text
from translator.patterns import compile_late


class Kind(StrEnum):
    """What English says "it" of, what it does not, and what is not known."""

    PERSON = "person"
    THING = "thing"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Referent:
    """One person or thing that a sentence names, from the character ``start`` on."""

    start: int
    kind: Kind
    #: "m" or "f"; "" where the words do not show it.
    gender: str
    #: Behind a preposition, where no subject stands.
    is_governed: bool = False
    #: Who says what the sentence quotes: « dit-elle ».
    is_speaker: bool = False


_TOKEN = compile_late(
    r"aujourd'hui|quelqu'une?|(?:[ldnsjcmt]|qu|jusqu|lorsqu|puisqu)'|mm?\.|"
    r"[^\W_]+(?:-(?!t-|ils?\b|elles?\b|on\b)[^\W_]+)*|\S",
    re.IGNORECASE,
)
ARTICLES: Mapping[str, str] = {
    **dict.fromkeys(("le", "un", "ce", "cet", "du", "au", "mon", "ton"), "m"),
    **dict.fromkeys(("la", "une", "cette", "ma", "ta", "sa"), "f"),
    **dict.fromkeys(("l'", "son", "notre", "votre", "leur", "chaque"), ""),
}
#: Articles with a preposition in them.
_CONTRACTED = frozenset(("du", "au"))
PREPOSITIONS = frozenset(
    "à après avant avec chez contre d' dans de depuis derrière dès devant durant en entre hormis "
    "jusqu' malgré outre par parmi pendant pour sans sauf selon sous sur vers comme".split()
)
#: Behind these « le », « la » and « l' » are objects: « elle la connaît ».
_BEFORE_OBJECTS = frozenset(
    "je j' tu il elle on nous vous ils elles ne n' qui y me m' te t' se s'".split()
)
#: Behind these a name is of several, or of mountains: « les Alpes ».
_PLURALS = frozenset(
    "les des aux ces ses leurs mes nos vos deux trois quatre cinq six sept huit neuf dix".split()
)
#: Behind « l' », where it is an object or no article.
_NO_NOUNS = frozenset("a ai as ont avait avaient aura aurait eut est était on un une autre".split())
TITLES: Mapping[str, str] = {
    **dict.fromkeys(("m.", "mgr", "monsieur", "lord", "sir"), "m"),
    **dict.fromkeys(("mme", "mlle", "madame", "mademoiselle", "lady"), "f"),
    **dict.fromkeys(("me", "dr", "pr"), ""),
}
#: What may stand inside a name.
_PARTICLES = frozenset("de d' du des von van der den el al ben bin di da dos".split())
#: What pronouns.py has written.
_ENGLISH: Mapping[str, tuple[Kind, str]] = {
    "he": (Kind.PERSON, "m"),
    "she": (Kind.PERSON, "f"),
    "it": (Kind.THING, ""),
}
_SUFFIXES = (
    (
        "f",
        compile_late(
            r"(?:[sx]ion|tion|té|tée|ance|ence|ée|ure|ie|ise|esse|ade|ette|elle|aison|ude|ole|rice|euse|ière|enne|ante|ate|rice|euse|ière|enne|ante|ate)$"
        ),
    ),
    (
        "m",
        compile_late(
            r"(?:ment|age|isme|eau|oir|et|al|eur|ier|at|on|if|in|ard|accord|état|objet|art)$"
        ),
    ),
)
_DEMONYM = compile_late(
    r"(?:ais|aise|ois|oise|ien|ienne|éen|éenne|ain|aine|ol|ole|and|ande|in|ine|ard|arde|uc|urque|ec|ecque|usse|"
    r"elge|erbe|oate|ote|abe)$"
)
_INFINITIVE = compile_late(r"(?:er|ir|oir|dre|tre|ire)$")
#: Behind a name that begins a sentence, what somebody or something does.
_VERB = frozenset(
    "a est avait était va aura sera vient fut ne n' s' se , veut doit peut dit".split()
)


def find_referents(text: str) -> list[Referent]:
    """Return what a French text in the model's form names in the singular, in its order.

    >>> [(it.kind.value, it.gender) for it in find_referents("La ministre a visité un port.")]
    [('person', 'f'), ('thing', 'm')]
    >>> [it.kind.value for it in find_referents("Selon Mme Roy, Anne Dupuis vit rue Jean Moulin.")]
    ['person', 'person']
    """
    tokens = list(_TOKEN.finditer(text))
    return list(_Reading([token[0] for token in tokens], [token.start() for token in tokens]))


class _Reading:
    """The words of one sentence, and the place where they are read."""

    def __init__(self, words: Sequence[str], starts: Sequence[int]) -> None:
        self._words = [*words, ""]
        self._lower = [word.lower() for word in self._words]
        self._starts = starts

    def __iter__(self) -> Iterator[Referent]:
        index = 0
        while index < len(self._starts):
            kind, gender, behind = self._read(index)
            if kind is not None:
                yield Referent(self._starts[index], kind, gender, self._is_governed(index))
            index = behind

    def _is_governed(self, index: int) -> bool:
        if (
            index > 2
            and self._lower[index - 1] in ("et", "ou")
            and self._words[index - 2][0].isupper()
        ):
            index -= 2  # « entre Paris et Dakar »
        before = self._lower[index - 1] if index else ""
        return before in PREPOSITIONS or self._lower[index] in _CONTRACTED

    def _read(self, index: int) -> tuple[Kind | None, str, int]:
        """Return what begins at a word, and where to read on."""
        word, small = self._words[index], self._lower[index]
        before = self._lower[index - 1] if index else ""
        if small in TITLES and self._words[index + 1][:1].isupper():
            return Kind.PERSON, TITLES[small], self._pass_name(index + 1)
        if small in ARTICLES and before not in _BEFORE_OBJECTS:
            return self._read_noun(index)
        if small in _ENGLISH:
            return *_ENGLISH[small], index + 1
        if word[0].isupper() and before in load_words("named_after"):
            return None, "", self._pass_name(index)
        if word[0].isupper() and before not in _PLURALS:
            if gender := find_gender(word):
                return Kind.PERSON, gender, self._pass_name(index)
            if not self._is_governed(index) and (index or small not in load_words("openers")):
                # « Ancelotti », « Google »
                return Kind.UNKNOWN, "", self._pass_name(index)
        return None, "", index + 1

    def _pass_name(self, index: int) -> int:
        """Return where a name ends: « Anne de La Tour », « Ursula von der Leyen »."""
        end = index
        while self._words[index][:1].isupper() or self._lower[index] in _PARTICLES:
            index += 1
            if self._words[index - 1][0].isupper():
                end = index
        return end

    def _read_noun(self, index: int) -> tuple[Kind | None, str, int]:
        """Return what an article's noun names; None where it is none, or means nothing."""
        article, gender = self._lower[index], ARTICLES[self._lower[index]]
        head = index + 1
        while self._lower[head] in load_words("between") and self._words[head + 1][:1].isalpha():
            if self._lower[head + 1] in PREPOSITIONS or self._lower[head + 1] in _VERB:
                break
            head += 1
        noun = self._lower[head]
        if not noun[:1].isalpha() or (article == "l'" and noun in _NO_NOUNS):
            return None, "", index + 1
        if noun in load_words("idle"):
            return None, "", head + 1
        if self._words[head][0].isupper() and head == index + 1 and noun != "premier":
            return self._judge_name(article, self._words[head]), gender, self._pass_name(head)
        noun = noun.removeprefix("ex-")
        kind = judge_noun(noun, gender)
        before = self._lower[index - 1] if index else ""
        if kind is Kind.THING and before in PREPOSITIONS and _INFINITIVE.search(noun):
            return None, "", head + 1  # « pour la faire », « sans le dire »
        # « le président Macron », « la société Airbus »
        return kind, gender or _guess_gender(noun), self._pass_name(head + 1)

    def _judge_name(self, article: str, name: str) -> Kind | None:
        if name.lower() in load_words("persons"):
            return Kind.PERSON
        if name in load_words("masculine_names"):
            return Kind.THING
        if article in ("le", "un", "une", "ce", "cette") or _DEMONYM.search(name):
            return Kind.UNKNOWN  # « le Belge », « Le Pen »
        return Kind.THING


def judge_noun(noun: str, gender: str) -> Kind:
    """Tell whether a noun in small letters is a person, by the gender of its article if need be.

    >>> [judge_noun(*it).value for it in (("critique", "m"), ("critique", "f"), ("garde", ""))]
    ['person', 'thing', 'unknown']
    """
    persons = load_words("persons")
    if noun in persons:
        return Kind.PERSON
    ways = [way for way in ("m", "f") if f"{noun}/{way}" in persons]
    if not ways:
        return Kind.THING
    if not gender:
        return Kind.UNKNOWN
    return Kind.PERSON if gender in ways else Kind.THING


def find_gender(name: str) -> str:
    """Return the gender of whoever has a given name, or "" for what is none.

    >>> find_gender("Jean-Noël"), find_gender("Sophie"), find_gender("Airbus")
    ('m', 'f', '')
    """
    for gender, names in (("m", "men"), ("f", "women")):
        if name in load_words(names) or name.partition("-")[0] in load_words(names):
            return gender
    return ""


def _guess_gender(noun: str) -> str:
    """Return the gender that a noun's ending shows behind « l' », or "".

    >>> [_guess_gender(noun) for noun in ("association", "événement", "usine")]
    ['f', 'm', '']
    """
    return next((gender for gender, ending in _SUFFIXES if ending.search(noun)), "")


@cache
def load_words(name: str) -> frozenset[str]:
    """Return a set of words of the table by its name there."""
    return frozenset(_load_table()[name].split())


@cache
def _load_table() -> Mapping[str, str]:
    table: Mapping[str, str] = tomllib.loads(read_installed_text("decoding", "referents.toml"))
    return table
