"""New Word documents, of sources that are none."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from word_sample import read_part

from translator.pipeline import process
from translator.readers import read_bytes, read_document
from translator.testing import EchoEngine
from translator.types import BlockTranslation, DecodingOptions
from translator.writers.docx import DocxWriter
from translator.writers.markdown_document import format_block

CASES = Path(__file__).parent.parent / "cases" / "word"


def write(text: str, *, origin: str = "a.md") -> bytes:
    """Return the Word document of a text whose translation is itself."""
    document = read_document(text, origin=origin)
    report = process(document, engine=EchoEngine(), summarizer=None, options=DecodingOptions())
    stream = io.BytesIO()
    DocxWriter().write(report, stream)
    return stream.getvalue()


def show(data: bytes) -> str:
    """Return a Word document as Markdown."""
    document = read_bytes(data)
    return "".join(
        format_block(BlockTranslation(block=block, target=block.text, segments=()), document)
        for block in document.blocks
    )


def test_new_document_says_what_its_markdown_says() -> None:
    """Headings, lists in lists, quotations, tables, code, links and emphasis are Word's own."""
    source = (CASES / "new.md").read_text(encoding="utf-8")
    assert show(write(source)) == (CASES / "new.read.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "origin"),
    [("Un titre\n\nUne phrase.\n\n- un\n- deux\n", "a.txt"), ("Oui.", "-")],
    ids=["text", "stdin"],
)
def test_new_document_of_plain_text(text: str, origin: str) -> None:
    """The light marks that people type are seen in a text, too."""
    shown = show(write(text, origin=origin))
    assert shown.strip() == text.strip().replace("Un titre", "# Un titre")


def test_new_document_has_no_front_matter() -> None:
    """What Markdown says about its own file is no text of the article."""
    text = "---\ntitle: Le pont\nauthor: A. Roy\n---\n\n# Le pont\n\nIl ferme.\n"
    assert show(write(text)).strip() == "# Le pont\n\nIl ferme."


def test_new_document_opens_in_another_library() -> None:
    """Styles, a table and the properties are where others look for them."""
    source = (CASES / "new.md").read_text(encoding="utf-8")
    document = docx.Document(io.BytesIO(write(source)))
    assert document.core_properties.title == "Le pont de Loriac"
    styles = {item.style.name for item in document.paragraphs if item.style}
    assert styles == {"Heading 1", "Normal", "Quote", "List Paragraph", "Source Code", "Rule"}
    (table,) = document.tables
    assert [cell.text for cell in table.rows[1].cells] == ["un x", "12"]
    assert table.style is not None
    assert table.style.name == "Table Grid"
    links = [link.address for item in document.paragraphs for link in item.hyperlinks]
    assert links == ["https://a.example/x_(y)?a=1&b=2", "pont.png"]


def test_new_document_is_the_same_each_time() -> None:
    """Two runs differ in nothing, not even in a date."""
    assert write("# Un\n\nDeux.\n") == write("# Un\n\nDeux.\n")


def test_new_document_holds_any_text() -> None:
    """What XML gives a meaning to, or forbids, is text or left out; no address runs anything."""
    data = write('Un <b>& "deux"</w:t> [x](javascript:y) [z](https://a.fr/?q="<&>) \ufffe\n')
    assert read_bytes(data).blocks[0].text.startswith('Un & "deux"')
    relations = read_part(data, "word/_rels/document.xml.rels")
    assert "javascript" not in relations
    assert "https://a.fr/?q=" in relations
