"""Words without a trace (O02): how often they are reported, and how often rightly.

    python -m benchmarks.traces SET.tsv… [--program FILE] [--show N]

Two translations of each set, people's and the embedded model's. A word of which the model's target
has no trace, and people's translation has one, was dropped or taken for another one. Where people's
has none either, somebody has to look (``--show``). ``--program`` names French sentences with the
translations of another program (SOURCE<TAB>TARGET, plain or .xz), a better one, of which more
reports are false.
"""

from __future__ import annotations

import argparse
import lzma
import random
from collections.abc import Sequence
from pathlib import Path

from translator.assets import find_model, recommended_options
from translator.checks.traces import check_traces, choose_checks, find_source_words, load_traces
from translator.engines.loading import load_engine
from translator.readers import read_document
from translator.translate import translate_document
from translator.types import BlockTranslation, Finding

SEED = 42


def read_pairs(path: Path) -> list[tuple[str, str]]:
    """Return sources and targets."""
    with (lzma.open if path.suffix == ".xz" else open)(path, "rt", encoding="utf-8") as lines:
        parts = [line.rstrip("\n").split("\t") for line in lines]
    return [(part[0], part[1]) for part in parts if len(part) > 1]


def translate(sources: Sequence[str]) -> list[str]:
    """Return what the program makes of each source by itself."""
    engine, options = load_engine(), recommended_options(find_model(None))
    document = read_document("\n\n".join(sources))
    translation = translate_document(document, engine=engine, options=options)
    if len(translation.blocks) != len(sources):
        raise SystemExit("a source is no paragraph of its own")
    return [block.target for block in translation.blocks]


def find_words(pairs: Sequence[tuple[str, str]]) -> list[list[Finding]]:
    """Return the findings of each pair."""
    return [list(check_traces(BlockTranslation.from_pair(*pair))) for pair in pairs]


def format_row(name: str, pairs: Sequence[tuple[str, str]], found: Sequence[list[Finding]]) -> str:
    """Return a row without its last column."""
    num_asked = sum(len(find_source_words(source, load_traces())) for source, _ in pairs)
    num_found = sum(map(len, found))
    num_segments = sum(map(bool, found))
    asked = choose_checks([check_traces], (BlockTranslation.from_pair(*pair) for pair in pairs))
    return (
        f"| {name} | {num_asked / len(pairs):.1f} | {num_found} ({num_found / num_asked:.2%}) "
        f"| {num_segments} ({num_segments / len(pairs):.2%}) | {'yes' if asked else 'no'} |"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("sets", nargs="+", type=Path, metavar="SET.tsv")
    parser.add_argument("--program", type=Path, metavar="FILE")
    parser.add_argument("--show", type=int, default=0, metavar="N")
    arguments = parser.parse_args()
    print("| translations | words asked for, a segment | without a trace | segments | literal |")
    print("|---|---:|---:|---:|---|")
    for path in arguments.sets:
        pairs = read_pairs(path)
        targets = translate([source for source, _ in pairs])
        ours = [(source, target) for (source, _), target in zip(pairs, targets, strict=True)]
        by_people, by_model = find_words(pairs), find_words(ours)
        print(format_row(f"{path.stem}, people", pairs, by_people))
        print(format_row(f"{path.stem}, model", ours, by_model))
        doubtful = [
            (finding, pair, target)
            for found, others, pair, target in zip(by_model, by_people, pairs, targets, strict=True)
            for finding in found
            if finding.message in {other.message for other in others}
        ]
        total = sum(map(len, by_model))
        print(f"\n{total - len(doubtful)} of {total} have a trace in people's translation\n")
        random.Random(SEED).shuffle(doubtful)
        for finding, (source, reference), target in doubtful[: arguments.show]:
            print(f"{finding.message}\n  {source}\n  {reference}\n  {target}")
    if arguments.program:
        pairs = read_pairs(arguments.program)
        print(format_row(arguments.program.stem, pairs, find_words(pairs)))


if __name__ == "__main__":
    main()
