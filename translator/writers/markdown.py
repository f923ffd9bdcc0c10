"""A report as Markdown: brief, numbered pairs of paragraphs, findings, how it was made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TextIO

from translator.brief_notes import (
    SECTION_TITLES,
    find_point_findings,
    find_segment_findings,
    format_brief_account,
    format_marks,
)
from translator.colophon import (
    count_segments,
    format_account,
    format_interruption,
    format_model,
    format_speed,
)
from translator.confidence import format_calibration
from translator.text.casing import capitalize_first
from translator.types import Brief, BriefPoint, Finding, Report, Section
from translator.writers.markdown_pairs import iter_pairs
from translator.writers.markdown_text import escape_markdown


class MarkdownWriter:
    """Writes Markdown.

    Args:
        by_segment: one pair a sentence instead of one a paragraph.
    """

    name = "markdown"

    def __init__(self, *, by_segment: bool = False) -> None:
        self._by_segment = by_segment

    def write(self, report: Report, stream: TextIO) -> None:
        translation = report.translation
        parts: list[str] = []
        if report.brief is not None:
            parts += [format_brief(report.brief, report.findings), "---"]
        if report.review:
            parts += [*_iter_review(report), "---"]
        parts += iter_pairs(translation.blocks, translation.document, by_segment=self._by_segment)
        if not translation.is_complete:
            parts.append(f"**{_sentence(format_interruption(translation))}**")
        if report.findings:
            parts.append("## Findings")
            parts.append("\n".join(format_finding(finding) for finding in report.findings))
        parts += ["---", "\n".join(f"- {note}" for note in _iter_notes(report))]
        stream.write("\n\n".join(parts) + "\n")


def format_brief(brief: Brief, findings: Sequence[Finding] = ()) -> str:
    """Return a brief as a heading, lists, and a line that says how it was made."""
    parts: list[str] = []
    if brief.headline and Section.HEADLINE in brief.layout.sections:
        parts.append(f"# {escape_markdown(brief.headline)}")
    for section in brief.layout.sections:
        items = list(_iter_items(brief, section, findings))
        if items:
            parts.append(f"**{SECTION_TITLES[section].replace('&', 'and')}**")
            parts.append("\n".join(items))
    if brief.findings:
        parts.append("\n".join(f"- !{_format_doubt(finding)}" for finding in brief.findings))
    return "\n\n".join([*parts, f"*{escape_markdown(format_brief_account(brief, findings))}*"])


def _iter_items(brief: Brief, section: Section, findings: Sequence[Finding]) -> Iterator[str]:
    match section:
        case Section.BOTTOM_LINE if brief.bottom_line is not None:
            item = _format_point(brief, brief.bottom_line, findings)
            yield item.removeprefix("- ").replace("\n  > ", "\n\n> ")
        case Section.POINTS:
            has_bottom_line = Section.BOTTOM_LINE in brief.layout.sections
            for point in brief.key_points if has_bottom_line else brief.points:
                yield _format_point(brief, point, findings)
        case Section.QUOTATIONS:
            for quotation in brief.quotations:
                marks = format_marks(find_segment_findings(quotation.segments, findings))
                text = f"- {escape_markdown(quotation.text)} (¶{quotation.block_index + 1})"
                yield f"{text}{marks}\n  > {escape_markdown(quotation.source)}"
        case Section.FIGURES:
            for entry in brief.figures:
                references = _format_references(entry.block_indices)
                yield f"- {escape_markdown(entry.context)} {references}"
        case Section.NAMES if brief.names:
            yield " · ".join(
                f"{escape_markdown(entry.text)} {_format_references(entry.block_indices)}"
                for entry in brief.names
            )
        case _:
            pass


def _format_point(brief: Brief, point: BriefPoint, findings: Sequence[Finding]) -> str:
    label = f"**{escape_markdown(point.label)}:** " if point.label else ""
    marks = format_marks(find_point_findings(brief, point, findings))
    references = _format_references(point.block_indices)
    item = f"- {label}{escape_markdown(point.text)} {references}{marks}"
    if brief.layout.show_source and point.source:
        item += f"\n  > {escape_markdown(point.source)}"
    return item


def _format_doubt(finding: Finding) -> str:
    return f"{finding.code} {escape_markdown(finding.message)}"


def _format_references(indices: Sequence[int]) -> str:
    return f"({', '.join(f'¶{index + 1}' for index in indices)})"


def format_finding(finding: Finding) -> str:
    """Return a finding as the item of a list."""
    line = (
        f"- ¶{finding.block_index + 1} {escape_markdown(finding.message)} "
        f"({finding.severity.value} {finding.code})"
    )
    if finding.source_excerpt or finding.target_excerpt:
        excerpts = (finding.source_excerpt, finding.target_excerpt)
        source, target = (escape_markdown(text) or "nothing" for text in excerpts)
        line += f": {source} → {target}"
    return line


def _iter_review(report: Report) -> Iterator[str]:
    """Yield the segments to look at first, each with its reasons."""
    yield "## Look at these first"
    for item in report.review:
        place = f"¶{item.ref.block_index + 1}.{item.ref.segment_index + 1}"
        confidence = "" if item.confidence is None else f"confidence {item.confidence} · "
        reasons = escape_markdown("; ".join(item.reasons))
        yield f"> **{place}** {escape_markdown(item.source)}"
        yield escape_markdown(item.target) or "*no translation*"
        lines = [f"- *{confidence}{reasons}*"]
        lines += [f"- or: {escape_markdown(other)}" for other in item.alternatives]
        yield "\n".join(lines)
    if report.calibration is not None:
        yield f"*{escape_markdown(format_calibration(report.calibration))}*"


def _iter_notes(report: Report) -> Iterator[str]:
    translation = report.translation
    yield format_account(count_segments(translation))
    model = format_model(report.model) if report.model else ""
    if notes := " · ".join(filter(None, [model, format_speed(translation)])):
        yield escape_markdown(notes)
    yield f"`{translation.signature}`"


def _sentence(text: str) -> str:
    return capitalize_first(text) + "."
