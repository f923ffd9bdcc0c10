"""Two translations of one source beside each other, with the words in which they differ.

Either may be a model's or somebody's. A translator's sentences need not be the source's, so each
version is pairs of a source's sentences with a text; rows are the smallest groups of source
sentences that neither version divides otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate

from translator.chrf import measure_chrf, measure_corpus_chrf
from translator.pairs import ComparedPair
from translator.patterns import compile_late
from translator.text.normalize import normalize_target
from translator.types import Finding, Report, SegmentRef

#: A figure with its separators, a word with its apostrophe, a mark of punctuation.
_TOKEN = compile_late(r"\d[\d.,]*\d|\w+(?:['’]\w+)?|[^\w\s]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One translation: what to call it, what was found out about it, and its pairs."""

    label: str
    report: Report
    pairs: tuple[ComparedPair, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Characters of two texts that stand for each other and are not the same words.

    One side is empty where the other one says more.
    """

    first_start: int
    first_end: int
    second_start: int
    second_end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionRow:
    """Sentences of the source with what each version says for them.

    ``findings`` are positions in the versions' reports, (of the first, of the second);
    ``agreement`` is the chrF, 0 to 100, of the first against the second.
    """

    block_index: int
    source: str
    first: str
    second: str
    differences: tuple[Difference, ...]
    agreement: float
    findings: tuple[tuple[int, ...], tuple[int, ...]] = ((), ())


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionComparison:
    """Two versions of one source; ``agreement`` is the chrF of the first against the second."""

    first: Version
    second: Version
    rows: tuple[VersionRow, ...]
    agreement: float


def pair_own_segments(report: Report) -> tuple[ComparedPair, ...]:
    """Return a model's own segments as pairs, so that it can be a version."""
    return tuple(
        ComparedPair(
            ref=SegmentRef(block_index=block.block.index, segment_index=part.segment.index),
            sources=(part.segment.text,),
            targets=(part.target,) if part.target.strip() else (),
            hypothesis=part.target,
        )
        for block in report.translation.blocks
        for part in block.segments
    )


def compare_versions(first: Version, second: Version) -> VersionComparison:
    """Put two versions of the same source in common rows and find their differences."""
    rows = tuple(
        _make_row(group, (first, second))
        for group in _group_pairs(first.pairs, second.pairs)
        if any(group)
    )
    return VersionComparison(
        first=first,
        second=second,
        rows=rows,
        agreement=measure_corpus_chrf((row.first, row.second) for row in rows),
    )


def find_differences(first: str, second: str) -> tuple[Difference, ...]:
    """Return where two texts differ, word by word; kinds of quotation marks are no difference.

    >>> first, second = "He voted to close it.", "He has voted to shut it."
    >>> for found in find_differences(first, second):
    ...     print(repr(first[found.first_start : found.first_end]), end=" ")
    ...     print(repr(second[found.second_start : found.second_end]))
    '' 'has'
    'close' 'shut'
    """
    first_spans, second_spans = ([*_TOKEN.finditer(text)] for text in (first, second))
    matcher = SequenceMatcher(
        None,
        [normalize_target(match[0]) for match in first_spans],
        [normalize_target(match[0]) for match in second_spans],
        autojunk=False,
    )
    found: list[Difference] = []
    for tag, *bounds in matcher.get_opcodes():
        if tag != "equal":
            first_start, first_end = _find_span(first_spans, *bounds[:2], length=len(first))
            second_start, second_end = _find_span(second_spans, *bounds[2:], length=len(second))
            found.append(
                Difference(
                    first_start=first_start,
                    first_end=first_end,
                    second_start=second_start,
                    second_end=second_end,
                )
            )
    return tuple(found)


def format_version_figures(comparison: VersionComparison) -> str:
    """Return in one line how far the versions agree."""
    same = sum(not row.differences for row in comparison.rows)
    return (
        f"{len(comparison.rows)} rows · {same} the same in both · "
        f"agreement of the two: chrF {comparison.agreement:.1f}"
    )


def _find_span(
    spans: Sequence[re.Match[str]], start: int, end: int, *, length: int
) -> tuple[int, int]:
    """Return the characters of some tokens; of none, an empty span where they would stand."""
    if start < end:
        return spans[start].start(), spans[end - 1].end()
    at = spans[start].start() if start < len(spans) else length
    return at, at


_Group = tuple[list[ComparedPair], list[ComparedPair]]


def _group_pairs(first: Sequence[ComparedPair], second: Sequence[ComparedPair]) -> list[_Group]:
    """Return the pairs of both in groups that end with the same sentence of the source.

    What a version adds goes with the sentences before it, or after it at the beginning.
    """
    sides = (first, second)
    ends = [list(accumulate(len(pair.sources) for pair in side)) for side in sides]
    common = sorted((set(ends[0]) & set(ends[1])) - {0})
    groups: list[_Group] = []
    positions = [0, 0]
    for cut in common or [0]:
        group: _Group = ([], [])
        for side, members in enumerate(group):
            while positions[side] < len(sides[side]) and ends[side][positions[side]] <= cut:
                members.append(sides[side][positions[side]])
                positions[side] += 1
        groups.append(group)
    return groups


def _make_row(group: _Group, versions: tuple[Version, Version]) -> VersionRow:
    texts = [" ".join(pair.target for pair in side if pair.targets) for side in group]
    pairs = [pair for side in group for pair in side]
    return VersionRow(
        block_index=min(pair.ref.block_index for pair in pairs),
        source=" ".join(pair.source for pair in (group[0] or group[1]) if pair.sources),
        first=texts[0],
        second=texts[1],
        differences=find_differences(texts[0], texts[1]),
        agreement=measure_chrf(texts[0], texts[1]),
        findings=(
            _find_findings(versions[0].report.findings, group[0]),
            _find_findings(versions[1].report.findings, group[1]),
        ),
    )


def _find_findings(findings: Sequence[Finding], pairs: Sequence[ComparedPair]) -> tuple[int, ...]:
    """Return the positions of the findings about some pairs; about a block, at its beginning."""
    places = {(pair.ref.block_index, pair.ref.segment_index) for pair in pairs if pair.sources}
    added = {(pair.ref.block_index, pair.target) for pair in pairs if not pair.sources}
    return tuple(
        position
        for position, finding in enumerate(findings)
        if (
            (finding.block_index, finding.target_excerpt) in added
            if finding.code == "M02"
            else (finding.block_index, finding.segment_index or 0) in places
        )
    )
