"""What a second look is worth: findings about facts with it and without it, and the time it takes.

    python -m benchmarks.second_look SET.tsv…

Every source is a paragraph of one document. Findings count as facts if they are about a number,
a date, an amount or a name (N, D, C and P).
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from unittest.mock import patch

from benchmarks.machine import describe_machine
from translator.assets import find_model, recommended_options
from translator.checks import run_checks
from translator.decoding import overlap
from translator.engines.loading import load_engine
from translator.protocols import TranslationEngine
from translator.translate import translate_document
from translator.types import Block, BlockKind, DecodingOptions, Document

_FACTS = "NDCP"


def read_sources(path: Path) -> Document:
    """Return the sources of a test set as paragraphs."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return Document(
        origin=path.name,
        language="fr",
        blocks=tuple(
            Block(index=index, kind=BlockKind.PARAGRAPH, text=line.split("\t")[0].strip())
            for index, line in enumerate(lines)
        ),
    )


def measure(document: Document, engine: TranslationEngine, options: DecodingOptions) -> str:
    """Return findings, seconds and processor seconds as cells of a table."""
    started, processor = time.perf_counter(), time.process_time()
    translation = translate_document(document, engine=engine, options=options)
    seconds, processor = time.perf_counter() - started, time.process_time() - processor
    count = sum(finding.code[0] in _FACTS for finding in run_checks(translation.blocks))
    return f"{count} | {seconds:.1f} | {processor:.1f}"


def main() -> None:
    parser = argparse.ArgumentParser(prog="benchmarks.second_look", description=__doc__)
    parser.add_argument("sets", nargs="+", type=Path)
    args = parser.parse_args()
    engine, options = load_engine(), recommended_options(find_model(None))
    print(f"{describe_machine()}\n")
    print("| set | | findings | seconds | processor s |\n|---|---|---:|---:|---:|")
    for path in args.sets:
        document = read_sources(path)
        with patch.object(overlap, "look_again", lambda decodings, **_: dict(decodings)):
            print(f"| {path.stem} | without it | {measure(document, engine, options)} |")
        print(f"| {path.stem} | with it | {measure(document, engine, options)} |")


if __name__ == "__main__":
    main()
