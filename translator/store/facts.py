"""What an engine says of itself, kept beside its results: it need not be loaded to say it again."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from hashlib import blake2b

from translator import __version__
from translator.protocols import (
    AttendingEngine,
    CompletingEngine,
    RepeatableEngine,
    ScoringEngine,
    TranslationEngine,
)
from translator.store.cache import SegmentCache

_KEY_BYTES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineFacts:
    """What is known of an engine when it is loaded, and does not change until its setup does."""

    #: The type in use, which the library chooses; the rest of a ModelInfo is in the folder.
    compute_type: str
    fingerprint: str
    is_thread_safe: bool
    attends: bool
    scores: bool
    completes: bool

    def __str__(self) -> str:
        return f"{self.fingerprint} in {self.compute_type}"


def describe_engine(engine: TranslationEngine) -> EngineFacts | None:
    """Return what an engine says of itself; None if it does not promise to repeat itself."""
    if not isinstance(engine, RepeatableEngine):
        return None
    return EngineFacts(
        compute_type=engine.info.compute_type,
        fingerprint=engine.fingerprint,
        is_thread_safe=getattr(engine, "is_thread_safe", False),
        attends=isinstance(engine, AttendingEngine),
        scores=isinstance(engine, ScoringEngine),
        completes=isinstance(engine, CompletingEngine),
    )


def recall_facts(cache: SegmentCache, *, digest: str, setup: str) -> EngineFacts | None:
    """Return what an engine said when it was last loaded with this model and setup, if it was."""
    value = cache.recall(_make_key(digest, setup))
    return None if value is None else EngineFacts(**json.loads(value))


def note_facts(facts: EngineFacts, cache: SegmentCache, *, digest: str, setup: str) -> None:
    """Keep what an engine says, in the place of what it said before."""
    cache.put({}, notes={_make_key(digest, setup): json.dumps(asdict(facts)).encode()})


def _make_key(digest: str, setup: str) -> bytes:
    # Their names as well: a note with others is from another release, whatever that calls itself.
    names = [field.name for field in fields(EngineFacts)]
    text = json.dumps([__version__, digest, setup, names])
    return blake2b(text.encode(errors="surrogatepass"), digest_size=_KEY_BYTES).digest()
