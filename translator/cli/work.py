"""One article through the pipeline, with something to look at meanwhile."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import replace
from typing import TYPE_CHECKING

from translator.cli.workbench import Workbench
from translator.clock import make_clock

if TYPE_CHECKING:
    from translator.cli.task import Task
    from translator.render.overview import Overview
    from translator.render.progress import LineProgress, LiveView
    from translator.types import Document, Report


#: Sentences under review where only alternatives are asked for.
DEFAULT_REVIEW = 5


def make_report(
    document: Document,
    bench: Workbench,
    *,
    with_brief: bool = True,
    brief_only: bool = False,
    show_source: bool = False,
    link_all_words: bool = False,
    rows: bool = False,
    task: Task | None = None,
) -> Report:
    """Translate, brief and check a document; on Ctrl-C the report holds what was finished.

    Args:
        brief_only: the brief is all that is wanted, so a summarizer that fails is an error.
        show_source: the source of each of the brief's points stands beside it.
        link_all_words: find out which words belong together.
        rows: show finished rows meanwhile; standard output is a terminal.
        task: the document is one of several, and may come with its translation.
    """
    from translator.colophon import format_cached
    from translator.pipeline import process
    from translator.types import BriefLayout

    # Before anything is translated: what can fail about a summarizer fails now.
    summarizer = bench.summarizer if brief_only else bench.sure_summarizer if with_brief else None
    with watch(document, bench, rows=rows, hidden=task is not None and task.is_watched) as view:
        report = process(
            document,
            engine=bench.engine,
            summarizer=summarizer,
            options=bench.options,
            max_brief_words=bench.max_brief_words,
            link_all_words=link_all_words,
            brief_layout=BriefLayout(sections=bench.style.sections, show_source=show_source),
            on_block=view.add_block if view else None,
            blocks=task.blocks if task else None,
            glossary=bench.glossary,
        )
    bench.messages.detail(format_cached(report.translation) or "no segment was in the cache")
    return replace(report, model=bench.engine.info)


def review_report(report: Report, bench: Workbench, *, count: int, alternatives: int) -> Report:
    """Return the report with its least trustworthy segments, and other translations of them."""
    from translator.review import add_alternatives, add_review

    report = add_review(report, count=count)
    if not alternatives:
        return report
    return add_alternatives(report, engine=bench.engine, options=bench.options, count=alternatives)


def watch(
    document: Document, bench: Workbench, *, rows: bool = False, hidden: bool = False
) -> AbstractContextManager[LiveView | LineProgress | None]:
    """Return what shows the progress; None where nobody looks or wants to."""
    settings = bench.settings
    # Made before the view starts: what can be wrong with it is said on an empty line.
    clock = make_clock(bench.engine)
    if hidden or settings.progress == "never" or bench.messages.quiet:
        return nullcontext()
    on_terminal = sys.stderr.isatty()
    if not on_terminal and settings.progress == "auto":
        return nullcontext()
    from translator.render.console import make_console
    from translator.render.progress import LineProgress, LiveView

    stream = sys.stdout if rows else sys.stderr
    console = make_console(stream, color=settings.color, width=settings.width)
    if not on_terminal or not console.is_terminal or console.is_dumb_terminal:
        return LineProgress(make_console(sys.stderr, color="never"), document, clock=clock)
    return LiveView(console, document, rows=rows, clock=clock)


@contextmanager
def oversee(
    origins: Sequence[str], bench: Workbench, shows_results: bool
) -> Iterator[Overview | None]:
    """Show how far many files are, and messages above it; None where nobody looks or wants to.

    Args:
        shows_results: results go to standard output, and on a terminal show the progress
            themselves.
    """
    settings, messages = bench.settings, bench.messages
    on_terminal = sys.stderr.isatty()
    if (
        settings.progress == "never"
        or messages.quiet
        or (settings.progress == "auto" and not on_terminal)
        or (shows_results and sys.stdout.isatty())
    ):
        yield None
        return
    from translator.render.console import make_console
    from translator.render.overview import Overview

    console = make_console(
        sys.stderr, color=settings.color if on_terminal else "never", width=settings.width
    )
    live = on_terminal and console.is_terminal and not console.is_dumb_terminal
    previous = messages.show
    with Overview(console, origins, live=live) as view:
        # A message that is printed past the line would be drawn over.
        messages.show = view.print
        try:
            yield view
        finally:
            messages.show = previous
