"""Variants of training pairs with rare content: number words, unknown names, acronyms, sums.

A small model sees « vingt-deux » and most surnames too rarely to learn them one by one. What it
can learn is the rule: number words correspond digit by digit, and an unknown name is spelled out
as it stands. The variants come *beside* their pairs, which stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from random import Random

from training.acronyms import swap_acronym
from training.asides import add_aside
from training.augment import Pair
from training.clock import add_time
from training.money import write_sign
from training.spelled import spell_english, spell_french

#: Shares of the pairs that can be varied: one or two in a hundred have such a number, four to
#: twenty such a name.
NUMBER_SHARE = 0.5
NAME_SHARE = 0.5
#: Share of the swapped names that get a letter French does not write, as names from elsewhere have,
#: and those letters by the plain one. Most names of the parallel text are French or English.
FOREIGN_SHARE = 0.35
_FOREIGN = {
    "a": "áäãåăąāâ",
    "c": "çćč",
    "d": "đď",
    "e": "éëěęēė",
    "g": "ğģ",
    "i": "íïıî",
    "l": "łļ",
    "n": "ñńň",
    "o": "óöõøőô",
    "r": "řŕ",
    "s": "şšśșß",
    "t": "ťț",
    "u": "úüůűūû",
    "y": "ýÿ",
    "z": "žźż",
}
#: Variants of each pair with a sum of money, and the share of all sentences that get an aside.
SUMS = 3
ASIDE_SHARE = 0.012
#: Variants of each pair with a weekday; there are few, one in fifty of news and fewer elsewhere.
TIMES = 3
#: Variants of each pair with an acronym that both sides write, one in fifty.
ACRONYMS = 2
#: Names that a chunk must offer before others are made of their parts.
MIN_NAMES = 20

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
#: Nouns of about so many.
_ROUND = (
    ("dizaine", "ten"),
    ("douzaine", "a dozen"),
    ("quinzaine", "fifteen"),
    ("vingtaine", "twenty"),
    ("trentaine", "thirty"),
    ("quarantaine", "forty"),
    ("cinquantaine", "fifty"),
    ("soixantaine", "sixty"),
    ("centaine", "a hundred"),
    ("millier", "a thousand"),
)
#: A noun in the plural behind a number, and nothing that such a noun may stand behind.
_COUNTED = re.compile(r" (?!et\b|ou\b|à\b|de\b|ans\b|autres\b|premi|derni|mill)[a-zà-ÿœ]{3,}[sx]\b")
_DETERMINER = re.compile(
    r"\b(?:les|des|ces|ses|nos|vos|leurs|mes|aux|plus|moins|environ|quelque|tous|toutes|à|et|ou|de|n"
    r"|the|these|those|his|her|its|our|their|all|than|about|some|least|most|and|or|to|of|only|over"
    r"|nearly|every|age|aged|other|no|article|rule|page)\.? $",
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


def spell_number(pair: Pair, *, other: int | None = None) -> Pair | None:
    """Return the pair with its number in words, or None if it has not exactly one on both sides.

    Numbers that end in one are masculine, whatever they count: what they mean is the same.

    Args:
        other: the number to write in its place.

    >>> spell_number(("Il a vendu 22 bateaux.", "He sold 22 boats."))
    ('Il a vendu vingt-deux bateaux.', 'He sold twenty-two boats.')
    >>> spell_number(("Il a vendu 22 bateaux.", "He sold 22 boats."), other=2600)
    ('Il a vendu deux mille six cents bateaux.', 'He sold two thousand six hundred boats.')
    """
    found = _find_number(pair)
    if found is None:
        return None
    source, target = found
    number = other or int(source[0])
    return (
        _replace(pair[0], source.span(), spell_french(number)),
        _replace(pair[1], target.span(), spell_english(number)),
    )


def _find_number(pair: Pair) -> tuple[re.Match[str], re.Match[str]] | None:
    """Return the places of the one number that counts something on both sides, if there is one."""
    found = [list(_NUMBER.finditer(side)) for side in pair]
    if any(len(matches) != 1 for matches in found):
        return None
    (source,), (target,) = found
    if source[0] != target[0] or int(source[0]) < 2 or source[0].startswith("0"):
        return None
    if any(
        _MONTH.match(side, match.end()) or _CAPITALIZED.search(side[: match.start()])
        for side, match in zip(pair, (source, target), strict=True)
    ):
        return None  # a date, or "Route A 7"
    return source, target


def draw_number(rng: Random) -> int:
    """Return a number to be spelled: mostly of two digits, where French counts in twenties."""
    kind = rng.random()
    if kind < 0.7:
        return rng.randint(2, 99)
    if kind < 0.85:
        return rng.randint(100, 999)
    return rng.choice((100, 1000)) * rng.randint(11, 99)


def round_number(pair: Pair, *, rng: Random) -> Pair | None:
    """Return the pair with its number made about so many; None where an article forbids it.

    >>> round_number(("Il a vu 30 oiseaux.", "He saw 30 birds."), rng=Random(1))
    ("Il a vu une quinzaine d'oiseaux.", 'He saw about fifteen birds.')
    """
    found = _find_number(pair)
    if found is None:
        return None
    source, target = found
    before, after = pair[0][: source.start()], pair[0][source.end() :]
    if not _COUNTED.match(after) or _DETERMINER.search(before):
        return None
    if _DETERMINER.search(pair[1][: target.start()]):
        return None
    word, number = rng.choice(_ROUND)
    link = " d'" if after[1] in "aâeéèêiîoôuh" else " de "
    french = f"une {word}" if word != "millier" else "un millier"
    return (
        _replace(pair[0], (source.start(), source.end() + 1), french + link),
        _replace(pair[1], target.span(), f"{rng.choice(('about', 'some'))} {number}"),
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

    Every second one is made of the parts of two, so that nobody has seen it; every third one is
    written with a letter or two from elsewhere.
    """
    other = rng.choice(others)
    if rng.random() < 0.5:
        tail = rng.choice(others).lower()
        other = other[: len(other) // 2 + 1] + tail[len(tail) // 2 :]
    if rng.random() < FOREIGN_SHARE:
        other = write_foreign(other, rng=rng)
    return pair[0].replace(name, other), pair[1].replace(name, other)


def write_foreign(name: str, *, rng: Random) -> str:
    """Return the name with one or two of its letters as other languages write them.

    >>> write_foreign("Morel", rng=Random(3))
    'Moŕel'
    """
    places = [index for index, char in enumerate(name) if char.lower() in _FOREIGN]
    letters = list(name)
    for index in rng.sample(places, k=min(len(places), rng.randint(1, 2))):
        letter = rng.choice(_FOREIGN[name[index].lower()])
        if name[index].isupper():  # ß and ı have no capital of their own
            letter = name[index] if letter in "ßı" else letter.upper()
        letters[index] = letter
    return "".join(letters)


def add_rare(pairs: Iterable[Pair], *, rng: Random) -> Iterator[Pair]:
    """Yield every pair, and behind some of them a variant with rare content."""
    pairs = list(pairs)
    names = [find_name(pair) for pair in pairs]
    others = sorted({name for name in names if name})
    for pair, name in zip(pairs, names, strict=True):
        yield pair
        if rng.random() < NUMBER_SHARE and (spelled := spell_number(pair)):
            yield spelled
        if other := spell_number(pair, other=draw_number(rng)):
            yield other
        if rng.random() < NUMBER_SHARE and (about := round_number(pair, rng=rng)):
            yield about
        if name and len(others) >= MIN_NAMES and rng.random() < NAME_SHARE:
            yield swap_name(pair, name, others=others, rng=rng)
        for _ in range(TIMES):
            if timed := add_time(pair, rng=rng):
                yield timed
        for _ in range(ACRONYMS):
            if other_acronym := swap_acronym(pair, rng=rng):
                yield other_acronym
        for _ in range(SUMS):
            if signed := write_sign(pair, rng=rng):
                yield signed
        if rng.random() < ASIDE_SHARE and (aside := add_aside(pair, rng=rng)):
            yield aside


def _replace(text: str, span: tuple[int, int], words: str) -> str:
    if span[0] == 0:
        words = words[0].upper() + words[1:]
    return text[: span[0]] + words + text[span[1] :]
