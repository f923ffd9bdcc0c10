"""The letters on the pages of a file, by PDFium. Runs in a process of its own; see process.py.

PDFium is what Chrome shows PDFs with: it opens damaged files as a viewer does, and files made
to do harm are what it is tested with.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from translator.readers.pdf.glyphs import Glyph, join_glyphs
from translator.readers.pdf.links import Link, find_address, iter_links
from translator.readers.pdf.page import Box, Page
from translator.readers.pdf.typefaces import SMALLEST, Typeface, find_typeface

#: More letters than this on one page are no page for reading (a newspaper's has 20,000).
MAX_PAGE_CHARS = 200_000
#: Drawings are looked through for frames up to here; a map has more of them than letters.
_MAX_OBJECTS = 5_000
_MIN_BOX = 40.0  # points, either way
#: Type below this size, in points, is drawn larger than it says if its tallest letter is this much
#: taller.
_MIN_SIZE = 3.0
_MAX_HEIGHT = 1.8
#: What PDFium gives for a hyphen at a line's end.
_LINE_END_HYPHENS = {0x02, 0xFFFE}
_UNKNOWN = "\ufffd"
#: TeX's bitmap fonts have no Unicode table. In its T1 encoding accented letters are where Latin-1
#: has them, and these signs, with the ligatures of OT1, where Unicode has control characters.
_TEX_SIGNS = dict(enumerate("ﬀﬁﬂﬃﬄ“”„«»–—", 0x0B)) | dict(enumerate("ıȷﬀﬁﬂﬃﬄ", 0x19))


class TooManyLetters(Exception):
    """A page has more letters than anybody reads."""


def iter_pages(document: pypdfium2.PdfDocument) -> Iterator[Page | None]:
    """Yield the pages; None for one that cannot be opened.

    Raises:
        TooManyLetters: on a page.
    """
    for index in range(len(document)):
        try:
            page = document[index]
            text = page.get_textpage()
        except pypdfium2.PdfiumError:
            yield None
            continue
        yield _read_page(page, text, number=index + 1)
        text.close()
        page.close()


class _Letter(NamedTuple):
    """A letter, where its middle is on the page, its left edge there, and its height."""

    glyph: Glyph
    typeface: Typeface
    x: float
    y: float
    left: float
    height: float


def _read_page(page: Any, text: Any, *, number: int) -> Page:
    left, bottom, right, top = page.get_cropbox()
    upright: dict[int, list[Glyph]] = {}
    slanted: list[str] = []
    outside: list[str] = []
    for quarter, glyph, x, y in _mend_sizes(_iter_glyphs(text, list(iter_links(page)))):
        if not (left <= x <= right and bottom <= y <= top):
            outside.append(glyph.char)
        elif quarter is None:
            slanted.append(glyph.char)
        else:
            upright.setdefault(quarter, []).append(glyph)
    main = max(upright, key=lambda quarter: len(upright[quarter]), default=0)
    corners = _turn(left, bottom, main), _turn(right, top, main)
    x_left, x_right = sorted(corner[0] for corner in corners)
    y_low, y_high = sorted(corner[1] for corner in corners)
    lines = [
        replace(line, x0=line.x0 - x_left, x1=line.x1 - x_left, baseline=line.baseline + y_high)
        for line in join_glyphs(upright.pop(main, []))
    ]
    boxes, num_images = _find_drawings(page, main, left=x_left, top=y_high)
    return Page(
        number=number,
        width=x_right - x_left,
        height=y_high - y_low,
        lines=tuple(lines),
        apart=tuple(line for glyphs in upright.values() for line in join_glyphs(glyphs)),
        stray=tuple(" ".join("".join(chars).split()) for chars in (slanted, outside) if chars),
        boxes=tuple(boxes),
        num_images=num_images,
    )


def _mend_sizes(letters: Iterator[_Letter]) -> Iterator[tuple[int | None, Glyph, float, float]]:
    """Yield letters whose fonts say a size that they are not drawn in with a better one.

    TeX's bitmap fonts through Ghostscript are a tenth of a point large and drawn at hundredfold
    scale; the tallest letter of such a font is about as tall as its size.
    """
    found = list(letters)
    heights: dict[tuple[int, float], float] = {}
    for one in found:
        if one.typeface.size < _MIN_SIZE:
            key = (one.typeface.number, one.typeface.size)
            heights[key] = max(one.height, heights.get(key, 0.0))
    for one in found:
        glyph = one.glyph
        height = heights.get((one.typeface.number, one.typeface.size), 0.0)
        if height > _MAX_HEIGHT * glyph.size:
            glyph = glyph._replace(size=max(round(height, 1), SMALLEST))
        yield one.typeface.quarter, glyph, one.x, one.y


def _iter_glyphs(text: Any, links: list[Link]) -> Iterator[_Letter]:
    """Yield the letters.

    A letter's own places are those on the page turned upright, y downwards.
    """
    page = text.raw
    count = pdfium.FPDFText_CountChars(page)
    if count > MAX_PAGE_CHARS:
        raise TooManyLetters
    typefaces: dict[int, Typeface] = {}
    x, y = ctypes.c_double(), ctypes.c_double()
    box = pdfium.FS_RECTF()
    last: _Letter | None = None
    for index in range(count):
        drawn = pdfium.FPDFText_GetTextObject(page, index)
        source = ctypes.addressof(drawn.contents) if drawn else 0
        code = pdfium.FPDFText_GetUnicode(page, index)
        if code in _LINE_END_HYPHENS:
            code = ord("-")
        elif not source:
            continue  # a space or line end of PDFium's own making
        if code < 32:
            code = ord(_TEX_SIGNS.get(code, _UNKNOWN))
        elif 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
            code = ord(_UNKNOWN)
        if not (
            pdfium.FPDFText_GetCharOrigin(page, index, x, y)
            and pdfium.FPDFText_GetLooseCharBox(page, index, box)
        ):
            continue
        left, bottom, right, top = box.left, box.bottom, box.right, box.top
        baseline = y.value
        if not math.isfinite(left + bottom + right + top + x.value + baseline):
            continue
        kind = typefaces.get(source)
        if kind is None:
            kind = typefaces[source] = find_typeface(page, index, drawn)
        middle_x, middle_y = (left + right) / 2, (bottom + top) / 2
        address = find_address(links, middle_x, middle_y) if links else ""
        if kind.quarter:
            baseline = _turn(x.value, baseline, kind.quarter)[1]
            first, second = _turn(left, bottom, kind.quarter), _turn(right, top, kind.quarter)
            left, right = min(first[0], second[0]), max(first[0], second[0])
        if (
            last
            and (last.glyph.source, last.left) == (source, box.left)
            and (last.x, last.y) == (middle_x, middle_y)
            and last.glyph.char.isalpha()
            and chr(code).isalpha()
        ):
            # A ligature comes as its letters, one on top of the other.
            last = last._replace(glyph=last.glyph._replace(char=last.glyph.char + chr(code)))
            continue
        if last:
            yield last
        glyph = Glyph(
            chr(code),
            left,
            right,
            -baseline,
            kind.size,
            kind.font,
            kind.bold,
            kind.italic,
            address,
            source,
        )
        last = _Letter(glyph, kind, middle_x, middle_y, box.left, abs(top - bottom))
    if last:
        yield last


def _find_drawings(page: Any, quarter: int, *, left: float, top: float) -> tuple[list[Box], int]:
    """Return the frames on a page and how many pictures it has."""
    boxes: list[Box] = []
    num_images = 0
    sides = [ctypes.c_float() for _ in range(4)]
    for index in range(min(_MAX_OBJECTS, max(0, pdfium.FPDFPage_CountObjects(page.raw)))):
        drawn = pdfium.FPDFPage_GetObject(page.raw, index)
        kind = pdfium.FPDFPageObj_GetType(drawn)
        num_images += kind == pdfium.FPDF_PAGEOBJ_IMAGE
        if kind != pdfium.FPDF_PAGEOBJ_PATH or not pdfium.FPDFPageObj_GetBounds(drawn, *sides):
            continue
        values = [side.value for side in sides]
        if not all(map(math.isfinite, values)):
            continue
        first, second = _turn(values[0], values[1], quarter), _turn(values[2], values[3], quarter)
        x0, x1 = sorted((first[0] - left, second[0] - left))
        y0, y1 = sorted((top - first[1], top - second[1]))
        if x1 - x0 >= _MIN_BOX and y1 - y0 >= _MIN_BOX:
            boxes.append(Box(x0=x0, top=y0, x1=x1, bottom=y1))
    return boxes, num_images


def _turn(x: float, y: float, quarter: int) -> tuple[float, float]:
    """Return where a point lies once the page is turned so that its text is upright."""
    if quarter == 0:
        return x, y
    return {90: (y, -x), 180: (-x, -y), 270: (-y, x)}[quarter]
