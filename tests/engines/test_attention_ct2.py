"""Tests for attention over all heads."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from translator.engines.attention_ct2 import averages_all_heads, find_num_heads
from translator.engines.marian_ct2 import CTranslate2Engine
from translator.errors import DecodingFailed
from translator.types import DecodingOptions


def test_converted_models_average_all_heads(tiny_model: Path) -> None:
    """What this program converts needs no second copy in memory."""
    assert averages_all_heads(tiny_model)


def test_other_models_are_read_with_all_heads(tiny_model: Path, tmp_path: Path) -> None:
    """A file that asks for one head gives the same attention, and stays as it is."""
    folder = tmp_path / "one-head"
    shutil.copytree(tiny_model, folder)
    weights = bytearray((folder / "model.bin").read_bytes())
    found = find_num_heads(bytes(weights))
    assert found is not None
    weights[found[1]] = 1
    (folder / "model.bin").write_bytes(weights)
    assert not averages_all_heads(folder)
    pair = (["Les habitants"], ["The people"], DecodingOptions())
    expected, seen = (
        CTranslate2Engine(path, device="cpu", compute_type="float32").attend_batch(*pair)[0]
        for path in (tiny_model, folder)
    )
    for row, wanted in zip(seen.weights, expected.weights, strict=True):
        assert row == pytest.approx(wanted, abs=1e-6)
    assert (folder / "model.bin").read_bytes() == weights


@pytest.mark.parametrize(
    "weights",
    [
        b"nothing of the kind",
        b"decoder/alignment_heads\0\0\2",
        b"decoder/alignment_heads\0\0\2\4\0\0\0\1\0\0\0",
    ],
    ids=["absent", "cut off", "four bytes"],
)
def test_files_that_do_not_say_are_left_alone(weights: bytes) -> None:
    """A file of another build is used as it is."""
    assert find_num_heads(weights) is None


def test_a_folder_that_went_away_is_a_failure_of_the_engine(
    tiny_model: Path, tmp_path: Path
) -> None:
    """Translating goes on without attention when the files are gone under a loaded model."""
    folder = tmp_path / "gone"
    shutil.copytree(tiny_model, folder)
    engine = CTranslate2Engine(folder, device="cpu", compute_type="float32")
    shutil.rmtree(folder)
    with pytest.raises(DecodingFailed, match="failed to read 1 translations"):
        engine.attend_batch(["Les habitants"], ["The people"], DecodingOptions())
    assert engine.translate_batch(["Les habitants"], DecodingOptions())[0][0].text
