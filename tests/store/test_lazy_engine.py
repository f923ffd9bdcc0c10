"""A cached engine that is not loaded before something is asked of it that nobody knows."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from translator.align.blocks import align_blocks
from translator.batch import iter_documents
from translator.engines.loading import prepare_engine
from translator.errors import EngineUnavailable, ModelCorrupt
from translator.pipeline import process
from translator.protocols import AttendingEngine, ScoringEngine, TranslationEngine
from translator.readers import read_document
from translator.store.cache import SegmentCache
from translator.store.cached_engine import CachedEngine
from translator.store.remembering import remember_engine
from translator.testing import EchoEngine, check_engine
from translator.translate import translate_document
from translator.types import Attention, DecodingOptions, Likelihood, ModelInfo, Report

ARTICLE = """\
Le pont ferme

Le conseil a voté mardi. Il pleut depuis dix jours.

La maire promet une école neuve.
"""
EDITED = ARTICLE.replace("une école neuve", "un stade neuf")


class RepeatableEcho(EchoEngine):
    """An echo that can be told from others."""

    def __init__(
        self, *, fingerprint: str = "echo 1", compute_type: str = "none", **kwargs: object
    ) -> None:
        super().__init__(**kwargs)  # type: ignore[arg-type]
        self.fingerprint = fingerprint
        self._info = replace(self._info, sha256="d1", compute_type=compute_type)


class GiftedEcho(RepeatableEcho):
    """Attends and scores besides."""

    def attend_batch(
        self, sources: Sequence[str], targets: Sequence[str], options: DecodingOptions
    ) -> list[Attention]:
        return [Attention(source_spans=(), target_spans=(), weights=()) for _ in sources]

    def score_batch(
        self, sources: Sequence[str], targets: Sequence[str], options: DecodingOptions
    ) -> list[Likelihood]:
        return [Likelihood(mean=-1.0, lowest=-2.0) for _ in sources]


@dataclass
class Shelf:
    """An engine that waits to be loaded, and counts how often it is."""

    make: Callable[[], TranslationEngine] = RepeatableEcho
    setup: str = "echo on paper"
    digest: str = "d1"
    loads: int = 0
    engines: list[TranslationEngine] = field(default_factory=list)

    @property
    def info(self) -> ModelInfo:
        return replace(RepeatableEcho().info, sha256=self.digest, compute_type="as stored")

    def load(self) -> TranslationEngine:
        self.loads += 1
        self.engines.append(self.make())
        return self.engines[-1]

    @property
    def asked(self) -> list[str]:
        """Every source that its engines were given, in order."""
        calls = [call for engine in self.engines for call in getattr(engine, "calls", [])]
        return [source for sources, _ in calls for source in sources]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "segments.sqlite3"


def open_engine(shelf: Shelf, path: Path) -> TranslationEngine:
    return remember_engine(shelf, SegmentCache(path, max_bytes=10**7))


def translate(text: str, shelf: Shelf, path: Path) -> Report:
    return process(
        read_document(text),
        engine=open_engine(shelf, path),
        summarizer=None,
        options=DecodingOptions(),
    )


def timeless(report: Report) -> Report:
    """Return a report without the time that it took."""
    return replace(report, translation=replace(report.translation, elapsed_s=0.0))


def test_lazy_engine_is_not_loaded_where_nothing_is_new(path: Path) -> None:
    """The second run of an article gives the same report and loads nothing."""
    first, second = Shelf(), Shelf()
    before, after = translate(ARTICLE, first, path), translate(ARTICLE, second, path)
    assert (first.loads, second.loads) == (1, 0)
    assert after.translation.num_cached == after.translation.num_segments == 4
    assert timeless(after) == timeless(before)
    assert after.translation.num_source_tokens == before.translation.num_source_tokens > 0
    # What the engine says of itself, not what its folder says.
    assert "compute:none" in str(after.translation.signature)


def test_lazy_engine_is_loaded_for_one_changed_sentence(path: Path) -> None:
    """It is loaded once and asked for what is new."""
    translate(ARTICLE, Shelf(), path)
    shelf = Shelf()
    after = translate(EDITED, shelf, path)
    assert shelf.loads == 1
    assert shelf.asked == ["La maire promet un stade neuf."]
    assert timeless(after) == timeless(translate(EDITED, Shelf(), path))


LOOPING = "Le conseil a voté mardi le budget de la ville et de ses écoles."


@pytest.mark.parametrize(
    ("text", "replies"),
    [
        ("Il pleut sur la ville, et le vent souffle, " * 40 + "et la nuit tombe.\n", {}),
        (LOOPING, {LOOPING: "The council the council the council the council voted."}),
        ("LE MAIRE DÉMISSIONNE\n\n```\ncode = 1\n```\n", {}),
    ],
    ids=["over-long", "retried", "capitals and code"],
)
def test_lazy_engine_is_not_loaded_for_what_is_hard(
    path: Path, text: str, replies: dict[str, str]
) -> None:
    """Sentences that were cut or tried again, and what is only copied, are known the next time."""

    def make() -> TranslationEngine:
        return RepeatableEcho(replies=replies)

    before = translate(text, Shelf(make), path)
    shelf = Shelf(make)
    assert timeless(translate(text, shelf, path)) == timeless(before)
    assert shelf.loads == 0


@pytest.mark.parametrize(
    "other", [Shelf(setup="another processor"), Shelf(digest="d2"), Shelf(setup="")]
)
def test_lazy_engine_is_loaded_where_nobody_knows_how_it_computes(path: Path, other: Shelf) -> None:
    """Another machine, another model: what it says of itself has to be asked first."""
    translate(ARTICLE, Shelf(), path)
    open_engine(other, path)
    assert other.loads == 1


def test_lazy_engine_needs_a_setup_at_every_run(path: Path) -> None:
    """Where only loading tells what an engine is, it is loaded, and its results are kept."""
    for known in (0, 4):
        shelf = Shelf(setup="")
        assert translate(ARTICLE, shelf, path).translation.num_cached == known
        assert shelf.loads == 1


def test_lazy_engine_that_describes_another_model_is_loaded_at_once(path: Path) -> None:
    """A plug-in may call its model something else than the folder does: only loading tells."""

    def make() -> TranslationEngine:
        engine = RepeatableEcho()
        engine._info = replace(engine.info, name="another")
        return engine

    for _ in range(2):
        shelf = Shelf(make)
        assert open_engine(shelf, path).info.name == "another"
        assert shelf.loads == 1


def test_lazy_engine_that_cannot_be_repeated_is_handed_on(path: Path) -> None:
    """As without a cache: the engine itself, and nothing is written."""
    shelf = Shelf(EchoEngine)
    assert open_engine(shelf, path) is shelf.engines[0]
    assert not translate(ARTICLE, Shelf(EchoEngine), path).translation.num_cached


def test_lazy_engine_keeps_the_contract(path: Path) -> None:
    """Unloaded, it is as good an engine as the one behind it."""
    check_engine(open_engine(Shelf(), path))
    check_engine(open_engine(Shelf(), path))


def test_lazy_engine_offers_what_its_engine_offers(path: Path) -> None:
    """That it attends and scores is known without loading it; doing so loads it."""
    open_engine(Shelf(GiftedEcho), path)
    shelf = Shelf(GiftedEcho)
    engine = open_engine(shelf, path)
    assert isinstance(engine, AttendingEngine)
    assert isinstance(engine, ScoringEngine)
    assert engine.attend_batch([], [], DecodingOptions()) == []
    assert engine.score_batch([], [], DecodingOptions()) == []
    assert shelf.loads == 0
    assert len(engine.attend_batch(["a"], ["b"], DecodingOptions())) == 1
    assert len(engine.score_batch(["a"], ["b"], DecodingOptions())) == 1
    assert shelf.loads == 1


def test_lazy_engine_is_loaded_by_one_of_many_threads(path: Path) -> None:
    """Whoever comes first loads it, and the others wait."""

    def make() -> TranslationEngine:
        time.sleep(0.05)
        return RepeatableEcho()

    open_engine(Shelf(make), path)
    shelf = Shelf(make)
    engine = open_engine(shelf, path)
    threads = [
        threading.Thread(target=engine.count_tokens, args=(f"Phrase {number}.",))
        for number in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert shelf.loads == 1


def test_lazy_engine_that_turns_out_to_be_another_is_an_error_once(path: Path) -> None:
    """Half an article from one engine and half from another would be signed by one of them."""
    translate(ARTICLE, Shelf(), path)

    def make() -> TranslationEngine:
        return RepeatableEcho(fingerprint="echo 2")

    with pytest.raises(EngineUnavailable) as raised:
        translate(EDITED, Shelf(make), path)
    assert str(raised.value) == (
        "the engine of model echo computes otherwise than when it was last loaded: echo 2 in none, "
        "where it was echo 1 in none; try again"
    )
    assert translate(EDITED, Shelf(make), path).translation.num_cached == 0


def break_down() -> TranslationEngine:
    raise ModelCorrupt("m/model.bin was exchanged")


def test_lazy_engine_fails_in_the_middle_as_it_fails_at_the_start(path: Path) -> None:
    """The error is the model's own, from wherever the engine is asked."""
    translate(ARTICLE, Shelf(), path)
    with pytest.raises(ModelCorrupt, match=r"^m/model\.bin was exchanged$"):
        translate(EDITED, Shelf(break_down), path)
    # The second of two documents, in the thread that is ahead.
    engine = open_engine(Shelf(break_down), path)
    documents = [read_document(text) for text in (ARTICLE, EDITED)]
    translated = iter_documents(documents, engine=engine, options=DecodingOptions())
    with pytest.raises(ModelCorrupt):
        deque((list(blocks) for _, blocks in translated), maxlen=0)


