"""MarianMT run by transformers: reads any MarianMT checkpoint, for comparison and new models."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from translator.assets import read_model_info
from translator.engines.checkpoint import load_model, load_tokenizer
from translator.engines.pieces import find_pieces
from translator.engines.tokenizer import (
    check_lengths,
    group_by_bound,
    iter_batches,
    make_likelihood,
)
from translator.errors import DecodingFailed, EngineUnavailable
from translator.types import Attention, DecodingOptions, Hypothesis, Likelihood, ModelInfo

if TYPE_CHECKING:
    import torch
    from transformers import GenerationConfig, MarianMTModel, MarianTokenizer

#: Types torch computes Marian in; int8 is CTranslate2's.
_COMPUTE_TYPES = ("float32", "bfloat16", "float16")

#: Target tokens whose scores over the whole vocabulary are held at once: 120 MB at opus-mt's
#: 60,000 tokens.
_SCORED_TOKENS = 512


class TransformersEngine:
    """Translates with a MarianMT checkpoint folder: safetensors only, nothing from the network.

    Args:
        model_dir: config.json, model.safetensors, vocab.json, source.spm, target.spm.
        device: "cpu", "cuda", or "auto" for the graphics card where there is one.
        compute_type: "auto" is float32 on a processor and float16 on a graphics card.
        threads: processor threads; 0 leaves torch's own choice.
    """

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
            raise EngineUnavailable(
                f"the {error.name} library is not installed; "
                f"install it with: pip install {error.name}"
            ) from error
        info = read_model_info(model_dir)
        if threads:
            torch.set_num_threads(threads)
        self._device = _choose_device(device)
        if compute_type == "auto":
            compute_type = "float32" if self._device == "cpu" else "float16"
        if compute_type not in _COMPUTE_TYPES:
            raise EngineUnavailable(
                f"compute type {compute_type!r} is not available in the transformers engine; "
                f"valid: auto, {', '.join(_COMPUTE_TYPES)}"
            )
        self._tokenizer = load_tokenizer(model_dir)
        self._model = load_model(model_dir, getattr(torch, compute_type)).to(self._device)
        self._kernel = self._model.config._attn_implementation
        self._banned = _list_banned_tokens(self._model, self._tokenizer)
        self._replace_generation_config()
        self._info = replace(info, compute_type=compute_type)
        libraries = f"transformers {transformers.__version__}, torch {torch.__version__}"
        self._fingerprint = f"{libraries} on {self._device}"

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
        import torch

        tokens = [self._encode(text) for text in sources]  # [source][token]
        lengths = [len(source) for source in tokens]
        check_lengths(sources, lengths, options)
        found: list[tuple[Hypothesis, ...]] = [(Hypothesis(text=""),)] * len(sources)
        for bound, positions in group_by_bound(lengths, options).items():
            filled = [position for position in positions if sources[position].strip()]
            for batch in iter_batches(filled, lengths, options.max_batch_tokens):
                try:
                    with torch.inference_mode():
                        results = self._decode([tokens[i] for i in batch], bound, options)
                # IndexError: a position beyond the model's table, whatever its config says.
                except (RuntimeError, ValueError, IndexError) as error:
                    raise DecodingFailed(
                        f"transformers failed on {len(batch)} texts: {error}"
                    ) from error
                for position, hypotheses in zip(batch, results, strict=True):
                    found[position] = hypotheses
        return found

    def attend_batch(
        self, sources: Sequence[str], targets: Sequence[str], options: DecodingOptions
    ) -> list[Attention]:
        """Read given targets and return the attention at each token; see AttendingEngine."""
        import torch

        source_ids = [self._encode(text) for text in sources]
        target_ids = [self._encode_target(text) for text in targets]
        check_lengths(sources, [len(ids) for ids in source_ids], options)
        lengths = [len(ids) for ids in target_ids]
        check_lengths(targets, lengths, options)
        weights: list[tuple[tuple[float, ...], ...]] = [()] * len(sources)
        positions = sorted(range(len(sources)), key=lambda index: -lengths[index])
        for batch in iter_batches(positions, lengths, options.max_batch_tokens):
            try:
                with torch.inference_mode():
                    read = self._attend(
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

    def _attend(
        self, sources: list[list[int]], targets: list[list[int]]
    ) -> list[tuple[tuple[float, ...], ...]]:
        """Return the mean over the heads of the last layer, [pair][target token][source token]."""
        import torch

        source, mask = self._pad(sources)  # (batch, source)
        target, _ = self._pad(targets)  # (batch, target)
        first = target.new_full((len(targets), 1), self._model.config.decoder_start_token_id)
        # The fast kernel does not tell its weights.
        self._model.set_attn_implementation("eager")
        try:
            output = self._model.model(
                input_ids=source,
                attention_mask=mask,
                decoder_input_ids=torch.cat([first, target[:, :-1]], 1),
                output_attentions=True,
                use_cache=False,
            )
        finally:
            self._model.set_attn_implementation(self._kernel)
        means = output.cross_attentions[-1].float().mean(1).cpu()  # (batch, target, source)
        return [
            tuple(tuple(row) for row in mean[: len(target_ids), : len(source_ids)].tolist())
            for mean, source_ids, target_ids in zip(means, sources, targets, strict=True)
        ]

    def score_batch(
        self, sources: Sequence[str], targets: Sequence[str], options: DecodingOptions
    ) -> list[Likelihood]:
        """Read given targets and return how likely each is; see ScoringEngine."""
        import torch

        source_ids = [self._encode(text) for text in sources]
        target_ids = [self._encode_target(text) for text in targets]
        check_lengths(sources, [len(ids) for ids in source_ids], options)
        lengths = [len(ids) for ids in target_ids]
        check_lengths(targets, lengths, options)
        found: dict[int, Likelihood] = {}
        positions = sorted(range(len(sources)), key=lambda index: -lengths[index])
        for batch in iter_batches(positions, lengths, options.max_batch_tokens):
            try:
                with torch.inference_mode():
                    source, mask = self._pad([source_ids[position] for position in batch])
                    target, _ = self._pad([target_ids[position] for position in batch])
                    start = self._model.config.decoder_start_token_id
                    first = target.new_full((len(batch), 1), start)
                    rows = self._score_tokens(source, mask, torch.cat([first, target], 1))
            except (RuntimeError, ValueError, IndexError) as error:
                raise DecodingFailed(
                    f"transformers failed to score {len(batch)} translations: {error}"
                ) from error
            for position, row in zip(batch, rows, strict=True):
                found[position] = make_likelihood(self._name_tokens(target_ids[position]), row)
        return [found[position] for position in range(len(sources))]

    def _pad(self, rows: list[list[int]]) -> tuple[torch.Tensor, torch.Tensor]:
        """Return (rows, longest) token numbers and their mask.

        Padded on the right: Marian's positions count from the first column.
        """
        import torch

        longest, pad = max(map(len, rows)), self._tokenizer.pad_token_id
        ids = torch.tensor([row + [pad] * (longest - len(row)) for row in rows])
        ids = ids.to(self._device)
        return ids, (ids != pad).long()

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
        self, batch: list[list[int]], bound: int, options: DecodingOptions
    ) -> list[tuple[Hypothesis, ...]]:
        source, mask = self._pad(batch)  # (batch, source)
        output = self._model.generate(
            input_ids=source,
            attention_mask=mask,
            generation_config=self._make_search(options, bound),
        )  # (batch * hypotheses, target)
        count = options.num_hypotheses
        scores = self._score(
            source.repeat_interleave(count, 0), mask.repeat_interleave(count, 0), output
        )
        hypotheses = [
            self._read_hypothesis(ids, score)
            for ids, score in zip(output[:, 1:].tolist(), scores, strict=True)
        ]
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

    def _score(self, source: torch.Tensor, mask: torch.Tensor, output: torch.Tensor) -> list[float]:
        """Return each hypothesis's mean log-probability per token, end mark included, in nats."""
        rows = self._score_tokens(source, mask, output, banned=self._banned)
        return [sum(row) / len(row) for row in rows]

    def _score_tokens(
        self,
        source: torch.Tensor,
        mask: torch.Tensor,
        output: torch.Tensor,
        *,
        banned: Sequence[int] = (),
    ) -> list[list[float]]:
        """Return the log-probability of each token of each target, end mark included, in nats.

        Banned tokens have none; what a person wrote may hold any.

        Read off in one pass over the finished hypotheses: keeping every step's scores while
        decoding takes gigabytes with a large vocabulary.
        """
        import torch

        pad = self._tokenizer.pad_token_id
        rows = max(1, _SCORED_TOKENS // output.shape[1])
        found: list[list[float]] = []  # [target][token]
        for start in range(0, len(output), rows):
            part = slice(start, start + rows)
            # The decoder starts with a pad token of its own and never reads the last one.
            target = output[part, 1:]  # (rows, target)
            logits = self._model(
                input_ids=source[part],
                attention_mask=mask[part],
                decoder_input_ids=output[part, :-1],
                use_cache=False,
            ).logits.float()  # (rows, target, vocabulary)
            logits[:, :, list(banned)] = -torch.inf
            chosen = logits.log_softmax(-1).gather(2, target.unsqueeze(2)).squeeze(2)
            real = target != pad
            found += [
                row[:length].tolist()
                for row, length in zip(chosen, real.sum(1).tolist(), strict=True)
            ]
        return found

    def _make_search(self, options: DecodingOptions, bound: int) -> GenerationConfig:
        """Translate our names into the library's: the only place where they meet."""
        from transformers import GenerationConfig

        beam_size = max(options.beam_size, options.num_hypotheses)
        return GenerationConfig(
            num_beams=beam_size,
            num_return_sequences=options.num_hypotheses,
            length_penalty=options.length_penalty,
            repetition_penalty=options.repetition_penalty,
            no_repeat_ngram_size=options.no_repeat_ngram_size,
            # Counts the end mark. Without it the library stops at 20 tokens.
            max_new_tokens=bound,
            min_new_tokens=1,
            # Stop as soon as beam_size hypotheses have ended, as CTranslate2 does.
            early_stopping=beam_size > 1,
            do_sample=False,
            # Marian never produces padding and, unless asked to, no unknown token; the
            # probabilities are those of the other tokens.
            bad_words_ids=[[token] for token in self._banned],
            renormalize_logits=True,
        )

    def _replace_generation_config(self) -> None:
        """Keep what belongs to the model; everything else is ours to set in each call.

        In particular forced_eos_token_id goes: it would end a hypothesis at the bound with an
        end mark, so that nobody could tell that it was stopped.
        """
        from transformers import GenerationConfig

        config = self._model.config
        self._model.generation_config = GenerationConfig(
            pad_token_id=config.pad_token_id,
            eos_token_id=config.eos_token_id,
            decoder_start_token_id=config.decoder_start_token_id,
        )


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
