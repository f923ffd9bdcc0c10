"""Weights in bytes that a processor without VNNI multiplies exactly."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from translator.convert import convert_checkpoint
from translator.engines.weights_ct2 import (
    WEIGHT_LIMIT,
    iter_variables,
    narrow_weights,
    read_weights,
)

_INT8 = 1


@pytest.fixture(scope="module")
def weights(tiny_checkpoint: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The tiny checkpoint in bytes, as the library quantizes it."""
    model = convert_checkpoint(tiny_checkpoint, tmp_path_factory.mktemp("weights") / "model")
    return read_weights(model.path)


def _read_matrices(weights: bytes) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """Return bytes by row, and scales, of each matrix."""
    variables = dict(iter_variables(weights))
    found = {}
    for name, variable in variables.items():
        scale = variables.get(f"{name}_scale")
        if variable.kind == _INT8 and scale is not None:
            scales = np.frombuffer(weights, np.float32, scale.size // 4, scale.start)
            rows = np.frombuffer(weights, np.int8, variable.size, variable.start)
            found[name] = (rows.reshape(len(scales), -1).astype(np.int32), scales)
    return found


def test_limit_is_the_largest_that_two_products_in_16_bits_hold() -> None:
    """Activations, shifted to be unsigned, go up to 255."""
    assert 2 * 255 * WEIGHT_LIMIT <= np.iinfo(np.int16).max < 2 * 255 * (WEIGHT_LIMIT + 1)


def test_narrow_weights_use_the_whole_range_and_no_more(weights: bytes) -> None:
    """Every row of every matrix, and each weight half a step from where it was at most."""
    before = _read_matrices(weights)
    narrow = narrow_weights(weights)
    assert narrow is not None
    after = _read_matrices(narrow)
    assert before.keys() == after.keys()
    assert len(after) > 10
    for name, (wide_rows, wide_scales) in before.items():
        rows, scales = after[name]
        assert set(np.abs(wide_rows).max(axis=1)) == {127}, name
        assert set(np.abs(rows).max(axis=1)) == {WEIGHT_LIMIT}, name
        error = rows / scales[:, None] - wide_rows / wide_scales[:, None]
        assert (np.abs(error) <= 0.5001 / scales[:, None]).all(), name


def test_narrow_weights_change_nothing_else(weights: bytes) -> None:
    """What is no matrix stays as it is, and so do weights that are narrow already."""
    narrow = narrow_weights(weights)
    assert narrow is not None
    assert len(narrow) == len(weights)
    assert narrow_weights(narrow) == narrow
    changed = set(_read_matrices(weights))
    changed |= {f"{name}_scale" for name in changed}
    for name, variable in iter_variables(weights):
        place = slice(variable.start, variable.start + variable.size)
        assert (weights[place] == narrow[place]) == (name not in changed), name


def test_weights_in_other_types_are_not_narrowed(tiny_model: Path) -> None:
    """The session's model is in float32."""
    assert narrow_weights(read_weights(tiny_model)) is None


@pytest.mark.parametrize("share", [0.0, 0.3, 0.9])
def test_weights_that_end_early_are_told(weights: bytes, share: float) -> None:
    """Nothing is read beyond the end."""
    with pytest.raises(ValueError, match=r"^model\.bin is cut off or not well-formed: "):
        narrow_weights(weights[: int(share * len(weights))])
