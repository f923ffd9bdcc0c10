"""How much shorter than usual a target is, and how well the loss of a stretch explains that."""

from __future__ import annotations

import math
from dataclasses import dataclass

#: Characters of people's English per French one, as a logarithm: median, and variance as a part
#: that stays and one that sinks with the characters of the source.
_USUAL_LENGTH = -0.15
_LENGTH_VARIANCE = 0.012
_VARIANCE_PER_CHARACTER = 0.9
#: Words of one stretch are not independent: a nat of theirs is worth so much beside one of length
#: when stretches compete. The best stretch is then weighed anew.
_WORD_WEIGHT = 0.5
#: A stretch says something only if most of the segment is there to compare it with.
MAX_SHARE = 0.9


@dataclass(frozen=True, slots=True)
class Shortage:
    """The length of a target: how far from the usual one, as a logarithm, and its variance."""

    distance: float
    variance: float

    @classmethod
    def of(cls, source: str, target: str) -> Shortage:
        """Measure a target against its source; neither is empty."""
        return cls(
            math.log(len(target) / len(source)) - _USUAL_LENGTH,
            _LENGTH_VARIANCE + _VARIANCE_PER_CHARACTER / len(source),
        )

    @property
    def deviations(self) -> float:
        """The distance in standard deviations; below 0 the target is short."""
        return self.distance / math.sqrt(self.variance)

    def weigh_loss(self, nats: float, share: float) -> float:
        """Return how much speaks for the loss of a stretch, in nats; above 0 something does.

        Args:
            nats: what its words say.
            share: how much of the source's characters it is; no more than MAX_SHARE.

        >>> short, usual = Shortage.of("a" * 100, "a" * 50), Shortage.of("a" * 100, "a" * 86)
        >>> short.weigh_loss(1.0, 0.4) > 0 > usual.weigh_loss(1.0, 0.4)
        True
        """
        expected = math.log(1 - share)
        length = (self.distance**2 - (self.distance - expected) ** 2) / 2
        return _WORD_WEIGHT * nats + length / self.variance
