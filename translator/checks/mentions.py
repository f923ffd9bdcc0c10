"""What the number checks compare: a quantity mentioned at one place of a text.

The two languages write the same quantity in many ways, and one writing can be read in more
than one way: ``18 heures`` is a time or a duration, ``1.234`` in French is a thousand or a
decimal. A mention therefore carries all its readings as keys; two mentions agree when they
share one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import TypeAlias

from translator.patterns import compile_late


class MentionKind(StrEnum):
    """What a mention is about; decides which code a finding gets."""

    NUMBER = "number"
    MONTH = "month"
    WEEKDAY = "weekday"


class Unit(StrEnum):
    """The units whose change is reported. A value is how a message names the unit."""

    PERCENT = "percent"
    EURO = "euros"
    DOLLAR = "dollars"
    POUND = "pounds"
    YEN = "yen"
    FRANC = "francs"


#: ("n", value), ("clock", minutes after midnight), ("month", 1–12), ("weekday", 1–7) or
#: ("code", characters) for what is no number: a version, an overlong run of digits.
Key: TypeAlias = tuple[str, Fraction | int | str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One quantity in a text. ``keys`` holds its readings, the likeliest first.

    A weak mention can be the counterpart of another one but is never missed or called
    invented by itself: "un", "first", "a dozen", "half". ``shown`` is the span with its unit,
    for messages. ``parts`` are the keys of a compound
    that the other language may write in pieces: 2 h 30 as "two hours and 30 minutes".
    """

    start: int
    end: int
    keys: tuple[Key, ...]
    kind: MentionKind = MentionKind.NUMBER
    weak: bool = False
    unit: Unit | None = None
    shown: tuple[int, int] | None = None
    parts: tuple[Key, ...] = ()


def number_key(value: Fraction | int) -> Key:
    """Return the key of a plain number."""
    return ("n", Fraction(value))


def clock_keys(hours: int, minutes: int = 0, *, half_day: str | None = None) -> tuple[Key, ...]:
    """Return the readings of a time of day; ``half_day`` is "a" (a.m.), "p" (p.m.) or None.

    Up to 12 o'clock a time without a.m. or p.m. can be meant either way.

    >>> clock_keys(18, 30)
    (('clock', 1110),)
    >>> clock_keys(6, 30)
    (('clock', 390), ('clock', 1110))
    """
    after_midnight = hours % 24 * 60 + minutes
    if half_day == "a":
        return (("clock", hours % 12 * 60 + minutes),)
    if half_day == "p":
        return (("clock", (hours % 12 + 12) * 60 + minutes),)
    if hours > 12 or hours == 0:
        return (("clock", after_midnight),)
    return (("clock", after_midnight), ("clock", (hours + 12) % 24 * 60 + minutes))


#: One character for one, so that offsets into the prepared text hold for the original.
_PREPARED = str.maketrans(
    {
        **dict.fromkeys("\u00a0\u202f\u2009\u2007\u2008\u200a\u2002\u2003\u2005\u3000\t\n", " "),
        **dict.fromkeys("’‘‛ʼ`´′", "'"),
        **dict.fromkeys("–—―‐‑−", "-"),
        **dict(zip("₀₁₂₃₄₅₆₇₈₉", "0123456789", strict=True)),
    }
)

#: Digits in here are addresses and formulas, which other checks look after or nobody counts.
_SKIPPED = compile_late(
    r"(?:https?://|www\.)\S+"
    r"|[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]+"
    r"|\b(?:CO2|SO2|NO2|H2O|PM2[.,]5|PM10|[kcm]?m[23])\b"
)
#: Nothing that is skipped lacks one of these, and most texts have none.
_MAY_SKIP = compile_late(r"://|www\.|@|O2|2O|PM[12]|m[23]")


def prepare_text(text: str) -> str:
    """Return ``text`` with plain spaces, apostrophes and dashes and without addresses.

    The result has the same length, so every offset found in it is one into ``text``.

    >>> prepare_text("14\\u202f000 m2")
    '14 000 ··'
    """
    plain = text.translate(_PREPARED)
    return _SKIPPED.sub(blank_match, plain) if _MAY_SKIP.search(plain) else plain


def blank_match(match: re.Match[str]) -> str:
    """Return a filler as long as the match, so that no later pattern reads it again."""
    return "·" * (match.end() - match.start())
