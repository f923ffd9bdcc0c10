"""What it is worth that the embedded model is made to say newspapers' words (press.tsv).

    python -m benchmarks.phrases [SET.tsv…] [--show N]

Sources with such a phrase are translated by the engine alone and by the one that is made to say
them. A phrase counts as said if one of all its targets is there, in people's translations too.
The sentences in phrases.tsv and nouns.tsv are ours, and were written with the table at hand: they
say what it does where it has something to do, and the test sets how often that is.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import sacrebleu

from translator.assets import find_model, recommended_options
from translator.checks.capitalized import WORD
from translator.engines.loading import load_engine
from translator.glossary.judging import settle_uses
from translator.glossary.matching import Glossary
from translator.glossary.reading import load_glossary
from translator.text.normalize import normalize_source

_OURS = tuple(Path(__file__).with_name(name) for name in ("phrases.tsv", "nouns.tsv"))


def read_pairs(path: Path) -> list[tuple[str, str]]:
    """Return the sources, in the model's form, and people's translations."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [(normalize_source(line.split("\t")[0]), line.split("\t")[1]) for line in lines]


def count_said(sources: list[str], targets: list[str], glossary: Glossary) -> int:
    """Return how many phrases of the sources are said."""
    return sum(
        use.honoured
        for source, target in zip(sources, targets, strict=True)
        for use in settle_uses(glossary.find(source), target)
    )


def measure(path: Path, *, show: int) -> list[str]:
    """Return the rows of a set, and print up to ``show`` targets that differ."""
    glossary = load_glossary("press")
    options = recommended_options(find_model(None))
    every = read_pairs(path)
    pairs = [pair for pair in every if glossary.find(pair[0])]
    sources, references = [source for source, _ in pairs], [target for _, target in pairs]
    total = sum(len(glossary.find(source)) for source in sources)
    head = f"| {path.stem}: {len(pairs)} of {len(every)} lines"
    rows = [f"{head} | people | {count_said(sources, references, glossary)} of {total} | | | |"]
    outputs: list[list[str]] = []
    for name in ("engine alone", "with phrases"):
        engine = load_engine(phrases=name == "with phrases")
        started = time.process_time()
        targets = [found[0].text for found in engine.translate_batch(sources, options)]
        seconds = time.process_time() - started
        outputs.append(targets)
        bleu = sacrebleu.corpus_bleu(targets, [references]).score
        chrf = sacrebleu.corpus_chrf(targets, [references]).score
        said = count_said(sources, targets, glossary)
        rows.append(
            f"{head} | {name} | {said} of {total} | {bleu:.1f} | {chrf:.1f} | {seconds:.2f} |"
        )
    changed = [case for case in zip(sources, *outputs, strict=True) if case[1] != case[2]]
    for source, alone, helped in changed[:show]:
        print(f"{source}\n  - {alone}\n  + {helped}")
    words = sum(len(WORD.findall(source)) for source, _ in every)
    rows.append(f"{head} | changed | {len(changed)} lines of {words:,} words | | | |")
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(prog="benchmarks.phrases", description=__doc__)
    parser.add_argument("sets", nargs="*", type=Path, help="source<TAB>reference lines")
    parser.add_argument("--show", type=int, default=0, help="targets that differ, of each set")
    args = parser.parse_args()
    rows = [row for path in (*_OURS, *args.sets) for row in measure(path, show=args.show)]
    print("| set | | phrases said | BLEU | chrF2 | processor s |\n|---|---|---:|---:|---:|---:|")
    print("\n".join(rows))


if __name__ == "__main__":
    main()
