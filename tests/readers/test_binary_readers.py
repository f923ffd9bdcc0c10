"""Sources that are bytes: how a reader of them is found, whatever reads text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from translator.errors import EmptyDocument, UnreadableInput, UnsupportedFormat
from translator.protocols import BinaryReader
from translator.readers import read_bytes, read_document
from translator.types import Block, BlockKind, Document

#: A plug-in's reader of a format that is no text, as its distribution would hold it.
PLUGIN = """
from translator.types import Block, BlockKind, Document


class TapeReader:
    suffixes = frozenset({".tape"})

    def read(self, data, *, origin):
        text = data.removeprefix(b"\\x00TAPE\\x00").decode("utf-16-be")
        blocks = [Block(index=0, kind=BlockKind.PARAGRAPH, text=text)] if text else []
        return Document(blocks=tuple(blocks), origin=origin)
"""

TAPE = b"\x00TAPE\x00" + "Il pleut à Brest.".encode("utf-16-be")


@pytest.fixture
def tape_reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A distribution with a reader of bytes, installed."""
    (tmp_path / "tape_reader.py").write_text(PLUGIN)
    info = tmp_path / "tape_reader-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: tape-reader\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(
        "[translator.binary_readers]\ntape = tape_reader:TapeReader\n"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delenv("TRANSLATOR_PLUGINS", raising=False)


@pytest.mark.usefixtures("tape_reader")
def test_binary_readers_of_plugins_are_given_bytes() -> None:
    """A reader that somebody installed reads a file that is not text."""
    assert read_bytes(TAPE, origin="a.tape", input_format="tape") == Document(
        blocks=(Block(index=0, kind=BlockKind.PARAGRAPH, text="Il pleut à Brest."),),
        origin="a.tape",
    )


@pytest.mark.usefixtures("tape_reader")
def test_binary_readers_do_not_take_text() -> None:
    """A caller who decoded such a file is told what to hand over instead."""
    with pytest.raises(UnsupportedFormat) as raised:
        read_document("Il pleut.", origin="a.tape", input_format="tape")
    assert str(raised.value) == (
        "a.tape: 'tape' is a format of bytes, not of text; hand the file's bytes to read_bytes"
    )


@pytest.mark.usefixtures("tape_reader")
@pytest.mark.parametrize(
    ("data", "said"),
    [(b"", "the file is empty"), (b"\x00TAPE\x00", "there is no text in it")],
    ids=["empty", "blank"],
)
def test_binary_readers_refuse_nothing(data: bytes, said: str) -> None:
    """A file without a word in it is an error, not an empty translation."""
    with pytest.raises(EmptyDocument) as raised:
        read_bytes(data, origin="a.tape", input_format="tape")
    assert str(raised.value) == f"a.tape: nothing to translate: {said}"


@pytest.mark.usefixtures("tape_reader")
def test_binary_readers_are_listed_beside_those_of_text() -> None:
    """An unknown format is answered with those of both kinds."""
    with pytest.raises(UnsupportedFormat) as raised:
        read_bytes(b"Oui.", origin="a.odt", input_format="odt")
    said = str(raised.value)
    assert said.startswith("a.odt: unknown input format 'odt'; valid are auto, text, markdown, ")
    assert said.endswith(", tape")


def test_read_bytes_decodes_what_is_text() -> None:
    """Bytes that are a text make the document that the text makes."""
    text = "# Le pont\n\nL’été à 3 €.\n"
    document = read_bytes(text.encode("cp1252"), origin="a.md")
    assert document == read_document(text, origin="a.md")
    assert document.format == "markdown"


def test_read_bytes_takes_an_encoding() -> None:
    """What the caller knows about a text's bytes is believed, or refused where it is wrong."""
    data = "Élodie était là.".encode("cp1252")
    assert read_bytes(data, encoding="cp1252").blocks[0].text == "Élodie était là."
    with pytest.raises(UnreadableInput) as raised:
        read_bytes(data, origin="a.txt", encoding="utf-8")
    assert str(raised.value) == (
        "a.txt: not in utf-8: byte 0xc9 at position 0 (line 1); try --encoding auto"
    )


@pytest.mark.usefixtures("tape_reader")
def test_binary_reader_protocol() -> None:
    """What a plug-in implements is the protocol of readers of bytes."""
    from translator.registry import load_factory

    make_reader: Callable[[], BinaryReader] = load_factory("binary_readers", "tape")
    assert isinstance(make_reader(), BinaryReader)
