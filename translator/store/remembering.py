"""From an engine to one that remembers, and is loaded late or never."""

from __future__ import annotations

import functools
from dataclasses import replace

from translator.assets import digest_model
from translator.errors import EngineUnavailable, ModelCorrupt
from translator.protocols import LoadableEngine, TranslationEngine
from translator.store.cache import SegmentCache
from translator.store.cached_engine import CachedEngine
from translator.store.facts import EngineFacts, describe_engine, note_facts, recall_facts
from translator.types import ModelInfo


def remember_engine(source: LoadableEngine, cache: SegmentCache) -> TranslationEngine:
    """Return an engine with a memory, loaded when it is first asked for something new.

    What it says of itself has to be known before that, so it is loaded at once the first time
    that it is seen with this model and setup, and wherever its setup is not known. One whose
    results cannot be told apart, such as a plug-in's that does not say what decides them, is
    returned as it is.

    Raises:
        ModelCorrupt, EngineUnavailable: it cannot be loaded; now, or later from its methods.
    """
    digest, setup = _find_digest(source.info), source.setup
    facts = recall_facts(cache, digest=digest, setup=setup) if digest and setup else None
    if facts is not None:
        info = replace(source.info, compute_type=facts.compute_type)
        load = functools.partial(_load_known, source, facts, cache, digest=digest)
        return CachedEngine(load, info=info, facts=facts, digest=digest, cache=cache)
    engine = source.load()
    facts = describe_engine(engine)
    if facts is None or not digest:
        return engine
    # What its folder does not say, such as a name of its own, is not known without loading it.
    if setup and engine.info == replace(source.info, compute_type=facts.compute_type):
        note_facts(facts, cache, digest=digest, setup=setup)
    return CachedEngine(lambda: engine, info=engine.info, facts=facts, digest=digest, cache=cache)


def remember_results(engine: TranslationEngine, cache: SegmentCache) -> TranslationEngine:
    """Return an engine that is loaded with a memory; or as it is, if it cannot be told from others.

    That takes a digest of the model's files and an engine that says what else decides its
    results.
    """
    facts, digest = describe_engine(engine), _find_digest(engine.info)
    if facts is None or not digest:
        return engine
    return CachedEngine(lambda: engine, info=engine.info, facts=facts, digest=digest, cache=cache)


def _find_digest(info: ModelInfo) -> str:
    """Return the digest of a model's files; "" where there are none to be told from others."""
    try:
        # Of a folder without a model.toml all files are read: half a second for a gigabyte.
        return info.sha256 or digest_model(info.path)
    except (ModelCorrupt, OSError):
        return ""


def _load_known(
    source: LoadableEngine, facts: EngineFacts, cache: SegmentCache, *, digest: str
) -> TranslationEngine:
    """Load an engine of which answers were given already.

    Raises:
        EngineUnavailable: it is not the one that they were given for.
    """
    engine = source.load()
    now = describe_engine(engine)
    if now == facts:
        return engine
    if now is not None:
        note_facts(now, cache, digest=digest, setup=source.setup)
    raise EngineUnavailable(
        f"the engine of model {source.info.name} computes otherwise than when it was last loaded: "
        f"{now or 'it does not say how'}, where it was {facts}; try again"
    )
