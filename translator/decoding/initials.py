"""First words in small letters, where a model knows no other ones.

Headlines begin with nouns, and parallel text hardly ever does: « Incendie mortel » was "Deadly
Increased", « Grève dans les transports » "Reference in transport" and « Inquiets, les salariés »
"Inquiries". In small letters these words are what they are. The reader gets the capital again,
as for any target that begins without one.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from translator.installed import read_installed_text
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
    found = _FIRST.match(text)
    if found is None:
        return text
    word = found["word"].lower()
    if word not in load_initials():
        return text
    softened = found["mark"] + word + text[found.end() :]
    return softened if count_tokens(softened) < count_tokens(text) else text


def raise_initial(source: str, target: str) -> str:
    """Return a target with the capital again that its source's first word may have lost.

    Also where it begins with a word that the source has in small letters, which would else stay.

    >>> raise_initial("Grève au port", "port strike")
    'Port strike'
    """
    found = _FIRST.match(source)
    if found is None or found["word"].lower() not in load_initials():
        return target
    begins = _SMALL.match(target)
    return target if begins is None else target[: begins.end()].upper() + target[begins.end() :]


@cache
def load_initials() -> frozenset[str]:
    """Return the words that are softened: common ones that begin next to no sentence."""
    lines = read_installed_text("decoding", "initials.txt").split("\n")
    return frozenset(line for line in lines if line and not line.startswith("#"))
