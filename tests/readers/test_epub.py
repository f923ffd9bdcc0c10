"""Electronic books to blocks."""

from __future__ import annotations

import random
import socket
from pathlib import Path

import pytest
from book_sample import CHAPTER_ONE, make_book

from translator.errors import EmptyDocument, InputError, MalformedInput, UnreadableInput
from translator.readers import read_bytes
from translator.types import Block, BlockTranslation, Document
from translator.writers.markdown_document import format_block

#: The sample as Markdown, which shows kinds, levels, markers, marks and separators at once.
AS_MARKDOWN = Path(__file__).parent.parent / "cases" / "book" / "sample.md"


def read(data: bytes, *, origin: str = "a.epub") -> Document:
    return read_bytes(data, origin=origin)


def read_page(inside: str) -> tuple[Block, ...]:
    """Return the blocks of a book whose first chapter is another, without those of the second."""
    body = CHAPTER_ONE[CHAPTER_ONE.index("<section>") : CHAPTER_ONE.index("</body>")]
    return read(make_book({body: inside})).blocks[:-2]


def test_epub_is_read_in_the_order_of_its_spine() -> None:
    """Chapters come as they are to be read, with signs of Markdown for what their elements say."""
    document = read(make_book())
    shown = "".join(
        format_block(BlockTranslation(block=block, target=block.text, segments=()), document)
        for block in document.blocks
    )
    assert shown == AS_MARKDOWN.read_text(encoding="utf-8")
    assert (document.format, document.title) == ("epub", "Le pont de Loriac")


@pytest.mark.parametrize("name", ["livre.zip", "-", "livre.txt"])
def test_epub_is_recognized_by_what_it_is(name: str) -> None:
    """A wrong name, or none, does not hide a book."""
    assert read(make_book(), origin=name).blocks == read(make_book()).blocks


def test_epub_text_beside_blocks_is_read_in_order() -> None:
    """Text before, between and after other blocks of an element is text too."""
    blocks = read_page("<div>Un <b>mot</b><p>Deux</p>Trois<ul><li>Quatre</li></ul>Cinq</div>")
    assert [block.text for block in blocks] == ["Un mot", "Deux", "Trois", "Quatre", "Cinq"]


@pytest.mark.parametrize(
    "page",
    [
        "<ul>Un<li>Deux</li>Trois<b>Quatre</b></ul>",
        "<table>Un<tr>Deux<td>Trois</td></tr><tr><td>Quatre</td></tr></table>",
        "<table><caption>Un</caption><td>Deux</td><tbody><tr><td>Trois</td><td>Quatre</td></tr>"
        "</tbody></table>",
        "<table><tr><td>Trois</td><tr><td>Deux</td></tr></tr><tr><td>Quatre</td></tr><p>Un</p>"
        "</table>",
    ],
    ids=["list", "row", "cell", "rows"],
)
def test_epub_text_out_of_place_is_read_too(page: str) -> None:
    """What a list or a table may not hold, a reading device shows, and so must we."""
    words = " ".join(block.text for block in read_page(page)).replace("TroisQuatre", "Trois Quatre")
    assert sorted(words.split()) == ["Deux", "Quatre", "Trois", "Un"]


def test_epub_white_space_is_that_of_a_page() -> None:
    """Lines of the file are no lines of the text, and no space is lost around elements."""
    (block,) = read_page("<p>\n  Un\n  <i> pont </i>neuf<!-- ! --> ici. </p>")
    assert block.text == "Un pont neuf ici."
    assert [block.text[s.start : s.end] for s in block.spans] == ["pont"]


def test_epub_links_around_blocks_are_seen_through() -> None:
    """A link around a whole figure does not hide the figure's words."""
    (block,) = read_page('<a href="x"><figure><figcaption>Le pont</figcaption></figure></a>')
    assert block.text == "Le pont"


def test_epub_contents_in_the_spine_are_no_article() -> None:
    """A page that lists the chapters is read, but never briefed."""
    (block,) = read_page('<nav epub:type="toc"><ol><li>Les travaux</li></ol></nav>')
    assert (block.kind.value, block.text, block.marker) == ("credit", "Les travaux", "")


