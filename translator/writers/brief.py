"""A report's brief alone, in each format that has a verb of its own for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from translator.brief_notes import (
    SECTION_TITLES,
    find_point_findings,
    find_segment_findings,
    format_brief_account,
    format_marks,
    repeats_headline,
)
from translator.types import Brief, BriefPoint, Finding, Report, Section
from translator.writers import json as json_format
from translator.writers import markdown as markdown_format
from translator.writers.json_text import encode_json


def format_brief_text(brief: Brief, findings: Sequence[Finding] = ()) -> str:
    """Return a brief as plain text, each point with its paragraphs.

    >>> from translator.types import BriefPoint
    >>> point = BriefPoint(text="It rains.", block_indices=(0, 3))
    >>> print(format_brief_text(Brief(headline="Rain", points=(point,), method="m")))
    Rain
    <BLANKLINE>
    KEY POINTS
    - It rains. [¶1 ¶4]
    <BLANKLINE>
    2 words · m · 0 findings
    """
    parts: list[str] = []
    for section in brief.layout.sections:
        lines = list(_iter_lines(brief, section, findings))
        if lines:
            title = SECTION_TITLES.get(section)
            parts.append("\n".join([*([title.upper()] if title else []), *lines]))
    if brief.findings:
        parts.append("\n".join(f"!{item.code} {item.message}" for item in brief.findings))
    # A lone headline is for programs that want nothing else.
    if brief.layout.sections != (Section.HEADLINE,):
        parts.append(format_brief_account(brief, findings))
    return "\n\n".join(parts)


def _iter_lines(brief: Brief, section: Section, findings: Sequence[Finding]) -> Iterator[str]:
    match section:
        case Section.HEADLINE if brief.headline and not repeats_headline(brief):
            yield brief.headline
        case Section.BOTTOM_LINE if brief.bottom_line is not None:
            yield _format_point(brief, brief.bottom_line, findings)
        case Section.POINTS:
            has_bottom_line = Section.BOTTOM_LINE in brief.layout.sections
            for point in brief.key_points if has_bottom_line else brief.points:
                yield f"- {_format_point(brief, point, findings)}"
        case Section.QUOTATIONS:
            for quotation in brief.quotations:
                marks = format_marks(find_segment_findings(quotation.segments, findings))
                yield f"- {quotation.text} [¶{quotation.block_index + 1}]{marks}"
                yield f"  {quotation.source}"
        case Section.FIGURES:
            for entry in brief.figures:
                yield f"- {entry.context} {_format_references(entry.block_indices)}"
        case Section.NAMES if brief.names:
            yield " · ".join(
                f"{entry.text} {_format_references(entry.block_indices)}" for entry in brief.names
            )
        case _:
            pass


def _format_point(brief: Brief, point: BriefPoint, findings: Sequence[Finding]) -> str:
    label = f"{point.label}: " if point.label else ""
    marks = format_marks(find_point_findings(brief, point, findings))
    line = f"{label}{point.text} {_format_references(point.block_indices)}{marks}"
    if brief.layout.show_source and point.source:
        line += f"\n  {point.source}"
    return line


def _format_references(indices: Sequence[int]) -> str:
    return f"[{' '.join(f'¶{index + 1}' for index in indices)}]"


def format_brief_json(report: Report) -> str:
    """Return the head of a report's JSON with the brief."""
    brief = None
    if report.brief is not None:
        brief = json_format.format_brief(report.brief, report.findings)
    values = {**json_format.format_origin(report), "brief": brief}
    return encode_json(values, indent=2)


def _format_text(report: Report) -> str:
    return f"{format_brief_text(report.brief, report.findings)}\n" if report.brief else ""


def _format_markdown(report: Report) -> str:
    if report.brief is None:
        return ""
    return f"{markdown_format.format_brief(report.brief, report.findings)}\n"


def _format_html(report: Report) -> str:
    # Nobody else has to wait for what pages are made with.
    from translator.writers.html.brief_page import format_brief_page

    return format_brief_page(report)


def _format_json(report: Report) -> str:
    return f"{format_brief_json(report)}\n"


#: Format → report to text, with its last line end.
BRIEF_FORMATS: Mapping[str, Callable[[Report], str]] = {
    "text": _format_text,
    "markdown": _format_markdown,
    "html": _format_html,
    "json": _format_json,
}
