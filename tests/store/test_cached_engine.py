"""An engine that remembers: the same results, and only what is new is decoded."""

from __future__ import annotations

import json
import math
import shutil
import weakref
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from translator.engines.marian_ct2 import CTranslate2Engine
from translator.errors import DecodingFailed
from translator.pipeline import process
from translator.protocols import AttendingEngine, ScoringEngine, TranslationEngine
from translator.readers import read_document
from translator.store import cached_engine
from translator.store.cache import SegmentCache
from translator.store.remembering import remember_results
from translator.testing import EchoEngine, check_engine
from translator.types import Attention, DecodingOptions, Hypothesis, Likelihood, ModelInfo, Report
from translator.writers.json import format_report

ARTICLE = """\
Le pont ferme

Le conseil a voté mardi. Il pleut depuis dix jours.

La maire promet une école neuve. Les habitants demandent un pont.

Deux cents personnes ont écouté.
"""


class RepeatableEcho(EchoEngine):
    """An echo that can be told from others."""

    def __init__(
        self, *, digest: str = "d1", fingerprint: str = "echo 1", **kwargs: object
    ) -> None:
        super().__init__(**kwargs)  # type: ignore[arg-type]
        self.fingerprint = fingerprint
        self._info = replace(self._info, sha256=digest)

    @property
    def asked(self) -> list[str]:
        """Every source that the engine was given, in order."""
        return [source for sources, _ in self.calls for source in sources]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "segments.sqlite3"


def remember(engine: TranslationEngine, path: Path) -> TranslationEngine:
    return remember_results(engine, SegmentCache(path, max_bytes=10**7))


def translate(text: str, engine: TranslationEngine) -> Report:
    return process(
        read_document(text),
        engine=engine,
        summarizer=None,
        options=DecodingOptions(),
    )


def comparable(report: Report) -> str:
    """Return a report as JSON without what time and the cache have to do with."""
    values = format_report(report)
    del values["stats"]["elapsed_s"], values["stats"]["tokens_per_s"]
    del values["stats"]["cached_segments"]
    return json.dumps(values)


def test_cached_engine_keeps_the_contract(path: Path) -> None:
    """Cold and warm, it is as good an engine as the one behind it."""
    check_engine(remember(RepeatableEcho(), path))
    check_engine(remember(RepeatableEcho(), path))


def test_cached_engine_decodes_the_changed_paragraph_alone(path: Path) -> None:
    """After an edit the engine is asked for the new sentence and for nothing else."""
    first = RepeatableEcho()
    before = translate(ARTICLE, remember(first, path))
    assert len(first.asked) == before.translation.num_segments == 6
    second = RepeatableEcho()
    edited = ARTICLE.replace("une école neuve", "un stade neuf")
    after = translate(edited, remember(second, path))
    assert second.asked == ["La maire promet un stade neuf."]
    assert after.translation.num_cached == 5
    assert comparable(after) == comparable(translate(edited, EchoEngineLike(second)))


def EchoEngineLike(engine: RepeatableEcho) -> RepeatableEcho:
    """Return a fresh engine with the same answers."""
    return RepeatableEcho(digest=engine.info.sha256, fingerprint=engine.fingerprint)


@pytest.mark.parametrize("text", [ARTICLE, "# LE MAIRE DÉMISSIONNE\n\nUn « mot » — 14 000 €.\n"])
def test_cached_engine_changes_no_output(tiny_model: Path, path: Path, text: str) -> None:
    """With a real engine: the same report without, with an empty and with a full cache."""
    engine = CTranslate2Engine(tiny_model, device="cpu", threads=1)
    engine._info = replace(engine.info, sha256="d1")
    plain = translate(text, engine)
    cold, warm = (translate(text, remember(engine, path)) for _ in range(2))
    assert plain.translation.num_cached == cold.translation.num_cached == 0
    assert warm.translation.num_cached == warm.translation.num_segments
    assert comparable(plain) == comparable(cold) == comparable(warm)
    assert warm.translation.tokens_per_s is None


