"""Places with hyphens that a model wrote with a part too few: put right, part by part.

« Châtillon-sur-Seine » was "Châtillon-Seine", « Pointe-à-Pitre » "Pointe-to-Pitre" and
« Saint-Nazaire » "St.Nazar". Both ends of such a name are there, so it is known which is meant.
"""

from __future__ import annotations

import re

from translator.checks.spellings import fold_word, is_misspelling, key_sounds
from translator.checks.vocabulary import find_exonyms
from translator.decoding.likeness import iter_sure_pairs
from translator.patterns import compile_late

_PLACE = compile_late(r"(?<![\w-])[A-ZÀ-ÖØ-Þ][^\W\d_]*(?:-(?:[^\W\d_]+|[ld]'[^\W\d_]+))+(?![\w-])")
#: In the target a point or a space may stand behind "St".
_WRITTEN = compile_late(
    r"(?<![\w-])(?:Ste?\.?[ -]?(?=[A-ZÀ-ÖØ-Þ])|[A-ZÀ-ÖØ-Þ][^\W\d_]*-)"
    r"[^\W\d_]+(?:-(?:[^\W\d_]+|[ld]'[^\W\d_]+))*(?![\w-])"
)
_PARTS = compile_late(r"(?<=St)\.?[ -]?(?=[A-ZÀ-ÖØ-Þ])|(?<=Ste)\.?[ -]?(?=[A-ZÀ-ÖØ-Þ])|-")
#: Of these only French names are made: Haute-Saône was "Haute-Saôna".
_UPPER = frozenset("haut haute hauts hautes bas basse".split())
_SAINT = compile_late(r"Ste?\b")
_SAINTS = {"st": "saint", "ste": "sainte"}
#: A text with more is a list of places; comparing each with each would take its square.
_MOST_PLACES = 20


def restore_places(source: str, target: str) -> str:
    """Return a target with the source's names of places where it has less of them.

    Args:
        source: in the model's form.

    >>> restore_places("À Châtillon-sur-Seine et Saint-Ouen", "In Châtillon-Seine and St.Ouen")
    'In Châtillon-sur-Seine and Saint-Ouen'
    """
    ours = dict.fromkeys(_PLACE.findall(source))
    if not ours or len(ours) > _MOST_PLACES:
        return target
    lost = [name for name in ours if name not in target]
    if not lost:
        return target
    theirs = dict.fromkeys(name for name in _WRITTEN.findall(target) if name not in source)
    if len(theirs) > _MOST_PLACES:
        return target
    for name, other in iter_sure_pairs(lost, theirs, _is_less_of):
        target = re.sub(rf"(?<![\w-]){re.escape(other)}(?![\w-])", name, target)
    return target


def _is_less_of(other: str, name: str) -> bool:
    """Tell whether a written name has both ends of a place's, and no more between them."""
    ours, theirs = _split(name), _split(other)
    if not 2 <= len(theirs) <= len(ours) or theirs[0] != ours[0]:
        return False
    if len(theirs) == len(ours) and not _SAINT.match(other) and ours[0] not in _UPPER:
        # Iran-Irak and Anglo-saxons are not less than English, but other than English.
        return theirs[-1] == ours[-1] and theirs[1:-1] != ours[1:-1]
    if theirs[-1] == ours[-1]:
        return True
    # St. Petersburg sounds as in French, and is no misspelling.
    sounds_other = key_sounds(ours[-1]) != key_sounds(theirs[-1])
    return sounds_other and is_misspelling(ours[-1], theirs[-1]) and not find_exonyms(ours[-1])


def _split(name: str) -> list[str]:
    parts = [fold_word(part) for part in _PARTS.split(name)]
    return [_SAINTS.get(parts[0], parts[0]), *parts[1:]]
