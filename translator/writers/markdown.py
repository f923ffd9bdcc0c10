"""A report as Markdown: brief, numbered pairs of paragraphs, findings, how it was made.

Pairs stand one below the other, the source as a quotation: a Markdown table would break at
the first long paragraph or vertical bar.
"""

from __future__ import annotations

import re
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
from translator.types import (
    Block,
    BlockKind,
    BlockTranslation,
    Brief,
    BriefPoint,
    Finding,
    Report,
    Section,
)

#: Characters that Markdown or a viewer that allows HTML could take for markup anywhere.
_INLINE = re.compile(r"([\\`*_\[\]<>|~&#])")
#: What starts a list, a rule, a setext underline or a numbered item at the head of a line; "1.5
#: million" and "-3 degrees" start nothing.
_LINE_START = re.compile(r"^(\s*)([-+](?=[\s-]|$)|=|\d+[.)](?=\s|$))", re.MULTILINE)


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
        for block in translation.blocks:
            parts += self._format_block(block)
        if not translation.is_complete:
            parts.append(f"**{_sentence(format_interruption(translation))}**")
        if report.findings:
            parts.append("## Findings")
            parts.append("\n".join(format_finding(finding) for finding in report.findings))
        parts += ["---", "\n".join(f"- {note}" for note in _iter_notes(report))]
        stream.write("\n\n".join(parts) + "\n")

    def _format_block(self, block: BlockTranslation) -> Iterator[str]:
        number = f"¶{block.block.index + 1}"
        if not self._by_segment:
            marker = block.block.marker
            yield from _format_pair(
                number, block.block, marker + block.block.text, marker + block.target
            )
            return
        for part in block.segments:
            number_in_block = f"{number}.{part.segment.index + 1}"
            yield from _format_pair(number_in_block, block.block, part.segment.text, part.target)


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


def escape_markdown(text: str) -> str:
    """Return text that Markdown shows as it is, on one line.

    >>> print(escape_markdown("1. le [mardi](x) *12* <b>"))
    1\\. le \\[mardi\\](x) \\*12\\* \\<b\\>
    """
    text = _INLINE.sub(r"\\\1", text.replace("\n", " "))
    return _LINE_START.sub(lambda match: f"{match[1]}{match[2][:-1]}\\{match[2][-1]}", text)


def _format_pair(number: str, block: Block, source: str, target: str) -> Iterator[str]:
    yield f"> **{number}** {escape_markdown(source)}"
    if not target.removeprefix(block.marker).strip():
        yield "*no translation*"
    elif block.kind is BlockKind.HEADING:
        yield f"### {escape_markdown(target)}"
    else:
        yield escape_markdown(target)


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


def _iter_notes(report: Report) -> Iterator[str]:
    translation = report.translation
    yield format_account(count_segments(translation))
    model = format_model(report.model) if report.model else ""
    if notes := " · ".join(filter(None, [model, format_speed(translation)])):
        yield escape_markdown(notes)
    yield f"`{translation.signature}`"


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + "."