def test_cached_engine_remembers_retries(path: Path) -> None:
    """A sentence that loops is tried as often as without a cache, and then never again."""
    source = "Le conseil a voté mardi le budget de la ville et de ses écoles."
    replies = {source: "The council the council the council the council voted."}
    first, second = RepeatableEcho(replies=replies), RepeatableEcho(replies=replies)
    before, after = (
        translate(source, remember(first, path)),
        translate(source, remember(second, path)),
    )
    assert len(first.asked) >= 3
    assert second.asked == []
    assert after.translation.blocks == before.translation.blocks
    assert after.translation.blocks[0].segments[0].retried


@pytest.mark.parametrize(
    "options",
    [
        DecodingOptions(beam_size=2),
        DecodingOptions(length_penalty=0.6),
        DecodingOptions(repetition_penalty=1.1),
        DecodingOptions(no_repeat_ngram_size=3),
        DecodingOptions(num_hypotheses=2),
        DecodingOptions(max_decoding_length=100),
    ],
)
def test_cached_engine_asks_again_with_other_options(path: Path, options: DecodingOptions) -> None:
    """Every option that can change a result is part of what is remembered."""
    engine = RepeatableEcho()
    cached = remember(engine, path)
    cached.translate_batch(["Oui."], DecodingOptions())
    cached.translate_batch(["Oui."], options)
    cached.translate_batch(["Oui."], options)
    assert engine.asked == ["Oui.", "Oui."]


def test_cached_engine_shares_results_over_batch_sizes(path: Path) -> None:
    """How many tokens are decoded together says nothing about a result."""
    engine = RepeatableEcho()
    cached = remember(engine, path)
    cached.translate_batch(["Oui."], DecodingOptions(max_batch_tokens=64))
    cached.translate_batch(["Oui."], DecodingOptions(max_batch_tokens=4096))
    assert engine.asked == ["Oui."]


