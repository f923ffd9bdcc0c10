"""Splitting and joining of big files."""

from __future__ import annotations

from pathlib import Path

import pytest

from training.bundle import BundleError, find_missing, join_files, main, split_files


@pytest.fixture
def big(tmp_path: Path) -> Path:
    path = tmp_path / "model.safetensors"
    path.write_bytes(bytes(range(256)) * 10)
    return path


def test_bundle_joined_file_equals_the_original(tmp_path: Path, big: Path) -> None:
    """Splitting and joining gives the same bytes, whatever the last piece's size."""
    split_files([big], output_dir=tmp_path / "pieces", piece_bytes=1_000)
    assert sorted(path.stat().st_size for path in (tmp_path / "pieces").glob("*.0*")) == [
        560,
        1_000,
        1_000,
    ]
    (joined,) = join_files(tmp_path / "pieces", output_dir=tmp_path / "joined")
    assert joined.read_bytes() == big.read_bytes()


def test_bundle_join_names_damaged_and_missing_pieces(tmp_path: Path, big: Path) -> None:
    """A damaged or absent piece stops the joining and is named."""
    pieces = tmp_path / "pieces"
    split_files([big], output_dir=pieces, piece_bytes=1_000)
    (pieces / "model.safetensors.000").write_bytes(b"damaged")
    (pieces / "model.safetensors.002").unlink()
    assert find_missing(pieces) == ("model.safetensors.000", "model.safetensors.002")
    with pytest.raises(BundleError) as caught:
        join_files(pieces, output_dir=tmp_path / "joined")
    assert str(caught.value) == (
        "missing or damaged in pieces: model.safetensors.000, model.safetensors.002"
    )


def test_bundle_main_reports_a_missing_manifest(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The command ends with 1 and says that the manifest is missing."""
    assert main(["join", str(tmp_path), str(tmp_path / "out")]) == 1
    assert capsys.readouterr().err == f"error: no pieces.json in {tmp_path.name}\n"
