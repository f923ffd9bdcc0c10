"""Decoding that does not take the first answer on trust.

An engine may raise on a batch, loop, stop early, or run into its length limit. Each of these is
seen here and tried again in another way. What no attempt can mend is handed on with its signs,
so that the checks can show it to the reader: nothing is dropped and nothing is hidden.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from translator.decoding.splitting import join_targets, split_text
from translator.degeneration import find_repetition, is_too_long, is_too_short
from translator.engines.tokenizer import max_target_tokens
from translator.errors import DecodingFailed, TranslatorError
from translator.protocols import TranslationEngine
from translator.types import DecodingOptions, Hypothesis

#: What the attempts after the first change: (repetition_penalty, no_repeat_ngram_size). The
#: gentler comes first: a strong penalty also forbids the repetitions that a sentence needs.
_RETRIES = ((1.1, 0), (1.2, 3))
#: The last attempt cuts a source in parts; shorter ones than this have nothing to cut.
_MIN_SPLIT_TOKENS = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoding:
    """What came of one source: hypotheses, best first, or the error that prevented them."""

    hypotheses: tuple[Hypothesis, ...] = ()
    error: DecodingFailed | None = None
    #: How many signs of a lost thread the best hypothesis shows.
    num_signs: int = 0
    truncated: bool = False
    retried: bool = False


def decode_sources(
    sources: Sequence[str], *, engine: TranslationEngine, options: DecodingOptions
) -> dict[str, Decoding]:
    """Decode each different source once, and again where the hypothesis shows a bad sign.

    The attempt with the fewest signs is kept, the earliest among equals. A source on which the
    engine raises even when it is alone has the error in place of hypotheses.
    """
    decodings = _decode(list(dict.fromkeys(sources)), engine=engine, options=options)
    for attempt in _iter_attempts(options):
        suspects = _find_suspects(decodings)
        _keep_better(decodings, _decode(suspects, engine=engine, options=attempt))
    for source in _find_suspects(decodings):
        if (whole := _decode_in_parts(source, engine=engine, options=options)) is not None:
            _keep_better(decodings, {source: whole})
    return decodings


def decode_again(
    sources: Sequence[str], *, engine: TranslationEngine, options: DecodingOptions
) -> dict[str, Decoding]:
    """Decode different sources by other options; what the engine raises on is left out."""
    decodings = _decode(sources, engine=engine, options=options)
    return {source: decoding for source, decoding in decodings.items() if decoding.error is None}


def _decode(
    sources: Sequence[str], *, engine: TranslationEngine, options: DecodingOptions
) -> dict[str, Decoding]:
    """Decode all sources together; where the engine raises, half of them, in half the memory."""
    if not sources:
        return {}
    results, error = _try(sources, engine=engine, options=options)
    if error is not None:
        if len(sources) == 1:
            return {sources[0]: Decoding(error=error, retried=True)}
        middle = len(sources) // 2
        # Nothing but rounding depends on how many tokens are decoded together.
        smaller = replace(options, max_batch_tokens=max(1, options.max_batch_tokens // 2))
        return {
            **_decode(sources[:middle], engine=engine, options=smaller),
            **_decode(sources[middle:], engine=engine, options=smaller),
        }
    return {
        source: _judge(source, hypotheses, engine=engine, options=options)
        for source, hypotheses in zip(sources, results, strict=True)
    }


def _try(
    sources: Sequence[str], *, engine: TranslationEngine, options: DecodingOptions
) -> tuple[list[tuple[Hypothesis, ...]], DecodingFailed | None]:
    """Return what the engine says, or the error it raises, whatever that is.

    Engines promise to raise nothing but EngineError. Libraries below them raise what they like,
    MemoryError before all, and an article must not be lost to it. The error comes back without
    its traceback, which would hold on to the memory that the next attempt needs.
    """
    try:
        results = engine.translate_batch(sources, options)
    except DecodingFailed as error:
        return [], DecodingFailed(str(error))
    except TranslatorError:
        raise
    except Exception as error:
        name = type(error).__name__
        return [], DecodingFailed(f"{name}: {error}" if str(error) else name)
    if len(results) != len(sources) or not all(results):
        return [], DecodingFailed(f"{len(sources)} texts gave {sum(map(bool, results))} results")
    return results, None


def _judge(
    source: str,
    hypotheses: tuple[Hypothesis, ...],
    *,
    engine: TranslationEngine,
    options: DecodingOptions,
) -> Decoding:
    best = hypotheses[0]
    truncated = best.num_tokens >= max_target_tokens(engine.count_tokens(source), options)
    signs = (
        truncated,
        is_too_short(source, best.text),
        is_too_long(source, best.text),
        find_repetition(best.text, source=source) is not None,
    )
    return Decoding(hypotheses=hypotheses, num_signs=sum(signs), truncated=truncated)


def _find_suspects(decodings: dict[str, Decoding]) -> list[str]:
    return [source for source, decoding in decodings.items() if decoding.num_signs]


def _keep_better(decodings: dict[str, Decoding], attempts: dict[str, Decoding]) -> None:
    for source, attempt in attempts.items():
        candidates = [decodings[source], attempt] if attempt.hypotheses else [decodings[source]]
        best = min(candidates, key=lambda decoding: decoding.num_signs)
        decodings[source] = replace(best, retried=True)


def _iter_attempts(options: DecodingOptions) -> Iterator[DecodingOptions]:
    for repetition_penalty, no_repeat_ngram_size in _RETRIES:
        yield replace(
            options,
            repetition_penalty=max(options.repetition_penalty, repetition_penalty),
            no_repeat_ngram_size=max(options.no_repeat_ngram_size, no_repeat_ngram_size),
        )


def _decode_in_parts(
    source: str, *, engine: TranslationEngine, options: DecodingOptions
) -> Decoding | None:
    """Decode the halves of a source; None if it is too short to cut or a half raises."""
    num_tokens = engine.count_tokens(source)
    if num_tokens < _MIN_SPLIT_TOKENS:
        return None
    # A little over half, since a cut at a comma is rarely in the very middle.
    parts = split_text(source, max_tokens=num_tokens * 3 // 4, count_tokens=engine.count_tokens)
    decodings = _decode([part.strip() for part in parts], engine=engine, options=options)
    halves = [decodings[part.strip()] for part in parts]
    if any(half.error for half in halves):
        return None
    whole = join_decodings(parts, halves)
    judged = _judge(source, whole.hypotheses, engine=engine, options=options)
    # What is wrong with a half is wrong with the whole, even if the whole hides it.
    return replace(judged, num_signs=judged.num_signs + whole.num_signs, truncated=whole.truncated)


def join_decodings(parts: Sequence[str], decodings: Sequence[Decoding]) -> Decoding:
    """Return the decoding of a source from those of its parts, all of which succeeded.

    Only the best hypotheses are joined: the second of one part has nothing to do with the
    second of another. The score is the mean over the parts, weighted by their tokens.
    """
    if len(decodings) == 1:
        return decodings[0]
    best = [decoding.hypotheses[0] for decoding in decodings]
    num_tokens = sum(hypothesis.num_tokens for hypothesis in best)
    scores = [item.score * item.num_tokens for item in best if item.score is not None]
    joined = Hypothesis(
        text=join_targets(parts, [hypothesis.text for hypothesis in best]),
        score=sum(scores) / num_tokens if num_tokens and len(scores) == len(best) else None,
        num_tokens=num_tokens,
        cached=all(hypothesis.cached for hypothesis in best),
    )
    return Decoding(
        hypotheses=(joined,),
        num_signs=sum(decoding.num_signs for decoding in decodings),
        truncated=any(decoding.truncated for decoding in decodings),
        retried=any(decoding.retried for decoding in decodings),
    )
