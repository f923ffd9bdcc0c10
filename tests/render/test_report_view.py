"""The whole view, compared with readable files at four widths."""

from __future__ import annotations

import dataclasses
import io
from collections.abc import Callable

import pytest
from rich.cells import cell_len
from rich.console import RenderableType
from sample_report import make_report

from translator.readers import read_document
from translator.render.brief import BriefPanel
from translator.render.console import make_console
from translator.render.report import ReportView
from translator.testing import EchoEngine
from translator.translate import translate_document
from translator.types import (
    Block,
    BlockKind,
    BlockTranslation,
    BriefLayout,
    DecodingOptions,
    Document,
    Report,
    Section,
)

CheckSnapshot = Callable[[str, str], None]


def draw(view: RenderableType, *, width: int, color: str = "never") -> str:
    stream = io.StringIO()
    make_console(stream, width=width, color=color, environ={}).print(view)
    return stream.getvalue()


@pytest.mark.parametrize("width", [40, 80, 120, 200])
def test_report_view_matches_its_snapshot(width: int, check_snapshot: CheckSnapshot) -> None:
    """Brief, columns, findings and footer stand as reviewed at this width."""
    check_snapshot(f"report-{width}.txt", draw(ReportView(make_report()), width=width))


def test_report_view_in_color_matches_its_snapshot(check_snapshot: CheckSnapshot) -> None:
    """Colors and underlines stand as reviewed; one width is enough for them."""
    drawn = draw(ReportView(make_report()), width=80, color="always")
    check_snapshot("report-80-color.txt", drawn)


@pytest.mark.parametrize("width", [40, 80])
def test_report_view_by_segment_matches_its_snapshot(
    width: int, check_snapshot: CheckSnapshot
) -> None:
    """A comparison has one row a sentence and the block's number on the first of them."""
    view = ReportView(make_report(), by_segment=True)
    check_snapshot(f"compare-{width}.txt", draw(view, width=width))


def test_report_view_says_where_it_was_interrupted(check_snapshot: CheckSnapshot) -> None:
    """What was finished is shown, with the place where it ends."""
    report = dataclasses.replace(make_report(finished=2), brief=None)
    check_snapshot("interrupted-80.txt", draw(ReportView(report), width=80))


@pytest.mark.parametrize("width", [20, 33, 40, 71, 72, 73, 80, 97, 120, 200])
def test_report_view_never_exceeds_the_width(width: int) -> None:
    """No line is wider than the screen, wide characters counted as two cells."""
    lines = draw(ReportView(make_report()), width=width).splitlines()
    assert [line for line in lines if cell_len(line) > width] == []


@pytest.mark.parametrize(
    "text",
    ["[/1]", "[red]rouge[/red]", "le [mardi] 12", "[link=http://x]y", ":smile:", "\\[bold]"],
)
def test_report_view_shows_markup_in_an_article_as_it_is(text: str) -> None:
    """Nothing in an article is taken for Rich's markup or emoji codes."""
    block = Block(index=0, kind=BlockKind.PARAGRAPH, text=text)
    report = make_report(finished=1)
    translation = dataclasses.replace(
        report.translation,
        document=Document(blocks=(block,), origin=text),
        blocks=(BlockTranslation(block=block, target=text, segments=()),),
    )
    report = dataclasses.replace(report, translation=translation, findings=(), brief=None)
    drawn = draw(ReportView(report), width=120)
    assert drawn.count(text) == 2


def test_report_view_drops_marks_that_reverse_the_reading_direction() -> None:
    """A line reads as it is written, whatever the article holds; Arabic itself stays."""
    block = Block(index=0, kind=BlockKind.PARAGRAPH, text="\u202eabc مرحبا \u2066x\u2069")
    report = make_report(finished=1)
    translation = dataclasses.replace(
        report.translation,
        document=Document(blocks=(block,)),
        blocks=(BlockTranslation(block=block, target="abc", segments=()),),
    )
    report = dataclasses.replace(report, translation=translation, findings=(), brief=None)
    drawn = draw(ReportView(report), width=120)
    assert "abc مرحبا x" in drawn
    assert not {"\u202e", "\u2066", "\u2069"} & set(drawn)


@pytest.mark.parametrize("width", [40, 80])
def test_brief_panel_with_all_parts_matches_its_snapshot(
    width: int, check_snapshot: CheckSnapshot
) -> None:
    """Every part of a brief has its title, its paragraphs, its doubts and its source."""
    report = make_report()
    assert report.brief is not None
    brief = dataclasses.replace(
        report.brief, layout=BriefLayout(sections=tuple(Section), show_source=True)
    )
    panel = BriefPanel(brief, findings=report.findings)
    check_snapshot(f"brief-{width}.txt", draw(panel, width=width))


def test_report_view_keeps_the_lines_of_code() -> None:
    """What is not translated is drawn as it stands, indented lines and empty ones too."""
    code = ["```", "for mot in texte:", "    print(mot, len(mot), flush=True)", "", "fin()", "```"]
    document = read_document("\n".join(["Un mot.", "", *code]), origin="a.md")
    translation = translate_document(document, engine=EchoEngine(), options=DecodingOptions())
    drawn = draw(ReportView(Report(translation=translation)), width=60)
    start = drawn.splitlines().index("¶2  ```".ljust(60))
    assert [line[4:].rstrip() for line in drawn.splitlines()[start : start + 6]] == code


@pytest.mark.parametrize("width", [40, 72, 100])
def test_report_view_loses_nothing_beside_tabs(width: int) -> None:
    """A tab is wider than it looks, and what stands behind it is not cut off."""
    words = "Prix moyen du billet de train en France cette année selon la compagnie".split()
    code = "```\nsi a:\n\t\t\treturn(la, valeur, finale)\n```"
    document = read_document("\t".join(words) + f"\n\n{code}\n", origin="a.txt")
    translation = translate_document(document, engine=EchoEngine(), options=DecodingOptions())
    drawn = "".join(draw(ReportView(Report(translation=translation)), width=width).split())
    for word in [*words, "valeur,", "finale)"]:
        assert drawn.count(word) >= 2, word
