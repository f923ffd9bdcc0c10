"""Weights of CTranslate2 as this processor multiplies them exactly.

A processor without VNNI adds two products of bytes in 16 bits. Activations have up to 255 there,
shifted to be unsigned, and weights as the library quantizes them up to 127: sums are cut off, the
embedded model loses 0.3 BLEU, and a sentence's target depends on its neighbors in the batch.
Weights of seven bits are exact, at full speed (benchmarks/results.md, "Seven bits").
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from translator.errors import ModelCorrupt

if TYPE_CHECKING:
    from ctranslate2 import Translator

#: The most that a weight may be: 2 · 255 · 64 = 32,640, and 16 bits hold 32,767.
WEIGHT_LIMIT = 64

WEIGHTS = "model.bin"
#: Instructions that add up products of bytes without a limit on the way.
_EXACT_BYTES = frozenset({"avx512_vnni", "avx_vnni"})
#: The library's code of bytes (ctranslate2/specs/model_spec.py).
_INT8 = 1
#: What ends the name of a matrix's scales beside it: one for each row, which its bytes are
#: divided by.
_SCALE = "_scale"


@dataclass(frozen=True, slots=True)
class Variable:
    """Where a variable's values stand in a model.bin.

    Attributes:
        num_dimensions: 0 of a single value.
        kind: the library's code of their type.
        start, size: in bytes.
    """

    num_dimensions: int
    kind: int
    start: int
    size: int


def has_exact_bytes(processor: Iterable[str]) -> bool:
    """Tell whether products of bytes are exact, by what Linux says of a processor.

    Of others than x86 they are, and where nothing is said they are taken to be.

    Args:
        processor: the lines of translator.engines.setup.read_processor.

    >>> has_exact_bytes(["vendor_id : AuthenticAMD", "flags : fpu sse2 avx2"])
    False
    >>> has_exact_bytes(["vendor_id : AuthenticAMD", "flags : fpu sse2 avx2 avx512_vnni"])
    True
    """
    parts = (line.partition(":") for line in processor)
    facts = {kind.strip(): value for kind, _, value in parts}
    flags = frozenset(facts.get("flags", "").split())
    return not flags or not flags.isdisjoint(_EXACT_BYTES)


def load_translator(
    model_dir: Path,
    *,
    device: str,
    compute_type: str,
    num_workers: int,
    weights: bytes | None = None,
) -> Translator:
    """Load a model, with other weights than its folder has where some are given.

    Raises:
        ModelCorrupt: the library does not take it.
    """
    import ctranslate2

    files = None
    if weights is not None:
        paths = [path for path in model_dir.iterdir() if path.suffix in (".json", ".txt")]
        files = {WEIGHTS: weights, **{path.name: path.read_bytes() for path in paths}}
    try:
        return ctranslate2.Translator(
            str(model_dir),
            device=device,
            compute_type=compute_type,
            inter_threads=num_workers,
            intra_threads=1,
            files=files,
        )
    except (RuntimeError, ValueError) as error:
        raise ModelCorrupt(f"CTranslate2 cannot load {model_dir}: {error}") from error


def read_weights(model_dir: Path) -> bytes:
    """Return what a folder's model.bin holds.

    Raises:
        ModelCorrupt: it cannot be read.
    """
    path = model_dir / WEIGHTS
    try:
        return path.read_bytes()
    except OSError as error:
        raise ModelCorrupt(f"{path} cannot be read: {error.strerror or error}") from error


def read_narrow_weights(model_dir: Path) -> bytes | None:
    """Return a folder's weights for a processor without VNNI; None if they are not in bytes.

    Those in another type are quantized by the library, when it loads them, and go up to 127.

    Raises:
        ModelCorrupt: they cannot be read, or are not as the library writes them.
    """
    weights = read_weights(model_dir)
    try:
        return narrow_weights(weights)
    except ValueError as error:
        raise ModelCorrupt(f"CTranslate2 cannot load {model_dir}: {error}") from error


def narrow_weights(weights: bytes) -> bytes | None:
    """Return a model.bin whose bytes go no further than WEIGHT_LIMIT; None if it has no bytes.

    Each weight is off by half a step of the narrower range at most, beside what it was off before.

    Raises:
        ValueError: it is not a model.bin as the library writes them.
    """
    import numpy as np

    variables = dict(iter_variables(weights))
    matrices = [
        (variable, variables[name + _SCALE])
        for name, variable in variables.items()
        if variable.kind == _INT8 and name + _SCALE in variables
    ]
    if not matrices:
        return None
    narrow = bytearray(weights)
    for matrix, scale in matrices:
        scales = np.frombuffer(narrow, np.float32, scale.size // 4, scale.start)
        rows = np.frombuffer(narrow, np.int8, matrix.size, matrix.start).reshape(len(scales), -1)
        largest = np.maximum(rows.max(axis=1), -rows.min(axis=1).astype(np.int16))
        factors = np.minimum(1, np.float32(WEIGHT_LIMIT) / np.maximum(largest, 1))
        np.rint(rows * factors[:, None], out=rows, casting="unsafe")
        scales *= factors
    return bytes(narrow)


def iter_variables(weights: bytes) -> Iterator[tuple[str, Variable]]:
    """Yield the variables of a model.bin by name, in its order, which is that of their names.

    A version, the model's name and revision; how many variables; of each its name, how many
    dimensions and their sizes, the code of its type, how many bytes, and those. A name has its
    length before it, and a zero byte at the end that counts.

    Raises:
        ValueError: it ends early, or is not as the library writes them; what came before is right.
    """
    try:
        _, at = _read_name(weights, 4)
        _, count = struct.unpack_from("<II", weights, at)
        at += 8
        for _ in range(count):
            name, at = _read_name(weights, at)
            num_dimensions = weights[at]
            at += 1 + 4 * num_dimensions
            kind, size = struct.unpack_from("<BI", weights, at)
            at += 5
            if at + size > len(weights):
                raise IndexError(f"{name} has {size} bytes")
            yield name, Variable(num_dimensions=num_dimensions, kind=kind, start=at, size=size)
            at += size
    except (struct.error, IndexError, UnicodeDecodeError) as error:
        raise ValueError(f"{WEIGHTS} is cut off or not well-formed: {error}") from error


def _read_name(weights: bytes, at: int) -> tuple[str, int]:
    (length,) = struct.unpack_from("<H", weights, at)
    start = at + 2
    return weights[start : start + length - 1].decode(), start + length
