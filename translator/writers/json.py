"""A report as JSON, version 1: additions are allowed, renames are not.

Every source segment appears exactly once, in order. Indices count from 0. The ``findings`` of
a segment are positions in the report's own list of findings.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TextIO

from translator.brief_notes import find_point_findings
from translator.types import (
    BlockTranslation,
    Brief,
    BriefPoint,
    Calibration,
    Finding,
    ModelInfo,
    Report,
    ReviewItem,
    Translation,
)
from translator.writers.json_text import encode_json

#: Raised only when a field is renamed, removed or changes its meaning.
VERSION = 1


class JsonWriter:
    """Writes one JSON object and a line end."""

    name = "json"

    def write(self, report: Report, stream: TextIO) -> None:
        stream.write(encode_json(format_report(report), indent=2) + "\n")


def format_report(report: Report) -> dict[str, Any]:
    """Return the report as plain values."""
    translation = report.translation
    positions = _locate_findings(report.findings)
    return {
        **format_origin(report),
        "blocks": [_format_block(block, positions) for block in translation.blocks],
        "brief": (None if report.brief is None else format_brief(report.brief, report.findings)),
        "findings": [_format_finding(finding) for finding in report.findings],
        "confidence": report.calibration and _format_calibration(report.calibration),
        "review": [_format_review_item(item) for item in report.review],
        "stats": {
            **format_stats(translation),
            "cached_segments": translation.num_cached,
            "terms": {"met": translation.num_terms, "honoured": translation.num_honoured},
        },
    }


def format_origin(report: Report) -> dict[str, Any]:
    """Return what the result was made from and how; the head of every JSON output."""
    translation = report.translation
    document = translation.document
    return {
        "version": VERSION,
        "signature": dict(translation.signature.pairs),
        "model": None if report.model is None else format_model_info(report.model),
        "source": {
            "path": document.origin,
            "language": document.language,
            "blocks": len(document.blocks),
        },
        "complete": translation.is_complete,
    }


def format_brief(brief: Brief, findings: tuple[Finding, ...] = ()) -> dict[str, Any]:
    """Return a brief as plain values, all its parts, whatever its layout shows.

    ``findings`` of a point are codes; those of the brief itself are told in full.
    """
    bottom_line = brief.bottom_line
    return {
        "headline": brief.headline,
        "points": [_format_point(brief, point, findings) for point in brief.points],
        "words": brief.num_words,
        "method": brief.method,
        "bottom_line": bottom_line and _format_point(brief, bottom_line, findings),
        "lead": brief.lead,
        "quotations": [
            {
                "speaker": quotation.speaker,
                "text": quotation.text,
                "source": quotation.source,
                "block": quotation.block_index,
                "segments": [ref.segment_index for ref in quotation.segments],
            }
            for quotation in brief.quotations
        ],
        "figures": [
            {"text": entry.text, "context": entry.context, "blocks": list(entry.block_indices)}
            for entry in brief.figures
        ],
        "names": [
            {"text": entry.text, "blocks": list(entry.block_indices)} for entry in brief.names
        ],
        "article_words": brief.article_words,
        "findings": [_format_finding(finding) for finding in brief.findings],
    }


def _format_point(brief: Brief, point: BriefPoint, findings: tuple[Finding, ...]) -> dict[str, Any]:
    values: dict[str, Any] = {"text": point.text, "blocks": list(point.block_indices)}
    if point.label:
        values["label"] = point.label
    return {
        **values,
        "segments": [
            {"block": ref.block_index, "segment": ref.segment_index} for ref in point.segments
        ],
        "source": point.source,
        "findings": list(
            dict.fromkeys(item.code for item in find_point_findings(brief, point, findings))
        ),
    }


def format_model_info(model: ModelInfo) -> dict[str, Any]:
    """Return what is known about a model as plain values."""
    return {
        "name": model.name,
        "pair": str(model.pair),
        "format": model.format,
        "compute_type": model.compute_type,
        "license": model.license,
        "sha256": model.sha256,
        "scores": [
            {
                "test_set": score.test_set,
                "metric": score.metric,
                "value": score.value,
                "signature": score.signature,
            }
            for score in model.scores
        ],
    }


def _locate_findings(findings: Sequence[Finding]) -> Mapping[tuple[int, int | None], list[int]]:
    """Return the positions of the findings of each (block, segment)."""
    positions: dict[tuple[int, int | None], list[int]] = {}
    for position, finding in enumerate(findings):
        place = (finding.block_index, finding.segment_index)
        positions.setdefault(place, []).append(position)
    return positions


def _format_block(
    block: BlockTranslation, positions: Mapping[tuple[int, int | None], list[int]]
) -> dict[str, Any]:
    return {
        "index": block.block.index,
        "kind": block.block.kind.value,
        "source": block.block.text,
        "target": block.target,
        "segments": [
            {
                "source": part.segment.text,
                "target": part.target,
                "score": part.score,
                "confidence": part.confidence,
                "findings": positions.get((block.block.index, part.segment.index), []),
            }
            for part in block.segments
        ],
    }


def _format_finding(finding: Finding) -> dict[str, Any]:
    values: dict[str, Any] = {
        "code": finding.code,
        "severity": finding.severity.value,
        "block": finding.block_index,
        "segment": finding.segment_index,
        "message": finding.message,
        "source": finding.source_excerpt,
        "target": finding.target_excerpt,
    }
    return values if finding.point_index is None else {**values, "point": finding.point_index}


def _format_calibration(calibration: Calibration) -> dict[str, Any]:
    return {
        "calibrated": not calibration.is_generic,
        "test_sets": list(calibration.test_sets),
        "segments": calibration.num_segments,
        "pearson": calibration.pearson,
        "spearman": calibration.spearman,
    }


def _format_review_item(item: ReviewItem) -> dict[str, Any]:
    return {
        "block": item.ref.block_index,
        "segment": item.ref.segment_index,
        "source": item.source,
        "target": item.target,
        "confidence": item.confidence,
        "reasons": list(item.reasons),
        "alternatives": list(item.alternatives),
    }


def format_stats(translation: Translation) -> dict[str, Any]:
    """Return counts and speed of a translation as plain values."""
    speed = translation.tokens_per_s
    return {
        "segments": translation.num_segments,
        "source_tokens": translation.num_source_tokens,
        "target_tokens": translation.num_target_tokens,
        "elapsed_s": round(translation.elapsed_s, 3),
        "tokens_per_s": None if speed is None else round(speed, 1),
    }
