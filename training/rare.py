"""Variants of training pairs with rare content: number words, unknown names, times of day.

A small model sees « vingt-deux » and most surnames too rarely to learn them one by one. What it
can learn is the rule: number words correspond digit by digit, and an unknown name is spelled out
as it stands. The variants come *beside* their pairs, which stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from random import Random

from training.augment import Pair
from training.clock import add_time

#: Shares of the pairs that can be varied: one or two in a hundred have such a number, four to
#: twenty such a name.
NUMBER_SHARE = 0.5
NAME_SHARE = 0.5
#: Variants of each pair with a weekday; there are few, one in fifty of news and fewer elsewhere.
TIMES = 3
#: Names that a chunk must offer before others are made of their parts.
MIN_NAMES = 20

_FRENCH = (
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"
    " dix-sept dix-huit dix-neuf"
).split()
_FRENCH_TENS = "vingt trente quarante cinquante soixante".split()
_ENGLISH = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen"
).split()
_ENGLISH_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()

#: A whole number of at most three digits that counts something: no part of another number (1,250;
#: 2.5; 9:30; A-320), no percentage, hour, sum or measure, and no name (No. 85, Windows 10).
_NUMBER = re.compile(
    r"(?<![\w.,:/'$€£#()\[-])(?<!\b[Nn]o )(?<!\b[Nn]° )(?<!\bNo\. )(?<!\barticle )(?<!\bpage )"
    r"\b\d{1,3}(?![\w.,:/°%'()\]-]| ?[%°$€£]| h\b)"
)
_MONTH = re.compile(
    r" ?(?:janv|févr|mars|avril|mai |juin|juil|août|sept|oct|nov|déc|jan|feb|mar|apr|may|jun"
    r"|jul|aug|sep|dec)",
    re.IGNORECASE,
)
#: What a number follows as a part of a name: May 7, Windows 10, Ibex 35.
_CAPITALIZED = re.compile(r"(?<=. )[A-Z]\w*\.? $")
#: A surname behind a title, an initial or another name, where no article can depend on it; words
#: of two or three letters before it are rather articles (La Commission) than names.
_NAME = re.compile(
    r"(?:\b(?:M|MM|Mme|Mr|Mrs|Ms|Dr)\.? |\b[A-Z]\. |(?<!^)(?<![.!?:] )\b[A-ZÀ-Þ][a-zà-ÿ]{3,} )"
    r"([A-ZÀ-Þ][a-zà-ÿ]{3,}(?:-[A-ZÀ-Þ][a-zà-ÿ]+)?)\b"
)


def spell_french(number: int) -> str:
    """Return a number from 0 to 999 in French words.

    >>> [spell_french(number) for number in (22, 71, 80, 97, 200, 214)]
    ['vingt-deux', 'soixante et onze', 'quatre-vingts', 'quatre-vingt-dix-sept', 'deux cents', \
'deux cent quatorze']
    """
    if number < 20:
        return _FRENCH[number]
    if number < 100:
        return _spell_french_tens(number)
    hundreds, rest = divmod(number, 100)
    head = "cent" if hundreds == 1 else f"{_FRENCH[hundreds]} cent"
    if rest:
        return f"{head} {spell_french(rest)}"
    return head if hundreds == 1 else f"{head}s"


def _spell_french_tens(number: int) -> str:
    if number >= 80:
        return "quatre-vingts" if number == 80 else f"quatre-vingt-{_FRENCH[number - 80]}"
    tens, rest = divmod(min(number, 69), 10)
    rest += max(0, number - 69)  # soixante-dix counts on from sixty
    head = _FRENCH_TENS[tens - 2]
    if not rest:
        return head
    return f"{head} et {_FRENCH[rest]}" if rest in (1, 11) else f"{head}-{_FRENCH[rest]}"


def spell_english(number: int) -> str:
    """Return a number from 0 to 999 in English words.

    >>> [spell_english(number) for number in (22, 80, 97, 200, 214)]
    ['twenty-two', 'eighty', 'ninety-seven', 'two hundred', 'two hundred and fourteen']
    """
    if number < 20:
        return _ENGLISH[number]
    if number < 100:
        tens, rest = divmod(number, 10)
        return _ENGLISH_TENS[tens - 2] + (f"-{_ENGLISH[rest]}" if rest else "")
    hundreds, rest = divmod(number, 100)
    head = f"{_ENGLISH[hundreds]} hundred"
    return f"{head} and {spell_english(rest)}" if rest else head


def spell_number(pair: Pair) -> Pair | None:
    """Return the pair with its number in words, or None if it has not exactly one on both sides.

    Numbers that end in one are masculine, whatever they count: what they mean is the same.

    >>> spell_number(("Il a vendu 22 bateaux.", "He sold 22 boats."))
    ('Il a vendu vingt-deux bateaux.', 'He sold twenty-two boats.')
    """
    found = [list(_NUMBER.finditer(side)) for side in pair]
    if any(len(matches) != 1 for matches in found):
        return None
    (source,), (target,) = found
    number = int(source[0])
    if source[0] != target[0] or number < 2 or source[0].startswith("0"):
        return None
    if any(
        _MONTH.match(side, match.end()) or _CAPITALIZED.search(side[: match.start()])
        for side, match in zip(pair, (source, target), strict=True)
    ):
        return None  # a date, or "Route A 7"
    return (
        _replace(pair[0], source.span(), spell_french(number)),
        _replace(pair[1], target.span(), spell_english(number)),
    )


def find_name(pair: Pair) -> str | None:
    """Return a surname that stands once on either side, unchanged.

    >>> find_name(("C'est ce que dit M. Dupont.", "So says Mr Dupont."))
    'Dupont'
    """
    for match in _NAME.finditer(pair[0]):
        name = match[1]
        if pair[0].count(name) == pair[1].count(name) == 1:
            return name
    return None


def swap_name(pair: Pair, name: str, *, others: Sequence[str], rng: Random) -> Pair:
    """Return the pair with another name in the place of ``name``.

    Every second one is made of the parts of two, so that nobody has seen it.
    """
    other = rng.choice(others)
    if rng.random() < 0.5:
        tail = rng.choice(others).lower()
        other = other[: len(other) // 2 + 1] + tail[len(tail) // 2 :]
    return pair[0].replace(name, other), pair[1].replace(name, other)


def add_rare(pairs: Iterable[Pair], *, rng: Random) -> Iterator[Pair]:
    """Yield every pair, and behind some of them a variant with rare content."""
    pairs = list(pairs)
    names = [find_name(pair) for pair in pairs]
    others = sorted({name for name in names if name})
    for pair, name in zip(pairs, names, strict=True):
        yield pair
        if rng.random() < NUMBER_SHARE and (spelled := spell_number(pair)):
            yield spelled
        if name and len(others) >= MIN_NAMES and rng.random() < NAME_SHARE:
            yield swap_name(pair, name, others=others, rng=rng)
        for _ in range(TIMES):
            if timed := add_time(pair, rng=rng):
                yield timed


def _replace(text: str, span: tuple[int, int], words: str) -> str:
    if span[0] == 0:
        words = words[0].upper() + words[1:]
    return text[: span[0]] + words + text[span[1] :]
