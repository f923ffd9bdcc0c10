"""A report as Markdown: brief, numbered pairs of paragraphs, findings, how it was made.

Pairs stand one below the other, the source as a quotation: a Markdown table would break at
the first long paragraph or vertical bar.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TextIO

from translator.colophon import (
    count_segments,
    format_account,
    format_interruption,
    format_model,
    format_speed,
)
from translator.types import Block, BlockKind, BlockTranslation, Brief, Finding, Report

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
            parts += [format_brief(report.brief), "---"]
        for block in translation.blocks:
            parts += self._format_block(block)
        if not translation.is_complete:
            parts.append(f"**{_sentence(format_interruption(translation))}**")
        if report.findings:
            parts.append("## Findings")
            parts.append("\n".join(_format_finding(finding) for finding in report.findings))
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


def format_brief(brief: Brief) -> str:
    """Return a brief as a heading and a list."""
    points = [
        f"- {escape_markdown(point.text)} "
        f"({', '.join(f'¶{index + 1}' for index in point.block_indices)})"
        for point in brief.points
    ]
    head = [f"# {escape_markdown(brief.headline)}"] if brief.headline else []
    return "\n\n".join([*head, "\n".join(points)]) if points else "\n\n".join(head)


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


def _format_finding(finding: Finding) -> str:
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
