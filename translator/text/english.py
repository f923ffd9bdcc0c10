"""English in a French text: words that somebody is quoted with, or a paragraph in English.

A model that reads French makes nonsense of it, and it needs no translation.
"""

from __future__ import annotations

from translator.patterns import compile_late

_WORD = compile_late(r"[^\W\d_]+")
#: Little words that French does without.
_ENGLISH = frozenset(
    "about after all am and any are be because been before but by can could did do does even from "
    "had has have he her his how i if into is it its just more most must my never no not now of "
    "only our over shall she should so than that the their them then there these they this "
    "those to too under up was we were what when where which while who why will with would "
    "you your".split()
)
#: Little words that English does without; one of them, and a text may be both.
_FRENCH = frozenset(
    "au aux avec ce ces cette d dans de des du elle elles en est et il ils j je l la le les leur "
    "leurs mais n ne nous où par pas pour qu que qui s sa se ses son sont sur un une vous à".split()
)
_FEWEST_WORDS = 3
#: Of the words of an English sentence, how many at least are little ones: in nine of ten, 0.35.
_LEAST_SHARE = 0.3


def is_english(text: str) -> bool:
    """Tell whether a text is English beyond doubt; titles, names and two words never are.

    >>> is_english("We did not expect this"), is_english("Air France Industries")
    (True, False)
    """
    words = _WORD.findall(text)
    # In a title the little words begin with capitals, too; it may stand in a French sentence.
    num_english = sum(word in _ENGLISH for word in [*(w.lower() for w in words[:1]), *words[1:]])
    if len(words) < _FEWEST_WORDS or num_english < max(2, _LEAST_SHARE * len(words)):
        return False
    return not any(word.lower() in _FRENCH or _is_accented(word) for word in words)


def _is_accented(word: str) -> bool:
    """Tell whether a word is spelled as no English one is; a name may be."""
    return word[0].islower() and not word.isascii()
