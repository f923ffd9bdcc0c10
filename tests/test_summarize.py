"""From a translation to a brief whose points name blocks and segments of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from translator.brief_notes import repeats_headline
from translator.summarize import find_bottom_line, find_title, summarize_translation
from translator.summarizers.extractive import ExtractiveSummarizer
from translator.summarizers.fallback import FallbackSummarizer
from translator.types import (
    Block,
    BlockKind,
    BlockTranslation,
    Brief,
    BriefEntry,
    BriefPoint,
    Document,
    Finding,
    Hypothesis,
    LanguagePair,
    Segment,
    SegmentRef,
    SegmentTranslation,
    Severity,
    Signature,
    Translation,
)

LEAD = "The dam at Chanteloube will be drained in September."
COST = "The work will cost 4 million euros, the operator said."
CLUBS = "Fishing clubs want the work to wait until the trout have spawned."


def translate_block(
    index: int, kind: BlockKind, *targets: str, source: str = ""
) -> BlockTranslation:
    parts = tuple(
        SegmentTranslation(
            segment=Segment(block_index=index, index=number, text="phrase", start=0, end=6),
            hypotheses=(Hypothesis(text=target),),
        )
        for number, target in enumerate(targets)
    )
    block = Block(index=index, kind=kind, text=source)
    return BlockTranslation(block=block, target=" ".join(targets), segments=parts)


def make_translation(*blocks: BlockTranslation, title: str | None = None) -> Translation:
    return Translation(
        document=Document(blocks=tuple(block.block for block in blocks), title=title),
        pair=LanguagePair(),
        blocks=blocks,
        signature=Signature(pairs=()),
    )


ARTICLE = make_translation(
    translate_block(0, BlockKind.HEADING, "Dam to be drained", source="Un barrage vidé"),
    translate_block(1, BlockKind.CREDIT, "The dam was seen from the air by our photographer."),
    translate_block(2, BlockKind.PARAGRAPH, LEAD),
    translate_block(3, BlockKind.HEADING, "Who will pay for all of this work?"),
    translate_block(4, BlockKind.CODE, "print the dam and all of its sluice gates"),
    translate_block(5, BlockKind.QUOTE, "12,000", COST),
    translate_block(6, BlockKind.LIST_ITEM, CLUBS),
)


class RecordingSummarizer:
    """Keeps what it was given and points at the last sentence."""

    name = "recording"

    def __init__(self) -> None:
        self.paragraphs: list[list[str]] = []
        self.title: str | None = None

    def summarize(
        self, paragraphs: Sequence[Sequence[str]], *, title: str | None, max_words: int
    ) -> Brief:
        self.paragraphs, self.title = [list(part) for part in paragraphs], title
        last = len(paragraphs) - 1
        ref = SegmentRef(block_index=last, segment_index=len(paragraphs[last]) - 1)
        point = BriefPoint(
            text=str(max_words), block_indices=tuple(range(len(paragraphs))), segments=(ref,)
        )
        return Brief(headline="H", points=(point,), method=self.name)


def test_summarize_reads_the_body_only() -> None:
    """Headings, credits and code are not read; paragraphs, quotes and list items are."""
    summarizer = RecordingSummarizer()
    summarize_translation(ARTICLE, summarizer=summarizer)
    assert summarizer.paragraphs == [[LEAD], ["12,000", COST], [CLUBS]]
    assert summarizer.title == "Dam to be drained"


def test_summarize_points_name_blocks_of_the_translation() -> None:
    """Positions in the body become block and segment indices of the document."""
    brief = summarize_translation(ARTICLE, summarizer=RecordingSummarizer(), max_words=33)
    (point,) = brief.points
    assert point.text == "33"
    assert point.block_indices == (2, 5, 6)
    assert point.segments == (SegmentRef(block_index=6, segment_index=0),)


def test_summarize_with_the_extractive_summarizer() -> None:
    """Every point is the target of the segment that it names."""
    brief = summarize_translation(ARTICLE, summarizer=ExtractiveSummarizer(), max_words=25)
    lead = BriefPoint(
        text=LEAD,
        block_indices=(2,),
        segments=(SegmentRef(block_index=2, segment_index=0),),
        source="phrase",
    )
    assert brief == Brief(
        headline="Dam to be drained",
        points=(
            lead,
            BriefPoint(
                text=COST,
                block_indices=(5,),
                segments=(SegmentRef(block_index=5, segment_index=1),),
                source="phrase",
            ),
        ),
        method="extractive",
        bottom_line=lead,
        lead=0,
        figures=(
            BriefEntry(
                text="September", context="will be drained in September", block_indices=(2,)
            ),
            BriefEntry(
                text="4 million euros",
                context="The work will cost 4 million euros",
                block_indices=(5,),
            ),
        ),
        article_words=32,
    )


LONG = (
    "The municipal council of Chanteloube, which met on Monday evening in the sailors' hall in "
    "front of two hundred people, voted by eleven to four to have the old dam drained and then "
    "repaired in September by the operator."
)


def test_summarize_bottom_line_is_the_lead_cut_short() -> None:
    """An aside and a leading "After …" go, until thirty words are left; the point keeps them."""
    opening = "After a debate of three hours and a half, the council (all of it) "
    rest = LONG.partition("people, ")[2].replace("by the operator", "at the operator's own expense")
    article = make_translation(translate_block(0, BlockKind.PARAGRAPH, opening + rest))
    brief = summarize_translation(article, summarizer=ExtractiveSummarizer())
    assert brief.bottom_line is not None
    assert brief.bottom_line.text == f"The council {rest}"
    assert (brief.lead, brief.points[0].text) == (0, opening + rest)
    assert brief.key_points == ()


def test_summarize_bottom_line_is_the_title_where_the_lead_is_too_long() -> None:
    """No sentence is cut blindly: the title says it, and the lead stays a point."""
    article = make_translation(
        translate_block(0, BlockKind.HEADING, "Dam to be drained", source="Un barrage vidé"),
        translate_block(1, BlockKind.PARAGRAPH, LONG),
    )
    brief = summarize_translation(article, summarizer=ExtractiveSummarizer())
    assert brief.bottom_line is not None
    assert (brief.bottom_line.text, brief.bottom_line.block_indices) == ("Dam to be drained", (0,))
    assert [point.text for point in brief.key_points] == [LONG]
    untitled = make_translation(translate_block(0, BlockKind.PARAGRAPH, LONG))
    brief = summarize_translation(untitled, summarizer=ExtractiveSummarizer())
    assert brief.bottom_line is not None
    assert brief.bottom_line.text == LONG


def test_summarize_leaves_out_copied_and_truncated_segments() -> None:
    """A segment nobody translated, or whose end is missing, is read as empty."""
    block = translate_block(0, BlockKind.PARAGRAPH, LEAD, COST, CLUBS)
    copied, cut, whole = block.segments
    block = replace(
        block, segments=(replace(copied, copied=True), replace(cut, truncated=True), whole)
    )
    summarizer = RecordingSummarizer()
    summarize_translation(make_translation(block), summarizer=summarizer)
    assert summarizer.paragraphs == [["", "", CLUBS]]


def test_summarize_an_article_without_a_body() -> None:
    """Only a headline is left of an article that is only a heading, and "" of nothing."""
    heading = translate_block(0, BlockKind.HEADING, "Dam to be drained")
    brief = summarize_translation(make_translation(heading), summarizer=ExtractiveSummarizer())
    assert brief == Brief(headline="Dam to be drained", points=(), method="extractive")
    brief = summarize_translation(make_translation(), summarizer=ExtractiveSummarizer())
    assert brief == Brief(headline="", points=(), method="extractive")


def test_summarize_finds_the_title_the_document_names() -> None:
    """The heading that the document calls its title wins over an earlier one."""
    translation = make_translation(
        translate_block(0, BlockKind.HEADING, "Region", source="Région"),
        translate_block(1, BlockKind.HEADING, "Dam to be drained", source="Un barrage vidé"),
        translate_block(2, BlockKind.PARAGRAPH, LEAD),
        title="Un barrage vidé",
    )
    assert find_title(translation) == "Dam to be drained"


def test_summarize_does_not_take_a_subheading_for_the_title() -> None:
    """A heading after the first paragraph is not the article's."""
    translation = make_translation(
        translate_block(0, BlockKind.PARAGRAPH, LEAD),
        translate_block(1, BlockKind.HEADING, "A long wait"),
        translate_block(2, BlockKind.PARAGRAPH, COST),
    )
    assert find_title(translation) is None


