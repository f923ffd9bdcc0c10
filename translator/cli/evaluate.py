"""``translator evaluate``: scores and speed of a model on sentences with references."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from translator.cli.codes import DONE
from translator.cli.inputs import list_sources, read_text, refuse_folder
from translator.cli.language import check_language
from translator.cli.messages import Messages
from translator.cli.options import (
    add_common_options,
    add_model_options,
    add_output_options,
    add_setting,
    count_argument,
    resolve_arguments,
)
from translator.cli.outputs import choose_format, plan_outputs
from translator.cli.work import watch
from translator.cli.workbench import Workbench
from translator.cli.writing import open_output
from translator.errors import UsageError

if TYPE_CHECKING:
    from translator.evaluate import EvaluationResult, EvaluationSet

FORMATS = ("auto", "table", "json")

#: Endings of files that a table or JSON may have.
_ENDINGS = frozenset({"", ".txt", ".json"})

_EPILOG = """\
examples:
  translator evaluate newstest2013.tsv
  translator evaluate *.tsv --beam-size 1 --format json
  translator evaluate newstest2013.tsv --sample 200 --model my-model

Each line is translated as a paragraph of an article would be, and the targets of
a file are scored together: corpus BLEU and chrF2 by sacrebleu, with its
signatures. Speed counts target tokens, without the time to load the model. The
first lines of a set may be easier than the rest; --sample does not mind.
"""


def fill_parser(parser: argparse.ArgumentParser) -> None:
    """Describe the verb and add its arguments."""
    parser.description = "Score a model, and time it, on lines of source<TAB>reference."
    parser.epilog = _EPILOG
    parser.usage = "%(prog)s [options] SET.tsv …"
    parser.add_argument(
        "files", nargs="+", metavar="SET.tsv", help="lines of source<TAB>reference; - once: stdin"
    )
    group = parser.add_argument_group("lines")
    part = group.add_mutually_exclusive_group()
    part.add_argument("--limit", type=count_argument, metavar="N", help="the first N of each set")
    part.add_argument("--sample", type=count_argument, metavar="N", help="N random ones of each")
    group.add_argument(
        "--seed", type=int, default=0, metavar="N", help="another seed, another sample (default: 0)"
    )
    add_setting(group, "--encoding", metavar="NAME", help="auto, or a name such as utf-8")
    add_setting(group, "--lang-check", help="what to do with sources that are not French")
    add_output_options(parser, FORMATS, single=True)
    add_model_options(parser)
    add_common_options(parser)
    parser.set_defaults(run=run_evaluate_command)


def run_evaluate_command(args: argparse.Namespace, messages: Messages) -> int:
    from translator.evaluate import load_metrics

    bench = Workbench(resolve_arguments(args), messages, measures=True)
    sources = list_sources(args.files)
    for source in sources:
        # One output for all sets, which must be none of them.
        (output,) = plan_outputs(args, [source], format_name=args.format)
    format_name = _choose_format(args)
    # What can fail without a model fails before one is loaded.
    load_metrics()
    test_sets = [read_set(source, bench, args) for source in sources]
    with open_output(output, messages) as stream:
        results = evaluate_each(test_sets, bench)
        show_results(results, stream, bench, total=len(test_sets), format_name=format_name)
        if len(results) < len(test_sets):
            raise KeyboardInterrupt(
                f"interrupted after {len(results)} of {len(test_sets)} sets; "
                "the others are not scored"
            )
    return DONE


def _choose_format(args: argparse.Namespace) -> str:
    """Resolve ``--format auto``, and refuse an output whose name promises another kind of file.

    Raises:
        UsageError: its ending is neither a text's nor JSON's, and no format was chosen.
    """
    if args.format == "auto" and args.output and Path(args.output).suffix.lower() not in _ENDINGS:
        raise UsageError(
            f"cannot write {args.output}: evaluate writes tables and JSON; "
            "name a .txt or .json file, or choose with --format"
        )
    return choose_format(args, FORMATS, on_screen="table", in_pipe="table")


def read_set(origin: str, bench: Workbench, args: argparse.Namespace) -> EvaluationSet:
    """Read one set and choose its lines."""
    from translator.evaluate import parse_set

    refuse_folder(origin, "; name the sets in it, for example {folder}/*.tsv")
    test_set = parse_set(read_text(origin, bench), origin=origin)
    check_language(test_set.document, bench)
    if args.sample is not None:
        return test_set.draw_lines(args.sample, seed=args.seed)
    return test_set if args.limit is None else test_set.take_first(args.limit)


def evaluate_each(test_sets: Sequence[EvaluationSet], bench: Workbench) -> list[EvaluationResult]:
    """Evaluate one set after the other; Ctrl-C keeps the finished ones.

    Raises:
        KeyboardInterrupt: there is none yet.
    """
    from translator.evaluate import evaluate_set

    results: list[EvaluationResult] = []
    try:
        for test_set in test_sets:
            with watch(test_set.document, bench) as view:
                result = evaluate_set(
                    test_set,
                    engine=bench.engine,
                    options=bench.options,
                    on_block=view.add_block if view else None,
                )
            results.append(result)
    except KeyboardInterrupt:
        if not results:
            raise
    return results


def show_results(
    results: Sequence[EvaluationResult],
    stream: TextIO,
    bench: Workbench,
    *,
    total: int,
    format_name: str,
) -> None:
    """Draw or write the results on ``stream``; ``total`` counts the sets asked for."""
    if format_name == "json":
        from translator.writers.evaluation import write_evaluation

        write_evaluation(
            results, stream, model=bench.engine.info, is_complete=len(results) == total
        )
        return
    from translator.render.console import make_console
    from translator.render.evaluation import EvaluationTable

    settings = bench.settings
    make_console(stream, color=settings.color, width=settings.width).print(EvaluationTable(results))
