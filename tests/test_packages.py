"""Packages that somebody made to do harm, or that were damaged on their way."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from translator import packages, xml_parts
from translator.errors import MalformedInput, UnreadableInput
from translator.packages import Package

SAVE_AGAIN = "open it in the program it was made with and save it again"


def make_package(parts: dict[str, bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", method) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return output.getvalue()


def open_package(data: bytes) -> Package:
    return Package(data, origin="a.docx", kind="a Word document")


def refusal(data: bytes) -> str:
    with pytest.raises(UnreadableInput) as raised:
        open_package(data)
    return str(raised.value)


def test_packages_of_noise_are_refused() -> None:
    """What is no ZIP file, or is cut off, is one sentence."""
    assert refusal(b"Bonjour.") == (
        f"a.docx: this is not a Word document, or it is damaged: File is not a zip file; "
        f"{SAVE_AGAIN}"
    )
    assert refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)) == (
        "a.docx: this is an old Office document, or one with a password; save it as a Word "
        "document of today, without a password"
    )
    whole = make_package({"a.xml": b"<a/>" * 100})
    assert refusal(whole[:-30]).endswith(f"File is not a zip file; {SAVE_AGAIN}")


def test_packages_with_many_parts_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A list of parts that no document has is not gone through."""
    monkeypatch.setattr(packages, "MAX_ENTRIES", 3)
    data = make_package({f"{number}.xml": b"" for number in range(4)})
    assert refusal(data) == (
        "a.docx: not read as a Word document: it has 4 parts, more than the 3 that are read"
    )


def test_packages_with_a_part_without_a_name_are_refused() -> None:
    """It could be read, and no copy of it written."""
    data = make_package({"nom": b"<a/>"}).replace(b"nom", b"\x00om")
    assert refusal(data) == "a.docx: not read as a Word document: a part of it has no name"


def test_packages_that_unpack_to_too_much_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The parts are added up before any of them is unpacked."""
    monkeypatch.setattr(packages, "MAX_UNPACKED", 1000)
    data = make_package({"a.xml": bytes(600), "b.xml": bytes(600)}, method=zipfile.ZIP_STORED)
    assert refusal(data) == (
        "a.docx: not read as a Word document: it unpacks to 1200 bytes, more than the 1000 that "
        "are read"
    )


def test_packages_that_swell_are_refused() -> None:
    """Twenty megabytes from twenty kilobytes are no document."""
    size = 20 << 20
    data = make_package({"a.xml": bytes(size)})
    assert refusal(data) == (
        f"a.docx: not read as a Word document: it unpacks to {size} bytes from {len(data)}; it may "
        "have been made to fill the memory"
    )


def test_packages_with_parts_over_each_other_are_refused() -> None:
    """Many entries that share their packed bytes swell too: the file's own size counts."""
    big = make_package({"a.xml": bytes(1 << 20)})
    start, end = big.index(b"PK\x01\x02"), big.index(b"PK\x05\x06")
    entry = big[start:end]
    entries = b"".join(entry.replace(b"a.xml", f"{number:05}".encode()) for number in range(600))
    tail = bytearray(big[end:])
    tail[8:10] = tail[10:12] = (600).to_bytes(2, "little")
    tail[12:16] = len(entries).to_bytes(4, "little")
    said = refusal(big[:start] + entries + bytes(tail))
    assert said.startswith("a.docx: not read as a Word document: it unpacks to 629145600 bytes")
    assert said.endswith("it may have been made to fill the memory")


def test_packages_that_lie_about_a_size_give_no_more_than_they_say() -> None:
    """A part is unpacked up to the size that it declares, and then it does not fit its sum."""
    data = bytearray(make_package({"a.xml": bytes(1 << 20)}))
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = data.index(signature) + offset
        data[at : at + 4] = (1000).to_bytes(4, "little")
    package = open_package(bytes(data))
    with pytest.raises(UnreadableInput) as raised:
        package.read("a.xml")
    assert str(raised.value) == (
        f"a.docx: damaged at a.xml: Bad CRC-32 for file 'a.xml'; {SAVE_AGAIN}"
    )


@pytest.mark.parametrize(
    "name", ["../evil.xml", "/etc/passwd", "word/../../evil.xml", "C:evil.xml", "a\\..\\b.xml"]
)
def test_packages_with_names_that_lead_out_are_refused(name: str) -> None:
    """No such name is read, nor handed on in a copy."""
    said = refusal(make_package({"a.xml": b"<a/>", name: b"<a/>"}))
    assert said == (
        f"a.docx: not read as a Word document: a part has the name {name!r}, which leads out of "
        "the file"
    )


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_packages_with_one_name_twice_are_refused() -> None:
    """What one program reads would not be what another shows."""
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as archive:
        archive.writestr("a.xml", b"<a/>")
        archive.writestr("a.xml", b"<b/>")
    assert refusal(output.getvalue()) == (
        "a.docx: not read as a Word document: it has two parts of the name 'a.xml'"
    )


def test_packages_packed_in_unusual_ways_are_refused() -> None:
    """Methods that no such file uses unpack to more for less."""
    data = make_package({"a.xml": b"<a/>"}, method=zipfile.ZIP_LZMA)
    assert refusal(data) == (
        "a.docx: not read as a Word document: a.xml is packed in a way that a Word document does "
        "not use"
    )