def test_lazy_engine_that_cannot_be_loaded_links_no_words_by_halves(path: Path) -> None:
    """Words are linked without an engine that fails over them, not without one that is missing."""
    document = read_document("Il pleut.")
    options = DecodingOptions()

    def make() -> TranslationEngine:
        return GiftedEcho(replies={"Il pleut.": "It rains."})

    translate_document(document, engine=open_engine(Shelf(make), path), options=options)

    def fail() -> TranslationEngine:
        raise EngineUnavailable("the library is gone")

    engine = open_engine(Shelf(fail), path)
    translation = translate_document(document, engine=engine, options=options)
    with pytest.raises(EngineUnavailable):
        list(align_blocks(translation.blocks, engine=engine, options=options))


def test_lazy_engine_loads_outside_of_the_time_of_translating(path: Path) -> None:
    """Tokens per second are the engine's, however long its model takes to come from the disk."""

    def make() -> TranslationEngine:
        time.sleep(0.5)
        return RepeatableEcho()

    translate(ARTICLE, Shelf(make), path)
    assert translate(EDITED, Shelf(make), path).translation.elapsed_s < 0.4
    engine = open_engine(Shelf(make), path)
    document = read_document(ARTICLE.replace("mardi", "lundi"))
    translation = translate_document(document, engine=engine, options=DecodingOptions())
    assert translation.elapsed_s < 0.4
    assert isinstance(engine, CachedEngine)
    assert engine.loading_s >= 0.5


