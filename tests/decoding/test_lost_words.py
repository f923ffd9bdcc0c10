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


@pytest.mark.parametrize(
    ("source", "english"),
    [
        ("Il a voté, jeudi 13 novembre, la loi.", "Il a voté, on Thursday, November 13, la loi."),
        ("Le 1er mai 2026, il a voté.", "On May 1, 2026, il a voté."),
        ("Il vote depuis le 3 mars.", "Il vote depuis March 3."),
        ("Il a voté le mardi 2 juin.", "Il a voté on Tuesday, June 2."),
        # No dates: a price, a rank, a number before a month of something else.
        ("Il a voté 45 mars.", None),
        ("Il a voté en mars.", None),
    ],
)
def test_lost_dates_are_said_as_english_writes_them(source: str, english: str | None) -> None:
    """The whole date, with the preposition that English has there."""
    said = "He voted, on a day that had been chosen."
    plain = "He voted for what they all had wanted."
    engine = WritingEngine(replies={source: plain, english or "": said})
    say(engine, source)
    asked = [sources for sources, _ in engine.calls]
    assert asked == [(source,), *([(english,)] if english else [])]


def test_lost_dates_are_taken_where_nothing_else_is_lost() -> None:
    """Day, weekday and month are all there."""
    source = "Le conseil a voté, jeudi 13 novembre, la loi."
    mixed = "Le conseil a voté, on Thursday, November 13, la loi."
    said = "On Thursday, November 13, the council voted the law."
    plain = "The council voted the law."
    assert say(WritingEngine(replies={source: plain, mixed: said}), source) == said
    half = "On Thursday 13, the council voted the law."
    assert say(WritingEngine(replies={source: plain, mixed: half}), source) == plain


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


def test_lost_dates_may_make_a_sentence_a_little_less_likely() -> None:
    """A sentence without its date has a fault that every reader would mind."""
    source = "Le conseil a voté, jeudi 13 novembre, la loi."
    mixed = "Le conseil a voté, on Thursday, November 13, la loi."
    said = "On Thursday, November 13, the council voted the law."

    class Engine(DoubtingEngine):
        def translate_batch(
            self, sources: Sequence[str], options: DecodingOptions
        ) -> list[tuple[Hypothesis, ...]]:
            targets = {source: ("The council voted the law.", -0.5), mixed: (said, self._score)}
            return [
                (Hypothesis(text=targets[text][0], score=targets[text][1], num_tokens=9),)
                for text in sources
            ]

    assert say(Engine(score=-0.6), source) == said
    assert say(Engine(score=-0.8), source) == "The council voted the law."
