"""Asides that fit behind any sentence: a sum, an address, a telephone number, an hour.

What has to be copied sign by sign is rare in parallel text. In brackets before the last stop it
stands in any sentence, so any sentence can teach it.
"""

from __future__ import annotations

import string
from random import Random

from training.augment import Pair
from training.money import draw_number, draw_sum

_SYLLABLES = (
    "ba bel bor car cor da del do fa fer gal go la lin lo ma mar mer mi mon na nor pa per pi pol"
    " ra ri ro sa sel so ta ter ti ton va ver vi vo"
).split()
_ENDINGS = ("fr", "fr", "fr", "com", "org", "net", "eu", "gouv.fr", "be", "ch")
_MAILBOXES = ("contact", "info", "presse", "mairie", "redaction", "accueil")
_UNITS = ("km", "m", "kg", "ha", "km/h", "km2", "m2", "°C", "kWh", "MW", "litres", "tonnes")


def add_aside(pair: Pair, *, rng: Random) -> Pair | None:
    """Return the pair with the same aside before both full stops; None without them.

    >>> add_aside(("Le pont est fermé.", "The bridge is closed."), rng=Random(1))
    ('Le pont est fermé (87,370€).', 'The bridge is closed (€87,370).')
    """
    if any(not side.endswith(".") or side.endswith("..") for side in pair):
        return None
    if any(mark in side for side in pair for mark in "()"):
        return None
    french, english = _draw_aside(rng)
    if rng.random() < 0.3:
        return f"{pair[0][:-1]} : {french}", f"{pair[1][:-1]}: {english}"
    return f"{pair[0][:-1]} ({french}).", f"{pair[1][:-1]} ({english})."


def _draw_aside(rng: Random) -> Pair:
    kind = rng.random()
    if kind < 0.4:
        unit = rng.choice(("", "", "million", "billion"))
        return draw_sum(rng, unit=unit, sign=rng.choice("€€€€$£"))
    if kind < 0.55:
        return _twice(_draw_mailbox(rng))
    if kind < 0.75:
        return _twice(_draw_page(rng))
    if kind < 0.85:
        digits = [f"{rng.randint(0, 99):02}" for _ in range(4)]
        return _twice(" ".join([f"0{rng.randint(1, 9)}", *digits]))
    french, english = draw_number(rng, large=True)
    unit = rng.choice(_UNITS)
    return f"{french} {unit}", f"{english} {unit.replace('litres', 'liters')}"


def _twice(text: str) -> Pair:
    return text, text


def _draw_word(rng: Random) -> str:
    return "".join(rng.choices(_SYLLABLES, k=rng.randint(2, 3)))


def _draw_host(rng: Random) -> str:
    words = "-".join(_draw_word(rng) for _ in range(rng.choice((1, 1, 2))))
    return f"{words}.{rng.choice(_ENDINGS)}"


def _draw_mailbox(rng: Random) -> str:
    name = f"{_draw_word(rng)}.{_draw_word(rng)}"
    return f"{rng.choice((name, _draw_word(rng), *_MAILBOXES[:3]))}@{_draw_host(rng)}"


def _draw_page(rng: Random) -> str:
    host = _draw_host(rng)
    start = rng.choice(("https://www.", "https://", "http://www.", "www.", "www."))
    parts = [
        rng.choice((_draw_word(rng), str(rng.randint(1, 2030)), rng.choice(string.ascii_lowercase)))
        for _ in range(rng.choice((0, 0, 1, 2)))
    ]
    return "/".join([start + host, *parts])
