"""Two translations of one source as Markdown and JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, TextIO

from translator.types import Report
from translator.versions import (
    Version,
    VersionComparison,
    VersionRow,
    format_version_figures,
)
from translator.writers.json import format_report
from translator.writers.json_text import encode_json
from translator.writers.markdown import format_finding
from translator.writers.markdown_text import escape_markdown


def write_versions_json(comparison: VersionComparison, stream: TextIO) -> None:
    """Write the first version's report with ``versions`` added."""
    values = format_report(comparison.first.report)
    values["versions"] = {
        "first": _format_version(comparison.first),
        "second": {
            **_format_version(comparison.second),
            "findings": format_report(comparison.second.report)["findings"],
        },
        "agreement": round(comparison.agreement, 2),
        "rows": [_format_row(row) for row in comparison.rows],
    }
    stream.write(encode_json(values, indent=2) + "\n")


def write_versions_markdown(comparison: VersionComparison, stream: TextIO) -> None:
    """Write each row's source as a quotation and both versions, differing words in bold."""
    parts = [part for row in comparison.rows for part in _iter_parts(row)]
    findings = [*_iter_findings(comparison.first.report, 1)]
    findings += _iter_findings(comparison.second.report, 2)
    if findings:
        parts += ["## Findings", "\n".join(findings)]
    notes = [
        f"1: {escape_markdown(comparison.first.label)}",
        f"2: {escape_markdown(comparison.second.label)}",
        "in bold: words that only one of them has",
        format_version_figures(comparison),
    ]
    parts += ["---", "\n".join(f"- {note}" for note in notes)]
    stream.write("\n\n".join(parts) + "\n")


def _iter_parts(row: VersionRow) -> Iterator[str]:
    yield f"> **¶{row.block_index + 1}** {escape_markdown(row.source)}"
    first = _mark(row.first, [(item.first_start, item.first_end) for item in row.differences])
    second = _mark(row.second, [(item.second_start, item.second_end) for item in row.differences])
    yield f"1. {first}\n2. {second}"


def _mark(text: str, spans: list[tuple[int, int]]) -> str:
    if not text.strip():
        return "**left out**"
    parts: list[str] = []
    done = 0
    for start, end in spans:
        if start < end:
            parts += [escape_markdown(text[done:start]), f"**{escape_markdown(text[start:end])}**"]
            done = end
    return "".join([*parts, escape_markdown(text[done:])])


def _iter_findings(report: Report, number: int) -> Iterator[str]:
    for finding in report.findings:
        yield format_finding(replace(finding, message=f"{number}: {finding.message}"))


def _format_version(version: Version) -> dict[str, Any]:
    return {
        "label": version.label,
        "signature": dict(version.report.translation.signature.pairs),
    }


def _format_row(row: VersionRow) -> dict[str, Any]:
    return {
        "block": row.block_index,
        "source": row.source,
        "first": row.first,
        "second": row.second,
        "agreement": round(row.agreement, 2),
        "differences": [
            {
                "first": row.first[item.first_start : item.first_end],
                "second": row.second[item.second_start : item.second_end],
                "first_span": [item.first_start, item.first_end],
                "second_span": [item.second_start, item.second_end],
            }
            for item in row.differences
        ],
        "findings": [list(positions) for positions in row.findings],
    }
