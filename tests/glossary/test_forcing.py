"""A model is made to say the terms it missed, and nothing else is lost for it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from translator.engines.marian_ct2 import CTranslate2Engine
from translator.engines.marian_torch import TransformersEngine
from translator.glossary.drafts import Draft, keeps_facts
from translator.glossary.forcing import GlossaryEngine
from translator.glossary.matching import Glossary
from translator.protocols import AttendingEngine, CompletingEngine, TranslationEngine
from translator.testing import EchoEngine, check_engine
from translator.types import DecodingOptions, Hypothesis, Likelihood, Term

OPTIONS = DecodingOptions(beam_size=2)
SOURCE = "La chaudière de M. Morel coûte 300 euros."


def make_glossary(**terms: str) -> Glossary:
    """Return a glossary; an underscore is a space."""
    return Glossary([Term(source=key.replace("_", " "), target=terms[key]) for key in terms])


def translate(engine: TranslationEngine, glossary: Glossary, source: str = SOURCE) -> str:
    """Return the first hypothesis."""
    return GlossaryEngine(engine, glossary).translate_batch([source], OPTIONS)[0][0].text


def test_forcing_puts_the_term_in_the_place_of_what_was_said() -> None:
    """The model goes on behind the term; names and figures stay."""
    engine = EchoEngine(replies={SOURCE: "The chaudière of Mr Morel costs 300 euros."})
    said = translate(engine, make_glossary(chaudière="boiler"))
    assert said == "The boiler of Mr Morel costs 300 euros."
    assert len(engine.completions) == 1


def test_forcing_asks_for_nothing_that_is_there() -> None:
    """A term that was said, and a text without terms, cost no second decoding."""
    engine = EchoEngine(replies={SOURCE: "The boilers of Mr Morel cost 300 euros."})
    assert "boilers" in translate(engine, make_glossary(chaudière="boiler"))
    assert "boilers" in translate(engine, make_glossary(grutier="crane operator"))
    assert engine.completions == []


def test_forcing_keeps_the_plain_target_where_a_fact_would_be_lost() -> None:
    """A target that says the term and forgets the sum is no better."""
    plain = Hypothesis(text="The pot of Mr Morel costs 300 euros.")
    draft = Draft(
        source=SOURCE,
        uses=make_glossary(chaudière="boiler").find(SOURCE),
        plain=plain,
        best=plain,
    )
    assert keeps_facts(draft, "The boiler of Mr Morel costs 300 euros.")
    assert not keeps_facts(draft, "The boiler of Mr Morel costs a lot of euros.")
    assert not keeps_facts(draft, "The boiler of the mayor costs 300 euros.")
    assert not keeps_facts(draft, "Boiler: Morel, 300.")


class PlainEngine:
    """An engine that can do nothing but translate."""

    def __init__(self) -> None:
        self._engine = EchoEngine()
        self.info = self._engine.info
        self.count_tokens = self._engine.count_tokens
        self.translate_batch = self._engine.translate_batch


def test_forcing_leaves_an_engine_alone_that_cannot_go_on() -> None:
    """Its targets come as they are; the check says what they lack."""
    assert translate(PlainEngine(), make_glossary(chaudière="boiler")) == SOURCE


def test_forcing_offers_what_the_engine_behind_offers() -> None:
    """Nothing more, and nothing less."""
    glossary = make_glossary(chaudière="boiler")
    assert isinstance(GlossaryEngine(EchoEngine(), glossary), CompletingEngine)
    assert not isinstance(GlossaryEngine(EchoEngine(), glossary), AttendingEngine)
    assert not isinstance(GlossaryEngine(PlainEngine(), glossary), CompletingEngine)


class ScoringEcho(EchoEngine):
    """Echoes, and finds every target as likely as it is told."""

    def __init__(self, *, replies: dict[str, str], mean: float) -> None:
        super().__init__(replies=replies)
        self._mean = mean

    def score_batch(
        self, sources: Sequence[str], targets: Sequence[str], options: DecodingOptions
    ) -> list[Likelihood]:
        return [Likelihood(mean=self._mean, lowest=self._mean) for _ in targets]


@pytest.mark.parametrize(("mean", "num_completions"), [(-0.1, 0), (-2.0, 1)])
def test_forcing_goes_on_from_a_term_only_where_it_fits_badly(
    mean: float, num_completions: int
) -> None:
    """Where the target stays likely with the term put in, nothing else need be decoded."""
    engine = ScoringEcho(replies={SOURCE: "The chaudière of Mr Morel costs 300 euros."}, mean=mean)
    said = translate(engine, make_glossary(chaudière="boiler"))
    assert said == "The boiler of Mr Morel costs 300 euros."
    assert len(engine.completions) == num_completions


def test_forcing_is_an_engine(tiny_model: Path) -> None:
    """With terms in what it is asked, too, the contract of engines holds."""
    engine = CTranslate2Engine(tiny_model, device="cpu", compute_type="float32")
    check_engine(GlossaryEngine(engine, make_glossary(grève="walkout", Le="The")))


@pytest.mark.parametrize("term", ["walkout", "river crossing"])
@pytest.mark.parametrize("kind", [CTranslate2Engine, TransformersEngine])
def test_forcing_makes_a_real_model_say_a_term(
    kind: type[CTranslate2Engine | TransformersEngine],
    term: str,
    tiny_model: Path,
    tiny_checkpoint: Path,
    tiny_sentences: tuple[str, ...],
) -> None:
    """The prefix that either engine is given is in its target, with the model's words behind."""
    folder = tiny_model if kind is CTranslate2Engine else tiny_checkpoint
    engine = kind(folder, device="cpu", compute_type="float32")
    source = tiny_sentences[0]
    (plain,) = engine.translate_batch([source], OPTIONS)
    head = plain[0].text.split(" ")[0]
    (found,) = engine.complete_batch([source], [f"{head} {term}"], OPTIONS)
    assert found[0].text.startswith(f"{head} {term}")
    assert found[0].score is not None
    assert found[0].num_tokens > 0


def test_forcing_has_the_same_from_both_engines(
    tiny_model: Path, tiny_checkpoint: Path, tiny_sentences: tuple[str, ...]
) -> None:
    """Targets that are begun end alike, and so do their scores."""
    engines = (
        CTranslate2Engine(tiny_model, device="cpu", compute_type="float32"),
        TransformersEngine(tiny_checkpoint, device="cpu", compute_type="float32"),
    )
    begun = ["The council", "", "There are", "The mayor"]
    ours, theirs = (engine.complete_batch(tiny_sentences, begun, OPTIONS) for engine in engines)
    assert [found[0].text for found in ours] == [found[0].text for found in theirs]
    assert [found[0].score for found in ours] == pytest.approx(
        [found[0].score for found in theirs], abs=1e-3
    )
