"""Engines that raise: the article is translated all the same, and what is not is a finding."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable, Sequence

import pytest
from conftest import CommandLine
from scripted_engine import ScriptedEngine, shout

from translator.decoding.repair import decode_sources
from translator.errors import DecodingFailed, EngineUnavailable
from translator.types import DecodingOptions, Hypothesis

SENTENCES = tuple(f"Voici la phrase {number} du texte." for number in range(16))

#: As the libraries say it: CTranslate2 on a processor and on a graphics card, torch on both.
OUT_OF_MEMORY: tuple[Callable[[], Exception], ...] = (
    lambda: MemoryError(),
    lambda: MemoryError("std::bad_alloc"),
    lambda: RuntimeError("CUDA failed with error out of memory"),
    lambda: RuntimeError(
        "[enforce fail at alloc_cpu.cpp:121] . DefaultCPUAllocator: can't allocate memory: "
        "you tried to allocate 8589934592 bytes. Error code 12 (Cannot allocate memory)"
    ),
    lambda: DecodingFailed("CTranslate2 failed on 16 texts: CUDA failed with error out of memory"),
)


class SmallMachine(ScriptedEngine):
    """Has memory for so many tokens decoded together, as a real engine batches them."""

    def __init__(self, make_error: Callable[[], Exception], *, capacity: int) -> None:
        super().__init__()
        self._make_error = make_error
        self._capacity = capacity

    def translate_batch(
        self, sources: Sequence[str], options: DecodingOptions
    ) -> list[tuple[Hypothesis, ...]]:
        wanted = sum(map(self.count_tokens, sources))
        if min(wanted, options.max_batch_tokens) > self._capacity:
            self.calls.append(list(sources))
            raise self._make_error()
        return super().translate_batch(sources, options)


class RaisingEngine(ScriptedEngine):
    """Raises whenever a word is in its batch."""

    def __init__(self, error: Exception, word: str) -> None:
        super().__init__()
        self._error = error
        self._word = word

    def translate_batch(
        self, sources: Sequence[str], options: DecodingOptions
    ) -> list[tuple[Hypothesis, ...]]:
        if any(self._word in source for source in sources):
            raise self._error
        return super().translate_batch(sources, options)


@pytest.mark.parametrize("make_error", OUT_OF_MEMORY)
def test_faults_out_of_memory_halves_the_batch(make_error: Callable[[], Exception]) -> None:
    """Everything is translated, and the engine is asked a few times more, not once a text."""
    engine = SmallMachine(make_error, capacity=30)
    options = DecodingOptions(max_batch_tokens=512)
    decodings = decode_sources(SENTENCES, engine=engine, options=options)
    assert [decoding.error for decoding in decodings.values()] == [None] * len(SENTENCES)
    assert [decoding.hypotheses[0].text for decoding in decodings.values()] == [
        shout(source, options) for source in SENTENCES
    ]
    assert len(engine.calls) == 7


def test_faults_out_of_memory_inside_an_engine_that_batches() -> None:
    """Fewer tokens at once are asked for too: fewer texts would still fill the engine's batch."""
    engine = SmallMachine(MemoryError, capacity=100)
    many = tuple(f"Voici la phrase {number} du texte." for number in range(500))
    decodings = decode_sources(many, engine=engine, options=DecodingOptions(max_batch_tokens=512))
    assert not any(decoding.error for decoding in decodings.values())
    assert len(engine.calls) <= 15


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (DecodingFailed("boom"), "boom"),
        (RuntimeError("boom"), "RuntimeError: boom"),
        (IndexError("boom"), "IndexError: boom"),
        (MemoryError(), "MemoryError"),
        (UnicodeDecodeError("utf-8", b"\xff", 0, 1, "bad"), "UnicodeDecodeError: "),
    ],
)
def test_faults_one_text_never_costs_the_others(error: Exception, said: str) -> None:
    """Whatever is raised, the culprit alone has the error."""
    engine = RaisingEngine(error, "phrase 5")
    decodings = decode_sources(SENTENCES, engine=engine, options=DecodingOptions())
    failed = {source: item.error for source, item in decodings.items() if item.error}
    assert list(failed) == [SENTENCES[5]]
    assert str(failed[SENTENCES[5]]).startswith(said)
    assert decodings[SENTENCES[4]].hypotheses[0].text == SENTENCES[4].swapcase()


