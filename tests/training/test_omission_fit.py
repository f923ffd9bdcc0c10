"""Fitting omissions: what is planted, and that the fit finds what is there."""

from __future__ import annotations

import random
from collections.abc import Sequence

import numpy as np
import pytest

from training.logistic import find_threshold, fit_judgment
from training.losses import drop_clause, drop_piece, make_examples
from training.omission import fit_omissions, fit_traces
from translator.checks.suspicion import format_omission_weights, read_omission_weights
from translator.testing import EchoEngine
from translator.types import DecodingOptions, Likelihood

_WORDS = {
    "gouvernement": "government", "réforme": "reform", "retraites": "pensions",
    "syndicats": "unions", "salariés": "employees", "garanties": "guarantees",
    "associations": "associations", "professeurs": "teachers", "élèves": "pupils",
    "musique": "music", "villes": "cities", "ministre": "minister",
}  # fmt: skip


def write_pairs(count: int) -> list[tuple[str, str]]:
    """Return sentences whose words all have their counterparts, in two clauses."""
    rng = random.Random(7)
    pairs = []
    for _ in range(count):
        words = rng.choices(sorted(_WORDS), k=14)
        french, english = words, [_WORDS[word] for word in words]
        pairs.append(
            (
                f"{' '.join(french[:8])}, {' '.join(french[8:])}.",
                f"{' '.join(english[:8])}, {' '.join(english[8:])}.",
            )
        )
    return pairs


class Reader(EchoEngine):
    """Finds a target the worse, the more of the source it lacks."""

    def score_batch(
        self, sources: Sequence[str], targets: Sequence[str], options: DecodingOptions
    ) -> list[Likelihood]:
        return [
            Likelihood(
                mean=-abs(len(source.split()) - len(target.split())) / 5, lowest=-3.0, ending=-1.0
            )
            for source, target in zip(sources, targets, strict=True)
        ]


def test_a_piece_is_a_quarter_to_two_fifths_of_the_words() -> None:
    """What is dropped is in one piece, and its share is the one that is promised."""
    words = [f"w{number}" for number in range(40)]
    for seed in range(20):
        left = (drop_piece(" ".join(words), random.Random(seed)) or "").split()
        gap = len(words) - len(left)
        assert 10 <= gap <= 16
        assert any(words[:at] + words[at + gap :] == left for at in range(len(left) + 1))


@pytest.mark.parametrize(
    "target",
    ["Too short, it is.", "No mark at all in this sentence that goes on and on and on for ever"],
)
def test_no_clause_is_dropped_where_there_is_none(target: str) -> None:
    """A short target, and one without a mark inside, stay out."""
    assert drop_clause(target, random.Random(1)) is None


def test_examples_keep_their_lines() -> None:
    """Each pair comes as it is, and with each loss that it allows; the same every time."""
    pairs = [*write_pairs(2), ("Il pleut.", "It rains.")]
    examples = make_examples(pairs)
    assert [(item.line, item.loss) for item in examples] == [
        (0, ""), (0, "piece"), (0, "clause"), (1, ""), (1, "piece"), (1, "clause"), (2, ""),
    ]  # fmt: skip
    assert examples == make_examples(pairs)


def test_traces_speak_both_ways() -> None:
    """A word without its trace speaks for a loss, one with it against."""
    nats = fit_traces([item for item in make_examples(write_pairs(200)) if not item.loss])
    assert nats
    assert all(lost > 0 > kept for lost, kept in nats.values())


def test_the_logistic_model_finds_its_weights() -> None:
    """On examples drawn from a logistic model, that model comes back."""
    rng = np.random.default_rng(5)
    rows = rng.normal(size=(20_000, 2)) * [1.0, 10.0] + [3.0, -2.0]
    odds = 0.5 + 1.5 * rows[:, 0] - 0.2 * rows[:, 1]
    is_loss = (rng.random(len(rows)) < 1 / (1 + np.exp(-odds))).astype(float)
    judgment = fit_judgment(("one", "other"), rows, is_loss)
    assert judgment.intercept == pytest.approx(0.5, abs=0.2)
    assert judgment.weights == pytest.approx((1.5, -0.2), abs=0.1)


def test_a_threshold_lets_its_share_pass() -> None:
    """At most a tenth of the untouched examples is above; planted ones are ignored."""
    odds = np.array([*range(100), *range(1000, 1050)], dtype=float)
    untouched = np.array([True] * 100 + [False] * 50)
    threshold = find_threshold(odds, untouched, 0.1)
    assert sum(odds[untouched] > threshold) == 9


def test_the_whole_fit_separates_what_can_be_separated() -> None:
    """Where every word has its counterpart, nearly all losses are found, and JSON keeps the fit."""
    fit = fit_omissions(
        write_pairs(200),
        engine=Reader(),
        options=DecodingOptions(),
        word_alarms=0.02,
        model_alarms=0.02,
    )
    for odds, judgment in (
        (fit.word_odds, fit.weights.words),
        (fit.model_odds, fit.weights.model),
    ):
        shares = fit.measure(odds, judgment.threshold)
        assert shares["alarms"] <= 0.05
        assert shares["piece"] > 0.9
        assert shares["clause"] > 0.9
    assert len(fit.format_curve().splitlines()) == 9
    assert read_omission_weights(format_omission_weights(fit.weights)) == fit.weights
