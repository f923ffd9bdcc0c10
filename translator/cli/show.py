"""A report onto its output: drawn, or written by a writer."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from translator.cli.codes import DONE, FINDINGS, INTERRUPTED
from translator.cli.workbench import Workbench

if TYPE_CHECKING:
    from translator.types import Report


def show_report(
    report: Report,
    stream: TextIO,
    bench: Workbench,
    *,
    format_name: str,
    by_segment: bool = False,
    pager: bool = False,
) -> None:
    """Draw or write a report on ``stream``."""
    if format_name != "side-by-side":
        from translator.writers import WRITERS, MarkdownWriter

        markdown = format_name == "markdown"
        writer = MarkdownWriter(by_segment=by_segment) if markdown else WRITERS[format_name]
        writer.write(report, stream)
        return
    from translator.render.console import EnvironmentPager, make_console
    from translator.render.report import ReportView

    settings = bench.settings
    console = make_console(stream, color=settings.color, width=settings.width)
    view = ReportView(report, by_segment=by_segment)
    if pager and console.is_terminal:
        with console.pager(EnvironmentPager(), styles=console.color_system is not None):
            console.print(view)
    else:
        console.print(view)


def show_heading(source: str, stream: TextIO, *, format_name: str) -> None:
    """Say which of several articles follows; what programs read has no place for it."""
    if format_name in ("json", "jsonl", "tsv"):
        return
    if format_name == "markdown":
        from translator.writers.markdown import escape_markdown

        stream.write(f"\n# {escape_markdown(source)}\n\n")
        return
    from translator.text.normalize import clean_text

    stream.write(f"==> {clean_text(source)} <==\n\n")


def is_terminal(stream: TextIO) -> bool:
    """Tell whether a person looks at ``stream`` as it is written."""
    return stream is sys.stdout and stream.isatty()


def finish_report(report: Report, *, output: Path | None, strict: bool) -> int:
    """Return what a report that was shown means for the shell.

    Raises:
        KeyboardInterrupt: the report is of an interrupted run and in a file, so that the file
            does not get its final name.
    """
    if not report.translation.is_complete:
        if output is not None:
            raise KeyboardInterrupt
        return INTERRUPTED
    return FINDINGS if strict and report.findings else DONE
