"""The numbers behind O01: what is shipped, and what it says about plain cases."""

from __future__ import annotations

import pytest

from translator.checks.omission import MIN_SOURCE_LENGTH, Traces, find_source_words, find_suspect
from translator.checks.suspicion import (
    MODEL_MEASURES,
    WORD_MEASURES,
    Judgment,
    format_omission_weights,
    load_omission_weights,
    read_omission_weights,
)
from translator.types import Hypothesis, Segment, SegmentTranslation

SOURCE = (
    "Le gouvernement a promis mardi une nouvelle réforme des retraites, mais les syndicats et "
    "plusieurs associations demandent des garanties pour les salariés."
)
CUT = "On Tuesday the government promised a new reform of pensions for employees."


def make_part(source: str, target: str) -> SegmentTranslation:
    segment = Segment(block_index=0, index=0, text=source, start=0, end=len(source))
    return SegmentTranslation(segment=segment, hypotheses=(Hypothesis(text=target),))


def test_shipped_weights_name_what_they_weigh() -> None:
    """The file beside the checks fits the program, and survives being written again."""
    weights = load_omission_weights()
    assert weights.words.measures == WORD_MEASURES
    assert weights.model.measures == MODEL_MEASURES
    assert weights.suspicion < weights.words.threshold
    assert read_omission_weights(format_omission_weights(weights)) == weights


def test_shipped_weights_point_the_right_way() -> None:
    """Lost words, a short target and a model's preference speak for a loss, for any fit."""
    weights = load_omission_weights()
    assert all(lost > 0 > kept for lost, kept in weights.traces.values())
    for judgment in (weights.words, weights.model):
        slopes = dict(zip(judgment.measures, judgment.weights, strict=True))
        assert slopes["nats"] > 0 > slopes["shortage"]
    slopes = dict(zip(weights.model.measures, weights.model.weights, strict=True))
    assert slopes["gain"] > 0 > slopes["ending"]


def test_weigh_refuses_other_measures() -> None:
    """A measure too few is a mistake of the program, never a silent zero."""
    judgment = Judgment(measures=("a", "b"), intercept=0.0, weights=(1.0, 1.0), threshold=0.0)
    with pytest.raises(ValueError, match="shorter"):
        judgment.weigh([1.0])


def test_the_suspected_stretch_is_the_lost_one() -> None:
    """The words found are those of the clause that the target leaves out."""
    suspect = find_suspect(make_part(SOURCE, CUT), traces=Traces.of(CUT))
    assert suspect is not None
    lost = SOURCE[suspect.start : suspect.end]
    assert "syndicats et plusieurs associations demandent des garanties" in lost
    assert "gouvernement" not in lost


def test_short_sources_and_long_targets_are_not_suspected() -> None:
    """A heading is translated freely, and what is not short has lost nothing."""
    short = SOURCE[: MIN_SOURCE_LENGTH - 1]
    assert find_suspect(make_part(short, "Go."), traces=Traces.of("Go.")) is None
    assert find_suspect(make_part(SOURCE, CUT * 3), traces=Traces.of(CUT)) is None
    assert find_suspect(make_part(SOURCE, " "), traces=Traces.of("")) is None


def test_source_words_are_told_apart_by_what_they_leave() -> None:
    """Names, numbers, words of the lexicon and others have habits of their own."""
    words = find_source_words("En 2019, Marchaudon voulait des retraites.", Traces.of("In 2019"))
    number, name, *_, listed = words
    assert (number.sort, number.is_traced) == ("number", True)
    assert (name.sort, name.is_traced) == ("name", False)
    assert listed.sort in set("6789")
