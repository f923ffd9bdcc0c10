"""A wider search where a number, a date or a name was lost."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from scripted_engine import ScriptedEngine

from translator.decoding.repair import decode_sources
from translator.decoding.second_look import count_faults, look_again
from translator.errors import DecodingFailed
from translator.types import DecodingOptions, Hypothesis

SOURCE = "La fuite est à la station 91 de Loriac."
LOST = "The leak is at the Loriac station."
RIGHT = "The leak is at Loriac station 91."
OPTIONS = DecodingOptions()


class NarrowEngine(ScriptedEngine):
    """Has more to say to whoever asks for more, each the less likely the later it comes."""

    def __init__(self, *targets: str, step: float = 0.01) -> None:
        super().__init__()
        self._targets, self._step = targets, step

    def translate_batch(
        self, sources: Sequence[str], options: DecodingOptions
    ) -> list[tuple[Hypothesis, ...]]:
        super().translate_batch(sources, options)
        found = tuple(
            Hypothesis(text=text, score=-0.5 - self._step * rank, num_tokens=9)
            for rank, text in enumerate(self._targets)
        )
        return [found[: options.num_hypotheses]] * len(sources)


def look(engine: ScriptedEngine, *sources: str, options: DecodingOptions = OPTIONS) -> list[str]:
    """Return all hypotheses of all sources after a second look."""
    decodings = decode_sources(sources, engine=engine, options=options)
    settled = look_again(decodings, engine=engine, options=options)
    assert list(settled) == list(decodings)
    return [item.text for decoding in settled.values() for item in decoding.hypotheses]


def test_second_look_takes_the_likeliest_that_says_everything() -> None:
    """Not the first with fewer faults, and not one that is right but less likely."""
    engine = NarrowEngine(LOST, "The leak is there.", RIGHT, RIGHT.replace("is", "was"))
    assert look(engine, SOURCE) == [RIGHT]
    assert engine.options[-1].num_hypotheses == engine.options[-1].beam_size == 16


def test_second_look_keeps_as_many_hypotheses_as_were_asked_for() -> None:
    """The better one comes first, the first one second."""
    engine = NarrowEngine(LOST, "The leak is there.", RIGHT)
    options = DecodingOptions(num_hypotheses=2)
    assert look(engine, SOURCE, options=options) == [RIGHT, LOST]


def test_second_look_asks_for_nothing_where_nothing_is_lost() -> None:
    """One call is all."""
    engine = NarrowEngine(RIGHT, LOST)
    assert look(engine, SOURCE) == [RIGHT]
    assert len(engine.calls) == 1


def test_second_look_keeps_the_first_where_nothing_is_better() -> None:
    """One that loses as much, and one that is far less likely."""
    assert look(NarrowEngine(LOST, "A leak is at the Loriac station."), SOURCE) == [LOST]
    assert look(NarrowEngine(LOST, RIGHT, step=0.5), SOURCE) == [LOST]


def test_second_look_leaves_what_is_wrong_throughout_alone() -> None:
    """Where three things are lost at once, the text is no French or the target no translation."""
    lost = "There is a leak, and it is at some station of some town, as they say."
    engine = NarrowEngine(lost, RIGHT)
    source = "Le 3 mars, la fuite est à la station 91 de Loriac, dit Anne Rouvier."
    assert look(engine, source) == [lost]
    assert len(engine.calls) == 1


def test_second_look_survives_an_engine_that_raises() -> None:
    """What was there is there still."""

    class Breaking(NarrowEngine):
        def translate_batch(
            self, sources: Sequence[str], options: DecodingOptions
        ) -> list[tuple[Hypothesis, ...]]:
            if options.num_hypotheses > 1:
                raise DecodingFailed("boom")
            return super().translate_batch(sources, options)

    assert look(Breaking(LOST, RIGHT), SOURCE) == [LOST]


@pytest.mark.parametrize(
    ("source", "target", "count"),
    [
        (SOURCE, RIGHT, 0),
        (SOURCE, LOST, 1),
        ("De 2021 à 2022.", "From 2021 to 20222.", 0),
        ("Le 3 mars, Anne Rouvier partit.", "On May 3, he left.", 3),
    ],
)
def test_second_look_counts_what_is_lost(source: str, target: str, count: int) -> None:
    """What is put right afterwards is no fault."""
    assert count_faults(source, target) == count
