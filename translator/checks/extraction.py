"""Finds every quantity of a text: numbers, dates, times of day, Roman numerals."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction

from translator.checks.compounds import iter_codes, iter_decades, iter_romans
from translator.checks.dates import iter_clock_times, iter_dates, iter_names
from translator.checks.english_numbers import ENGLISH
from translator.checks.french_numbers import FRENCH
from translator.checks.mentions import (
    Key,
    Mention,
    blank_match,
    clock_keys,
    number_key,
    prepare_text,
)
from translator.checks.numerals import Numeral, iter_numerals
from translator.checks.units import find_unit
from translator.patterns import compile_late

_LANGUAGES = {"fr": FRENCH, "en": ENGLISH}

#: Spelled numbers up to here come and go in honest translation ("les deux", "on the one
#: hand"); above, a missing one is as serious as digits.
_MAX_WEAK_SPELLED = 16

_FRENCH_DECADE = compile_late(r"\b(?:années|ans) (?:mille neuf cent )?\Z", re.IGNORECASE)
_FRENCH_HALF_BEHIND = compile_late(r" (?P<noun>[^\W\d_]{2,15}) et (?P<part>demie?|quart)\b")
_FRENCH_HOUR = compile_late(r" heures?\b(?: et (?P<part>demie?|quart))?")
_ENGLISH_DECADE_BEHIND = compile_late(r"'?s\b")
#: Without a digit, a Roman one or a decade there is nothing for the finders of compounds.
_READ_FIRST = compile_late(r"[0-9IVX]|ties\b")
_YEAR_BEFORE = compile_late(r"(?<![0-9])([0-9]{2})[0-9]{2}[-/]\Z")
_RANGE = compile_late(r" ?(?:-|à|et|ou|to|and|or) ?(?:[$€£] ?)?")
_CLOCK_WITH_POINT = compile_late(r"([01]?[0-9]|2[0-3])\.([0-5][0-9])")
_THOUSANDS_POINT = compile_late(r"[1-9][0-9]{0,2}\.000")
_MINUS = compile_late(r"(?:(?<![\w)%.,-])-|\b(?:moins|minus) )\Z")
_SHORT_MAGNITUDE = compile_late(r"[0-9] ?[kKmMbBT]\Z")
#: Number words that count nothing, and rounds of a cup, which English names by another number.
_NOT_COUNTED = {
    "fr": compile_late(r"\bpour[ -]cents?\b|[0-9]{1,2}e?s? de finale", re.IGNORECASE),
    "en": compile_late(r"\blast (?:16|sixteen|32)\b", re.IGNORECASE),
}
#: Words that say in prose what a minus sign says: "a 5 % fall", "five below zero".
_FALL = {
    "fr": compile_late(
        r"\b(?:moins|baiss|chut|recul|pert|perd|dessous|négati|diminu|inférieur)", re.IGNORECASE
    ),
    "en": compile_late(
        r"\b(?:minus|negative|below|under|fall|fell|drop|down|declin|decreas|los[ets]|less|lower"
        r"|reduc|cut)",
        re.IGNORECASE,
    ),
}
_ORDINAL_SUFFIX = compile_late(r"(?:er|re|ère|ere|st)\b")


def extract_mentions(text: str, *, language: str) -> tuple[Mention, ...]:
    """Return the mentions of a French or English text, in order.

    >>> [mention.keys[0] for mention in extract_mentions("le 3 mars à 18 h 30", language="fr")]
    [('n', Fraction(3, 1)), ('month', 3), ('clock', 1110)]
    """
    prepared = prepare_text(text)
    mentions: list[Mention] = list(iter_names(prepared, language=language))
    finders: tuple[Callable[[str], Iterator[Mention]], ...] = (
        lambda rest: iter_dates(rest, language=language),
        iter_codes,
        lambda rest: iter_clock_times(rest, language=language),
        iter_decades if language == "en" else lambda rest: iter(()),
        lambda rest: iter_romans(rest, language=language),
    )
    rest = prepared
    for find in finders if _READ_FIRST.search(prepared) else ():
        found = sorted(find(rest), key=lambda mention: mention.start)
        mentions.extend(found)
        rest = _blank(rest, found)
    numbers = list(_iter_numbers(rest, language=language))
    if numbers and _FALL[language].search(prepared):
        numbers = [_with_opposite(mention) for mention in numbers]
    mentions.extend(numbers)
    return tuple(sorted(mentions, key=lambda mention: mention.start))


def _with_opposite(mention: Mention) -> Mention:
    kind, value = mention.keys[0]
    if kind != "n" or not isinstance(value, Fraction):
        return mention
    return replace(mention, keys=(*mention.keys, number_key(-value)))


def _blank(text: str, mentions: list[Mention]) -> str:
    """Return ``text`` with the mentions' characters filled, so that nothing is read twice."""
    pieces, position = [], 0
    for mention in mentions:
        if mention.start >= position:
            pieces += [text[position : mention.start], "·" * (mention.end - mention.start)]
            position = mention.end
    return "".join([*pieces, text[position:]])


