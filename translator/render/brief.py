"""The brief as a panel: headline, points, the paragraphs each point came from."""

from __future__ import annotations

from rich.console import Console, ConsoleOptions, RenderResult
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from translator.types import Brief, BriefPoint

#: Brief lines longer than this are tiring; the panel stops growing.
MAX_PANEL_WIDTH = 100


class BriefPanel:
    """Draws a brief."""

    def __init__(self, brief: Brief) -> None:
        self._brief = brief

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        brief = self._brief
        body = Table.grid(padding=(0, 1, 0, 0), pad_edge=False, expand=True)
        body.add_column(width=1)
        body.add_column(ratio=1, overflow="fold")
        for point in brief.points:
            body.add_row(Text("•", style="accent"), format_point(point))
        content = Table.grid(expand=True)
        content.add_column(overflow="fold")
        if brief.headline:
            content.add_row(Text(brief.headline, style="brief.headline"))
            if brief.points:
                content.add_row()
        content.add_row(body)
        yield Panel(
            content,
            title=Text("In brief", style="accent"),
            title_align="left",
            subtitle=Text(f"{brief.num_words} words · {brief.method}", style="faint"),
            subtitle_align="right",
            border_style="accent",
            padding=(1, 2) if options.max_width >= 72 else (0, 1),
            width=min(options.max_width, MAX_PANEL_WIDTH),
        )


def format_point(point: BriefPoint) -> Text:
    """Return a point with its paragraph numbers.

    >>> format_point(BriefPoint(text="It rains.", block_indices=(0, 3))).plain
    'It rains. [¶1\xa0¶4]'
    """
    # No-break spaces keep the reference on one line.
    references = "\u00a0".join(f"¶{index + 1}" for index in point.block_indices)
    return Text.assemble(point.text, " ", (f"[{references}]", "faint"))
