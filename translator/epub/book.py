"""An electronic book: its chapters in reading order, and the parts that say what it is called."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote

from translator.errors import UnreadableInput
from translator.packages import Package

if TYPE_CHECKING:
    from lxml.etree import _Element

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_CHAPTER_TYPES = frozenset({"application/xhtml+xml", "text/html", "application/xml", "text/xml"})
_CONTENTS_TYPE = "application/x-dtbncx+xml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A part with text. ``is_contents``: it lists the chapters."""

    name: str
    root: _Element
    is_contents: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """A book, open. ``contents`` are the parts beside the chapters that list them."""

    package: Package
    description: Chapter
    chapters: tuple[Chapter, ...]
    contents: tuple[Chapter, ...]


def open_book(data: bytes, *, origin: str) -> Book:
    """Open a book.

    Raises:
        UnreadableInput, MalformedInput: it is none, damaged, protected, or made to do harm.
    """
    package = Package(data, origin=origin, kind="an EPUB book")
    container = package.parse(_CONTAINER)
    path = next((e.get("full-path") for e in _iter(container, "rootfile")), None)
    if not path:
        raise UnreadableInput(f"{package.origin}: this is not an EPUB book: it names no text")
    name = package.resolve("", unquote(path))
    description = package.parse(name, with_doctype=True)
    manifest: dict[str, tuple[str, str, str]] = {}
    for item in _iter(description, "item"):
        target = package.resolve(name, unquote((item.get("href") or "").partition("#")[0]))
        kind = item.get("media-type") or ""
        manifest[item.get("id") or ""] = (target, kind, item.get("properties") or "")
    protected = _find_protected(package)
    chapters: dict[str, Chapter] = {}
    for reference in _iter(description, "itemref"):
        target, kind, properties = manifest.get(reference.get("idref") or "", ("", "", ""))
        if target in chapters or target not in package or kind not in _CHAPTER_TYPES:
            continue
        if target in protected:
            raise UnreadableInput(
                f"{package.origin}: the book is protected against copying, so its text cannot be "
                "read; use a copy without protection"
            )
        root = package.parse(target, with_doctype=True)
        chapters[target] = Chapter(name=target, root=root, is_contents="nav" in properties.split())
    contents = [
        Chapter(name=target, root=package.parse(target, with_doctype=True), is_contents=True)
        for target, kind, properties in manifest.values()
        if target not in chapters
        and target in package
        and (kind == _CONTENTS_TYPE or "nav" in properties.split())
    ]
    return Book(
        package=package,
        description=Chapter(name=name, root=description),
        chapters=tuple(chapters.values()),
        contents=tuple(contents),
    )


def _find_protected(package: Package) -> set[str]:
    """Return the names of the parts that are encrypted; of most books, fonts at most."""
    if _ENCRYPTION not in package:
        return set()
    root = package.parse(_ENCRYPTION)
    return {
        package.resolve("", unquote(element.get("URI") or ""))
        for element in _iter(root, "CipherReference")
    }


def _iter(root: _Element, name: str) -> Iterator[_Element]:
    for element in root.iter():
        if isinstance(element.tag, str) and element.tag.rpartition("}")[2] == name:
            yield element