def test_faults_errors_hold_no_memory() -> None:
    """What a failed batch had in its hands is free before the next attempt."""

    class Tensor:
        """Stands for what a library had allocated."""

    held: list[weakref.ref[Tensor]] = []
    alive: list[int] = []

    class Hungry(ScriptedEngine):
        def translate_batch(
            self, sources: Sequence[str], options: DecodingOptions
        ) -> list[tuple[Hypothesis, ...]]:
            alive.append(sum(item() is not None for item in held))
            tensor = Tensor()
            held.append(weakref.ref(tensor))
            if len(sources) > 2:
                raise MemoryError
            return super().translate_batch(sources, options)

    gc.disable()
    try:
        decode_sources(SENTENCES, engine=Hungry(), options=DecodingOptions())
    finally:
        gc.enable()
    assert len(alive) > 8
    assert max(alive) == 0


@pytest.mark.parametrize("results", [[], [()], [(), ()]])
def test_faults_an_engine_that_loses_results(results: list[tuple[Hypothesis, ...]]) -> None:
    """Fewer results than texts are no results: they could belong to other texts."""

    class Careless(ScriptedEngine):
        def translate_batch(
            self, sources: Sequence[str], options: DecodingOptions
        ) -> list[tuple[Hypothesis, ...]]:
            if len(sources) > 1:
                return results
            return super().translate_batch(sources, options)

    decodings = decode_sources(SENTENCES[:3], engine=Careless(), options=DecodingOptions())
    assert [item.hypotheses[0].text for item in decodings.values()] == [
        source.swapcase() for source in SENTENCES[:3]
    ]


def test_faults_what_no_retry_can_mend_ends_the_work() -> None:
    """An engine that cannot work at all says so once, not once a text."""
    engine = RaisingEngine(EngineUnavailable("the graphics card has gone"), "phrase")
    with pytest.raises(EngineUnavailable):
        decode_sources(SENTENCES, engine=engine, options=DecodingOptions())


def test_faults_ctrl_c_is_no_fault_of_a_text() -> None:
    """An interruption goes through at once."""
    engine = RaisingEngine(KeyboardInterrupt(), "phrase 5")  # type: ignore[arg-type]
    with pytest.raises(KeyboardInterrupt):
        decode_sources(SENTENCES, engine=engine, options=DecodingOptions())


def test_faults_the_reader_sees_what_was_not_translated(cli: CommandLine) -> None:
    """The French stays in its place, the finding says why, and the run goes on."""
    cli.use_engine(RaisingEngine(RuntimeError("boom"), "bombe"))
    cli.write("a.txt", "Un début ici.\n\nUne bombe est là. Il pleut.\n\nLa fin.\n")
    outcome = cli("translate", "a.txt")
    assert (outcome.code, outcome.stdout) == (
        0,
        "uN DÉBUT ICI.\n\nUne bombe est là. iL PLEUT.\n\nlA FIN.\n",
    )
    outcome = cli("read", "a.txt", "--strict", "--no-brief")
    assert outcome.code == 1
    assert (
        "¶2 not translated: the engine failed on it (RuntimeError: boom) (error E02): "
        "Une bombe est là."
    ) in outcome.stdout


def test_faults_a_broken_engine_is_exit_5(cli: CommandLine) -> None:
    """Where nothing at all can be translated, the run fails, with what the engine said."""
    cli.use_engine(RaisingEngine(MemoryError(), ""))
    cli.write("a.txt", "Un début.\n\nLa fin.\n")
    outcome = cli("translate", "a.txt", "-o", "b.txt")
    assert (outcome.code, outcome.stderr) == (
        5,
        "error: the engine failed on everything it was given (2 texts), so the engine or model "
        "'scripted' is broken; try translator doctor. It said: MemoryError\n",
    )
    assert not (cli.folder / "b.txt").exists()