def test_lazy_engine_counts_again_what_was_forgotten(path: Path) -> None:
    """Without the notes it is loaded to count, and translates nothing twice."""
    translate(ARTICLE, Shelf(), path)
    cache = SegmentCache(path, max_bytes=10**7)
    cache.get([b"x"])
    assert cache._run is not None
    cache._run.connection.execute("DELETE FROM entries WHERE kind = 1")
    cache.close()
    for loads in (1, 0):
        shelf = Shelf()
        assert translate(ARTICLE, shelf, path).translation.num_cached == 4
        assert (shelf.loads, shelf.asked) == (loads, [])


@pytest.mark.parametrize("fixture", ["tiny_model", "tiny_checkpoint"])
def test_lazy_engine_of_either_kind(
    request: pytest.FixtureRequest, path: Path, fixture: str
) -> None:
    """Both of our engines say without their libraries what they are."""
    folder: Path = request.getfixturevalue(fixture)
    document, options = read_document("Le conseil a voté le budget.\n"), DecodingOptions()
    translations = []
    for _ in range(2):
        source = prepare_engine(model=str(folder), device="cpu", threads=1)
        engine = remember_engine(source, SegmentCache(path, max_bytes=10**7))
        translations.append(translate_document(document, engine=engine, options=options))
    assert isinstance(engine, CachedEngine)
    assert engine._engine is None
    first, second = (replace(translation, elapsed_s=0.0) for translation in translations)
    assert first == second
    assert engine.info == source.load().info
