"""Decoding: the right characters, or a sentence that says why not."""

from __future__ import annotations

import random

import pytest

from translator.errors import UnreadableInput
from translator.text.encoding import decode_bytes

SHORT_TEXTS = [
    "Le café est fermé.",
    "Une phrase de trente octets, é.",
    "Où ?",
    "À Paris, n° 5 : -3 °C",
    "« Ça va ? »",
    "Été à Noël : l'élève a reçu un prix.",
    "ÉTÉ À LA PLAGE",
    "Né à São Paulo, élevé à Málaga par le señor Muñoz.",
]
TYPOGRAPHIC_TEXTS = [
    "L’œuvre coûte 30 € — c’est cher.",
    "“Non”, dit-il… puis l’hôtelier s’éloigna.",
    "Plutôt que d’œuvrer, l’État hésite ; « attendons », dit-on.",
]


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1", "iso8859-15", "utf-8"])
@pytest.mark.parametrize("text", SHORT_TEXTS)
def test_encoding_detects_short_french_texts(text: str, encoding: str) -> None:
    """One accented letter is enough, in every encoding French was written in for decades."""
    assert decode_bytes(text.encode(encoding), origin="a.txt").text == text


@pytest.mark.parametrize("encoding", ["cp1252", "mac-roman", "utf-8"])
@pytest.mark.parametrize("text", TYPOGRAPHIC_TEXTS)
def test_encoding_detects_typographic_marks(text: str, encoding: str) -> None:
    """Quotation marks, apostrophes, œ, € and ellipses come out right."""
    assert decode_bytes(text.encode(encoding), origin="a.txt").text == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("L’été passé, l’élève a été reçu à l’hôtel de ville.", "mac-roman"),
        ("Les mesures visent à limiter le vote, a déclaré l'élu.", "cp850"),
        ("Le cœur a ses raisons : 3 €, à Évreux.", "iso8859-15"),
        ("Zażółć gęślą jaźń, to jest zdanie po polsku.", "cp1250"),
        ("Это русский текст, написанный давно.", "cp1251"),
    ],
)
def test_encoding_detects_others(text: str, encoding: str) -> None:
    """Old Macintosh and DOS files are read, and other languages are not taken for French."""
    assert decode_bytes(text.encode(encoding), origin="a.txt").text == text


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16-le"),
        ("utf-32", "utf-32-le"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
    ],
)
def test_encoding_reads_wide_forms_and_marks(encoding: str, name: str) -> None:
    """A byte order mark decides and is dropped; UTF-16 is known without one as well."""
    decoded = decode_bytes("L’été, à Nîmes.".encode(encoding), origin="a.txt")
    assert (decoded.text, decoded.encoding) == ("L’été, à Nîmes.", name)


def test_encoding_reads_big_endian_marks() -> None:
    """The byte order marks of big-endian texts are known too."""
    assert decode_bytes(b"\xfe\xff\x00\xe9", origin="a").encoding == "utf-16-be"
    assert decode_bytes(b"\x00\x00\xfe\xff\x00\x00\x00\xe9", origin="a").encoding == "utf-32-be"


def test_encoding_of_nothing_is_utf8() -> None:
    """An empty file is an empty text; it is the reader that minds."""
    assert decode_bytes(b"", origin="a.txt").text == ""


def test_encoding_named_by_the_user_wins() -> None:
    """A named encoding is used even where another one would be guessed."""
    assert decode_bytes("é".encode(), origin="a.txt", encoding="cp1252").text == "Ã©"
    assert decode_bytes(b"\xef\xbb\xbf\xc3\xa9", origin="a.txt", encoding="utf-8").text == "é"


