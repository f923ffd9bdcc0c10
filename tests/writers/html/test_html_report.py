"""A report as a page: what stands in it, and that nothing written into it gets out of hand."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from hostile_report import HOSTILE, make_hostile_report
from page_checks import check_page, list_shapes
from sample_report import make_report

from translator.brief_notes import format_brief_account
from translator.readers import read_document
from translator.testing import EchoEngine
from translator.translate import translate_document
from translator.types import (
    DecodingOptions,
    Report,
    ReviewItem,
    SegmentRef,
    WordLink,
)
from translator.writers.html import HtmlWriter


def write(report: Report, *, by_segment: bool = False) -> str:
    stream = io.StringIO()
    HtmlWriter(by_segment=by_segment).write(report, stream)
    return stream.getvalue()


def translate(text: str, *, origin: str = "article.md") -> Report:
    document = read_document(text, origin=origin)
    translation = translate_document(document, engine=EchoEngine(), options=DecodingOptions())
    return Report(translation=translation)


@pytest.mark.parametrize("by_segment", [False, True])
def test_page_is_well_formed_and_keeps_to_itself(by_segment: bool) -> None:
    """Well nested, every link leads somewhere, and nothing is fetched or run but our own."""
    page = check_page(write(make_report(), by_segment=by_segment))
    assert page.find("html", lang="en")
    assert page.find("script") == [{}]


def test_page_numbers_every_paragraph_and_pairs_every_sentence() -> None:
    """Each block has its name, its number, and both its languages."""
    report = make_report()
    page = check_page(write(report))
    rows = [own["id"] for own in page.find("div") if own.get("class", "").startswith("row")]
    assert rows == [f"p{number}" for number in range(1, 8)]
    pairs = [own["data-pair"] for own in page.find("span") if "data-pair" in own]
    assert all(pairs.count(pair) == 2 for pair in pairs)
    assert len(pairs) == 2 * report.translation.num_segments
    for language in ("fr", "en"):
        assert len(page.find("div", lang=language)) == len(rows)


def test_page_links_each_point_of_the_brief_to_its_paragraphs() -> None:
    """A reader can go from a point to where it comes from, and to what is doubtful about it."""
    report = make_report()
    assert report.brief is not None
    html = write(report)
    link = '<a href="#p2" aria-label="paragraph 2">¶2</a>'
    doubt = '<a href="#f1" class="doubt" title="the number 14 000 became 40,000">!N01</a>'
    assert f"town council voted to close the bridge. {link} {doubt}</" in html
    assert (
        "A 3.5 million site, with new piers. "
        '<a href="#p3" aria-label="paragraph 3">¶3</a> '
        '<a href="#p5" aria-label="paragraph 5">¶5</a></li>'
    ) in html
    account = format_brief_account(report.brief, report.findings)
    assert f'<p class="method">{account}</p>' in html


def test_page_shows_findings_at_their_paragraph_by_word_and_sign() -> None:
    """A finding is a note with its evidence, and the list on top leads to it."""
    html = write(make_report())
    assert (
        '<ul class="notes" aria-label="Findings"><li class="warning" id="f1">'
        '<span class="severity"><span aria-hidden="true">▲ </span>Warning</span>'
        ": the number 14 000 became 40,000 "
        '<span class="evidence"><q lang="fr">14 000</q> → <q lang="en">40,000</q> </span>'
        "<code>N01</code></li></ul>"
    ) in html
    assert "<summary>3 findings to check: 1 error, 1 warning, 1 note</summary>" in html
    assert '<a href="#f1">¶2</a> the number 14 000 became 40,000' in html
    assert "aux <mark>14 000</mark> véhicules" in html
    assert "to the <mark>40,000</mark> vehicles" in html
    assert 'class="row paragraph flagged has-error has-note" id="p6"' in html


def test_page_names_what_is_missing_and_what_is_unsure() -> None:
    """A sentence without a translation stands there as such."""
    html = write(make_report())
    assert '<span class="s missing" data-pair="6.2">[no\u00a0translation]</span>' in html
    assert '<span class="s unsure" data-pair="4.1">removal of the deck' in html
    assert '<span class="unsure">underlined</span>: the model was unsure' in html


def test_page_ends_with_counts_model_and_signature() -> None:
    """How the result was made is the foot of the page."""
    text = check_page(write(make_report())).text
    assert "segments in 9 · segments out 8 · 1 dropped · 1 copied · 1 retried" in text
    assert "model fr-en-test · int8 · BLEU 21.4, chrF 48.6 on newstest2013 · 2.0 s" in text
    assert "engine:ctranslate2|model:fr-en-test@3f2a|beam:4|ver:0.1.0" in text


def test_page_says_that_an_interrupted_translation_ends_early() -> None:
    """Half an article does not look like a whole one."""
    html = write(replace(make_report(finished=2), brief=None))
    assert (
        '<p class="interruption">Interrupted after ¶2 of 7; the rest is not translated.</p>'
    ) in html


def test_page_keeps_the_kinds_of_blocks() -> None:
    """Headings, lists, quotations, tables and code are what they are in the source."""
    source = (
        "# Le pont\n\n- un\n  1. deux\n\n> Elle a dit non.\n\n"
        "| Ville | Note |\n|---|---|\n| Rennes | |\n| | oui |\n\n```py\na < b\n```\n"
    )
    html = write(translate(source))
    page = check_page(html)
    assert len(page.find("h2")) == 2
    assert len(page.find("ul", class_="inside-1")) == 0
    assert page.find("ol") == [{"start": "1", "class": "inside-1"}] * 2
    assert len(page.find("blockquote")) == 2
    assert len(page.find("table")) == 2
    assert len(page.find("th", scope="col")) == 4
    assert html.count("<td></td>") == 4
    assert '<pre><code class="language-py">a &lt; b</code></pre>' in html
    assert ">¶5–8</a>" in html


def test_page_shows_code_once() -> None:
    """What is not translated stands across both columns."""
    page = check_page(write(translate("Un mot.\n\n```\ncode\n```\n")))
    assert len(page.find("pre")) == 1
    assert page.find("div", class_="both")


def test_page_by_segment_gives_each_sentence_a_line_and_one_bullet() -> None:
    """In a comparison the second sentence of an item has no bullet of its own."""
    html = write(translate("- Il pleut. Il neige.\n"), by_segment=True)
    assert html.count("<ul><li>") == 2
    assert '<p><span class="s" data-pair="1.2">Il neige.</span></p>' in html


def test_page_groups_aligned_words() -> None:
    """Words that say the same share a number, on both sides, also inside a mark."""
    report = make_report()
    block = report.translation.blocks[1]
    part = block.segments[0]
    links = tuple(
        WordLink(source_start=start, source_end=start + 6, target_start=0, target_end=2)
        for start in (part.segment.text.index("14 000"), part.segment.text.index("voté, "))
    )
    blocks = list(report.translation.blocks)
    blocks[1] = replace(block, segments=(replace(part, alignment=links), *block.segments[1:]))
    html = write(replace(report, translation=replace(report.translation, blocks=tuple(blocks))))
    check_page(html)
    assert '<mark><span data-word="1">14 000</span></mark>' in html
    assert '<span data-word="1">voté, </span>' in html
    assert '<span data-word="1">On</span> Tuesday' in html


def test_page_shows_no_sentence_twice_where_joining_changed_the_target() -> None:
    """A target that is not its segments' own is one text without pairs."""
    report = make_report()
    block = replace(report.translation.blocks[1], target="ON TUESDAY EVENING")
    blocks = (report.translation.blocks[0], block, *report.translation.blocks[2:])
    html = write(replace(report, translation=replace(report.translation, blocks=blocks)))
    assert '<div class="target" lang="en"><p>ON TUESDAY EVENING</p></div>' in html


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("by_segment", [False, True])
def test_page_holds_hostile_text_as_text(text: str, by_segment: bool) -> None:
    """Whatever the place, a text makes no element, no attribute and no control character."""
    harmless = check_page(write(make_hostile_report("mot"), by_segment=by_segment))
    page = check_page(write(make_hostile_report(text), by_segment=by_segment))
    assert list_shapes(page) <= list_shapes(harmless) | {("mark",), ("ul", "class")}
    assert page.raw == harmless.raw


def test_page_shows_hostile_text_unchanged() -> None:
    """Escaping loses nothing: the reader sees what the article says."""
    text = "a <b> & \"c\" 'd' &lt;"
    assert check_page(write(make_hostile_report(text))).text.count(text) > 20


def test_page_lists_what_to_look_at_first() -> None:
    """The least trustworthy sentences lead to their paragraphs, with reasons and alternatives."""
    item = ReviewItem(
        ref=SegmentRef(block_index=1, segment_index=1),
        source="« Nous n’avions plus le choix »",
        target="",
        confidence=12,
        reasons=("the model was unsure of its words",),
        alternatives=("<b>We had no choice</b>",),
    )
    html = write(replace(make_report(), review=(item,)))
    check_page(html)
    assert (
        '<p><a href="#p2">¶2.2</a> confidence 12 · the model was unsure of its words</p>'
    ) in html
    assert '<p lang="en">[no\u00a0translation]</p>' in html
    assert '<span lang="en">&lt;b&gt;We had no choice&lt;/b&gt;</span>' in html
