"""First words in small letters, where a model knows no other ones.

Headlines begin with nouns, and parallel text hardly ever does: « Incendie mortel » was "Deadly
Increased", « Grève dans les transports » "Reference in transport" and « Inquiets, les salariés »
"Inquiries". In small letters these words are what they are. The reader gets the capital again,
as for any target that begins without one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from translator.installed import read_installed_rows
from translator.patterns import compile_late

#: No name: behind those stands another one, or what somebody did.
_FIRST = compile_late(
    r"(?P<mark>[\"(]?)(?P<word>[A-ZÀ-ÖØ-Þ][a-zà-ÿœ]{3,})(?![\w'-])"
    r"(?! (?:[A-ZÀ-ÖØ-Þ]|(?:a|ont|avait|est|sont|était|fut|va|n'\w+|s'\w+|ne|se)\b))"
)

#: The first letter of a word that is no address and has no capital inside.
_SMALL = compile_late(r"[\"(]?[a-z](?=[a-zà-ÿ]*(?![\w.@/]))")


def soften_initial(text: str, count_tokens: Callable[[str], int]) -> str:
    """Return a text in the model's form, its first word in small letters if that says more.

    Args:
        count_tokens: of the model, whose vocabulary has the word in fewer pieces then.

    >>> soften_initial("Grève au port", lambda text: len(text) + text[0].isupper())
    'grève au port'
    >>> soften_initial("Roy, Paul", lambda text: len(text) + text[0].isupper())
    'Roy, Paul'
    """
    found = _find_unusual(text)
    if found is None:
        return text
    softened = found["mark"] + found["word"].lower() + text[found.end() :]
    return softened if count_tokens(softened) < count_tokens(text) else text


def raise_initial(source: str, target: str) -> str:
    """Return a target with the capital again that its source's first word may have lost.

    Also where it begins with a word that the source has in small letters, which would else stay.

    >>> raise_initial("Grève au port", "port strike")
    'Port strike'
    """
    begins = _SMALL.match(target)
    if begins is None or _find_unusual(source) is None:
        return target
    return target[: begins.end()].upper() + target[begins.end() :]


def _find_unusual(text: str) -> re.Match[str] | None:
    """Return the first word of a text if it is one of the table."""
    found = _FIRST.match(text)
    return found if found is not None and found["word"].lower() in load_initials() else None


@cache
def load_initials() -> frozenset[str]:
    """Return the words that are softened: common ones that begin next to no sentence."""
    return frozenset(row[0] for row in read_installed_rows("decoding", "initials.txt"))
