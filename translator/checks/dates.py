"""Months, weekdays, dates in digits and times of day, as mentions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from translator.checks.mentions import Key, Mention, MentionKind, clock_keys, number_key
from translator.patterns import compile_late

_MONTHS = {
    "fr": (
        r"janv(?:ier|\.)|févr(?:ier|\.)|mars|avr(?:il|\.)|mai|juin|juil(?:let|\.)|ao[ûu]t"
        r"|sept(?:embre|\.)|oct(?:obre|\.)|nov(?:embre|\.)|déc(?:embre|\.)"
    ),
    "en": (
        r"Jan(?:uary|\.)|Feb(?:ruary|\.)|Mar(?:ch|\.)|Apr(?:il|\.)|May|June?|July?|Aug(?:ust|\.)"
        r"|Sept(?:ember|\.)|Sep\.|Oct(?:ober|\.)|Nov(?:ember|\.)|Dec(?:ember|\.)"
    ),
}
#: The first three letters tell a month, except juin and juillet.
_MONTH_STEMS = {
    **dict(zip(("jan", "fev", "mar", "avr", "mai", "jui"), range(1, 7), strict=True)),
    **dict(zip(("jan", "feb", "mar", "apr", "may", "jun"), range(1, 7), strict=True)),
    **dict(zip(("jul", "aou", "sep", "oct", "nov", "dec"), range(7, 13), strict=True)),
    "aug": 8,
}
_WEEKDAYS = {
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    "en": ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
}
_WEEKDAY_STEMS = {name[:3]: number for number, name in enumerate(_WEEKDAYS["en"], 1)}
_PLAIN = str.maketrans("éû", "eu")
_FLAGS = {"fr": re.IGNORECASE, "en": re.NOFLAG}
_MONTH = {
    language: compile_late(rf"(?<!\w)(?:{names})(?!\w)", _FLAGS[language])
    for language, names in _MONTHS.items()
}
_WEEKDAY = {
    language: compile_late(rf"(?<!\w)(?:{'|'.join(names)})s?(?!\w)", re.IGNORECASE)
    for language, names in _WEEKDAYS.items()
}
#: Without a point most of these are also names or words (Jan, Sun): taken only beside a figure
#: or a dash.
_SHORT_MONTH, _SHORT_WEEKDAY = (
    compile_late(rf"(?<!\w)(?:{names})(?= ?[0-9]|[-–—/])|(?<=[0-9-–—/])\ ?(?:{names})(?![\w.])")
    for names in (
        "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec",
        "Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun",
    )
)
#: In English these are also words or names at the beginning of a sentence, in French a planet.
_AMBIGUOUS = {"fr": frozenset({"Mars"}), "en": frozenset({"May", "March"})}
_BESIDE_NUMBER = compile_late(
    r"[0-9](?:st|nd|rd|th)?(?: of)?,? \Z|\b(?:in|since|until|by|last|next|early|late|mid)[ -]\Z"
)

_NUMERIC_DATE = compile_late(
    r"(?<![0-9./-])(?:(?P<d>[0-9]{1,2})([./-])(?P<m>[0-9]{1,2})\2(?P<y>[0-9]{4}|[0-9]{2})"
    r"|(?P<iso_y>[0-9]{4})-(?P<iso_m>[0-9]{2})-(?P<iso_d>[0-9]{2}))(?![0-9]|[./-][0-9])"
)
_CLOCK = {
    "fr": compile_late(
        r"(?<![0-9,.])(?P<h>[01]?[0-9]|2[0-4])"
        r"(?::(?=[0-5][0-9](?![0-9]))| ?h(?:eures?)?(?![^\W\d_]) ?)"
        r"(?:(?P<m>[0-5][0-9](?![0-9])(?! ?[%€$]))|et (?P<part>demie|quart)\b)?",
        re.IGNORECASE,
    ),
    "en": compile_late(
        r"(?<![0-9,.$€£-])(?P<h>2[0-4]|[01]?[0-9])(?:[:.h](?P<m>[0-5][0-9])(?![0-9]))?"
        r"(?P<half> ?(?:[ap]\.? ?m\b\.?|o'clock))?",
        re.IGNORECASE,
    ),
}
_PARTS_OF_AN_HOUR = {"demie": 30, "quart": 15, None: 0}
_MILITARY = compile_late(r"(?<![0-9])([01][0-9]|2[0-3])([0-5][0-9])(?= ?(?:UTC|GMT|hours|hrs)\b)")
_NOONS = {
    "fr": (("midi", 12), ("minuit", 0)),
    "en": (("noon", 12), ("midday", 12), ("midnight", 0)),
}
_NOON = {
    language: compile_late(rf"\b(?:{'|'.join(word for word, _ in noons)})\b", re.IGNORECASE)
    for language, noons in _NOONS.items()
}


def iter_names(text: str, *, language: str) -> Iterator[Mention]:
    """Yield months and weekdays written as words, noon and midnight."""
    for match in _MONTH[language].finditer(text):
        yield Mention(
            start=match.start(),
            end=match.end(),
            keys=(("month", _month_number(match[0])),),
            kind=MentionKind.MONTH,
            weak=_is_doubtful_month(text, match, language=language),
        )
    for match in _WEEKDAY[language].finditer(text):
        number = _WEEKDAYS[language].index(match[0].lower().removesuffix("s")) + 1
        yield Mention(
            start=match.start(),
            end=match.end(),
            keys=(("weekday", number),),
            kind=MentionKind.WEEKDAY,
        )
    if language == "en":
        yield from _iter_short_names(text)
    for match in _NOON[language].finditer(text):
        hour = dict(_NOONS[language])[match[0].lower()]
        yield Mention(
            start=match.start(),
            end=match.end(),
            keys=(("clock", hour * 60), number_key(12)),
            weak=True,
        )


def iter_dates(text: str, *, language: str) -> Iterator[Mention]:
    """Yield the day, the month and the year of every date in digits.

    French writes the day first. English readers disagree, so there both are left open.
    """
    for match in _NUMERIC_DATE.finditer(text):
        names = ("iso_d", "iso_m", "iso_y") if match["iso_y"] else ("d", "m", "y")
        day, month, year = (int(match[name]) for name in names)
        if not (1 <= day <= 31 and 1 <= month <= 31) or min(day, month) > 12:
            continue
        open_order = language == "en" and not match["iso_y"]
        for name, value in zip(names, (day, month, year), strict=True):
            keys: tuple[Key, ...] = (number_key(value),)
            if (name[-1] == "m" or (open_order and name == "d")) and value <= 12:
                keys = (("month", value), *keys)
            if name[-1] == "y" and value < 100:
                keys = (*keys, number_key(value + 2000), number_key(value + 1900))
            kind = MentionKind.MONTH if name[-1] == "m" else MentionKind.NUMBER
            yield Mention(start=match.start(name), end=match.end(name), keys=keys, kind=kind)


def iter_clock_times(text: str, *, language: str) -> Iterator[Mention]:
    """Yield times of day such as 18 h 30, 18:30, 6.30 pm and 0230 UTC."""
    for match in _MILITARY.finditer(text):
        hours, minutes = int(match[1]), int(match[2])
        keys = (*clock_keys(hours, minutes), number_key(int(match[0])))
        yield Mention(start=match.start(), end=match.end(), keys=keys)
    for match in _CLOCK[language].finditer(text):
        named = match.groupdict()
        hours, half = int(match["h"]), named.get("half")
        if language == "en" and half is None and (match["m"] is None or "." in match[0]):
            continue  # a plain number: 6, 6.30
        minutes = _PARTS_OF_AN_HOUR.get(named.get("part")) or int(match["m"] or 0)
        letter = half.strip()[0].lower() if half else None
        keys = clock_keys(hours, minutes, half_day=letter if letter in ("a", "p") else None)
        if not minutes:
            keys = (*keys, number_key(hours))
        else:  # a duration: 1 h 30 is 1.5 hours
            keys = (*keys, number_key(hours + Fraction(minutes, 60)))
        parts = (number_key(hours), number_key(minutes)) if minutes else ()
        end = match.start() + len(match[0].rstrip())
        # "24 heures" is a day in half of all translations.
        weak = hours == 24 and not minutes
        yield Mention(start=match.start(), end=end, keys=keys, parts=parts, weak=weak)


def _iter_short_names(text: str) -> Iterator[Mention]:
    """Yield English months and weekdays as timetables and captions write them."""
    for pattern, kind in (
        (_SHORT_MONTH, MentionKind.MONTH),
        (_SHORT_WEEKDAY, MentionKind.WEEKDAY),
    ):
        for match in pattern.finditer(text):
            stem = match[0].lstrip()[:3].lower()
            number = _MONTH_STEMS[stem] if kind is MentionKind.MONTH else _WEEKDAY_STEMS[stem]
            yield Mention(
                start=match.start(),
                end=match.end(),
                keys=((kind.value, number),),
                kind=kind,
                weak=True,
            )


def _month_number(name: str) -> int:
    plain = name.lower().translate(_PLAIN)
    return 7 if plain.startswith(("juil", "jul")) else _MONTH_STEMS[plain[:3]]


def _is_doubtful_month(text: str, match: re.Match[str], *, language: str) -> bool:
    name = match[0]
    if name.endswith(".") or name in ("Jun", "Jul") or (language == "fr" and name[0].isupper()):
        return not re.match(r"\.? ?[0-9]", text[match.end() : match.end() + 3])
    if name not in _AMBIGUOUS[language]:
        return False
    beside = _BESIDE_NUMBER.search(text[max(0, match.start() - 12) : match.start()])
    return beside is None and not re.match(r",? [0-9]", text[match.end() : match.end() + 3])
