"""The model card's data: what a checkpoint was trained on, at what cost, and how it scores.

It lives in the checkpoint's model.toml; the program's converter carries it into the folder that
is shipped, and ``translator models show`` prints it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from training.evaluate import Score
from training.shape import ModelShape
from translator.assets import MANIFEST, read_manifest
from translator.convert import format_manifest

#: What the shipped weights decode with. A length penalty of 0.6 gave 23.2 and 26.0 BLEU where 1.0
#: gave 22.9 and 25.9 and 1.4 gave 22.8 and 25.8 (700 lines of newstest2013 and of FLORES dev);
#: hypotheses are 2 and 5 % longer than the references even so. A beam of 8 has 0.19 and 0.17 BLEU
#: more than one of 4 (95 %: 0.06 to 0.31, -0.05 to 0.38; whole sets, seventeenth weights) for 1.57
#: times the processor's time; one of 12 has 0.31 and 0.16 more for 2.2 times.
DECODING = {"beam_size": 8, "length_penalty": 0.6}


def describe_training(
    *,
    shape: ModelShape,
    pairs: Mapping[str, int],
    tokens: int,
    elapsed_s: float,
    hardware: str,
    parameters: int,
    note: str = "",
) -> dict[str, str]:
    """Return the [training] table of a model.toml.

    Args:
        pairs: prepared pairs by source.
        tokens: target tokens seen, repetitions included.
        hardware: such as "one processor core, shared".
        note: what else a reader should know, such as the weights it was continued from.
    """
    listed = "; ".join(
        f"{name} {count:,}" for name, count in sorted(pairs.items(), key=lambda item: -item[1])
    )
    table = {
        "data": f"{sum(pairs.values()):,} sentence pairs: {listed}",
        "tokens": f"{tokens / 1e6:,.1f} million target tokens seen",
        "time": f"{elapsed_s / 60:,.0f} minutes on {hardware}",
        "architecture": (
            f"MarianMT, d_model {shape.d_model}, feed-forward {shape.ffn_dim}, "
            f"{shape.encoder_layers} encoder and {shape.decoder_layers} decoder layers, "
            f"{parameters / 1e6:.1f} million parameters, joint SentencePiece vocabulary of "
            f"{shape.vocabulary_size:,}"
        ),
        "normalization": "translator.text.normalize.normalize_source",
    }
    return table | {"note": note} if note else table


def write_card(checkpoint_dir: Path, *, name: str, training: Mapping[str, str]) -> None:
    """Write the model.toml of a fresh checkpoint, without scores yet."""
    manifest = {
        "name": name,
        "pair": "fr-en",
        "format": "transformers",
        "license": "MIT (training data: README.md)",
        "source": "trained for this project",
        "training": dict(training),
        "decoding": dict(DECODING),
    }
    (checkpoint_dir / MANIFEST).write_text(format_manifest(manifest), "utf-8")


def record_scores(model_dir: Path, scores: Sequence[Score]) -> None:
    """Replace the [[scores]] of a model.toml by measured ones.

    Only scores with the beam the model ships with are kept: they are what a reader gets.
    """
    manifest: dict[str, Any] = read_manifest(model_dir)
    beam_size = manifest.get("decoding", {}).get("beam_size", 4)
    manifest["scores"] = [
        {
            "test_set": score.set_name,
            "metric": metric,
            "value": round(value, 1),
            "signature": signature,
        }
        for score in scores
        if score.beam_size == beam_size
        for metric, value, signature in (
            ("BLEU", score.bleu, score.signatures[0]),
            ("chrF2", score.chrf, score.signatures[1]),
        )
    ]
    (model_dir / MANIFEST).write_text(format_manifest(manifest), "utf-8")
