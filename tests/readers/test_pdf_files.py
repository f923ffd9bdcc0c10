"""Files that cannot be read, and files made to do harm: one sentence, and no traceback."""

from __future__ import annotations

import io
import random
import subprocess
import sys
import textwrap
import zlib
from pathlib import Path

import pytest
from conftest import CommandLine
from pdf_maker import Printer, Style
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from translator.errors import EmptyDocument, InputError, UnreadableInput, UnsupportedFormat
from translator.readers import read_bytes
from translator.readers.pdf import process, worker
from translator.readers.pdf.process import read_layout

TEXT = "Le conseil a voté le budget. Il sera appliqué dès le mois de janvier."


def set_text(text: str = TEXT, *, num_pages: int = 1) -> bytes:
    printer = Printer(num_columns=1)
    for _ in range(num_pages):
        printer.add(text)
        printer._next_column()
    return printer.finish()


def draw_pictures(*, with_text_on: int | None = None, num_pages: int = 2) -> bytes:
    """Return pages that are pictures, but for one that has text."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    for number in range(1, num_pages + 1):
        if number == with_text_on:
            canvas.drawString(100, 700, TEXT)
        else:
            canvas.drawImage(ImageReader(Image.new("L", (40, 40), 200)), 50, 50, 400, 600)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def draw_locked(password: str) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, encrypt=StandardEncryption(password, ownerPassword="owner"))
    canvas.drawString(100, 700, TEXT)
    canvas.save()
    return buffer.getvalue()


def make_file(content: bytes, *, pages: bytes = b"[3 0 R]", count: int = 1) -> bytes:
    """Return a small file with a page whose drawing commands are packed."""
    packed = zlib.compress(content, 9)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids " + pages + b"/Count %d>>" % count,
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(packed), packed),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    body = b"%PDF-1.4\n"
    for number, content in enumerate(objects, start=1):
        body += b"%d 0 obj%s endobj\n" % (number, content)
    return body + b"trailer<</Root 1 0 R/Size 6>>"


def test_pdf_of_pictures_says_what_to_do(cli: CommandLine) -> None:
    """A scanned article ends with one sentence that names the cure."""
    cli.write("scan.pdf", draw_pictures())
    outcome = cli("translate", "scan.pdf")
    assert (outcome.code, outcome.stdout) == (3, "")
    assert outcome.stderr == (
        "error: scan.pdf: the PDF has no text layer, only pictures of its pages; have its text "
        "recognized first, for example with: ocrmypdf -l fra scan.pdf text.pdf\n"
    )


def test_pdf_with_some_pictures_says_which() -> None:
    """Pages without text are named, since what is on them is missing."""
    document = read_bytes(draw_pictures(with_text_on=2, num_pages=3), origin="a.pdf")
    assert document.blocks[0].text == TEXT
    assert document.remarks == (
        "a.pdf: pages 1, 3 are pictures without a text layer and left out; ocrmypdf --skip-text "
        "recognizes their text",
    )
    assert document.details == ("a.pdf: left out 2 pictures",)


def test_pdf_without_anything_is_empty() -> None:
    """A blank page is nothing to translate."""
    with pytest.raises(EmptyDocument) as raised:
        read_bytes(make_file(b""), origin="a.pdf")
    assert str(raised.value) == "a.pdf: nothing to translate: there is no text in the PDF"


def test_pdf_with_a_password_is_refused() -> None:
    """Without its password a file stays closed; one that only forbids changes is read."""
    with pytest.raises(UnreadableInput) as raised:
        read_bytes(draw_locked("geheim"), origin="a.pdf")
    assert str(raised.value) == (
        "a.pdf: the PDF is locked with a password; open it in a viewer, print it to a new PDF, "
        "and name that"
    )
    assert read_bytes(draw_locked(""), origin="a.pdf").blocks[0].text == TEXT


@pytest.mark.parametrize("data", [b"%PDF-1.7\nnothing", b"Bonjour."], ids=["header", "text"])
def test_pdf_that_is_none_is_refused(data: bytes) -> None:
    """A name or a first line does not make a PDF."""
    with pytest.raises(UnreadableInput) as raised:
        read_bytes(data, origin="a.pdf")
    assert str(raised.value) == (
        "a.pdf: not a PDF, or one too damaged to find its pages; download or save it again"
    )


def test_pdf_is_known_by_its_beginning(cli: CommandLine) -> None:
    """A file without a name is read as what it is, from standard input too."""
    data = set_text()
    assert read_bytes(data).blocks[0].text == TEXT
    assert read_bytes(b"\r\n" + data).blocks[0].text == TEXT
    outcome = cli("translate", "-", stdin=data)
    assert (outcome.code, outcome.stdout) == (0, TEXT + "\n")


def test_pdf_becomes_markdown(cli: CommandLine) -> None:
    """Outputs have the ending of what they are, and nobody is given a PDF that is none."""
    cli.write("news.fr.pdf", set_text())
    assert cli("translate", "news.fr.pdf", "--output-dir", "out").code == 0
    assert (cli.folder / "out" / "news.en.md").read_text(encoding="utf-8") == TEXT + "\n"
    outcome = cli("translate", "news.fr.pdf", "-o", "news.en.pdf")
    assert outcome.code == 2
    assert outcome.stderr.startswith(
        "error: cannot write news.en.pdf: .pdf files are read, not written; name a .txt, .md, "
    )


def test_pdf_says_what_was_left_out(cli: CommandLine) -> None:
    """The count is always said, the lines with -v, and nothing of it when quiet."""
    printer = Printer(num_columns=1, head="Le Courrier")
    printer.add(TEXT)
    printer._next_column()
    printer.add(TEXT)
    cli.write("a.pdf", printer.finish())
    said = "a.pdf: left out 2 lines of headers, footers and page numbers (-v lists them)\n"
    assert said in cli("translate", "a.pdf").stderr
    assert "a.pdf, page 2: left out 'Le Courrier'\n" in cli("translate", "a.pdf", "-v").stderr
    assert cli("translate", "a.pdf", "--quiet").stderr == ""


def test_pdf_without_its_library_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who has not installed the extra is told its name."""
    monkeypatch.setattr(process.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(UnsupportedFormat) as raised:
        read_bytes(set_text(), origin="a.pdf")
    assert str(raised.value) == (
        "a.pdf: reading PDF needs pypdfium2; install it with: pip install 'article-translator[pdf]'"
    )


def test_pdf_fonts_without_letters_are_refused() -> None:
    """Text that no font explains would be noise."""
    data = make_file(b"BT /F 12 Tf 50 700 Td <" + b"01" * 200 + b"> Tj ET")
    with pytest.raises(InputError) as raised:
        read_bytes(data, origin="a.pdf")
    assert str(raised.value) == (
        "a.pdf: the PDF's fonts do not say which letters they draw; have its text recognized "
        "from its pictures, for example with: ocrmypdf --force-ocr -l fra unreadable.pdf text.pdf"
    )


def test_pdf_text_that_is_no_words_is_refused() -> None:
    """Fonts that name their letters wrongly make noise, which is not translated."""
    with pytest.raises(worker.Refused, match="noise"):
        worker.read_layout(set_text("# 8 ;) %1 & 5~ { 46 %) " * 100))
    worker.read_layout(set_text("Il y a 14 200 habitants. " * 60))


def test_pdf_spells_ligatures_out() -> None:
    """A font's signs for two letters are two letters, and no gap is seen between them."""
    pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))
    printer = Printer(num_columns=1)
    printer.add("La ﬁn du conﬂit ﬁnancier.", Style(font="Vera"))
    assert worker.read_layout(printer.finish()).blocks[0].text == "La fin du conflit financier."


