"""An engine that remembers: what it has translated once, in any run, is not decoded again.

It stands between the program and an engine, so retries and alternatives, which are requests
with other options, are remembered like everything else, and the rooms above do not know. Until
something is new, the engine behind it need not be there.
"""

from __future__ import annotations

import json
import threading
import time
import weakref
from collections.abc import Callable, Sequence
from dataclasses import asdict
from hashlib import blake2b
from typing import ParamSpec, TypeVar

from translator import __version__
from translator.protocols import AttendingEngine, CompletingEngine, ScoringEngine, TranslationEngine
from translator.store.cache import SegmentCache
from translator.store.facts import EngineFacts
from translator.types import Attention, DecodingOptions, Hypothesis, Likelihood, ModelInfo

_P = ParamSpec("_P")
_T = TypeVar("_T")

#: 160 bits: no two requests of all users share a key by chance.
_KEY_BYTES = 20
#: The option that changes speed and memory, not results.
_FREE_OPTION = "max_batch_tokens"
#: A text is counted when it is planned and again when its hypothesis is judged: as many as a
#: tokenizer remembers.
_COUNTED_TEXTS = 1024
#: What stands in a key for the options, where a text is counted and not translated.
_COUNT = "count"


class CachedEngine:
    """Answers from the cache what it can, and asks the engine behind it for the rest.

    An answer is as exact as the engine's own: where that computes in low precision, what else is
    in a batch changes a score now and then (benchmarks/results.md, "Cache"), and the first one is
    kept.

    It attends, scores and completes if the engine does; none of that is kept.

    Args:
        load: returns the engine; called once, in whichever thread first needs it. What it raises
            is raised by the call that needed it.
        info: the engine's.
        facts: the engine's.
        digest: of the model's files.
        cache: where results and counts are kept.
    """

    def __init__(
        self,
        load: Callable[[], TranslationEngine],
        *,
        info: ModelInfo,
        facts: EngineFacts,
        digest: str,
        cache: SegmentCache,
    ) -> None:
        self._load, self._info, self._cache = load, info, cache
        self._engine: TranslationEngine | None = None
        self._lock = threading.Lock()
        self._identity = (__version__, digest, info.format, facts.compute_type, facts.fingerprint)
        #: Seconds that loading took; they are no time of translating.
        self.loading_s = 0.0
        # The cache lets one thread in at a time.
        self.is_thread_safe = facts.is_thread_safe
        #: Counts of the last texts. A functools.lru_cache would hold on to this engine, and so
        #: to the file, until the garbage is collected.
        self._counts: dict[str, int] = {}
        #: Counts that are not in the cache yet; they go there with the next answers.
        self._new_counts: dict[bytes, bytes] = {}
        # On the instance, not on the class: that is where isinstance looks for what an engine
        # may offer, and __getattr__ is not looked at from Python 3.12 on. Held weakly, or the
        # engine would hold itself, and so the file, until the garbage is collected.
        if facts.attends:
            self.attend_batch = _hold_weakly(self._attend_batch)
        if facts.scores:
            self.score_batch = _hold_weakly(self._score_batch)
        if facts.completes:
            self.complete_batch = _hold_weakly(self._complete_batch)

    @property
    def info(self) -> ModelInfo:
        """The model, with the compute type in use."""
        return self._info

    def count_tokens(self, text: str) -> int:
        """Return the number of source tokens of ``text``, the end mark included."""
        count = self._counts.get(text)
        if count is None:
            count = self._count_anew(text)
            if len(self._counts) >= _COUNTED_TEXTS:
                self._counts.clear()
            self._counts[text] = count
        return count

    def _count_anew(self, text: str) -> int:
        (key,) = self._make_keys([text], _COUNT)
        kept = self._cache.recall(key)
        if kept is not None:
            return int(kept)
        count = self._require_engine().count_tokens(text)
        with self._lock:
            self._new_counts[key] = b"%d" % count
        return count

    def translate_batch(
        self, sources: Sequence[str], options: DecodingOptions
    ) -> list[tuple[Hypothesis, ...]]:
        """Translate independent texts; see TranslationEngine."""
        values = asdict(options)
        del values[_FREE_OPTION]
        keys = self._make_keys(sources, values)
        kept = self._cache.get(list(dict.fromkeys(keys)))
        found: dict[int, tuple[Hypothesis, ...]] = {}
        for position, key in enumerate(keys):
            if key in kept:
                found[position] = _decode_hypotheses(kept[key])
        missing = [position for position in range(len(sources)) if position not in found]
        answers: list[tuple[Hypothesis, ...]] = []
        if missing:
            engine = self._require_engine()
            answers = engine.translate_batch([sources[item] for item in missing], options)
            if len(answers) != len(missing):
                # The engine's own fault, which the caller knows how to deal with.
                return answers
            found |= zip(missing, answers, strict=True)
            # Whoever judges the answers will ask how long their sources are, also next time.
            for position in missing:
                self.count_tokens(sources[position])
        self._cache.put(
            {
                keys[position]: _encode_hypotheses(answer)
                for position, answer in zip(missing, answers, strict=True)
                # Nothing is an answer worth asking for again.
                if any(hypothesis.text.strip() for hypothesis in answer[:1])
            },
            notes=self._take_new_counts(),
        )
        return [found[position] for position in range(len(sources))]

    def _attend_batch(
        self, sources: Sequence[str], targets: Sequence[str], options: DecodingOptions
    ) -> list[Attention]:
        """Read given targets and return the attention at each token; see AttendingEngine."""
        if not sources:
            return []
        engine = self._require_engine()
        assert isinstance(engine, AttendingEngine)
        return engine.attend_batch(sources, targets, options)

    def _score_batch(
        self, sources: Sequence[str], targets: Sequence[str], options: DecodingOptions
    ) -> list[Likelihood]:
        """Read given targets and return how likely each is; see ScoringEngine."""
        if not sources:
            return []
        engine = self._require_engine()
        assert isinstance(engine, ScoringEngine)
        return engine.score_batch(sources, targets, options)

    def _complete_batch(
        self, sources: Sequence[str], prefixes: Sequence[str], options: DecodingOptions
    ) -> list[tuple[Hypothesis, ...]]:
        """Translate into targets that begin as given; see CompletingEngine."""
        if not sources:
            return []
        engine = self._require_engine()
        assert isinstance(engine, CompletingEngine)
        return engine.complete_batch(sources, prefixes, options)

    def _require_engine(self) -> TranslationEngine:
        with self._lock:
            if self._engine is None:
                started = time.perf_counter()
                self._engine = self._load()
                self.loading_s = time.perf_counter() - started
            return self._engine

    def _take_new_counts(self) -> dict[bytes, bytes]:
        with self._lock:
            counts, self._new_counts = self._new_counts, {}
        return counts

    def _make_keys(self, sources: Sequence[str], request: object) -> list[bytes]:
        """Return what stands for each request; the source itself is in no key."""
        start = blake2b(json.dumps([self._identity, request]).encode(), digest_size=_KEY_BYTES)
        keys = []
        for source in sources:
            digest = start.copy()
            # A lone surrogate is no text, but it can be asked for.
            digest.update(source.encode("utf-8", errors="surrogatepass"))
            keys.append(digest.digest())
        return keys


def _hold_weakly(method: Callable[_P, _T]) -> Callable[_P, _T]:
    """Return a method that does not keep its object alive."""
    held = weakref.WeakMethod(method)

    def call(*arguments: _P.args, **named: _P.kwargs) -> _T:
        found = held()
        assert found is not None, "who calls it holds the object"
        return found(*arguments, **named)

    return call


def _encode_hypotheses(hypotheses: Sequence[Hypothesis]) -> bytes:
    # JSON writes the shortest digits from which the same float is read again.
    return json.dumps([[item.text, item.score, item.num_tokens] for item in hypotheses]).encode()


def _decode_hypotheses(value: bytes) -> tuple[Hypothesis, ...]:
    return tuple(
        Hypothesis(text=text, score=score, num_tokens=num_tokens, cached=True)
        for text, score, num_tokens in json.loads(value)
    )
