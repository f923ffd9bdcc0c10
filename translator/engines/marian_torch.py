"""MarianMT run by transformers: reads any MarianMT checkpoint, for comparison and new models."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from translator.assets import read_model_info
from translator.cores import find_cores
from translator.engines.checkpoint import load_model, load_tokenizer
from translator.engines.network_torch import MarianNetwork
from translator.engines.pieces import find_pieces
from translator.engines.tokenizer import (
    check_lengths,
    group_by_bound,
    iter_batches,
    make_likelihood,
    max_target_tokens,
)
from translator.errors import DecodingFailed, EngineUnavailable, lacks_library
from translator.types import Attention, DecodingOptions, Hypothesis, Likelihood, ModelInfo

if TYPE_CHECKING:
    from transformers import MarianMTModel, MarianTokenizer

#: Types torch computes Marian in; int8 is CTranslate2's.
_COMPUTE_TYPES = ("float32", "bfloat16", "float16")


class TransformersEngine:
    """Translates with a MarianMT checkpoint folder: safetensors only, nothing from the network.

    Args:
        model_dir: config.json, model.safetensors, vocab.json, source.spm, target.spm.
        device: "cpu", "cuda", or "auto" for the graphics card where there is one.
        compute_type: "auto" is float32 on a processor and float16 on a graphics card.
        threads: processor threads; 0 leaves torch's own choice, within what this process is
            granted.
    """

    #: What decides how it computes; see translator.engines.loading.
    libraries = ("torch", "transformers", "sentencepiece")

    def __init__(
        self,
        model_dir: Path,
        *,
        device: str = "auto",
        compute_type: str = "auto",
        threads: int = 0,
    ) -> None:
        try:
            import torch
            import transformers
        except ImportError as error:
            raise lacks_library(str(error.name)) from error
        info = read_model_info(model_dir)
        torch.set_num_threads(threads or min(torch.get_num_threads(), find_cores().count))
        device = _choose_device(device)
        if compute_type == "auto":
            compute_type = "float32" if device == "cpu" else "float16"
        if compute_type not in _COMPUTE_TYPES:
            raise EngineUnavailable(
                f"compute type {compute_type!r} is not available in the transformers engine; "
                f"valid: auto, {', '.join(_COMPUTE_TYPES)}"
            )
        self._tokenizer = load_tokenizer(model_dir)
        model = load_model(model_dir, getattr(torch, compute_type)).to(device)
        self._network = MarianNetwork(
            model,
            pad=self._tokenizer.pad_token_id,
            banned=_list_banned_tokens(model, self._tokenizer),
        )
        self._info = replace(info, compute_type=compute_type)
        libraries = f"transformers {transformers.__version__}, torch {torch.__version__}"
        self._fingerprint = f"{libraries} on {device}"

    @property
    def info(self) -> ModelInfo:
        """The model, with the compute type in use."""
        return self._info

    @property
    def fingerprint(self) -> str:
        """The libraries' releases and the device; see RepeatableEngine."""
        return self._fingerprint

    def count_tokens(self, text: str) -> int:
        """Return the number of source tokens of ``text``, the end mark included."""
        return len(self._encode(text))

    def translate_batch(
        self, sources: Sequence[str], options: DecodingOptions
    ) -> list[tuple[Hypothesis, ...]]:
        """Translate independent texts; see TranslationEngine."""
        tokens = [self._encode(text) for text in sources]  # [source][token]
        lengths = [len(source) for source in tokens]
        check_lengths(sources, lengths, options)
        found: list[tuple[Hypothesis, ...]] = [(Hypothesis(text=""),)] * len(sources)
        for bound, positions in group_by_bound(lengths, options).items():
            filled = [position for position in positions if sources[position].strip()]
            for batch in iter_batches(filled, lengths, options.max_batch_tokens):
                try:
                    results = self._decode([tokens[i] for i in batch], bound, options)
                # IndexError: a position beyond the model's table, whatever its config says.
                except (RuntimeError, ValueError, IndexError) as error:
                    raise DecodingFailed(
                        f"transformers failed on {len(batch)} texts: {error}"
                    ) from error
                for position, hypotheses in zip(batch, results, strict=True):
                    found[position] = hypotheses
        return found

    def complete_batch(
        self, sources: Sequence[str], prefixes: Sequence[str], options: DecodingOptions
    ) -> list[tuple[Hypothesis, ...]]:
        """Translate into targets that begin as given, one by one; see CompletingEngine."""
        tokens = [self._encode(text) for text in sources]
        check_lengths(sources, [len(source) for source in tokens], options)
        found: list[tuple[Hypothesis, ...]] = []
        for text, source, prefix in zip(sources, tokens, prefixes, strict=True):
            bound = max_target_tokens(len(source), options)
            begun = self._encode_target(prefix)[:-1][:bound]
            try:
                answers = (
                    self._decode([source], bound, options, begun=begun) if text.strip() else []
                )
            except (RuntimeError, ValueError, IndexError) as error:
                raise DecodingFailed(f"transformers failed to complete a text: {error}") from error
            found += answers or [(Hypothesis(text=""),)]
        return found

    def attend_batch(
        self, sources: Sequence[str], targets: Sequence[str], options: DecodingOptions
    ) -> list[Attention]:
        """Read given targets and return the attention at each token; see AttendingEngine."""
        source_ids = [self._encode(text) for text in sources]
        target_ids = [self._encode_target(text) for text in targets]
        check_lengths(sources, [len(ids) for ids in source_ids], options)
        lengths = [len(ids) for ids in target_ids]
        check_lengths(targets, lengths, options)
        weights: list[tuple[tuple[float, ...], ...]] = [()] * len(sources)
        positions = sorted(range(len(sources)), key=lambda index: -lengths[index])
        for batch in iter_batches(positions, lengths, options.max_batch_tokens):
            try:
                read = self._network.attend(
                    [source_ids[position] for position in batch],
                    [target_ids[position] for position in batch],
                )
            except (RuntimeError, ValueError, IndexError) as error:
                raise DecodingFailed(
                    f"transformers failed to read {len(batch)} translations: {error}"
                ) from error
            for position, rows in zip(batch, read, strict=True):
                weights[position] = rows
        return [
            Attention(
                source_spans=find_pieces(source, self._name_tokens(source_ids[position])),
                target_spans=find_pieces(target, self._name_tokens(target_ids[position])),
                weights=weights[position],
            )
            for position, (source, target) in enumerate(zip(sources, targets, strict=True))
        ]

    def score_batch(
        self, sources: Sequence[str], targets: Sequence[str], options: DecodingOptions
    ) -> list[Likelihood]:
        """Read given targets and return how likely each is; see ScoringEngine."""
        source_ids = [self._encode(text) for text in sources]
        target_ids = [self._encode_target(text) for text in targets]
        check_lengths(sources, [len(ids) for ids in source_ids], options)
        lengths = [len(ids) for ids in target_ids]
        check_lengths(targets, lengths, options)
        found: dict[int, Likelihood] = {}
        positions = sorted(range(len(sources)), key=lambda index: -lengths[index])
        for batch in iter_batches(positions, lengths, options.max_batch_tokens):
            try:
                rows = self._network.score(
                    [source_ids[position] for position in batch],
                    [target_ids[position] for position in batch],
                )
            except (RuntimeError, ValueError, IndexError) as error:
                raise DecodingFailed(
                    f"transformers failed to score {len(batch)} translations: {error}"
                ) from error
            for position, row in zip(batch, rows, strict=True):
                found[position] = make_likelihood(self._name_tokens(target_ids[position]), row)
        return [found[position] for position in range(len(sources))]

    def _name_tokens(self, ids: list[int]) -> list[str]:
        tokens: list[str] = self._tokenizer.convert_ids_to_tokens(ids)
        return tokens

    def _encode_target(self, text: str) -> list[int]:
        ids: list[int] = self._tokenizer(text_target=text, split_special_tokens=True)["input_ids"]
        return ids

    def _encode(self, text: str) -> list[int]:
        # An article may quote "</s>", or open with ">>" and hold "<<" later; the tokenizer
        # would take the first for an end mark and the second for the name of a language.
        if text.startswith(">>"):
            text = " " + text
        ids: list[int] = self._tokenizer(text, split_special_tokens=True)["input_ids"]
        return ids

    def _decode(
        self,
        batch: list[list[int]],
        bound: int,
        options: DecodingOptions,
        *,
        begun: Sequence[int] = (),
    ) -> list[tuple[Hypothesis, ...]]:
        hypotheses = [
            self._read_hypothesis(ids, score)
            for ids, score in self._network.generate(batch, bound, options, begun=begun)
        ]
        count = options.num_hypotheses
        return [
            tuple(hypotheses[start : start + count]) for start in range(0, len(hypotheses), count)
        ]

    def _read_hypothesis(self, ids: list[int], score: float) -> Hypothesis:
        end = self._tokenizer.eos_token_id
        ids = ids[: ids.index(end)] if end in ids else ids
        text = self._tokenizer.decode(
            ids,
            skip_special_tokens=True,
            # Spaces before punctuation are the model's own affair.
            clean_up_tokenization_spaces=False,
            # With a joint vocabulary transformers 5 would take the French model.
            use_source_tokenizer=False,
        )
        return Hypothesis(text=text.strip(), score=score, num_tokens=len(ids))


def _choose_device(device: str) -> str:
    import torch

    has_cuda = torch.cuda.is_available()
    if device == "auto":
        return "cuda" if has_cuda else "cpu"
    if device == "cpu" or (device.partition(":")[0] == "cuda" and has_cuda):
        return device
    raise EngineUnavailable(
        f"torch cannot use device {device!r}; valid here: {'cpu, cuda' if has_cuda else 'cpu'}"
    )


def _list_banned_tokens(model: MarianMTModel, tokenizer: MarianTokenizer) -> list[int]:
    """Return the numbers of tokens that must never be produced."""
    configured = getattr(model.generation_config, "bad_words_ids", None) or []
    single = {words[0] for words in configured if len(words) == 1}
    return sorted(single | {tokenizer.pad_token_id, tokenizer.unk_token_id})
