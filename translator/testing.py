"""For tests, ours and a plug-in author's: an engine without a model, and the contract as code."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path

from translator.engines.tokenizer import check_lengths, max_target_tokens
from translator.errors import DecodingFailed
from translator.patterns import compile_late
from translator.protocols import CompletingEngine, TranslationEngine
from translator.types import DecodingOptions, Hypothesis, ModelInfo

#: A token of EchoEngine: a word with the spaces in front of it, or one other character.
_TOKEN = compile_late(r"\s*(?:\w+|[^\w\s])")

#: What check_engine translates: French of several lengths, a number, an empty text.
_PROBES = (
    "Le conseil a voté le budget.",
    "Oui.",
    "",
    "Les habitants demandent un pont sur la rivière depuis dix ans, et la maire le promet.",
    "Il y a 12 ans.",
)

#: Engines compute in parallel and in low precision: the last digits of a score may differ.
_SCORE_TOLERANCE = 1e-3


class EchoEngine:
    """Returns every source as its own translation: numbers, names and marks stay right.

    A token is a word or a punctuation mark, and ``count_tokens`` counts the end mark too. The
    n-th hypothesis has ``n - 1`` full stops more than the first, and the score ``-0.1 * n``.

    Args:
        replies: source text → what to answer instead, for instance "" or a loop of words. A
            reply longer than ``max_target_tokens`` is cut there, as an engine would.
        failures: source texts on which to raise DecodingFailed.

    >>> engine = EchoEngine(replies={"Oui.": "Yes."})
    >>> results = engine.translate_batch(["Oui.", "Paris, 12 h"], DecodingOptions())
    >>> [hypotheses[0].text for hypotheses in results]
    ['Yes.', 'Paris, 12 h']
    """

    is_thread_safe = True
    is_literal = True

    def __init__(
        self, *, replies: Mapping[str, str] | None = None, failures: Sequence[str] = ()
    ) -> None:
        self._replies = dict(replies or {})
        self._failures = frozenset(failures)
        self._info = ModelInfo(name="echo", path=Path("echo"), format="echo", compute_type="none")
        #: Every batch asked for so far, with its options.
        self.calls: list[tuple[tuple[str, ...], DecodingOptions]] = []
        #: Every batch of completions, with the prefixes in the middle.
        self.completions: list[tuple[tuple[str, ...], tuple[str, ...], DecodingOptions]] = []

    @property
    def info(self) -> ModelInfo:
        """A model called echo that is nowhere on disk."""
        return self._info

    def count_tokens(self, text: str) -> int:
        """Return the number of words and punctuation marks, plus one for the end mark."""
        return len(_TOKEN.findall(text)) + 1

    def translate_batch(
        self, sources: Sequence[str], options: DecodingOptions
    ) -> list[tuple[Hypothesis, ...]]:
        """Return each source, or the reply to it; see TranslationEngine."""
        self.calls.append((tuple(sources), options))
        check_lengths(sources, [self.count_tokens(text) for text in sources], options)
        for text in sources:
            if text in self._failures:
                raise DecodingFailed(f"asked to fail on {text!r}")
        return [self._answer(text, options) for text in sources]

    def complete_batch(
        self, sources: Sequence[str], prefixes: Sequence[str], options: DecodingOptions
    ) -> list[tuple[Hypothesis, ...]]:
        """Return each prefix and what an answer has behind as many tokens."""
        self.completions.append((tuple(sources), tuple(prefixes), options))
        check_lengths(sources, [self.count_tokens(text) for text in sources], options)
        return [
            self._answer(text, options, prefix=prefix)
            for text, prefix in zip(sources, prefixes, strict=True)
        ]

    def _answer(
        self, text: str, options: DecodingOptions, *, prefix: str = ""
    ) -> tuple[Hypothesis, ...]:
        if not text.strip():
            return (Hypothesis(text=""),)
        bound = max_target_tokens(self.count_tokens(text), options)
        reply = self._replies.get(text, text)
        rest = _TOKEN.findall(reply)[len(_TOKEN.findall(prefix)) :]
        reply = prefix + "".join(rest)
        hypotheses = []
        for rank in range(options.num_hypotheses):
            tokens = _TOKEN.findall(reply + "." * rank)[:bound]
            hypotheses.append(
                Hypothesis(text="".join(tokens), score=-0.1 * (rank + 1), num_tokens=len(tokens))
            )
        return tuple(hypotheses)


def check_engine(engine: TranslationEngine) -> None:
    """Hold an engine against the contract of TranslationEngine; for use in a test.

    Raises:
        AssertionError: what the engine does and what it should do.
    """
    _require(
        isinstance(engine, TranslationEngine), "info, count_tokens or translate_batch is missing"
    )
    _require(bool(engine.info.name), "info.name is empty")
    _check_counts(engine)
    options = DecodingOptions(beam_size=2)
    together = engine.translate_batch(_PROBES, options)
    _require(
        len(together) == len(_PROBES),
        f"{len(_PROBES)} sources gave {len(together)} results; expected one each",
    )
    for text, hypotheses in zip(_PROBES, together, strict=True):
        _check_hypotheses(engine, text, hypotheses, options)
        alone = engine.translate_batch([text], options)[0]
        _require(
            alone[0].text == hypotheses[0].text,
            f"{text!r} alone gives {alone[0].text!r}, in a batch {hypotheses[0].text!r}: "
            "results are out of order or depend on their company",
        )
    again = engine.translate_batch(_PROBES, options)
    _require(_texts(again) == _texts(together), "the same batch gave other texts the second time")
    _require(engine.translate_batch([], options) == [], "no sources must give no results")
    _check_ranking(engine)
    _check_refusal(engine)
    if isinstance(engine, CompletingEngine):
        _check_completion(engine)


def _check_counts(engine: TranslationEngine) -> None:
    for text in _PROBES:
        count = engine.count_tokens(text)
        _require(count >= 1, f"{text!r} has {count} tokens; the end mark alone is one")
    longer = engine.count_tokens(" ".join(_PROBES))
    _require(longer > engine.count_tokens(_PROBES[0]), "a longer text has no more tokens")


def _check_hypotheses(
    engine: TranslationEngine,
    text: str,
    hypotheses: tuple[Hypothesis, ...],
    options: DecodingOptions,
) -> None:
    _require(
        1 <= len(hypotheses) <= options.num_hypotheses,
        f"{text!r} has {len(hypotheses)} hypotheses; expected 1 to {options.num_hypotheses}",
    )
    if not text:
        _require(hypotheses[0].text == "", f'"" gave {hypotheses[0].text!r}; expected ""')
    bound = max_target_tokens(engine.count_tokens(text), options)
    for hypothesis in hypotheses:
        _require(
            0 <= hypothesis.num_tokens <= bound,
            f"{text!r} gave {hypothesis.num_tokens} tokens; max_target_tokens allows {bound}",
        )


def _check_ranking(engine: TranslationEngine) -> None:
    options = DecodingOptions(beam_size=4, num_hypotheses=3)
    hypotheses = engine.translate_batch([_PROBES[0]], options)[0]
    _require(1 <= len(hypotheses) <= 3, f"asked for 3 hypotheses, got {len(hypotheses)}")
    scores = [hypothesis.score for hypothesis in hypotheses if hypothesis.score is not None]
    _require(all(score <= 0 for score in scores), f"log-probabilities above zero: {scores}")
    steps = pairwise(scores)
    _require(
        all(first >= second - _SCORE_TOLERANCE for first, second in steps),
        f"hypotheses are not best first: {scores}",
    )


def _check_refusal(engine: TranslationEngine) -> None:
    options = DecodingOptions(max_input_length=4)
    try:
        engine.translate_batch([_PROBES[3]], options)
    except DecodingFailed:
        return
    raise AssertionError(
        "a source longer than max_input_length was translated, so it was cut; "
        "expected DecodingFailed"
    )


def _check_completion(engine: CompletingEngine) -> None:
    assert isinstance(engine, TranslationEngine)
    options = DecodingOptions(beam_size=2)
    sources = [text for text in _PROBES if text]
    whole = engine.translate_batch(sources, options)
    begun = [hypotheses[0].text.partition(" ")[0] for hypotheses in whole]
    prefixes = ["", *begun[1:-1], f"{begun[-1]} {begun[-1]}"]
    completed = engine.complete_batch(sources, prefixes, options)
    _require(
        len(completed) == len(sources),
        f"{len(sources)} prefixes gave {len(completed)} results; expected one each",
    )
    for text, prefix, hypotheses in zip(sources, prefixes, completed, strict=True):
        _check_hypotheses(engine, text, hypotheses, options)
        _require(
            all(item.text.startswith(prefix) for item in hypotheses),
            f"{text!r} begun with {prefix!r} gave {hypotheses[0].text!r}",
        )
    _require(
        completed[0][0].text == whole[0][0].text,
        f"{sources[0]!r} begun with nothing gave {completed[0][0].text!r}, "
        f"and {whole[0][0].text!r} when it was translated",
    )


def _texts(results: Sequence[tuple[Hypothesis, ...]]) -> list[list[str]]:
    return [[hypothesis.text for hypothesis in hypotheses] for hypotheses in results]


def _require(condition: bool, complaint: str) -> None:
    # Not an assert statement: those vanish under python -O, and pytest rewrites them.
    if not condition:
        raise AssertionError(complaint)