def test_encoding_latin1_keeps_windows_characters() -> None:
    """Said to be Latin-1, a Windows-1252 text keeps its œ and ’ rather than losing them."""
    decoded = decode_bytes("l’œuvre".encode("cp1252"), origin="a.txt", encoding="latin-1")
    assert (decoded.text, decoded.encoding) == ("l’œuvre", "cp1252")
    decoded = decode_bytes(b"\xe9t\xe9 \x81", origin="a.txt", encoding="latin-1")
    assert decoded.encoding == "iso8859-1"


@pytest.mark.parametrize("encoding", ["klingon", "hex", "a\x00b", ""])
def test_encoding_unknown(encoding: str) -> None:
    """An unknown encoding, or a codec that is none, is named with what would be valid."""
    with pytest.raises(UnreadableInput) as raised:
        decode_bytes(b"abc", origin="a.txt", encoding=encoding)
    assert str(raised.value) == (
        f"a.txt: unknown encoding {encoding!r}; valid are auto, utf-8, utf-16, cp1252, latin-1, "
        "mac-roman and the others that Python knows"
    )


def test_encoding_wrongly_named() -> None:
    """Bytes that are not in the named encoding are pointed at."""
    with pytest.raises(UnreadableInput) as raised:
        decode_bytes(b"Un\nmot cass\xe9.", origin="a.txt", encoding="utf-8")
    assert str(raised.value) == (
        "a.txt: not in utf-8: byte 0xe9 at position 11 (line 2); try --encoding auto"
    )


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (
            "Été, été, été, né, à côté.\n".encode() + b"cass\xe9 !",
            "a.txt: damaged utf-8: byte 0xe9 at position 41 (line 2) belongs to no character; "
            "repair the file, or name another encoding with --encoding",
        ),
        (
            b"\xff\xfea\x00b",
            "a.txt: damaged utf-16-le: byte 0x62 at position 4 (line 1) belongs to no character; "
            "repair the file, or name another encoding with --encoding",
        ),
    ],
    ids=["utf-8", "utf-16"],
)
def test_encoding_damaged(data: bytes, message: str) -> None:
    """A damaged file is refused where it is damaged, instead of garbled as something else."""
    with pytest.raises(UnreadableInput) as raised:
        decode_bytes(data, origin="a.txt")
    assert str(raised.value) == message


@pytest.mark.parametrize("encoding", ["auto", "latin-1"])
@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"%PDF-1.7 ...", "a PDF document"),
        (b"PK\x03\x04word/document.xml", "a Word, OpenDocument, EPUB or ZIP file"),
        (b"\x89PNG\r\n\x1a\n....", "a PNG image"),
        (b"{\\rtf1 Bonjour}", "a Rich Text document"),
    ],
)
def test_encoding_names_other_kinds_of_file(data: bytes, name: str, encoding: str) -> None:
    """A document or image is called what it is, whatever encoding was named."""
    with pytest.raises(UnreadableInput) as raised:
        decode_bytes(data, origin="a.txt", encoding=encoding)
    assert str(raised.value) == (
        f"a.txt: this is {name}, not plain text; save or copy its text to a .txt file"
    )


def test_encoding_refuses_binary() -> None:
    """Other binary data is known by its control characters."""
    data = bytes([0, 1, 2, 3, *b"abcd"])
    with pytest.raises(UnreadableInput) as raised:
        decode_bytes(data, origin="a.bin")
    assert str(raised.value) == (
        "a.bin: this looks like binary data, not text (4 control characters in 8 bytes)"
    )
    with pytest.raises(UnreadableInput):
        decode_bytes(random.Random(42).randbytes(5_000), origin="a.bin")


def test_encoding_gives_up_without_a_guess() -> None:
    """Where no encoding makes sense, the user is asked for it."""
    with pytest.raises(UnreadableInput) as raised:
        decode_bytes(b"\x98\x81\xff\xfe\xa5 \x98\xad\xaa\xa0 \x8d", origin="a.txt")
    assert str(raised.value) == (
        "a.txt: not UTF-8, and no other encoding makes sense of it; "
        "name it with --encoding, for example --encoding cp1252"
    )
