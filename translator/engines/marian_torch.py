"""MarianMT run by transformers: reads any MarianMT checkpoint, for comparison and new models."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from translator.assets import read_model_info
from translator.engines.checkpoint import load_model, load_tokenizer
from translator.engines.tokenizer import check_lengths, group_by_bound, iter_batches
from translator.errors import DecodingFailed, EngineUnavailable
from translator.types import DecodingOptions, Hypothesis, ModelInfo

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
            import transformers  # noqa: F401
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
        self._banned = _list_banned_tokens(self._model, self._tokenizer)
        self._replace_generation_config()
        self._info = replace(info, compute_type=compute_type)

    @property
    def info(self) -> ModelInfo:
        """The model, with the compute type in use."""
        return self._info

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
        import torch

        # Padded on the right: Marian's positions count from the first column.
        longest, pad = max(map(len, batch)), self._tokenizer.pad_token_id
        rows = [ids + [pad] * (longest - len(ids)) for ids in batch]
        source = torch.tensor(rows, device=self._device)  # (batch, source)
        mask = (source != pad).long()
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
        """Return each hypothesis's mean log-probability per token, end mark included, in nats.

        Read off in one pass over the finished hypotheses: keeping every step's scores while
        decoding takes gigabytes with a large vocabulary.
        """
        import torch

        pad = self._tokenizer.pad_token_id
        rows = max(1, _SCORED_TOKENS // output.shape[1])
        means: list[float] = []
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
            logits[:, :, self._banned] = -torch.inf
            chosen = logits.log_softmax(-1).gather(2, target.unsqueeze(2)).squeeze(2)
            real = target != pad
            means += (chosen.masked_fill(~real, 0).sum(1) / real.sum(1)).tolist()
        return means

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
