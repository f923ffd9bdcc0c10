"""How often a model says a term that it is asked for, and what that does to its sentence.

    python -m benchmarks.glossary SET.tsv… [--model MODEL] [--max N]

The terms are single words that a dictionary links between a source and its reference, and that the
model's own target lacks: the word that a person chose and the model did not. Each sentence has a
glossary of that one word. chrF2 is that of all these sentences together.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.machine import describe_machine
from training.sources import iter_pairs
from translator.align.words import link_words
from translator.assets import find_model, recommended_options
from translator.chrf import measure_corpus_chrf
from translator.engines.loading import load_engine
from translator.glossary.english import find_occurrences
from translator.glossary.forcing import GlossaryEngine
from translator.glossary.matching import Glossary
from translator.text.normalize import normalize_source
from translator.types import Term

#: Shorter words are mostly grammar, which no glossary has.
_MIN_LETTERS = 5


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence, its reference, what the model said, and a word of the reference it lacks."""

    source: str
    reference: str
    plain: str
    term: Term


def find_terms(source: str, reference: str, plain: str) -> Iterator[Term]:
    """Yield single words that the dictionary links and the model did not say."""
    for link in link_words(source, reference, attention=None):
        french = source[link.source_start : link.source_end]
        english = reference[link.target_start : link.target_end]
        if min(len(french), len(english)) < _MIN_LETTERS or french.lower() == english.lower():
            continue
        if not (french.islower() and english.islower()):
            continue
        if not find_occurrences(english, plain):
            yield Term(source=french, target=english)


def main() -> None:
    parser = argparse.ArgumentParser(prog="benchmarks.glossary", description=__doc__)
    parser.add_argument("sets", nargs="+", type=Path, metavar="SET.tsv")
    parser.add_argument("--model", help="a name or a folder; without it the embedded one")
    parser.add_argument("--max", type=int, default=500, help="sentences with a term")
    args = parser.parse_args()
    engine = load_engine(model=args.model, phrases=False)
    options = recommended_options(find_model(args.model))
    pairs = [pair for path in args.sets for pair in iter_pairs(path)]
    sources = [normalize_source(source) for source, _ in pairs]
    plain = [found[0].text for found in engine.translate_batch(sources, options)]
    cases: list[Case] = []
    for source, (_, reference), target in zip(sources, pairs, plain, strict=True):
        if term := next(find_terms(source, reference, target), None):
            cases.append(Case(source, reference, target, term))
    step = max(1, len(cases) // args.max)
    cases = cases[::step][: args.max]
    said = 0
    before: list[tuple[str, str]] = []
    after: list[tuple[str, str]] = []
    for case in cases:
        forced = GlossaryEngine(engine, Glossary([case.term]))
        target = forced.translate_batch([case.source], options)[0][0].text
        said += bool(find_occurrences(case.term.target, target))
        before.append((case.plain, case.reference))
        after.append((target, case.reference))
    print(describe_machine())
    print(f"\n{len(pairs)} sentences, {len(cases)} with a term that the model does not say")
    print(f"said when asked for: {said} ({said / len(cases):.1%})")
    scores = [measure_corpus_chrf(side) for side in (before, after)]
    print(f"chrF2: {scores[0]:.1f} before, {scores[1]:.1f} after")


if __name__ == "__main__":
    main()
