"""Findings as SARIF 2.1.0, the format in which editors and CI take reports about files.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/. A result points at the line of the source file;
of a comparison with a given translation, also at that of the translation.
"""

from __future__ import annotations

import unicodedata
from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, TextIO
from urllib.parse import quote

from translator import __version__
from translator.checks.codes import MEANINGS
from translator.locate import Locator, Place
from translator.pairs import Comparison, PairKind
from translator.types import Brief, Finding, Report
from translator.writers.json_text import encode_json

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"

#: Places of texts, by (block, segment).
Places = Mapping[tuple[int, int], Place]


class SarifWriter:
    """Writes the findings of a report as one SARIF log.

    Args:
        source: the text of the source's file, to find lines in; "" where there is none.
        comparison: the comparison that the report is of.
        target: the text of the translation's file.
    """

    name = "sarif"

    def __init__(
        self, *, source: str = "", comparison: Comparison | None = None, target: str = ""
    ) -> None:
        self._source = unicodedata.normalize("NFC", source)
        self._target = unicodedata.normalize("NFC", target)
        self._comparison = comparison

    def write(self, report: Report, stream: TextIO) -> None:
        stream.write(encode_json(self.format_log(report), indent=2) + "\n")

    def format_log(self, report: Report) -> dict[str, Any]:
        """Return the log as plain values."""
        rules = sorted({finding.code for finding in _list_findings(report)})
        return {
            "$schema": _SCHEMA,
            "version": "2.1.0",
            "runs": [
                {
                    "tool": {
                        "driver": {
                            "name": "article-translator",
                            "version": __version__,
                            "rules": [_format_rule(code) for code in rules],
                        }
                    },
                    "invocations": [{"executionSuccessful": report.translation.is_complete}],
                    "columnKind": "unicodeCodePoints",
                    "results": list(self._iter_results(report, rules)),
                    "properties": {"signature": str(report.translation.signature)},
                }
            ],
        }

    def _iter_results(self, report: Report, rules: list[str]) -> Iterable[dict[str, Any]]:
        origin = report.translation.document.origin
        locator = Locator(self._source)
        places = _locate_segments(report, locator)
        target_locator = Locator(self._target)
        target_places, added_places = _locate_targets(self._comparison, target_locator)
        for finding in _list_findings(report):
            result: dict[str, Any] = {
                "ruleId": finding.code,
                "ruleIndex": rules.index(finding.code),
                "level": finding.severity.value,
                "message": {"text": finding.message},
                "locations": [_format_location(origin, finding, _find(finding, places, locator))],
            }
            if self._comparison is not None:
                place = target_places.get((finding.block_index, finding.segment_index or 0))
                if finding.code == "M02":
                    own = added_places.get((finding.block_index, finding.target_excerpt))
                    place = own.popleft() if own else None
                elif place is not None:
                    place = target_locator.find_within(finding.target_excerpt, place)
                location = _format_location(self._comparison.origin, finding, place)
                if finding.code == "M02":
                    # It is the translation that says too much; the source has no such line.
                    result["locations"] = [location]
                elif place is not None:
                    result["relatedLocations"] = [location]
            excerpts = {"source": finding.source_excerpt, "target": finding.target_excerpt}
            properties: dict[str, Any] = {key: text for key, text in excerpts.items() if text}
            if finding.point_index is not None:
                properties["point"] = finding.point_index
            yield {**result, "properties": properties}


def _list_findings(report: Report) -> list[Finding]:
    """Return the findings of the translation, then those of the brief, which name their sentence.

    What those quote of the article is English and in no line of the source, so they point at the
    whole sentence.
    """
    found = list(report.findings)
    if report.brief is not None:
        found += [_place(finding, report.brief) for finding in report.brief.findings]
    return found


def _place(finding: Finding, brief: Brief) -> Finding:
    """Name the first sentence, of the finding's block, that the point in doubt was made of."""
    point = None if finding.point_index is None else brief.points[finding.point_index]
    for ref in point.segments if point else ():
        if ref.block_index == finding.block_index:
            return replace(finding, segment_index=ref.segment_index)
    return finding


def _locate_segments(report: Report, locator: Locator) -> dict[tuple[int, int], Place]:
    found: dict[tuple[int, int], Place] = {}
    for block in report.translation.blocks:
        for part in block.segments:
            if place := locator.find_next(part.segment.text):
                found[block.block.index, part.segment.index] = place
    return found


def _locate_targets(
    comparison: Comparison | None, locator: Locator
) -> tuple[dict[tuple[int, int], Place], dict[tuple[int, str], deque[Place | None]]]:
    """Return where the targets of segments stand; and added sentences, by block and text."""
    found: dict[tuple[int, int], Place] = {}
    added: dict[tuple[int, str], deque[Place | None]] = {}
    for pair in comparison.pairs if comparison else ():
        place = locator.find_next(pair.target)
        if pair.kind is PairKind.ADDED:
            added.setdefault((pair.ref.block_index, pair.target), deque()).append(place)
        elif place and pair.sources:
            found[pair.ref.block_index, pair.ref.segment_index] = place
    return found, added


def _find(finding: Finding, places: Places, locator: Locator) -> Place | None:
    """Return where a finding's evidence stands; of a whole block, where it begins."""
    place = places.get((finding.block_index, finding.segment_index or 0))
    return locator.find_within(finding.source_excerpt, place) if place else None


def _format_rule(code: str) -> dict[str, Any]:
    meaning = MEANINGS.get(code)
    return {"id": code, **({"shortDescription": {"text": meaning}} if meaning else {})}


def _format_location(origin: str, finding: Finding, place: Place | None) -> dict[str, Any]:
    number = f"¶{finding.block_index + 1}"
    if finding.segment_index is not None:
        number += f".{finding.segment_index + 1}"
    location: dict[str, Any] = {"logicalLocations": [{"fullyQualifiedName": number}]}
    if origin != "-":
        location["physicalLocation"] = {"artifactLocation": {"uri": _format_uri(origin)}}
        if place is not None:
            location["physicalLocation"]["region"] = {
                "startLine": place.start_line,
                "startColumn": place.start_column,
                "endLine": place.end_line,
                "endColumn": place.end_column,
            }
    return location


def _format_uri(origin: str) -> str:
    """Return a file's name as a URI, relative where the name is.

    >>> _format_uri("à lire/pont.fr.txt")
    '%C3%A0%20lire/pont.fr.txt'
    """
    if "://" in origin:
        return origin
    path = Path(origin)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())
