"""The process that reads a file: a PDF on standard input, its layout on standard output.

It is started by process.py with limits on time and memory; whatever a file does here, it does
to this process alone. What it says is one object of JSON: ``layout``, or ``refused`` with a
reason.
"""

from __future__ import annotations

import json
import sys
from contextlib import suppress
from typing import Any

from translator.patterns import compile_late
from translator.readers.pdf.layout import Layout, lay_out
from translator.readers.pdf.page import Page
from translator.readers.pdf.wire import pack_layout

MAX_PAGES = 2_000
#: Letters of all pages together: « Les Misérables » whole have half as many.
MAX_CHARS = 5_000_000
#: FPDF_ERR_PASSWORD and FPDF_ERR_SECURITY in fpdfview.h.
_PASSWORD_CODES = frozenset({4, 5})
#: Letters without a meaning, as a share of all, above which a text layer is of no use.
_MAX_UNKNOWN = 0.3
_UNKNOWN = "\ufffd"
#: Share of signs that are letters of words, below which a longer text is none: articles have 80 %
#: and more, pages of program code 60 %.
_MIN_IN_WORDS = 0.35
_MIN_JUDGED = 1_000
_WORD = compile_late(r"[^\W\d_]{3,}")


class Refused(Exception):
    """The file cannot be read; the argument says why, in a word."""


def main(*, max_memory: int, max_time: int) -> None:
    """Read the file and say what is in it.

    Args:
        max_memory: bytes of address space, where the system can limit it.
        max_time: seconds of processor time, where the system can limit it.
    """
    _limit(max_memory=max_memory, max_time=max_time)
    said: dict[str, Any]
    try:
        said = {"layout": pack_layout(read_layout(sys.stdin.buffer.read()))}
    except Refused as error:
        said = {"refused": str(error)}
    json.dump(said, sys.stdout)


def read_layout(data: bytes) -> Layout:
    """Return what the pages of a file say.

    Raises:
        Refused: the file is locked, damaged, beyond a limit, or pictures of text.
    """
    import pypdfium2

    from translator.readers.pdf.extract import TooManyLetters, iter_pages

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        is_locked = getattr(error, "err_code", None) in _PASSWORD_CODES
        raise Refused("password" if is_locked else "damaged") from error
    if len(document) > MAX_PAGES:
        raise Refused("pages")
    pages: list[Page] = []
    broken: list[int] = []
    num_chars = 0
    try:
        for number, page in enumerate(iter_pages(document), start=1):
            if page is None:
                broken.append(number)
                continue
            pages.append(page)
            num_chars += sum(len(line.text) for line in page.lines)
            if num_chars > MAX_CHARS:
                raise Refused("letters")
    except TooManyLetters as error:
        raise Refused("letters") from error
    if not pages:
        raise Refused("damaged")
    _require_text(pages)
    return lay_out(pages, broken_pages=broken)


def _require_text(pages: list[Page]) -> None:
    text = "".join(line.text for page in pages for line in (*page.lines, *page.apart))
    if not text.strip():
        raise Refused("pictures" if any(page.num_images for page in pages) else "blank")
    if _is_noise(text):
        raise Refused("noise")


def _is_noise(text: str) -> bool:
    """Tell whether letters were drawn that fonts do not name, or name wrongly."""
    num_signs = sum(not char.isspace() for char in text)
    num_in_words = sum(map(len, _WORD.findall(text)))
    return text.count(_UNKNOWN) > _MAX_UNKNOWN * num_signs or (
        num_signs >= _MIN_JUDGED and num_in_words < _MIN_IN_WORDS * num_signs
    )


def _limit(*, max_memory: int, max_time: int) -> None:
    try:
        import resource
    except ImportError:  # Windows: there the process that waits keeps the time
        return
    limits = (
        (resource.RLIMIT_AS, max_memory, max_memory),
        # At a hard limit the process is killed as by anybody; the soft one, first, names itself.
        (resource.RLIMIT_CPU, max_time, max_time + 1),
        (resource.RLIMIT_CORE, 0, 0),
    )
    for kind, soft, hard in limits:
        with suppress(ValueError, OSError):
            resource.setrlimit(kind, (soft, hard))
