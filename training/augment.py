"""Small variations of training text, so that odd typography does not break a translation.

Each is applied to a small share of pairs *beside* their normal form's other appearances: the
model must stay best at ordinary sentences. The marks themselves (quotes, dashes, spaces) need
no variation, because the program normalizes them before the model.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from random import Random

from translator.text.letters import strip_marks

Pair = tuple[str, str]

_MINOR_WORDS = frozenset(
    "a an and as at but by for from in of on or the to with à au aux de des du en et la le les ou"
    " par pour sur un une".split()
)


def capitalize_all(pair: Pair) -> Pair:
    """Return both sides in capitals, as in a headline or a poster."""
    return pair[0].upper(), pair[1].upper()


def capitalize_titles(pair: Pair) -> Pair:
    """Return the English side in title case, and the French one too: an English-style title."""
    return _to_title(pair[0]), _to_title(pair[1])


def drop_accents(pair: Pair) -> Pair:
    """Return the pair with the source's accents lost, as in hurried typing.

    >>> drop_accents(("Été à Orléans", "Summer in Orléans"))
    ('Ete a Orleans', 'Summer in Orléans')
    """
    return unicodedata.normalize("NFC", strip_marks(pair[0])), pair[1]


def drop_period(pair: Pair) -> Pair:
    """Return the pair without its final period, as in a headline or a list."""
    if pair[0].endswith(".") and pair[1].endswith(".") and not pair[0].endswith(".."):
        return pair[0][:-1], pair[1][:-1]
    return pair


#: Share of pairs each variation is applied to. Together under 4 %.
VARIATIONS: tuple[tuple[Callable[[Pair], Pair], float], ...] = (
    (capitalize_all, 0.005),
    (capitalize_titles, 0.004),
    (drop_accents, 0.008),
    (drop_period, 0.015),
)
#: Share of pairs that take their follower along, and the longest result in characters.
JOIN_SHARE = 0.04
MAX_JOINED_CHARACTERS = 400


def vary_pairs(pairs: Iterable[Pair], *, rng: Random) -> Iterator[Pair]:
    """Yield every pair, a few of them varied."""
    for pair in pairs:
        draw = rng.random()
        for variation, share in VARIATIONS:
            if draw < share:
                pair = variation(pair)
                break
            draw -= share
        yield pair


def join_neighbors(pairs: Iterable[Pair], *, rng: Random) -> Iterator[Pair]:
    """Yield every pair, and after some of them the pair joined with its follower.

    The program sends short sentences of one paragraph together; the model must have seen two
    sentences in one line. Use only where neighbors come from one document.
    """
    previous: Pair | None = None
    for pair in pairs:
        if previous is not None and rng.random() < JOIN_SHARE:
            joined = f"{previous[0]} {pair[0]}", f"{previous[1]} {pair[1]}"
            if all(len(side) <= MAX_JOINED_CHARACTERS for side in joined):
                yield joined
        yield pair
        previous = pair


def _to_title(text: str) -> str:
    words = text.split(" ")
    return " ".join(
        word if index and word.lower() in _MINOR_WORDS else word[:1].upper() + word[1:]
        for index, word in enumerate(words)
    )
