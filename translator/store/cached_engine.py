"""An engine that remembers: what it has translated once, in any run, is not decoded again.

It stands between the program and an engine, so retries and alternatives, which are requests
with other options, are remembered like everything else, and the rooms above do not know.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from hashlib import blake2b

from translator import __version__
from translator.assets import digest_model
from translator.errors import ModelCorrupt
from translator.protocols import (
    AttendingEngine,
    RepeatableEngine,
    ScoringEngine,
    TranslationEngine,
)
from translator.store.cache import SegmentCache
from translator.types import DecodingOptions, Hypothesis, ModelInfo

#: 160 bits: no two requests of all users share a key by chance.
_KEY_BYTES = 20
#: The option that changes speed and memory, not results.
_FREE_OPTION = "max_batch_tokens"


def remember_results(engine: TranslationEngine, cache: SegmentCache) -> TranslationEngine:
    """Return the engine with a memory; or as it is, if its results cannot be told apart.

    That takes a digest of the model's files and an engine that says what else decides its
    results. Others, such as a plug-in that does not, are asked every time.
    """
    if not isinstance(engine, RepeatableEngine):
        return engine
    try:
        # Of a folder without a model.toml all files are read: half a second for a gigabyte.
        digest = engine.info.sha256 or digest_model(engine.info.path)
    except (ModelCorrupt, OSError):
        return engine
    return CachedEngine(engine, cache=cache, digest=digest, fingerprint=engine.fingerprint)


class CachedEngine:
    """Answers from the cache what it can, and asks ``engine`` for the rest.

    An answer is as exact as the engine's own: where that computes in low precision, what else is
    in a batch changes a score now and then (benchmarks/results.md, "Cache"), and the first one is
    kept.

    It attends and scores if the engine does.
    """

    def __init__(
        self, engine: TranslationEngine, *, cache: SegmentCache, digest: str, fingerprint: str
    ) -> None:
        self._engine, self._cache = engine, cache
        info = engine.info
        self._identity = (__version__, digest, info.format, info.compute_type, fingerprint)
        # The cache lets one thread in at a time.
        self.is_thread_safe = getattr(engine, "is_thread_safe", False)
        # On the instance, not on the class: that is where isinstance looks for what an engine
        # may offer, and __getattr__ is not looked at from Python 3.12 on.
        if isinstance(engine, AttendingEngine):
            self.attend_batch = engine.attend_batch
        if isinstance(engine, ScoringEngine):
            self.score_batch = engine.score_batch

    @property
    def info(self) -> ModelInfo:
        return self._engine.info

    def count_tokens(self, text: str) -> int:
        """Return the number of source tokens of ``text``, the end mark included."""
        return self._engine.count_tokens(text)

    def translate_batch(
        self, sources: Sequence[str], options: DecodingOptions
    ) -> list[tuple[Hypothesis, ...]]:
        """Translate independent texts; see TranslationEngine."""
        keys = self._make_keys(sources, options)
        kept = self._cache.get(list(dict.fromkeys(keys)))
        found: dict[int, tuple[Hypothesis, ...]] = {}
        for position, key in enumerate(keys):
            if key in kept:
                found[position] = _decode_hypotheses(kept[key])
        missing = [position for position in range(len(sources)) if position not in found]
        if missing:
            answers = self._engine.translate_batch([sources[item] for item in missing], options)
            if len(answers) != len(missing):
                # The engine's own fault, which the caller knows how to deal with.
                return answers
            found |= zip(missing, answers, strict=True)
            self._cache.put(
                {
                    keys[position]: _encode_hypotheses(answer)
                    for position, answer in zip(missing, answers, strict=True)
                    # Nothing is an answer worth asking for again.
                    if any(hypothesis.text.strip() for hypothesis in answer[:1])
                }
            )
        return [found[position] for position in range(len(sources))]

    def _make_keys(self, sources: Sequence[str], options: DecodingOptions) -> list[bytes]:
        """Return what stands for each request; the source itself is in no key."""
        values = asdict(options)
        del values[_FREE_OPTION]
        start = blake2b(json.dumps([self._identity, values]).encode(), digest_size=_KEY_BYTES)
        keys = []
        for source in sources:
            digest = start.copy()
            # A lone surrogate is no text, but it can be asked for.
            digest.update(source.encode("utf-8", errors="surrogatepass"))
            keys.append(digest.digest())
        return keys


def _encode_hypotheses(hypotheses: Sequence[Hypothesis]) -> bytes:
    # JSON writes the shortest digits from which the same float is read again.
    return json.dumps([[item.text, item.score, item.num_tokens] for item in hypotheses]).encode()


def _decode_hypotheses(value: bytes) -> tuple[Hypothesis, ...]:
    return tuple(
        Hypothesis(text=text, score=score, num_tokens=num_tokens, cached=True)
        for text, score, num_tokens in json.loads(value)
    )
