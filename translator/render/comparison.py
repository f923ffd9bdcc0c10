"""The view of a comparison: pairs of sentences, what became of them, findings, figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from rich.console import Console, ConsoleOptions, RenderResult
from rich.rule import Rule
from rich.text import Text

from translator.colophon import format_model
from translator.pairs import ComparedPair, Comparison, PairKind, format_counts, format_figures
from translator.render.findings import FindingsList
from translator.render.rows import Row, group_findings, iter_segment_rows, number_findings
from translator.render.side_by_side import SideBySide
from translator.render.wrap import wrap_text
from translator.text.normalize import clean_text

#: Stand in place of the missing side.
OMITTED_SIGN = "[left out]"
ADDED_SIGN = "[not in the source]"

#: Stands before a pair's agreement in the gutter.
AGREEMENT_SIGN = "≈"

_LEGEND = (
    f"{AGREEMENT_SIGN}: agreement with the model's own translation (chrF, 0 to 100); "
    "2-1: two sentences became one"
)


class ComparisonView:
    """Draws a comparison, one row a pair; ``highlight`` marks matching words."""

    def __init__(self, comparison: Comparison, *, highlight: bool = False) -> None:
        self._comparison = comparison
        self._highlight = highlight
        self._findings = number_findings(comparison.report.findings)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        report = self._comparison.report
        pair = report.translation.pair
        rows = list(self._iter_rows(styled=console.color_system is not None))
        yield SideBySide(rows, languages=(pair.source, pair.target))
        yield Text()
        if self._findings:
            yield FindingsList(self._findings)
            yield Text()
        yield Rule(style="faint", characters="─")
        width = options.max_width
        for line in (
            _LEGEND,
            format_counts(self._comparison),
            format_figures(self._comparison),
            format_model(report.model) if report.model else "",
        ):
            if line:
                yield wrap_text(Text(line, style="faint"), width)
        yield Text(str(report.translation.signature), style="faint", overflow="fold")

    def _iter_rows(self, *, styled: bool) -> Iterator[Row]:
        """Yield the rows of all pairs; those with a source are the segments of the report."""
        report = self._comparison.report
        groups = group_findings(item for item in self._findings if item.finding.code != "M02")
        added = group_findings(item for item in self._findings if item.finding.code == "M02")
        segments = (
            row
            for block in report.translation.blocks
            for row in iter_segment_rows(
                block,
                findings=groups.get(block.block.index, ()),
                styled=styled,
                highlight=self._highlight,
            )
        )
        for pair in self._comparison.pairs:
            row = _make_added_row(pair) if pair.kind is PairKind.ADDED else next(segments)
            if pair.kind is PairKind.OMITTED:
                row = replace(row, target=Text(OMITTED_SIGN, style="mark.error"))
            marks = [*_iter_marks(pair), *row.marks]
            if pair.kind is PairKind.ADDED:
                own = added.get(pair.ref.block_index, ())
                marks += [item.mark for item in own if item.finding.target_excerpt == pair.target]
            yield replace(row, marks=tuple(marks))


def _make_added_row(pair: ComparedPair) -> Row:
    return Row(
        number="",
        source=Text(ADDED_SIGN, style="mark.warning"),
        target=Text(clean_text(pair.target), style="target"),
    )


def _iter_marks(pair: ComparedPair) -> Iterator[Text]:
    if pair.kind in (PairKind.MERGED, PairKind.SPLIT, PairKind.REGROUPED):
        yield Text(f"{len(pair.sources)}-{len(pair.targets)}", style="accent")
    if pair.agreement is not None:
        yield Text(f"{AGREEMENT_SIGN}{pair.agreement:.0f}", style="faint")
