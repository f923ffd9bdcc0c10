"""What a comparison is made of: pairs of sentences that answer each other."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from translator.glossary.counting import format_terms
from translator.types import Likelihood, Report, SegmentRef


class PairKind(StrEnum):
    """What the translator did with the sentences of a pair."""

    KEPT = "kept"
    MERGED = "merged"
    SPLIT = "split"
    #: Two sentences for two, divided at another place.
    REGROUPED = "regrouped"
    OMITTED = "omitted"
    ADDED = "added"


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedPair:
    """Sentences of a source and what the translation says for them; one side may be empty.

    ``ref`` is the pair's place in the report; an added sentence has that of the pair before it.
    ``agreement`` is the chrF, 0 to 100, of the model's own hypothesis against the target.
    """

    ref: SegmentRef
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    hypothesis: str = ""
    agreement: float | None = None
    likelihood: Likelihood | None = None

    @property
    def kind(self) -> PairKind:
        """What became of the sentences."""
        if not self.targets:
            return PairKind.OMITTED
        if not self.sources:
            return PairKind.ADDED
        if len(self.sources) > 1:
            return PairKind.REGROUPED if len(self.targets) > 1 else PairKind.MERGED
        return PairKind.SPLIT if len(self.targets) > 1 else PairKind.KEPT

    @property
    def source(self) -> str:
        """The sentences of the source as one text."""
        return " ".join(self.sources)

    @property
    def target(self) -> str:
        """The sentences of the translation as one text."""
        return " ".join(self.targets)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A source, a given translation, and what was found out about the two.

    The segments of ``report`` are the pairs that have a source; ``agreement`` is the chrF of
    the model's hypotheses against the whole translation.
    """

    report: Report
    pairs: tuple[ComparedPair, ...]
    origin: str
    agreement: float

    def count(self, kind: PairKind) -> int:
        """Return how many pairs are of a kind."""
        return sum(pair.kind is kind for pair in self.pairs)


def format_counts(comparison: Comparison) -> str:
    """Return how many pairs there are and what became of the sentences, in one line."""
    parts = [f"{len(comparison.pairs)} pairs"]
    parts += [
        f"{count} {kind.value}"
        for kind in PairKind
        if kind is not PairKind.KEPT and (count := comparison.count(kind))
    ]
    translation = comparison.report.translation
    terms = format_terms(translation.num_honoured, translation.num_terms)
    return " · ".join(filter(None, [*parts, terms]))


def format_figures(comparison: Comparison) -> str:
    """Return how the translation agrees with the model, in one line."""
    line = f"agreement with the model's own translation: chrF {comparison.agreement:.1f}"
    found = [pair.likelihood for pair in comparison.pairs if pair.likelihood]
    if not found:
        return line
    mean = sum(item.mean for item in found) / len(found)
    lowest = min(item.lowest for item in found)
    return f"{line} · log-probability {mean:.2f} a token, lowest {lowest:.2f}"
