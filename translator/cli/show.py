"""A report onto its output: drawn, or written by a writer."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from translator.cli.codes import DONE, FINDINGS, INTERRUPTED
from translator.cli.workbench import Workbench

if TYPE_CHECKING:
    from rich.console import RenderableType

    from translator.pairs import Comparison
    from translator.types import Report
    from translator.versions import VersionComparison


def show_report(
    report: Report,
    stream: TextIO,
    bench: Workbench,
    *,
    format_name: str,
    by_segment: bool = False,
    highlight: bool = False,
    pager: bool = False,
) -> None:
    """Draw or write a report on ``stream``."""
    if format_name == "sarif":
        from translator.writers.sarif import SarifWriter

        SarifWriter(source=_read_again(report.translation.document.origin, bench)).write(
            report, stream
        )
        return
    if format_name != "side-by-side":
        from translator.writers import SEGMENT_WRITERS, WRITERS

        writers = SEGMENT_WRITERS if by_segment and format_name in SEGMENT_WRITERS else WRITERS
        writers[format_name].write(report, stream)
        return
    from translator.render.report import ReportView

    view = ReportView(report, by_segment=by_segment, highlight=highlight)
    _draw(view, stream, bench, pager=pager)


def _draw(view: RenderableType, stream: TextIO, bench: Workbench, *, pager: bool) -> None:
    from translator.render.console import EnvironmentPager, make_console

    settings = bench.settings
    console = make_console(stream, color=settings.color, width=settings.width)
    if pager and console.is_terminal:
        program = EnvironmentPager(stream, warn=bench.messages.warn)
        with console.pager(program, styles=console.color_system is not None):
            console.print(view)
    else:
        console.print(view)


def show_comparison(
    comparison: Comparison,
    stream: TextIO,
    bench: Workbench,
    *,
    format_name: str,
    highlight: bool = False,
    pager: bool = False,
) -> None:
    """Draw or write a comparison with a given translation on ``stream``."""
    if format_name == "json":
        from translator.writers.comparison import write_json

        write_json(comparison, stream)
        return
    if format_name == "markdown":
        from translator.writers.comparison import write_markdown

        write_markdown(comparison, stream)
        return
    if format_name == "sarif":
        from translator.writers.sarif import SarifWriter

        SarifWriter(
            source=_read_again(comparison.report.translation.document.origin, bench),
            comparison=comparison,
            target=_read_again(comparison.origin, bench),
        ).write(comparison.report, stream)
        return
    if format_name == "html":
        from translator.writers.html.comparison import write_html

        write_html(comparison, stream)
        return
    from translator.render.comparison import ComparisonView

    _draw(ComparisonView(comparison, highlight=highlight), stream, bench, pager=pager)


def show_versions(
    comparison: VersionComparison,
    stream: TextIO,
    bench: Workbench,
    *,
    format_name: str,
    pager: bool = False,
) -> None:
    """Draw or write two versions of a source on ``stream``."""
    if format_name == "side-by-side":
        from translator.render.versions import VersionsView

        _draw(VersionsView(comparison), stream, bench, pager=pager)
        return
    from translator.writers.versions import write_versions_json, write_versions_markdown

    write = write_versions_json if format_name == "json" else write_versions_markdown
    write(comparison, stream)


def _read_again(origin: str, bench: Workbench) -> str:
    """Return the text of a file for its line numbers; "" where it has none."""
    from translator.cli.inputs import read_text
    from translator.cli.opening import STDIN
    from translator.errors import InputError
    from translator.web.address import is_address

    if origin == STDIN or is_address(origin):
        return ""
    try:
        return read_text(origin, bench)
    except InputError:
        # It was read once: what cannot be read as text now is a format without lines.
        return ""


def show_heading(source: str, stream: TextIO, *, format_name: str) -> None:
    """Say which of several articles follows; what programs read has no place for it."""
    if format_name in ("json", "jsonl", "sarif", "tsv"):
        return
    from translator.text.normalize import clean_text

    if format_name == "markdown":
        from translator.writers.markdown_text import escape_markdown

        stream.write(f"\n# {escape_markdown(clean_text(source))}\n\n")
        return
    stream.write(f"==> {clean_text(source)} <==\n\n")


def is_terminal(stream: TextIO) -> bool:
    """Tell whether a person looks at ``stream`` as it is written."""
    return stream is sys.stdout and stream.isatty()


def finish_report(
    report: Report,
    *,
    output: Path | None,
    with_brief: bool = False,
    brief_only: bool = False,
) -> int:
    """Return what a report that was shown means: with findings, FINDINGS.

    Args:
        output: the file it is in; None for standard output.
        with_brief: a brief was asked for, and may have been interrupted by itself: a model
            writes one for minutes.
        brief_only: the brief alone was shown, so only what is doubtful about its points counts.

    Raises:
        KeyboardInterrupt: the report is of an interrupted run and in a file, so that the file
            does not get its final name.
    """
    lacks_brief = (with_brief or brief_only) and report.brief is None
    if not report.translation.is_complete or lacks_brief:
        if output is not None:
            # A translation without the brief that was asked for is a part, too.
            raise KeyboardInterrupt
        return INTERRUPTED
    found: Sequence[object] = report.findings
    if report.brief is not None:
        from translator.brief_notes import find_shown_findings

        shown = find_shown_findings(report.brief, report.findings)
        found = shown if brief_only else (*report.findings, *report.brief.findings)
    return FINDINGS if found else DONE
