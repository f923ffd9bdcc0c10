"""Compares spellings: without accents, by sound across transliterations, by edit distance."""

from __future__ import annotations

from functools import lru_cache

from translator.patterns import compile_late
from translator.text.letters import fold_letters

_STEM_LETTERS = 5
#: Letters in which a name and an adjective or a transliteration of it still agree.
_BEGINNING = 3
#: Words whose forms are kept: an article's own, which come again and again.
_CACHED_WORDS = 8192

#: How French and English spell the same foreign sound (Poutine, Putin; Tchétchénie, Chechnya).
#: Both sides are rewritten to a common form, so the order matters and no rule need be right.
_SOUNDS = (
    (compile_late(r"(.)\1+"), r"\1"),
    (compile_late(r"[ao]e"), "e"),
    (compile_late(r"tsch|tch|tsh|sch|sh|cz|ch"), "c"),
    (compile_late(r"dj|dzh|zh|j"), "g"),
    (compile_late(r"kh|gh|h"), ""),
    (compile_late(r"ph|v|w"), "f"),
    (compile_late(r"ts|tz|z"), "s"),
    (compile_late(r"ck|qu|[kq]"), "k"),
    (compile_late(r"c(?=[aou]|\Z)"), "k"),
    (compile_late(r"gu(?=[ei])"), "g"),
    (compile_late(r"ou|o"), "u"),
    (compile_late(r"[yie]+"), "i"),
    (compile_late(r"(?<=...)(?:is?|s)\Z"), ""),
)
#: Endings of peoples, adjectives and Latinized names, in the common form (Romains, Romans;
#: Copernic, Copernicus; Mexico, Mexican).
_ENDINGS = compile_late(
    r"(?<=....)(?:ikal|i?an|i?ain|iin|in|ik|ais|uis|is|ist|it|iur|ur|uus|us|um|an|ia|i|a|u|s)+\Z"
)


@lru_cache(maxsize=_CACHED_WORDS)
def fold_word(word: str) -> str:
    """Return a word in lower case without accents.

    >>> fold_word("Élysée")
    'elysee'
    """
    return fold_letters(word)


def cut_stem(folded: str) -> str:
    """Return the beginning of a folded word, which its inflections share.

    >>> cut_stem("governments")
    'gover'
    """
    return folded[:_STEM_LETTERS]


@lru_cache(maxsize=_CACHED_WORDS)
def key_sounds(folded: str) -> str:
    """Return a rough form that a name's French and English transliterations share.

    >>> key_sounds("poutine") == key_sounds("putin")
    True
    """
    for pattern, replacement in _SOUNDS:
        folded = pattern.sub(replacement, folded)
    return folded


def cut_ending(sounds: str) -> str:
    """Return a sound key without the ending that makes a people or an adjective of it.

    >>> cut_ending(key_sounds("singapouriens")) == cut_ending(key_sounds("singaporeans"))
    True
    """
    return _ENDINGS.sub("", sounds)


def is_misspelling(word: str, other: str) -> bool:
    """Return whether two different folded words are close enough to be one name, misspelled.

    One edit in four letters or five, two up to nine, three beyond; an edit inserts, deletes,
    replaces or swaps.

    >>> is_misspelling("marchaudon", "marchadon"), is_misspelling("paris", "patrick")
    (True, False)
    """
    longest = max(len(word), len(other))
    allowed = 0 if min(len(word), len(other)) < 4 else 1 if longest < 6 else 2
    allowed += longest > 9
    return abs(len(word) - len(other)) <= allowed and _count_edits(word, other) <= allowed


def is_respelling(word: str, other: str) -> bool:
    """Return whether two folded words may be one foreign name: they begin or sound alike.

    >>> is_respelling("trebon", "trebonsky"), is_respelling("sirali", "shirali")
    (True, True)
    >>> is_respelling("sumava", "bohemian")
    False
    """
    return (
        other.startswith(word[:_BEGINNING])
        or is_misspelling(word, other)
        or is_misspelling(key_sounds(word), key_sounds(other))
    )


def _count_edits(word: str, other: str) -> int:
    """Return the edit distance, a swap of neighbors counting one."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, char in enumerate(word, 1):
        older, before, row = before, row, [i]
        for j, against in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (char != against))
            if i > 1 and j > 1 and char == other[j - 2] and word[i - 2] == against:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
    return row[-1]
