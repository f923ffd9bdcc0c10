"""Which source becomes which output, decided before any work begins."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from translator.cli.messages import Messages
from translator.cli.opening import STDIN
from translator.cli.outputs import name_output, plan_outputs
from translator.cli.sources import Source, find_sources, format_skipped
from translator.errors import UsageError
from translator.store.manifest import Manifest


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A source and its output; None is standard output."""

    source: Source
    output: Path | None = None

    @property
    def origin(self) -> str:
        return self.source.origin


def plan_items(
    args: argparse.Namespace,
    *,
    format_name: str,
    messages: Messages,
    manifest: Manifest | None,
    label: str = "en",
) -> tuple[Item, ...]:
    """Return the articles with their outputs; a folder's outputs mirror its tree.

    A file that was found in a folder and is an output, one planned now or one that the manifest
    knows, is no source.

    Raises:
        UsageError: two sources would share an output, or an output would overwrite a source.
        UnreadableInput: no articles.
    """
    output_dir: Path | None = args.output_dir
    sources = find_sources(args.files, recursive=args.recursive, output_dir=output_dir)
    skipped = sources.skipped
    if output_dir is None:
        names = [source.origin for source in sources.articles]
        outputs = plan_outputs(args, names, format_name=format_name)
        items = [
            Item(source=source, output=output)
            for source, output in zip(sources.articles, outputs, strict=True)
        ]
    else:
        planned = [
            Item(
                source=source,
                output=name_output(
                    output_dir / source.folder,
                    source.origin,
                    format_name=format_name,
                    label=label,
                ),
            )
            for source in sources.articles
        ]
        items = _drop_outputs(planned, manifest)
        skipped["outputs"] += len(planned) - len(items)
        _check_outputs(items)
    if +skipped:
        noun = "article" if len(items) == 1 else "articles"
        messages.detail(f"{len(items)} {noun}; left out: {format_skipped(+skipped)}")
    return tuple(items)


def _drop_outputs(items: Sequence[Item], manifest: Manifest | None) -> list[Item]:
    """Return the items without those that were found and are outputs."""
    outputs = {os.path.realpath(item.output) for item in items if item.output is not None}
    if manifest is not None:
        outputs |= {os.path.realpath(output) for output in manifest.list_outputs()}
    return [
        item
        for item in items
        if not (item.source.found and os.path.realpath(item.origin) in outputs)
    ]


def _check_outputs(items: Sequence[Item]) -> None:
    sources = {os.path.realpath(item.origin): item for item in items if item.origin != STDIN}
    taken: dict[Path, Item] = {}
    for item in items:
        assert item.output is not None
        if item.output in taken:
            raise UsageError(
                f"{taken[item.output].origin} and {item.origin} would share one output, "
                f"{item.output}; rename one of them, or write them into different folders"
            )
        taken[item.output] = item
        overwritten = sources.get(os.path.realpath(item.output))
        if overwritten is item:
            raise UsageError(f"{item.output} would overwrite its own source; choose another folder")
        if overwritten is not None:
            raise UsageError(
                f"{item.output}, the output of {item.origin}, would overwrite a source; "
                "choose another folder"
            )
