"""Figures that stand alone, in a cell of a table or as a headline, as English writes them.

No model is asked about a text without words; but « 12,5 % » reads as a list in English, and
« 37 400 » as two numbers.
"""

from __future__ import annotations

import re

from translator.patterns import compile_late

_SPACE = "[ \u00a0\u202f\u2009]"
_FIGURE = compile_late(
    rf"(?P<head>[(≈~<>≤≥]*{_SPACE}?[+\-−–±]?{_SPACE}?)"
    rf"(?P<number>(?:[1-9]\d{{0,2}}(?:{_SPACE}\d{{3}})+|\d+)(?:,\d+)?)"
    rf"(?:{_SPACE}?(?P<unit>%|‰|[€$£]))?"
    rf"(?P<tail>[)*†]*)"
)


def write_figure(text: str) -> str:
    """Return a figure as English writes it; any other text as it is.

    >>> write_figure("37 400"), write_figure("−12,5 %"), write_figure("1 250,50 €")
    ('37,400', '−12.5%', '€1,250.50')
    >>> write_figure("12,5 et 13"), write_figure("06 12 34 56 78"), write_figure("2024")
    ('12,5 et 13', '06 12 34 56 78', '2024')
    """
    found = _FIGURE.fullmatch(text.strip())
    if found is None:
        return text
    whole, comma, decimals = found["number"].partition(",")
    number = ",".join(re.split(_SPACE, whole)) + ("." if comma else "") + decimals
    unit = found["unit"] or ""
    if unit in "%‰":
        return f"{found['head']}{number}{unit}{found['tail']}"
    return f"{found['head']}{unit}{number}{found['tail']}"