@pytest.mark.parametrize("size", ["0", "0.001", "-0.004", "0.3", "1e-30", "1e30"])
def test_pdf_type_of_any_size_is_read(size: str) -> None:
    """Type too small to be seen has lines that are no distance apart, and is divided by nothing."""
    lines = b"".join(
        f"BT /F {size} Tf 1 0 0 1 50 {y} Tm (Il pleut sur la ville.) Tj ET ".encode()
        for y in (700, 700, 699.9, 688)
    )
    text = b"BT /F 12 Tf 50 600 Td (Le maire part.) Tj ET "
    layout = worker.read_layout(make_file(lines + text))
    assert "Le maire part." in [block.text for block in layout.blocks]


def test_pdf_with_too_many_pages_or_letters_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody's machine is kept busy by a file that is no article."""
    monkeypatch.setattr(worker, "MAX_PAGES", 2)
    with pytest.raises(worker.Refused, match="pages"):
        worker.read_layout(set_text(num_pages=3))
    monkeypatch.setattr(worker, "MAX_CHARS", 100)
    with pytest.raises(worker.Refused, match="letters"):
        worker.read_layout(set_text(f"{TEXT} {TEXT}"))
    monkeypatch.setattr(process, "MAX_BYTES", 1_000_000)
    with pytest.raises(UnreadableInput) as raised:
        read_layout(b"%PDF-" + bytes(1_000_000), origin="a.pdf")
    assert str(raised.value) == (
        "a.pdf: PDFs are read up to 1 MB, and this one has more; divide it"
    )


