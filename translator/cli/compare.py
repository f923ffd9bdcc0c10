"""``translator compare``: a source beside its translation, sentence by sentence."""

from __future__ import annotations

import argparse
from pathlib import Path

from translator.cli.codes import DONE, FINDINGS
from translator.cli.inputs import list_sources, read_source, read_target, refuse_folder
from translator.cli.messages import Messages
from translator.cli.opening import STDIN
from translator.cli.options import (
    add_cache_option,
    add_common_options,
    add_glossary_option,
    add_highlight_option,
    add_model_options,
    add_output_options,
    add_source_options,
    add_strict_option,
    note_useless_highlight,
    resolve_arguments,
)
from translator.cli.outputs import choose_format, plan_outputs
from translator.cli.show import finish_report, is_terminal, show_comparison, show_report
from translator.cli.versions import FORMATS as VERSION_FORMATS
from translator.cli.versions import run_versions
from translator.cli.work import make_report, watch
from translator.cli.workbench import Workbench
from translator.cli.writing import open_output
from translator.errors import UsageError

FORMATS = ("auto", "side-by-side", "markdown", "html", "json", "sarif")

_EPILOG = """\
examples:
  translator compare article.txt
  translator compare article.txt --pager
  translator compare article.txt --beam-size 8 --format json
  translator compare article.txt theirs.txt             somebody's translation
  translator compare article.txt theirs.txt --strict    exit with 1 on findings
  translator compare article.txt theirs.txt -o a.sarif  findings for an editor
  translator compare article.txt --with theirs.txt      the model's and theirs
  translator compare article.txt a.txt --with b.txt     two given translations

Each row holds one sentence and what the model made of it. With TARGET, each
row holds sentences that answer each other, merged or split as they may be;
what TARGET leaves out or adds is a finding.
"""


def fill_parser(parser: argparse.ArgumentParser) -> None:
    """Describe the verb and add its arguments."""
    parser.description = (
        "Show each sentence of an article beside its translation,\nthe model's or a given one."
    )
    parser.epilog = _EPILOG
    parser.usage = "%(prog)s [options] SOURCE [TARGET]"
    add_source_options(parser, single=True)
    parser.add_argument(
        "target", nargs="?", metavar="TARGET", help="an English translation of it to look at"
    )
    parser.add_argument(
        "--with",
        dest="other",
        metavar="MODEL|FILE",
        help="a second translation, to see where the two differ",
    )
    add_output_options(parser, FORMATS, single=True)
    parser.add_argument("--pager", action="store_true", help="show the result in PAGER")
    add_highlight_option(parser)
    add_strict_option(parser)
    add_glossary_option(parser)
    add_model_options(parser)
    add_cache_option(parser)
    add_common_options(parser)
    parser.set_defaults(run=run_compare_command)


def run_compare_command(args: argparse.Namespace, messages: Messages) -> int:
    bench = Workbench(resolve_arguments(args), messages)
    bench.require_glossary()
    (source,) = list_sources(args.files)
    refuse_folder(source, "; name the one article in it to compare")
    if args.target is not None:
        refuse_folder(args.target, "; name the one translation in it to compare")
    formats = FORMATS if args.other is None else VERSION_FORMATS
    format_name = choose_format(args, formats, on_screen="side-by-side", in_pipe="markdown")
    note_useless_highlight(args, messages, format_name)
    (output,) = plan_outputs(args, [source], format_name=format_name)
    if args.other is not None:
        return run_versions(args, bench, source=source, output=output, format_name=format_name)
    if args.target is not None:
        return _compare_given(args, bench, source=source, output=output, format_name=format_name)
    document = read_source(source, bench, input_format=args.input_format)
    with open_output(output, messages) as stream:
        on_screen = is_terminal(stream) and format_name == "side-by-side"
        report = make_report(
            document,
            bench,
            with_brief=False,
            link_all_words=args.highlight or format_name == "html",
            rows=on_screen,
        )
        show_report(
            report,
            stream,
            bench,
            format_name=format_name,
            by_segment=True,
            highlight=args.highlight,
            pager=args.pager,
        )
        code = finish_report(report, output=output)
        return DONE if code == FINDINGS and not args.strict else code


def _compare_given(
    args: argparse.Namespace,
    bench: Workbench,
    *,
    source: str,
    output: Path | None,
    format_name: str,
) -> int:
    """Compare a source with a given translation."""
    from translator.compare import compare_translation

    if output is not None and output.resolve() == Path(args.target).resolve():
        raise UsageError(f"{output} would overwrite the translation; choose another output")
    if source == args.target == STDIN:
        raise UsageError("- stands for standard input and can be read once only")
    document = read_source(source, bench, input_format=args.input_format)
    target = read_target(args.target, bench)
    with open_output(output, bench.messages) as stream:
        with watch(document, bench) as view:
            comparison = compare_translation(
                document,
                target,
                engine=bench.engine,
                options=bench.options,
                link_all_words=args.highlight or format_name == "html",
                on_block=view.add_block if view else None,
                glossary=bench.glossary,
            )
        show_comparison(
            comparison,
            stream,
            bench,
            format_name=format_name,
            highlight=args.highlight,
            pager=args.pager,
        )
    return FINDINGS if args.strict and comparison.report.findings else DONE
