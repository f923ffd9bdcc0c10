"""``translator read``: the main job."""

from __future__ import annotations

import argparse

from translator.cli.messages import Messages
from translator.cli.options import (
    add_brief_options,
    add_cache_option,
    add_common_options,
    add_glossary_option,
    add_highlight_option,
    add_many_options,
    add_model_options,
    add_output_options,
    add_source_options,
    add_strict_option,
    count_argument,
    note_useless_highlight,
    resolve_arguments,
)
from translator.cli.outputs import choose_format
from translator.cli.preparation import prepare_work
from translator.cli.show import finish_report, is_terminal, show_heading, show_report
from translator.cli.task import Task
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
  translator read news -r --output-dir english     the same with a whole tree
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
    add_many_options(parser)
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
    add_glossary_option(parser)
    add_model_options(parser)
    add_cache_option(parser)
    add_common_options(parser)
    parser.set_defaults(run=run_read_command)


def run_read_command(args: argparse.Namespace, messages: Messages) -> int:
    bench = Workbench(resolve_arguments(args), messages)
    format_name = choose_format(args, FORMATS, on_screen="side-by-side", in_pipe="markdown")
    note_useless_highlight(args, messages, format_name)
    work = prepare_work(args, bench, format_name=format_name)

    def read_one(task: Task) -> int:
        with task.open_output(messages) as stream:
            if task.has_heading:
                show_heading(task.document.origin, stream, format_name=format_name)
            on_screen = is_terminal(stream) and format_name == "side-by-side"
            report = make_report(
                task.document,
                bench,
                with_brief=not args.no_brief,
                show_source=args.show_source,
                # A page shows the partners of the word under the pointer.
                link_all_words=args.highlight or format_name == "html",
                rows=on_screen,
                task=task,
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
            code = finish_report(report, output=task.output, with_brief=not args.no_brief)
            return task.conclude(code)

    return work.run(read_one, args=args, bench=bench)
