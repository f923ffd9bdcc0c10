"""The reader of PDF."""

from __future__ import annotations

from collections.abc import Iterable

from translator.errors import name_origin
from translator.readers.furniture import find_title
from translator.readers.pdf.layout import Layout
from translator.readers.pdf.process import read_layout
from translator.types import Document

#: Page numbers that a message names at most.
_MAX_NAMED = 8


class PdfReader:
    """Reads PDF; needs the extra ``pdf``.

    The document has Markdown's signs: of what a page shows, Markdown keeps headings, lists,
    tables, emphasis, links and notes, and every editor opens it.
    """

    suffixes = frozenset({".pdf"})

    def read(self, data: bytes, *, origin: str) -> Document:
        """Return the blocks of a file; see BinaryReader."""
        layout = read_layout(data, origin=origin)
        return Document(
            blocks=layout.blocks,
            title=find_title(layout.blocks),
            origin=origin,
            format="markdown",
            remarks=tuple(_iter_remarks(layout, name_origin(origin))),
            details=tuple(_iter_details(layout, name_origin(origin))),
        )


def _iter_remarks(layout: Layout, name: str) -> Iterable[str]:
    if layout.broken_pages:
        yield f"{name}: {_count_pages(layout.broken_pages)} damaged and left out"
    if layout.blank_pages:
        yield (
            f"{name}: {_count_pages(layout.blank_pages)} pictures without a text layer and left "
            "out; ocrmypdf --skip-text recognizes their text"
        )
    count = len(layout.furniture)
    if count:
        lines = "1 line" if count == 1 else f"{count} lines"
        yield f"{name}: left out {lines} of headers, footers and page numbers (-v lists them)"


def _iter_details(layout: Layout, name: str) -> Iterable[str]:
    if layout.num_images:
        pictures = "1 picture" if layout.num_images == 1 else f"{layout.num_images} pictures"
        yield f"{name}: left out {pictures}"
    for one in layout.furniture:
        yield f"{name}, page {one.page}: left out {one.text!r}"


def _count_pages(numbers: tuple[int, ...]) -> str:
    """Return a subject and its verb: « page 3 is», « pages 3, 4 are»."""
    if len(numbers) == 1:
        return f"page {numbers[0]} is"
    named = ", ".join(map(str, numbers[:_MAX_NAMED]))
    more = f" and {len(numbers) - _MAX_NAMED} more" if len(numbers) > _MAX_NAMED else ""
    return f"pages {named}{more} are"
