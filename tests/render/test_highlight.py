"""Tests for matching words in matching styles."""

from __future__ import annotations

from rich.text import Text

from translator.align.words import link_words
from translator.render.console import THEME
from translator.render.highlight import NUM_STYLES, group_words, highlight_words
from translator.render.rows import iter_segment_rows, make_block_row
from translator.types import (
    Block,
    BlockKind,
    BlockTranslation,
    Hypothesis,
    Segment,
    SegmentTranslation,
    WordLink,
)

PAIRS = (("Paris rejette 14 lois.", "Paris rejects 14 laws."), ("Londres dort.", "London naps."))


def make_block() -> BlockTranslation:
    parts: list[SegmentTranslation] = []
    at = 0
    for number, (source, target) in enumerate(PAIRS):
        segment = Segment(
            block_index=0,
            index=number,
            text=source,
            start=at,
            end=at + len(source),
            separator="" if number else " ",
        )
        at += len(source) + 1
        part = SegmentTranslation(
            segment=segment,
            hypotheses=(Hypothesis(text=target, score=-5.0 if number else -0.1),),
            alignment=link_words(source, target),
        )
        parts.append(part)
    text, target = (" ".join(pair[side] for pair in PAIRS) for side in (0, 1))
    block = Block(index=0, kind=BlockKind.PARAGRAPH, text=text)
    return BlockTranslation(block=block, target=target, segments=tuple(parts))


def show_styles(text: Text) -> dict[str, str]:
    return {
        text.plain[span.start : span.end]: str(span.style)
        for span in text.spans
        if str(span.style).startswith("link.")
    }


def test_matching_words_share_a_style() -> None:
    """The words of each segment take the styles in turn; an unsure segment keeps its sign."""
    row = make_block_row(make_block(), highlight=True)
    source, target = show_styles(row.source), show_styles(row.target)
    assert source["rejette"] == target["rejects"]
    assert source["14"] == target["14"] != source["rejette"]
    assert source["Londres"] == target["London"] == "link.0"
    assert row.target.plain.endswith("London naps. [?]")


def test_matching_words_share_a_number_without_styles() -> None:
    """What style would have said is said by small digits where there is no style."""
    rows = list(iter_segment_rows(make_block(), styled=False, highlight=True))
    assert rows[0].source.plain == "Paris₁ rejette₂ 14₃ lois₄."
    assert rows[0].target.plain == "Paris₁ rejects₂ 14₃ laws₄."
    assert rows[1].source.plain == "Londres₁ dort."
    assert rows[1].target.plain == "London₁ naps. [?]"


def test_nothing_is_marked_unasked() -> None:
    """Links that serve another purpose do not color the view."""
    row = make_block_row(make_block())
    assert not show_styles(row.source)
    assert not show_styles(row.target)


def test_two_words_for_one_are_one_group() -> None:
    """Every word of a group has the group's style, on both sides."""
    segment = Segment(block_index=0, index=0, text="Il cédera", start=0, end=9)
    part = SegmentTranslation(
        segment=segment,
        hypotheses=(Hypothesis(text="He will give in"),),
        alignment=(
            WordLink(source_start=3, source_end=9, target_start=3, target_end=7),
            WordLink(source_start=3, source_end=9, target_start=8, target_end=12),
        ),
    )
    (group,) = group_words(part)
    assert group.source == ((3, 9),)
    assert group.target == ((3, 7), (8, 12))
    source, target = highlight_words(
        Text("Il cédera"), Text("He will give in"), [(part, 0, 0)], styled=True
    )
    assert show_styles(source) == {"cédera": "link.0"}
    assert show_styles(target) == {"will": "link.0", "give": "link.0"}


def test_styles_differ_without_color() -> None:
    """Whoever sees no colors tells neighboring groups apart by weight, slant and line."""
    styles = [THEME.styles[f"link.{number}"] for number in range(NUM_STYLES)]
    shapes = {(style.bold, style.italic, style.underline) for style in styles}
    assert len(shapes) == NUM_STYLES
