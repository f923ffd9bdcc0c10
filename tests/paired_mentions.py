"""What the program's own checks of numbers and addresses say of a pair of sentences."""

from __future__ import annotations

from translator.checks.comparison import Comparison, Side, compare_sides
from translator.checks.extraction import extract_mentions


def compare_pair(pair: tuple[str, str]) -> Comparison:
    """Compare what a French sentence and an English one mention, as users see it compared."""
    french, english = (
        extract_mentions(side, language=language)
        for side, language in zip(pair, ("fr", "en"), strict=True)
    )
    return compare_sides(Side(french, (0,) * len(french)), Side(english, (0,) * len(english)))
