"""One brief of several articles."""

from __future__ import annotations

from dataclasses import replace

from translator.summarize import summarize_translation
from translator.summarizers.extractive import ExtractiveSummarizer
from translator.together import join_briefs
from translator.types import (
    Block,
    BlockKind,
    BlockTranslation,
    Document,
    Finding,
    Hypothesis,
    LanguagePair,
    Report,
    Segment,
    SegmentTranslation,
    Severity,
    Signature,
    Translation,
)

VOTE = "The council of Brest voted on Monday to close the old bridge to all cars."
VOTE_AGAIN = "On Monday the council of Brest voted to close the old bridge to cars in March."
COST = "Repairs would cost the town 4 million euros, the mayor said."
OTHER_COST = "Repairs would cost the town 6 million euros, the mayor said."
SHIPS = "Sailors at the port have asked for a second crane since the spring."
TREES = "Two hundred oaks were planted along the canal by pupils of the school."


def make_report(*paragraphs: str, doubtful: int | None = None) -> Report:
    """Return the report of an article of one sentence a paragraph; one may carry a finding."""
    blocks = []
    for index, text in enumerate(paragraphs):
        segment = Segment(
            block_index=index, index=0, text=f"« {text} »", start=0, end=len(text) + 4
        )
        part = SegmentTranslation(segment=segment, hypotheses=(Hypothesis(text=text),))
        block = Block(index=index, kind=BlockKind.PARAGRAPH, text=segment.text)
        blocks.append(BlockTranslation(block=block, target=text, segments=(part,)))
    translation = Translation(
        document=Document(blocks=tuple(item.block for item in blocks)),
        pair=LanguagePair(),
        blocks=tuple(blocks),
        signature=Signature(pairs=()),
    )
    brief = summarize_translation(translation, summarizer=ExtractiveSummarizer(), max_words=80)
    finding = Finding(
        code="N01",
        severity=Severity.ERROR,
        block_index=doubtful or 0,
        segment_index=0,
        message="m",
    )
    return Report(
        translation=translation,
        brief=brief,
        findings=() if doubtful is None else (finding,),
    )


def list_origins(*reports: Report, max_words: int = 200) -> list[tuple[str, list[tuple[int, int]]]]:
    brief = join_briefs(reports, max_words=max_words)
    return [
        (point.text, [(item.article, item.block_indices[0]) for item in point.origins])
        for point in brief.points
    ]


def test_together_says_once_what_two_articles_tell() -> None:
    """The fuller of two points stays, first, and names both articles and paragraphs."""
    points = list_origins(make_report(SHIPS, VOTE, TREES), make_report(VOTE_AGAIN, TREES[:-1]))
    assert points[0] == (VOTE_AGAIN, [(1, 0), (0, 1)])
    assert sum("bridge" in text for text, _ in points) == 1


def test_together_keeps_the_point_without_a_doubt() -> None:
    """A finding of the translation weighs more than fullness."""
    points = list_origins(make_report(VOTE, SHIPS), make_report(VOTE_AGAIN, doubtful=0))
    assert points[0] == (VOTE, [(0, 0), (1, 0)])


def test_together_keeps_both_where_figures_differ() -> None:
    """Four million here and six there are two points: the reader must see it."""
    texts = [text for text, _ in list_origins(make_report(COST, SHIPS), make_report(OTHER_COST))]
    assert {COST, OTHER_COST} <= set(texts)


def test_together_cites_what_another_brief_left_out() -> None:
    """An article that tells a point in its body is named, though its own brief has other news."""
    body = (SHIPS, "The oaks along the canal are tall.", COST)
    report = make_report(*body)
    assert report.brief is not None
    short = replace(report, brief=replace(report.brief, points=report.brief.points[:1]))
    points = dict(list_origins(make_report(COST), short))
    assert points[COST] == [(0, 0), (1, 2)]


def test_together_keeps_to_its_words() -> None:
    """A point that does not fit is left out, a shorter one after it is not; one always stays."""
    reports = (make_report(VOTE, SHIPS), make_report(TREES))
    brief = join_briefs(reports, max_words=28)
    assert brief.num_words <= 28
    assert len(brief.points) == 2
    assert len(join_briefs(reports, max_words=1).points) == 1


def test_together_keeps_the_source_of_each_point() -> None:
    """Every origin has the French of its own article."""
    (first, *_) = join_briefs([make_report(VOTE), make_report(VOTE_AGAIN)], max_words=99).points
    assert [origin.source for origin in first.origins] == [f"« {VOTE_AGAIN} »", f"« {VOTE} »"]
