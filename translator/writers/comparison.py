"""A comparison as Markdown and JSON; its report's formats with the pairs put in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TextIO

from translator.colophon import format_model
from translator.pairs import ComparedPair, Comparison, PairKind, format_counts, format_figures
from translator.types import Likelihood
from translator.writers.json import format_report
from translator.writers.json_text import encode_json
from translator.writers.markdown import format_finding
from translator.writers.markdown_text import escape_markdown


def write_json(comparison: Comparison, stream: TextIO) -> None:
    """Write the report's JSON object with ``comparison`` added."""
    values = format_report(comparison.report)
    values["comparison"] = {
        "target": comparison.origin,
        "agreement": round(comparison.agreement, 2),
        "pairs": [_format_pair(pair) for pair in comparison.pairs],
    }
    stream.write(encode_json(values, indent=2) + "\n")


def write_markdown(comparison: Comparison, stream: TextIO) -> None:
    """Write the pairs one below the other, the source as a quotation; then findings, figures."""
    report = comparison.report
    parts = [part for pair in comparison.pairs for part in _iter_parts(pair)]
    if report.findings:
        parts.append("## Findings")
        parts.append("\n".join(format_finding(finding) for finding in report.findings))
    notes = [format_counts(comparison), format_figures(comparison)]
    if report.model:
        notes.append(escape_markdown(format_model(report.model)))
    notes.append(f"`{report.translation.signature}`")
    parts += ["---", "\n".join(f"- {note}" for note in notes)]
    stream.write("\n\n".join(parts) + "\n")


def _iter_parts(pair: ComparedPair) -> Iterator[str]:
    number = f"¶{pair.ref.block_index + 1}.{pair.ref.segment_index + 1}"
    if pair.kind is PairKind.ADDED:
        yield "> *not in the source*"
    else:
        yield f"> **{number}** {escape_markdown(pair.source)}"
    yield escape_markdown(pair.target) if pair.targets else "**left out**"
    if note := _format_note(pair):
        yield f"*{note}*"


def _format_note(pair: ComparedPair) -> str:
    notes = []
    if pair.kind in (PairKind.MERGED, PairKind.SPLIT, PairKind.REGROUPED):
        notes.append(f"{pair.kind.value} {len(pair.sources)}-{len(pair.targets)}")
    if pair.agreement is not None:
        notes.append(f"agreement {pair.agreement:.0f}")
    if pair.likelihood is not None:
        item = pair.likelihood
        at = f" at “{escape_markdown(item.lowest_token)}”" if item.lowest_token else " at its end"
        notes.append(f"log-probability {item.mean:.2f}, lowest {item.lowest:.2f}{at}")
    return " · ".join(notes)


def _format_pair(pair: ComparedPair) -> dict[str, Any]:
    is_added = pair.kind is PairKind.ADDED
    return {
        "kind": pair.kind.value,
        "block": pair.ref.block_index,
        "segment": None if is_added else pair.ref.segment_index,
        "sources": list(pair.sources),
        "targets": list(pair.targets),
        "hypothesis": pair.hypothesis,
        "agreement": None if pair.agreement is None else round(pair.agreement, 2),
        "likelihood": None if pair.likelihood is None else format_likelihood(pair.likelihood),
    }


def format_likelihood(likelihood: Likelihood) -> dict[str, Any]:
    """Return a likelihood as plain values."""
    return {
        "mean": round(likelihood.mean, 4),
        "lowest": round(likelihood.lowest, 4),
        "lowest_token": likelihood.lowest_token,
    }
