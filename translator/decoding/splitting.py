"""Over-long sources: cut at the best place, translated in parts, and put together again."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from translator.patterns import compile_late

#: Where to cut, best first; a part ends where a match ends, so no character is ever lost.
_CUTS = (
    compile_late(r"[.!?][\"')\]]*\s+"),
    compile_late(r"[;:]\s+|\s-\s+"),
    compile_late(r",\s+"),
    compile_late(
        r"\s+(?=(?:et|ou|mais|car|donc|or|ni|que|qui|dont|où|puis|quand|lorsque|tandis|alors"
        r"|parce|puisque|si|comme|afin|après|avant|pour|sans)\b)",
        re.IGNORECASE,
    ),
    compile_late(r"\s+"),
    compile_late(r"."),
)
#: A cut leaves each side at least this share of the characters, or a weaker mark is tried.
_MIN_SHARE = 0.25


def split_text(
    text: str, *, max_tokens: int, count_tokens: Callable[[str], int]
) -> tuple[str, ...]:
    """Return ``text`` in parts of at most ``max_tokens`` tokens; joined, they are ``text``.

    The cut nearest to the middle is chosen among ends of sentences, then ; : and dashes, then
    commas, then the places before conjunctions, then spaces, and inside a word only if the
    word alone is too long. White space stays with the part before it.

    >>> split_text("Il pleut ; il vente.", max_tokens=3, count_tokens=lambda t: len(t.split()))
    ('Il pleut ; ', 'il vente.')
    """
    if len(text) < 2 or count_tokens(text) <= max_tokens:
        return (text,)
    cut = _find_cut(text)
    return tuple(
        part
        for half in (text[:cut], text[cut:])
        for part in split_text(half, max_tokens=max_tokens, count_tokens=count_tokens)
    )


def join_targets(parts: Sequence[str], targets: Sequence[str]) -> str:
    """Return the target of a text from the targets of its parts.

    A model ends what it takes for a sentence with a period: inside the sentence the period
    gives way to the mark that the source has there.

    >>> join_targets(("Il pleut, ", "il vente."), ("It rains.", "it blows."))
    'It rains, it blows.'
    """
    joined = []
    for part, target in zip(parts[:-1], targets[:-1], strict=True):
        mark = part.rstrip()[-1:]
        if mark not in {".", "!", "?", '"', ")"}:
            target = target.rstrip(" .,;:") + (mark if mark in {",", ";", ":"} else "")
        joined.append(target + (" " if part[-1:].isspace() else ""))
    return "".join([*joined, *targets[-1:]])


def _find_cut(text: str) -> int:
    for pattern in _CUTS:
        cuts = list(_iter_central_ends(pattern, text))
        if cuts:
            return min(cuts, key=lambda cut: abs(2 * cut - len(text)))
    return len(text) // 2


def _iter_central_ends(pattern: re.Pattern[str], text: str) -> Iterator[int]:
    margin = _MIN_SHARE * len(text)
    for match in pattern.finditer(text):
        if margin <= match.end() <= len(text) - margin and 0 < match.end() < len(text):
            yield match.end()