def test_packages_that_are_encrypted_are_refused() -> None:
    """A password is never asked for."""
    data = bytearray(make_package({"a.xml": b"<a/>"}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + offset] |= 1
    assert refusal(bytes(data)) == (
        "a.docx: not read as a Word document: it is encrypted; save a copy without a password"
    )


def test_packages_without_a_part_say_which() -> None:
    """A missing part is named."""
    package = open_package(make_package({"a.xml": b"<a/>"}))
    with pytest.raises(UnreadableInput) as raised:
        package.read("b.xml")
    assert str(raised.value) == "a.docx: this is not a Word document: it has no b.xml"


def test_xml_with_a_document_type_is_refused(tmp_path: Path) -> None:
    """No entity is expanded and no file of this machine read, not even for an error."""
    secret = tmp_path / "secret.txt"
    secret.write_text("mot de passe")
    bombs = (
        f'<!DOCTYPE a [<!ENTITY x SYSTEM "{secret.as_uri()}">]><a>&x;</a>',
        f'<!DOCTYPE a SYSTEM "{secret.as_uri()}"><a/>',
        f'<!DOCTYPE a [<!ENTITY % x SYSTEM "{secret.as_uri()}"> %x;]><a/>',
        '<!DOCTYPE a [<!ENTITY x "lol"><!ENTITY y "&x;&x;&x;&x;">]><a>&y;</a>',
        '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/x.dtd"><a/>',
    )
    for bomb in bombs:
        package = open_package(make_package({"a.xml": bomb.encode()}))
        with pytest.raises(MalformedInput) as raised:
            package.parse("a.xml")
        assert str(raised.value) == (
            "a.docx: a.xml declares a document type, which a Word document does not do; it may "
            "have been made to do harm"
        )


def test_xhtml_may_name_its_document_type_and_declare_nothing() -> None:
    """The type is not looked up, entities of HTML are known, and own ones are refused."""
    page = '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://127.0.0.1:9/x.dtd">'
    package = open_package(
        make_package(
            {
                "a.xhtml": (page + "<p>caf&eacute;&nbsp;!</p>").encode(),
                "b.xhtml": b'<!DOCTYPE p [<!ENTITY x "lol">]><p>&x;</p>',
            }
        )
    )
    assert package.parse("a.xhtml", with_doctype=True).text == "café\u00a0!"
    with pytest.raises(MalformedInput, match=r"^a\.docx: b\.xhtml declares a document type"):
        package.parse("b.xhtml", with_doctype=True)


def test_xml_that_is_not_well_formed_is_one_sentence() -> None:
    """What the parser says is passed on with the part's name."""
    package = open_package(make_package({"a.xml": b"<a><b></a>"}))
    with pytest.raises(MalformedInput) as raised:
        package.parse("a.xml")
    assert str(raised.value).startswith("a.docx: a.xml is not well-formed XML: Opening and ending")


def test_xml_as_deep_as_no_document_is_one_sentence() -> None:
    """A tower of elements does not exhaust the stack."""
    package = open_package(make_package({"a.xml": b"<a>" * 5000 + b"</a>" * 5000}))
    with pytest.raises(MalformedInput, match=r"^a\.docx: a\.xml is not well-formed XML: "):
        package.parse("a.xml")


def test_xml_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A tree takes many times the memory of its text."""
    monkeypatch.setattr(xml_parts, "MAX_XML", 10)
    package = open_package(make_package({"a.xml": b"<a>12345678</a>"}))
    with pytest.raises(UnreadableInput) as raised:
        package.parse("a.xml")
    assert str(raised.value) == (
        "a.docx: a.xml has 15 bytes, more than the 10 that are read; divide the document"
    )


def test_references_stay_in_the_package() -> None:
    """A reference is the name of a part, or an error."""
    package = open_package(make_package({"a.xml": b"<a/>"}))
    assert package.resolve("word/document.xml", "media/a.png") == "word/media/a.png"
    assert package.resolve("word/document.xml", "../docProps/core.xml") == "docProps/core.xml"
    assert package.resolve("", "word/document.xml") == "word/document.xml"
    assert package.resolve("word/document.xml", "/word/styles.xml") == "word/styles.xml"
    with pytest.raises(MalformedInput) as raised:
        package.resolve("word/document.xml", "../../etc/passwd")
    assert str(raised.value) == (
        "a.docx: word/document.xml refers to '../../etc/passwd', outside of the file; it may have "
        "been made to do harm"
    )


def test_a_rewritten_package_differs_in_the_named_parts_alone() -> None:
    """Order, names, dates and methods stay; so does every byte of the other parts."""
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as archive:
        archive.writestr("mimetype", b"application/epub+zip", zipfile.ZIP_STORED)
        archive.writestr("é/a.xml", b"<a/>" * 50, zipfile.ZIP_DEFLATED)
        archive.writestr("b.bin", bytes(range(256)), zipfile.ZIP_DEFLATED)
    old = open_package(output.getvalue())
    data = old.rewrite({"é/a.xml": b"<new/>"})
    new = open_package(data)
    assert new.names == ("mimetype", "é/a.xml", "b.bin")
    assert [new.read(name) for name in new.names] == [
        b"application/epub+zip",
        b"<new/>",
        bytes(range(256)),
    ]
    assert data[30:38] == b"mimetype"
    assert data[8:10] == b"\x00\x00"
