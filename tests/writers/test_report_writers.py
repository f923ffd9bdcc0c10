"""A report in each format."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from sample_report import ARTICLE, make_report

from translator.protocols import Writer
from translator.types import BriefLayout, Report, Section
from translator.writers import WRITERS
from translator.writers.brief import BRIEF_FORMATS
from translator.writers.markdown import MarkdownWriter
from translator.writers.markdown_text import escape_markdown

CheckSnapshot = Callable[[str, str], None]


def write(name: str, report: Report) -> str:
    stream = io.StringIO()
    WRITERS[name].write(report, stream)
    return stream.getvalue()


@pytest.mark.parametrize("name", WRITERS)
def test_writers_fulfill_the_protocol(name: str) -> None:
    """Each writer is known by its own name."""
    assert isinstance(WRITERS[name], Writer)
    assert WRITERS[name].name == name


def test_text_writer_keeps_markers_and_separators() -> None:
    """The English stands in the structure of the source, and nothing else is written."""
    assert write("text", make_report(finished=5)) == (
        "Old Loriac bridge closes [/1]\n\n"
        "On Tuesday evening the town council voted to close the bridge to the 40,000 vehicles "
        "that cross it every day. “We had no choice left,” said the mayor, Anne-Lise "
        "Kerguélen.\n\n"
        "A 3.5 million site\n\n"
        "– removal of the deck, in March;\n"
        "– new piers before the summer.\n\n"
    )


def test_markdown_writer_matches_its_snapshot(check_snapshot: CheckSnapshot) -> None:
    """Brief, numbered pairs, findings and notes, with the article's own signs escaped."""
    check_snapshot("report.md", write("markdown", make_report()))


def test_markdown_writer_by_segment_matches_its_snapshot(check_snapshot: CheckSnapshot) -> None:
    """A comparison pairs sentences and numbers them within their paragraph."""
    stream = io.StringIO()
    MarkdownWriter(by_segment=True).write(replace(make_report(), brief=None), stream)
    check_snapshot("compare.md", stream.getvalue())


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("1.5 million euros", "1.5 million euros"),
        ("1. Premier", "1\\. Premier"),
        ("-3 °C ce matin", "-3 °C ce matin"),
        ("- un tiret", "\\- un tiret"),
        ("---", "\\---"),
        ("1. un", "1\\. un"),
        ("- un", "\\- un"),
        ("+ un", "\\+ un"),
        ("# un", "\\# un"),
        ("> un", "\\> un"),
        ("un *deux* _trois_ `quatre`", "un \\*deux\\* \\_trois\\_ \\`quatre\\`"),
        ("<script>", "\\<script\\>"),
        ("[texte](lien)", "\\[texte\\](lien)"),
        ("a | b", "a \\| b"),
        ("AT&amp;T", "AT\\&amp;T"),
        ("un\n===", "un ==="),
        ("M. Le Goff, 3,5 % en 2024.", "M. Le Goff, 3,5 % en 2024."),
    ],
)
def test_markdown_writer_escapes_what_would_be_markup(text: str, escaped: str) -> None:
    """An article's asterisk is an asterisk, and plain prose is left alone."""
    assert escape_markdown(text) == escaped


def test_json_writer_keeps_the_contract() -> None:
    """The names of version 1 are all there; renaming one needs a new version."""
    report = json.loads(write("json", make_report()))
    expected = {
        "": ["version", "signature", "source", "blocks", "brief", "findings", "stats"],
        "source": ["path", "language", "blocks"],
        "brief": ["headline", "points", "words"],
        "stats": ["segments", "source_tokens", "target_tokens", "elapsed_s", "tokens_per_s"],
    }
    for part, names in expected.items():
        assert set(names) <= set(report[part] if part else report), part
    block = report["blocks"][0]
    assert set(block) == {"index", "kind", "source", "target", "segments"}
    assert set(block["segments"][0]) >= {"source", "target", "score", "findings"}
    assert set(report["findings"][0]) == {
        "code",
        "severity",
        "block",
        "segment",
        "message",
        "source",
        "target",
    }
    assert (report["version"], report["source"]["blocks"]) == (1, len(report["blocks"]))


def test_json_writer_has_every_source_segment_once_in_order() -> None:
    """What the article said can be read back from the JSON."""
    report = json.loads(write("json", make_report()))
    sources = [part["source"] for block in report["blocks"] for part in block["segments"]]
    assert sources == [source for _, _, texts in ARTICLE for source, _, _ in texts]


def test_json_writer_points_from_segments_to_findings() -> None:
    """A segment's findings are positions in the report's list."""
    report = json.loads(write("json", make_report()))
    pointed = [
        report["findings"][position]["code"]
        for block in report["blocks"]
        for part in block["segments"]
        for position in part["findings"]
    ]
    assert pointed == ["N01", "E01"]


def test_json_writer_says_that_a_report_is_not_complete() -> None:
    """A program that reads the JSON learns of an interruption."""
    report = json.loads(write("json", make_report(finished=2)))
    assert (report["complete"], len(report["blocks"]), report["source"]["blocks"]) == (False, 2, 7)


@pytest.mark.parametrize("format_name", ["text", "markdown"])
def test_brief_with_all_parts_matches_its_snapshot(
    format_name: str, check_snapshot: CheckSnapshot
) -> None:
    """All parts of a brief, with the source beside each, as text and as Markdown."""
    report = make_report()
    assert report.brief is not None
    layout = BriefLayout(sections=tuple(Section), show_source=True)
    report = replace(report, brief=replace(report.brief, layout=layout))
    suffix = {"text": "txt", "markdown": "md"}[format_name]
    check_snapshot(f"brief.{suffix}", BRIEF_FORMATS[format_name](report))
