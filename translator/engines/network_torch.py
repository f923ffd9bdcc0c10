"""A MarianMT network in torch: token numbers in; token numbers, attention or likelihoods out.

What the numbers stand for, and in which batches they come, is the engine's affair.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from translator.types import DecodingOptions

if TYPE_CHECKING:
    import torch
    from transformers import GenerationConfig, MarianMTModel

#: Target tokens whose scores over the whole vocabulary are held at once: 120 MB at opus-mt's
#: 60,000 tokens.
_SCORED_TOKENS = 512


class MarianNetwork:
    """A loaded model and what it must never write. Every method takes one batch.

    Rows of sources and targets end with the end mark. What torch raises is not caught.

    Args:
        model: on the device where it is to be used; its generation config is replaced.
        pad: the number of the token that fills a batch.
        banned: numbers of the tokens that must never be produced.
    """

    def __init__(self, model: MarianMTModel, *, pad: int, banned: Sequence[int]) -> None:
        self._model = model
        self._pad_token = pad
        self._banned = list(banned)
        self._kernel = model.config._attn_implementation
        self._replace_generation_config()

    def generate(
        self,
        sources: list[list[int]],
        bound: int,
        options: DecodingOptions,
        *,
        begun: Sequence[int] = (),
    ) -> list[tuple[list[int], float]]:
        """Return hypotheses, ``options.num_hypotheses`` for each source, best first.

        Each has its token numbers, and its mean log-probability per token, end mark included,
        in nats.

        Args:
            begun: token numbers that every target begins with.
        """
        import torch

        with torch.inference_mode():
            source, mask = self._pad(sources)  # (batch, source)
            start = torch.tensor([list(begun)], dtype=source.dtype, device=source.device)
            output = self._model.generate(
                input_ids=source,
                attention_mask=mask,
                decoder_input_ids=self._put_start(start.expand(len(sources), -1)),
                generation_config=self._make_search(options, max(1, bound - len(begun))),
            )  # (batch * hypotheses, target)
            count = options.num_hypotheses
            rows = self._score_tokens(
                source.repeat_interleave(count, 0),
                mask.repeat_interleave(count, 0),
                output,
                banned=self._banned,
            )
        return [
            (ids, sum(row) / len(row))
            for ids, row in zip(output[:, 1:].tolist(), rows, strict=True)
        ]

    def attend(
        self, sources: list[list[int]], targets: list[list[int]]
    ) -> list[tuple[tuple[float, ...], ...]]:
        """Return the mean over the heads of the last layer, [pair][target token][source token]."""
        import torch

        with torch.inference_mode():
            source, mask = self._pad(sources)  # (batch, source)
            target, _ = self._pad(targets)  # (batch, target)
            # The fast kernel does not tell its weights.
            self._model.set_attn_implementation("eager")
            try:
                output = self._model.model(
                    input_ids=source,
                    attention_mask=mask,
                    decoder_input_ids=self._put_start(target)[:, :-1],
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

    def score(self, sources: list[list[int]], targets: list[list[int]]) -> list[list[float]]:
        """Return the log-probability of each token of given targets in nats, [pair][token]."""
        import torch

        with torch.inference_mode():
            source, mask = self._pad(sources)
            target, _ = self._pad(targets)
            return self._score_tokens(source, mask, self._put_start(target))

    def _pad(self, rows: list[list[int]]) -> tuple[torch.Tensor, torch.Tensor]:
        """Return (rows, longest) token numbers and their mask.

        Padded on the right: Marian's positions count from the first column.
        """
        import torch

        longest, pad = max(map(len, rows)), self._pad_token
        ids = torch.tensor([row + [pad] * (longest - len(row)) for row in rows])
        ids = ids.to(self._model.device)
        return ids, (ids != pad).long()

    def _put_start(self, target: torch.Tensor) -> torch.Tensor:
        """Return (rows, 1 + longest) targets behind the token that the decoder starts with."""
        import torch

        start = self._model.config.decoder_start_token_id
        return torch.cat([target.new_full((len(target), 1), start), target], 1)

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
            real = target != self._pad_token
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
