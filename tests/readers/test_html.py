"""Web pages: the article, and nothing of what surrounds it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from translator.errors import EmptyDocument, UnsupportedFormat
from translator.readers import read_document
from translator.types import BlockKind, Document

PAGE = (Path(__file__).parent.parent / "cases" / "html" / "page.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def document() -> Document:
    return read_document(PAGE, origin="page.html")


def test_html_finds_the_article(document: Document) -> None:
    """Every paragraph, heading and item of the article is there, in order, and no menu."""
    assert [block.text.split(" ", 2)[:2] for block in document.blocks] == [
        ["Loriac", "ferme"],
        ["Le", "conseil"],
        ["«", "Nous"],
        ["Un", "chantier"],
        ["Le", "chantier"],
        ["la", "dépose"],
        ["de", "nouvelles"],
        ["la", "réouverture"],
        ["C'est", "une"],
        ["Les", "commerçants"],
    ]
    assert document.title == "Loriac ferme son vieux pont aux voitures"
    kinds = [block.kind for block in document.blocks]
    assert kinds.count(BlockKind.LIST_ITEM) == 3
    assert kinds.count(BlockKind.HEADING) == 2


def test_html_is_written_back_as_html_with_its_links(document: Document) -> None:
    """The result is a page again, and the article's addresses are kept."""
    assert document.format == "html"
    closings = [span.closing for block in document.blocks for span in block.spans]
    assert "](https://www.loriac.example/conseil/2026-11-17)" in closings


def test_html_is_known_by_its_beginning() -> None:
    """A page on standard input is read as a page."""
    assert read_document(PAGE).blocks[0].text == "Loriac ferme son vieux pont aux voitures"


def test_html_without_an_article_is_an_error() -> None:
    """A page without text says what to do instead."""
    with pytest.raises(EmptyDocument) as raised:
        read_document("<html><body><nav></nav></body></html>", origin="a.html")
    assert str(raised.value) == (
        "a.html: no article found in the page; to translate everything on it: --whole-page"
    )


def test_html_names_the_extra_that_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the library, the message is the command that installs it."""
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    with pytest.raises(UnsupportedFormat) as raised:
        read_document(PAGE, origin="page.html")
    assert str(raised.value) == (
        "page.html: reading web pages needs trafilatura; install it with: "
        "pip install 'article-translator[html]'"
    )
