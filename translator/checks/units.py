"""Which percent sign or currency belongs to a number."""

from __future__ import annotations

import re

from translator.checks.mentions import Unit
from translator.patterns import compile_late

_BEFORE = compile_late(
    r"(?P<EURO>€|EUR)|(?P<DOLLAR>\$|USD|CAD)|(?P<POUND>£|GBP)|(?P<YEN>¥|JPY)|(?P<FRANC>CHF)"
)
#: "12 millions d'euros", "3 milliards de dollars", "$12 billion" keeps its sign in front.
_AFTER = {
    "fr": compile_late(
        r" ?-?(?:de |d')?(?:(?P<PERCENT>%|pour ?cents?\b|pct\b)"
        r"|(?P<EURO>€|euros?\b|EUR\b)|(?P<DOLLAR>\$|dollars?\b|USD\b)"
        r"|(?P<POUND>£|livres? (?:sterling|britanniques?)\b|GBP\b)"
        r"|(?P<YEN>¥|yens?\b|JPY\b)|(?P<FRANC>francs?\b|CHF\b))",
        re.IGNORECASE,
    ),
    "en": compile_late(
        r" ?-?(?:of )?(?:(?P<PERCENT>%|per ?cent\b|pct\b|pc\b|percentage points?\b)"
        r"|(?P<EURO>€|euros?\b|EUR\b)|(?P<DOLLAR>\$|(?:US |U\.S\. )?dollars?\b|USD\b|bucks\b)"
        r"|(?P<POUND>£|pounds? sterling\b|British pounds?\b|GBP\b)"
        r"|(?P<YEN>¥|yen\b|JPY\b)|(?P<FRANC>(?:Swiss |French )?francs?\b|CHF\b))",
        re.IGNORECASE,
    ),
}

_ANYWHERE = compile_late(
    r"(?P<PERCENT>%|\b(?:pour[ -]?cent|per ?cent|pct|percentage|pourcentage|pc)\b)"
    r"|(?P<EURO>€|\beuros?\b|\bEUR\b)|(?P<DOLLAR>\$|\bdollars?\b|\bUSD\b|\bbucks?\b)"
    r"|(?P<POUND>£|\bGBP\b|\bsterling\b)|(?P<YEN>¥|\byens?\b)|(?P<FRANC>\bfrancs?\b|\bCHF\b)",
    re.IGNORECASE,
)
#: Without one of these there is no unit: most texts need not be read with the slower pattern.
_MAYBE = compile_late(
    r"[%€$£¥]|\b(?:pour[ -]?cent|per ?cent|pct|pc|eur|dollar|usd|buck|gbp|sterling|yen|franc|chf)"
)


def find_units(text: str) -> dict[Unit, int]:
    """Return the units named anywhere in a text, also without a number, and where first.

    >>> find_units("des millions de dollars")
    {<Unit.DOLLAR: 'dollars'>: 16}
    """
    found: dict[Unit, int] = {}
    if _MAYBE.search(text.lower()) is None:
        return found
    for match in _ANYWHERE.finditer(text):
        if match.lastgroup:
            found.setdefault(Unit[match.lastgroup], match.start())
    return found


def find_unit(
    text: str, start: int, end: int, *, language: str
) -> tuple[Unit | None, tuple[int, int]]:
    """Return the unit behind or in front of the number at ``start``–``end``, and their span.

    >>> find_unit("a budget of €12 million", 13, 23, language="en")
    (<Unit.EURO: 'euros'>, (12, 23))
    """
    match = _AFTER[language].match(text, end)
    if match is not None and match.lastgroup:
        return Unit[match.lastgroup], (start, match.end())
    first = max(0, start - 4)
    window = text[first:start].rstrip()
    for match in _BEFORE.finditer(window):
        if match.end() == len(window) and match.lastgroup:
            return Unit[match.lastgroup], (first + match.start(), end)
    return None, (start, end)
