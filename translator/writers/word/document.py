"""The English as a new Word document, for a source that is none.

It is the Markdown that the program would write, as Word has it: one way from a source's
structure to the target's, whatever the source was.
"""

from __future__ import annotations

import io
import zipfile
from typing import BinaryIO

from translator.installed import read_installed_text
from translator.types import BlockKind, Report
from translator.writers import markdown_document
from translator.writers.word.body import Body, make_body
from translator.writers.xml import DECLARATION, element, escape_text, tag

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#: A4, with margins of 2.5 cm; in twentieths of a point.
_SECTION = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" w:right="1417" '
    'w:bottom="1417" w:left="1417" w:header="708" w:footer="708" w:gutter="0"/></w:sectPr>'
)
#: The earliest date that a ZIP file can name: the same translation is the same file.
_DATE = (1980, 1, 1, 0, 0, 0)


def write_new_document(report: Report, stream: BinaryIO) -> None:
    """Write the targets alone, as a Word document with the structure of their source."""
    # 50 ms that no other format has to wait for.
    from markdown_it import MarkdownIt

    translation = report.translation
    document = translation.document
    source = "".join(
        markdown_document.format_block(block, document)
        for block in markdown_document.iter_shown(translation.blocks)
    )
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    body = make_body(parser.parse(source))
    title = next(
        (
            block.target
            for block in translation.blocks
            if block.block.kind is BlockKind.HEADING and block.block.text == document.title
        ),
        "",
    )
    parts = {
        "[Content_Types].xml": _load("content-types.xml"),
        "_rels/.rels": _load("package.rels"),
        "docProps/core.xml": _make_properties(title, f"article-translator {translation.signature}"),
        "word/document.xml": _make_document(body),
        "word/_rels/document.xml.rels": _make_relations(body),
        "word/styles.xml": _load("styles.xml"),
        "word/numbering.xml": _make_numbering(body),
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, text in parts.items():
            entry = zipfile.ZipInfo(name, _DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, text)
    stream.write(packed.getvalue())


def _make_document(body: Body) -> str:
    names = {"xmlns:w": _WORD, "xmlns:r": _OFFICE}
    content = element("w:body", f"\n{body.xml}\n{_SECTION}")
    return DECLARATION + element("w:document", content, names)


def _make_relations(body: Body) -> str:
    relations = [
        ("styles", "styles.xml", {}),
        ("numbering", "numbering.xml", {}),
        *(("hyperlink", address, {"TargetMode": "External"}) for address in body.addresses),
    ]
    ids = ["styles", "numbering", *(f"link{n}" for n in range(1, len(body.addresses) + 1))]
    items = "".join(
        tag(
            "Relationship",
            {"Id": name, "Type": f"{_OFFICE}/{kind}", "Target": target, **mode},
            is_empty=True,
        )
        for name, (kind, target, mode) in zip(ids, relations, strict=True)
    )
    return DECLARATION + element("Relationships", items, {"xmlns": f"{_PACKAGE}/relationships"})


def _make_numbering(body: Body) -> str:
    """Return the definitions of lists, and a list of its own for each in the body."""
    lists = []
    for number, (definition, first) in enumerate(body.lists, 1):
        content = tag("w:abstractNumId", {"w:val": definition}, is_empty=True)
        start = tag("w:startOverride", {"w:val": str(first)}, is_empty=True)
        content += "".join(
            element("w:lvlOverride", start, {"w:ilvl": str(level)}) for level in range(9)
        )
        lists.append(element("w:num", content, {"w:numId": str(number)}))
    return _load("numbering.xml").replace("</w:numbering>", "".join(lists) + "</w:numbering>")


def _make_properties(title: str, generator: str) -> str:
    names = {
        "xmlns:cp": f"{_PACKAGE}/metadata/core-properties",
        "xmlns:dc": "http://purl.org/dc/elements/1.1/",
    }
    content = element("dc:title", escape_text(title)) + element("dc:language", "en-US")
    content += element("dc:description", escape_text(generator))
    return DECLARATION + element("cp:coreProperties", content, names)


def _load(name: str) -> str:
    return read_installed_text("writers", "word", name)
