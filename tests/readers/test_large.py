"""A long text gives the blocks it would give if it were read whole."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translator.readers import large
from translator.readers.large import LargeText, iter_parts
from translator.readers.plain import PlainReader
from translator.text.normalize import clean_text
from translator.types import Block

SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*.fr.txt"))
CODE = "Voici le programme :\n\n```\nun = 1\n\n\ndeux = 2\n```\n\n- un point ;\n- un autre.\n\n\n"


def read_whole(text: str) -> list[Block]:
    """Return the blocks of a text that is read at once."""
    return list(PlainReader().read(clean_text(text), origin="-").blocks)


def read_in_parts(text: str, *, size: int, encoding: str = "utf-8") -> list[Block]:
    """Return the blocks of a text that is read in parts."""
    return list(LargeText(io.BytesIO(text.encode(encoding)), part_size=size))


def make_article(rounds: int) -> str:
    """Return a text with titles, paragraphs, lists, code and blank lines of its own."""
    paragraph = "Le conseil a voté le budget. Les riverains ont protesté, en vain."
    return "".join(
        f"Un titre numéro {n}\n\n{paragraph}\n\n{paragraph} Encore {n}.\n\n{CODE}"
        for n in range(rounds)
    )


@pytest.mark.parametrize("size", [50, 200, 1000])
@pytest.mark.parametrize("chunk", [7, 1 << 18])
def test_large_text_has_the_blocks_of_the_whole(
    size: int, chunk: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Kinds, separators and numbers are the same, wherever it is cut and read on."""
    monkeypatch.setattr(large, "_CHUNK_BYTES", chunk)
    text = make_article(12)
    assert read_in_parts(text, size=size) == read_whole(text)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_large_text_of_articles(path: Path) -> None:
    """Real articles come out as they do when they are read whole."""
    text = path.read_text(encoding="utf-8")
    assert [block.text for block in read_in_parts(text, size=800)] == [
        block.text for block in read_whole(text)
    ]


def test_large_text_knows_other_line_ends_and_the_mark(monkeypatch: pytest.MonkeyPatch) -> None:
    """Line ends of Windows and a byte order mark, also where a chunk divides them."""
    monkeypatch.setattr(large, "_CHUNK_BYTES", 5)
    text = make_article(3)
    found = read_in_parts(text.replace("\n", "\r\n"), size=100, encoding="utf-8-sig")
    assert found == read_whole(text)


def test_large_text_is_a_sequence() -> None:
    """It is counted, gone through again and asked for single blocks like any other."""
    text = make_article(5)
    blocks, whole = LargeText(io.BytesIO(text.encode()), part_size=100), read_whole(text)
    assert len(blocks) == len(whole)
    assert list(blocks) == list(blocks) == whole
    assert (blocks[0], blocks[-1], list(blocks[2:9:3])) == (whole[0], whole[-1], whole[2:9:3])
    assert blocks.title == "Un titre numéro 0"
    with pytest.raises(IndexError):
        blocks[len(whole)]


def test_large_text_refuses_other_encodings() -> None:
    """What is not UTF-8 is told at once, and not in the middle of a translation."""
    data = (make_article(20) + "été").encode("cp1252")
    with pytest.raises(UnicodeDecodeError):
        LargeText(io.BytesIO(data), part_size=100)


def test_large_text_without_any_line_end_is_one_part() -> None:
    """There is nowhere to cut, so nothing is cut."""
    text = "Il pleut. " * 200
    assert list(iter_parts([text], size=50)) == [text]


def test_large_text_is_cut_between_lines_where_there_are_no_paragraphs() -> None:
    """A sentence a line, as in a corpus: parts stay small."""
    text = "".join(f"Voici la phrase numéro {n}.\n" for n in range(500))
    parts = list(iter_parts([text], size=100))
    assert "".join(parts) == text
    assert max(map(len, parts)) <= 400
    assert read_in_parts(text, size=100) == read_whole(text)


@given(st.text(alphabet="aé. \n\t`-#«»!", max_size=400), st.integers(1, 60))
@settings(max_examples=200, deadline=None)
def test_large_text_loses_nothing(text: str, size: int) -> None:
    """Parts put together are the text, whatever it is."""
    chunks = [text[start : start + 9] for start in range(0, len(text), 9)]
    assert "".join(iter_parts(chunks, size=size)) == text
