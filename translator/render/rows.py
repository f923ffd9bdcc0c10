"""Translated blocks as rows: styled source and target, number, marks in the margin."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.text import Text

from translator.colophon import MISSING_SIGN, is_unsure
from translator.render.highlight import highlight_words
from translator.types import (
    BlockKind,
    BlockTranslation,
    Finding,
    SegmentTranslation,
    Severity,
)

#: Follows an unsure segment where the console has no underline.
UNSURE_SIGN = " [?]"

#: Marks that turn the reading direction around could make a line read otherwise than it is.
_DIRECTION_OVERRIDES = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])

_STYLES = {
    BlockKind.HEADING: "heading",
    BlockKind.QUOTE: "quote",
    BlockKind.CODE: "code",
    BlockKind.CREDIT: "credit",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the side-by-side view; a row that continues a block has no number."""

    number: str
    source: Text
    target: Text
    marks: tuple[Text, ...] = ()
    #: False between the items of a list, which stand close in the source too.
    gap_after: bool = True
    #: Cells of the marker that both texts begin with; their further lines hang below it.
    indent: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberedFinding:
    """A finding with the number that stands in the margin and in the list below."""

    number: int
    finding: Finding

    @property
    def mark(self) -> Text:
        """The mark as it stands in the margin: ``!3``, or ``i3`` for a mere note."""
        severity = self.finding.severity
        sign = "i" if severity is Severity.NOTE else "!"
        return Text(f"{sign}{self.number}", style=f"mark.{severity.value}")


def number_findings(findings: Iterable[Finding]) -> tuple[NumberedFinding, ...]:
    """Number the findings from 1 in the order they are given."""
    return tuple(
        NumberedFinding(number=number, finding=finding)
        for number, finding in enumerate(findings, start=1)
    )


def group_findings(
    findings: Iterable[NumberedFinding],
) -> Mapping[int, Sequence[NumberedFinding]]:
    """Return the findings of each block, by the block's index; none for any other index."""
    groups: defaultdict[int, list[NumberedFinding]] = defaultdict(list)
    for item in findings:
        groups[item.finding.block_index].append(item)
    return groups


def make_block_row(
    block: BlockTranslation,
    *,
    findings: Sequence[NumberedFinding] = (),
    styled: bool = True,
    highlight: bool = False,
) -> Row:
    """Make the row of one block; ``findings`` are its own.

    ``styled`` is False where the console shows neither colour nor underline; signs then say
    what style would have said. ``highlight`` marks matching words.
    """
    source = _styled_text(block.block.text, block=block)
    # A highlighted word may be underlined, so doubt gets its sign.
    target = _mark_segments(block, styled=styled and not highlight)
    for item in findings:
        _stress(source, item.finding.source_excerpt)
        _stress(target, item.finding.target_excerpt)
    if highlight and source.plain == block.block.text:
        places = _find_targets(block, target.plain)
        source, target = highlight_words(source, target, places, styled=styled)
    return Row(
        number=f"¶{block.block.index + 1}",
        source=_with_marker(source, block=block),
        target=_with_marker(target, block=block),
        marks=tuple(item.mark for item in findings),
        gap_after="\n\n" in block.block.separator,
        indent=cell_len(_plain(block.block.marker)),
    )


def iter_segment_rows(
    block: BlockTranslation,
    *,
    findings: Sequence[NumberedFinding] = (),
    styled: bool = True,
    highlight: bool = False,
) -> Iterator[Row]:
    """Yield one row a segment; a block without segments is one row.

    ``findings`` are the block's own.
    """
    if not block.segments:
        yield make_block_row(block, findings=findings, styled=styled, highlight=highlight)
        return
    for position, part in enumerate(block.segments):
        own = [item for item in findings if (item.finding.segment_index or 0) == part.segment.index]
        source = _styled_text(part.segment.text, block=block)
        target = _styled_text("", block=block)
        target.append_text(_make_segment_text(part, styled=styled and not highlight))
        for item in own:
            _stress(source, item.finding.source_excerpt)
            _stress(target, item.finding.target_excerpt)
        if highlight and source.plain == part.segment.text:
            source, target = highlight_words(source, target, [(part, 0, 0)], styled=styled)
        yield Row(
            number=f"¶{block.block.index + 1}" if position == 0 else "",
            source=source if position else _with_marker(source, block=block),
            target=target if position else _with_marker(target, block=block),
            marks=tuple(item.mark for item in own),
            gap_after=position == len(block.segments) - 1,
            indent=0 if position else cell_len(_plain(block.block.marker)),
        )


def _plain(text: str) -> str:
    return text.translate(_DIRECTION_OVERRIDES)


def _styled_text(text: str, *, block: BlockTranslation) -> Text:
    return Text(_plain(text), style=_STYLES.get(block.block.kind, ""))


def _with_marker(text: Text, *, block: BlockTranslation) -> Text:
    return Text.assemble((_plain(block.block.marker), "faint"), text)


def _mark_segments(block: BlockTranslation, *, styled: bool) -> Text:
    """Return the block's target with unsure segments underlined and missing ones named.

    A segment is looked for after the end of the one before; where joining changed it (a
    headline put back into capitals), it stays unmarked rather than marking a wrong place.
    """
    target = _plain(block.target)
    result = _styled_text("", block=block)
    done = 0
    for part in block.segments:
        words = _plain(part.target)
        if not words.strip():
            gap = " " if result.plain and not result.plain.endswith(" ") else ""
            result.append(gap).append_text(_make_segment_text(part, styled=styled))
            continue
        start = target.find(words, done)
        if start >= 0:
            result.append(target[done:start])
            result.append_text(_make_segment_text(part, styled=styled))
            done = start + len(words)
    return result.append(target[done:])


def _make_segment_text(part: SegmentTranslation, *, styled: bool) -> Text:
    text = Text(_plain(part.target))
    if not text.plain.strip() and part.segment.text.strip():
        return Text(MISSING_SIGN, style="mark.error")
    if is_unsure(part):
        if styled:
            text.stylize("unsure")
        else:
            text.append(UNSURE_SIGN)
    return text


def _find_targets(
    block: BlockTranslation, target: str
) -> list[tuple[SegmentTranslation, int, int]]:
    """Return the segments whose targets stand in a row's target, with both places."""
    found: list[tuple[SegmentTranslation, int, int]] = []
    done = 0
    for part in block.segments:
        start = target.find(part.target, done) if part.target.strip() else -1
        if start >= 0:
            found.append((part, part.segment.start, start))
            done = start + len(part.target)
    return found


def _stress(text: Text, excerpt: str) -> None:
    excerpt = _plain(excerpt)
    start = text.plain.find(excerpt) if excerpt else -1
    # An excerpt that is the whole text says nothing about where to look.
    if start >= 0 and len(excerpt) < len(text.plain):
        text.stylize("evidence", start, start + len(excerpt))