def test_epub_notes_are_told_by_type_or_by_looks() -> None:
    """A raised figure that is a link is the mark of a note; a raised word is not."""
    first, second = read_page(
        '<p>Oui<a href="#n">1</a>, non<sup><a href="#n">[2]</a></sup>.</p>'
        '<p>M<sup>me</sup> Roy <a href="#n" epub:type="noteref">*</a></p>'
    )
    assert (first.text, [s.opening for s in first.spans]) == ("Oui1, non.", ["<sup>[2]</sup>"])
    assert second.text == "Mme Roy"
    assert [s.opening for s in second.spans] == ["<sup>", "<sup>*</sup>"]


def test_epub_without_words_is_refused() -> None:
    """A book of pictures has nothing to translate."""
    data = make_book({'<itemref idref="one"/><itemref idref="two"/>': ""})
    with pytest.raises(EmptyDocument) as raised:
        read(data)
    assert str(raised.value) == "a.epub: nothing to translate: there is no text in it"


def test_epub_that_is_protected_is_refused() -> None:
    """Encrypted chapters are named as what they are; encrypted fonts are no obstacle."""
    encryption = (
        '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
        '<CipherData><CipherReference URI="{}"/></CipherData></encryption>'
    )
    part = "META-INF/encryption.xml"
    fonts = make_book(None, **{part: encryption.format("OEBPS/fonts/a.otf")})
    assert read(fonts).blocks == read(make_book()).blocks
    with pytest.raises(UnreadableInput) as raised:
        read(make_book(None, **{part: encryption.format("OEBPS/text/un.xhtml")}))
    assert str(raised.value) == (
        "a.epub: the book is protected against copying, so its text cannot be read; use a copy "
        "without protection"
    )


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"rootfile ": "nothing "}, "a.epub: this is not an EPUB book: it names no text"),
        (
            {"OEBPS/book.opf": "OEBPS/none.opf"},
            "a.epub: this is not an EPUB book: it has no OEBPS/none.opf",
        ),
    ],
    ids=["nameless", "missing"],
)
def test_epub_without_its_description_is_refused(changes: dict[str, str], said: str) -> None:
    """A book whose parts are not where it says is one sentence."""
    with pytest.raises(UnreadableInput) as raised:
        read(make_book(changes))
    assert str(raised.value) == said


def test_epub_that_refers_out_of_itself_is_refused() -> None:
    """No reference leads to a file of this machine, however it is spelled."""
    for path in ("../../etc/passwd", "..%2F..%2Fetc%2Fpasswd", "/../../etc/passwd"):
        with pytest.raises(MalformedInput, match=r"outside of the file; it may have been made"):
            read(make_book({"text/un.xhtml": path}))


def test_epub_with_entities_of_its_own_is_refused(tmp_path: Path) -> None:
    """A chapter declares nothing: not a bomb, and not a file of this machine."""
    secret = tmp_path / "secret.txt"
    secret.write_text("mot de passe")
    head = CHAPTER_ONE[CHAPTER_ONE.index("<!DOCTYPE") : CHAPTER_ONE.index("<html")]
    for entity in (f'SYSTEM "{secret.as_uri()}"', '"un deux"'):
        data = make_book({head: f"<!DOCTYPE html [<!ENTITY x {entity}>]>", "&eacute;": "&x;"})
        with pytest.raises(MalformedInput) as raised:
            read(data)
        assert str(raised.value) == (
            "a.epub: OEBPS/text/un.xhtml declares a document type, which an EPUB book does not "
            "do; it may have been made to do harm"
        )


def test_epub_fetches_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Document types, pictures and style sheets elsewhere are never asked for."""

    def refuse(*arguments: object, **options: object) -> None:
        raise AssertionError(f"fetched {arguments}")

    monkeypatch.setattr(socket, "socket", refuse)
    data = make_book(
        {"<head><title>Le": '<head><link rel="stylesheet" href="http://127.0.0.1:9/x"/><title>Le'}
    )
    assert read(data).blocks == read(make_book()).blocks


def test_epub_damaged_anywhere_is_read_or_refused() -> None:
    """Any byte may be wrong: what comes of it is a document or one sentence with the name."""
    book, chance = make_book(), random.Random(3)
    for _ in range(150):
        data = bytearray(book)
        for _ in range(chance.choice((1, 3, 20))):
            data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            said = f"{read(bytes(data)).origin}: "
        except InputError as error:
            said = str(error)
        assert said.startswith("a.epub: ")
