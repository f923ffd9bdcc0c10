"""Give a vocabulary, and the network that knows it, the characters they lack.

    python -m training.characters CHECKPOINT_DIR OUTPUT_DIR

A character without a piece is unknown: the network cannot read it and engines never write it, so
that Müller and Łukasz come out as whatever is near. New pieces at the end of a SentencePiece model
change the pieces of no text that had none of these characters, so a trained network keeps all it
knows. A new letter begins as the letter it is built on, ü as u: even untaught, the network writes
"Muller", and telling the two apart is learned from few examples.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import unicodedata
from dataclasses import replace
from pathlib import Path

import torch
from sentencepiece import sentencepiece_model_pb2
from torch import Tensor

from training.checkpoint import load_checkpoint, save_checkpoint
from training.shape import ModelShape
from training.vocabulary import PAD, Vocabulary
from translator.text.normalize import normalize_source

#: What European names, sums and addresses are written with, whatever the language of the name:
#: printable ASCII, Latin-1, Latin Extended-A, Romanian's letters below a comma, and three signs.
_BLOCKS = (range(0x21, 0x7F), range(0xA1, 0x180), range(0x218, 0x21C))
_SIGNS = "€™•"
#: Letters that Unicode does not decompose, and what each is built on.
_BASES = dict(zip("ßæÆœŒøØłŁđĐðÐþÞħĦıŧŦŋŊ", "saAoOoOlLdDdDtThHitTnN", strict=True))
#: Deviation of what a new row differs by from the row it begins as, against the rows' own: enough
#: to part the two, little beside what they share.
_NOISE = 0.3


def list_characters() -> list[str]:
    """Return every character of the blocks above that reaches a model as it stands."""
    every = [chr(code) for block in _BLOCKS for code in block] + list(_SIGNS)
    return [char for char in every if char.isprintable() and normalize_source(char) == char]


def add_pieces(vocabulary_dir: Path, output_dir: Path) -> dict[str, str | None]:
    """Write the vocabulary of ``vocabulary_dir`` with the characters it lacks.

    They come behind all other pieces and before <pad>, which stays the last.

    Returns:
        The new pieces in their order, each with the piece it should begin as, if any.
    """
    model = sentencepiece_model_pb2.ModelProto()
    model.ParseFromString((vocabulary_dir / "source.spm").read_bytes())
    table: dict[str, int] = json.loads((vocabulary_dir / "vocab.json").read_text("utf-8"))
    pieces = {piece.piece for piece in model.pieces}
    lacking = [char for char in list_characters() if char not in pieces]
    lowest = min(piece.score for piece in model.pieces)
    for char in lacking:
        model.pieces.add(piece=char, score=lowest)
    model.trainer_spec.vocab_size = len(model.pieces)
    first = table.pop(PAD)
    table |= {char: first + index for index, char in enumerate([*lacking, PAD])}

    output_dir.mkdir(parents=True, exist_ok=True)
    (output_dir / "source.spm").write_bytes(model.SerializeToString())
    shutil.copyfile(output_dir / "source.spm", output_dir / "target.spm")
    (output_dir / "vocab.json").write_text(json.dumps(table, ensure_ascii=False), "utf-8")
    return {char: base if (base := find_base(char)) in pieces else None for char in lacking}


def find_base(char: str) -> str | None:
    """Return the letter that ``char`` is built on, or None where there is none.

    >>> find_base("ü"), find_base("Ł"), find_base("€")
    ('u', 'L', None)
    """
    base = _BASES.get(char) or unicodedata.normalize("NFD", char)[0]
    return base if base != char else None


def add_rows(embedding: Tensor, *, begin_as: list[int | None], seed: int) -> Tensor:
    """Return the embedding with a row for each new piece before its last row, <pad>'s.

    Args:
        embedding: (pieces, d_model) float32.
        begin_as: for each new piece the row it begins as; None: the average of all.
    """
    average = embedding[:-1].mean(0)
    rows = torch.stack([average if row is None else embedding[row] for row in begin_as])
    generator = torch.Generator().manual_seed(seed)
    noise = torch.randn(rows.shape, generator=generator) * (_NOISE * embedding.std())
    return torch.cat([embedding[:-1], rows + noise, embedding[-1:]])


def main(argv: list[str] | None = None) -> int:
    """Write the checkpoint that lacks no character."""
    parser = argparse.ArgumentParser(prog="training.characters", description=__doc__)
    parser.add_argument("checkpoint", type=Path, help="a MarianMT folder of transformers' format")
    parser.add_argument("output", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args(argv)
    state = load_checkpoint(args.checkpoint)
    shape = ModelShape.from_config(json.loads((args.checkpoint / "config.json").read_text("utf-8")))
    table: dict[str, int] = json.loads((args.checkpoint / "vocab.json").read_text("utf-8"))
    vocabulary_dir = args.output / "vocabulary"
    bases = add_pieces(args.checkpoint, vocabulary_dir)
    if bases:
        state["shared.weight"] = add_rows(
            state["shared.weight"],
            begin_as=[None if base is None else table[base] for base in bases.values()],
            seed=args.seed,
        )
    vocabulary = Vocabulary(vocabulary_dir)
    save_checkpoint(
        args.output,
        weights=state,
        shape=replace(shape, vocabulary_size=vocabulary.size),
        vocabulary=vocabulary,
    )
    shutil.rmtree(vocabulary_dir)  # the checkpoint holds the same files
    print(f"{len(bases)} characters more, {vocabulary.size} pieces: {''.join(bases)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
