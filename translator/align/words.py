"""Which word of a target says which word of its source.

Two witnesses that know nothing of each other: where the model looked while it wrote (or, for a
given target, read) each word, and what a dictionary, the spelling and the figures say. Either
alone is wrong too often; benchmarks/alignment.py measures both and their sum.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from translator.align.kinship import WordForm, describe_word, measure_kinship
from translator.patterns import compile_late
from translator.types import Attention, WordLink

#: Digits with their separators are one word; a hyphen or an apostrophe divides two.
_WORD = compile_late(r"\d+(?:[.,]\d+|[ \u00a0\u202f]\d{3}(?!\d))*|[^\W\d_]+")
#: What a sure relative in the dictionary is worth beside an attention of 1.
KINSHIP_WEIGHT = 0.6
#: Least evidence for a link between two words that choose each other, and for one that only one
#: of them chooses. Both are from the linked sentences of benchmarks/alignment.py, where the
#: error rate moves by less than 0.02 for half or double of either.
_MIN_MUTUAL = 0.25
_MIN_ONE_SIDED = 0.35
#: How far apart two words may stand that together say another one: "give in".
_REACH = 1


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text, ``start`` to ``end``, and what can be compared about it."""

    start: int
    end: int
    form: WordForm


Matrix = list[list[float]]
"""[source word][target word]"""


def find_words(text: str) -> list[Word]:
    """Return the words of a text.

    >>> [(word.start, word.end) for word in find_words("L'an 14 000.")]
    [(0, 1), (2, 4), (5, 11)]
    """
    return [
        Word(match.start(), match.end(), describe_word(match[0])) for match in _WORD.finditer(text)
    ]


def link_words(
    source: str,
    target: str,
    *,
    attention: Attention | None = None,
    source_form: str = "",
    target_form: str = "",
    kinship_weight: float = KINSHIP_WEIGHT,
) -> tuple[WordLink, ...]:
    """Return the links between two texts, in order of the source.

    Args:
        source: as the reader sees it.
        target: as the reader sees it.
        attention: over the forms; None leaves the dictionary alone to judge.
        source_form: what the model was given for ``source``; the words are looked for in it, so
            that its quotation marks, spaces and capitals may be others.
        target_form: what the model was given for ``target``.
        kinship_weight: what a sure relative in the dictionary is worth.

    >>> [(link.source_start, link.target_start) for link in link_words("à Paris", "in Paris")]
    [(2, 3)]
    """
    source_words, target_words = find_words(source), find_words(target)
    if not source_words or not target_words:
        return ()
    evidence = [
        [kinship_weight * measure_kinship(one.form, other.form) for other in target_words]
        for one in source_words
    ]
    if attention is not None:
        seen = _gather_attention(
            attention,
            _find_forms(source, source_words, source_form),
            _find_forms(target, target_words, target_form),
        )
        _add(evidence, _balance(seen))
    return tuple(
        WordLink(
            source_start=source_words[row].start,
            source_end=source_words[row].end,
            target_start=target_words[column].start,
            target_end=target_words[column].end,
            confidence=min(1.0, evidence[row][column]),
        )
        for row, column in _choose(evidence)
    )


def _find_forms(text: str, words: Sequence[Word], form: str) -> list[tuple[int, int] | None]:
    """Return where each word of a text stands in the form of it that the model was given."""
    folded = form.lower()
    # A few letters change their number when they change their case.
    if len(folded) != len(form):
        folded = form
    found: list[tuple[int, int] | None] = []
    position = 0
    for word in words:
        written = text[word.start : word.end].lower()
        # 14 000 is given to the model as 14,000.
        spellings = dict.fromkeys((written, re.sub(r"[ \u00a0\u202f]", ",", written)))
        starts = [(folded.find(spelling, position), spelling) for spelling in spellings]
        start, spelling = min(
            ((at, spelling) for at, spelling in starts if at >= 0), default=(-1, "")
        )
        found.append((start, start + len(spelling)) if start >= 0 else None)
        position = start + len(spelling) if start >= 0 else position
    return found


def _gather_attention(
    attention: Attention,
    source_places: Sequence[tuple[int, int] | None],
    target_places: Sequence[tuple[int, int] | None],
) -> Matrix:
    """Return the attention between words: the mean over target pieces, the sum over source ones."""
    source_pieces = [_find_overlaps(place, attention.source_spans) for place in source_places]
    target_pieces = [_find_overlaps(place, attention.target_spans) for place in target_places]
    weights = attention.weights
    return [
        [
            sum(weights[row][column] for row in rows for column in columns) / max(1, len(rows))
            for rows in target_pieces
        ]
        for columns in source_pieces
    ]


def _find_overlaps(place: tuple[int, int] | None, spans: Sequence[tuple[int, int]]) -> list[int]:
    if place is None:
        return []
    return [
        number
        for number, (start, end) in enumerate(spans)
        if start < end and start < place[1] and place[0] < end
    ]


def _balance(seen: Matrix) -> Matrix:
    """Return the geometric mean of what each word is to the other.

    A model looks at some words (the verb, the last one) from everywhere; seen from the source,
    each of those looks is worth little.
    """
    by_source = [sum(row) for row in seen]
    by_target = [sum(column) for column in zip(*seen, strict=True)]
    return [
        [
            value / math.sqrt(by_source[row] * by_target[column]) if value else 0.0
            for column, value in enumerate(values)
        ]
        for row, values in enumerate(seen)
    ]


def _add(evidence: Matrix, more: Matrix) -> None:
    for row, values in zip(evidence, more, strict=True):
        for column, value in enumerate(values):
            row[column] += value


def _continues(row: int, column: int, mutual: Set[tuple[int, int]]) -> bool:
    """Tell whether a second link of a word is beside its first: "give in", but not far away."""
    return all(abs(other - column) <= _REACH for one, other in mutual if one == row) and all(
        abs(one - row) <= _REACH for one, other in mutual if other == column
    )


def _choose(evidence: Matrix) -> Iterator[tuple[int, int]]:
    """Yield the links: of words that choose each other, then of those left without one."""
    best_target = [max(range(len(row)), key=row.__getitem__) for row in evidence]
    columns = list(zip(*evidence, strict=True))
    best_source = [max(range(len(column)), key=column.__getitem__) for column in columns]
    mutual = {
        (row, column)
        for row, column in enumerate(best_target)
        if best_source[column] == row and evidence[row][column] >= _MIN_MUTUAL
    }
    linked_rows = {row for row, _ in mutual}
    linked_columns = {column for _, column in mutual}
    one_sided = {
        *((row, column) for row, column in enumerate(best_target) if row not in linked_rows),
        *((row, column) for column, row in enumerate(best_source) if column not in linked_columns),
    }
    kept = {
        (row, column)
        for row, column in one_sided
        if evidence[row][column] >= _MIN_ONE_SIDED and _continues(row, column, mutual)
    }
    yield from sorted(mutual | kept)
