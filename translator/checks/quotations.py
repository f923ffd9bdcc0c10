"""Quotation marks that the target opens without closing, and quotations lost or added."""

from __future__ import annotations

import re
from collections.abc import Iterator

from translator.checks.excerpts import cut_excerpt
from translator.types import BlockTranslation, Finding, Severity

_MARK = re.compile(r"[«»“”„\"]|''|``|<<|>>")
#: Feet and inches, minutes and seconds.
_MEASURE = re.compile(r"[0-9]['’′][0-9]{1,2}(?:\"|''|″|”)")
#: A word or two in marks are a writer's distance or a title, which come and go in honest
#: translation; from here on someone is quoted.
_MIN_QUOTED_WORDS = 5
_QUOTED = re.compile(r"[«“„\"](?P<words>[^«»“”„\"]+)[»”“\"]")
#: A single quotation mark: at the beginning or end of a word, where it is no apostrophe.
_SINGLE = re.compile(r"(?<![\w.,!?])['‘‚‹](?=\w)|(?<=[\w.,!?])['’›](?!\w)")


def check_quotations(block: BlockTranslation) -> Iterator[Finding]:
    """Yield Q01 for an unbalanced target and Q02 for one that quotes nobody.

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
    if after % 2:
        code, message = "Q01", "a quotation mark in the target has no partner"
    elif _SINGLE.search(target) or _SINGLE.search(source) or (before and after):
        # Single marks do for double ones, and one quotation can be given in two pieces.
        return
    elif not _quotes_someone(
        " ".join(part.segment.text if before else part.target for part in parts)
    ):
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


def _quotes_someone(text: str) -> bool:
    return any(len(match["words"].split()) >= _MIN_QUOTED_WORDS for match in _QUOTED.finditer(text))


def _count_marks(text: str) -> int:
    return len(_MARK.findall(_MEASURE.sub("", text)))


def _cut_around_mark(text: str) -> str:
    match = _MARK.search(text)
    start, end = match.span() if match else (0, min(len(text), 40))
    return cut_excerpt(text, start, end)
