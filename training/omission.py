"""Fit what speaks for an omission: translator/checks/omission.json.

    python -m training.omission SET.tsv… [--model DIR] [--word-alarms S] [--model-alarms S]

Each file holds ``French<TAB>English`` lines by people. Every second line, as it is and with words
taken out of its English, teaches the habits of words, then two logistic models: of words and
lengths alone, and of these with what the embedded model thinks (the weights of ``--model``; new
weights need a new fit). Their thresholds let the given shares of untouched lines pass for faulty.
The other lines are what the printed curve is measured on: shares of alarms, and of losses found.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from training.logistic import find_threshold, fit_judgment
from training.losses import SEED, Example, Pair, make_examples
from translator.assets import find_model, recommended_options
from translator.checks.contrast import measure_with_model
from translator.checks.omission import Suspect, find_source_words, find_suspect
from translator.checks.suspicion import (
    MODEL_MEASURES,
    OMISSION_FILE,
    WORD_MEASURES,
    Judgment,
    OmissionWeights,
    format_omission_weights,
)
from translator.engines.loading import load_engine
from translator.protocols import ScoringEngine
from translator.types import DecodingOptions

#: Words of a dropped stretch may leave a trace all the same, as its topic does elsewhere.
CHANCE = 0.1
#: Untouched lines that the model is asked about: more cost time and hardly find more.
ASKED_SHARE = 0.12
#: Untouched lines that may be flagged: what all checks together leave of 5 in a hundred.
WORD_ALARMS, MODEL_ALARMS = 0.016, 0.0145
CURVE = (0.005, 0.01, 0.0125, 0.015, 0.02, 0.025, 0.03)


def fit_traces(untouched: Sequence[Example]) -> dict[str, tuple[float, float]]:
    """Return the log-odds of a word's loss by its sort, without and with a trace.

    What is kept leaves traces as words do in their own targets; what is lost leaves them as
    words do in the targets of other sentences.
    """
    others = [*untouched]
    random.Random(SEED).shuffle(others)
    total: Counter[str] = Counter()
    kept: Counter[str] = Counter()
    chance: Counter[str] = Counter()
    for own, other in zip(untouched, others, strict=True):
        source = own.part.segment.text
        for word in find_source_words(source, own.traces):
            total[word.sort] += 1
            kept[word.sort] += word.is_traced
        for word in find_source_words(source, other.traces):
            chance[word.sort] += word.is_traced
    nats = {}
    for sort, count in total.items():
        usual = (kept[sort] + 1) / (count + 2)
        lost = (1 - CHANCE) * (chance[sort] + 1) / (count + 2) + CHANCE * usual
        nats[sort] = (
            round(float(np.log((1 - lost) / (1 - usual))), 3),
            round(float(np.log(lost / usual)), 3),
        )
    return nats


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """Examples with what is measured about them; ``suspects`` is None where nothing is."""

    examples: list[Example]
    suspects: list[Suspect | None]

    def weigh(self, judgment: Judgment, answers: dict[int, tuple[float, ...]]) -> np.ndarray:
        """Return the log-odds of each example; -inf where nobody was asked."""
        odds = np.full(len(self.examples), -np.inf)
        for number, answer in answers.items():
            suspect = self.suspects[number]
            if suspect is not None:
                odds[number] = judgment.weigh([*suspect.measures, *answer])
        return odds

    def rows(self, answers: dict[int, tuple[float, ...]]) -> Iterator[tuple[float, ...]]:
        """Yield the measures of the examples that have answers."""
        for number, answer in answers.items():
            suspect = self.suspects[number]
            if suspect is not None:
                yield (*suspect.measures, *answer)

    def select(self, parity: int, loss: str | None = None) -> np.ndarray:
        """Return which examples are of every second line and, perhaps, of one loss."""
        return np.array(
            [
                example.line % 2 == parity and loss in (None, example.loss)
                for example in self.examples
            ]
        )


def ask_model(
    sample: Sample, numbers: Sequence[int], *, engine: ScoringEngine, options: DecodingOptions
) -> dict[int, tuple[float, ...]]:
    """Return what a model adds about some examples."""
    cases = [
        (sample.examples[number].part, suspect)
        for number in numbers
        if (suspect := sample.suspects[number]) is not None
    ]
    answers = measure_with_model(cases, engine=engine, options=options)
    return dict(zip(numbers, answers, strict=True))


def fit_half(
    sample: Sample, answers: dict[int, tuple[float, ...]], measures: tuple[str, ...]
) -> Judgment:
    """Fit a judgment on the examples of even lines that have answers."""
    half = {
        number: answer
        for number, answer in answers.items()
        if sample.examples[number].line % 2 == 0
    }
    is_loss = np.array([float(bool(sample.examples[number].loss)) for number in half])
    return fit_judgment(measures, np.array([*sample.rows(half)]), is_loss)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """What was fitted, and the log-odds of each example by words alone and with the model."""

    weights: OmissionWeights
    sample: Sample
    word_odds: np.ndarray
    model_odds: np.ndarray

    def measure(self, odds: np.ndarray, threshold: float) -> dict[str, float]:
        """Return the shares, of lines that no fit has seen, above a threshold."""
        return {
            loss or "alarms": float(np.mean(odds[self.sample.select(1, loss)] > threshold))
            for loss in ("", "piece", "clause")
        }

    def format_curve(self) -> str:
        """Return a table of alarms and losses found, on the lines that no fit has seen."""
        lines = [
            "| false alarms | piece, words alone | clause, words alone | piece, with model "
            "| clause, with model |",
            "|---:|---:|---:|---:|---:|",
        ]
        for share in CURVE:
            found = []
            for odds in (self.word_odds, self.model_odds):
                least = find_threshold(odds, self.sample.select(1, ""), share)
                shares = self.measure(odds, least)
                found += [shares["piece"], shares["clause"]]
            lines.append(f"| {share:.2%} | " + " | ".join(f"{value:.1%}" for value in found) + " |")
        return "\n".join(lines)


def fit_omissions(
    pairs: Sequence[Pair],
    *,
    engine: ScoringEngine,
    options: DecodingOptions,
    word_alarms: float,
    model_alarms: float,
) -> Fit:
    """Fit everything on every second pair; see the top of this file.

    Args:
        pairs: by people, and clean.
        engine: reads the targets.
        options: of the engine.
        word_alarms: share of untouched pairs to be flagged by words and lengths alone.
        model_alarms: the same with the model's help.
    """
    examples = make_examples(pairs)
    nats = fit_traces([item for item in examples if item.line % 2 == 0 and not item.loss])
    sample = Sample(
        examples=examples,
        suspects=[find_suspect(item.part, traces=item.traces, nats=nats) for item in examples],
    )
    by_words: dict[int, tuple[float, ...]] = {
        number: () for number, suspect in enumerate(sample.suspects) if suspect is not None
    }
    words = fit_half(sample, by_words, WORD_MEASURES)
    word_odds = sample.weigh(words, by_words)
    untouched = sample.select(0, "")
    suspicion = find_threshold(word_odds, untouched, ASKED_SHARE)
    asked = [int(number) for number in np.flatnonzero(word_odds > suspicion)]
    answers = ask_model(sample, asked, engine=engine, options=options)
    model = fit_half(sample, answers, MODEL_MEASURES)
    model_odds = sample.weigh(model, answers)
    return Fit(
        weights=OmissionWeights(
            traces=nats,
            words=replace(words, threshold=find_threshold(word_odds, untouched, word_alarms)),
            model=replace(model, threshold=find_threshold(model_odds, untouched, model_alarms)),
            suspicion=suspicion,
        ),
        sample=sample,
        word_odds=word_odds,
        model_odds=model_odds,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("sets", nargs="+", type=Path, metavar="SET.tsv")
    parser.add_argument("--model", help="folder or name; the embedded model if not given")
    parser.add_argument("--word-alarms", type=float, default=WORD_ALARMS, metavar="SHARE")
    parser.add_argument("--model-alarms", type=float, default=MODEL_ALARMS, metavar="SHARE")
    parser.add_argument("--output-dir", type=Path, default=Path("translator/checks"))
    args = parser.parse_args()
    engine = load_engine(model=args.model)
    if not isinstance(engine, ScoringEngine):
        parser.error(f"engine {engine.info.format} cannot score a given translation")
    lines = [line for path in args.sets for line in path.read_text(encoding="utf-8").splitlines()]
    fit = fit_omissions(
        [(source, target) for source, _, target in (line.partition("\t") for line in lines)],
        engine=engine,
        options=recommended_options(find_model(args.model)),
        word_alarms=args.word_alarms,
        model_alarms=args.model_alarms,
    )
    print(fit.format_curve())
    for name, odds, judgment in (
        ("words alone", fit.word_odds, fit.weights.words),
        ("with the model", fit.model_odds, fit.weights.model),
    ):
        shares = fit.measure(odds, judgment.threshold)
        listed = ", ".join(f"{key} {share:.1%}" for key, share in shares.items())
        print(f"{name}, as written: {listed}")
    path = args.output_dir / OMISSION_FILE
    path.write_text(format_omission_weights(fit.weights), encoding="utf-8")
    print(f"{path} written")


if __name__ == "__main__":
    main()
