"""From the arguments of a verb to what it is to do, and with what record of it."""

from __future__ import annotations

import argparse
from dataclasses import dataclass

from translator.cli.ledger import Ledger, open_manifest
from translator.cli.many import run_each
from translator.cli.plan import Item, plan_items
from translator.cli.recipe import make_recipe
from translator.cli.task import Action
from translator.cli.workbench import Workbench
from translator.cli.writing import remove_abandoned
from translator.errors import UsageError


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """Articles with their outputs, and the ledger of the folder that they are in."""

    items: tuple[Item, ...]
    ledger: Ledger | None = None

    def run(
        self,
        action: Action,
        *,
        args: argparse.Namespace,
        bench: Workbench,
        in_parts: bool = False,
    ) -> int:
        """Run ``action`` on each article; see run_each."""
        return run_each(
            self.items,
            action,
            bench=bench,
            input_format=args.input_format,
            jobs=args.jobs,
            strict=args.strict,
            ledger=self.ledger,
            in_parts=in_parts,
        )


def prepare_work(
    args: argparse.Namespace, bench: Workbench, *, format_name: str, label: str = "en"
) -> Work:
    """Find the articles, plan their outputs and read what is recorded of them.

    Raises:
        UsageError: the arguments contradict each other.
        InputError: no articles, or no glossary where one is named.
        OutputError: the folder of outputs cannot be used.
    """
    require_resumable(args)
    bench.require_glossary()
    if args.output_dir is None:
        items = plan_items(
            args, format_name=format_name, messages=bench.messages, manifest=None, label=label
        )
        return Work(items=items)
    manifest = open_manifest(args.output_dir)
    items = plan_items(
        args, format_name=format_name, messages=bench.messages, manifest=manifest, label=label
    )
    remove_abandoned({item.output.parent for item in items if item.output is not None})
    if manifest.num_damaged:
        noun = "line" if manifest.num_damaged == 1 else "lines"
        bench.messages.warn(
            f"{manifest.num_damaged} damaged {noun} in the record of {args.output_dir}; what only "
            "they knew of is translated again, or kept if it is there"
        )
    ledger = Ledger(
        manifest,
        args.output_dir,
        recipe=make_recipe(args, bench, format_name=format_name),
        resume=args.resume,
        overwrite=args.overwrite,
    )
    return Work(items=items, ledger=ledger)


def require_resumable(args: argparse.Namespace) -> None:
    """Make sure that what is to be gone on with can be.

    Raises:
        UsageError: it cannot.
    """
    if args.resume and args.output_dir is None:
        raise UsageError(
            "--resume needs --output-dir: the folder of outputs has the record of what is finished"
        )
    if args.overwrite and not args.resume:
        raise UsageError("--overwrite belongs to --resume; without it, every output is overwritten")
