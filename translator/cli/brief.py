"""``translator brief``: what an article says, in a few English sentences."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING, TextIO

from translator.brief_notes import find_joint_findings
from translator.cli.codes import DONE, FINDINGS, INTERRUPTED
from translator.cli.messages import Messages
from translator.cli.options import (
    add_brief_options,
    add_cache_option,
    add_common_options,
    add_glossary_option,
    add_many_options,
    add_model_options,
    add_output_options,
    add_source_options,
    add_strict_option,
    resolve_arguments,
)
from translator.cli.outputs import choose_format, plan_outputs
from translator.cli.plan import Item
from translator.cli.preparation import Work, prepare_work, require_resumable
from translator.cli.show import finish_report, show_heading
from translator.cli.sources import find_sources
from translator.cli.task import Task
from translator.cli.work import make_report
from translator.cli.workbench import Workbench
from translator.cli.writing import open_output
from translator.errors import PartialFailure, UsageError

if TYPE_CHECKING:
    from translator.types import JointBrief, Report

FORMATS = ("auto", "text", "markdown", "html", "json")

_EPILOG = """\
examples:
  translator brief article.txt
  translator brief article.txt -o brief.html       the same as a page
  translator brief article.txt --brief-words 40
  translator brief article.txt --brief-style executive --show-source
  translator brief a.txt b.txt --together
  translator brief news/*.txt --format json

Each point ends with the numbers of the paragraphs it was taken from, as
'translator read' counts them.
"""


def fill_parser(parser: argparse.ArgumentParser) -> None:
    """Describe the verb and add its arguments."""
    parser.description = "Translate articles and print a brief of each."
    parser.epilog = _EPILOG
    parser.usage = "%(prog)s [options] [FILE …]"
    add_source_options(parser)
    add_output_options(parser, FORMATS)
    add_many_options(parser)
    add_brief_options(parser)
    add_strict_option(parser)
    parser.add_argument(
        "--together", action="store_true", help="one brief of all the articles, with points of each"
    )
    add_glossary_option(parser)
    add_model_options(parser)
    add_cache_option(parser)
    add_common_options(parser)
    parser.set_defaults(run=run_brief_command)


def run_brief_command(args: argparse.Namespace, messages: Messages) -> int:
    bench = Workbench(resolve_arguments(args), messages)
    format_name = choose_format(args, FORMATS, on_screen="panel", in_pipe="text")
    if args.together:
        return brief_together(args, bench, format_name=format_name)
    work = prepare_work(args, bench, format_name=format_name, label="brief")

    def brief_one(task: Task) -> int:
        with task.open_output(messages) as stream:
            if task.has_heading:
                show_heading(task.document.origin, stream, format_name=format_name)
            report = make_report(
                task.document, bench, brief_only=True, show_source=args.show_source, task=task
            )
            show_brief(report, stream, bench, format_name=format_name)
            return task.conclude(finish_report(report, output=task.output, brief_only=True))

    return work.run(brief_one, args=args, bench=bench)


def brief_together(args: argparse.Namespace, bench: Workbench, *, format_name: str) -> int:
    """Brief every source, then all of them in one; those that fail are named at the end.

    Raises:
        UsageError: an output for each source is asked for.
        PartialFailure: some sources failed; the brief is of the others.
    """
    from translator.together import join_briefs

    if args.output_dir is not None:
        raise UsageError("--together makes one brief; name its file with --output")
    if args.resume:
        raise UsageError(
            "--together makes one brief, and --resume is for many outputs; leave it out"
        )
    require_resumable(args)
    bench.require_glossary()
    sources = find_sources(args.files, recursive=args.recursive, output_dir=None)
    names = [source.origin for source in sources.articles]
    for name in names:
        # One output for all sources, which must be none of them.
        (output,) = plan_outputs(args, [name], format_name=format_name)
    reports: list[Report] = []

    def collect(task: Task) -> int:
        report = make_report(task.document, bench, brief_only=True, task=task)
        reports.append(report)
        return DONE if report.brief is not None else INTERRUPTED

    failure: PartialFailure | None = None
    try:
        items = tuple(Item(source=source) for source in sources.articles)
        code = Work(items=items).run(collect, args=args, bench=bench)
    except PartialFailure as error:
        failure, code = error, DONE
    if code == INTERRUPTED:
        # A brief of half of the articles would pass for one of all.
        raise KeyboardInterrupt
    if reports:
        brief = join_briefs(
            reports, max_words=bench.limit_joint_words(len(reports)), show_source=args.show_source
        )
        with open_output(output, bench.messages) as stream:
            show_joint_brief(brief, reports, stream, bench, format_name=format_name)
        doubtful = any(find_joint_findings(point, reports) for point in brief.points)
        code = FINDINGS if args.strict and doubtful else DONE
    if failure is not None:
        raise failure
    return code


def show_joint_brief(
    brief: JointBrief,
    reports: Sequence[Report],
    stream: TextIO,
    bench: Workbench,
    *,
    format_name: str,
) -> None:
    """Draw or write a brief of several articles on ``stream``."""
    if format_name == "panel":
        from translator.render.console import make_console
        from translator.render.together import JointBriefPanel

        settings = bench.settings
        console = make_console(stream, color=settings.color, width=settings.width)
        console.print(JointBriefPanel(brief, reports))
        return
    from translator.writers.together import JOINT_FORMATS

    stream.write(JOINT_FORMATS[format_name](brief, reports))


def show_brief(report: Report, stream: TextIO, bench: Workbench, *, format_name: str) -> None:
    """Draw or write the report's brief on ``stream``."""
    if report.brief is None:
        return
    if format_name == "panel":
        from translator.render.brief import BriefPanel
        from translator.render.console import make_console

        settings = bench.settings
        console = make_console(stream, color=settings.color, width=settings.width)
        console.print(BriefPanel(report.brief, findings=report.findings))
        return
    from translator.writers.brief import BRIEF_FORMATS

    stream.write(BRIEF_FORMATS[format_name](report))
