"""A given translation beside its source, as a page."""

from __future__ import annotations

import io

import pytest
from page_checks import check_page
from sample_report import make_report

from translator.pairs import ComparedPair, Comparison
from translator.types import Likelihood, SegmentRef
from translator.writers.html.comparison import write_html


def make_comparison(origin: str = "theirs.txt") -> Comparison:
    """Return pairs of the first two paragraphs: kept, merged, left out and added."""

    def pair(block: int, segment: int, sources: str, targets: str) -> ComparedPair:
        return ComparedPair(
            ref=SegmentRef(block_index=block, segment_index=segment),
            sources=tuple(filter(None, sources.split("|"))),
            targets=tuple(filter(None, targets.split("|"))),
            agreement=61.2 if sources and targets else None,
            likelihood=Likelihood(mean=-1.5, lowest=-4.0) if sources and targets else None,
        )

    return Comparison(
        report=make_report(finished=2),
        pairs=(
            pair(0, 0, "Le pont ferme.", "The bridge closes."),
            pair(1, 0, "Il pleut.|Il neige.", "It rains and snows: 14 000."),
            pair(1, 1, "Rien.", ""),
            pair(1, 1, "", "<b>More."),
        ),
        origin=origin,
        agreement=61.2,
    )


def write(comparison: Comparison) -> str:
    stream = io.StringIO()
    write_html(comparison, stream)
    return stream.getvalue()


def test_comparison_shows_what_became_of_each_sentence() -> None:
    """Merged, left out and added sentences say so; both sides of a pair share its name."""
    html = write(make_comparison())
    page = check_page(html)
    assert "merged 2-1 · agreement 61 · log-probability -1.50" in html
    assert '<span class="s missing" data-pair="c3">[left out]</span>' in html
    assert '<span class="s missing" data-pair="c4">[not in the source]</span>' in html
    assert '<span class="s" data-pair="c4">&lt;b&gt;More.</span>' in html
    pairs = [own["data-pair"] for own in page.find("span") if "data-pair" in own]
    assert pairs == [f"c{number}" for number in (1, 2, 3, 4) for _ in range(2)]
    assert "pont.fr.txt · its translation from French to English in theirs.txt" in page.text
    assert "4 pairs · 1 merged · 1 omitted · 1 added" in page.text


def test_comparison_keeps_the_kind_of_a_paragraph() -> None:
    """A heading is a heading on both sides."""
    assert len(check_page(write(make_comparison())).find("h2")) == 2


@pytest.mark.parametrize("origin", ["</p><script>alert(1)</script>", "\x1b[31m\u202e.txt"])
def test_comparison_holds_a_hostile_name_as_text(origin: str) -> None:
    """The name of the translation's file is a text too."""
    page = check_page(write(make_comparison(origin)))
    assert len(page.find("script")) == 1
