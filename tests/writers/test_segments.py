"""Segments as lines for other programs."""

from __future__ import annotations

import json

from sample_report import make_report

from translator.checks import run_checks
from translator.types import (
    Block,
    BlockKind,
    BlockTranslation,
    Document,
    Hypothesis,
    Segment,
    SegmentTranslation,
)
from translator.writers.json import format_report
from translator.writers.segments import format_jsonl, format_tsv


def make_block(source: str, target: str) -> BlockTranslation:
    block = Block(index=0, kind=BlockKind.CODE, text=source)
    segment = Segment(block_index=0, index=0, text=source, start=0, end=len(source))
    part = SegmentTranslation(segment=segment, hypotheses=(Hypothesis(text=target),))
    return BlockTranslation(block=block, target=target, segments=(part,))


def test_jsonl_numbers_segments_as_the_json_report_does() -> None:
    """Block and segment of each line lead to the same texts in the JSON report."""
    report = make_report()
    translation = report.translation
    lines = [
        json.loads(line)
        for block in translation.blocks
        for line in format_jsonl(block, translation.document, report.findings).splitlines()
    ]
    blocks = format_report(report)["blocks"]
    assert len(lines) == translation.num_segments
    for line in lines:
        segment = blocks[line["block"]]["segments"][line["segment"]]
        assert (line["source"], line["target"]) == (segment["source"], segment["target"])
        assert line["path"] == translation.document.origin


def test_jsonl_names_the_findings_of_each_segment() -> None:
    """A segment's line has the codes of its findings and no others."""
    block = make_block("Il y a 12 ponts.", "There are 21 bridges.")
    document = Document(blocks=(block.block,))
    findings = run_checks([block])
    (line,) = format_jsonl(block, document, findings).splitlines()
    assert json.loads(line)["findings"] == [finding.code for finding in findings] != []


def test_tsv_keeps_one_line_a_segment() -> None:
    """Tabs, line ends and backslashes of the text are written as two signs."""
    block = make_block("a\tb\n\\c", "d")
    assert format_tsv(block) == "a\\tb\\n\\\\c\td\n"
