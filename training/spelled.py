"""Numbers from 0 to 999,999 in French and English words."""

from __future__ import annotations

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


def spell_french(number: int) -> str:
    """Return a number from 0 to 999,999 in French words.

    >>> [spell_french(number) for number in (22, 71, 80, 97, 200, 214)]
    ['vingt-deux', 'soixante et onze', 'quatre-vingts', 'quatre-vingt-dix-sept', 'deux cents', \
'deux cent quatorze']
    >>> [spell_french(number) for number in (1000, 2600, 80_000, 200_000)]
    ['mille', 'deux mille six cents', 'quatre-vingt mille', 'deux cent mille']
    """
    if number >= 1000:
        thousands, rest = divmod(number, 1000)
        # Before mille, cent and vingt take no s.
        words = spell_french(thousands)
        if words.endswith(("cents", "vingts")):
            words = words[:-1]
        head = "mille" if thousands == 1 else f"{words} mille"
        return f"{head} {spell_french(rest)}" if rest else head
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
    """Return a number from 0 to 999,999 in English words.

    >>> [spell_english(number) for number in (22, 80, 97, 200, 214)]
    ['twenty-two', 'eighty', 'ninety-seven', 'two hundred', 'two hundred and fourteen']
    >>> [spell_english(number) for number in (1000, 2600, 3014)]
    ['one thousand', 'two thousand six hundred', 'three thousand and fourteen']
    """
    if number >= 1000:
        thousands, rest = divmod(number, 1000)
        head = f"{spell_english(thousands)} thousand"
        if not rest:
            return head
        return (
            f"{head} and {spell_english(rest)}" if rest < 100 else f"{head} {spell_english(rest)}"
        )
    if number < 20:
        return _ENGLISH[number]
    if number < 100:
        tens, rest = divmod(number, 10)
        return _ENGLISH_TENS[tens - 2] + (f"-{_ENGLISH[rest]}" if rest else "")
    hundreds, rest = divmod(number, 100)
    head = f"{_ENGLISH[hundreds]} hundred"
    return f"{head} and {spell_english(rest)}" if rest else head
