"""SARIF: valid, and pointing at the right lines."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from sample_report import make_report

from translator.checks import codes
from translator.compare import compare_translation
from translator.readers import read_document
from translator.summarizers import faithfulness
from translator.testing import EchoEngine
from translator.types import BriefPoint, DecodingOptions, Finding, SegmentRef, Severity
from translator.writers.sarif import SarifWriter

SCHEMA = Path(__file__).parent.parent / "cases" / "sarif" / "sarif-2.1.0-rtm.5.json"
SOURCE = (
    "Un pont\n\nLe pont ferme\nmardi 3 mai. Il\u00a0coûtait 14 000 euros.\n\nRien d’autre ici.\n"
)
TARGET = "A bridge\n\nThe bridge closes on Tuesday 3 May.\nIt cost 40,000 euros.\n"
REPLIES = {
    "Un pont": "A bridge",
    "Le pont ferme mardi 3 mai.": "The bridge closes on Tuesday 3 May.",
    "Il coûtait 14,000 euros.": "It cost 14,000 euros.",
    "Rien d'autre ici.": "Nothing else here.",
}


@pytest.fixture(scope="module")
def validator() -> jsonschema.Draft4Validator:
    return jsonschema.Draft4Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))


def write_comparison() -> dict[str, Any]:
    comparison = compare_translation(
        read_document(SOURCE, origin="a lire/pont.fr.txt"),
        read_document(TARGET, origin="pont.en.txt"),
        engine=EchoEngine(replies=REPLIES),
        options=DecodingOptions(),
    )
    stream = io.StringIO()
    writer = SarifWriter(source=SOURCE, comparison=comparison, target=TARGET)
    writer.write(comparison.report, stream)
    log: dict[str, Any] = json.loads(stream.getvalue())
    return log


def test_sarif_is_valid(validator: jsonschema.Draft4Validator) -> None:
    """A report from standard input, without lines, and a comparison of two files."""
    for log in (SarifWriter().format_log(make_report()), write_comparison()):
        assert [error.message for error in validator.iter_errors(log)] == []


def test_sarif_validation_can_fail(validator: jsonschema.Draft4Validator) -> None:
    """The schema is the right one: a level that SARIF does not know is refused."""
    log = SarifWriter().format_log(make_report())
    log["runs"][0]["results"][0]["level"] = "severe"
    assert not validator.is_valid(log)


def test_sarif_has_one_result_a_finding() -> None:
    """In the order of the findings, with their codes, severities and messages."""
    report = make_report()
    results = SarifWriter().format_log(report)["runs"][0]["results"]
    assert [(item["ruleId"], item["level"], item["message"]["text"]) for item in results] == [
        (finding.code, finding.severity.value, finding.message) for finding in report.findings
    ]


def test_sarif_points_at_both_files() -> None:
    """The wrong number stands in line 4 of the source, over a line end, and 4 of the target."""
    results = write_comparison()["runs"][0]["results"]
    wrong, omitted = results
    (source,), (target,) = wrong["locations"], wrong["relatedLocations"]
    assert source["physicalLocation"] == {
        "artifactLocation": {"uri": "a%20lire/pont.fr.txt"},
        "region": {"startLine": 4, "startColumn": 14, "endLine": 4, "endColumn": 37},
    }
    assert target["physicalLocation"]["artifactLocation"] == {"uri": "pont.en.txt"}
    assert target["physicalLocation"]["region"]["startLine"] == 4
    assert omitted["ruleId"] == "M01"
    assert omitted["locations"][0]["physicalLocation"]["region"]["startLine"] == 6


def test_sarif_of_standard_input_names_the_paragraph() -> None:
    """Without a file there is still a place that a reader can find."""
    report = make_report()
    results = SarifWriter().format_log(report)["runs"][0]["results"]
    names = [item["locations"][0]["logicalLocations"][0]["fullyQualifiedName"] for item in results]
    assert names == ["¶2.1", "¶6.2", "¶6"]


def test_codes_are_those_of_the_checks() -> None:
    """Every code in the checks' own table has a meaning here, and no other but the comparison's."""
    import re

    import translator.checks

    table = re.findall(r"^\| ([A-Z]\d\d) \|", translator.checks.__doc__ or "", re.MULTILINE)
    briefs = re.findall(r"^\| (F\d\d) \|", faithfulness.__doc__ or "", re.MULTILINE)
    assert set(codes.MEANINGS) == {*table, *briefs, "M01", "M02"}
    assert len(briefs) == 7


def test_sarif_tells_what_is_doubtful_about_a_brief(validator: jsonschema.Draft4Validator) -> None:
    """All that JSON shows: after the translation's, at the sentence that the point is from."""
    report = make_report()
    assert report.brief is not None
    doubts = tuple(
        Finding(
            code=code,
            severity=Severity.WARNING,
            block_index=1,
            message=f"about {code}",
            source_excerpt="On Tuesday evening",
            target_excerpt="The council voted.",
            point_index=point,
        )
        for code, point in (("F02", 1), ("F07", None))
    )
    point = BriefPoint(
        text="No choice.",
        block_indices=(1,),
        segments=(SegmentRef(block_index=1, segment_index=1),),
    )
    points = (report.brief.points[0], point)
    brief = replace(report.brief, points=points, findings=doubts)
    blocks = report.translation.blocks
    source = "\n".join(part.segment.text for block in blocks for part in block.segments)
    document = replace(report.translation.document, origin="pont.txt")
    translation = replace(report.translation, document=document)
    told = replace(report, brief=brief, translation=translation)
    log = SarifWriter(source=source).format_log(told)
    assert [error.message for error in validator.iter_errors(log)] == []
    (run,) = log["runs"]
    assert [item["ruleId"] for item in run["results"]][-2:] == ["F02", "F07"]
    assert len(run["results"]) == len(report.findings) + 2
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert "shortDescription" in rules[result["ruleIndex"]]
    named, whole = run["results"][-2:]
    places = [item["locations"][0]["physicalLocation"]["region"] for item in (named, whole)]
    assert [place["startLine"] for place in places] == [3, 2]
    assert named["locations"][0]["logicalLocations"] == [{"fullyQualifiedName": "¶2.2"}]
    assert named["properties"]["point"] == 1
    assert "point" not in whole["properties"]
    # The excerpt is from the English article, not from the file that the result points at.
    assert named["properties"]["source"] == "On Tuesday evening"


def test_sarif_points_at_each_added_sentence() -> None:
    """The same sentence added in two places is found in both."""
    said = "The council voted {} times on the old stone bridge of the town."
    sources = [f"Le conseil a voté {number} fois." for number in range(60)]
    targets = [said.format(number) for number in range(60)]
    added = "Nobody in the gallery listened to any of it."
    replies = dict(zip(sources, targets, strict=True))
    lines = [*targets[:20], added, *targets[20:50], added, *targets[50:]]
    comparison = compare_translation(
        read_document("\n\n".join(sources), origin="a.fr.txt"),
        read_document("\n\n".join(lines), origin="a.en.txt"),
        engine=EchoEngine(replies=replies),
        options=DecodingOptions(),
    )
    writer = SarifWriter(
        source="\n\n".join(sources), comparison=comparison, target="\n\n".join(lines)
    )
    results = writer.format_log(comparison.report)["runs"][0]["results"]
    places = [
        item["locations"][0]["physicalLocation"].get("region", {}).get("startLine")
        for item in results
        if item["ruleId"] == "M02"
    ]
    assert places == [41, 103]
