"""« Deux fois moins », which is half as much, where a model wrote "twice as much".

Parallel text has « deux fois plus » ten times as often, and a model of few parameters says "twice
as high" of what is twice as low: the contrary. From three on it says "three times fewer".
"""

from __future__ import annotations

import re

from translator.patterns import compile_late

_HALF = compile_late(r"\bdeux fois moins\b(?! cher)", re.IGNORECASE)
_DOUBLE = compile_late(
    r"\bdeux fois (?:plus|autant|mieux|pire)\b|\ble double\b|\bdoubl[ée]", re.IGNORECASE
)
_TWICE = compile_late(r"\b(?P<capital>[Tt])wice(?= as \w)")


def restore_multiples(source: str, target: str) -> str:
    """Return a target with "half as" where the source has « deux fois moins » and nothing double.

    Args:
        source: in the model's form.

    >>> restore_multiples("Il gagne deux fois moins.", "He earns twice as much.")
    'He earns half as much.'
    """
    if _DOUBLE.search(source) or len(_HALF.findall(source)) != len(_TWICE.findall(target)):
        return target
    return _TWICE.sub(lambda found: "Half" if found["capital"] == "T" else "half", target)
