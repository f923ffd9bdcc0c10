"""Word documents on the command line."""

from __future__ import annotations

import io
import sys
import zipfile

import docx
import pytest
from book_sample import make_book
from conftest import CommandLine
from scripted_engine import InterruptedEngine, ScriptedEngine
from word_sample import make_word_file

from translator.cli import main
from translator.readers import read_bytes
from translator.testing import EchoEngine

FIRST = "Le pont de Loriac"


@pytest.fixture
def cli_with_document(cli: CommandLine) -> CommandLine:
    cli.write("a.fr.docx", make_word_file())
    cli.use_engine(EchoEngine(replies={FIRST: "The bridge of Loriac"}))
    return cli


def first_text(data: bytes) -> str:
    return docx.Document(io.BytesIO(data)).paragraphs[0].text


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        (("-o", "b.docx"), "b.docx"),
        (("--format", "docx", "-o", "b"), "b"),
        (("--output-dir", "out"), "out/a.en.docx"),
    ],
    ids=["suffix", "format", "folder"],
)
def test_translate_writes_a_word_document(
    cli_with_document: CommandLine, arguments: tuple[str, ...], name: str
) -> None:
    """The kind of file that the source is, whichever way the output is named."""
    cli = cli_with_document
    outcome = cli("translate", "a.fr.docx", *arguments, "--quiet")
    assert (outcome.code, outcome.stdout, outcome.stderr) == (0, "", "")
    assert first_text((cli.folder / name).read_bytes()) == "The bridge of Loriac"


def test_translate_writes_a_word_document_into_a_pipe(cli_with_document: CommandLine) -> None:
    """In a pipe the bytes are the file's, and nothing else is among them."""
    cli = cli_with_document
    pipe = io.BytesIO()
    cli.monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(pipe, encoding="utf-8"))
    code = main(("translate", "a.fr.docx", "--quiet"))
    sys.stdout.flush()
    assert (code, first_text(pipe.getvalue())) == (0, "The bridge of Loriac")


def test_translate_shows_a_word_document_as_markdown(cli_with_document: CommandLine) -> None:
    """A person at a terminal reads text, and so does one who asks for several at once."""
    cli = cli_with_document
    cli.write("b.txt", "Oui.\n")
    outcome = cli("translate", "a.fr.docx", "b.txt", "--quiet")
    assert "# The bridge of Loriac\n\nLe maire, **Anne Roy**, a annoncé" in outcome.stdout


@pytest.mark.parametrize("name", ["a.md", "a.txt", "a.html", "livre.epub"])
def test_translate_makes_a_new_word_document_of_other_files(cli: CommandLine, name: str) -> None:
    """Whatever the source is, its English can be had as a Word document."""
    page = "<html><body><article><h1>Le pont de Loriac</h1><p>Le pont rouvre enfin.</p></article>"
    texts = {"a.html": page.encode(), "livre.epub": make_book()}
    cli.write(name, texts.get(name, f"# {FIRST}\n\nLe pont rouvre enfin.\n".encode()))
    cli.use_engine(EchoEngine(replies={FIRST: "The bridge of Loriac"}))
    outcome = cli("translate", name, "-o", "b.docx", "--quiet")
    assert (outcome.code, outcome.stdout, outcome.stderr) == (0, "", "")
    assert first_text((cli.folder / "b.docx").read_bytes()) == "The bridge of Loriac"


def test_translate_keeps_bytes_off_the_terminal(cli_with_document: CommandLine) -> None:
    """Asked for outright, a Word document on a terminal is refused before any work."""
    cli = cli_with_document
    cli.monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    outcome = cli("translate", "a.fr.docx", "--format", "docx")
    assert (outcome.code, outcome.stdout) == (2, "")
    assert outcome.stderr == (
        "error: docx is not for a terminal; name a file, for example -o article.en.docx, or use "
        "--format markdown\n"
    )


def test_translate_interrupted_keeps_a_whole_document(cli_with_document: CommandLine) -> None:
    """Ctrl-C leaves a document whose first part is in English, and no final name."""
    cli = cli_with_document
    cli.use_engine(InterruptedEngine("Les travaux"))
    outcome = cli("translate", "a.fr.docx", "-o", "b.docx")
    assert outcome.code == 130
    assert not (cli.folder / "b.docx").exists()
    kept = (cli.folder / "b.docx.partial").read_bytes()
    assert len(read_bytes(kept).blocks) == len(read_bytes(make_word_file()).blocks)


@pytest.mark.parametrize("verb", ["read", "brief", "compare"])
def test_word_documents_are_sources_of_every_verb(
    cli_with_document: CommandLine, verb: str
) -> None:
    """What reads articles reads Word documents."""
    outcome = cli_with_document(verb, "a.fr.docx", "--quiet")
    assert outcome.code == 0
    assert "The bridge of Loriac" in outcome.stdout


