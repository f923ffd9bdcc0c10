"""A brief of several articles as a panel."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console, ConsoleOptions, RenderResult
from rich.panel import Panel
from rich.text import Text

from translator.brief_notes import (
    find_joint_findings,
    format_joint_account,
    format_origins,
    name_article,
)
from translator.errors import name_origin
from translator.render.brief import MAX_LINE_WIDTH, MIN_ROOMY_WIDTH, append_marks
from translator.render.wrap import wrap_text
from translator.types import JointBrief, Report


class JointBriefPanel:
    """Draws the points of several articles and, below, which article is which."""

    def __init__(self, brief: JointBrief, reports: Sequence[Report]) -> None:
        self._brief = brief
        self._reports = reports

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        padding = (1, 2) if options.max_width >= MIN_ROOMY_WIDTH else (0, 1)
        width = min(options.max_width - 2 - 2 * padding[1], MAX_LINE_WIDTH)
        lines = [Text("KEY POINTS", style="accent")]
        for point in self._brief.points:
            origins = format_origins(point).replace(" ¶", "\u00a0¶")
            text = Text.assemble(("• ", "accent"), point.text, " ", (f"[{origins}]", "faint"))
            append_marks(text, find_joint_findings(point, self._reports))
            lines.append(wrap_text(text, width, indent=2))
            source = point.origins[0].source
            if self._brief.show_source and source:
                lines.append(wrap_text(Text(f"  {source}", style="faint"), width, indent=2))
        lines += [Text(), Text("ARTICLES", style="accent")]
        for number, report in enumerate(self._reports):
            path = name_origin(report.translation.document.origin)
            headline = report.brief.headline if report.brief else ""
            line = Text.assemble((f"{name_article(number)} ", "accent"), headline or path)
            if headline:
                line.append(f" {path}", style="faint")
            lines.append(wrap_text(line, width, indent=2))
        yield Panel(
            Text("\n").join(lines),
            title=Text("In brief", style="accent"),
            title_align="left",
            subtitle=Text(format_joint_account(self._brief, self._reports), style="faint"),
            subtitle_align="right",
            border_style="accent",
            padding=padding,
        )
