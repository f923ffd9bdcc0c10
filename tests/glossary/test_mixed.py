"""Terms written into a source, which a model copies if it can."""

from __future__ import annotations

import pytest

from translator.glossary.forcing import GlossaryEngine
from translator.glossary.matching import Glossary
from translator.testing import EchoEngine
from translator.types import DecodingOptions, Term

OPTIONS = DecodingOptions(beam_size=2)
SOURCE = "La chaudière de M. Morel et la grue coûtent 300 euros."
MIXED = "La boiler de M. Morel et la crane coûtent 300 euros."
PLAIN = "The chaudière of Mr Morel and the grue cost 300 euros."
GLOSSARY = Glossary(
    [Term(source="chaudière", target="boiler"), Term(source="grue", target="crane")]
)


def translate(replies: dict[str, str], source: str = SOURCE) -> tuple[str, EchoEngine]:
    engine = EchoEngine(replies=replies)
    return GlossaryEngine(engine, GLOSSARY).translate_batch([source], OPTIONS)[0][0].text, engine


def test_mixed_source_says_all_terms_in_one_decoding() -> None:
    """The whole sentence may come out otherwise, for the better."""
    said = "Mr Morel's boiler and the crane cost 300 euros."
    target, engine = translate({SOURCE: PLAIN, MIXED: said})
    assert target == said
    assert engine.completions == []


@pytest.mark.parametrize(
    "said",
    [
        MIXED,  # not translated at all
        "The boiler of Mr Morel and the cranium cost 300 euros.",
        "The boiler of Mr Morel and the crane cost a lot of euros.",
        "The boiler of the mayor and the crane cost 300 euros.",
        "The boiler, the crane, Morel: 300 euros.",
        "The boiler of Mr Morel and the crane cost 300 euros, 300 euros, 300 euros, 300 euros.",
    ],
)
def test_mixed_source_is_not_believed_where_something_is_lost(said: str) -> None:
    """A term, a sum, a name, words, the thread: then each term is put into what was said first."""
    target, engine = translate({SOURCE: PLAIN, MIXED: said})
    assert target == "The boiler of Mr Morel and the crane cost 300 euros."
    assert engine.completions


def test_mixed_source_has_only_the_terms_that_are_missing() -> None:
    """What the model said by itself stays French for it."""
    source = "La chaudière et la grue."
    said = {
        source: "The boiler and the grue.",
        "La chaudière et la crane.": "The boiler and the crane.",
    }
    assert translate(said, source)[0] == "The boiler and the crane."


def test_mixed_source_is_believed_only_where_the_whole_term_is_copied() -> None:
    """Half of it may be a variant, and is none here."""
    engine = EchoEngine(
        replies={"La cour d'assises siège.": "The court.", "La assize court siège.": "Assize it."}
    )
    term = Term(source="cour d'assises", target="assize court", variants=("assize",))
    glossary = Glossary([term])
    found = GlossaryEngine(engine, glossary).translate_batch(["La cour d'assises siège."], OPTIONS)
    assert "assize court" in found[0][0].text
    assert engine.completions


def test_mixed_source_begins_with_a_capital_where_the_source_does() -> None:
    source = "Grue à louer."
    assert translate({source: "Grue.", "Crane à louer.": "Crane for hire."}, source)[0] == (
        "Crane for hire."
    )
