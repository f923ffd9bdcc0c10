"""Line breaks for French and English prose.

Rich breaks a line at any white space, a no-break space included: « would end a line, and
14 000 would be torn into two numbers. Here a line breaks only where a typesetter would.
"""

from __future__ import annotations

from rich.cells import cell_len
from rich.text import Text

from translator.patterns import compile_late

#: A space that may end a line: a plain one, not after «, not before » ; : ! ? % and not inside
#: a number, because many French texts are typed without no-break spaces.
_BREAK = compile_late(r"(?<!«)(?:(?<!\d)[ \t\n]+|(?<=\d)[ \t\n]+(?!\d{3}\b))(?![»;:!?%\s])")

#: Cells of a tab; more would leave no room for indented code in a column.
_TAB_WIDTH = 4


def wrap_text(text: Text, width: int, *, indent: int = 0) -> Text:
    """Return ``text`` broken into lines of at most ``width`` cells; its styles stay.

    Lines after the first are indented by ``indent`` cells, as below a bullet. A word wider
    than the line is cut, since losing its end would be worse. The lines that a text has of its
    own, as code does, begin as they do there.

    >>> wrap_text(Text("Il a dit : « oui » hier"), 10).plain
    'Il a dit :\\n« oui »\\nhier'
    """
    # An indent that leaves hardly any room is worse than none.
    indent = indent if indent < width // 2 else 0
    if "\t" in text.plain:
        # Rich would do it after the lines are measured, and cut off what they are then too long by.
        text = text.copy()
        text.expand_tabs(_TAB_WIDTH)
    lines: list[Text] = []
    for own_line in text.split("\n", allow_blank=True):
        parts = own_line.divide(_find_breaks(own_line.plain, width, indent))
        for position, part in enumerate(parts):
            part.rstrip()
            if position:
                part.pad_left(indent)
        lines += parts
    return Text("\n").join(lines)


def _find_breaks(plain: str, width: int, indent: int) -> list[int]:
    """Return the offsets at which new lines begin."""
    breaks: list[int] = []
    used = 0
    for start, end in _iter_words(plain):
        word_width = cell_len(plain[start:end].rstrip())
        if used and used + word_width > width:
            breaks.append(start)
            used = indent
        if word_width > width - used:
            cuts = _cut_word(plain, start, end, used, width, indent)
            breaks += cuts
            start, used = (cuts[-1], indent) if cuts else (start, used)
        used += cell_len(plain[start:end])
    return breaks


def _iter_words(plain: str) -> list[tuple[int, int]]:
    """Return the spans of what stays together, each with the space that follows it."""
    starts = [0, *(match.end() for match in _BREAK.finditer(plain))]
    return [
        span for span in zip(starts, [*starts[1:], len(plain)], strict=True) if span[0] < span[1]
    ]


def _cut_word(plain: str, start: int, end: int, used: int, width: int, indent: int) -> list[int]:
    """Return where a word that begins at cell ``used`` has to be cut."""
    cuts: list[int] = []
    for offset in range(start, end):
        cells = cell_len(plain[offset])
        if used + cells > width and offset > start:
            cuts.append(offset)
            used = indent
        used += cells
    return cuts
