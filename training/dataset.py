"""Token files: what training reads instead of text.

One source becomes two arrays, memory-mapped on reading: ``tokens`` (uint16, every side ended by
the end mark, source and target alternating) and ``offsets`` (int64, two a pair and one at the
end). A million pairs take about 150 MB and open in a millisecond.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenStore:
    """The pairs of one source as token ids.

    Attributes:
        tokens: all ids one after the other, uint16.
        offsets: int64; pair i has its source in tokens[offsets[2i]:offsets[2i+1]] and its
            target in tokens[offsets[2i+1]:offsets[2i+2]].
    """

    name: str
    tokens: np.ndarray
    offsets: np.ndarray

    def __len__(self) -> int:
        return (len(self.offsets) - 1) // 2

    def count_lengths(self) -> np.ndarray:
        """Return (pairs, 2): tokens of source and target, end marks included."""
        return np.diff(self.offsets).reshape(-1, 2)

    def get_pair(self, index: int) -> tuple[np.ndarray, np.ndarray]:
        """Return the ids of the source and of the target of one pair."""
        start, middle, end = self.offsets[2 * index : 2 * index + 3]
        return self.tokens[start:middle], self.tokens[middle:end]


def write_store(
    directory: Path, name: str, *, tokens: Sequence[np.ndarray], lengths: Sequence[np.ndarray]
) -> TokenStore:
    """Write the arrays of one source, given in pieces, and return it opened.

    The offsets are written last and moved into place, so that a half-written source does not
    look like a finished one.
    """
    directory.mkdir(parents=True, exist_ok=True)
    all_lengths = np.concatenate([np.zeros(1, np.int64), *lengths]).astype(np.int64)
    np.save(directory / f"{name}.tokens.npy", np.concatenate([np.zeros(0, np.uint16), *tokens]))
    partial = directory / f"{name}.partial.npy"
    np.save(partial, np.cumsum(all_lengths))
    partial.rename(directory / f"{name}.offsets.npy")
    return open_store(directory, name)


def open_store(directory: Path, name: str) -> TokenStore:
    """Open the token files of one source without reading them.

    Raises:
        FileNotFoundError: the source was not prepared.
    """
    # Plain views of the maps: slicing a memmap object itself is ten times slower.
    return TokenStore(
        name=name,
        tokens=np.asarray(np.load(directory / f"{name}.tokens.npy", mmap_mode="r")),
        offsets=np.asarray(np.load(directory / f"{name}.offsets.npy", mmap_mode="r")),
    )


def list_stores(directory: Path) -> tuple[str, ...]:
    """Return the names of the sources whose token files are complete."""
    suffix = ".offsets.npy"
    return tuple(sorted(path.name.removesuffix(suffix) for path in directory.glob(f"*{suffix}")))
