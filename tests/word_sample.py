"""A Word document as people write them, made on the spot; what python-docx lacks is put in by hand.

Styles, a table with joined cells, nested lists, notes, links, an image, a text box with its copy
for older programs, fields, a bookmark, a comment, tracked changes, a header and a footer.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import docx
from docx.document import Document as WordDocument
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml
from docx.shared import Pt, RGBColor
from docx.text.paragraph import Paragraph

NAMESPACES = " ".join(
    f'xmlns:{prefix}="{address}"'
    for prefix, address in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "v": "urn:schemas-microsoft-com:vml",
    }.items()
)
_HYPERLINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_BOX = (
    "<w:txbxContent><w:p><w:r><w:t>À retenir : 14 000 habitants.</w:t></w:r></w:p></w:txbxContent>"
)

FOOTNOTES = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:footnotes {NAMESPACES}>
<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
<w:footnote w:id="7"><w:p><w:pPr><w:pStyle w:val="Normal"/></w:pPr>
<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>
<w:r><w:t xml:space="preserve"> Selon la mairie, en 2019.</w:t></w:r></w:p></w:footnote>
</w:footnotes>"""


def make_png(size: int = 8) -> bytes:
    """Return a small red picture."""

    def chunk(name: bytes, data: bytes) -> bytes:
        body = name + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    rows = (b"\x00" + b"\xff\x00\x00" * size) * size
    head = struct.pack(">IIBBBBB", size, size, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def make_word_file() -> bytes:
    """Return the document."""
    document = docx.Document()
    document.core_properties.title = "Le pont de Loriac"
    document.core_properties.language = "fr-FR"
    _set_language(document, "fr-FR")
    document.sections[0].header.paragraphs[0].text = "Le Courrier de Loriac"
    _add_page_number(document.sections[0].footer.paragraphs[0])
    document.add_paragraph("Le pont de Loriac", style="Title")
    _add_opening(document)
    document.add_heading("Les travaux", level=1)
    _add_link(document)
    _add_lists(document)
    document.add_paragraph("Nous l’avons attendu dix ans.", style="Quote")
    _add_table(document)
    document.add_heading("Les chiffres", level=2)
    picture = document.add_paragraph("Le plan du pont ")
    picture.add_run().add_picture(io.BytesIO(make_png()), width=Pt(20))
    picture.add_run(" est à la mairie.")
    _add_changes(document)
    _add_text_box(document)
    lines = document.add_paragraph("Mairie de Loriac")
    lines.add_run().add_break(WD_BREAK.LINE)
    lines.add_run("Place du Marché\t12 h")
    code = document.styles.add_style("Source Code", 1)
    document.add_paragraph("mesurer(pont)", style=code)
    _add_reference(document)
    stream = io.BytesIO()
    document.save(stream)
    return add_footnotes(stream.getvalue())


def add_footnotes(data: bytes) -> bytes:
    """Return a package with a part for notes."""
    kind = f"{_CONTENT}.footnotes+xml"
    entry = f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/>'
    relation = f'<Relationship Id="rIdNotes" Type="{_OFFICE}/footnotes" Target="footnotes.xml"/>'
    return change_parts(
        data,
        {
            "[Content_Types].xml": ("</Types>", entry + "</Types>"),
            "word/_rels/document.xml.rels": ("</Relationships>", relation + "</Relationships>"),
        },
        added={"word/footnotes.xml": FOOTNOTES.encode()},
    )


def change_parts(
    data: bytes,
    changes: dict[str, tuple[str, str]],
    *,
    added: dict[str, bytes] | None = None,
) -> bytes:
    """Return a package with one text of some parts replaced, and with more parts."""
    output = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            part = old.read(name)
            if name in changes:
                before, after = changes[name]
                text = part.decode()
                assert before in text, (name, before)
                part = text.replace(before, after).encode()
            new.writestr(name, part)
        for name, part in (added or {}).items():
            new.writestr(name, part)
    return output.getvalue()


def read_part(data: bytes, name: str) -> str:
    """Return a part's text."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(name).decode()


def _set_language(document: WordDocument, locale: str) -> None:
    for element in document.styles.element.iter():
        if element.tag.endswith("}lang"):
            for key in element.attrib:
                if key.endswith("}val"):
                    element.set(key, locale)


def _append(paragraph: Paragraph, xml: str) -> None:
    tag, _, rest = xml.partition(" " if " " in xml.partition(">")[0] else ">")
    separator = " " if xml[len(tag)] == " " else ">"
    paragraph._p.append(parse_xml(f"{tag} {NAMESPACES}{separator}{rest}"))


def _add_opening(document: WordDocument) -> None:
    paragraph = document.add_paragraph("Le maire, ")
    paragraph.add_run("Anne Roy").bold = True
    paragraph.add_run(", a annoncé en")
    paragraph.add_run("fin").italic = True
    color = paragraph.add_run(" le budget")
    color.font.color.rgb = RGBColor(0x80, 0, 0)
    paragraph.add_run(" de 1 250,50 €")
    _append(
        paragraph,
        '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
        '<w:footnoteReference w:id="7"/></w:r>',
    )
    paragraph.add_run(". Elle habite Loriac depuis 2008.")


def _add_link(document: WordDocument) -> None:
    paragraph = document.add_paragraph("Lisez ")
    identifier = document.part.relate_to(
        "https://loriac.example/pont?vue=1", _HYPERLINK, is_external=True
    )
    _append(
        paragraph,
        f'<w:hyperlink r:id="{identifier}"><w:r><w:rPr><w:b/></w:rPr><w:t>Le Courrier</w:t></w:r>'
        "</w:hyperlink>",
    )
    paragraph.add_run(" ou https://mairie.example/plan.pdf ; la suite viendra.")


def _add_lists(document: WordDocument) -> None:
    document.add_paragraph("Un pont neuf", style="List Bullet")
    document.add_paragraph("En acier", style="List Bullet 2")
    document.add_paragraph("Une école", style="List Bullet")
    document.add_paragraph("Voter", style="List Number")
    document.add_paragraph("Construire", style="List Number")


def _add_table(document: WordDocument) -> None:
    table = document.add_table(rows=3, cols=3, style="Table Grid")
    for row, texts in enumerate((("Rue", "Longueur", ""), ("Grande Rue", "120 m", "ouverte"))):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    joined = table.cell(2, 0).merge(table.cell(2, 1))
    joined.text = "Ensemble"
    joined.add_paragraph("sans les ponts")
    table.cell(2, 2).text = "fermée"


def _add_changes(document: WordDocument) -> None:
    paragraph = document.add_paragraph("Le pont ouvrira ")
    about = 'w:id="90" w:author="A" w:date="2024-01-01T00:00:00Z"'
    _append(paragraph, f"<w:del {about}><w:r><w:delText>en mai</w:delText></w:r></w:del>")
    _append(paragraph, f"<w:ins {about}><w:r><w:t>en juin</w:t></w:r></w:ins>")
    paragraph.add_run(".")


def _add_text_box(document: WordDocument) -> None:
    paragraph = document.add_paragraph("Voyez l’encadré.")
    _append(
        paragraph,
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline>'
        '<wp:extent cx="914400" cy="914400"/><wp:docPr id="50" name="Box"/>'
        '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/'
        f'wordprocessingShape"><wps:wsp><wps:spPr/><wps:txbx>{_BOX}</wps:txbx><wps:bodyPr/>'
        "</wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:shape><v:textbox>{_BOX}</v:textbox></v:shape></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>",
    )


def _add_page_number(paragraph: Paragraph) -> None:
    paragraph.add_run("Page ")
    for kind, text in (("begin", ""), ("", " PAGE "), ("separate", ""), (None, "3"), ("end", "")):
        if kind:
            _append(paragraph, f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>')
        elif kind is None:
            _append(paragraph, f"<w:r><w:t>{text}</w:t></w:r>")
        else:
            _append(paragraph, f'<w:r><w:instrText xml:space="preserve">{text}</w:instrText></w:r>')
    paragraph.add_run(" du journal")


def _add_reference(document: WordDocument) -> None:
    """Add a caption with a bookmark, and a field that refers to it."""
    caption = document.add_paragraph(style="Caption")
    _append(caption, '<w:bookmarkStart w:id="3" w:name="_Ref1"/>')
    caption.add_run("Figure 1")
    _append(caption, '<w:bookmarkEnd w:id="3"/>')
    caption.add_run(" : la rivière")
    paragraph = document.add_paragraph("La carte (")
    _append(paragraph, '<w:r><w:fldChar w:fldCharType="begin"/></w:r>')
    _append(paragraph, "<w:r><w:instrText>REF _Ref1 \\h</w:instrText></w:r>")
    _append(paragraph, '<w:r><w:fldChar w:fldCharType="separate"/></w:r>')
    _append(paragraph, "<w:r><w:t>Figure 1</w:t></w:r>")
    _append(paragraph, '<w:r><w:fldChar w:fldCharType="end"/></w:r>')
    paragraph.add_run(") montre tout.")
