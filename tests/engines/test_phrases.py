"""The embedded model says what newspapers mean by their phrases; others are left to themselves."""

from __future__ import annotations

from pathlib import Path

import pytest

from translator.engines import loading
from translator.engines.marian_ct2 import CTranslate2Engine
from translator.glossary.forcing import GlossaryEngine
from translator.protocols import (
    AttendingEngine,
    ClaimingEngine,
    CompletingEngine,
    RepeatableEngine,
    ScoringEngine,
)


def test_phrases_are_for_embedded_models_alone(
    tiny_model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A checkpoint of the user's is not corrected by a table that was made for another one."""
    assert isinstance(loading.load_engine(model=str(tiny_model)), CTranslate2Engine)
    monkeypatch.setattr(loading, "models_dir", lambda: tiny_model.parent)
    helped = loading.load_engine(model=str(tiny_model))
    assert isinstance(helped, GlossaryEngine)
    assert isinstance(loading.load_engine(model=str(tiny_model), phrases=False), CTranslate2Engine)


def test_phrases_leave_an_engine_what_it_offers(
    tiny_model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It attends, scores, completes and repeats itself; what needs no model still needs none."""
    monkeypatch.setattr(loading, "models_dir", lambda: tiny_model.parent)
    helped = loading.load_engine(model=str(tiny_model))
    for protocol in (AttendingEngine, ScoringEngine, CompletingEngine, RepeatableEngine):
        assert isinstance(helped, protocol), protocol
    assert isinstance(helped, ClaimingEngine)
    assert not helped.claims("garde à vue")
