"""Scores of models on development sets."""

from __future__ import annotations

from pathlib import Path

import pytest

from training.evaluate import main


def test_evaluate_prints_a_line_for_each_setting(
    tiny_model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every beam is scored on every set, with the model's folder, precision and speed."""
    path = tmp_path / "news.tsv"
    path.write_text("Le conseil a voté.\tThe council has voted.\n" * 2, "utf-8")
    command = [str(tiny_model), "--sets", str(path), "--beams", "1", "2", "--threads", "1"]
    assert main(command) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split("  ")[2:4] for line in lines] == [["beam 1", "news"], ["beam 2", "news"]]
    for line in lines:
        assert line.startswith(f"{tiny_model}  ")
        assert line.endswith(" tokens/s")
        assert "  BLEU " in line
        assert "  chrF2 " in line
