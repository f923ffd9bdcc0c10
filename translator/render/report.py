"""The whole view of a report: brief on top, the text, findings, how it was made."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text

from translator.colophon import format_interruption
from translator.render.brief import BriefPanel
from translator.render.findings import FindingsList
from translator.render.footer import Footer
from translator.render.review import ReviewList
from translator.render.rows import (
    Row,
    group_findings,
    iter_segment_rows,
    make_block_row,
    number_findings,
)
from translator.render.side_by_side import SideBySide
from translator.types import Report


class ReportView:
    """Draws a report.

    Args:
        by_segment: one row a sentence instead of one a paragraph.
        highlight: matching words of source and target in matching styles.
    """

    def __init__(
        self, report: Report, *, by_segment: bool = False, highlight: bool = False
    ) -> None:
        self._report = report
        self._highlight = highlight
        self._by_segment = by_segment
        self._findings = number_findings(report.findings)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        translation = self._report.translation
        if self._report.brief is not None:
            yield BriefPanel(self._report.brief, findings=self._report.findings)
            yield Text()
        if self._report.review:
            yield ReviewList(self._report.review, calibration=self._report.calibration)
            yield Text()
        rows = list(self._iter_rows(styled=console.color_system is not None))
        yield SideBySide(rows, languages=(translation.pair.source, translation.pair.target))
        yield Text()
        if self._findings:
            yield FindingsList(self._findings)
            yield Text()
        if not translation.is_complete:
            # Last but for the footer: findings can fill screens, and this must not scroll away.
            yield Text(format_interruption(translation), style="mark.warning")
            yield Text()
        yield Footer(translation, model=self._report.model)

    def _iter_rows(self, *, styled: bool) -> Iterator[Row]:
        groups = group_findings(self._findings)
        for block in self._report.translation.blocks:
            own = groups.get(block.block.index, ())
            if self._by_segment:
                yield from iter_segment_rows(
                    block, findings=own, styled=styled, highlight=self._highlight
                )
            else:
                yield make_block_row(block, findings=own, styled=styled, highlight=self._highlight)