def test_cached_engine_tells_models_engines_and_releases_apart(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another model, library, compute type or release of this program starts anew."""
    others = [RepeatableEcho(), RepeatableEcho(digest="d2"), RepeatableEcho(fingerprint="echo 2")]
    faster = RepeatableEcho()
    faster._info = replace(faster.info, compute_type="int8")
    for engine in (*others, faster):
        remember(engine, path).translate_batch(["Oui."], DecodingOptions())
        assert engine.asked == ["Oui."]
    monkeypatch.setattr(cached_engine, "__version__", "99")
    later = RepeatableEcho()
    remember(later, path).translate_batch(["Oui."], DecodingOptions())
    assert later.asked == ["Oui."]


def test_cached_engine_needs_a_digest_and_a_fingerprint(path: Path) -> None:
    """Without either, the engine itself is returned and no file is made."""
    for engine in (EchoEngine(), RepeatableEcho(digest="")):
        assert remember(engine, path) is engine
    assert not path.exists()


def test_cached_engine_knows_a_folder_without_a_description(
    tiny_model: Path, path: Path, tmp_path: Path
) -> None:
    """Its files are its digest: the same ones are the same model, and a changed one is another."""
    folder = tmp_path / "model"
    shutil.copytree(tiny_model, folder)
    (folder / "model.toml").unlink()
    counts = []
    for changed in (False, False, True):
        if changed:
            (folder / "note.txt").write_text("another")
        engine = remember(CTranslate2Engine(folder, device="cpu", threads=1), path)
        assert engine.info.sha256 == ""
        ((answer,),) = engine.translate_batch(["Le conseil a voté."], DecodingOptions())
        counts.append(answer.cached)
    assert counts == [False, True, False]


def test_cached_engine_keeps_no_failure(path: Path) -> None:
    """What an engine raised on, or answered with nothing, is asked again."""
    failing = remember(RepeatableEcho(failures=["Oui."]), path)
    with pytest.raises(DecodingFailed):
        failing.translate_batch(["Oui.", "Non."], DecodingOptions())
    silent = RepeatableEcho(replies={"Oui.": ""})
    for _ in range(2):
        assert remember(silent, path).translate_batch(["Oui."], DecodingOptions()) == [
            (Hypothesis(text="", score=-0.1),)
        ]
    assert silent.asked == ["Oui.", "Oui."]
    healed = RepeatableEcho()
    remember(healed, path).translate_batch(["Oui.", "Non."], DecodingOptions())
    assert healed.asked == ["Oui.", "Non."]


class OddEngine(RepeatableEcho):
    """Answers with what JSON finds hardest."""

    answer = (
        Hypothesis(text='a "b"\\ \u2028 \ud800 😀\x00', score=-0.1 - 2**-54, num_tokens=3),
        Hypothesis(text="", score=None),
        Hypothesis(text="c", score=-math.inf, num_tokens=10**12),
    )

    def translate_batch(
        self, sources: Sequence[str], options: DecodingOptions
    ) -> list[tuple[Hypothesis, ...]]:
        return [self.answer for _ in sources]


def test_cached_engine_gives_back_every_bit_of_a_hypothesis(path: Path) -> None:
    """Texts, scores and counts are the same after the way through the file."""
    source = "Une \ud800 moitié."
    for cached in (False, True):
        (answer,) = remember(OddEngine(), path).translate_batch([source], DecodingOptions())
        assert answer == OddEngine.answer
        assert [item.cached for item in answer] == [cached] * 3


class GiftedEcho(RepeatableEcho):
    """Attends and scores besides."""

    def attend_batch(
        self, sources: Sequence[str], targets: Sequence[str], options: DecodingOptions
    ) -> list[Attention]:
        return [Attention(source_spans=(), target_spans=(), weights=())]

    def score_batch(
        self, sources: Sequence[str], targets: Sequence[str], options: DecodingOptions
    ) -> list[Likelihood]:
        return [Likelihood(mean=-1.0, lowest=-2.0)]


def test_cached_engine_offers_what_its_engine_offers(path: Path) -> None:
    """It attends and scores where the engine behind it does, and claims nothing more."""
    gifted, plain = remember(GiftedEcho(), path), remember(RepeatableEcho(), path)
    assert isinstance(gifted, AttendingEngine)
    assert isinstance(gifted, ScoringEngine)
    assert gifted.score_batch(["a"], ["b"], DecodingOptions())[0].mean == -1.0
    assert len(gifted.attend_batch(["a"], ["b"], DecodingOptions())) == 1
    assert not isinstance(plain, AttendingEngine)
    assert not isinstance(plain, ScoringEngine)
    assert isinstance(plain, TranslationEngine)


def test_cached_engine_goes_with_who_holds_it(path: Path) -> None:
    """What it offers does not keep it, and the open file, until the garbage is collected."""
    gifted = remember(GiftedEcho(), path)
    gone = weakref.ref(gifted)
    del gifted
    assert gone() is None


class ShortEngine(RepeatableEcho):
    """Breaks its promise of one answer a source."""

    def translate_batch(
        self, sources: Sequence[str], options: DecodingOptions
    ) -> list[tuple[Hypothesis, ...]]:
        return super().translate_batch(sources, options)[1:]


def test_cached_engine_keeps_nothing_of_an_engine_that_miscounts(path: Path) -> None:
    """Answers that cannot be told apart are handed on as they are and not remembered."""
    engine = ShortEngine()
    for _ in range(2):
        assert len(remember(engine, path).translate_batch(["Oui.", "Non."], DecodingOptions())) == 1
    assert engine.asked == ["Oui.", "Non."] * 2


def test_cached_engine_puts_hits_and_misses_in_order(path: Path) -> None:
    """Among known sources a new one, twice, and nothing: each answer is in its place."""
    remember(RepeatableEcho(), path).translate_batch(["Un.", "Trois."], DecodingOptions())
    engine = RepeatableEcho()
    sources = ["Deux.", "Un.", "", "Trois.", "Deux."]
    answers = remember(engine, path).translate_batch(sources, DecodingOptions())
    assert [hypotheses[0].text for hypotheses in answers] == sources
    assert [hypotheses[0].cached for hypotheses in answers] == [False, True, False, True, False]
    assert engine.asked == ["Deux.", "", "Deux."]


def test_embedded_engines_say_what_they_are(tiny_model: Path) -> None:
    """The fingerprint names library, release and device."""
    import ctranslate2

    engine = CTranslate2Engine(tiny_model, device="cpu")
    assert engine.fingerprint == f"ctranslate2 {ctranslate2.__version__} on cpu"
    assert isinstance(engine.info, ModelInfo)
