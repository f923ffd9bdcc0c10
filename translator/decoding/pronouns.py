"""What « il » and « elle » mean, said to a model that reads one sentence at a time.

« Le château appartient à la région. Il a été restauré. »: by itself the second sentence is "He was
restored", and after « La directrice a prévenu les parents » « Elle demande » is "It is asking".
What the sentences before name tells a person from a thing; the pronoun is then written in English
in the model's source, where a model that copies what is English says it. Where the words do not
tell, it is the model's to guess.

Of 543 sentences of newstest2008-2012 that begin with « Il » or « Elle » and have he, she or it in
the reference, 144 are decided, 137 of them as the reference does; of a hundred of ours the engine
alone has 59 right, and 100 so (`benchmarks.pronouns`, November 2026).
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence

from translator.decoding.predicates import (
    HUMAN,
    IMPERSONAL,
    OF_THINGS,
    RATHER_HUMAN,
    SAID_OF_SOMEBODY,
)
from translator.decoding.referents import Kind, Referent, find_referents
from translator.decoding.surnames import Surnames
from translator.patterns import compile_late

#: Sentences that are looked back to.
_MEMORY = 3
#: In so many of the last sentences is somebody named whom a text is about.
_LONG_MEMORY = 12
_OFTEN = 3
#: A subject by itself.
_PRONOUN = compile_late(r"(?<![\w'-])(?:[Ii]l|[Ee]lle)(?= [^\W\d_])")
#: How far from its beginning a sentence may have it: « En 2019, elle … ».
_MAX_BEFORE = 60
#: Behind what somebody says, or beside it: « dit-elle », « explique-t-il ».
_INVERTED = compile_late(r"-(?:t-)?(il|elle)\b(?![^.]*\?)")
_FIRST_PERSON = compile_late(r"(?<!\w)(?:je|j'|me|m'|moi|mon|ma|mes)(?!\w)", re.IGNORECASE)


class Discourse:
    """What the last sentences of a text named, as one sentence after the other is written."""

    def __init__(self) -> None:
        self._before: deque[Sequence[Referent]] = deque(maxlen=_MEMORY)
        #: The genders of the persons that longer ago were named.
        self._persons: deque[set[str]] = deque(maxlen=_LONG_MEMORY)
        #: The surnames that the whole text has had.
        self.surnames = Surnames()

    def write(self, text: str) -> str:
        """Return a sentence with its « il » or « elle » in English, if certain; and remember it.

        Args:
            text: the sentence in the model's form.

        >>> discourse = Discourse()
        >>> [discourse.write(text) for text in ("La loi est votée.", "Elle sera appliquée.")]
        ['La loi est votée.', 'It sera appliquée.']
        """
        named = find_referents(text)
        pronoun = _find_pronoun(text, named)
        written = text
        if pronoun is not None:
            gender = _get_gender(pronoun[0])
            kind = self._resolve(gender, text[pronoun.end() :].lstrip())
            named.insert(0, Referent(pronoun.start(), kind, gender))
            if kind is not Kind.UNKNOWN:
                written = _write(text, pronoun, _get_english(kind, gender))
        first = pronoun.start() if pronoun is not None else -1
        for other in _PRONOUN.finditer(text):
            if other.start() != first:
                named.append(Referent(other.start(), Kind.UNKNOWN, _get_gender(other[0])))
        named += self._iter_speakers(text)
        self._before.appendleft(named)
        self._persons.append({it.gender for it in named if it.kind is Kind.PERSON})
        return written

    def _iter_speakers(self, text: str) -> Iterator[Referent]:
        for inverted in _INVERTED.finditer(text):
            gender = _get_gender(inverted[1])
            kind = self._resolve(gender, "")
            is_quoted = '"' in text and (kind is Kind.UNKNOWN or _FIRST_PERSON.search(text))
            kind = Kind.PERSON if is_quoted else kind
            yield Referent(inverted.start(), kind, gender, is_speaker=True)

    def _resolve(self, gender: str, predicate: str) -> Kind:
        """Return what a pronoun means by the last sentence that names something of its gender."""
        for named in self._before:
            if fits := [it for it in named if it.gender in (gender, "")]:
                return self._choose(gender, fits, named, predicate)
        if OF_THINGS.match(predicate):
            return Kind.UNKNOWN
        if HUMAN.match(predicate) or SAID_OF_SOMEBODY.match(predicate):
            return Kind.PERSON
        # Who the text is about.
        return Kind.PERSON if self._is_about_person(gender) else Kind.UNKNOWN

    def _choose(
        self, gender: str, fits: Sequence[Referent], named: Sequence[Referent], predicate: str
    ) -> Kind:
        """Return what a pronoun means, if one sentence names what fits it.

        Mostly that is the sentence's subject; where somebody else may be meant, what is said of the
        pronoun has to speak for the one or the other.
        """
        if speakers := [it for it in fits if it.is_speaker]:
            return speakers[-1].kind
        kinds = {it.kind for it in fits}
        subject = next((it for it in named if not it.is_governed), None)
        leading = subject.kind if subject is not None and subject in fits else None
        if HUMAN.match(predicate):
            return Kind.PERSON
        if OF_THINGS.match(predicate):
            is_named = kinds == {Kind.THING, Kind.PERSON} or leading is Kind.THING
            return Kind.THING if is_named or kinds == {Kind.THING} else Kind.UNKNOWN
        if leading is Kind.PERSON or kinds == {Kind.PERSON}:
            return Kind.PERSON
        if kinds == {Kind.THING, Kind.PERSON} and RATHER_HUMAN.match(predicate):
            return Kind.PERSON
        if kinds == {Kind.THING} and leading is Kind.THING:
            return Kind.UNKNOWN if self._may_mean_person(gender) else Kind.THING
        return Kind.UNKNOWN

    def _is_about_person(self, gender: str) -> bool:
        return sum(gender in genders for genders in self._persons) >= _OFTEN

    def _may_mean_person(self, gender: str) -> bool:
        """Tell whether somebody was named, or for « il » a name that may be somebody's."""
        return self._is_about_person(gender) or any(
            it.kind is Kind.PERSON or (it.kind is Kind.UNKNOWN and (gender == "m" or not age))
            for age, named in enumerate(self._before)
            for it in named
            if it.gender in (gender, "")
        )


def _find_pronoun(text: str, named: Sequence[Referent]) -> re.Match[str] | None:
    """Return the « il » or « elle » with which a sentence begins, if it means something before."""
    pronoun = _PRONOUN.search(text)
    if pronoun is None or pronoun.start() > _MAX_BEFORE or '"' in text[: pronoun.start()]:
        return None
    gender = _get_gender(pronoun[0])
    if gender == "m" and IMPERSONAL.match(text[pronoun.end() :].lstrip()):
        return None
    if any(it.start < pronoun.start() and it.gender in (gender, "") for it in named):
        return None
    return pronoun


def _get_gender(pronoun: str) -> str:
    return "m" if pronoun.lower() == "il" else "f"


def _get_english(kind: Kind, gender: str) -> str:
    if kind is Kind.THING:
        return "it"
    return "he" if gender == "m" else "she"


def _write(text: str, pronoun: re.Match[str], english: str) -> str:
    english = english.capitalize() if pronoun[0][0].isupper() else english
    return text[: pronoun.start()] + english + text[pronoun.end() :]
