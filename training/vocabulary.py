"""The joint subword vocabulary, in the files a Marian tokenizer reads.

python -m training.vocabulary DATA_DIR VOCABULARY_DIR [--size 16384] [--sample 1000000]
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
import sentencepiece

from training.clean import find_fault, repair_pair
from training.sources import SOURCES, Source, iter_pairs
from translator.text.normalize import normalize_source, normalize_target

END = "</s>"
UNKNOWN = "<unk>"
PAD = "<pad>"


class Vocabulary:
    """Text to token ids and back: one SentencePiece model for both languages.

    Ids follow vocab.json, the order of the embedding's rows: the pieces first, <pad> last.
    <pad> also starts the decoder, as in every Marian model of transformers.
    """

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self._pieces = sentencepiece.SentencePieceProcessor(
            model_file=str(directory / "source.spm")
        )
        table: dict[str, int] = json.loads((directory / "vocab.json").read_text("utf-8"))
        self._ids = [table[self._pieces.id_to_piece(i)] for i in range(len(self._pieces))]
        self._piece_of_id = {token: piece for piece, token in enumerate(self._ids)}
        self.size = len(table)
        self.end_id = table[END]
        self.pad_id = table[PAD]

    def encode(self, text: str) -> list[int]:
        """Return the ids of ``text``, without the end mark."""
        ids = self._ids
        return [ids[piece] for piece in self._pieces.encode(text)]

    def encode_side(self, text: str, *, max_tokens: int) -> np.ndarray:
        """Return the ids of one side of a pair, int64: at most so many, and the end mark."""
        return np.array([*self.encode(text)[:max_tokens], self.end_id], np.int64)

    def decode(self, tokens: Sequence[int]) -> str:
        """Return the text of ids, end marks and padding skipped."""
        skipped = {self.end_id, self.pad_id}
        pieces = [self._piece_of_id[token] for token in tokens if token not in skipped]
        return str(self._pieces.decode(pieces))


def train_vocabulary(
    sentences: Iterable[str], *, size: int, directory: Path, threads: int
) -> Vocabulary:
    """Train a joint unigram vocabulary and write source.spm, target.spm and vocab.json.

    Digits are split one by one, so that no number is rarer than another, and a character the
    vocabulary lacks falls back to its bytes, so that nothing is lost on the way.

    Args:
        sentences: normalized text of both languages.
        size: rows of the embedding, <pad> included; a multiple of 64 suits a GPU.
    """
    directory.mkdir(parents=True, exist_ok=True)
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(sentences),
        model_prefix=str(directory / "joint"),
        model_type="unigram",
        vocab_size=size - 1,
        character_coverage=0.9998,
        byte_fallback=True,
        split_digits=True,
        normalization_rule_name="identity",  # translator.text.normalize has done it
        remove_extra_whitespaces=True,
        eos_id=0,
        unk_id=1,
        bos_id=-1,
        pad_id=-1,
        num_threads=threads,
        minloglevel=1,
    )
    model = directory / "joint.model"
    (directory / "joint.vocab").unlink()
    shutil.copyfile(model, directory / "target.spm")
    model.rename(directory / "source.spm")
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(directory / "source.spm"))
    table = {pieces.id_to_piece(i): i for i in range(len(pieces))} | {PAD: len(pieces)}
    (directory / "vocab.json").write_text(json.dumps(table, ensure_ascii=False), "utf-8")
    return Vocabulary(directory)


def iter_sample(data_dir: Path, *, pairs: int) -> Iterator[str]:
    """Yield both sides of about ``pairs`` clean pairs, the same number from every full source.

    Europarl must not own the vocabulary of a program that reads news, so each source gives at
    most an equal part, spread over its whole length; a capped source gives a third of one.
    """
    for source in SOURCES:
        taken, per_source = 0, max(1, pairs // len(SOURCES))
        if source.max_pairs is not None:
            per_source = max(1, per_source // 3)
        for raw in _iter_spread(source, data_dir, per_source):
            french, english = repair_pair(*raw)
            french, english = normalize_source(french), normalize_target(english)
            if taken < per_source and find_fault(french, english) is None:
                taken += 1
                yield french
                yield english


def _iter_spread(source: Source, data_dir: Path, wanted: int) -> Iterator[tuple[str, str]]:
    rows = [pair for name in source.files for pair in iter_pairs(data_dir / name)]
    yield from rows[:: max(1, len(rows) // (wanted + wanted // 10 + 1))]


def main(argv: list[str] | None = None) -> int:
    """Train the vocabulary from the sources."""
    parser = argparse.ArgumentParser(prog="training.vocabulary", description=__doc__)
    parser.add_argument("data_dir", type=Path)
    parser.add_argument("vocabulary_dir", type=Path)
    parser.add_argument("--size", type=int, default=16_384)
    parser.add_argument("--sample", type=int, default=1_000_000, help="pairs to learn from")
    parser.add_argument("--threads", type=int, default=os.cpu_count() or 1)
    args = parser.parse_args(argv)
    vocabulary = train_vocabulary(
        iter_sample(args.data_dir, pairs=args.sample),
        size=args.size,
        directory=args.vocabulary_dir,
        threads=args.threads,
    )
    print(f"{vocabulary.size} pieces in {args.vocabulary_dir}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
