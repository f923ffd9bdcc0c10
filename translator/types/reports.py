"""Everything a run found out about one article, and how far to trust it."""

from __future__ import annotations

from dataclasses import dataclass

from translator.types.briefs import Brief
from translator.types.documents import SegmentRef
from translator.types.engines import ModelInfo
from translator.types.findings import Finding
from translator.types.translations import Translation


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """How the chrF of a sentence is foretold from what its model thought while writing it.

    A linear model: ``intercept`` plus each weight times its quantity. It was fitted on
    ``num_segments`` human translations of ``test_sets``; ``pearson`` and ``spearman`` are the
    correlations of forecast and chrF on the half that it was not fitted on.
    """

    intercept: float
    #: Times the mean log-probability of a target token, in nats.
    score: float
    #: Times the logarithm of the number of source tokens.
    length: float
    #: Times the distance, as a logarithm, between the numbers of source and target tokens.
    imbalance: float
    #: Digest of the model it was fitted for; "" for the generic one.
    model_sha256: str = ""
    test_sets: tuple[str, ...] = ()
    num_segments: int = 0
    pearson: float | None = None
    spearman: float | None = None

    @property
    def is_generic(self) -> bool:
        """True when it was fitted for another model than the one that it is used for."""
        return not self.model_sha256


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewItem:
    """A segment that a person should look at before others, and why."""

    ref: SegmentRef
    source: str
    target: str
    confidence: int | None
    reasons: tuple[str, ...]
    #: Other translations of it that the model thought of.
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Everything one run found out about one article."""

    translation: Translation
    brief: Brief | None = None
    findings: tuple[Finding, ...] = ()
    #: Which model spoke, where it is known.
    model: ModelInfo | None = None
    #: What the confidence of its segments rests on, where they have any.
    calibration: Calibration | None = None
    #: The least trustworthy segments, worst first; empty where nobody asked.
    review: tuple[ReviewItem, ...] = ()
