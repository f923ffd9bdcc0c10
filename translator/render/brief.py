"""The brief as a panel: headline, points, the paragraphs each point came from."""

from __future__ import annotations

from rich.console import Console, ConsoleOptions, RenderResult
from rich.panel import Panel
from rich.text import Text

from translator.render.wrap import wrap_text
from translator.types import Brief, BriefPoint

#: Longer lines are tiring, in cells; the panel goes on and its text does not.
MAX_LINE_WIDTH = 90

#: From this width the panel can afford empty lines and wide margins.
MIN_ROOMY_WIDTH = 72


class BriefPanel:
    """Draws a brief."""

    def __init__(self, brief: Brief) -> None:
        self._brief = brief

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        brief = self._brief
        padding = (1, 2) if options.max_width >= MIN_ROOMY_WIDTH else (0, 1)
        width = min(options.max_width - 2 - 2 * padding[1], MAX_LINE_WIDTH)
        paragraphs = [wrap_text(Text(brief.headline, style="brief.headline"), width)]
        points = [
            wrap_text(Text.assemble(("• ", "accent"), format_point(point)), width, indent=2)
            for point in brief.points
        ]
        paragraphs.append(Text("\n").join(points))
        yield Panel(
            Text("\n\n").join(paragraph for paragraph in paragraphs if paragraph.plain),
            title=Text("In brief", style="accent"),
            title_align="left",
            subtitle=Text(f"{brief.num_words} words · {brief.method}", style="faint"),
            subtitle_align="right",
            border_style="accent",
            padding=padding,
        )


def format_point(point: BriefPoint) -> Text:
    """Return a point with its paragraph numbers.

    >>> format_point(BriefPoint(text="It rains.", block_indices=(0, 3))).plain
    'It rains. [¶1\xa0¶4]'
    """
    # No-break spaces keep the reference on one line.
    references = "\u00a0".join(f"¶{index + 1}" for index in point.block_indices)
    return Text.assemble(point.text, " ", (f"[{references}]", "faint"))
