"""The segments that a person should look at first."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from translator.colophon import MISSING_SIGN
from translator.confidence import format_calibration
from translator.render.wrap import wrap_text
from translator.text.normalize import clean_text
from translator.types import Calibration, ReviewItem

#: Stands before each other translation of a segment.
ALTERNATIVE_SIGN = "or: "


class ReviewList:
    """Draws the items under review: where, how far to trust it, both texts, why."""

    def __init__(self, items: Sequence[ReviewItem], *, calibration: Calibration | None) -> None:
        self._items = items
        self._calibration = calibration

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield Rule(Text("Look at these first", style="faint"), style="faint", align="left")
        places = [format_place(item) for item in self._items]
        gutter = max(map(cell_len, places))
        grid = Table.grid(padding=(0, 2, 0, 0), pad_edge=False)
        grid.add_column(width=gutter, no_wrap=True)
        grid.add_column(no_wrap=True)
        column = options.max_width - gutter - 2
        for place, item in zip(places, self._items, strict=True):
            grid.add_row(Text(place, style="number"), wrap_text(_make_reasons(item), column))
            grid.add_row("", wrap_text(Text(clean_text(item.source), style="faint"), column))
            target = clean_text(item.target)
            text = Text(target) if target.strip() else Text(MISSING_SIGN, style="mark.error")
            grid.add_row("", wrap_text(text, column))
            for other in item.alternatives:
                line = Text.assemble((ALTERNATIVE_SIGN, "faint"), clean_text(other))
                grid.add_row("", wrap_text(line, column, indent=len(ALTERNATIVE_SIGN)))
        yield grid
        if self._calibration is not None:
            note = Text(format_calibration(self._calibration), style="faint")
            yield wrap_text(note, options.max_width)


def format_place(item: ReviewItem) -> str:
    """Return where a segment stands, as a reader counts: paragraph and sentence."""
    return f"¶{item.ref.block_index + 1}.{item.ref.segment_index + 1}"


def _make_reasons(item: ReviewItem) -> Text:
    reasons = "; ".join(clean_text(reason) for reason in item.reasons)
    confidence = "" if item.confidence is None else f"confidence {item.confidence} · "
    return Text.assemble((confidence, "number"), (reasons, "mark.warning"))
