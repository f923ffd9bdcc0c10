"""The only place that makes a Console: theme, width, colour, streams."""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Callable, Iterable, Mapping
from typing import Literal, TextIO

from rich.console import Console, ConsoleDimensions, ConsoleOptions, RenderableType
from rich.pager import Pager
from rich.segment import Segment
from rich.theme import Theme

from translator.patterns import compile_late

#: Mid-tones of the 256-colour cube: each has a contrast of at least 3.8 : 1 on black and on
#: white, because nobody can ask a terminal for its background.
THEME = Theme(
    {
        "accent": "color(31)",
        "faint": "color(244)",
        "number": "color(244)",
        "source": "default",
        "target": "default",
        "heading": "bold color(31)",
        "quote": "italic",
        "code": "color(66)",
        "credit": "italic color(244)",
        "unsure": "underline",
        "mark.note": "color(31)",
        "mark.warning": "bold color(166)",
        "mark.error": "bold color(160)",
        "evidence": "color(166)",
        "difference": "bold underline color(166)",
        "brief.headline": "bold",
        "link.0": "color(31) underline",
        "link.1": "color(166) bold",
        "link.2": "color(29) italic",
        "link.3": "color(133) bold underline",
        "link.4": "color(100) italic underline",
        "link.5": "color(63) bold italic",
        "good": "color(29)",
        "bar.complete": "color(31)",
        "bar.finished": "color(29)",
        "bar.back": "color(244)",
    },
    inherit=True,
)

#: Two columns of 75 characters, the longest line that typographers call readable, and their
#: gutters. A wider terminal is left empty at the right unless a width is asked for.
MAX_AUTO_WIDTH = 160

#: Below this no word fits beside the number of its paragraph (`settings.parse_width`); a terminal
#: that is narrower breaks the lines itself.
MIN_WIDTH = 20

#: Lines of a terminal that does not say how many it has; nothing is laid out by them.
DUMB_HEIGHT = 25

#: Width where the stream is no terminal and nobody said otherwise.
PIPE_WIDTH = 100


#: What a terminal obeys, whoever wrote it: our own sequences are made from styles, after this.
_CONTROLS = compile_late("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


class _SafeConsole(Console):
    """A Console that shows text and obeys none, and leaves a closed pipe to the caller."""

    @property
    def size(self) -> ConsoleDimensions:
        """The terminal's size as it is now, as far as it is fit to be drawn in."""
        size = super().size
        if self._width is not None:
            return size
        return ConsoleDimensions(min(max(size.width, MIN_WIDTH), MAX_AUTO_WIDTH), size.height)

    @size.setter
    def size(self, new_size: tuple[int, int]) -> None:
        self._width, self._height = new_size

    def render(
        self, renderable: RenderableType, options: ConsoleOptions | None = None
    ) -> Iterable[Segment]:
        for segment in super().render(renderable, options):
            if not segment.control and _CONTROLS.search(segment.text):
                yield Segment(_CONTROLS.sub("", segment.text), segment.style)
            else:
                yield segment

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


def make_console(
    stream: TextIO,
    *,
    color: str = "auto",
    width: int | None = None,
    environ: Mapping[str, str] | None = None,
    record: bool = False,
) -> Console:
    """Make a console on ``stream``.

    Args:
        color: ``always``, ``never`` or ``auto``: on a terminal, unless NO_COLOR is set or
            TERM is dumb.
        width: in cells; None takes the terminal's, at most MAX_AUTO_WIDTH.
        environ: read instead of the process's environment.
        record: keep what is printed, for export.
    """
    environ = dict(os.environ if environ is None else environ)
    columns = environ.pop("COLUMNS", "")
    if width is None and columns.isdecimal() and int(columns):
        width = max(int(columns), MIN_WIDTH)
    if not environ.get("TERM") and os.name != "nt":
        # Nobody knows what it understands.
        environ["TERM"] = "unknown"
    console = _SafeConsole(
        file=stream,
        theme=THEME,
        width=width,
        color_system=_color_system(color),
        no_color=True if color == "never" else (False if color == "always" else None),
        highlight=False,
        markup=False,
        emoji=False,
        soft_wrap=False,
        record=record,
        _environ=environ,
    )
    if width is None:
        if not console.is_terminal:
            console.width = PIPE_WIDTH
    elif console.is_dumb_terminal:
        # Without a height the library takes 80 cells for any width.
        console.height = DUMB_HEIGHT
    return console


def _color_system(color: str) -> Literal["auto", "256"] | None:
    if color == "never":
        return None
    return "256" if color == "always" else "auto"


class EnvironmentPager(Pager):
    """Shows text through the program named by PAGER, ``less`` where none is named.

    Args:
        stream: takes the text where that program cannot be run: what took minutes is not lost.
        warn: is told so.
    """

    def __init__(
        self,
        stream: TextIO,
        *,
        warn: Callable[[str], None],
        environ: Mapping[str, str] | None = None,
    ) -> None:
        self._stream = stream
        self._warn = warn
        self._environ = dict(os.environ if environ is None else environ)

    def show(self, content: str) -> None:
        named = self._environ.get("PAGER", "").strip() or "less"
        # -R passes colours through, -F ends at once when the text fits the screen.
        environ = {"LESS": "-RF", **self._environ}
        try:
            subprocess.run(
                shlex.split(named),
                input=content,
                text=True,
                encoding="utf-8",
                env=environ,
                check=False,
            )
        except (OSError, ValueError) as error:
            # ValueError: a quotation mark without a partner.
            reason = getattr(error, "strerror", None) or error
            self._warn(f"cannot run the pager {named!r}: {reason}; name another one in PAGER")
            self._stream.write(content)
