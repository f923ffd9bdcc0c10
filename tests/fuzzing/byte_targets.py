"""Targets for what is read as bytes or as a page: documents, books, PDF, whole web pages.

An input is a script of changes (see Script), of a sample or of nothing. Each is read while it is
watched: no file, no network, no more than seconds. A copy of a document or a book, with every
letter changed, is made from what was read, and is read in its turn.
"""

from __future__ import annotations

import io
import json
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path

import pypdfium2
from book_sample import CHAPTER_TWO, make_book
from lxml import etree, html
from scripted_engine import ScriptedEngine
from word_sample import change_parts, make_word_file, read_part

from fuzzing.composed import PageComposer, WordComposer
from fuzzing.letters import find_letters
from fuzzing.packages import change_package, trim_word_file
from fuzzing.pages import compose_page, compose_pdf, damage, set_sample
from fuzzing.script import Script
from fuzzing.watch import SECRET, watched
from translator.errors import InputError
from translator.packages import Package
from translator.pipeline import process
from translator.readers import read_bytes, read_document
from translator.readers.page_inline import is_shown
from translator.readers.pdf.extract import iter_pages
from translator.readers.pdf.wire import pack_layout, unpack_layout
from translator.readers.pdf.worker import Refused, read_layout
from translator.text.normalize import clean_text
from translator.types import Block, DecodingOptions, Document
from translator.writers.docx import DocxWriter
from translator.writers.epub import EpubWriter

_WRITERS = {"docx": DocxWriter, "epub": EpubWriter}
#: Where a chapter's text begins and ends.
_BODY = CHAPTER_TWO.index("<body>") + len("<body>"), CHAPTER_TWO.index("</body>")


def fuzz_docx(data: bytes) -> None:
    """A Word document with anything changed in it is read or refused, and comes back."""
    changed = change_package(_word_sample(), Script(data), secret=_secret_path())
    _read_and_copy(changed, name="a.docx")


def fuzz_epub(data: bytes) -> None:
    """The same of a book."""
    changed = change_package(_book_sample(), Script(data), secret=_secret_path())
    _read_and_copy(changed, name="a.epub")


def fuzz_docx_letters(data: bytes) -> None:
    """Of a document that is as Word writes them, every letter that Word shows is read."""
    composer = WordComposer(Script(data))
    changes = {"word/document.xml": (_word_text(), composer.write())}
    document = _read_and_copy(change_parts(_word_sample(), changes), name="a.docx")
    _require_letters(composer.shown, document)


def fuzz_epub_letters(data: bytes) -> None:
    """Of a book's chapter, every letter that a reading device shows is read."""
    composer = PageComposer(Script(data))
    changes = {CHAPTER_TWO[slice(*_BODY)]: composer.write()}
    _require_letters(composer.shown, _read_and_copy(make_book(changes), name="a.epub"))


def fuzz_whole_page(data: bytes) -> None:
    """Every letter of a page that a browser shows is read, whatever stands around it."""
    page = compose_page(data)
    document, refusal = None, ""
    with watched():
        try:
            document = read_document(page, origin="a.html", input_format="html", whole_page=True)
        except InputError as error:
            refusal = str(error)
    _require_harmless(document, refusal, name="a.html")
    if "inside each other" not in refusal:
        _require_letters(list(_iter_shown(clean_text(page))), document)


def fuzz_pdf(data: bytes) -> None:
    """A file is read or refused; every letter on its pages is read, or said to be left out."""
    script = Script(data)
    file = compose_pdf(script) if script.below(4) else damage(set_sample(), script)
    layout = None
    with watched():
        try:
            layout = read_layout(file)
        except Refused:
            return
    assert unpack_layout(json.loads(json.dumps(pack_layout(layout)))) == layout
    _require_harmless(Document(blocks=layout.blocks, origin="a.pdf"), "", name="a.pdf")
    found = [*_iter_texts(layout.blocks), *(one.text for one in layout.furniture)]
    _require_all(_iter_lines(file), found)


def _read_and_copy(data: bytes, *, name: str) -> Document | None:
    """Read a document, write a copy of it with every letter changed, and read that."""
    document = _read(data, name=name)
    if document is not None and document.format in _WRITERS:
        try:
            Package(data, origin=name, kind="a file").require_whole()
        except InputError:
            return document  # which is said before anything is translated
        copy = _read(_copy(document), name=name)
        assert copy is not None, "a copy cannot be read"
        _require_all((block.text for block in document.blocks), _iter_texts(copy.blocks))
    return document


def _read(data: bytes, *, name: str) -> Document | None:
    document, refusal = None, ""
    with watched():
        try:
            document = read_bytes(data, origin=name)
        except InputError as error:
            refusal = str(error)
    _require_harmless(document, refusal, name=name)
    return document


def _copy(document: Document) -> bytes:
    engine = ScriptedEngine()
    engine.is_literal = True
    report = process(document, engine=engine, summarizer=None, options=DecodingOptions(), checks=())
    stream = io.BytesIO()
    with watched():
        _WRITERS[document.format]().write(report, stream)
    return stream.getvalue()


def _require_harmless(document: Document | None, refusal: str, *, name: str) -> None:
    if document is None:
        assert name in refusal, refusal  # a user must know which file is meant
        return
    assert document.blocks
    for text in (*_iter_texts(document.blocks), document.title or ""):
        assert SECRET not in text
        # An accent that stands apart, in other type, is not put on its letter.
        assert clean_text(text) == unicodedata.normalize("NFC", text.lstrip("\ufeff")), ascii(text)


def _require_letters(shown: Sequence[str], document: Document | None) -> None:
    _require_all(shown, _iter_texts(document.blocks) if document else ())


def _require_all(shown: Iterable[str], found: Iterable[str]) -> None:
    """Fail where a letter was shown and is not found as often."""
    # Joined by a space: an accent alone must not settle on the letter before it.
    lost = Counter(find_letters(" ".join(shown))) - Counter(find_letters(" ".join(found)))
    assert not lost, dict(lost)


def _iter_texts(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield what is read, with the signs around it: the mark of a note is one."""
    for block in blocks:
        yield from (block.marker, block.text)
        for span in block.spans:
            yield from (span.opening, span.closing)


def _iter_shown(page: str) -> Iterator[str]:
    """Yield the texts of a page that are in no element which hides them."""
    parser = html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        root = html.document_fromstring(page.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:
        return
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if is_shown(node):
            yield node.text or ""
            waiting += node
        if node is not root:
            yield node.tail or ""


def _iter_lines(file: bytes) -> Iterator[str]:
    """Yield what PDFium finds on the pages, before anything is made of it."""
    for page in iter_pages(pypdfium2.PdfDocument(file)):
        if page is not None:
            yield from (line.text for line in (*page.lines, *page.apart))
            yield from page.stray


@lru_cache(maxsize=1)
def _word_sample() -> bytes:
    return trim_word_file(make_word_file())


@lru_cache(maxsize=1)
def _word_text() -> str:
    return read_part(_word_sample(), "word/document.xml")


@lru_cache(maxsize=1)
def _book_sample() -> bytes:
    return make_book()


@lru_cache(maxsize=1)
def _secret_path() -> str:
    """Return a file that hostile documents refer to, without its first slash."""
    path = Path(tempfile.gettempdir()) / "translator-fuzzing-secret.txt"
    path.write_text(SECRET, encoding="utf-8")
    return str(path)
