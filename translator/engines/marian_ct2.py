"""The default engine: a Marian model run by CTranslate2, without torch."""

from __future__ import annotations

import logging
import math
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from translator.assets import read_config, read_model_info
from translator.engines.attention_ct2 import AttendingTranslator, read_attention
from translator.engines.hardware_ct2 import (
    choose_compute_type,
    choose_device,
    choose_num_workers,
    needs_narrow_weights,
)
from translator.engines.pieces import find_pieces
from translator.engines.tokenizer import (
    END_TOKEN,
    MarianTokenizer,
    check_lengths,
    group_by_bound,
    iter_batches,
    make_likelihood,
)
from translator.engines.weights_ct2 import load_translator, read_narrow_weights
from translator.errors import DecodingFailed, lacks_library
from translator.types import Attention, DecodingOptions, Hypothesis, Likelihood, ModelInfo

if TYPE_CHECKING:
    from ctranslate2 import AsyncTranslationResult, TranslationResult


class CTranslate2Engine:
    """Translates with a CTranslate2 folder.

    What else is in a batch changes how the library rounds and nothing more: where two hypotheses
    are next to equal, one segment of some hundreds, the other one may win.

    Args:
        model_dir: config.json, model.bin, vocabulary, source.spm and perhaps target.spm.
        device: "cpu", "cuda", or "auto" for the graphics card where there is one.
        compute_type: "auto" is int8 on a processor, with weights of seven bits where products of
            more are not exact; there float32 for a model that is not in bytes.
        threads: sentences decoded at the same time, each by one processor thread; 0 uses
            every core that this process is granted, up to eight; see translator.cores.
    """

    #: The library and the tokenizer keep no state between calls.
    is_thread_safe = True
    #: What decides how it computes; see translator.engines.loading.
    libraries = ("ctranslate2", "sentencepiece")

    def __init__(
        self,
        model_dir: Path,
        *,
        device: str = "auto",
        compute_type: str = "auto",
        threads: int = 0,
    ) -> None:
        try:
            import ctranslate2
        except ImportError as error:
            raise lacks_library("ctranslate2") from error
        # The library reports conversions of weights on its own log; what matters is raised.
        ctranslate2.set_log_level(logging.ERROR)
        info = read_model_info(model_dir)
        self._tokenizer = MarianTokenizer(model_dir)
        self._adds_end_token = _read_adds_end_token(model_dir)
        device = choose_device(device)
        needs_narrow = needs_narrow_weights(compute_type, device=device)
        narrow = read_narrow_weights(model_dir) if needs_narrow else None
        is_narrow = narrow is not None
        compute_type = choose_compute_type(
            compute_type, device=device, is_exact=is_narrow or not needs_narrow
        )
        self._num_workers = choose_num_workers(threads, device=device)
        self._translator = load_translator(
            model_dir,
            device=device,
            compute_type=compute_type,
            num_workers=self._num_workers,
            weights=narrow,
        )
        self._attending = AttendingTranslator(
            self._translator, model_dir, num_workers=self._num_workers, is_narrow=is_narrow
        )
        self._info = replace(info, compute_type=self._translator.compute_type)
        bits = " in seven bits" if is_narrow else ""
        self._fingerprint = f"ctranslate2 {ctranslate2.__version__} on {device}{bits}"

    @property
    def info(self) -> ModelInfo:
        """The model, with the compute type in use."""
        return self._info

    @property
    def fingerprint(self) -> str:
        """The library's release and the device; see RepeatableEngine."""
        return self._fingerprint

    def count_tokens(self, text: str) -> int:
        """Return the number of source tokens of ``text``, the end mark included."""
        return self._tokenizer.count(text)

    def translate_batch(
        self, sources: Sequence[str], options: DecodingOptions
    ) -> list[tuple[Hypothesis, ...]]:
        """Translate independent texts; see TranslationEngine."""
        return self._search(sources, options)

    def complete_batch(
        self, sources: Sequence[str], prefixes: Sequence[str], options: DecodingOptions
    ) -> list[tuple[Hypothesis, ...]]:
        """Translate into targets that begin as given; see CompletingEngine."""
        begun = [self._tokenizer.encode_target(text)[:-1] for text in prefixes]
        found = self._search(sources, options, begun=begun)
        # The library leaves what it was given out of its scores.
        places = [(row, column) for row, items in enumerate(found) for column in range(len(items))]
        likelihoods = self.score_batch(
            [sources[row] for row, _ in places],
            [found[row][column].text for row, column in places],
            options,
        )
        scored = [list(items) for items in found]
        for (row, column), likelihood in zip(places, likelihoods, strict=True):
            scored[row][column] = replace(found[row][column], score=likelihood.mean)
        return [tuple(sorted(items, key=lambda item: -(item.score or 0.0))) for items in scored]

    def _search(
        self,
        sources: Sequence[str],
        options: DecodingOptions,
        *,
        begun: Sequence[list[str]] | None = None,
    ) -> list[tuple[Hypothesis, ...]]:
        """Decode texts, each on from the target tokens that are ``begun``."""
        tokens = [self._tokenizer.encode(text) for text in sources]
        lengths = [len(source) for source in tokens]
        check_lengths(sources, lengths, options)
        found: list[tuple[Hypothesis, ...]] = [(Hypothesis(text=""),)] * len(sources)
        pending: list[tuple[int, AsyncTranslationResult]] = []
        groups = group_by_bound(lengths, options)
        # Every group is handed over before the first answer is awaited, so no worker idles.
        for bound, positions in groups.items():
            filled = [position for position in positions if sources[position].strip()]
            answers = self._submit(
                [tokens[position] for position in filled],
                bound,
                options,
                begun=None if begun is None else [begun[item][:bound] for item in filled],
            )
            pending.extend(zip(filled, answers, strict=True))
        try:
            for position, answer in pending:
                found[position] = self._read_result(answer.result(), options)
        except (RuntimeError, ValueError) as error:
            raise DecodingFailed(f"CTranslate2 failed on {len(sources)} texts: {error}") from error
        return found

    def _submit(
        self,
        batch: list[list[str]],
        bound: int,
        options: DecodingOptions,
        *,
        begun: list[list[str]] | None = None,
    ) -> list[AsyncTranslationResult]:
        batch = self._without_added_mark(batch)
        arguments = _search_arguments(options, bound)
        # A paragraph would be one batch: cut it so that every worker gets a share.
        share = math.ceil(sum(map(len, batch)) / self._num_workers)
        arguments["max_batch_size"] = max(1, min(options.max_batch_tokens, share))
        try:
            answers: list[AsyncTranslationResult] = self._translator.translate_batch(
                batch, begun, asynchronous=True, **arguments
            )
        except (RuntimeError, ValueError) as error:
            raise DecodingFailed(f"CTranslate2 refused {len(batch)} texts: {error}") from error
        return answers

    def _without_added_mark(self, sources: list[list[str]]) -> list[list[str]]:
        """Return sources as the library wants them.

        A model converted from transformers must be given the end mark, or it translates
        something else; one converted from Marian's own format adds it itself.
        """
        return [source[:-1] for source in sources] if self._adds_end_token else sources

    def _read_result(
        self, result: TranslationResult, options: DecodingOptions
    ) -> tuple[Hypothesis, ...]:
        return tuple(
            Hypothesis(
                text=self._tokenizer.decode(tokens),
                score=_mean_log_probability(score, len(tokens), options),
                num_tokens=len(tokens) - tokens.count(END_TOKEN),
            )
            for tokens, score in zip(result.hypotheses, result.scores, strict=True)
        )

    def attend_batch(
        self, sources: Sequence[str], targets: Sequence[str], options: DecodingOptions
    ) -> list[Attention]:
        """Read given targets and return the attention at each token; see AttendingEngine."""
        source_tokens = [self._tokenizer.encode(text) for text in sources]
        target_tokens = [self._tokenizer.encode_target(text) for text in targets]
        check_lengths(sources, [len(tokens) for tokens in source_tokens], options)
        lengths = [len(tokens) for tokens in target_tokens]
        check_lengths(targets, lengths, options)
        weights: list[tuple[tuple[float, ...], ...]] = [()] * len(sources)
        positions = sorted(range(len(sources)), key=lambda index: -lengths[index])
        for batch in iter_batches(positions, lengths, options.max_batch_tokens):
            results = self._attending.write(
                self._without_added_mark([source_tokens[position] for position in batch]),
                [target_tokens[position] for position in batch],
            )
            for position, result in zip(batch, results, strict=True):
                weights[position] = read_attention(
                    result, len(target_tokens[position]), len(source_tokens[position])
                )
        return [
            Attention(
                source_spans=find_pieces(source, source_tokens[position]),
                target_spans=find_pieces(target, target_tokens[position]),
                weights=weights[position],
            )
            for position, (source, target) in enumerate(zip(sources, targets, strict=True))
        ]

    def score_batch(
        self, sources: Sequence[str], targets: Sequence[str], options: DecodingOptions
    ) -> list[Likelihood]:
        """Read given targets and return how likely each is; see ScoringEngine."""
        source_tokens = [self._tokenizer.encode(text) for text in sources]
        target_tokens = [self._tokenizer.encode_target(text) for text in targets]
        check_lengths(sources, [len(tokens) for tokens in source_tokens], options)
        check_lengths(targets, [len(tokens) for tokens in target_tokens], options)
        try:
            results = self._translator.score_batch(
                self._without_added_mark(source_tokens),
                # The library adds the end mark itself and scores it too.
                [tokens[:-1] for tokens in target_tokens],
                max_batch_size=options.max_batch_tokens,
                batch_type="tokens",
                max_input_length=0,
            )
        except (RuntimeError, ValueError) as error:
            raise DecodingFailed(
                f"CTranslate2 failed to score {len(sources)} translations: {error}"
            ) from error
        return [
            make_likelihood(tokens, result.log_probs)
            for tokens, result in zip(target_tokens, results, strict=True)
        ]


