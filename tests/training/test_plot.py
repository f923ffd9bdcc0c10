"""The picture of a run."""

from __future__ import annotations

from pathlib import Path

from training.plot import Curve, draw_chart, draw_run


def test_plot_chart_labels_its_curves() -> None:
    """A chart has one line a curve, ended by the curve's name."""
    curves = [Curve(name="news", points=((0.0, 1.0), (2.0, 3.0)))]
    elements = draw_chart(curves, title="BLEU", top=0)
    assert sum("<polyline" in element for element in elements) == 1
    assert any(">news</text>" in element for element in elements)


def test_plot_run_without_logs_is_an_empty_picture(tmp_path: Path) -> None:
    """A run that has written nothing yet gives a picture without charts."""
    assert "<polyline" not in draw_run(tmp_path)
