"""Measure argos-translate's own pipeline with the same model on the same text.

Its splitter of sentences is a neural one that has to be fetched, so it is given our segments for
nothing; batches, beam, threads and types are its defaults. Both take turns in one process.

    pip install --no-deps argostranslate sacremoses regex joblib click tqdm packaging
    python -m benchmarks.argos SET.tsv
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

from benchmarks.machine import describe_machine
from benchmarks.rivals import read_task_document
from translator.assets import find_model
from translator.engines.loading import load_engine
from translator.text.normalize import normalize_source
from translator.text.sentences import split_block
from translator.translate import translate_document
from translator.types import DecodingOptions, Document

#: What it imports for splitting alone.
_SPLITTERS = ("stanza", "minisbd")


def make_argos(document: Document) -> Callable[[], object]:
    """Return argos-translate's way from a text to its best hypothesis."""
    for name in _SPLITTERS:
        stand_in: Any = ModuleType(name)
        stand_in.SBDetect, stand_in.models = None, SimpleNamespace(cache_dir="")
        sys.modules[name] = stand_in
    import ctranslate2
    from argostranslate import settings, tokenizer, translate  # type: ignore[import-not-found]

    model_dir = find_model(None)
    segments = {
        block.text: [normalize_source(segment.text) for segment in split_block(block)]
        for block in document.blocks
    }
    translation = translate.PackageTranslation.__new__(translate.PackageTranslation)
    translation.pkg = SimpleNamespace(
        tokenizer=tokenizer.SentencePieceTokenizer(model_dir / "source.spm"), target_prefix=""
    )
    translation.sentencizer = SimpleNamespace(
        split_sentences=lambda text: segments.get(text, [text] if text else [])
    )
    translation.translator = ctranslate2.Translator(
        str(model_dir),
        inter_threads=settings.inter_threads,
        intra_threads=settings.intra_threads,
        compute_type=settings.compute_type,
    )
    text = "\n".join(block.text for block in document.blocks)
    return lambda: translation.hypotheses(text, 1)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("set", type=Path, help="source<TAB>reference lines")
    parser.add_argument("--sentences", type=int, default=120, metavar="N")
    parser.add_argument("--runs", type=int, default=3, metavar="N")
    args = parser.parse_args()
    document = read_task_document(args.set, first=301, num_sentences=args.sentences)
    engine, options = load_engine(), DecodingOptions()
    taken: dict[str, list[tuple[float, float]]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
            os.environ[name] = folder
        rivals: dict[str, Callable[[], object]] = {
            "argos-translate": make_argos(document),
            "translator": lambda: translate_document(document, engine=engine, options=options),
        }
        for _ in range(args.runs + 1):
            for name, run in rivals.items():
                wall, cpu = time.perf_counter(), time.process_time()
                run()
                turn = (time.perf_counter() - wall, time.process_time() - cpu)
                taken.setdefault(name, []).append(turn)
    print(f"{describe_machine()}; {args.sentences} sentences, beam {options.beam_size}\n")
    print("| | s | processor s |\n|---|---:|---:|")
    medians = {
        name: [statistics.median(turn[part] for turn in turns[1:]) for part in (0, 1)]
        for name, turns in taken.items()
    }
    for name, (wall, cpu) in medians.items():
        print(f"| {name} | {wall:.2f} | {cpu:.2f} |")
    theirs, ours = medians["argos-translate"], medians["translator"]
    print(f"| times as fast | {theirs[0] / ours[0]:.1f} | {theirs[1] / ours[1]:.1f} |")


if __name__ == "__main__":
    main()
