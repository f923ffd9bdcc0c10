"""Quotation marks that the target opens without closing, and quotations lost or added."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from translator.checks.excerpts import cut_excerpt, cut_opposite
from translator.checks.omission import find_source_words, find_traces
from translator.checks.shortage import MAX_SHARE, Shortage
from translator.checks.suspicion import load_omission_weights
from translator.patterns import compile_late
from translator.types import BlockTranslation, Finding, SegmentTranslation, Severity

_MARK = compile_late(r"[«»“”„\"]|''|``|<<|>>")
#: Feet and inches, minutes and seconds.
_MEASURE = compile_late(r"[0-9]['’′][0-9]{1,2}(?:\"|''|″|”)")
#: A word or two in marks are a writer's distance or a title, whose marks come and go in honest
#: translation; from here on someone is quoted.
_MIN_QUOTED_WORDS = 5
#: From here on words in marks are missed where they are gone as well: of one word alone nothing
#: is known that would make it sure.
_MIN_LOST_WORDS = 2
_QUOTED = compile_late(r"[«“„\"](?P<words>[^«»“”„\"]+)[»”“\"]")
#: A single quotation mark: at the beginning or end of a word, where it is no apostrophe.
_SINGLE = compile_late(r"(?<![\w.,!?])['‘‚‹](?=\w)|(?<=[\w.,!?])['’›](?!\w)")


def check_quotations(block: BlockTranslation) -> Iterator[Finding]:
    """Yield Q01 for an unbalanced target and Q02 for one that quotes nobody, or not everything.

    Marks are counted over the whole block, because a quotation may span its segments. A source
    that is unbalanced itself says nothing.
    """
    parts = [part for part in block.segments if part.target.strip()]
    marks = [_count_marks(part.segment.text) for part in parts]
    target_marks = [_count_marks(part.target) for part in parts]
    before, after = sum(marks), sum(target_marks)
    if before == after or before % 2 or (not before and not after):
        return
    # The block's first segment that differs is where a reader should look.
    at = next(
        i for i, pair in enumerate(zip(marks, target_marks, strict=True)) if pair[0] != pair[1]
    )
    part = parts[at]
    source, target = part.segment.text, part.target
    has_single = bool(_SINGLE.search(target) or _SINGLE.search(source))
    if after % 2:
        code, message = "Q01", "a quotation mark in the target has no partner"
    elif (
        # Single marks do for double ones, and one quotation can be given in two pieces.
        has_single
        or (before and after)
        or not _quotes_someone(
            " ".join(part.segment.text if before else part.target for part in parts)
        )
    ):
        if after < before:
            yield from _find_lost(block, parts)
        return
    else:
        code = "Q02"
        missing = "target" if before else "source"
        message = f"the quotation marks have no counterpart in the {missing}"
    yield Finding(
        code=code,
        severity=Severity.WARNING if code == "Q01" else Severity.NOTE,
        block_index=block.block.index,
        segment_index=part.segment.index,
        message=message,
        source_excerpt=_cut_around_mark(source),
        target_excerpt=_cut_around_mark(target),
    )


def _find_lost(block: BlockTranslation, parts: Sequence[SegmentTranslation]) -> Iterator[Finding]:
    """Yield Q02 for quoted words of the source that are gone, marks and all.

    None of them left a trace, and the target is shorter than one that said them in other words.
    """
    traces = find_traces(block)
    nats = load_omission_weights().traces
    for part in parts:
        source, target = part.segment.text, part.target
        if part.copied or _SINGLE.search(target) or _SINGLE.search(source):
            continue
        said = [(use.start, use.end) for use in part.terms if use.honoured]
        words = find_source_words(source, traces, said=said)
        shortage = Shortage.of(source, target)
        for match in _QUOTED.finditer(source):
            inside = [word for word in words if match.start() <= word.start < match.end()]
            share = (match.end() - match.start()) / len(source)
            if (
                len(match["words"].split()) < _MIN_LOST_WORDS
                or not inside
                or any(word.is_traced for word in inside)
                or share > MAX_SHARE
            ):
                continue
            lost = sum(nats.get(word.sort, (0.0, 0.0))[False] for word in inside)
            if shortage.weigh_loss(lost, share) > 0:
                yield Finding(
                    code="Q02",
                    severity=Severity.NOTE,
                    block_index=block.block.index,
                    segment_index=part.segment.index,
                    message=f"{match[0]} in the source has no counterpart in the target",
                    source_excerpt=cut_excerpt(source, *match.span()),
                    target_excerpt=cut_opposite(target, match.start() / len(source)),
                )


def _quotes_someone(text: str) -> bool:
    return any(len(match["words"].split()) >= _MIN_QUOTED_WORDS for match in _QUOTED.finditer(text))


def _count_marks(text: str) -> int:
    return len(_MARK.findall(_MEASURE.sub("", text)))


def _cut_around_mark(text: str) -> str:
    match = _MARK.search(text)
    start, end = match.span() if match else (0, min(len(text), 40))
    return cut_excerpt(text, start, end)
