"""Numbers, dates, percentages and currencies that differ between source and target."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from translator.checks.comparison import Comparison, Side, compare_sides
from translator.checks.excerpts import cut_excerpt, cut_opposite
from translator.checks.extraction import extract_mentions
from translator.checks.mentions import Key, Mention, MentionKind, Unit
from translator.checks.units import find_units
from translator.patterns import compile_late
from translator.types import BlockTranslation, Finding, Severity

_CODES = {
    MentionKind.NUMBER: ("N01", "N02", "N03"),
    MentionKind.MONTH: ("D01", "D03", "D04"),
    MentionKind.WEEKDAY: ("D02", "D03", "D04"),
}
#: English says less often than French on which day something was ("jeudi 13 novembre").
_WARNINGS = frozenset({"D03"})
#: "3 points", "a quarter", "one in ten", "a share of": a percentage without its sign.
_PERCENT_BY_OTHER_WORDS = compile_late(
    r"\b(?:points?|quarters?|half|thirds?|fifths?|tenths?|one in|in every|out of)\b",
    re.IGNORECASE,
)


def check_quantities(block: BlockTranslation) -> Iterator[Finding]:
    """Yield a finding for every quantity altered, lost or invented, or with another unit.

    Copied segments are left out; their target is their source.
    """
    parts = [part for part in block.segments if not part.copied]
    texts = [(part.segment.text, part.target) for part in parts]
    source = _collect([text for text, _ in texts], language="fr")
    target = _collect([text for _, text in texts], language="en")
    comparison = compare_sides(source, target)
    reporter = _Reporter(
        block_index=block.block.index,
        segment_indices=[part.segment.index for part in parts],
        texts=texts,
    )
    yield from _iter_unpaired(source, target, comparison, reporter)
    yield from _iter_unit_changes(source, target, comparison, reporter)


def _collect(texts: list[str], *, language: str) -> Side:
    found = [
        (mention, segment)
        for segment, text in enumerate(texts)
        for mention in extract_mentions(text, language=language)
    ]
    return Side(tuple(mention for mention, _ in found), tuple(segment for _, segment in found))


def _iter_unpaired(
    source: Side, target: Side, comparison: Comparison, reporter: _Reporter
) -> Iterator[Finding]:
    lost: dict[tuple[int, MentionKind], list[Mention]] = defaultdict(list)
    added: dict[tuple[int, MentionKind], list[Mention]] = defaultdict(list)
    for side, positions, left in (
        (source, comparison.missing, lost),
        (target, comparison.added, added),
    ):
        for position in positions:
            mention = side.mentions[position]
            texts = reporter.texts[side.segments[position]]
            if _is_copied(mention, *(texts if side is source else texts[::-1])):
                continue
            # A doubtful month ("May") is still what a sure one was turned into.
            if not mention.weak or mention.kind is MentionKind.MONTH:
                left[side.segments[position], mention.kind].append(mention)
    said, written = _list_said(source), _list_said(target)
    for segment, kind in sorted({*lost, *added}):
        ours, theirs = lost[segment, kind], added[segment, kind]
        altered, missing, invented = _CODES[kind]
        for before, after in _pair_similar(ours, theirs, *reporter.texts[segment]):
            yield reporter.report_change(altered, segment, before, after)
            ours.remove(before)
            theirs.remove(after)
        repeated = [mention for mention in theirs if (segment, mention.keys[0]) in said]
        if len(ours) == len(theirs) == 1 and not repeated and not (ours[0].weak and theirs[0].weak):
            yield reporter.report_change(altered, segment, ours[0], theirs[0])
            continue
        for mention in ours:
            # "From 9 May to 22 May" and "from 9 to 22 May" say the same.
            is_there = kind is not MentionKind.NUMBER and (segment, mention.keys[0]) in written
            if not (mention.weak or is_there):
                yield reporter.report_missing(missing, segment, mention)
        for mention in theirs:
            again = mention in repeated
            if not mention.weak and (kind is MentionKind.NUMBER or not again):
                yield reporter.report_invented(invented, segment, mention, again=again)


def _list_said(side: Side) -> set[tuple[int, Key]]:
    """Return what each segment says, in the likeliest reading."""
    return {(at, mention.keys[0]) for mention, at in zip(side.mentions, side.segments, strict=True)}


def _is_copied(mention: Mention, text: str, other: str) -> bool:
    """Return whether letters stand on the other side, too: XVIe, Black Friday."""
    written = text[mention.start : mention.end]
    return (
        any(map(str.isalpha, written))
        and re.search(rf"(?<!\w){re.escape(written)}(?!\w)", other, re.IGNORECASE) is not None
    )


def _pair_similar(
    ours: list[Mention], theirs: list[Mention], source: str, target: str
) -> list[tuple[Mention, Mention]]:
    """Pair leftover numbers that are each other's nearest, by their digits.

    ``1 642`` and ``1.642`` differ in a thousands mark alone; ``1962`` and ``1963`` in a digit.
    """
    pairs: list[tuple[Mention, Mention]] = []
    free = list(theirs)
    for differences in (0, 1):
        for mention in ours:
            if any(mention is before for before, _ in pairs):
                continue
            digits = _digits(source, mention)
            for other in free:
                if digits and _count_differences(digits, _digits(target, other)) == differences:
                    pairs.append((mention, other))
                    free.remove(other)
                    break
    return pairs


def _digits(text: str, mention: Mention) -> str:
    return "".join(char for char in text[mention.start : mention.end] if char.isdigit())


def _count_differences(digits: str, others: str) -> int:
    """Return how many digits differ; numbers of one digit have nothing but it to be known by."""
    if len(digits) != len(others):
        return len(digits) + len(others)
    differences = sum(a != b for a, b in zip(digits, others, strict=True))
    return differences if len(digits) > 1 else 2 * differences


def _iter_unit_changes(
    source: Side, target: Side, comparison: Comparison, reporter: _Reporter
) -> Iterator[Finding]:
    told: set[int] = set()
    for ours, theirs in sorted(comparison.pairs):
        before, after = source.mentions[ours], target.mentions[theirs]
        segment = target.segments[theirs]
        if segment != source.segments[ours] or before.unit is after.unit:
            continue
        if before.unit is not None and after.unit is not None:
            code = "C02" if Unit.PERCENT in (before.unit, after.unit) else "C01"
            yield reporter.report_change(code, segment, before, after)
            told.add(segment)
    for segment, (before_text, after_text) in enumerate(reporter.texts):
        if segment not in told:
            yield from reporter.report_units(
                segment,
                find_units(before_text),
                find_units(after_text),
            )


class _Reporter:
    """Words the findings of one block."""

    def __init__(
        self, *, block_index: int, segment_indices: list[int], texts: list[tuple[str, str]]
    ) -> None:
        self._block_index = block_index
        self._segment_indices = segment_indices
        self.texts = texts

    def report_change(self, code: str, segment: int, before: Mention, after: Mention) -> Finding:
        source, target = self.texts[segment]
        return self._make(
            code,
            segment,
            f"{_quote(source, before)} became {_quote(target, after)}",
            cut_excerpt(source, before.start, before.end),
            cut_excerpt(target, after.start, after.end),
        )

    def report_missing(self, code: str, segment: int, mention: Mention) -> Finding:
        source, target = self.texts[segment]
        return self._make(
            code,
            segment,
            f"{_quote(source, mention)} in the source has no counterpart in the target",
            cut_excerpt(source, mention.start, mention.end),
            cut_opposite(target, mention.start / len(source)),
        )

    def report_invented(self, code: str, segment: int, mention: Mention, *, again: bool) -> Finding:
        source, target = self.texts[segment]
        story = "stands in the target more often than in the source"
        if not again:
            story = "in the target has no counterpart in the source"
        return self._make(
            code,
            segment,
            f"{_quote(target, mention)} {story}",
            cut_opposite(source, mention.start / len(target)),
            cut_excerpt(target, mention.start, mention.end),
        )

    def report_units(
        self, segment: int, before: dict[Unit, int], after: dict[Unit, int]
    ) -> Iterator[Finding]:
        """Report a currency or percent sign that is there on one side only."""
        if Unit.PERCENT in before and _PERCENT_BY_OTHER_WORDS.search(self.texts[segment][1]):
            before = {unit: at for unit, at in before.items() if unit is not Unit.PERCENT}
        lost = [unit for unit in before if unit not in after]
        added = [unit for unit in after if unit not in before]
        if len(lost) != 1 or len(added) > 1 or (not added and lost != [Unit.PERCENT]):
            return
        source, target = self.texts[segment]
        at = before[lost[0]]
        share = at / len(source)
        opposite = cut_opposite(target, share)
        message = f"{lost[0].value} in the source has no counterpart in the target"
        if added:
            opposite = cut_excerpt(target, after[added[0]], after[added[0]] + 1)
            message = f"{lost[0].value} became {added[0].value}"
        code = "C02" if Unit.PERCENT in (*lost, *added) else "C01"
        yield self._make(code, segment, message, cut_excerpt(source, at, at + 1), opposite)

    def _make(
        self, code: str, segment: int, message: str, source_excerpt: str, target_excerpt: str
    ) -> Finding:
        return Finding(
            code=code,
            severity=Severity.WARNING if code in _WARNINGS else Severity.ERROR,
            block_index=self._block_index,
            segment_index=self._segment_indices[segment],
            message=message,
            source_excerpt=source_excerpt,
            target_excerpt=target_excerpt,
        )


def _quote(text: str, mention: Mention) -> str:
    """Return a quantity as the text writes it, with its unit."""
    start, end = mention.shown or (mention.start, mention.end)
    return text[start:end].strip()
