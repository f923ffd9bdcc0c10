"""Words that a target lost, said with the help of the source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from translator.decoding.lost_words import say_lost_words
from translator.decoding.repair import decode_sources
from translator.glossary.forcing import GlossaryEngine
from translator.glossary.matching import Glossary
from translator.protocols import TranslationEngine
from translator.testing import EchoEngine
from translator.types import DecodingOptions, Hypothesis, Term

OPTIONS = DecodingOptions(beam_size=2)
SOURCE = "Une promenade en bateau sur le lac, le 3 mars, avec Anne Roy."
MIXED = "Une promenade en boat sur le lac, le 3 mars, avec Anne Roy."
PLAIN = "A walk on the lake, on March 3, with Anne Roy."
SAID = "A boat walk on the lake, on March 3, with Anne Roy."


def say(engine: TranslationEngine, source: str = SOURCE) -> str:
    """Return what the group of one source ends with."""
    decodings = decode_sources([source], engine=engine, options=OPTIONS)
    settled = say_lost_words(decodings, engine=engine, options=OPTIONS)
    assert list(settled) == [source]
    assert len(settled[source].hypotheses) == len(decodings[source].hypotheses)
    return settled[source].hypotheses[0].text


class WritingEngine(EchoEngine):
    """One whose English is its own, where the other's letters are the source's."""

    is_literal = False


def test_lost_words_are_said_with_english_in_the_source() -> None:
    engine = WritingEngine(replies={SOURCE: PLAIN, MIXED: SAID})
    assert say(engine) == SAID


@pytest.mark.parametrize(
    "other",
    [
        MIXED,  # not translated at all
        PLAIN,  # as before
        "A boat.",
        "A boat walk on the lake, on March 4, with Anne Roy.",
        "A boat walk on the lake, on March 3, with Paul Morel.",
        "A boat boat boat boat boat boat boat boat boat boat boat boat boat boat.",
    ],
)
def test_lost_words_are_not_worth_anything_else(other: str) -> None:
    """A number, a name, half of the words, the thread."""
    assert say(WritingEngine(replies={SOURCE: PLAIN, MIXED: other})) == PLAIN


def test_lost_words_cost_nothing_where_none_is_lost() -> None:
    engine = WritingEngine(replies={SOURCE: SAID})
    assert say(engine) == SAID
    assert len(engine.calls) == 1


def test_lost_words_begin_a_source_with_a_capital() -> None:
    source = "Bateau à vendre au port de Marseille."
    said = "Boat for sale in the port of Marseille."
    engine = WritingEngine(
        replies={
            source: "For sale in the port of Marseille.",
            "Boat à vendre au port de Marseille.": said,
        }
    )
    assert say(engine, source) == said


def test_lost_words_are_the_users_where_the_glossary_is() -> None:
    """Whoever has words of his own for a sentence gets no others."""
    engine = WritingEngine(replies={SOURCE: PLAIN.replace("lake", "pond"), MIXED: SAID})
    glossary = Glossary([Term(source="lac", target="pond")])
    assert say(GlossaryEngine(engine, glossary)) == PLAIN.replace("lake", "pond")


def test_lost_words_are_not_looked_for_by_an_engine_of_letters() -> None:
    """Its targets are its sources."""
    engine = EchoEngine(replies={SOURCE: PLAIN, MIXED: SAID})
    engine.is_literal = True
    assert say(engine) == PLAIN


class DoubtingEngine(WritingEngine):
    """Finds what it makes of a source with English in it as likely as it is told."""

    def __init__(self, *, score: float) -> None:
        super().__init__(replies={SOURCE: PLAIN, MIXED: SAID})
        self._score = score

    def translate_batch(
        self, sources: Sequence[str], options: DecodingOptions
    ) -> list[tuple[Hypothesis, ...]]:
        return [
            tuple(replace(item, score=self._score if source == MIXED else -0.5) for item in items)
            for source, items in zip(
                sources, super().translate_batch(sources, options), strict=True
            )
        ]


@pytest.mark.parametrize(("score", "target"), [(-0.4, SAID), (-0.5, SAID), (-0.6, PLAIN)])
def test_lost_words_are_said_only_if_the_sentence_is_as_likely(score: float, target: str) -> None:
    """A word that does not fit makes the rest worse."""
    assert say(DoubtingEngine(score=score)) == target
