"""Measure how peak memory grows with the text: the program streams, so it should hardly.

The model's own memory does not depend on the text, so EchoEngine stands for it unless --model
is given. Each size runs in a process of its own; the blocks are dropped as they come.

    python benchmarks/memory.py [--model NAME]
"""

from __future__ import annotations

import argparse
import resource
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context

from translator.engines.loading import load_engine
from translator.testing import EchoEngine
from translator.translate import iter_block_translations
from translator.types import Block, BlockKind, DecodingOptions, Document

SENTENCES_PER_PARAGRAPH = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Peak:
    """Peak resident memory before and after translating, in MB, and the time it took."""

    before_mb: float
    after_mb: float
    elapsed_s: float


def make_document(num_bytes: int) -> Document:
    """Return a document of about ``num_bytes`` in which no two sentences are equal."""
    blocks: list[Block] = []
    size = 0
    while size < num_bytes:
        index = len(blocks)
        text = " ".join(
            f"La conseillère numéro {SENTENCES_PER_PARAGRAPH * index + number} a voté le budget "
            "de la commune, malgré les réserves de l'opposition."
            for number in range(SENTENCES_PER_PARAGRAPH)
        )
        blocks.append(Block(index=index, kind=BlockKind.PARAGRAPH, text=text))
        size += len(text.encode("utf-8")) + 2
    return Document(blocks=tuple(blocks))


def measure_peak(num_bytes: int, model: str | None) -> Peak:
    """Translate a document of this size in this process."""
    engine = load_engine(model=model) if model else EchoEngine()
    document = make_document(num_bytes)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    started = time.perf_counter()
    for block in iter_block_translations(document, engine=engine, options=DecodingOptions()):
        if isinstance(engine, EchoEngine):
            engine.calls.clear()  # It remembers every text it was given; an engine does not.
        del block
    return Peak(
        before_mb=before,
        after_mb=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        elapsed_s=time.perf_counter() - started,
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--model", help="measure with this model instead of EchoEngine")
    parser.add_argument("--kb", type=int, nargs="+", default=[20, 200, 2000, 8000])
    args = parser.parse_args()
    print("| text kB | peak MB with the document read | peak MB after translating | seconds |")
    print("|---|---|---|---|")
    for size in args.kb:
        with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as pool:
            peak = pool.submit(measure_peak, size * 1000, args.model).result()
        print(
            f"| {size:,} | {peak.before_mb:.0f} | {peak.after_mb:.0f} | {peak.elapsed_s:.1f} |",
            flush=True,
        )


if __name__ == "__main__":
    main()
