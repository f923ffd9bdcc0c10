"""Matching words of source and target in matching styles.

Styles differ in more than color, so that they can be told apart in black and white; where a
console has no styles at all, matching words carry the same small number.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.text import Text

from translator.types import SegmentTranslation, WordLink

#: How many styles there are (``link.0`` and on, in console.THEME); neighbors never share one.
NUM_STYLES = 6
#: Links below this are shown to nobody.
_MIN_CONFIDENCE = 0.4
#: Words of fewer letters say little, and every second word in color would say nothing.
_MIN_LETTERS = 4

_SMALL_DIGITS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")

Place = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class WordGroup:
    """Words that say the same on both sides, as offsets into segment and target."""

    source: tuple[Place, ...]
    target: tuple[Place, ...]


def group_words(part: SegmentTranslation) -> list[WordGroup]:
    """Return the groups of linked words worth showing, in order of the source."""
    links = [link for link in part.alignment if _is_worth_showing(link, part)]
    groups: list[list[WordLink]] = []
    for link in links:
        touching = [group for group in groups if any(_share_word(link, other) for other in group)]
        groups = [group for group in groups if group not in touching]
        groups.append([*(other for group in touching for other in group), link])
    made = [
        WordGroup(
            source=tuple(sorted({(link.source_start, link.source_end) for link in group})),
            target=tuple(sorted({(link.target_start, link.target_end) for link in group})),
        )
        for group in groups
    ]
    return sorted(made, key=lambda group: group.source)


def highlight_words(
    source: Text,
    target: Text,
    parts: Sequence[tuple[SegmentTranslation, int, int]],
    *,
    styled: bool,
) -> tuple[Text, Text]:
    """Return two texts with the matching words of their segments marked.

    Args:
        parts: each with the offsets of its segment in ``source`` and of its target in ``target``.
        styled: False for numbers instead of styles.
    """
    source_places: list[tuple[int, int, int]] = []
    target_places: list[tuple[int, int, int]] = []
    for part, source_at, target_at in parts:
        for number, group in enumerate(group_words(part)):
            source_places += [(source_at + a, source_at + b, number) for a, b in group.source]
            target_places += [(target_at + a, target_at + b, number) for a, b in group.target]
    return (
        _mark(source, source_places, styled=styled),
        _mark(target, target_places, styled=styled),
    )


def _mark(text: Text, places: Sequence[tuple[int, int, int]], *, styled: bool) -> Text:
    if styled:
        for start, end, number in places:
            text.stylize(f"link.{number % NUM_STYLES}", start, end)
        return text
    pieces = text.divide(sorted({end for _, end, _ in places}))
    numbers = {end: number for _, end, number in places}
    marked, at = text.blank_copy(), 0
    for piece in pieces:
        marked.append_text(piece)
        at += len(piece)
        if at in numbers:
            marked.append(str(numbers[at] + 1).translate(_SMALL_DIGITS))
    return marked


def _is_worth_showing(link: WordLink, part: SegmentTranslation) -> bool:
    return link.confidence >= _MIN_CONFIDENCE and (
        _says_something(part.segment.text, link.source_start, link.source_end)
        or _says_something(part.target, link.target_start, link.target_end)
    )


def _says_something(text: str, start: int, end: int) -> bool:
    """Tell whether a word is long, a number, or a name inside its sentence."""
    word = text[start:end]
    return len(word) >= _MIN_LETTERS or word[:1].isdigit() or (start > 0 and word[:1].isupper())


def _share_word(link: WordLink, other: WordLink) -> bool:
    return link.source_start == other.source_start or link.target_start == other.target_start
