"""Variants of training pairs with a time of day.

French newspapers write 18 h 30 where English ones write 18:30 or 6:30 p.m., and parallel text
has few of either. A weekday that stands once on both sides is a place where any time fits.
"""

from __future__ import annotations

import re
from random import Random

from training.augment import Pair

_WEEKDAYS = {
    "lundi": "Monday",
    "mardi": "Tuesday",
    "mercredi": "Wednesday",
    "jeudi": "Thursday",
    "vendredi": "Friday",
    "samedi": "Saturday",
    "dimanche": "Sunday",
}
_FRENCH_MONTHS = (
    "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
)
_ENGLISH_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
)
#: A weekday, with its date if it has one. "Le mardi" is every Tuesday, "mardi soir" has its hour.
_FRENCH_DAY = re.compile(
    rf"(?<!\b[Ll]e )\b({'|'.join(_WEEKDAYS)})(?: (?:1er|\d{{1,2}}) (?:{_FRENCH_MONTHS})\b)?"
    r"(?: \d{4}\b)?(?=[ ,.;)]|$)(?! (?:\d|matin|midi|soir|après|dernier|prochain|à|vers|saint))"
)
_ENGLISH_DATE = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)? (?:{_ENGLISH_MONTHS})|(?:{_ENGLISH_MONTHS}) \d{{1,2}})\b"
)
_ENGLISH_DAY = re.compile(
    rf"\b({'|'.join(_WEEKDAYS.values())})(?:,? (?:the )?{_ENGLISH_DATE})?(?:,? \d{{4}}\b)?"
    r"(?=[ ,.;)]|$)(?! (?:\d|morning|noon|after|evening|night|at|around|the|sitting))"
)
#: Minutes as timetables and announcements have them.
_MINUTES = (0, 0, 0, 5, 10, 15, 15, 20, 30, 30, 30, 40, 45, 45, 50)


def add_time(pair: Pair, *, rng: Random) -> Pair | None:
    """Return the pair with a time, or a span of hours, behind its weekday; None without one.

    >>> add_time(("Le maire part mardi.", "The mayor leaves on Tuesday."), rng=Random(3))
    ('Le maire part mardi à 15 h 30.', 'The mayor leaves on Tuesday at 15:30.')
    """
    days = list(_FRENCH_DAY.finditer(pair[0])), list(_ENGLISH_DAY.finditer(pair[1]))
    if [len(found) for found in days] != [1, 1]:
        return None
    (french,), (english,) = days
    if _WEEKDAYS[french[1]] != english[1]:
        return None
    source, target = _draw_phrase(rng)
    return _insert(pair[0], french.end(), source), _insert(pair[1], english.end(), target)


def _draw_phrase(rng: Random) -> Pair:
    first, second = _draw_time(rng), _draw_time(rng)
    kind = rng.random()
    if kind < 0.15:
        return f"de {first[0]} à {second[0]}", f"from {first[1]} to {second[1]}"
    if kind < 0.25:
        return f"à partir de {first[0]}", f"from {first[1]}"
    if kind < 0.32:
        return f"vers {first[0]}", f"at around {first[1]}"
    return f"à {first[0]}", f"at {first[1]}"


def _draw_time(rng: Random) -> Pair:
    # Digits stay what they are: 18 h 30 is 18:30 and not 6:30 p.m. A model this small takes
    # twelve from eighteen wrongly one time in seven, and one that has learned to add a.m. to the
    # hours before noon adds it to 18:30.
    hour, minute = rng.choice([*range(24), *range(7, 22)]), rng.choice(_MINUTES)
    if minute == 0 and hour in (0, 12):
        return ("midi", "noon") if hour else ("minuit", "midnight")
    unit = "heure" if hour < 2 else "heures"
    if minute:
        written = (f"{hour} h {minute:02d}", f"{hour}h{minute:02d}", f"{hour} {unit} {minute:02d}")
        french = rng.choice([written[0], *written])
    else:
        french = rng.choice([f"{hour} {unit}", f"{hour} {unit}", f"{hour} h", f"{hour}h"])
    return french, f"{hour}:{minute:02d}"


def _insert(text: str, place: int, phrase: str) -> str:
    return f"{text[:place]} {phrase}{text[place:]}"
