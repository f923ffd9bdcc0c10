"""Tests for suspected omissions that a model is asked about."""

from __future__ import annotations

from collections.abc import Sequence

from translator.checks import DEFAULT_CHECKS, check_omission
from translator.checks.contrast import OmissionCheck, with_model
from translator.errors import DecodingFailed
from translator.testing import EchoEngine
from translator.types import (
    Block,
    BlockKind,
    BlockTranslation,
    DecodingOptions,
    Hypothesis,
    Likelihood,
    Segment,
    SegmentTranslation,
)

OPTIONS = DecodingOptions()
SOURCE = (
    "Le gouvernement a promis mardi une nouvelle réforme des retraites, mais les syndicats et "
    "plusieurs associations demandent des garanties pour les salariés."
)
WHOLE = (
    "On Tuesday the government promised a new reform of pensions, but the unions and several "
    "associations demand guarantees for employees."
)
CUT = "On Tuesday the government promised a new reform of pensions for employees."


class Judge(EchoEngine):
    """Prefers the source without a stretch by so many nats a token; fails where that is None.

    ``ending`` is what it thinks of the end of every target.
    """

    def __init__(self, gain: float | None, *, ending: float = -0.5) -> None:
        super().__init__()
        self.gain, self.ending = gain, ending
        self.asked: list[tuple[str, str]] = []

    def score_batch(
        self, sources: Sequence[str], targets: Sequence[str], options: DecodingOptions
    ) -> list[Likelihood]:
        if self.gain is None:
            raise DecodingFailed("too long")
        self.asked += zip(sources, targets, strict=True)
        longest = max(map(len, sources))
        return [
            Likelihood(
                mean=-2.0 + self.gain * (len(source) < longest), lowest=-9.0, ending=self.ending
            )
            for source in sources
        ]


def make_block(target: str) -> BlockTranslation:
    segment = Segment(block_index=0, index=0, text=SOURCE, start=0, end=len(SOURCE))
    part = SegmentTranslation(segment=segment, hypotheses=(Hypothesis(text=target),))
    block = Block(index=0, kind=BlockKind.PARAGRAPH, text=SOURCE)
    return BlockTranslation(block=block, target=target, segments=(part,))


def find(engine: EchoEngine, target: str) -> list[str]:
    return [finding.message for finding in OmissionCheck(engine, OPTIONS)(make_block(target))]


def test_a_model_confirms_an_omission() -> None:
    """What the model would rather not have read is reported with its words."""
    judge = Judge(gain=0.5)
    (message,) = find(judge, CUT)
    assert message.startswith("nothing in the target seems to say: ")
    assert "garanties" in message
    (whole, target), (shorter, same) = judge.asked
    assert target == same == CUT
    assert whole == SOURCE
    assert "garanties" not in shorter


def test_a_model_acquits_a_free_translation() -> None:
    """A stretch without which the target is far less likely was translated after all."""
    assert find(Judge(gain=-8.0), CUT) == []


def test_a_model_that_would_go_on_speaks_for_an_omission() -> None:
    """Where the end of a target surprises the model, more of it is taken to be missing."""
    gains = [step / 4 for step in range(-32, 1)]
    calm = [gain for gain in gains if find(Judge(gain=gain, ending=-0.1), CUT)]
    surprised = [gain for gain in gains if find(Judge(gain=gain, ending=-12.0), CUT)]
    assert set(calm) < set(surprised)


def test_nobody_is_asked_about_a_whole_translation() -> None:
    """Where words and length suspect nothing, nothing is read again."""
    judge = Judge(gain=5.0)
    assert find(judge, WHOLE) == []
    assert judge.asked == []


def test_words_and_length_decide_where_the_model_cannot() -> None:
    """A text that the engine refuses is judged without it, and so is one without such an engine."""
    assert len(find(Judge(gain=None), CUT)) == 1
    assert find(EchoEngine(), CUT) == [found.message for found in check_omission(make_block(CUT))]


def test_the_other_checks_stay() -> None:
    """Only the check that a model improves is replaced, in its place."""
    checks = with_model(DEFAULT_CHECKS, engine=Judge(gain=0.0), options=OPTIONS)
    changed = [old for old, new in zip(DEFAULT_CHECKS, checks, strict=True) if new is not old]
    assert changed == [check_omission]
