"""Attention worth reading from CTranslate2: the mean of all heads, which its files do not ask for.

A converted model says which heads of which decoder layer `return_attention` averages, and
converters write the first head alone. On the linked sentences of benchmarks/alignment.py one
head of the second weights found 55 % of the links and the mean of all four 73 %.
"""

from __future__ import annotations

import struct
from pathlib import Path
from typing import TYPE_CHECKING

from translator.errors import ModelCorrupt

if TYPE_CHECKING:
    from ctranslate2 import Translator

_WEIGHTS = "model.bin"
#: A name ends with a zero byte; then come the number of dimensions (none), the code of the type
#: (16 bits), the number of bytes, and the number itself (ctranslate2/specs/model_spec.py).
_HEADS = b"decoder/alignment_heads\0"
_HEADER = struct.Struct("<BBI")
_VALUE = struct.Struct("<h")
_ALL_HEADS = 0
#: The variables stand in order of their names, and no large one comes before.
_SEARCHED_BYTES = 65_536


def find_num_heads(weights: bytes) -> tuple[int, int] | None:
    """Return how many heads a model.bin averages and where it says so; None if it does not."""
    at = weights.find(_HEADS, 0, _SEARCHED_BYTES)
    if at < 0:
        return None
    at += len(_HEADS)
    if len(weights) < at + _HEADER.size + _VALUE.size:
        return None
    num_dimensions, _, num_bytes = _HEADER.unpack_from(weights, at)
    if num_dimensions or num_bytes != _VALUE.size:
        return None
    at += _HEADER.size
    return _VALUE.unpack_from(weights, at)[0], at


def averages_all_heads(model_dir: Path) -> bool:
    """Tell whether a model can be used as it is: it averages all heads, or does not say."""
    with (model_dir / _WEIGHTS).open("rb") as file:
        found = find_num_heads(file.read(_SEARCHED_BYTES))
    return found is None or found[0] == _ALL_HEADS


def load_averaging(model_dir: Path, *, device: str, compute_type: str, threads: int) -> Translator:
    """Load a model a second time, so that it averages all heads; the folder stays as it is.

    Raises:
        ModelCorrupt: the library does not take it.
    """
    import ctranslate2

    paths = [path for path in model_dir.iterdir() if path.suffix in (".bin", ".json", ".txt")]
    files = {path.name: path.read_bytes() for path in paths}
    weights = bytearray(files[_WEIGHTS])
    if found := find_num_heads(files[_WEIGHTS][:_SEARCHED_BYTES]):
        _VALUE.pack_into(weights, found[1], _ALL_HEADS)
    files[_WEIGHTS] = bytes(weights)
    try:
        return ctranslate2.Translator(
            str(model_dir),
            device=device,
            compute_type=compute_type,
            inter_threads=threads,
            intra_threads=1,
            files=files,
        )
    except (RuntimeError, ValueError) as error:
        raise ModelCorrupt(f"CTranslate2 cannot load {model_dir}: {error}") from error
