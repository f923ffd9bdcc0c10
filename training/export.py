"""From a run to what is shipped: a transformers checkpoint and its CTranslate2 conversion.

    python -m training.export RUN_DIR VOCABULARY_DIR OUTPUT_DIR

reads RUN_DIR/state.pt (of a finished or a running run) and writes OUTPUT_DIR/checkpoint; with
``--convert TOKENS_DIR`` also its card and OUTPUT_DIR/ct2, by the program's own converter. ``--blend
CHECKPOINT_DIR`` writes the mean of the run and of the weights it started from: where the rate was
raised again in between they erred in different ways (training/README.md, "Blended weights").
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from torch import Tensor

from training.checkpoint import load_checkpoint, save_checkpoint
from training.dataset import list_stores, open_store
from training.shape import ModelShape
from training.state import load_state
from training.vocabulary import Vocabulary


def export_weights(state: dict[str, Any], checkpoint_dir: Path, *, vocabulary: Vocabulary) -> None:
    """Write the averaged weights of a saved run as a checkpoint."""
    save_checkpoint(
        checkpoint_dir,
        weights=state["average"]["weights"],
        shape=ModelShape(**state["shape"]),
        vocabulary=vocabulary,
    )


def blend_weights(state: dict[str, Any], other: dict[str, Tensor], *, share: float) -> None:
    """Mix other weights of the same shape into the averaged ones of a saved run, in place.

    Args:
        share: of the other weights, 0 to 1.

    Raises:
        ValueError: the two are not of one shape.
    """
    weights = state["average"]["weights"]
    shapes = {name: tensor.shape for name, tensor in weights.items()}
    if shapes != {name: tensor.shape for name, tensor in other.items()}:
        raise ValueError("the weights to blend are of another shape than the run's")
    for name, tensor in weights.items():
        weights[name] = tensor.float().lerp(other[name], share)


def convert(
    state: dict[str, Any],
    checkpoint_dir: Path,
    *,
    tokens_dir: Path,
    name: str,
    hardware: str,
    note: str = "",
) -> Path:
    """Describe a checkpoint and convert it for the program; return the new folder."""
    # Imported here: the program's converter needs ctranslate2, which not every GPU machine has.
    from training.card import describe_training, write_card
    from translator.convert import convert_checkpoint

    training = describe_training(
        shape=ModelShape(**state["shape"]),
        pairs={store: len(open_store(tokens_dir, store)) for store in list_stores(tokens_dir)},
        tokens=state["tokens"],
        elapsed_s=state["elapsed_s"],
        hardware=hardware,
        parameters=sum(tensor.numel() for tensor in state["average"]["weights"].values()),
        note=note,
    )
    write_card(checkpoint_dir, name=name, training=training)
    output_dir = checkpoint_dir.parent / "ct2"
    convert_checkpoint(checkpoint_dir, output_dir, name=name)
    return output_dir


def main(argv: list[str] | None = None) -> int:
    """Export a run."""
    parser = argparse.ArgumentParser(prog="training.export", description=__doc__)
    parser.add_argument("run_dir", type=Path)
    parser.add_argument("vocabulary_dir", type=Path)
    parser.add_argument("output_dir", type=Path)
    parser.add_argument("--convert", type=Path, metavar="TOKENS_DIR", help="write OUTPUT_DIR/ct2")
    parser.add_argument("--name", default="fr-en", help="of the converted model")
    parser.add_argument("--hardware", default="one GPU", help="for the card")
    parser.add_argument("--note", default="", help="for the card")
    parser.add_argument("--blend", type=Path, metavar="CHECKPOINT_DIR", help="weights to mix in")
    parser.add_argument("--share", type=float, default=0.35, help="of those (default: 0.35)")
    args = parser.parse_args(argv)
    state = load_state(args.run_dir / "state.pt")
    if args.blend:
        blend_weights(state, load_checkpoint(args.blend), share=args.share)
    checkpoint_dir = args.output_dir / "checkpoint"
    export_weights(state, checkpoint_dir, vocabulary=Vocabulary(args.vocabulary_dir))
    print(checkpoint_dir)
    if args.convert:
        print(
            convert(
                state,
                checkpoint_dir,
                tokens_dir=args.convert,
                name=args.name,
                hardware=args.hardware,
                note=args.note,
            )
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
