"""The type that letters are drawn in, by PDFium: size, angle, name, weight, slope."""

from __future__ import annotations

import ctypes
import math
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

#: No type is smaller than this, in points, whatever a file says: a tenth is no letter any more, and
#: lengths that are rounded would become nothing.
SMALLEST = 0.1
#: Text further from upright, sideways or upside down than this is slanted, in degrees.
_MAX_SLANT = 5.0
#: PDF 32000-1, table 123.
_ITALIC_FLAG = 1 << 6
_FORCE_BOLD_FLAG = 1 << 18
_BOLD_WEIGHT = 600
_BOLD_NAMES = ("bold", "black", "heavy", "demi")
_ITALIC_NAMES = ("italic", "oblique", "slanted")
#: Computer Modern's own names for its bold and its italic faces.
_TEX_BOLD = ("cmbx", "sfbx", "cmb10", "ecbx", "lmbx")
_TEX_ITALIC = ("cmti", "cmsl", "sfti", "sfsl", "ecti", "ecsl", "cmbxti", "sfbi")


@dataclass(frozen=True, slots=True)
class Typeface:
    """What the letters of one drawing command have in common. ``size`` is as drawn, in points."""

    size: float
    angle: float  # degrees
    #: The quarter turn, 0 to 270, that is next to the angle; None for a slant.
    quarter: int | None
    font: str = ""
    bold: bool = False
    italic: bool = False
    #: Tells the fonts of a file apart.
    number: int = 0


def find_typeface(page: Any, index: int, drawn: Any) -> Typeface:
    """Return the typeface of a letter.

    Args:
        page: PDFium's text page.
        index: the letter's on it.
        drawn: PDFium's text object that has the letter.
    """
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(page, index, matrix)
    scale = math.hypot(matrix.c, matrix.d)
    size = pdfium.FPDFText_GetFontSize(page, index) * (scale or 1.0)
    size = max(abs(size), SMALLEST) if math.isfinite(size) and size else 1.0
    angle = math.degrees(math.atan2(matrix.b, matrix.a)) if math.isfinite(matrix.a) else 0.0
    quarter: int | None = round(angle / 90) * 90 % 360
    if abs((angle - (quarter or 0) + 180) % 360 - 180) > _MAX_SLANT:
        quarter = None
    font = pdfium.FPDFTextObj_GetFont(drawn) if drawn else None
    if not font:
        return Typeface(size, angle, quarter)
    buffer = ctypes.create_string_buffer(256)
    length = pdfium.FPDFFont_GetBaseFontName(font, buffer, 256)
    name = buffer.raw[: max(0, min(length, 256) - 1)].decode("utf-8", "replace")
    name = name.rpartition("+")[2].lower()
    flags = max(0, pdfium.FPDFFont_GetFlags(font))
    bold = (
        pdfium.FPDFFont_GetWeight(font) >= _BOLD_WEIGHT
        or bool(flags & _FORCE_BOLD_FLAG)
        or (any(part in name for part in _BOLD_NAMES) and "demilight" not in name)
        or name.startswith(_TEX_BOLD)
    )
    italic = (
        bool(flags & _ITALIC_FLAG)
        or any(part in name for part in _ITALIC_NAMES)
        or name.startswith(_TEX_ITALIC)
    )
    family = name.partition("-")[0].partition(",")[0]
    return Typeface(size, angle, quarter, family, bold, italic, ctypes.addressof(font.contents))
