"""The findings, explained below the text they are about."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from translator.render.rows import NumberedFinding
from translator.render.wrap import wrap_text

#: Longest excerpt shown, in characters; the whole sentence stands in the text above.
MAX_EXCERPT = 120


class FindingsList:
    """Draws numbered findings, each with its paragraph, its code and its evidence."""

    def __init__(self, findings: Sequence[NumberedFinding]) -> None:
        self._findings = findings

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        count = len(self._findings)
        title = f"{count} finding{'' if count == 1 else 's'} to check"
        yield Rule(Text(title, style="faint"), style="faint", align="left")
        marks = max(cell_len(item.mark.plain) for item in self._findings)
        numbers = max(cell_len(_format_number(item)) for item in self._findings)
        grid = Table.grid(padding=(0, 2, 0, 0), pad_edge=False)
        grid.add_column(width=marks, no_wrap=True)
        grid.add_column(width=numbers, no_wrap=True)
        grid.add_column(no_wrap=True)
        column = options.max_width - marks - numbers - 2 * 2
        for item in self._findings:
            message = Text.assemble(
                item.finding.message,
                "  ",
                (f"{item.finding.severity.value}\u00a0{item.finding.code}", "faint"),
            )
            number = Text(_format_number(item), style="number")
            grid.add_row(item.mark, number, wrap_text(message, column))
            evidence = format_evidence(item)
            if evidence.plain:
                grid.add_row("", "", wrap_text(evidence, column))
        yield grid


def _format_number(item: NumberedFinding) -> str:
    return f"¶{item.finding.block_index + 1}"


def format_evidence(item: NumberedFinding) -> Text:
    """Return the two excerpts of a finding, source first; empty where it has none."""
    finding = item.finding
    excerpts = (finding.source_excerpt, finding.target_excerpt)
    if not any(excerpts):
        return Text()
    source, target = (_shorten(excerpt) for excerpt in excerpts)
    return Text.assemble(
        (f"« {source} »" if source else "nothing", "faint"),
        (" → ", "faint"),
        (f"“{target}”" if target else "nothing", "faint"),
    )


def _shorten(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= MAX_EXCERPT else text[: MAX_EXCERPT - 1].rstrip() + "…"
