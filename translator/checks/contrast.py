"""Suspected omissions, put to a model: would it rather not have had to read this stretch?

A target that leaves a stretch of its source out is a better translation of the source without
the stretch than of the whole. A model that scores given translations can be asked just that
(Vamvas and Sennrich 2022, "As Little as Possible, as Much as Necessary"); asking costs two
readings of the target, so only stretches that words and lengths suspect are asked about.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from translator.align.blocks import align_block
from translator.checks.omission import (
    Stretch,
    check_omission,
    describe_omission,
    find_stretch,
    find_traces,
)
from translator.decoding.preparation import prepare_source
from translator.errors import EngineError
from translator.protocols import Check, ScoringEngine, TranslationEngine
from translator.text.normalize import normalize_target
from translator.types import BlockTranslation, DecodingOptions, Finding, SegmentTranslation

#: A stretch is suspected from here on, in nats: by words and lengths, then with links as well.
_MIN_SUSPICION = 3.0
#: What the gain of a nat a token is worth, in nats of words and length. Chosen, as the thresholds
#: are, on pairs of benchmarks/checks.md; half or double finds as many within two in a hundred.
_GAIN_WEIGHT = 10.0
#: A stretch is reported from here on, in nats of all three (benchmarks/checks.md).
_MIN_SCORE = 7.0


class OmissionCheck:
    """O01 with the help of a model; without one that can score, it is check_omission.

    Args:
        engine: reads the targets, whoever wrote them.
        options: of the engine.
    """

    def __init__(self, engine: TranslationEngine, options: DecodingOptions) -> None:
        self._engine, self._options = engine, options

    def __call__(self, block: BlockTranslation) -> Iterable[Finding]:
        engine = self._engine
        if not isinstance(engine, ScoringEngine):
            return check_omission(block)
        traces = find_traces(block)
        suspects = [
            part
            for part in block.segments
            if find_stretch(part, traces=traces, min_score=_MIN_SUSPICION)
        ]
        if not suspects:
            return ()
        # Only what is suspected is linked, if it has not been for another purpose.
        linked = align_block(
            replace(block, segments=tuple(suspects)), engine=engine, options=self._options
        )
        stretches = [
            (part, stretch)
            for part in linked.segments
            if (stretch := find_stretch(part, traces=traces, min_score=_MIN_SUSPICION))
        ]
        gains = self._measure_gains(stretches, engine)
        return [
            describe_omission(stretch, part)
            for (part, stretch), gain in zip(stretches, gains, strict=True)
            if stretch.score + _GAIN_WEIGHT * gain >= _MIN_SCORE
        ]

    def _measure_gains(
        self, stretches: Sequence[tuple[SegmentTranslation, Stretch]], engine: ScoringEngine
    ) -> list[float]:
        """Return how much likelier each target is without its stretch, in nats a token."""
        whole = [prepare_source(part.segment.text).text for part, _ in stretches]
        shorter = [
            prepare_source(_cut_out(part.segment.text, stretch)).text for part, stretch in stretches
        ]
        targets = [normalize_target(part.target) for part, _ in stretches]
        try:
            scores = engine.score_batch([*whole, *shorter], [*targets, *targets], self._options)
        except EngineError:
            return [0.0] * len(stretches)
        middle = len(stretches)
        return [
            after.mean - before.mean
            for before, after in zip(scores[:middle], scores[middle:], strict=True)
        ]


def _cut_out(text: str, stretch: Stretch) -> str:
    """Return a text without a stretch and the space behind it.

    >>> _cut_out("Il part, dit-elle, demain", Stretch(9.0, 9, 17))
    'Il part, , demain'
    """
    return text[: stretch.start] + text[stretch.end :].lstrip() or text


def with_model(
    checks: Iterable[Check], *, engine: TranslationEngine, options: DecodingOptions
) -> tuple[Check, ...]:
    """Return the checks with those in place of which a model knows better."""
    return tuple(
        OmissionCheck(engine, options) if check is check_omission else check for check in checks
    )
