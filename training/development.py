"""Scores on development sets while training, by the training module itself."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import torch

from training.batches import make_batch
from training.decode import translate_greedily
from training.loss import compute_loss
from training.model import Marian
from training.shape import MAX_POSITIONS
from training.sources import read_spread
from training.vocabulary import Vocabulary
from translator.text.normalize import normalize_source, normalize_target

#: Pairs whose loss is computed at a time.
LOSS_BATCH = 32
#: Padded tokens decoded at a time; a GPU takes more.
DECODE_TOKENS = {"cpu": 8_192, "cuda": 131_072}


def score_development(
    model: Marian, vocabulary: Vocabulary, set_path: Path, *, max_lines: int
) -> dict[str, object]:
    """Return lines, loss (nats a reference token), greedy BLEU and chrF2 on one set."""
    import sacrebleu

    pairs = read_spread(set_path, max_pairs=max_lines)
    sources = [normalize_source(source) for source, _ in pairs]
    references = [target for _, target in pairs]
    device = next(model.parameters()).device
    targets = translate_greedily(
        model, vocabulary, sources, batch_tokens=DECODE_TOKENS[device.type]
    )
    return {
        "set": set_path.stem,
        "lines": len(pairs),
        "loss": round(measure_loss(model, vocabulary, sources, references), 4),
        "bleu": round(sacrebleu.corpus_bleu(targets, [references]).score, 2),
        "chrf": round(sacrebleu.corpus_chrf(targets, [references]).score, 2),
    }


@torch.inference_mode()
def measure_loss(
    model: Marian, vocabulary: Vocabulary, sources: Sequence[str], references: Sequence[str]
) -> float:
    """Return the mean unsmoothed loss of the references, in nats a token."""
    weight = model.shared.weight
    longest = MAX_POSITIONS - 2

    ids = [
        (
            vocabulary.encode_side(source, max_tokens=longest),
            vocabulary.encode_side(normalize_target(reference), max_tokens=longest),
        )
        for source, reference in zip(sources, references, strict=True)
    ]
    ids.sort(key=lambda pair: len(pair[0]))
    total, tokens = 0.0, 0
    for start in range(0, len(ids), LOSS_BATCH):
        part = ids[start : start + LOSS_BATCH]
        batch = make_batch(
            [source for source, _ in part],
            [target for _, target in part],
            pad_id=vocabulary.pad_id,
        ).to(weight.device, weight.dtype)
        hidden = model(batch.source, batch.target, batch.mask).flatten(0, 1)
        _, plain = compute_loss(hidden[batch.kept], weight, batch.labels, smoothing=0.0)
        total += plain.item() * len(batch.labels)
        tokens += len(batch.labels)
    return total / tokens