def test_summarize_an_interrupted_translation() -> None:
    """The blocks that were finished are enough for a brief."""
    finished = replace(ARTICLE, blocks=ARTICLE.blocks[:3])
    brief = summarize_translation(finished, summarizer=ExtractiveSummarizer())
    assert [point.text for point in brief.points] == [LEAD]


class ChoosyRecorder(RecordingSummarizer):
    """Keeps the doubts too."""

    def summarize_avoiding(
        self,
        paragraphs: Sequence[Sequence[str]],
        *,
        title: str | None,
        max_words: int,
        doubts: Mapping[SegmentRef, Severity],
    ) -> Brief:
        self.doubts = dict(doubts)
        return self.summarize(paragraphs, title=title, max_words=max_words)


def make_finding(block: int, segment: int | None, severity: Severity) -> Finding:
    return Finding(
        code="N01", severity=severity, block_index=block, segment_index=segment, message="m"
    )


@pytest.mark.parametrize("wrapped", [False, True])
def test_summarize_tells_of_doubts_by_place_in_the_body(wrapped: bool) -> None:
    """Findings become doubts about sentences: the gravest of each, a block's about all of its."""
    recorder = ChoosyRecorder()
    fallback = FallbackSummarizer(recorder, recorder, on_failure=print)
    summarize_translation(
        ARTICLE,
        summarizer=fallback if wrapped else recorder,
        findings=[
            make_finding(0, 0, Severity.ERROR),
            make_finding(5, 1, Severity.NOTE),
            make_finding(5, 1, Severity.ERROR),
            make_finding(5, None, Severity.WARNING),
            make_finding(2, 0, Severity.NOTE),
        ],
    )
    assert recorder.doubts == {
        SegmentRef(block_index=0, segment_index=0): Severity.NOTE,
        SegmentRef(block_index=1, segment_index=0): Severity.WARNING,
        SegmentRef(block_index=1, segment_index=1): Severity.ERROR,
        # A list item that does not end as a sentence does.
        SegmentRef(block_index=2, segment_index=0): Severity.ERROR,
    }


