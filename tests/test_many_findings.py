"""What is said about many findings takes a time in proportion to them, not to their square."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from rich.console import RenderableType

from translator.readers import read_document
from translator.render.console import make_console
from translator.render.report import ReportView
from translator.testing import EchoEngine
from translator.translate import translate_document
from translator.types import DecodingOptions, Finding, Report, Severity
from translator.writers import WRITERS
from translator.writers.sarif import SarifWriter

NUM_BLOCKS = 300
#: How often an output may ask a finding for its place.
MOST_LOOKS = 12


class WatchedFinding(Finding):
    """Counts how often anybody asks where it is."""

    looks = 0

    def __getattribute__(self, name: str) -> Any:
        if name == "block_index":
            WatchedFinding.looks += 1
        return super().__getattribute__(name)


def make_report() -> Report:
    text = "\n\n".join(f"Le conseil a voté {number} fois." for number in range(NUM_BLOCKS))
    document = read_document(text, origin="a.txt")
    translation = translate_document(document, engine=EchoEngine(), options=DecodingOptions())
    findings = tuple(
        WatchedFinding(
            code="N01", severity=Severity.ERROR, block_index=number, segment_index=0, message="m"
        )
        for number in range(NUM_BLOCKS)
    )
    return Report(translation=translation, findings=findings)


def draw(view: RenderableType) -> None:
    make_console(io.StringIO(), width=80, color="never", environ={}).print(view)


@pytest.mark.parametrize(
    "show",
    [
        lambda report: WRITERS["json"].write(report, io.StringIO()),
        lambda report: WRITERS["markdown"].write(report, io.StringIO()),
        lambda report: WRITERS["html"].write(report, io.StringIO()),
        lambda report: SarifWriter().write(report, io.StringIO()),
        lambda report: draw(ReportView(report)),
        lambda report: draw(ReportView(report, by_segment=True)),
    ],
    ids=["json", "markdown", "html", "sarif", "view", "view-by-segment"],
)
def test_many_findings_are_looked_at_a_few_times_each(show: Callable[[Report], None]) -> None:
    """A paragraph does not look through the findings of all others."""
    report = make_report()
    WatchedFinding.looks = 0
    show(report)
    assert NUM_BLOCKS <= WatchedFinding.looks <= MOST_LOOKS * NUM_BLOCKS
