"""Dates that a target lost, and how English writes them: « jeudi 13 novembre »."""

from __future__ import annotations

import re
from collections.abc import Iterator

from translator.patterns import compile_late

_MONTHS = {
    "janvier": "January",
    "février": "February",
    "mars": "March",
    "avril": "April",
    "mai": "May",
    "juin": "June",
    "juillet": "July",
    "août": "August",
    "septembre": "September",
    "octobre": "October",
    "novembre": "November",
    "décembre": "December",
}
WEEKDAYS = {
    "lundi": "Monday",
    "mardi": "Tuesday",
    "mercredi": "Wednesday",
    "jeudi": "Thursday",
    "vendredi": "Friday",
    "samedi": "Saturday",
    "dimanche": "Sunday",
}
_DATE = compile_late(
    rf"(?<![\w-])(?P<article>[Ll]e )?(?:(?P<weekday>{'|'.join(WEEKDAYS)}) )?"
    rf"(?P<day>1er|[12]?\d|3[01]) (?P<month>{'|'.join(_MONTHS)})(?: (?P<year>\d{{4}}))?(?![\w-])"
)
#: Behind these a date has its preposition already, or is one of two.
_HAS_PREPOSITION = compile_late(
    r"(?:\b(?:du|au|de|dès|depuis|jusqu'au|avant|après|entre|vers|et|ou|à|ce)|\d) (?:le )?\Z",
    re.IGNORECASE,
)
_LOOK_BACK = 16


def find_lost_dates(source: str, target: str) -> Iterator[tuple[int, int, str]]:
    """Yield the places of dates whose day, weekday or month a target lacks, and their English.

    Args:
        source: in the model's form.

    >>> list(find_lost_dates("Il a voté, jeudi 13 novembre, la loi.", "He voted the law."))
    [(11, 28, 'on Thursday, November 13')]
    >>> list(find_lost_dates("Du 2 au 3 mars 2026.", "From 2 to 3."))
    [(8, 19, 'March 3, 2026')]
    >>> list(find_lost_dates("Fin le 10 mai", "End on May 10"))
    []
    """
    for found in _DATE.finditer(source):
        day, month = found["day"].removesuffix("er"), _MONTHS[found["month"]]
        weekday = WEEKDAYS[found["weekday"]] if found["weekday"] else ""
        if all(_has(target, part) for part in (day, month, weekday) if part):
            continue
        english = f"{weekday}, {month} {day}" if weekday else f"{month} {day}"
        if found["year"]:
            english += f", {found['year']}"
        start = found.start()
        if not _HAS_PREPOSITION.search(source[max(0, start - _LOOK_BACK) : start]):
            english = f"on {english}"
        yield start, found.end(), english


def _has(target: str, part: str) -> bool:
    return re.search(rf"(?<![^\W_]){part}(?:st|nd|rd|th|s)?(?![^\W_])", target) is not None
