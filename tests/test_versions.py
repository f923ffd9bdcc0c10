"""Two translations of one source: common rows, differences, findings in their rows."""

from __future__ import annotations

import io
import json
import random
from collections.abc import Iterable

import pytest
from rich.console import Console

from translator.compare import compare_translation
from translator.readers import read_document
from translator.render.console import make_console
from translator.render.versions import VersionsView
from translator.testing import EchoEngine
from translator.types import DecodingOptions, Document
from translator.versions import Version, VersionComparison, compare_versions, find_differences
from translator.writers.versions import write_versions_json, write_versions_markdown

SOURCE = (
    "Le conseil de Loriac a voté la fermeture du pont. Les 14 000 automobilistes passeront "
    "par Kervily. La maire promet un ouvrage.\n\nLes commerçants demandent une indemnité.\n"
)
REPLIES = {
    "Le conseil de Loriac a voté la fermeture du pont.": "Loriac council voted to close the "
    "bridge.",
    "Les 14,000 automobilistes passeront par Kervily.": "The 14,000 motorists will use Kervily.",
    "La maire promet un ouvrage.": "The mayor promises a structure.",
    "Les commerçants demandent une indemnité.": "The shopkeepers ask for compensation.",
}
FIRST = (
    "Loriac council voted to close the bridge, so the 14,000 motorists will use Kervily. "
    "The mayor promises a structure.\n\nThe shopkeepers ask for compensation.\n"
)
SECOND = (
    "Loriac council voted to shut the bridge. The 40,000 motorists will use Kervily. "
    "The mayor promises a structure.\n"
)


def make_version(label: str, target: str) -> Version:
    comparison = compare_translation(
        read_document(SOURCE, origin="pont.fr.txt"),
        read_document(target, origin=label),
        engine=EchoEngine(replies=REPLIES),
        options=DecodingOptions(),
    )
    return Version(label=label, report=comparison.report, pairs=comparison.pairs)


@pytest.fixture(scope="module")
def comparison() -> VersionComparison:
    return compare_versions(make_version("a.txt", FIRST), make_version("b.txt", SECOND))


def test_compare_versions_uses_rows_that_neither_divides(comparison: VersionComparison) -> None:
    """Where one merged two sentences, the other's two stand in one row with them."""
    assert [(row.first, row.second) for row in comparison.rows] == [
        (
            "Loriac council voted to close the bridge, so the 14,000 motorists will use Kervily.",
            "Loriac council voted to shut the bridge. The 40,000 motorists will use Kervily.",
        ),
        ("The mayor promises a structure.", "The mayor promises a structure."),
        ("The shopkeepers ask for compensation.", ""),
    ]
    assert [row.block_index for row in comparison.rows] == [0, 0, 1]


def test_compare_versions_loses_no_sentence(comparison: VersionComparison) -> None:
    """Every sentence of source and versions is in one row."""
    sources = " ".join(row.source for row in comparison.rows)
    assert sources == " ".join(SOURCE.split())
    assert " ".join(row.first for row in comparison.rows) == " ".join(FIRST.split())


def test_compare_versions_keeps_findings_with_their_row(comparison: VersionComparison) -> None:
    """The wrong number and the omission belong to the second version's rows."""
    codes = [
        [comparison.second.report.findings[position].code for position in row.findings[1]]
        for row in comparison.rows
    ]
    assert codes == [["N01"], [], ["M01"]]
    assert all(row.findings[0] == () for row in comparison.rows)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("He said “yes”.", 'He said "yes".', []),
        ("14,000 came", "40,000 came", [("14,000", "40,000")]),
        ("He left", "He left early", [("", "early")]),
        ("", "All of it.", [("", "All of it.")]),
        ("don’t go", "don't stay", [("go", "stay")]),
    ],
)
def test_find_differences_goes_by_words(
    first: str, second: str, expected: list[tuple[str, str]]
) -> None:
    """Figures are one word each; kinds of quotation marks and apostrophes are no difference."""
    assert [
        (first[item.first_start : item.first_end], second[item.second_start : item.second_end])
        for item in find_differences(first, second)
    ] == expected


def test_versions_view_marks_words_without_color(comparison: VersionComparison) -> None:
    """Signs stand where there is no style, within the width."""
    stream = io.StringIO()
    console: Console = make_console(stream, width=80, color="never", environ={})
    console.print(VersionsView(comparison))
    drawn = stream.getvalue()
    assert "[-close-]" in drawn
    assert "{+shut+}" in drawn
    assert "[left out]" in drawn
    assert "2: 14 000 became 40,000" in drawn
    assert all(len(line) <= 80 for line in drawn.splitlines())


def test_versions_view_marks_words_with_more_than_color(comparison: VersionComparison) -> None:
    """On a terminal a differing word is bold and underlined besides."""
    stream = io.StringIO()
    console = make_console(stream, width=80, color="always", environ={"TERM": "xterm-256color"})
    console.print(VersionsView(comparison))
    assert "[-" not in stream.getvalue()
    assert "\x1b[1;4;38;5;166mshut" in stream.getvalue()


def test_versions_markdown_and_json(comparison: VersionComparison) -> None:
    """Bold words in Markdown; both texts, spans and labels in JSON."""
    markdown, plain = io.StringIO(), io.StringIO()
    write_versions_markdown(comparison, markdown)
    write_versions_json(comparison, plain)
    assert (
        "\n1. **The shopkeepers ask for compensation.**\n2. **left out**\n" in markdown.getvalue()
    )
    assert "2. Loriac council voted to **shut** the bridge**. The 40,000**" in markdown.getvalue()
    values = json.loads(plain.getvalue())
    assert [values["versions"][side]["label"] for side in ("first", "second")] == ["a.txt", "b.txt"]
    first = values["versions"]["rows"][0]["differences"][0]
    assert (first["first"], first["second"]) == ("close", "shut")


PIECES = [
    "Le pont.",
    "« Oui », dit-il.",
    "\n\n",
    "# Titre\n\n",
    "- item ;\n",
    "14 000 €",
    " ",
    "…",
    "https://a.example/x ",
    "***",
    "\n```\ncode\n```\n",
    "[/1]",
    "山田",
    "1.\n",
    "Fin. " * 9,
]


def test_comparing_loses_nothing_of_any_text() -> None:
    """Whatever the two texts are, every letter of each is in the pairs and in the rows."""
    rng = random.Random(4)
    for _ in range(40):
        source, target = ("".join(rng.choices(PIECES, k=rng.randint(3, 14))) for _ in range(2))
        document = read_document(f"Mot.\n\n{source}", origin="a", input_format="markdown")
        given = read_document(f"Word.\n\n{target}", origin="b", input_format="markdown")
        made = [
            compare_translation(document, other, engine=EchoEngine(), options=DecodingOptions())
            for other in (given, document)
        ]
        first, second = (Version(label="", report=item.report, pairs=item.pairs) for item in made)
        rows = compare_versions(first, second).rows
        assert letters(pair.source for pair in first.pairs) == letters_of(document)
        assert letters(pair.target for pair in first.pairs) == letters_of(given)
        assert letters(row.source for row in rows) == letters_of(document)
        assert letters(row.first for row in rows) == letters_of(given)
        assert letters(row.second for row in rows) == letters_of(document)


def letters(texts: Iterable[str]) -> str:
    return "".join(char for text in texts for char in text if char.isalnum())


def letters_of(document: Document) -> str:
    return letters(block.text for block in document.blocks)
