"""The brief as a panel: its parts, the paragraphs each came from, and what is doubtful."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from rich.console import Console, ConsoleOptions, RenderResult
from rich.panel import Panel
from rich.text import Text

from translator.brief_notes import (
    SECTION_TITLES,
    find_point_findings,
    find_segment_findings,
    format_brief_account,
    repeats_headline,
)
from translator.render.wrap import wrap_text
from translator.types import Brief, BriefEntry, BriefPoint, Finding, Quotation, Section, Severity

#: Longer lines are tiring, in cells; the panel goes on and its text does not.
MAX_LINE_WIDTH = 90

#: From this width the panel can afford empty lines and wide margins.
MIN_ROOMY_WIDTH = 72


class BriefPanel:
    """Draws a brief.

    Args:
        findings: what is doubtful about the translation; a point made of a doubtful sentence
            carries its code.
    """

    def __init__(self, brief: Brief, *, findings: Sequence[Finding] = ()) -> None:
        self._brief = brief
        self._findings = findings

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        brief = self._brief
        padding = (1, 2) if options.max_width >= MIN_ROOMY_WIDTH else (0, 1)
        width = min(options.max_width - 2 - 2 * padding[1], MAX_LINE_WIDTH)
        parts = []
        for section in brief.layout.sections:
            lines = list(_LINES[section](brief, self._findings, width))
            if lines:
                title = SECTION_TITLES.get(section)
                heading = [Text(title.upper(), style="accent")] if title else []
                parts.append(Text("\n").join([*heading, *lines]))
        if brief.findings:
            parts.append(Text("\n").join(_iter_doubts(brief, width)))
        account = format_brief_account(brief, self._findings)
        if len(account) > options.max_width - 6:
            account = f"{brief.num_words} words · {brief.method}"
        yield Panel(
            Text("\n\n").join(parts),
            title=Text("In brief", style="accent"),
            title_align="left",
            subtitle=Text(account, style="faint"),
            subtitle_align="right",
            border_style="accent",
            padding=padding,
        )


def format_point(point: BriefPoint, *, findings: Sequence[Finding] = ()) -> Text:
    """Return a point with its paragraph numbers and the codes of its findings.

    >>> format_point(BriefPoint(text="It rains.", block_indices=(0, 3))).plain
    'It rains. [¶1\xa0¶4]'
    """
    label = (f"{point.label}: " if point.label else "", "accent")
    text = Text.assemble(label, point.text, *_format_references(point.block_indices))
    return append_marks(text, findings)


def append_marks(text: Text, findings: Sequence[Finding]) -> Text:
    """Return ``text`` with the codes of its findings behind it."""
    for code, severity in dict.fromkeys((item.code, item.severity) for item in findings):
        sign = "i" if severity is Severity.NOTE else "!"
        text.append(f" {sign}{code}", style=f"mark.{severity.value}")
    return text


def _format_references(indices: Sequence[int]) -> tuple[str, tuple[str, str]]:
    # No-break spaces keep the reference on one line.
    references = "\u00a0".join(f"¶{index + 1}" for index in indices)
    return (" ", (f"[{references}]", "faint"))


def _iter_headline(brief: Brief, findings: Sequence[Finding], width: int) -> Iterator[Text]:
    if brief.headline and not repeats_headline(brief):
        yield wrap_text(Text(brief.headline, style="brief.headline"), width)


def _iter_bottom_line(brief: Brief, findings: Sequence[Finding], width: int) -> Iterator[Text]:
    if brief.bottom_line is not None:
        yield from _draw_point(brief, brief.bottom_line, findings, width, bullet="")


def _iter_points(brief: Brief, findings: Sequence[Finding], width: int) -> Iterator[Text]:
    points = brief.key_points if Section.BOTTOM_LINE in brief.layout.sections else brief.points
    for point in points:
        yield from _draw_point(brief, point, findings, width, bullet="• ")


def _draw_point(
    brief: Brief, point: BriefPoint, findings: Sequence[Finding], width: int, *, bullet: str
) -> Iterator[Text]:
    own = find_point_findings(brief, point, findings)
    text = Text.assemble((bullet, "accent"), format_point(point, findings=own))
    yield wrap_text(text, width, indent=len(bullet))
    if brief.layout.show_source and point.source:
        yield _draw_source(point.source, width)


def _draw_source(source: str, width: int) -> Text:
    quoted = Text(f"  {source}", style="faint")
    return wrap_text(quoted, width, indent=2)


def _iter_quotations(brief: Brief, findings: Sequence[Finding], width: int) -> Iterator[Text]:
    for quotation in brief.quotations:
        own = find_segment_findings(quotation.segments, findings)
        yield wrap_text(_format_quotation(quotation, own), width, indent=2)
        yield _draw_source(quotation.source, width)


def _format_quotation(quotation: Quotation, findings: Sequence[Finding]) -> Text:
    references = _format_references((quotation.block_index,))
    text = Text.assemble(("• ", "accent"), quotation.text, *references)
    return append_marks(text, findings)


def _iter_figures(brief: Brief, findings: Sequence[Finding], width: int) -> Iterator[Text]:
    for entry in brief.figures:
        yield wrap_text(_format_figure(entry), width, indent=2)


def _format_figure(entry: BriefEntry) -> Text:
    before, found, after = entry.context.partition(entry.text)
    figure = (entry.text, "bold") if found else (f"{entry.text}: ", "bold")
    words = (before, figure, after) if found else (figure, entry.context)
    return Text.assemble(("• ", "accent"), *words, *_format_references(entry.block_indices))


def _iter_names(brief: Brief, findings: Sequence[Finding], width: int) -> Iterator[Text]:
    if not brief.names:
        return
    entries = [
        Text.assemble(entry.text.replace(" ", "\u00a0"), "\u00a0", _number(entry.block_indices))
        for entry in brief.names
    ]
    yield wrap_text(Text(" · ").join(entries), width)


def _number(indices: Sequence[int]) -> tuple[str, str]:
    return ("\u00a0".join(f"¶{index + 1}" for index in indices), "faint")


def _iter_doubts(brief: Brief, width: int) -> Iterator[Text]:
    for finding in brief.findings:
        sign = "i" if finding.severity is Severity.NOTE else "!"
        mark = (f"{sign}{finding.code} ", f"mark.{finding.severity.value}")
        yield wrap_text(Text.assemble(mark, finding.message), width, indent=5)


_LINES: Mapping[Section, Callable[[Brief, Sequence[Finding], int], Iterator[Text]]] = {
    Section.HEADLINE: _iter_headline,
    Section.BOTTOM_LINE: _iter_bottom_line,
    Section.POINTS: _iter_points,
    Section.QUOTATIONS: _iter_quotations,
    Section.FIGURES: _iter_figures,
    Section.NAMES: _iter_names,
}