def _search_arguments(options: DecodingOptions, bound: int) -> dict[str, Any]:
    """Translate our names into the library's: the only place where they meet."""
    return {
        # The library refuses to return more hypotheses than the beam is wide.
        "beam_size": max(options.beam_size, options.num_hypotheses),
        "num_hypotheses": options.num_hypotheses,
        "length_penalty": options.length_penalty,
        "repetition_penalty": options.repetition_penalty,
        "no_repeat_ngram_size": options.no_repeat_ngram_size,
        # Longer sources were refused; 0 keeps the library from cutting without a word.
        "max_input_length": 0,
        # Counts the end mark: what ended by itself has fewer tokens than the bound.
        "max_decoding_length": bound,
        "max_batch_size": options.max_batch_tokens,
        "batch_type": "tokens",
        # marian-decoder, too, never produces the unknown token unless asked to.
        "disable_unk": True,
        "return_scores": True,
        "return_end_token": True,
    }


def _mean_log_probability(score: float, length: int, options: DecodingOptions) -> float:
    """Return the mean log-probability per token in nats.

    The library returns the sum divided by ``length ** length_penalty``, where the length
    counts the end mark (checked against its own score_batch in release 4.8.5).
    """
    return float(score * length ** (options.length_penalty - 1))


def _read_adds_end_token(model_dir: Path) -> bool:
    return bool(read_config(model_dir / "config.json").get("add_source_eos", False))
