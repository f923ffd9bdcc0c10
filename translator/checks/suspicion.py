"""What speaks for an omission, weighed: the numbers behind O01, read from omission.json once.

Fitted by training/omission.py on human translations as they are and with words taken out.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from translator.installed import read_installed_text

#: The file beside this one.
OMISSION_FILE = "omission.json"

#: What is measured about a suspected stretch, in the order of the weights. ``nats``: what its
#: words say for its loss; ``share``: of the segment's characters; ``shortage``: of the target's
#: length, in standard deviations; ``length``: logarithm of the source's characters; ``freedom``:
#: the mean of what the words outside of the stretch say, high in a free translation.
WORD_MEASURES = ("nats", "share", "shortage", "length", "freedom")
#: What a model adds. ``gain``: how much likelier the target is as a translation of the source
#: without the stretch, in nats a token; ``ending``: log-probability of the end mark where the
#: target ends, in nats.
MODEL_MEASURES = (*WORD_MEASURES, "gain", "ending")


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgment:
    """A logistic model. A stretch whose log-odds exceed ``threshold`` is reported."""

    measures: tuple[str, ...]
    intercept: float
    weights: tuple[float, ...]
    threshold: float

    def weigh(self, values: Sequence[float]) -> float:
        """Return the log-odds of an omission.

        >>> judgment = Judgment(measures=("gain",), intercept=-1.0, weights=(2.0,), threshold=0.0)
        >>> judgment.weigh([1.5])
        2.0
        """
        return self.intercept + sum(
            weight * value for weight, value in zip(self.weights, values, strict=True)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class OmissionWeights:
    """Everything that is fitted.

    ``traces`` holds, for each sort of word, the log-odds of its loss in nats where it left no
    trace and where it left one. A stretch is worth a model's time from log-odds of ``suspicion``
    by ``words``.
    """

    traces: dict[str, tuple[float, float]]
    words: Judgment
    model: Judgment
    suspicion: float


@cache
def load_omission_weights() -> OmissionWeights:
    """Return the fitted numbers.

    >>> load_omission_weights().words.measures == WORD_MEASURES
    True
    """
    text = read_installed_text("checks", OMISSION_FILE)
    return read_omission_weights(text)


def read_omission_weights(text: str) -> OmissionWeights:
    """Read the fitted numbers from JSON."""
    values = json.loads(text)
    return OmissionWeights(
        traces={sort: (lost, kept) for sort, (lost, kept) in values["traces"].items()},
        words=_read_judgment(values["words"]),
        model=_read_judgment(values["model"]),
        suspicion=values["suspicion"],
    )


def format_omission_weights(weights: OmissionWeights) -> str:
    """Return the fitted numbers as JSON, sorts and measures by their names."""
    values = {
        "about": "made by python -m training.omission",
        "traces": {sort: [*pair] for sort, pair in sorted(weights.traces.items())},
        "words": _format_judgment(weights.words),
        "model": _format_judgment(weights.model),
        "suspicion": weights.suspicion,
    }
    return json.dumps(values, indent=1) + "\n"


def _read_judgment(values: dict[str, float]) -> Judgment:
    numbers = dict(values)
    intercept, threshold = numbers.pop("intercept"), numbers.pop("threshold")
    return Judgment(
        measures=tuple(numbers),
        intercept=intercept,
        weights=tuple(numbers.values()),
        threshold=threshold,
    )


def _format_judgment(judgment: Judgment) -> dict[str, float]:
    named = dict(zip(judgment.measures, judgment.weights, strict=True))
    return {"intercept": judgment.intercept, **named, "threshold": judgment.threshold}
