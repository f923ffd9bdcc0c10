"""Names that a model spelled otherwise than the source: put right, letter by letter.

"Nadège Roy" was "Nadge Roy" and "Pont-à-Mousson" "Pontà-Mousson". A name of the source that the
target lacks is put where the target has one that is nearly it, that is nobody else's, and that is
no English word. Names that English spells in its own way (Moscou, Poutine) are known by the tables
and the sounds of translator.checks; since no table has all (Grèce, Israël), only names of people,
which stand beside another name or a title, places with hyphens, places that are known to have
one name in both languages (Angers, Creuse), and what is given to the model as English spells it
(Buddha) are put right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from translator.checks.spellings import (
    cut_ending,
    cut_stem,
    fold_word,
    is_misspelling,
    key_sounds,
)
from translator.checks.vocabulary import find_exonyms, load_english_stems, load_lexicon
from translator.decoding.demonyms import load_demonyms
from translator.decoding.english_names import load_english_words
from translator.decoding.likeness import iter_sure_pairs
from translator.installed import read_installed_rows
from translator.patterns import compile_late

#: A letter that may be a capital, also of the alphabets that French does not have: Ș, Ł, Č.
CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
#: A capitalized word with what is tied to it: Pont-à-Mousson, Le-Barzic, N'Diaye.
_NAME = compile_late(rf"(?<![\w-]){CAPITAL}[^\W\d_]+(?:[-'][^\W\d_]+)*(?![\w'-])")
_DOUBLED = compile_late(r"(.)\1+")
#: What shows that a person is meant: a title in front, or another name on either side.
_TITLE = compile_late(r"(?:\b(?:M|MM|Mme|Mmes|Mlle|Me|Dr|Pr|Mgr)\.?|[A-ZÀ-ÖØ-Þ][\w'.-]+) \Z")
_SURNAME = compile_late(rf" {CAPITAL}")
_HYPHENED_PLACE = compile_late(
    r"-(?:à|au|aux|de|des|du|en|la|le|les|lès|sous|sur|d'|l')-?", re.IGNORECASE
)
#: In French transliterations, not in what English writes: Mikhaïl, Haïfa.
_DIAERESIS = "ï"
#: How French writes names that English writes otherwise: Choïgou, Loukachenko, Pachinian.
_TRANSLITERATED = compile_late(
    r"ï|tch|dj|kh|ou\Z|ou[bckjmt]|ine\Z|j[ie]n|enko|i[ae]v|[iy]an\Z", re.IGNORECASE
)
_MIN_LETTERS = 4
#: A text with more is a list of names; comparing each with each would take its square.
_MOST_NAMES = 20


def restore_names(source: str, target: str) -> str:
    """Return a target with the source's names where it has something much like them.

    Args:
        source: in the model's form.

    >>> restore_names("Selon Nadège Roy, à Pont-à-Mousson", "To Nadge Roy in Pontà-Mousson")
    'To Nadège Roy in Pont-à-Mousson'
    """
    ours = list(_iter_names(source))
    if len(ours) > _MOST_NAMES:
        return target
    lost = dict.fromkeys(
        found[0]
        for found in ours
        if len(found[0]) >= _MIN_LETTERS
        and found[0] not in target
        and (_is_known(found[0]) or (_is_sure(found) and _is_own(found[0])))
    )
    if not lost:
        return target
    theirs = dict.fromkeys(found[0] for found in _iter_names(target) if found[0] not in source)
    if len(theirs) > _MOST_NAMES:
        return target
    for name, other in iter_sure_pairs(list(lost), theirs, _is_nearly):
        target = re.sub(rf"(?<![\w-]){re.escape(other)}(?![\w'-])", name, target)
    return target


def _iter_names(text: str) -> Iterator[re.Match[str]]:
    return (found for found in _NAME.finditer(text) if found[0][0].isupper())


@cache
def load_places() -> frozenset[str]:
    """Return the names of places that French and English write alike.

    >>> "Hérault" in load_places(), "Genève" in load_places()
    (True, False)
    """
    rows = read_installed_rows("decoding", "places.txt")
    listed = {name for row in rows for name in row[0].split()}
    listed.update(load_demonyms().values())
    # La Manche is the Channel, too.
    return frozenset(name for name in listed if not find_exonyms(fold_word(name)))


def is_transliterated(name: str) -> bool:
    """Tell whether a name may be French for letters that are not Latin.

    >>> is_transliterated("Loukachenko"), is_transliterated("Griezmann")
    (True, False)
    """
    return _TRANSLITERATED.search(name) is not None


def _is_known(name: str) -> bool:
    """Tell whether a name is written in English as it is here."""
    return name in load_places() or name in load_english_words()


def _is_sure(found: re.Match[str]) -> bool:
    """Tell whether a capitalized word is the name of a person, or of a place with hyphens."""
    start = found.start()
    return bool(
        _TITLE.search(found.string[max(0, start - 30) : start])
        or _SURNAME.match(found.string, found.end())
        or _HYPHENED_PLACE.search(found[0])
    )


def _is_own(name: str) -> bool:
    """Tell whether a word is a name that English has no other spelling of."""
    folded = fold_word(name)
    return not (name.isupper() or folded in load_lexicon() or find_exonyms(folded))


def _is_nearly(other: str, name: str) -> bool:
    folded, theirs = fold_word(name), fold_word(other)
    if other.isupper() or cut_stem(theirs) in load_english_stems():
        return False
    if folded == theirs:
        return _DIAERESIS not in name
    if not is_misspelling(folded, theirs):
        return False
    if _is_known(name):
        return True
    if _undouble(folded) == _undouble(theirs):
        return True
    # A people, a Russian, a Greek: English hears the same and writes another ending.
    sounds = key_sounds(folded), key_sounds(theirs)
    if sounds[0] == sounds[1]:
        return not is_transliterated(name)
    return cut_ending(sounds[0]) != cut_ending(sounds[1])


def _undouble(folded: str) -> str:
    return _DOUBLED.sub(r"\1", folded)
