"""``translator read``: the main job."""

from __future__ import annotations

import argparse
from pathlib import Path

from translator.cli.inputs import list_sources, read_source
from translator.cli.many import run_each
from translator.cli.messages import Messages
from translator.cli.options import (
    add_brief_options,
    add_cache_option,
    add_common_options,
    add_highlight_option,
    add_model_options,
    add_output_options,
    add_source_options,
    add_strict_option,
    count_argument,
    note_useless_highlight,
    resolve_arguments,
)
from translator.cli.outputs import choose_format, open_output, plan_outputs
from translator.cli.show import finish_report, is_terminal, show_heading, show_report
from translator.cli.work import DEFAULT_REVIEW, make_report, review_report
from translator.cli.workbench import Workbench

FORMATS = ("auto", "side-by-side", "markdown", "html", "json", "sarif")

_EPILOG = """\
examples:
  translator read article.txt
  translator read https://host/page                fetch a page and read it
  translator read article.txt --pager              a screen at a time
  translator read article.txt -o article.md        the same as Markdown
  translator read article.txt -o article.html      the same as a page
  translator read news/*.txt --output-dir english  one Markdown file for each
  translator read article.txt --format json | jq .findings
  translator read article.txt --review 5           what to check first
  xclip -o | translator read                       what you have just copied

Paragraphs appear as they are finished. Ctrl-C keeps what is done. An underlined
sentence is one the model was unsure of; !1 in the margin points to a finding.
"""


def fill_parser(parser: argparse.ArgumentParser) -> None:
    """Describe the verb and add its arguments."""
    parser.description = "Translate articles paragraph by paragraph, brief and check them."
    parser.epilog = _EPILOG
    parser.usage = "%(prog)s [options] [FILE …]"
    add_source_options(parser)
    add_output_options(parser, FORMATS)
    parser.add_argument("--pager", action="store_true", help="show the result in PAGER")
    add_highlight_option(parser)
    add_brief_options(parser)
    parser.add_argument("--no-brief", action="store_true", help="leave the brief out")
    parser.add_argument(
        "--review",
        type=count_argument,
        metavar="N",
        help="list the N least trustworthy sentences first, with reasons",
    )
    parser.add_argument(
        "--alternatives",
        type=count_argument,
        metavar="N",
        help=f"N other translations of each of them (default: of {DEFAULT_REVIEW} sentences)",
    )
    add_strict_option(parser)
    add_model_options(parser)
    add_cache_option(parser)
    add_common_options(parser)
    parser.set_defaults(run=run_read_command)


def run_read_command(args: argparse.Namespace, messages: Messages) -> int:
    bench = Workbench(resolve_arguments(args), messages)
    sources = list_sources(args.files)
    format_name = choose_format(args, FORMATS, on_screen="side-by-side", in_pipe="markdown")
    note_useless_highlight(args, messages, format_name)
    outputs = plan_outputs(args, sources, format_name=format_name)

    def read_one(source: str, output: Path | None) -> int:
        document = read_source(source, bench, input_format=args.input_format)
        with open_output(output, messages) as stream:
            if len(sources) > 1 and output is None:
                show_heading(source, stream, format_name=format_name)
            on_screen = is_terminal(stream) and format_name == "side-by-side"
            report = make_report(
                document,
                bench,
                with_brief=not args.no_brief,
                show_source=args.show_source,
                # A page shows the partners of the word under the pointer.
                link_all_words=args.highlight or format_name == "html",
                rows=on_screen,
            )
            if args.review or args.alternatives:
                report = review_report(
                    report,
                    bench,
                    count=args.review or DEFAULT_REVIEW,
                    alternatives=args.alternatives or 0,
                )
            show_report(
                report,
                stream,
                bench,
                format_name=format_name,
                highlight=args.highlight,
                pager=args.pager,
            )
            return finish_report(
                report, output=output, strict=args.strict, with_brief=not args.no_brief
            )

    return run_each(sources, outputs, read_one, messages=messages)
