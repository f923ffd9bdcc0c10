"""Score the whole program beside the same model decoded plainly.

Plainly means: one line is one source, normalized and nothing else. The program splits each line
into segments, prepares them, mends bad hypotheses and puts everything together again, and must
lose nothing by it.

    python benchmarks/quality.py SET.tsv… [--beam-size N]
"""

from __future__ import annotations

import argparse
import time
from dataclasses import dataclass
from pathlib import Path

from sacrebleu.metrics import BLEU, CHRF

from translator.degeneration import find_repetition, is_too_long, is_too_short
from translator.engines.loading import load_engine
from translator.protocols import TranslationEngine
from translator.text.normalize import normalize_source
from translator.translate import make_signature, translate_document
from translator.types import Block, BlockKind, DecodingOptions, Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """Targets of one test set, one for each line, and how long they took."""

    targets: list[str]
    elapsed_s: float


def decode_plainly(
    sources: list[str], *, engine: TranslationEngine, options: DecodingOptions
) -> Result:
    """Decode each line as it is."""
    started = time.perf_counter()
    results = engine.translate_batch([normalize_source(text) for text in sources], options)
    targets = [hypotheses[0].text for hypotheses in results]
    return Result(targets=targets, elapsed_s=time.perf_counter() - started)


def decode_with_program(
    sources: list[str], *, engine: TranslationEngine, options: DecodingOptions
) -> Result:
    """Translate a document that has each line as a paragraph."""
    document = Document(
        blocks=tuple(
            Block(index=index, kind=BlockKind.PARAGRAPH, text=text)
            for index, text in enumerate(sources)
        )
    )
    translation = translate_document(document, engine=engine, options=options)
    targets = [block.target for block in translation.blocks]
    return Result(targets=targets, elapsed_s=translation.elapsed_s)


def format_row(name: str, sources: list[str], references: list[str], result: Result) -> str:
    """Return one line of the table."""
    targets = result.targets
    pairs = list(zip(sources, targets, strict=True))
    loops = sum(find_repetition(target, source=source) is not None for source, target in pairs)
    lengths = sum(is_too_short(*pair) or is_too_long(*pair) for pair in pairs)
    bleu = BLEU().corpus_score(targets, [references]).score
    chrf = CHRF().corpus_score(targets, [references]).score
    return f"| {name} | {bleu:.2f} | {chrf:.2f} | {loops} | {lengths} | {result.elapsed_s:.0f} |"


def main() -> None:
    """Score and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sets", nargs="+", type=Path, help="source<TAB>reference lines")
    parser.add_argument("--model")
    parser.add_argument("--beam-size", type=int, default=DecodingOptions().beam_size, metavar="N")
    parser.add_argument("--threads", type=int, default=0, metavar="N")
    args = parser.parse_args()
    options = DecodingOptions(beam_size=args.beam_size)
    engine = load_engine(model=args.model, threads=args.threads)
    print(f"{make_signature(engine.info, options)}\n")
    print("| | BLEU | chrF2 | loops | too short or long | seconds |\n|---|---|---|---|---|---|")
    for path in args.sets:
        rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
        sources, references = [row[0] for row in rows], [row[1] for row in rows]
        results = {
            "plain": decode_plainly(sources, engine=engine, options=options),
            "program": decode_with_program(sources, engine=engine, options=options),
            "human reference": Result(targets=references, elapsed_s=0),
        }
        for name, result in results.items():
            print(format_row(f"{path.stem}: {name}", sources, references, result), flush=True)
    for metric in (BLEU(), CHRF()):
        metric.corpus_score(["a"], [["a"]])
        print(f"\n{metric.get_signature()}")


if __name__ == "__main__":
    main()
