"""``translator compare``: a source beside its translation, sentence by sentence."""

from __future__ import annotations

import argparse

from translator.cli.inputs import list_sources, read_source
from translator.cli.messages import Messages
from translator.cli.options import (
    add_common_options,
    add_model_options,
    add_output_options,
    add_source_options,
    add_strict_option,
    resolve_arguments,
)
from translator.cli.outputs import choose_format, open_output, plan_outputs
from translator.cli.show import finish_report, is_terminal, show_report
from translator.cli.work import make_report
from translator.cli.workbench import Workbench

FORMATS = ("auto", "side-by-side", "markdown", "json")

_EPILOG = """\
examples:
  translator compare article.txt
  translator compare article.txt --pager
  translator compare article.txt --beam-size 8 --format json

Each row holds one sentence and what the model made of it.
"""


def fill_parser(parser: argparse.ArgumentParser) -> None:
    """Describe the verb and add its arguments."""
    parser.description = "Show each sentence of an article beside its translation, with findings."
    parser.epilog = _EPILOG
    parser.usage = "%(prog)s [options] SOURCE"
    add_source_options(parser, single=True)
    add_output_options(parser, FORMATS, single=True)
    parser.add_argument("--pager", action="store_true", help="show the result in PAGER")
    add_strict_option(parser)
    add_model_options(parser)
    add_common_options(parser)
    parser.set_defaults(run=run_compare_command)


def run_compare_command(args: argparse.Namespace, messages: Messages) -> int:
    bench = Workbench(resolve_arguments(args), messages)
    (source,) = list_sources(args.files)
    format_name = choose_format(args, FORMATS, on_screen="side-by-side", in_pipe="markdown")
    (output,) = plan_outputs(args, [source], format_name=format_name)
    document = read_source(source, bench, input_format=args.input_format)
    with open_output(output, messages) as stream:
        on_screen = is_terminal(stream) and format_name == "side-by-side"
        report = make_report(document, bench, with_brief=False, rows=on_screen)
        show_report(
            report, stream, bench, format_name=format_name, by_segment=True, pager=args.pager
        )
        return finish_report(report, output=output, strict=args.strict)
