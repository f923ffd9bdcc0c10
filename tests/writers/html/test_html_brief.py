"""A brief as a page of its own, of one article and of several."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hostile_report import HOSTILE, make_hostile_report
from page_checks import check_page, list_shapes
from sample_report import make_report

from translator.together import join_briefs
from translator.types import (
    BriefLayout,
    Finding,
    JointBrief,
    JointPoint,
    PointOrigin,
    Report,
    Section,
    Severity,
)
from translator.writers.brief import BRIEF_FORMATS
from translator.writers.together import JOINT_FORMATS


def write(report: Report) -> str:
    return BRIEF_FORMATS["html"](report)


def write_joint(*reports: Report, show_source: bool = False) -> str:
    brief = join_briefs(reports, max_words=200, show_source=show_source)
    return JOINT_FORMATS["html"](brief, reports)


def show(report: Report, *sections: Section, show_source: bool = False) -> Report:
    """Return the report with a brief that shows these sections."""
    assert report.brief is not None
    layout = BriefLayout(sections=sections, show_source=show_source)
    return replace(report, brief=replace(report.brief, layout=layout))


def test_brief_page_keeps_to_itself_and_runs_nothing() -> None:
    """The page has no script at all, and names paragraphs without leading to what it lacks."""
    html = write(make_report())
    page = check_page(html)
    assert page.find("html", lang="en")
    assert not page.find("script")
    assert "<h1>Old Loriac bridge closes [/1]</h1>" in html
    assert (
        'On Tuesday evening the town council voted to close the bridge. <span class="place">¶2'
        "</span>"
    ) in html
    assert ('<li>A 3.5 million site, with new piers. <span class="place">¶3 ¶5</span></li>') in html


def test_brief_page_says_where_it_is_from_and_how_it_was_made() -> None:
    """Source, direction, model, speed and signature stand around the brief."""
    text = check_page(write(make_report())).text
    assert "pont.fr.txt · brief of a machine translation from French to English" in text
    assert "52 → 18 words · extractive · 1 finding" in text
    assert "model fr-en-test · int8 · BLEU 21.4, chrF 48.6 on newstest2013 · 2.0 s" in text
    assert "engine:ctranslate2|model:fr-en-test@3f2a|beam:4|ver:0.1.0" in text


def test_brief_page_leads_from_a_mark_to_what_is_doubtful() -> None:
    """The findings about what is shown, and no others, stand below with their paragraphs."""
    html = write(make_report())
    page = check_page(html)
    link = '<a href="#f1" class="doubt" title="the number 14 000 became 40,000">!N01</a>'
    assert f'voted to close the bridge. <span class="place">¶2</span> {link}' in html
    assert "Warning</span> ¶2: the number 14 000 became 40,000" in html
    assert page.find("li", id="f1")
    assert "has no translation" not in page.text


def test_brief_page_shows_every_part_of_a_style() -> None:
    """Quotations with their source, figures, names; a point's source where it is asked for."""
    every = tuple(Section)
    page = check_page(write(show(make_report(), *every, show_source=True)))
    for words in ("Who said what", "Figures & dates", "Names", "Nous n’avions plus le choix"):
        assert words in page.text
    assert "Le conseil municipal a voté" in page.text
    assert "Le conseil municipal a voté" not in check_page(write(show(make_report(), *every))).text


def test_brief_page_of_a_headline_is_a_headline() -> None:
    """The style that wants nothing else gets nothing else."""
    page = check_page(write(show(make_report(), Section.HEADLINE)))
    assert page.find("h1")
    assert not page.find("section")


def test_brief_page_without_a_brief_is_nothing() -> None:
    """An interrupted run has none."""
    assert write(replace(make_report(), brief=None)) == ""


@pytest.mark.parametrize("text", HOSTILE)
def test_brief_page_holds_hostile_text_as_text(text: str) -> None:
    """Whatever the place, a text makes no element, no attribute and no control character."""
    harmless = check_page(write(make_hostile_report("mot")))
    page = check_page(write(make_hostile_report(text)))
    assert list_shapes(page) <= list_shapes(harmless)
    assert page.raw == harmless.raw


def test_brief_page_shows_hostile_text_unchanged() -> None:
    """Escaping loses nothing."""
    text = "a <b> & \"c\" 'd' &lt;"
    assert check_page(write(make_hostile_report(text))).text.count(text) > 8


def test_joint_page_leads_from_points_to_articles() -> None:
    """Each point names its articles with paragraphs, and each article has its line below."""
    first, second = make_report(), make_report()
    html = write_joint(first, second, show_source=True)
    page = check_page(html)
    assert not page.find("script")
    assert "<h1>In brief: 2 articles</h1>" in html
    assert (
        '<a href="#article-1">A ¶2</a> · <a href="#article-2">B ¶2</a> '
        '<a href="#f1" class="doubt" title="the number 14 000 became 40,000">!N01</a>'
        '<span class="beside" lang="fr">Le conseil municipal a voté'
    ) in html
    assert (
        '<li id="article-2"><b>B</b> Old Loriac bridge closes [/1] '
        '<span class="path">pont.fr.txt</span></li>'
    ) in html
    assert "Warning</span> A ¶2: the number 14 000 became 40,000" in html
    assert page.text.count("engine:ctranslate2|model:fr-en-test@3f2a|beam:4|ver:0.1.0") == 1


def test_joint_page_keeps_equal_findings_of_two_articles_apart() -> None:
    """The same doubt about the same place of another article is another doubt."""
    report = make_report()
    assert report.brief is not None
    points = tuple(
        JointPoint(
            text=report.brief.points[0].text,
            origins=(PointOrigin(article=number, block_indices=(1,)),),
        )
        for number in range(2)
    )
    html = JOINT_FORMATS["html"](JointBrief(points=points, method="m"), [report, report])
    check_page(html)
    assert "Warning</span> A ¶2: the number" in html
    assert "Warning</span> B ¶2: the number" in html


def test_joint_page_says_that_a_doubt_is_about_a_brief() -> None:
    """What is doubtful about a brief itself is about no paragraph."""
    report = make_report()
    assert report.brief is not None
    doubt = Finding(
        code="F01", severity=Severity.ERROR, block_index=1, message="not in it", point_index=0
    )
    report = replace(report, brief=replace(report.brief, findings=(doubt,)))
    assert "Error</span> A: not in it" in write_joint(report)


def test_joint_page_without_a_point() -> None:
    """Articles that nothing can be said about are still named."""
    page = check_page(JOINT_FORMATS["html"](JointBrief(points=(), method="m"), [make_report()]))
    assert "In brief: 1 article" in page.text
    assert "pont.fr.txt" in page.text


@pytest.mark.parametrize("text", HOSTILE)
def test_joint_page_holds_hostile_text_as_text(text: str) -> None:
    """Whatever the place, a text makes no element, no attribute and no control character."""
    pages = [
        check_page(JOINT_FORMATS["html"](make_hostile_joint(word), [make_hostile_report(word)]))
        for word in (text, "mot")
    ]
    assert list_shapes(pages[0]) <= list_shapes(pages[1])
    assert pages[0].raw == pages[1].raw


def make_hostile_joint(text: str) -> JointBrief:
    origin = PointOrigin(article=0, block_indices=(1,), source=text)
    point = JointPoint(text=text, origins=(origin,))
    return JointBrief(points=(point,), method=text, show_source=True)
