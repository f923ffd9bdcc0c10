"""The embedded model says what newspapers mean by their phrases; others are left to themselves."""

from __future__ import annotations

from pathlib import Path

import pytest

from translator.assets import places
from translator.decoding.planning import plan_block
from translator.engines import loading
from translator.engines.marian_ct2 import CTranslate2Engine
from translator.glossary.forcing import GlossaryEngine
from translator.glossary.matching import Glossary
from translator.protocols import (
    AttendingEngine,
    ClaimingEngine,
    CompletingEngine,
    RepeatableEngine,
    ScoringEngine,
)
from translator.readers import read_document
from translator.types import DecodingOptions, Term


def test_phrases_are_for_embedded_models_alone(
    tiny_model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A checkpoint of the user's is not corrected by a table that was made for another one."""
    assert isinstance(loading.load_engine(model=str(tiny_model)), CTranslate2Engine)
    monkeypatch.setattr(places, "models_dir", lambda: tiny_model.parent)
    helped = loading.load_engine(model=str(tiny_model))
    assert isinstance(helped, GlossaryEngine)
    assert isinstance(loading.load_engine(model=str(tiny_model), phrases=False), CTranslate2Engine)


def test_phrases_leave_an_engine_what_it_offers(
    tiny_model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It attends, scores, completes and repeats itself; what needs no model still needs none."""
    monkeypatch.setattr(places, "models_dir", lambda: tiny_model.parent)
    helped = loading.load_engine(model=str(tiny_model))
    for protocol in (AttendingEngine, ScoringEngine, CompletingEngine, RepeatableEngine):
        assert isinstance(helped, protocol), protocol
    assert isinstance(helped, ClaimingEngine)
    assert not helped.claims("garde à vue")


def test_phrases_in_plain_words_are_for_embedded_models_alone(
    tiny_model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another model is given the author's words, and a text with a user's term is left as it is."""
    (block,) = read_document("Un club rémois a été épinglé par la Cour.").blocks
    engine = loading.load_engine(model=str(tiny_model))

    def plan() -> str:
        (segment,) = plan_block(block, engine=engine, options=DecodingOptions()).segments
        return "".join(segment.parts)

    assert plan() == "Un club rémois a été épinglé par la Cour."
    monkeypatch.setattr(places, "models_dir", lambda: tiny_model.parent)
    assert plan() == "Un club de Reims a été critiqué par la Cour."
    engine = GlossaryEngine(engine, Glossary([Term(source="épinglé", target="pinned")]))
    assert plan() == "Un club rémois a été épinglé par la Cour."
