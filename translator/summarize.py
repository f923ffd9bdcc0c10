"""From a translation to its brief, with every point traced back to the source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from translator.protocols import Summarizer
from translator.summarizers.clauses import compress, quotes_balance
from translator.summarizers.faithfulness import check_brief
from translator.summarizers.fallback import summarize_avoiding
from translator.summarizers.figures import find_figures
from translator.summarizers.names import find_names
from translator.summarizers.openings import leans_on_previous
from translator.summarizers.quotations import find_quotations
from translator.text.normalize import clean_text
from translator.types import (
    BlockKind,
    BlockTranslation,
    Brief,
    BriefLayout,
    BriefPoint,
    Finding,
    SegmentRef,
    SegmentTranslation,
    Severity,
    Translation,
)

#: What an article says in sentences. Headings announce, credits sign, code is no prose.
_BODY = frozenset({BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.LIST_ITEM})

#: Words of a bottom line: what one reads in a breath, and the usual limit of a news lead.
BOTTOM_LINE_WORDS = 30


def summarize_translation(
    translation: Translation,
    *,
    summarizer: Summarizer,
    max_words: int = 80,
    layout: BriefLayout | None = None,
    findings: Iterable[Finding] = (),
) -> Brief:
    """Summarize the translated article; the points name blocks and segments of it.

    The summarizer reads the targets of the body's segments as sentences. A segment that was
    copied from the source or whose end is missing is read as "", so that the others keep
    their places. An article without a usable sentence gives a brief without points, whose
    headline is the article's title or "". Of two sentences of about equal worth, a summarizer
    that picks them takes the one that ``findings``, the translation's, say nothing against.

    Whatever the summarizer, the brief gets its bottom line, quotations, figures and names from
    the translation; ``layout`` says which of them are shown.
    """
    body = [block for block in translation.blocks if block.block.kind in _BODY]
    findings = tuple(findings)
    brief = summarize_avoiding(
        summarizer,
        [[_sentence(part) for part in block.segments] for block in body],
        title=find_title(translation),
        max_words=max_words,
        doubts=_find_doubts(body, findings),
    )
    # Whatever wrote it, a model on another machine perhaps, it steers no terminal.
    brief = replace(brief, headline=clean_text(brief.headline))
    points = tuple(
        _trace(replace(point, text=clean_text(point.text), label=clean_text(point.label)), body)
        for point in brief.points
    )
    lead, bottom_line = find_bottom_line(points, title=_find_title_block(translation))
    if brief.lead is not None:
        lead, bottom_line = brief.lead, points[brief.lead]
    # Whatever stands in the article can be said of it: headings and captions too.
    said = [block for block in translation.blocks if block.block.kind is not BlockKind.CODE]
    brief = replace(brief, points=points, findings=tuple(_locate(brief.findings, points)))
    doubts = check_brief(
        brief,
        [[part.target for part in block.segments] for block in said],
        blocks=[block.block.index for block in said],
    )
    return replace(
        brief,
        findings=(*brief.findings, *doubts),
        lead=lead,
        bottom_line=bottom_line,
        quotations=find_quotations(
            body,
            said={ref for point in points for ref in point.segments},
            doubted={(item.block_index, item.segment_index) for item in findings},
        ),
        figures=find_figures(body),
        names=find_names(body),
        article_words=sum(len(block.target.split()) for block in body),
        layout=layout or BriefLayout(),
    )


def _find_doubts(
    body: Sequence[BlockTranslation], findings: Iterable[Finding]
) -> dict[SegmentRef, Severity]:
    """Return the gravest finding about each sentence of the body, by position in it.

    What is said against a block is said against each of its sentences. A fragment of the source
    is as bad a point as a wrong sentence, however whole the model made it.
    """
    order = list(Severity)
    known: dict[tuple[int, int | None], list[Severity]] = {}
    for finding in findings:
        place = (finding.block_index, finding.segment_index)
        known.setdefault(place, []).append(finding.severity)
    doubts = {}
    for paragraph, block in enumerate(body):
        index = block.block.index
        about_block = known.get((index, None), [])
        for number, part in enumerate(block.segments):
            severities = about_block + known.get((index, part.segment.index), [])
            if _is_fragment(block, part, before=body[paragraph - 1] if paragraph else None):
                severities.append(Severity.ERROR)
            if severities:
                ref = SegmentRef(block_index=paragraph, segment_index=number)
                doubts[ref] = max(severities, key=order.index)
    return doubts


def _is_fragment(
    block: BlockTranslation, part: SegmentTranslation, *, before: BlockTranslation | None
) -> bool:
    """Return whether a segment's source begins or ends inside a quotation, or inside a list.

    The last item of a list ends as a sentence does; the one before it tells.
    """
    text = part.segment.text.rstrip()
    if block.block.kind is BlockKind.LIST_ITEM:
        items = [text]
        if before is not None and before.block.kind is BlockKind.LIST_ITEM:
            items.append(before.block.text.rstrip())
        if not all(item.endswith((".", "!", "?", "…")) for item in items):
            return True
    return not quotes_balance(text)


def find_bottom_line(
    points: Sequence[BriefPoint], *, title: BlockTranslation | None = None
) -> tuple[int | None, BriefPoint | None]:
    """Return the article in one short sentence, and the place of the point that it says.

    It is the first point, cut where that is safe. Where that leaves it too long, or it cannot be
    read alone ("She broke her silence"), the title says the news and no point is spent; an
    article without one has the next point, if that can be read alone, or else the first short
    one. A sentence cut blindly may say the opposite, so the last resort is the first point whole.
    """
    leans = [leans_on_previous(point.text) for point in points]
    start = 1 if leans[:2] == [True, False] else 0
    for number in (*range(start, len(points)), *range(start)):
        text = compress(points[number].text, max_words=BOTTOM_LINE_WORDS)
        if text and not (title and leans[0]):
            return number, replace(points[number], text=text)
        if title is not None and len(title.target.split()) <= BOTTOM_LINE_WORDS:
            return None, BriefPoint(
                text=title.target,
                block_indices=(title.block.index,),
                segments=tuple(
                    SegmentRef(block_index=title.block.index, segment_index=part.segment.index)
                    for part in title.segments
                ),
                source=title.block.text,
            )
        if text:
            return number, replace(points[number], text=text)
    return (0, points[0]) if points else (None, None)


def find_title(translation: Translation) -> str | None:
    """Return the English of the article's title, or None where it has none.

    The title is the heading that the document names or, failing that, a heading that stands
    before the body; a subheading further down says what its own section is about.
    """
    block = _find_title_block(translation)
    return None if block is None else block.target


def _find_title_block(translation: Translation) -> BlockTranslation | None:
    found = None
    for block in translation.blocks:
        is_heading = block.block.kind is BlockKind.HEADING
        if is_heading and block.block.text == translation.document.title:
            return block if block.target else None
    for block in translation.blocks:
        if block.block.kind is BlockKind.HEADING:
            found = block
            break
        if block.block.kind in _BODY:
            break
    return found if found and found.target else None


def _locate(findings: Iterable[Finding], points: Sequence[BriefPoint]) -> Iterator[Finding]:
    """Yield a summarizer's own findings with the block that their point names."""
    for finding in findings:
        number = finding.point_index
        point = points[number or 0] if points else None
        yield replace(finding, block_index=point.block_indices[0] if point else 0)


def _sentence(part: SegmentTranslation) -> str:
    return "" if part.copied or part.truncated else part.target


def _trace(point: BriefPoint, body: list[BlockTranslation]) -> BriefPoint:
    """Turn positions in the body into references to the translation, and find the source."""
    parts = [body[ref.block_index].segments[ref.segment_index] for ref in point.segments]
    return replace(
        point,
        source=" ".join(part.segment.text for part in parts),
        block_indices=tuple(body[index].block.index for index in point.block_indices),
        segments=tuple(
            SegmentRef(
                block_index=body[ref.block_index].block.index,
                segment_index=body[ref.block_index].segments[ref.segment_index].segment.index,
            )
            for ref in point.segments
        ),
    )
