"""The English as a Word document: where the source is one, a copy of it with other texts.

Styles, numbering, images, sections, notes and settings are the source's own, to the byte where
no text of theirs was translated.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, BinaryIO

from translator.docx.drop_caps import part_drop_caps
from translator.docx.language import set_default_language, set_language, set_properties
from translator.docx.ooxml import name_of
from translator.docx.parts import Part, WordFile, open_word_file
from translator.docx.rebuild import rewrite_paragraph
from translator.docx.texts import iter_texts
from translator.errors import InputError
from translator.types import BlockKind, Report, Translation
from translator.writers.word.document import write_new_document

if TYPE_CHECKING:
    from lxml.etree import _Element

#: What spelling and grammar are checked as; the embedded model writes American more often
#: than British English.
_LOCALE = "en-US"


class DocxWriter:
    """Writes a report of a Word document as a changed copy of it, and any other as a new one."""

    name = "docx"

    def write(self, report: Report, stream: BinaryIO) -> None:
        """Write the whole package."""
        translation = report.translation
        document = translation.document
        if document.format != "docx":
            write_new_document(report, stream)
            return
        file = open_word_file(document.package, origin=document.origin)
        parts = {part.name: part.root for part in _rewrite_paragraphs(file, translation)}
        for part in file.parts:
            if part.name in parts:
                _renew_copies(part.root)
                part_drop_caps(part.root)
            if set_language(part.root, source=document.language, target=_LOCALE):
                parts[part.name] = part.root
        parts |= _rewrite_others(file, translation)
        stream.write(file.package.rewrite({name: _serialize(root) for name, root in parts.items()}))


def _rewrite_paragraphs(file: WordFile, translation: Translation) -> list[Part]:
    """Put the translations into the paragraphs; return the parts that changed."""
    targets = {block.block.index: block for block in translation.blocks}
    changed: list[Part] = []
    index = 0
    # All of them are read before the first is changed: a text box stands in a paragraph.
    for texts in list(iter_texts(file)):
        numbers = range(index, index + len(texts.shown))
        index = numbers.stop
        if rewrite_paragraph(texts, [targets.get(number) for number in numbers]):
            changed.append(texts.paragraph.part)
    if index != len(translation.document.blocks):
        raise ValueError(f"{index} texts in the file, {len(translation.document.blocks)} blocks")
    return changed


def _rewrite_others(file: WordFile, translation: Translation) -> dict[str, _Element]:
    """Return the parts that say in which language the document is, and what it is called."""
    source = translation.document.language
    found: dict[str, _Element] = {}
    for kind in ("styles", "settings"):
        root = _parse_if_well(file, name := file.others.get(kind, ""))
        if root is not None:
            said = set_language(root, source=source, target=_LOCALE)
            if said or (kind == "styles" and set_default_language(root, _LOCALE)):
                found[name] = root
    root = _parse_if_well(file, name := file.others.get("core-properties", ""))
    if root is not None:
        title = _find_title(translation)
        if set_properties(root, title=title, source=source, target=_LOCALE):
            found[name] = root
    return found


def _parse_if_well(file: WordFile, name: str) -> _Element | None:
    """Return the root of a part without text; where it is damaged, it stays as it is."""
    try:
        return file.package.parse(name) if name in file.package else None
    except InputError:
        return None


def _find_title(translation: Translation) -> tuple[str, str] | None:
    return next(
        (
            (block.block.text, block.target)
            for block in translation.blocks
            if block.block.kind is BlockKind.HEADING
            and block.block.text == translation.document.title
        ),
        None,
    )


def _renew_copies(root: _Element) -> None:
    """Put the text of each text box into the copy of it that is for older programs."""
    for element in root.iter():
        if name_of(element) != "mc:AlternateContent":
            continue
        choices: list[_Element] = []
        copies: list[_Element] = []
        for child in element:
            boxes = [item for item in child.iter() if name_of(item) == "txbxContent"]
            if name_of(child) == "mc:Fallback":
                copies = boxes
            elif not choices:
                choices = boxes
        for box, copy in zip(choices, copies, strict=False):
            copy[:] = [deepcopy(child) for child in box]


def _serialize(root: _Element) -> bytes:
    from lxml import etree

    data: bytes = etree.tostring(
        root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True
    )
    return data