def test_compare_takes_a_word_document_as_the_translation(cli_with_document: CommandLine) -> None:
    """Somebody's translation may be a Word document too, whatever it is called."""
    cli = cli_with_document
    cli("translate", "a.fr.docx", "-o", "theirs.docx", "--quiet")
    (cli.folder / "theirs.docx").rename(cli.folder / "theirs.txt")
    outcome = cli("compare", "a.fr.docx", "theirs.txt", "--lang-check", "off", "--quiet")
    assert outcome.code == 0
    assert "The bridge of Loriac" in outcome.stdout


def test_word_documents_come_from_standard_input(cli_with_document: CommandLine) -> None:
    """Without a name, a document is known by what it is, or by what the user says."""
    for arguments in ((), ("--input-format", "docx")):
        outcome = cli_with_document(
            *("translate", "--format", "text", "--quiet", *arguments), stdin=make_word_file()
        )
        assert outcome.stdout.startswith("# The bridge of Loriac\n\n")


def test_a_file_that_is_no_word_document_is_one_sentence(cli: CommandLine) -> None:
    """A name alone makes no Word document."""
    cli.write("a.docx", "Oui.\n")
    outcome = cli("translate", "a.docx")
    assert outcome.code == 3
    assert outcome.stderr == (
        "error: a.docx: this is not a Word document, or it is damaged: File is not a zip file; "
        "open it in the program it was made with and save it again\n"
    )


def test_translate_refuses_what_it_could_not_copy_before_any_work(cli: CommandLine) -> None:
    """A damaged picture stops a copy, and no other verb; nothing is translated for nothing."""
    whole = zipfile.ZipFile(io.BytesIO(make_word_file()))
    damaged = io.BytesIO()
    with zipfile.ZipFile(damaged, "w") as archive:  # stored, so that its bytes can be found
        for name in whole.namelist():
            archive.writestr(name, whole.read(name))
    cli.write("a.docx", damaged.getvalue().replace(b"IHDR", b"XXXX"))
    engine = ScriptedEngine()
    cli.use_engine(engine)
    outcome = cli("translate", "a.docx", "-o", "b.docx")
    assert (outcome.code, engine.calls) == (3, [])
    assert outcome.stderr == (
        "error: a.docx: damaged at word/media/image1.png: Bad CRC-32 for file "
        "'word/media/image1.png'; open it in the program it was made with and save it again\n"
    )
    assert [path.name for path in cli.folder.iterdir()] == ["a.docx"]
    assert cli("translate", "a.docx", "-o", "b.md").code == 0


@pytest.mark.parametrize("arguments", [("-o", "b.epub"), ("--format", "epub", "-o", "b.epub")])
def test_translate_writes_a_book(cli: CommandLine, arguments: tuple[str, ...]) -> None:
    """A book becomes a book, by its name or by what was asked for."""
    cli.write("livre.epub", make_book())
    cli.use_engine(EchoEngine(replies={FIRST: "The bridge of Loriac"}))
    outcome = cli("translate", "livre.epub", *arguments, "--quiet")
    assert (outcome.code, outcome.stdout, outcome.stderr) == (0, "", "")
    document = read_bytes((cli.folder / "b.epub").read_bytes())
    assert (document.format, document.title) == ("epub", "The bridge of Loriac")


@pytest.mark.parametrize("arguments", [("-o", "b.epub"), ("--format", "epub")])
def test_translate_makes_no_book_of_other_files(
    cli: CommandLine, arguments: tuple[str, ...]
) -> None:
    """A book is written as a changed copy, so there must be a book to copy."""
    cli.write("a.md", "Oui.\n")
    outcome = cli("translate", "a.md", *arguments)
    assert outcome.code == 2
    assert outcome.stderr == (
        "error: a.md cannot be written as epub: that is made by changing a copy of an EPUB book; "
        "use --format markdown, html or docx\n"
    )
    assert not (cli.folder / "b.epub").exists()


def test_a_word_document_under_a_name_for_text_gives_text(cli: CommandLine) -> None:
    """In a folder outputs are called after their sources, and notes.en.txt is to hold text."""
    cli.write("notes.txt", make_word_file())
    cli.use_engine(EchoEngine(replies={FIRST: "The bridge of Loriac"}))
    assert cli("translate", "notes.txt", "--output-dir", "out", "--quiet").code == 0
    text = (cli.folder / "out" / "notes.en.txt").read_text(encoding="utf-8")
    assert text.startswith("# The bridge of Loriac\n\n")
