"""Single words with their English, for labels and cells of tables: write them as pairs of text.

    python -m training.words DATA_DIR DATA_DIR/words.tsv.xz

A network that only met whole sentences guesses at a word that stands alone: « Coût » came out as
"August". The pairs are counted out of the parallel text itself: two words belong together where
each is found beside the other more often than beside any other word (Dice's coefficient).
"""

from __future__ import annotations

import argparse
import lzma
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

from training.augment import Pair
from training.sources import SOURCES, read_spread
from translator.text.normalize import normalize_source, normalize_target

#: Pairs of each file that are counted, and the longest side in words.
MAX_PAIRS = 40_000
MAX_WORDS = 40
#: A rarer word's company is chance.
MIN_COUNT = 12
#: Two words of at least this coefficient belong together.
MIN_DICE = 0.4
#: The commonest words are articles and pronouns, which mean nothing alone.
COMMONEST = 150
#: Sources whose words are not everybody's.
_LEFT_OUT = ("names", "news-hypotheses", "words")

_WORD = re.compile(r"(?<![\w'-])[a-zà-ÿœ]{3,}(?![\w-])")


def count_pairs(pairs: Iterable[Pair]) -> Iterator[tuple[str, str, float]]:
    """Yield the (French, English, coefficient) of words that are each other's best company.

    >>> lines = [("le chat dort", "the cat sleeps"), ("un chat noir", "a black cat")] * 9
    >>> max(count_pairs(lines), key=lambda found: found[2])
    ('chat', 'cat', 1.0)
    """
    sides: tuple[dict[str, int], dict[str, int]] = ({}, {})
    counts: tuple[Counter[int], Counter[int]] = (Counter(), Counter())
    codes: list[np.ndarray] = []
    for pair in pairs:
        found = []
        for text, ids, seen in zip(pair, sides, counts, strict=True):
            # The first word of a sentence counts like any other.
            words = sorted(set(_WORD.findall(text[:1].lower() + text[1:].replace("'", " "))))
            numbers = [ids.setdefault(word, len(ids)) for word in words]
            seen.update(numbers)
            found.append(np.array(numbers, np.int64))
        if all(len(numbers) <= MAX_WORDS for numbers in found):
            codes.append((found[0][:, None] << 32 | found[1][None, :]).ravel())
    if not codes:
        return
    together, numbers = np.unique(np.concatenate(codes), return_counts=True)
    is_frequent = numbers >= MIN_COUNT
    together, numbers = together[is_frequent], numbers[is_frequent]
    french, english = together >> 32, together & 0xFFFFFFFF
    totals = [_to_array(seen, len(ids)) for seen, ids in zip(counts, sides, strict=True)]
    dice = 2 * numbers / (totals[0][french] + totals[1][english])
    best = [np.zeros(len(ids)) for ids in sides]
    np.maximum.at(best[0], french, dice)
    np.maximum.at(best[1], english, dice)
    is_best = (dice >= MIN_DICE) & (dice == best[0][french]) & (dice == best[1][english])
    words = [list(ids) for ids in sides]
    for source, target, value in zip(french[is_best], english[is_best], dice[is_best], strict=True):
        yield words[0][source], words[1][target], float(value)


def _to_array(counts: Counter[int], size: int) -> np.ndarray:
    totals = np.zeros(size)
    totals[list(counts)] = list(counts.values())
    return totals


def iter_labels(pairs: Iterable[Pair]) -> Iterator[Pair]:
    """Yield the words that belong together, as they stand in a list and as a label."""
    pairs = list(pairs)
    seen = Counter(word for french, _ in pairs for word in set(_WORD.findall(french)))
    common = {word for word, _ in seen.most_common(COMMONEST)}
    for french, english, _ in sorted(count_pairs(pairs)):
        if french not in common and french != english:
            yield french, english
            yield french.capitalize(), english.capitalize()


def main(argv: list[str] | None = None) -> int:
    """Write the pairs of words of all the files in a directory."""
    parser = argparse.ArgumentParser(prog="training.words", description=__doc__)
    parser.add_argument("data_dir", type=Path)
    parser.add_argument("output", type=Path)
    args = parser.parse_args(argv)
    pairs = [
        (normalize_source(french), normalize_target(english))
        for source in SOURCES
        if source.name not in _LEFT_OUT
        for name in source.files
        if (args.data_dir / name).is_file()
        for french, english in read_spread(args.data_dir / name, max_pairs=MAX_PAIRS)
    ]
    labels = [f"{french}\t{english}\n" for french, english in iter_labels(pairs)]
    text = "".join(labels).encode()
    args.output.write_bytes(lzma.compress(text) if args.output.suffix == ".xz" else text)
    print(f"{len(labels)} pairs from {len(pairs)} sentences")
    return 0


if __name__ == "__main__":
    sys.exit(main())
