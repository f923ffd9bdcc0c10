"""Attention from CTranslate2, worth reading: the mean of all heads, which its files do not ask for.

A converted model says which heads of which decoder layer `return_attention` averages, and
converters write the first head alone. On the linked sentences of benchmarks/alignment.py one
head of the second weights found 55 % of the links and the mean of all four 73 %.
"""

from __future__ import annotations

import struct
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from translator.engines.weights_ct2 import (
    WEIGHTS,
    iter_variables,
    load_translator,
    read_narrow_weights,
    read_weights,
)
from translator.errors import DecodingFailed, ModelCorrupt

if TYPE_CHECKING:
    from ctranslate2 import TranslationResult, Translator

_HEADS = "decoder/alignment_heads"
_VALUE = struct.Struct("<h")
_ALL_HEADS = 0
#: The variables stand in order of their names, and no large one comes before.
_SEARCHED_BYTES = 65_536


class AttendingTranslator:
    """Lets a model write given translations, which is when the library shows attention.

    Args:
        translator: the model as it was loaded; used where it averages all heads.
        model_dir: where it was loaded from, and is again if it does not.
        num_workers: texts read at the same time by a model that is loaded again.
        is_narrow: whether it was loaded with weights of seven bits.
    """

    def __init__(
        self, translator: Translator, model_dir: Path, *, num_workers: int, is_narrow: bool = False
    ) -> None:
        self._translator = translator
        self._model_dir = model_dir
        self._num_workers = num_workers
        self._is_narrow = is_narrow

    def write(self, sources: list[list[str]], targets: list[list[str]]) -> list[TranslationResult]:
        """Return results with attention for one batch of pairs.

        Args:
            sources: tokens, as the library wants them.
            targets: tokens, the end mark included.

        Raises:
            DecodingFailed: the library fails, or the model cannot be loaded again.
        """
        try:
            results: list[TranslationResult] = self._averaging.translate_batch(
                sources,
                [target[:-1] for target in targets],
                beam_size=1,
                max_input_length=0,
                # One step behind the longest; what shorter ones write in the meantime is cut off.
                max_decoding_length=max(map(len, targets)),
                return_end_token=True,
                return_attention=True,
            )
        # The folder may have changed since the model was loaded.
        except (RuntimeError, ValueError, OSError, ModelCorrupt) as error:
            raise DecodingFailed(
                f"CTranslate2 failed to read {len(sources)} translations: {error}"
            ) from error
        return results

    @cached_property
    def _averaging(self) -> Translator:
        if averages_all_heads(self._model_dir):
            return self._translator
        return load_averaging(
            self._model_dir,
            device=self._translator.device,
            compute_type=self._translator.compute_type,
            num_workers=self._num_workers,
            is_narrow=self._is_narrow,
        )


def read_attention(
    result: TranslationResult, num_target: int, num_source: int
) -> tuple[tuple[float, ...], ...]:
    """Return [target token][source token]; a model that adds an end mark sees one more token."""
    rows = [tuple(map(float, row[:num_source])) for row in result.attention[0][:num_target]]
    # A target that the model ended early, with an end mark in its middle, has fewer rows.
    rows += [(0.0,) * num_source] * (num_target - len(rows))
    return tuple(rows)


def find_num_heads(weights: bytes) -> tuple[int, int] | None:
    """Return how many heads a model.bin averages and where it says so; None if it does not.

    Args:
        weights: the file, or its beginning.
    """
    variables = iter_variables(weights)
    try:
        found = next((variable for name, variable in variables if name == _HEADS), None)
    except ValueError:
        return None
    if found is None or found.num_dimensions or found.size != _VALUE.size:
        return None
    return _VALUE.unpack_from(weights, found.start)[0], found.start


def averages_all_heads(model_dir: Path) -> bool:
    """Tell whether a model can be used as it is: it averages all heads, or does not say."""
    with (model_dir / WEIGHTS).open("rb") as file:
        found = find_num_heads(file.read(_SEARCHED_BYTES))
    return found is None or found[0] == _ALL_HEADS


def load_averaging(
    model_dir: Path, *, device: str, compute_type: str, num_workers: int, is_narrow: bool
) -> Translator:
    """Load a model a second time, so that it averages all heads; the folder stays as it is.

    Raises:
        ModelCorrupt: the library does not take it.
    """
    narrow = read_narrow_weights(model_dir) if is_narrow else None
    weights = narrow or read_weights(model_dir)
    if found := find_num_heads(weights[:_SEARCHED_BYTES]):
        changed = bytearray(weights)
        _VALUE.pack_into(changed, found[1], _ALL_HEADS)
        weights = bytes(changed)
    return load_translator(
        model_dir,
        device=device,
        compute_type=compute_type,
        num_workers=num_workers,
        weights=weights,
    )
