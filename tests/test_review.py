"""The segments to look at first: order, reasons, alternatives."""

from __future__ import annotations

from dataclasses import replace

from sample_report import make_report

from translator.confidence import rate_block
from translator.review import add_alternatives, add_review
from translator.testing import EchoEngine
from translator.types import Calibration, DecodingOptions, Report

CALIBRATION = Calibration(intercept=61.0, score=26.0, length=1.7, imbalance=-6.0)


def make_rated_report() -> Report:
    report = make_report()
    blocks = tuple(rate_block(block, CALIBRATION) for block in report.translation.blocks)
    return replace(report, translation=replace(report.translation, blocks=blocks))


def test_add_review_lists_the_worst_first() -> None:
    """A missing sentence, then one the model doubts, then one with a wrong number."""
    items = add_review(make_rated_report(), count=3).review
    assert [(item.ref.block_index, item.confidence, item.reasons) for item in items] == [
        (5, 0, ("the sentence has no translation (E01)",)),
        (3, 7, ("the model was unsure of its words", "the first attempt at it failed")),
        (1, 58, ("the number 14 000 became 40,000 (N01)",)),
    ]


def test_add_review_never_lists_more_than_there_is() -> None:
    """Copied segments without a finding need no person."""
    report = make_rated_report()
    items = add_review(report, count=100).review
    assert len(items) == report.translation.num_segments - 1
    assert all(item.reasons for item in items)


def test_add_review_without_scores_goes_by_findings() -> None:
    """An engine that says nothing of itself still gets its findings listed first."""
    items = add_review(make_report(), count=2).review
    assert [item.ref.block_index for item in items] == [5, 1]


def test_add_alternatives_keeps_those_that_differ() -> None:
    """What differs from the target in punctuation alone is no other translation."""
    report = add_review(make_rated_report(), count=2)
    engine = EchoEngine()
    options = DecodingOptions()
    plain = add_alternatives(report, engine=engine, options=options, count=2).review
    assert engine.calls[0][1].num_hypotheses == 5
    # The echo's hypotheses differ in full stops only, so there is one: the source itself.
    assert plain[0].alternatives == ("Le pont rouvrira à l'automne.",)


def test_add_alternatives_survives_an_engine_that_fails() -> None:
    """Alternatives are an extra: without them the review stands."""
    report = add_review(make_rated_report(), count=1)
    engine = EchoEngine(failures=["Le pont rouvrira à l'automne."])
    found = add_alternatives(report, engine=engine, options=DecodingOptions(), count=2)
    assert found == report
