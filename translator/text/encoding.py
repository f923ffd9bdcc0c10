"""Encodings: from a file's bytes to text, without a wrong guess nobody notices.

Strict UTF-8 comes first: other encodings hardly ever pass for it. A few accented letters are
too little for a statistical detector, which takes « é » of Mac OS Roman for a « Ž »; so the
encodings that French has been written in are compared by how French their non-ASCII characters
look in place, and only a text that is French in none of them is handed to charset-normalizer.
"""

from __future__ import annotations

import codecs
from contextlib import suppress
from dataclasses import dataclass

from translator.errors import UnreadableInput, name_origin
from translator.patterns import compile_late
from translator.text.french_encodings import guess_french


@dataclass(frozen=True, slots=True, kw_only=True)
class DecodedText:
    """A text and the Python name of the encoding it was read in."""

    text: str
    encoding: str


#: The longer mark first: UTF-32-LE's begins with UTF-16-LE's.
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: Bytes that are enough to judge by.
_SAMPLE_LENGTH = 100_000
#: How files that are not text begin, and what to call them.
_SIGNATURES = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a Word, OpenDocument, EPUB or ZIP file"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word or other Office document"),
    (b"{\\rtf", "a Rich Text document"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"OggS", "an Ogg recording"),
    (b"ID3", "an MP3 recording"),
)
#: What charset-normalizer may choose from for a text that does not look French.
_OTHER_ENCODINGS = ["cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "iso8859-2", "koi8-r"]

_NOT_ASCII = compile_late(r"[^\x00-\x7f]")
_CONTROL = compile_late(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_C1_CONTROL = compile_late(rb"[\x80-\x9f]")
#: More control characters than this share are no text; a stray form feed or two may be.
_MAX_CONTROL_SHARE = 0.02


def decode_bytes(data: bytes, *, origin: str, encoding: str = "auto") -> DecodedText:
    """Decode a file's bytes, in the encoding named or the one they are most plausibly in.

    Args:
        data: the whole file.
        origin: how messages name the file.
        encoding: any text encoding Python knows, or ``auto``.

    Raises:
        UnreadableInput: the bytes are no text, or not in this encoding, or none is plausible.

    >>> decode_bytes("L’œuvre à 3 €".encode("cp1252"), origin="a.txt")
    DecodedText(text='L’œuvre à 3 €', encoding='cp1252')
    """
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            raise UnreadableInput(
                f"{name_origin(origin)}: this is {name}, not plain text; save or copy its text to "
                "a .txt file"
            )
    if encoding == "auto":
        return _detect(data, origin=origin)
    try:
        decoded = _decode_as(data, encoding=encoding)
    except UnicodeDecodeError as error:
        raise UnreadableInput(
            f"{name_origin(origin)}: not in {encoding}: {_name_byte(data, error.start)}; "
            "try --encoding auto"
        ) from error
    except (LookupError, ValueError) as error:
        raise UnreadableInput(
            f"{name_origin(origin)}: unknown encoding {encoding!r}; valid are auto, utf-8, utf-16, "
            "cp1252, latin-1, mac-roman and the others that Python knows"
        ) from error
    if decoded.encoding == "iso8859-1" and _C1_CONTROL.search(data):
        # Who says Latin-1 means Windows-1252 where a text has its œ, ’ or €; as Latin-1 those
        # are control characters and would be lost. Browsers do the same (WHATWG Encoding).
        with suppress(UnicodeDecodeError):
            return _decode_as(data, encoding="cp1252")
    return decoded


def decode_declared(data: bytes, *, origin: str, encoding: str) -> DecodedText:
    """Decode bytes of which somebody says the encoding, a web server for instance.

    It is believed if the bytes are possible in it; but where it says that each byte is a letter
    and the bytes are UTF-8, they are: that is how a server's default setting is wrong.

    Raises:
        UnreadableInput: the bytes are no text in any encoding.

    >>> decode_declared("été".encode(), origin="a", encoding="iso-8859-1")
    DecodedText(text='été', encoding='utf-8')
    """
    try:
        # UTF-16 passes for UTF-8 with zeros in it.
        is_utf8 = b"\0" not in data and bool(data.decode("utf-8"))
    except UnicodeDecodeError:
        is_utf8 = False
    if not is_utf8:
        with suppress(UnreadableInput):
            return decode_bytes(data, origin=origin, encoding=encoding)
    return decode_bytes(data, origin=origin)


def looks_binary(head: bytes) -> bool:
    """Tell whether a file that begins like this is no text in any encoding.

    >>> looks_binary(b"GIF89a"), looks_binary("Été".encode("utf-16"))
    (True, False)
    """
    if any(head.startswith(signature) for signature, _ in _SIGNATURES):
        return True
    return not (_find_mark(head) or _guess_utf16(head)) and _has_many_controls(head)


def _decode_as(data: bytes, *, encoding: str) -> DecodedText:
    text = data.decode(encoding).removeprefix("\ufeff")
    return DecodedText(text=text, encoding=codecs.lookup(encoding).name)


def _detect(data: bytes, *, origin: str) -> DecodedText:
    wide = _find_mark(data) or _guess_utf16(data)
    if wide is None:
        _refuse_binary(data, origin=origin)
    try:
        return _decode_as(data, encoding=wide or "utf-8")
    except UnicodeDecodeError as error:
        if wide or _is_mostly_utf8(data):
            raise UnreadableInput(
                f"{name_origin(origin)}: damaged {wide or 'utf-8'}: "
                f"{_name_byte(data, error.start)} belongs to no character; repair the file, or "
                "name another encoding with --encoding"
            ) from error
    name = guess_french(data) or _guess_other(data)
    if name is None:
        raise UnreadableInput(
            f"{name_origin(origin)}: not UTF-8, and no other encoding makes sense of it; "
            "name it with --encoding, for example --encoding cp1252"
        )
    return _decode_as(data, encoding=name)


def _refuse_binary(data: bytes, *, origin: str) -> None:
    if _has_many_controls(data):
        raise UnreadableInput(
            f"{name_origin(origin)}: this looks like binary data, not text "
            f"({len(_CONTROL.findall(data))} control characters in {len(data)} bytes)"
        )


def _has_many_controls(data: bytes) -> bool:
    return len(_CONTROL.findall(data)) > _MAX_CONTROL_SHARE * len(data)


def _find_mark(data: bytes) -> str | None:
    return next((name for mark, name in _BYTE_ORDER_MARKS if data.startswith(mark)), None)


def _guess_utf16(data: bytes) -> str | None:
    """Recognize UTF-16 without a mark: in Latin script every second byte is zero."""
    sample = data[:_SAMPLE_LENGTH]
    half = len(sample) // 2
    if half < 2 or len(data) % 2:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > 0.7 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.7 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _is_mostly_utf8(data: bytes) -> bool:
    """Tell whether a few bytes alone are not UTF-8: anything else would garble the rest."""
    text = data.decode("utf-8", errors="replace")
    num_damaged = text.count("\ufffd")
    return len(_NOT_ASCII.findall(text)) > 3 * num_damaged


def _guess_other(data: bytes) -> str | None:
    """Return charset-normalizer's choice for a text in another language."""
    from charset_normalizer import from_bytes

    match = from_bytes(data, cp_isolation=_OTHER_ENCODINGS).best()
    return match.encoding if match else None


def _name_byte(data: bytes, position: int) -> str:
    line = data.count(b"\n", 0, position) + 1
    return f"byte 0x{data[position]:02x} at position {position} (line {line})"
