"""Sets articles as printers do, for the tests of the PDF reader: columns, heads, feet, hyphens."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

_VOWELS = "aeiouyàâéèêëîïôùûœ"
#: Where French breaks a word, roughly: before a consonant between two vowels.
_BREAK = re.compile(rf"(?<=\w[{_VOWELS}])(?=[bcdfgjklmnpqrstv][{_VOWELS}]\w)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How a paragraph is set. Lengths are in points."""

    font: str = "Times-Roman"
    size: float = 10.0
    #: In front of the first line, and of the others.
    indent: float = 0.0
    hang: float = 0.0
    before: float = 0.0
    #: Over all columns, at the top of a page.
    is_wide: bool = False

    @property
    def pitch(self) -> float:
        return round(1.2 * self.size, 2)


BODY = Style(indent=12.0)
TITLE = Style(font="Times-Bold", size=22.0, before=6.0, is_wide=True)
HEADING = Style(font="Times-Bold", size=12.0, before=8.0)
ITEM = Style(hang=10.0, indent=0.0)


@dataclass(slots=True)
class Printer:
    """Sets paragraphs into the columns of pages, from the top of the first one."""

    num_columns: int = 2
    gutter: float = 18.0
    margin: float = 56.0
    #: Head and foot of every page; ``{page}`` stands for its number.
    head: str = ""
    foot: str = ""
    is_justified: bool = True
    hyphenates: bool = True
    size: tuple[float, float] = A4
    canvas: Canvas = field(init=False)
    _buffer: io.BytesIO = field(default_factory=io.BytesIO)
    _page: int = 1
    _column: int = 0
    _top: float = 0.0
    _y: float = 0.0

    def __post_init__(self) -> None:
        self.canvas = Canvas(self._buffer, pagesize=self.size, invariant=True)
        self._start_page()

    def add(self, text: str, style: Style = BODY) -> None:
        """Set a paragraph where the last one ended."""
        width = self._width(wide=style.is_wide)
        lines = list(self._break_lines(text, style, width))
        if self._y > self._top:
            self._y += style.before
        for number, line in enumerate(lines):
            if self._y + style.pitch > self.size[1] - self.margin - 30:
                self._next_column()
            self._y += style.pitch
            indent = style.hang if number else style.indent
            is_last = number == len(lines) - 1
            stretch = width - indent if self.is_justified and not is_last else 0.0
            self._draw(line, self._x + indent, style, stretch=stretch)
        if style.is_wide:
            self._top = self._y

    def finish(self) -> bytes:
        """Return the file."""
        self._draw_frame()
        self.canvas.save()
        return self._buffer.getvalue()

    @property
    def _x(self) -> float:
        return self.margin + self._column * (self._width() + self.gutter)

    def _width(self, *, wide: bool = False) -> float:
        whole = self.size[0] - 2 * self.margin
        if wide:
            return whole
        return (whole - (self.num_columns - 1) * self.gutter) / self.num_columns

    def _next_column(self) -> None:
        self._column += 1
        if self._column == self.num_columns:
            self._draw_frame()
            self.canvas.showPage()
            self._page += 1
            self._column = 0
            self._start_page()
        self._y = self._top

    def _start_page(self) -> None:
        self._top = self._y = self.margin + 20

    def _draw_frame(self) -> None:
        style = Style(font="Helvetica", size=8.0)
        y = self.size[1] - self.margin + 20
        for text, at in ((self.head, self.margin), (self.foot, y)):
            if text:
                self._draw(text.format(page=self._page), self.margin, style, at=at)

    def _draw(
        self, line: str, x: float, style: Style, *, stretch: float = 0.0, at: float | None = None
    ) -> None:
        baseline = self.size[1] - (self._y if at is None else at)
        text = self.canvas.beginText(x, baseline)
        text.setFont(style.font, style.size)
        # reportlab writes a no-break space as the byte of a space.
        spaces = line.count(" ") + line.count("\u00a0") if stretch else 0
        slack = stretch - stringWidth(line, style.font, style.size)
        # Set each time: it would hold for the rest of the page.
        text.setWordSpace(slack / spaces if spaces else 0)
        text.textOut(line)
        self.canvas.drawText(text)

    def _break_lines(self, text: str, style: Style, width: float) -> Iterator[str]:
        line, is_first = "", True
        for word in text.split(" "):
            room = width - (style.indent if is_first else style.hang)
            longer = f"{line} {word}" if line else word
            if stringWidth(longer, style.font, style.size) <= room:
                line = longer
                continue
            head, rest = self._break_word(line, word, style, room)
            yield f"{line} {head}".strip()
            line, is_first = rest, False
        yield line

    def _break_word(self, line: str, word: str, style: Style, room: float) -> tuple[str, str]:
        """Return the part of a word that still fits, with its hyphen, and the rest."""
        signs = "[-/.]" if "://" in word else "-"
        cuts = [(match.end(), "") for match in re.finditer(rf"(?<=\w){signs}(?=\w)", word)]
        if self.hyphenates and "/" not in word and "@" not in word:
            cuts += [(match.start(), "-") for match in _BREAK.finditer(word)]
        fitting = [
            (at, hyphen)
            for at, hyphen in cuts
            if stringWidth(f"{line} {word[:at]}{hyphen}", style.font, style.size) <= room
        ]
        at, hyphen = max(fitting, default=(0, ""))
        return word[:at] + hyphen, word[at:]


def set_article(blocks: Sequence[tuple[str, Style]], printer: Printer) -> bytes:
    """Return the file that a printer makes of texts, each with its style."""
    for text, style in blocks:
        printer.add(text, style)
    return printer.finish()
