"""Suspected omissions, put to a model: would it rather not have read this stretch?

A target that leaves a stretch of its source out is a better translation of the source without
the stretch than of the whole (Vamvas and Sennrich 2022, "As Little as Possible, as Much as
Necessary"), and where its end was cut off, the model would have gone on. Asking costs two
readings of the target, so only what words and lengths suspect is asked about.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from translator.checks.omission import (
    Suspect,
    check_omission,
    describe_omission,
    find_suspect,
    find_traces,
)
from translator.checks.suspicion import load_omission_weights
from translator.decoding.preparation import prepare_source
from translator.errors import EngineError
from translator.protocols import Check, ScoringEngine, TranslationEngine
from translator.text.normalize import normalize_target
from translator.types import BlockTranslation, DecodingOptions, Finding, SegmentTranslation

#: A suspected stretch and the segment that it stands in.
Case = tuple[SegmentTranslation, Suspect]


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
        weights = load_omission_weights()
        traces = find_traces(block)
        cases = [
            (part, suspect)
            for part in block.segments
            if (suspect := find_suspect(part, traces=traces))
            and weights.words.weigh(suspect.measures) > weights.suspicion
        ]
        if not cases:
            return ()
        try:
            answers = measure_with_model(cases, engine=engine, options=self._options)
        except EngineError:
            return check_omission(block)
        return [
            describe_omission(suspect, part)
            for (part, suspect), answer in zip(cases, answers, strict=True)
            if weights.model.weigh([*suspect.measures, *answer]) > weights.model.threshold
        ]


def measure_with_model(
    cases: Sequence[Case], *, engine: ScoringEngine, options: DecodingOptions
) -> list[tuple[float, float]]:
    """Return for each case what suspicion.MODEL_MEASURES has beyond the words: gain and ending.

    Raises:
        EngineError: the engine cannot read one of the texts.
    """
    whole = [prepare_source(part.segment.text).text for part, _ in cases]
    shorter = [prepare_source(_cut_out(part.segment.text, suspect)).text for part, suspect in cases]
    targets = [normalize_target(part.target) for part, _ in cases]
    scores = engine.score_batch([*whole, *shorter], [*targets, *targets], options)
    return [
        (after.mean - before.mean, before.ending)
        for before, after in zip(scores[: len(cases)], scores[len(cases) :], strict=True)
    ]


def _cut_out(text: str, suspect: Suspect) -> str:
    """Return a text without a stretch and the space behind it.

    >>> _cut_out("Il part, dit-elle, demain", Suspect(9, 17, ()))
    'Il part, , demain'
    """
    return text[: suspect.start] + text[suspect.end :].lstrip() or text


def with_model(
    checks: Iterable[Check], *, engine: TranslationEngine, options: DecodingOptions
) -> tuple[Check, ...]:
    """Return the checks with those in place of which a model knows better."""
    return tuple(
        OmissionCheck(engine, options) if check is check_omission else check for check in checks
    )
