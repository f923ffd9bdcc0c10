"""What is an English word, by a list of them and what English makes out of words.

The list (english_words.txt, made by training/english_words.py) is short of the words that follow
from others: plurals, tenses, comparisons, and what beginnings and endings make. So is a
dictionary's, and no list has all that is written (*unlivable*, *microfinancing*).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, lru_cache

from translator.checks.tables import SortedTable

#: Endings, and what stands in their place in the word they were put to.
ENDINGS = (
    *(("ies", "y"), ("ied", "y"), ("ier", "y"), ("iers", "y"), ("iest", "y"), ("ily", "y")),
    *(("iness", "y"), ("s", ""), ("es", ""), ("d", ""), ("ed", ""), ("ing", ""), ("ing", "e")),
    *(("r", ""), ("er", ""), ("rs", ""), ("ers", ""), ("est", ""), ("st", ""), ("ly", "")),
    *(("ally", "al"), ("ness", ""), ("less", ""), ("ful", ""), ("hood", ""), ("ship", "")),
    *(("able", ""), ("able", "e"), ("like", ""), ("ment", ""), ("ments", ""), ("ation", "e")),
    *(("ity", "e"), ("ist", ""), ("ists", ""), ("ism", ""), ("y", ""), ("ization", "ize")),
    # British spellings of words that the list may have in American ones.
    *(("ise", "ize"), ("ised", "ized"), ("ising", "izing"), ("isation", "ize"), ("our", "or")),
)
#: Endings before which a consonant is doubled: planned, swimmer.
_DOUBLING = frozenset({"ed", "ing", "er", "ers"})
_BEGINNINGS = (
    *("anti", "auto", "bio", "co", "counter", "cyber", "de", "dis", "eco", "electro", "ex", "geo"),
    *("hyper", "il", "im", "in", "inter", "ir", "mega", "micro", "mid", "mini", "mis", "multi"),
    *("neo", "non", "out", "over", "photo", "post", "pre", "pro", "pseudo", "re", "self", "semi"),
    *("sub", "super", "tele", "trans", "ultra", "un", "under", "up"),
)
#: Letters that a stem has at least, and each of the two words of a compound.
_MIN_STEM, _MIN_PART = 3, 4
_CACHED_WORDS = 8192


@cache
def _load_table() -> SortedTable:
    return SortedTable("english_words.txt")


@lru_cache(maxsize=_CACHED_WORDS)
def is_english(word: str) -> bool:
    """Tell whether a word in small letters is English, or could be: unlivable, footballer.

    >>> [is_english(word) for word in ("planned", "unlivable", "lawmaker", "acquittt")]
    [True, True, True, False]
    """
    is_listed = _load_table().__contains__
    return (
        is_formed(word, is_listed)
        or any(
            is_formed(word[len(beginning) :], is_listed)
            for beginning in _BEGINNINGS
            if word.startswith(beginning) and len(word) >= len(beginning) + _MIN_PART
        )
        or any(
            is_listed(word[:end]) and is_formed(word[end:], is_listed)
            for end in range(_MIN_PART, len(word) - _MIN_PART + 1)
        )
    )


def is_formed(word: str, is_listed: Callable[[str], bool]) -> bool:
    """Tell whether a word is listed, or follows from one that is by an ending."""
    return is_listed(word) or any(map(is_listed, iter_stems(word)))


def iter_stems(word: str) -> Iterator[str]:
    """Yield what a word may be with an ending: planning → planne, plan."""
    for ending, instead in ENDINGS:
        if not word.endswith(ending):
            continue
        stem = word.removesuffix(ending) + instead
        if len(stem) >= _MIN_STEM:
            yield stem
            if ending in _DOUBLING and len(stem) > _MIN_STEM and stem[-1] == stem[-2]:
                yield stem[:-1]
