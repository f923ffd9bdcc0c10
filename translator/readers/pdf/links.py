"""The links on the pages of a file, by PDFium."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

_MAX_LINKS = 2_000  # on a page
_MAX_ADDRESS = 4_096  # bytes


@dataclass(frozen=True, slots=True)
class Link:
    """A rectangle of a page, in points, and the address that a click in it leads to."""

    left: float
    bottom: float
    right: float
    top: float
    address: str


def iter_links(page: Any) -> Iterator[Link]:
    """Yield the links of a page that lead to an address without white space."""
    position = ctypes.c_int(0)
    link = pdfium.FPDF_LINK()
    rectangle = pdfium.FS_RECTF()
    buffer = ctypes.create_string_buffer(_MAX_ADDRESS)
    for _ in range(_MAX_LINKS):
        if not pdfium.FPDFLink_Enumerate(page.raw, position, link):
            return
        action = pdfium.FPDFLink_GetAction(link)
        if not action or not pdfium.FPDFLink_GetAnnotRect(link, rectangle):
            continue
        length = pdfium.FPDFAction_GetURIPath(page.pdf.raw, action, buffer, _MAX_ADDRESS)
        if not 1 < length <= _MAX_ADDRESS:
            continue
        address = buffer.raw[: length - 1].decode("utf-8", "replace")
        if address.isprintable() and not any(map(str.isspace, address)):
            left, right = sorted((rectangle.left, rectangle.right))
            bottom, top = sorted((rectangle.bottom, rectangle.top))
            yield Link(left, bottom, right, top, address)


def find_address(links: list[Link], x: float, y: float) -> str:
    """Return where a point of the page leads; "" if nowhere."""
    for link in links:
        if link.left <= x <= link.right and link.bottom <= y <= link.top:
            return link.address
    return ""
