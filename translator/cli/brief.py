"""``translator brief``: what an article says, in a few English sentences."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from translator.brief_notes import find_joint_findings
from translator.cli.codes import DONE, FINDINGS, INTERRUPTED
from translator.cli.inputs import list_sources, read_source
from translator.cli.many import run_each
from translator.cli.messages import Messages
from translator.cli.options import (
    add_brief_options,
    add_cache_option,
    add_common_options,
    add_model_options,
    add_output_options,
    add_source_options,
    add_strict_option,
    resolve_arguments,
)
from translator.cli.outputs import choose_format, open_output, plan_outputs
from translator.cli.show import finish_report, show_heading
from translator.cli.work import make_report
from translator.cli.workbench import Workbench
from translator.errors import PartialFailure, UsageError

if TYPE_CHECKING:
    from translator.types import JointBrief, Report

FORMATS = ("auto", "text", "markdown", "json")

_EPILOG = """\
examples:
  translator brief article.txt
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
    add_brief_options(parser)
    add_strict_option(parser)
    parser.add_argument(
        "--together", action="store_true", help="one brief of all the articles, with points of each"
    )
    add_model_options(parser)
    add_cache_option(parser)
    add_common_options(parser)
    parser.set_defaults(run=run_brief_command)


def run_brief_command(args: argparse.Namespace, messages: Messages) -> int:
    bench = Workbench(resolve_arguments(args), messages)
    sources = list_sources(args.files)
    if args.together:
        return brief_together(args, sources, bench)
    format_name = choose_format(args, FORMATS, on_screen="panel", in_pipe="text")
    outputs = plan_outputs(args, sources, format_name=format_name, label="brief")

    def brief_one(source: str, output: Path | None) -> int:
        document = read_source(source, bench, input_format=args.input_format)
        with open_output(output, messages) as stream:
            if len(sources) > 1 and output is None:
                show_heading(source, stream, format_name=format_name)
            report = make_report(document, bench, brief_only=True, show_source=args.show_source)
            show_brief(report, stream, bench, format_name=format_name)
            return finish_report(report, output=output, strict=args.strict, brief_only=True)

    return run_each(sources, outputs, brief_one, messages=messages)


def brief_together(args: argparse.Namespace, sources: Sequence[str], bench: Workbench) -> int:
    """Brief every source, then all of them in one; those that fail are named at the end.

    Raises:
        UsageError: an output for each source is asked for.
        PartialFailure: some sources failed; the brief is of the others.
    """
    from translator.together import join_briefs

    if args.output_dir is not None:
        raise UsageError("--together makes one brief; name its file with --output")
    format_name = choose_format(args, FORMATS, on_screen="panel", in_pipe="text")
    (output,) = plan_outputs(args, sources[:1], format_name=format_name, label="brief")
    reports: list[Report] = []

    def collect(source: str, _: Path | None) -> int:
        document = read_source(source, bench, input_format=args.input_format)
        report = make_report(document, bench, brief_only=True)
        reports.append(report)
        return DONE if report.brief is not None else INTERRUPTED

    failure: PartialFailure | None = None
    try:
        nowhere = [None for _ in sources]
        code = run_each(sources, nowhere, collect, messages=bench.messages)
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
