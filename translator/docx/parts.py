"""The parts of a Word document that hold text, in the order in which a reader meets them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from translator.docx.changes import accept_changes
from translator.docx.drop_caps import join_drop_caps
from translator.docx.numbering import Numbering
from translator.docx.ooxml import get_value, name_of
from translator.docx.styles import Styles
from translator.errors import UnreadableInput
from translator.packages import Package

if TYPE_CHECKING:
    from lxml.etree import _Element

_DOCUMENT = "officeDocument"


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """Where a part leads to: another part's name, or an address where it is ``external``."""

    kind: str
    target: str
    external: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part with text. ``kind``: document, footnotes, endnotes, header or footer."""

    name: str
    kind: str
    root: _Element
    relations: dict[str, Relation]


@dataclass(frozen=True, slots=True, kw_only=True)
class WordFile:
    """A Word document, open."""

    package: Package
    parts: tuple[Part, ...]
    styles: Styles
    numbering: Numbering
    #: The name of each kind of part of which there is one at most: styles, settings, …
    others: dict[str, str] = field(default_factory=dict)


def open_word_file(data: bytes, *, origin: str) -> WordFile:
    """Open a Word document, its tracked changes accepted.

    Raises:
        UnreadableInput, MalformedInput: it is none, damaged, or made to do harm.
    """
    package = Package(data, origin=origin, kind="a Word document")
    of_package = _read_relations(package, "")
    main = next((item for item in of_package.values() if item.kind == _DOCUMENT), None)
    if main is None or main.target not in package:
        raise UnreadableInput(f"{package.origin}: this is not a Word document: it has no text part")
    root = package.parse(main.target)
    if name_of(root) != "document":
        raise UnreadableInput(
            f"{package.origin}: this is an Office document, but not one of Word; save its text as "
            ".docx, .txt or .html"
        )
    _make_readable(root)
    relations = _read_relations(package, main.target)
    parts = [Part(name=main.target, kind="document", root=root, relations=relations)]
    others: dict[str, str] = {item.kind: item.target for item in of_package.values()}
    for item in _in_reading_order(relations):
        if item.external or item.target not in package:
            continue
        if item.kind not in _TEXT_PARTS:
            others.setdefault(item.kind, item.target)
            continue
        if all(item.target != part.name for part in parts):
            part = Part(
                name=item.target,
                kind=item.kind,
                root=package.parse(item.target),
                relations=_read_relations(package, item.target),
            )
            _make_readable(part.root)
            parts.append(part)
    return WordFile(
        package=package,
        parts=tuple(parts),
        styles=Styles(_parse_other(package, others, "styles")),
        numbering=Numbering(_parse_other(package, others, "numbering")),
        others=others,
    )


def _make_readable(root: _Element) -> None:
    """Put a part's paragraphs together as a reader sees them."""
    accept_changes(root)
    join_drop_caps(root)


#: Kinds of parts with text beside the document itself, in reading order.
_TEXT_PARTS = ("footnotes", "endnotes", "header", "footer")


def _in_reading_order(relations: dict[str, Relation]) -> Iterator[Relation]:
    ranks = {kind: rank for rank, kind in enumerate(_TEXT_PARTS)}
    yield from sorted(relations.values(), key=lambda item: ranks.get(item.kind, len(ranks)))


def _read_relations(package: Package, source: str) -> dict[str, Relation]:
    """Return where a part leads to by the relations' ids; "" stands for the package itself."""
    folder, _, name = source.rpartition("/")
    path = f"{folder}/_rels/{name}.rels".lstrip("/")
    if path not in package:
        return {}
    found: dict[str, Relation] = {}
    for element in package.parse(path):
        if not isinstance(element.tag, str):
            continue
        external = element.get("TargetMode") == "External"
        target = str(element.get("Target", ""))
        if not external:
            target = package.resolve(source, target)
        kind = str(element.get("Type", "")).rpartition("/")[2]
        found[str(element.get("Id"))] = Relation(kind=kind, target=target, external=external)
    return found


def _parse_other(package: Package, others: dict[str, str], kind: str) -> _Element | None:
    name = others.get(kind)
    return package.parse(name) if name in package.names else None


def find_note_order(parts: tuple[Part, ...], kind: str) -> list[str]:
    """Return the ids of a kind of notes in the order in which the text refers to them.

    ``kind`` is ``footnote`` or ``endnote``.
    """
    found: dict[str, None] = {}
    for part in parts:
        for element in part.root.iter(f"{{*}}{kind}Reference"):
            if name_of(element):
                found.setdefault(get_value(element, "id") or "")
    return list(found)
