"""The English as the book that the source is: a copy of it with other texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from translator.epub.book import Book, open_book
from translator.epub.rebuild import rewrite_text
from translator.epub.texts import iter_texts
from translator.epub.xhtml import XML
from translator.types import BlockTranslation, Report, Translation

if TYPE_CHECKING:
    from lxml.etree import _Element

_LANGUAGE_ATTRIBUTES = ("lang", f"{{{XML}}}lang")
#: Elements that name a chapter or the book elsewhere than in its text.
_LABELS = frozenset({"title", "text", "a", "span", "h1", "h2", "h3", "docTitle"})
_TITLES = frozenset({"title"})


class EpubWriter:
    """Writes a report of a book as one; what was not translated stays as it was."""

    name = "epub"

    def write(self, report: Report, stream: BinaryIO) -> None:
        """Write the whole package.

        Raises:
            ValueError: the report's document is no book.
        """
        translation = report.translation
        document = translation.document
        if document.format != "epub" or not document.package:
            raise ValueError(f"not an EPUB book: {document.origin}")
        book = open_book(document.package, origin=document.origin)
        parts = _rewrite_texts(book, translation)
        names = _list_names(translation.blocks)
        source, target = document.language, translation.pair.target
        for chapter in book.chapters:
            if _rename(chapter.root, names, _TITLES) | _set_language(chapter.root, source, target):
                parts[chapter.name] = chapter.root
        for chapter in book.contents:
            if _rename(chapter.root, names, _LABELS) | _set_language(chapter.root, source, target):
                parts[chapter.name] = chapter.root
        root = book.description.root
        if _rename(root, names, _TITLES) | _set_language(root, source, target):
            parts[book.description.name] = root
        stream.write(book.package.rewrite({name: _serialize(root) for name, root in parts.items()}))


def _rewrite_texts(book: Book, translation: Translation) -> dict[str, _Element]:
    """Put the translations into the chapters; return the roots of those that changed."""
    targets = {block.block.index: block for block in translation.blocks}
    changed: dict[str, _Element] = {}
    index = 0
    # All of them are read before the first is changed: stretches lie side by side.
    for text in list(iter_texts(book)):
        numbers = range(index, index + (len(text.shown) or 1))
        index = numbers.stop
        if text.shown and rewrite_text(text, [targets.get(number) for number in numbers]):
            changed[text.chapter.name] = text.chapter.root
    if index != len(translation.document.blocks):
        raise ValueError(f"{index} texts in the file, {len(translation.document.blocks)} blocks")
    return changed


def _list_names(blocks: tuple[BlockTranslation, ...]) -> dict[str, str]:
    """Return what the texts that may be a chapter's name have become."""
    return {block.block.text: block.target for block in reversed(blocks)}


def _rename(root: _Element, names: dict[str, str], elements: frozenset[str]) -> bool:
    """Translate the names of chapters that are texts of the book; tell whether there were any."""
    changed = False
    for element in root.iter():
        if not isinstance(element.tag, str) or element.tag.rpartition("}")[2] not in elements:
            continue
        new = names.get(" ".join((element.text or "").split()))
        if new and new != element.text and not len(element):
            element.text, changed = new, True
    return changed


def _set_language(root: _Element, source: str, target: str) -> bool:
    """Say another language wherever a part names the source's; tell whether it did."""
    changed = False
    for element in root.iter():
        for key in _LANGUAGE_ATTRIBUTES:
            if (element.get(key) or "").lower().partition("-")[0] == source:
                element.set(key, target)
                changed = True
        is_language = isinstance(element.tag, str) and element.tag.endswith("}language")
        if is_language and (element.text or "").strip().lower().partition("-")[0] == source:
            element.text, changed = target, True
    return changed


def _serialize(root: _Element) -> bytes:
    from lxml import etree

    data: bytes = etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8")
    return data
