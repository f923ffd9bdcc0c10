"""The view of two translations: source on the left, both versions on the right, differences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from rich.console import Console, ConsoleOptions, RenderResult
from rich.rule import Rule
from rich.text import Text

from translator.render.findings import FindingsList
from translator.render.rows import NumberedFinding, Row, number_findings
from translator.render.side_by_side import SideBySide
from translator.render.wrap import wrap_text
from translator.text.normalize import clean_text
from translator.versions import VersionComparison, VersionRow, format_version_figures

#: Stands for a version that says nothing.
NOTHING_SIGN = "[left out]"

#: Stand around differing words, as wdiff prints them, where the console shows no style.
SIGNS = (("[-", "-]"), ("{+", "+}"))


class VersionsView:
    """Draws two versions: each row of the first with the second below it."""

    def __init__(self, comparison: VersionComparison) -> None:
        self._comparison = comparison
        first, second = comparison.first.report.findings, comparison.second.report.findings
        labeled = [
            replace(finding, message=f"{number}: {finding.message}")
            for number, findings in ((1, first), (2, second))
            for finding in findings
        ]
        self._findings = number_findings(labeled)
        self._num_first = len(first)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        comparison = self._comparison
        styled = console.color_system is not None
        pair = comparison.first.report.translation.pair
        rows = [row for item in comparison.rows for row in self._iter_rows(item, styled=styled)]
        yield SideBySide(rows, languages=(pair.source, pair.target))
        yield Text()
        if self._findings:
            yield FindingsList(self._findings)
            yield Text()
        yield Rule(style="faint", characters="─")
        signs = "bold and underlined" if styled else f"{''.join(SIGNS[0])} and {''.join(SIGNS[1])}"
        for line in (
            f"1: {clean_text(comparison.first.label)} · 2: {clean_text(comparison.second.label)}",
            f"{signs}: words that only one of them has",
            format_version_figures(comparison),
        ):
            yield wrap_text(Text(line, style="faint"), options.max_width)

    def _iter_rows(self, item: VersionRow, *, styled: bool) -> Iterator[Row]:
        spans = (
            [(found.first_start, found.first_end) for found in item.differences],
            [(found.second_start, found.second_end) for found in item.differences],
        )
        own = (
            [self._findings[position] for position in item.findings[0]],
            [self._findings[self._num_first + position] for position in item.findings[1]],
        )
        for version, text in enumerate((item.first, item.second)):
            is_first = version == 0
            yield Row(
                number=f"¶{item.block_index + 1}" if is_first else "",
                source=Text(clean_text(item.source)) if is_first else Text(),
                target=_mark(text, spans[version], signs=None if styled else SIGNS[version]),
                marks=(_make_label(version), *_iter_marks(own[version])),
                gap_after=not is_first,
            )


def _make_label(version: int) -> Text:
    return Text(f"{version + 1}:", style="accent")


def _iter_marks(findings: list[NumberedFinding]) -> Iterator[Text]:
    for item in findings:
        yield item.mark


def _mark(text: str, spans: list[tuple[int, int]], *, signs: tuple[str, str] | None) -> Text:
    """Return a version with its own words marked; empty spans have nothing to mark."""
    if not text.strip():
        return Text(NOTHING_SIGN, style="mark.error")
    marked = Text()
    done = 0
    for start, end in spans:
        if start < end:
            marked.append(text[done:start])
            if signs is None:
                marked.append(text[start:end], style="difference")
            else:
                marked.append(f"{signs[0]}{text[start:end]}{signs[1]}")
            done = end
    return marked.append(text[done:])