def _iter_numbers(text: str, *, language: str) -> Iterator[Mention]:
    previous: tuple[Numeral, Mention] | None = None
    words = _NOT_COUNTED[language].sub(blank_match, text)
    for numeral in iter_numerals(words, _LANGUAGES[language]):
        mention = _read_number(text, numeral, language=language)
        if previous is not None:
            earlier, held = previous
            if (
                numeral.multiplier > 1
                and earlier.multiplier == 1
                and _RANGE.fullmatch(text, earlier.end, numeral.start)
            ):  # "2 à 3 millions" is also "2 million to 3 million"
                scaled = tuple(number_key(value * numeral.multiplier) for value in earlier.values)
                held = replace(held, keys=(*held.keys, *scaled), unit=held.unit)
            yield held
        previous = numeral, mention
    if previous is not None:
        yield previous[1]


def _read_number(text: str, numeral: Numeral, *, language: str) -> Mention:
    start, end = numeral.start, numeral.end
    values = list(numeral.values)
    before = text[max(0, start - 16) : start]
    if not numeral.spelled and (match := _YEAR_BEFORE.search(before)) and values[0] < 100:
        values.append(int(match[1]) * 100 + values[0])  # 2010-15
    if language == "fr":
        values += _french_readings(text, numeral, before)
    elif _ENGLISH_DECADE_BEHIND.match(text, end) or before.endswith("'"):
        values += _decade_readings(values[0])
    keys = [number_key(value) for value in dict.fromkeys(values)]
    if language == "fr" and values[0] <= 24 and values[0].denominator == 1:
        keys += _french_hours(text, numeral)
    if language == "en" and (match := _CLOCK_WITH_POINT.fullmatch(text, start, end)):
        keys += clock_keys(int(match[1]), int(match[2]))  # "at 20.30"
    if not numeral.spelled and (match := _MINUS.search(before)):
        # "moins 5" may also be a subtraction or "at least", so it keeps both readings.
        keys = [number_key(-values[0]), *(keys if match[0] != "-" else ())]
    unit, shown = find_unit(text, start, end, language=language)
    weak = _is_weak(text, numeral)
    if numeral.multiplier > 1 and unit is None and _SHORT_MAGNITUDE.search(text, end - 3, end):
        # Without a currency "5m" is five meters and "1B" a name, rarely a magnitude.
        keys.insert(0, number_key(values[0] / numeral.multiplier))
    if language == "en" and _THOUSANDS_POINT.fullmatch(text, start, end):
        # An English reader takes "1.000" for one, which no writer means: it equals nothing.
        keys = [("code", text[start:end])]
    return Mention(start=start, end=end, keys=tuple(keys), weak=weak, unit=unit, shown=shown)


def _is_weak(text: str, numeral: Numeral) -> bool:
    if numeral.vague:
        return True
    if numeral.spelled and numeral.values[0] in (100, 1000):
        return True  # "cent fois", "mille excuses", "a thousand times"
    if not numeral.spelled:
        return numeral.values[0] == 1 and _ORDINAL_SUFFIX.match(text, numeral.end) is not None
    return numeral.values[0] <= _MAX_WEAK_SPELLED


def _french_readings(text: str, numeral: Numeral, before: str) -> list[Fraction]:
    if _FRENCH_DECADE.search(before):
        return _decade_readings(numeral.values[0])
    match = _FRENCH_HALF_BEHIND.match(text, numeral.end)
    if match is None or match["noun"] in ("heure", "heures"):
        return []
    fraction = Fraction(1, 4) if match["part"] == "quart" else Fraction(1, 2)
    return [numeral.values[0] + fraction]  # "deux ans et demi" is 2.5 years


def _french_hours(text: str, numeral: Numeral) -> list[Key]:
    match = _FRENCH_HOUR.match(text, numeral.end)
    if match is None:
        return []
    minutes = {"quart": 15, None: 0}.get(match["part"], 30)
    keys = list(clock_keys(int(numeral.values[0]), minutes))
    return [*keys, number_key(numeral.values[0] + Fraction(minutes, 60))] if minutes else keys


def _decade_readings(value: Fraction) -> list[Fraction]:
    if value % 10:
        return []
    if 20 <= value < 100:
        return [value + 1900]
    return [value - 1900] if 1900 < value < 2000 else []