def test_pdf_that_takes_forever_is_given_up() -> None:
    """A page of endless drawing ends with its process, after the time allowed."""
    data = make_file(b"BT /F 12 Tf 50 700 Td (a) Tj ET\n" * 3_000_000)
    with pytest.raises(UnreadableInput) as raised:
        read_layout(data, origin="a.pdf", max_time=1)
    assert str(raised.value).startswith("a.pdf: reading the PDF was given up after ")


def test_pdf_that_crashes_its_reader_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever happens to the process that reads, this one says a sentence."""
    monkeypatch.setattr(process, "_PROGRAM", "raise SystemError('PDFium lost its mind')")
    with pytest.raises(UnreadableInput) as raised:
        read_layout(set_text(), origin="a.pdf")
    assert str(raised.value) == (
        "a.pdf: the PDF is damaged or very unusual, and reading it failed (SystemError: PDFium "
        "lost its mind); print it to a new PDF in a viewer, and name that"
    )


def test_pdf_worker_does_not_import_from_the_current_folder(cli: CommandLine) -> None:
    """A file of the same name beside the article is not run."""
    (cli.folder / "pypdfium2.py").write_text("raise SystemExit('imported')")
    (cli.folder / "json.py").write_text("raise SystemExit('imported')")
    cli.write("a.pdf", set_text())
    assert cli("translate", "a.pdf").stdout == TEXT + "\n"


def test_pdfs_that_are_damaged_are_read_or_refused(tmp_path: Path) -> None:
    """Cut, changed and repeated bytes, 300 times: a document or a sentence, nothing else."""
    random.seed(20_261_125)
    sources = [set_text(num_pages=2), draw_pictures(with_text_on=1), draw_locked("")]
    for number in range(300):
        data = bytearray(sources[number % 3])
        if number % 2:
            del data[random.randrange(len(data)) :]
        else:
            for _ in range(random.choice((1, 10, 100))):
                data[random.randrange(len(data))] = random.randrange(256)
        (tmp_path / f"{number}.pdf").write_bytes(data)
    # In a process of its own: a crash would be this test's failure, not the end of all tests.
    program = """
        import sys
        from pathlib import Path
        from translator.readers.pdf.worker import Refused, read_layout

        for path in Path(sys.argv[1]).glob("*.pdf"):
            try:
                read_layout(path.read_bytes())
                print("read")
            except Refused:
                print("refused")
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program), str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    outcomes = done.stdout.split()
    assert len(outcomes) == 300
    # The samples carry the hour they were made in, so the counts differ from run to run.
    assert min(outcomes.count("read"), outcomes.count("refused")) >= 25