def test_summarize_asks_summarizers_that_cannot_choose_as_before() -> None:
    """A summarizer without a sense of doubt is simply asked for its brief."""
    summarizer = RecordingSummarizer()
    summarize_translation(
        ARTICLE, summarizer=summarizer, findings=[make_finding(2, 0, Severity.ERROR)]
    )
    assert summarizer.paragraphs == [[LEAD], ["12,000", COST], [CLUBS]]


NAMELESS = "She broke her silence in an interview on Monday evening."
NAMED = "Alexandra Vidal, who had not spoken since May, accuses nobody."


def make_points(*texts: str) -> list[BriefPoint]:
    return [BriefPoint(text=text, block_indices=(0,)) for text in texts]


def test_the_bottom_line_can_be_read_alone() -> None:
    """A lead that opens with a pronoun gives way to a next point that names whom it is about."""
    for texts, number in (
        ((NAMELESS, NAMED, COST), 1),
        ((NAMELESS, "She accuses nobody.", NAMED), 0),
        ((NAMED, NAMELESS), 0),
        ((NAMELESS,), 0),
        ((NAMELESS, LONG), 0),
    ):
        lead, bottom_line = find_bottom_line(make_points(*texts))
        assert bottom_line is not None
        assert (lead, bottom_line.text) == (number, texts[number])


def test_the_title_is_the_bottom_line_where_the_lead_leans_on_it() -> None:
    """No point is spent when the title says the news."""
    article = make_translation(
        translate_block(0, BlockKind.HEADING, "Vidal speaks at last"),
        translate_block(1, BlockKind.PARAGRAPH, NAMELESS, NAMED, COST, CLUBS),
    )
    brief = summarize_translation(article, summarizer=ExtractiveSummarizer())
    assert brief.bottom_line is not None
    assert (brief.bottom_line.text, brief.lead) == ("Vidal speaks at last", None)
    assert repeats_headline(brief)


def test_a_headline_made_from_the_lead_is_not_shown_above_it() -> None:
    """An article without a title has no headline but what a point says."""
    brief = summarize_translation(
        make_translation(translate_block(0, BlockKind.PARAGRAPH, LEAD, COST, CLUBS)),
        summarizer=ExtractiveSummarizer(),
    )
    assert brief.headline
    assert repeats_headline(brief)
    titled = summarize_translation(ARTICLE, summarizer=ExtractiveSummarizer())
    assert not repeats_headline(titled)


@pytest.mark.parametrize(
    ("kind", "source", "is_doubted"),
    [
        (BlockKind.PARAGRAPH, "C'est grave », dit-il.", True),
        (BlockKind.PARAGRAPH, "« C'est grave », dit-il.", False),
        (BlockKind.LIST_ITEM, "2,9 millions d'euros de la région ;", True),
        (BlockKind.LIST_ITEM, "La région paie 2,9 millions d'euros.", False),
        (BlockKind.PARAGRAPH, "Une phrase sans point", False),
    ],
)
def test_fragments_count_as_doubts(kind: BlockKind, source: str, is_doubted: bool) -> None:
    """Half a quotation and a list item that is no sentence are avoided, well translated or not."""
    segment = Segment(block_index=0, index=0, text=source, start=0, end=len(source))
    part = SegmentTranslation(segment=segment, hypotheses=(Hypothesis(text="It is serious."),))
    block = BlockTranslation(
        block=Block(index=0, kind=kind, text=source), target="It is serious.", segments=(part,)
    )
    recorder = ChoosyRecorder()
    summarize_translation(make_translation(block), summarizer=recorder)
    ref = SegmentRef(block_index=0, segment_index=0)
    assert recorder.doubts == ({ref: Severity.ERROR} if is_doubted else {})


def test_the_last_item_of_a_list_is_no_sentence_either() -> None:
    """An item that closes a list with a period is a fragment like those before it."""
    texts = ("9 millions empruntés ;", "1,5 million de fonds propres.")
    blocks = []
    for index, text in enumerate(texts):
        segment = Segment(block_index=index, index=0, text=text, start=0, end=len(text))
        part = SegmentTranslation(segment=segment, hypotheses=(Hypothesis(text="It is money."),))
        block = Block(index=index, kind=BlockKind.LIST_ITEM, text=text)
        blocks.append(BlockTranslation(block=block, target="It is money.", segments=(part,)))
    recorder = ChoosyRecorder()
    summarize_translation(make_translation(*blocks), summarizer=recorder)
    assert len(recorder.doubts) == 2
