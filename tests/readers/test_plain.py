"""Plain text to blocks: what the cases show, and nothing lost in any text."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from translator.errors import EmptyDocument, UnsupportedFormat
from translator.readers import read_document
from translator.text.normalize import clean_text
from translator.types import Block, BlockKind, Document

CASES = Path(__file__).parent.parent / "cases" / "readers"


def format_block(block: Block) -> str:
    head = block.kind.value + (f" {block.level}" if block.level else "")
    head += f" «{block.marker}»" if block.marker else ""
    return f"[{head}] {block.text} {block.separator}".replace("\n", "⏎")


def rebuild(document: Document) -> str:
    return "".join(block.marker + block.text + block.separator for block in document.blocks)


def find_blank_lines(text: str) -> list[str]:
    """Return the blank lines behind the first visible one."""
    return [line for line in text.lstrip().split("\n") if not line.strip()]


@pytest.mark.parametrize("path", sorted(CASES.glob("*.txt")), ids=lambda path: path.stem)
def test_readers_make_blocks(path: Path) -> None:
    """Each case file becomes the blocks listed in its second half."""
    source, expected = path.read_text(encoding="utf-8").split("# output\n")
    document = read_document(source)
    assert [format_block(block) for block in document.blocks] == expected.splitlines()
    assert [block.index for block in document.blocks] == list(range(len(document.blocks)))


def test_readers_find_the_title() -> None:
    """The title is the first heading, by-lines before it or not, but never one further down."""
    assert read_document("Par Anne Roy\n\nUn titre\n\nUn texte.").title == "Un titre"
    assert read_document("Un texte.\n\nUn titre\n\nUn texte.").title is None
    assert read_document("Société\n\nLe pont rouvre\n\nUn texte.").title == "Le pont rouvre"
    assert read_document("Entretien\n\nUn texte.").title == "Entretien"
    assert read_document("(AFP)").title is None


@pytest.mark.parametrize("emoji", ["😀", "👍🏽", "❤️ ", "🇫🇷", "👩‍🚒🔥"])
def test_readers_make_no_heading_of_a_sentence_with_an_emoji(emoji: str) -> None:
    """The stop before it ends the sentence; a line without one is a heading as ever."""
    text = f"Nous avons gagné. {emoji}\n\nLa ville {emoji}\n\nUn texte."
    kinds = [block.kind for block in read_document(text).blocks]
    assert kinds == [BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.PARAGRAPH]


def test_readers_keep_the_origin() -> None:
    """A document knows what its source is called and which language it is read as."""
    document = read_document("Oui.", origin="a.txt", input_format="text")
    assert (document.origin, document.language) == ("a.txt", "fr")


@pytest.mark.parametrize(
    "text", ["", " \n\t\n\u00a0", "\ufeff\r\n"], ids=["empty", "blank", "mark"]
)
def test_readers_refuse_nothing(text: str) -> None:
    """A text without a visible character is an error, not an empty translation."""
    with pytest.raises(EmptyDocument) as raised:
        read_document(text, origin="a.txt")
    assert str(raised.value) == "a.txt: nothing to translate: the text is empty or blank"


def test_readers_refuse_unknown_formats() -> None:
    """An unknown format is answered with those that exist."""
    with pytest.raises(UnsupportedFormat) as raised:
        read_document("Oui.", origin="a.odt", input_format="odt")
    assert str(raised.value) == (
        "a.odt: unknown input format 'odt'; valid are auto, text, markdown, html, srt, vtt, docx, "
        "pdf, epub"
    )


def test_readers_read_windows_line_ends() -> None:
    """Carriage returns make the same document as line feeds."""
    source = "Un titre\n\nUne phrase\nqui continue.\n"
    for line_end in ("\r\n", "\r"):
        assert read_document(source.replace("\n", line_end)) == read_document(source)


def test_readers_keep_a_very_long_paragraph() -> None:
    """A paragraph of any length stays one block."""
    text = "Le conseil vote le budget. " * 1_000
    (block,) = read_document(text).blocks
    assert block.text == text.strip()


LINES = st.sampled_from(
    [
        *["", "", "  ", "Un titre", "une suite de mots", "Fin de phrase.", "- point", "— Oui."],
        *["# Titre", "> cité", "```", "***", "Photo : Moi", "Par Anne Roy", "(AFP)", "porte-"],
        *["  retrait", "mot " * 30, "Mot " * 20 + ".", "gouver\u00ad", ">", "#", "1.", "\u00a0"],
        *["1. un", "-", "—"],
    ]
)
TEXTS = st.one_of(st.text(max_size=80), st.lists(LINES, min_size=1, max_size=25).map("\n".join))


@given(text=TEXTS)
@example(text="```\n\n```\n```")
@example(text="> un\nporte-\nparole")
@settings(max_examples=500, deadline=None)
def test_readers_lose_no_letter(text: str) -> None:
    """Markers, texts and separators hold every letter and blank line of the source, in order."""
    source = clean_text(text)
    if not source.strip():
        return
    document = read_document(text)
    rebuilt = rebuild(document)
    assert [char for char in rebuilt if char.isalnum()] == [
        char for char in source if char.isalnum()
    ]
    assert find_blank_lines(rebuilt) == find_blank_lines(source)
    for block in document.blocks:
        assert block.text.strip() == block.text != ""
        assert block.separator.strip() == ""


@pytest.mark.parametrize(
    "line", ["Une ligne de texte assez courte\n", "- point\n", "Oui.\n\n", "> ", "a"]
)
def test_readers_are_linear(line: str) -> None:
    """A long text takes seconds, however many blocks it makes."""
    # Of the processor: a busy machine's clock says nothing about the reader.
    started = time.process_time()
    read_document(line * (500_000 // len(line)) + "\nfin")
    assert time.process_time() - started < 20


def test_readers_code_is_verbatim() -> None:
    """Fenced code keeps its line ends and blank lines."""
    (block,) = read_document("~~~\n a\n\n b\n~~~").blocks
    assert (block.kind, block.text) == (BlockKind.CODE, "~~~\n a\n\n b\n~~~")
