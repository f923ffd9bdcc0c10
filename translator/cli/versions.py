"""``translator compare --with``: two translations of one source, and where they differ."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from translator.cli.codes import DONE, FINDINGS
from translator.cli.inputs import read_source, read_target
from translator.cli.opening import STDIN
from translator.cli.show import show_versions
from translator.cli.work import make_report
from translator.cli.workbench import Workbench
from translator.cli.writing import open_output
from translator.errors import ModelNotFound, UsageError

if TYPE_CHECKING:
    from translator.types import Document
    from translator.versions import Version

FORMATS = ("side-by-side", "markdown", "json")


def run_versions(
    args: argparse.Namespace,
    bench: Workbench,
    *,
    source: str,
    output: Path | None,
    format_name: str,
) -> int:
    """Compare TARGET, or the model's own translation, with another one."""
    from translator.versions import compare_versions

    if format_name not in FORMATS:
        raise UsageError(
            f"--with shows two translations, which {format_name} has no place for; "
            f"choose --format {', '.join(FORMATS[:-1])} or {FORMATS[-1]}"
        )
    given = [name for name in (args.target, args.other) if name is not None]
    if [source, *given].count(STDIN) > 1:
        raise UsageError("- stands for standard input and can be read once only")
    if output is not None and output.resolve() in [Path(name).resolve() for name in given]:
        raise UsageError(f"{output} would overwrite the translation; choose another output")
    document = read_source(source, bench, input_format=args.input_format)
    with open_output(output, bench.messages) as stream:
        own = _translate(document, bench)
        first = _read_version(args.target, own, bench) if args.target is not None else own
        if args.other == STDIN or Path(args.other).is_file():
            second = _read_version(args.other, own, bench)
        else:
            second = _translate(document, _load_other(args.other, bench))
        comparison = compare_versions(first, second)
        show_versions(comparison, stream, bench, format_name=format_name, pager=args.pager)
    found = first.report.findings or second.report.findings
    return FINDINGS if args.strict and found else DONE


def _translate(document: Document, bench: Workbench) -> Version:
    """Return a model's translation.

    Raises:
        KeyboardInterrupt: it was interrupted; half a version would differ from a whole one in
            everything that is missing.
    """
    from translator.versions import Version, pair_own_segments

    report = make_report(document, bench, with_brief=False)
    if not report.translation.is_complete:
        raise KeyboardInterrupt
    label = f"model {bench.engine.info.name}"
    return Version(label=label, report=report, pairs=pair_own_segments(report))


def _read_version(name: str, own: Version, bench: Workbench) -> Version:
    """Return the translation in a file, aligned by means of the model's own."""
    from translator.compare import compare_translation
    from translator.versions import Version

    translation = own.report.translation
    comparison = compare_translation(
        translation.document,
        read_target(name, bench),
        engine=bench.engine,
        options=bench.options,
        own=translation,
        glossary=bench.glossary,
    )
    return Version(label=name, report=comparison.report, pairs=comparison.pairs)


def _load_other(name: str, bench: Workbench) -> Workbench:
    """Return a workbench with another model; its engine is the one that reads its format.

    Raises:
        UsageError: there is neither a file nor a model of that name.
    """
    from translator.assets import find_model

    try:
        find_model(name)
    except ModelNotFound as error:
        raise UsageError(
            f"--with {name}: neither a file nor a model; name an English translation, a model's "
            "folder, or a name from 'translator models list'"
        ) from error
    settings = replace(bench.settings, model=name, engine="auto", compute_type="auto")
    return Workbench(settings, bench.messages)
