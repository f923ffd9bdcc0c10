"""Windows come out whole and in order, however their groups are decoded."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sequence

import pytest
from scripted_engine import ScriptedEngine, refuse

from translator.decoding.planning import BlockPlan, WindowSizes, plan_block
from translator.errors import DecodingFailed, EngineBroken
from translator.translate import iter_block_translations, iter_windows
from translator.types import (
    Block,
    BlockKind,
    BlockTranslation,
    DecodingOptions,
    Document,
    Hypothesis,
)

SIZES = WindowSizes(first_tokens=8, growth=4, max_tokens=64, group_tokens=16)


class PatientEngine(ScriptedEngine):
    """Remembers how many threads ever asked at once; longer texts take it longer."""

    def __init__(self, *args: object, is_thread_safe: bool = True) -> None:
        super().__init__(*args)  # type: ignore[arg-type]
        self.is_thread_safe = is_thread_safe
        self.threads: set[str] = set()
        self.most_at_once = 0
        self._at_once = 0
        self._lock = threading.Lock()

    def translate_batch(
        self, sources: Sequence[str], options: DecodingOptions
    ) -> list[tuple[Hypothesis, ...]]:
        with self._lock:
            self._at_once += 1
            self.most_at_once = max(self.most_at_once, self._at_once)
            self.threads.add(threading.current_thread().name)
        time.sleep(0.0005 * max(len(source) for source in sources))
        try:
            return super().translate_batch(sources, options)
        finally:
            with self._lock:
                self._at_once -= 1


def make_document(count: int) -> Document:
    """Return a document of so many blocks of different lengths."""
    texts = (
        f"Voici le bloc {n}." + " Il a encore une phrase." * (n % 4) + f" Fin {n}."
        for n in range(count)
    )
    return Document(
        blocks=tuple(
            Block(index=n, kind=BlockKind.PARAGRAPH, text=text) for n, text in enumerate(texts)
        )
    )


def translate(document: Document, engine: ScriptedEngine) -> list[str]:
    """Return the targets of all blocks."""
    blocks = iter_block_translations(
        document, engine=engine, options=DecodingOptions(), windows=SIZES
    )
    return [block.target for block in blocks]


def test_overlap_changes_no_target() -> None:
    """An engine asked by two threads at once gives the document that one thread gets."""
    document = make_document(60)
    plain, patient = ScriptedEngine(), PatientEngine()
    assert translate(document, patient) == translate(document, plain)
    assert sorted(patient.sources) == sorted(plain.sources)
    assert patient.most_at_once == 2


def test_overlap_asks_one_thread_where_an_engine_bears_no_more() -> None:
    """An engine that is not thread-safe is asked by its user's thread alone."""
    engine = PatientEngine(is_thread_safe=False)
    translate(make_document(30), engine)
    assert engine.threads == {threading.current_thread().name}


def test_overlap_gives_the_first_window_all_cores() -> None:
    """Whoever waits for the first paragraph waits for nothing else."""
    engine = PatientEngine()
    blocks = iter_block_translations(
        make_document(60), engine=engine, options=DecodingOptions(), windows=SIZES
    )
    next(blocks)
    assert len(engine.calls) == 1
    assert engine.threads == {threading.current_thread().name}


def iter_numbered(engine: ScriptedEngine, taken: list[int]) -> Iterator[list[BlockTranslation]]:
    """Translate 400 blocks, writing down those that were planned."""

    def iter_plans() -> Iterator[BlockPlan]:
        for block in make_document(400).blocks:
            taken.append(block.index)
            yield plan_block(block, engine=engine, options=DecodingOptions())

    return iter_windows(iter_plans(), engine=engine, options=DecodingOptions(), sizes=SIZES)


def test_overlap_takes_blocks_as_they_are_needed() -> None:
    """A long document is never planned as a whole: three windows and the one that is shown."""
    taken: list[int] = []
    widest = 0
    for window in iter_numbered(PatientEngine(), taken):
        widest = max(widest, len(window))
        # The first block behind a window is read to see that it does not fit.
        assert taken[-1] - window[-1].block.index <= 3 * 12 + 1
    assert widest <= 12
    assert len(taken) == 400


def test_overlap_drops_what_has_not_begun_when_nobody_wants_it() -> None:
    """Leaving early ends the work after the groups that are under way."""
    engine = PatientEngine()
    windows = iter_numbered(engine, [])
    for _ in range(3):
        next(windows)
    windows.close()  # type: ignore[attr-defined]
    for thread in threading.enumerate():
        if thread.name.startswith("decoding"):
            thread.join(timeout=5)
    assert len(engine.calls) < 20


def test_overlap_keeps_a_failure_where_it_belongs() -> None:
    """A text on which the engine raises costs its own segment, whatever thread it was in."""
    document = make_document(40)
    engine = PatientEngine(refuse("bloc 23"))
    blocks = list(
        iter_block_translations(document, engine=engine, options=DecodingOptions(), windows=SIZES)
    )
    failed = [
        (block.block.index, part.segment.text, part.error)
        for block in blocks
        for part in block.segments
        if part.failed
    ]
    assert failed == [(23, "Voici le bloc 23.", "boom")]


def test_overlap_hands_on_what_stops_everything() -> None:
    """An engine that fails on everything is one error in the thread that asked."""
    engine = PatientEngine(refuse(" "))
    with pytest.raises(EngineBroken) as error:
        translate(make_document(40), engine)
    assert isinstance(error.value.__cause__, DecodingFailed)
