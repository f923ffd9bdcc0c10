"""From a run to what is shipped: a transformers checkpoint and its CTranslate2 conversion.

    python -m training.export RUN_DIR VOCABULARY_DIR OUTPUT_DIR

reads RUN_DIR/state.pt (of a finished or a running run) and writes OUTPUT_DIR/checkpoint; with
``--convert`` also OUTPUT_DIR/ct2, by the program's own converter.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from training.checkpoint import save_checkpoint
from training.shape import ModelShape
from training.state import load_state
from training.vocabulary import Vocabulary


def export_run(run_dir: Path, *, vocabulary: Vocabulary, output_dir: Path) -> Path:
    """Write the averaged weights of a saved run as a checkpoint; return its folder."""
    state = load_state(run_dir / "state.pt")
    checkpoint_dir = output_dir / "checkpoint"
    save_checkpoint(
        checkpoint_dir,
        weights=state["average"]["weights"],
        shape=ModelShape(**state["shape"]),
        vocabulary=vocabulary,
    )
    return checkpoint_dir


def main(argv: list[str] | None = None) -> int:
    """Export a run."""
    parser = argparse.ArgumentParser(prog="training.export", description=__doc__)
    parser.add_argument("run_dir", type=Path)
    parser.add_argument("vocabulary_dir", type=Path)
    parser.add_argument("output_dir", type=Path)
    parser.add_argument("--convert", action="store_true", help="also write OUTPUT_DIR/ct2")
    parser.add_argument("--name", default="fr-en", help="of the converted model")
    args = parser.parse_args(argv)
    checkpoint_dir = export_run(
        args.run_dir, vocabulary=Vocabulary(args.vocabulary_dir), output_dir=args.output_dir
    )
    print(checkpoint_dir)
    if args.convert:
        from translator.convert import convert_checkpoint  # needs ctranslate2: not on every GPU

        info = convert_checkpoint(checkpoint_dir, args.output_dir / "ct2", name=args.name)
        print(info)
    return 0


if __name__ == "__main__":
    sys.exit(main())
