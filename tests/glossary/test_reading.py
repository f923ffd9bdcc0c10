"""Glossaries in files: what is a term, and what is said about a line that is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from translator.errors import MalformedInput, UnreadableInput
from translator.glossary.judging import find_use
from translator.glossary.reading import load_glossary, parse_glossary, read_glossary


def read(text: str, *, is_csv: bool = False) -> list[tuple[str, str, int]]:
    glossary = parse_glossary(text, origin="terms.tsv", is_csv=is_csv)
    return [(term.source, term.target, term.line) for term in glossary.terms]


def test_glossary_leaves_out_comments_blank_lines_and_the_header() -> None:
    """Lines are counted as an editor does, with everything that is no term."""
    text = "# taxes\n\nFrench\tEnglish\nchaudière\tboiler\n  # more\nOrange\t\tthe company\n"
    assert read(text) == [("chaudière", "boiler", 4), ("Orange", "", 6)]


def test_glossary_may_hold_a_term_that_looks_like_a_header() -> None:
    """Only the first line is one, and only if both of its sides are names of languages."""
    assert read("source\tspring\nsource chaude\thot spring\n")[0] == ("source", "spring", 1)
    assert read("eau\twater\nsource\ttarget\n")[1] == ("source", "target", 2)


@pytest.mark.parametrize(
    "text",
    ['chaudière,boiler\n"A, B",x\n', 'chaudière;boiler\n"A, B";x\n'],
    ids=["comma", "semicolon"],
)
def test_glossary_reads_what_spreadsheets_call_csv(text: str) -> None:
    """French spreadsheets divide cells with a semicolon."""
    assert read(text, is_csv=True) == [("chaudière", "boiler", 1), ("A, B", "x", 2)]


def test_glossary_takes_a_repeated_line_once() -> None:
    """The same French in other spelling or capitals is the same term."""
    assert len(read("l’eau\twater\nL'eau\twater\n")) == 1


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "chaudière\tboiler\npompe pump\n",
            "terms.tsv, line 2: no tab between the French and the English; write chaudière, a "
            "tab, boiler, or chaudière and a tab to keep the word as it is",
        ),
        (
            "\tboiler\n",
            "terms.tsv, line 1: the French side is empty; write chaudière, a tab, boiler",
        ),
        (
            "taxe\ttax\n\nTaxe\tduty\n",
            "terms.tsv, line 3: Taxe is 'duty' here and 'tax' in line 1; leave one of them",
        ),
        (
            "# nothing yet\n",
            "terms.tsv holds no terms; write chaudière, a tab, boiler, one term a line",
        ),
    ],
    ids=["no-tab", "no-french", "twice", "empty"],
)
def test_glossary_says_what_is_wrong_with_a_line(text: str, message: str) -> None:
    """File, line, what is valid."""
    with pytest.raises(MalformedInput) as caught:
        read(text)
    assert str(caught.value) == message


def test_glossary_says_how_a_line_of_csv_is_written() -> None:
    with pytest.raises(MalformedInput, match=r"line 1: no ',' between .* write chaudière,boiler"):
        read("chaudière\tboiler\n", is_csv=True)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_glossary_is_read_in_the_encoding_that_it_has(tmp_path: Path, encoding: str) -> None:
    """As an article is."""
    path = tmp_path / "terms.tsv"
    path.write_bytes("chaudière\tboiler\r\nélu\tcouncillor\r\n".encode(encoding))
    assert [term.source for term in read_glossary(path).terms] == ["chaudière", "élu"]


def test_glossary_that_is_missing_or_a_folder(tmp_path: Path) -> None:
    with pytest.raises(
        UnreadableInput,
        match=r"^no glossary .*none\.tsv; check the name, or say press for the embedded one$",
    ):
        read_glossary(tmp_path / "none.tsv")
    with pytest.raises(UnreadableInput, match=r"is a folder; name a file$"):
        read_glossary(tmp_path)


def test_glossary_digest_is_of_the_terms_alone() -> None:
    """Order, comments and how a term is kept change nothing; a term does."""
    one = parse_glossary("a\tb\nc\tc\n", origin="x")
    same = parse_glossary("# order\nc\t\na\tb\n", origin="y")
    other = parse_glossary("a\tb\nc\td\n", origin="x")
    assert one.sha256 == same.sha256 != other.sha256


def test_glossary_takes_one_of_several_targets() -> None:
    """The first is what is written; blanks around the sign and empty ones are nothing."""
    (term,) = parse_glossary("mairie\ttown hall | city hall|\n", origin="a.tsv").terms
    assert (term.target, term.variants) == ("town hall", ("city hall",))
    assert term.written == "town hall|city hall"
    with pytest.raises(
        MalformedInput, match=r"line 2: .* 'town hall' here and 'town hall\|city hall'"
    ):
        parse_glossary("mairie\ttown hall|city hall\nmairie\ttown hall\n", origin="a.tsv")


def test_glossary_of_newspapers_is_one() -> None:
    """Every term is found in itself, and every target of it is one that is honoured."""
    glossary = load_glossary("press")
    assert len(glossary.terms) == 11814
    for term in glossary.terms:
        (use,) = glossary.find(term.source)
        assert use.term == term
        for target in (term.target, *term.variants):
            assert find_use(use, f"It says {target} here."), (term.source, target)
        assert len({term.target, *term.variants}) == 1 + len(term.variants), term.source
