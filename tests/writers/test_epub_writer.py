"""Translations written into a copy of the book that they are of."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest
from book_sample import CHAPTER_ONE, make_book

from translator.pipeline import process
from translator.readers import read_bytes, read_document
from translator.testing import EchoEngine
from translator.types import BlockTranslation, DecodingOptions, Report
from translator.writers.epub import EpubWriter


def report_on(data: bytes, replies: dict[str, str] | None = None) -> Report:
    document = read_bytes(data, origin="a.epub")
    engine = EchoEngine(replies=replies)
    return process(document, engine=engine, summarizer=None, options=DecodingOptions())


def extend(data: bytes) -> Report:
    """Return a report in which every text but code is another one, around the same words."""
    report = report_on(data)
    blocks = tuple(
        BlockTranslation(block=block.block, target=f"Now {block.block.text}", segments=())
        if block.block.kind.value != "code"
        else block
        for block in report.translation.blocks
    )
    return replace(report, translation=replace(report.translation, blocks=blocks))


def write(report: Report) -> dict[str, bytes]:
    """Return the parts of the book that is written."""
    stream = io.BytesIO()
    EpubWriter().write(report, stream)
    with zipfile.ZipFile(stream) as book:
        return {name: book.read(name) for name in book.namelist()}


def rewrite(inside: str, *targets: str) -> str:
    """Return what a chapter becomes whose texts are given these targets."""
    body = CHAPTER_ONE[CHAPTER_ONE.index("<section>") : CHAPTER_ONE.index("</body>")]
    report = report_on(make_book({body: inside}))
    blocks = list(report.translation.blocks)
    for number, target in enumerate(targets):
        blocks[number] = replace(blocks[number], target=target, segments=())
    report = replace(report, translation=replace(report.translation, blocks=tuple(blocks)))
    page = write(report)["OEBPS/text/un.xhtml"].decode()
    return page.partition("<body>")[2].partition("</body>")[0]


def test_epub_round_trip_gives_back_as_many_blocks() -> None:
    """Blocks in are blocks out, each with its target, kind and signs."""
    report = extend(make_book())
    stream = io.BytesIO()
    EpubWriter().write(report, stream)
    again = read_bytes(stream.getvalue())
    assert [
        (block.text, block.kind, block.level, block.marker, block.separator)
        for block in again.blocks
    ] == [
        (b.target, b.block.kind, b.block.level, b.block.marker, b.block.separator)
        for b in report.translation.blocks
    ]


def test_epub_keeps_addresses_numbers_and_everything_without_text() -> None:
    """Nothing of the source is lost: links, pictures, notes, ids, code and scripts."""
    page = write(extend(make_book()))["OEBPS/text/un.xhtml"].decode()
    for part in (
        *('<img src="../pont.png" alt="Le pont"/>', '<a href="deux%20bis.xhtml">plus loin</a>'),
        *('<a href="https://loriac.example/pont?vue=1">Le Courrier</a>', "<br/>", "<hr/>"),
        *("https://mairie.example/plan.pdf", "1\u00a0250,50", "2008", 'id="n1"', 'id="debut"'),
        *('href="#n1" id="r1"><sup>1</sup></a>', "<pre>mesurer(pont)</pre>", "<!-- fin -->"),
        *("<script>var a = 'texte';</script>", "<style>p { color: red }</style>"),
        "<strong>Anne Roy</strong>",
    ):
        assert part in page, part


def test_epub_other_parts_stay_to_the_byte() -> None:
    """What lists, names and describes the chapters is translated with them; all else stays."""
    book = make_book()
    parts = write(extend(book))
    with zipfile.ZipFile(io.BytesIO(book)) as before:
        assert list(parts) == before.namelist()
        same = {name for name, data in parts.items() if data == before.read(name)}
    assert same == {"mimetype", "META-INF/container.xml", "OEBPS/pont.png"}
    assert b">Now Les travaux</a>" in parts["OEBPS/nav.xhtml"]
    assert b"<text>Now Les travaux</text>" in parts["OEBPS/toc.ncx"]
    assert b"<dc:title>Now Le pont de Loriac</dc:title>" in parts["OEBPS/book.opf"]
    assert b"<dc:language>en</dc:language>" in parts["OEBPS/book.opf"]
    assert b'xml:lang="en"' in parts["OEBPS/text/un.xhtml"]
    assert b"<title>Now Le pont de Loriac</title>" in parts["OEBPS/text/un.xhtml"]


def test_epub_elements_follow_their_words() -> None:
    """Emphasis and links stand on the words that stayed the same, one inside the other."""
    before = '<p>Le maire <a href="x"><b>Anne Roy</b></a> rit.</p>'
    after = '<p>Mayor <a href="x"><b>Anne Roy</b></a> laughs.</p>'
    assert rewrite(before, "Mayor Anne Roy laughs.") == after


def test_epub_links_without_their_words_follow_the_text() -> None:
    """An address is never lost: the link stands behind, in parentheses."""
    before = '<p>Lisez <a href="x">la suite</a>.</p>'
    assert rewrite(before, "Read on.") == '<p>Read on. (<a href="x">la suite</a>)</p>'


def test_epub_places_that_links_lead_to_are_kept() -> None:
    """Where the words with an id became others, the id stays in the paragraph, once."""
    before = '<p>Sur <span id="v" class="c">la ville</span> il pleut.</p>'
    assert rewrite(before, "It rains.") == '<p><span id="v"/>It rains.</p>'
    before = '<p><i id="v">Un<br/>Deux</i></p>'
    assert rewrite(before, "One", "Two") == '<p><i id="v">One</i><br/><i>Two</i></p>'


def test_epub_text_beside_blocks_stays_beside_them() -> None:
    """Each stretch of text is written back between the blocks where it stood."""
    before = "<div>Un <b>mot</b><p>Deux</p>\nTrois<br/>Quatre<hr/>Cinq</div>"
    after = "<div>A word<p>Two</p>\nThree<br/>Four<hr/>Five</div>"
    assert rewrite(before, "A word", "Two", "Three", "Four", "Five") == after


def test_epub_what_xml_cannot_hold_is_left_out() -> None:
    """An engine may say anything; the page stays well-formed."""
    assert rewrite("<p>Oui.</p>", "Y\x00e\ufffes & <no>") == "<p>Yes &amp; &lt;no&gt;</p>"


def test_epub_texts_that_stay_are_left_alone() -> None:
    """Where nothing was translated, the file's own lines and comments stay."""
    before = "<p>12\n  345<!-- ! --></p>"
    assert rewrite(before, "12 345") == before


def test_epub_cannot_be_made_of_anything_else() -> None:
    """The writer changes a copy, so there must be something to copy."""
    document = read_document("Il pleut.", origin="a.txt")
    report = process(document, engine=EchoEngine(), summarizer=None, options=DecodingOptions())
    with pytest.raises(ValueError, match=r"^not an EPUB book: a\.txt$"):
        write(report)
