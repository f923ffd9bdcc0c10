"""« qui » and « sa » of somebody, put right where a model took her for a thing or a man.

French says « qui » of persons and things, and « son » of what is his, hers and its. A model that
does not know a noun wrote "the actress, which", and « Merkel a modéré son discours » was "his
speech". Each is put right where as many of them stand in the target as in the source, in its order.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from translator.decoding.referents import (
    ARTICLES,
    PREPOSITIONS,
    TITLES,
    Kind,
    Referent,
    find_referents,
    load_words,
)
from translator.patterns import compile_late

#: Words that may be somebody, and what is told of who that is.
_RELATIVE = compile_late(r"(?:(?P<words>(?:[^\s,;:()\"]+ ){0,3}[^\s,;:()\"]+))?, qui(?= [^\W\d_])")
_ENGLISH_RELATIVE = compile_late(r"(?<=, )(?:which|who|that)\b")
_POSSESSIVE = compile_late(r"(?<![\w'-])(?:son|sa|ses)(?= \w)", re.IGNORECASE)
_ENGLISH_POSSESSIVE = compile_late(r"\b(?:his|her|its)\b", re.IGNORECASE)
#: Words behind which another one may be the subject.
_TURN = compile_late(
    r"(?<![\w'-])(?:qu'|que|qui|dont|où|ils?|elles?|on|je|nous|he|she|it)(?![\w-])|[;:\"]",
    re.IGNORECASE,
)


def restore_relatives(source: str, target: str) -> str:
    """Return a target with "who" for "which" behind persons.

    Args:
        source: in the model's form.
        target: as the model wrote it.

    >>> restore_relatives("L'actrice, qui dort, rit.", "The actress, which sleeps, laughs.")
    'The actress, who sleeps, laughs.'
    """
    if ", qui " not in source or ", which" not in target:
        return target
    relatives = list(_RELATIVE.finditer(source))
    of_persons = [bool(it["words"]) and ends_in_person(it["words"].split()) for it in relatives]
    return _replace(target, _ENGLISH_RELATIVE, of_persons, "who")


def restore_possessives(source: str, target: str) -> str:
    """Return a target with "her" or "his" of the person who is the source's subject.

    Of a woman for "his" and "its", of a man for "its".

    >>> restore_possessives("Mme Roy a vendu son pré.", "Mrs. Roy sold his meadow.")
    'Mrs. Roy sold her meadow.'
    >>> restore_possessives("Le roi reprend ses voyages.", "The king resumes its travels.")
    'The king resumes his travels.'
    """
    possessives = list(_POSSESSIVE.finditer(source))
    if not possessives or not _ENGLISH_POSSESSIVE.search(target):
        return target
    named = find_referents(source)
    subject = next((it for it in named if not it.is_governed), None)
    if subject is None or subject.kind is not Kind.PERSON or not subject.gender:
        return target
    own = [_is_own(source, it.start(), subject, named) for it in possessives]
    if subject.gender == "f":
        return _replace(target, _ENGLISH_POSSESSIVE, own, "her")
    found = _ENGLISH_POSSESSIVE.findall(target)
    # What may be hers is not made his: somebody else may be meant.
    if len(found) == len(own):
        own = [is_own and word.lower() == "its" for word, is_own in zip(found, own, strict=True)]
    return _replace(target, _ENGLISH_POSSESSIVE, own, "his")


def _is_own(source: str, at: int, subject: Referent, named: Sequence[Referent]) -> bool:
    """Tell whether what stands at ``at`` is the subject's: nobody else is named between them."""
    others = [it for it in named if it is not subject]
    first, last = sorted((subject.start, at))
    if first == at and "," not in source[first:last]:
        return False
    for turn in _TURN.finditer(source, first + 4 if first == subject.start else first, last):
        # « la reine, qui a perdu son mari »: she is the subject still.
        is_own = turn[0] == "qui" and not any(first < it.start < turn.start() for it in others)
        if not is_own:
            return False
    return not any(first < it.start < last for it in others if it.kind is not Kind.THING)


def ends_in_person(words: Sequence[str]) -> bool:
    """Tell whether some words of a text end in one or more persons, or in an adjective of theirs.

    >>> [ends_in_person(it.split()) for it in ("de la ministre italienne", "Anne Roy", "les élus")]
    [True, True, True]
    >>> [ends_in_person(it.split()) for it in ("le maire de la ville", "la firme Airbus", "Airbus")]
    [False, False, False]
    """
    bare = [word.rpartition("'")[2] for word in words]
    end = len(bare)
    while end and bare[end - 1][:1].isupper():
        end -= 1
    name, before = bare[end:], [word.lower() for word in bare[:end]]
    if any(word in load_words(names) for names in ("men", "women") for word in name[:1]):
        return not before or before[-1] not in load_words("named_after")
    if before and (_is_person(before[-1]) or (name and before[-1] in TITLES)):
        return True
    is_title = len(name) > 1 and name[0].lower() in TITLES
    return is_title or (not name and len(before) > 1 and _is_adjective_of_person(*before[-2:]))


def _is_person(noun: str) -> bool:
    persons = load_words("persons")
    return noun in persons or (noun[-1:] in ("s", "x") and noun[:-1] in persons)


def _is_adjective_of_person(noun: str, adjective: str) -> bool:
    is_word = adjective.isalpha() and adjective not in PREPOSITIONS and adjective not in ARTICLES
    return is_word and _is_person(noun)


def _replace(target: str, words: re.Pattern[str], which: Sequence[bool], word: str) -> str:
    """Return a target with a word in some places, if there are as many as there should be."""
    found = list(words.finditer(target))
    if len(found) != len(which):
        return target
    for place, is_meant in reversed(list(zip(found, which, strict=True))):
        if is_meant:
            cased = word.capitalize() if place[0][0].isupper() else word
            target = target[: place.start()] + cased + target[place.end() :]
    return target
