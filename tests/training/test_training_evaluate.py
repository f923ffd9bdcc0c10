"""The page of quality and the picture of a run."""

from __future__ import annotations

from pathlib import Path

from training.evaluate import Score, draw_samples, format_page, read_published
from training.plot import Curve, draw_chart, draw_run


def make_score(*, bleu: float, beam_size: int) -> Score:
    return Score(
        model="fr-en",
        compute_type="int8_float32",
        beam_size=beam_size,
        set_name="news",
        lines=1_000,
        bleu=bleu,
        chrf=50.04,
        tokens_per_second=2_345.6,
        signatures=("bleu|v:2", "chrF2|v:2"),
        targets=(),
    )


def test_evaluate_page_ranks_ours_among_published_scores(tmp_path: Path) -> None:
    """The page holds every score, the signatures, and our best beside the others in order."""
    path = tmp_path / "published.tsv"
    path.write_text("set\tsystem\tBLEU\tCOMET\nnews\tgood\t33.6\t0.8\nnews\tweak\t20.0\t0.7\n")
    page = format_page(
        [make_score(bleu=24.06, beam_size=1), make_score(bleu=25.11, beam_size=4)],
        published=read_published(path),
        samples=[("Bonjour.", "Hello.", "Good day.")],
    )
    assert page == (
        "# Translation quality\n\n"
        "Made by `python -m training.evaluate`. BLEU and chrF2 by sacrebleu:\n\n"
        "- `bleu|v:2`\n"
        "- `chrF2|v:2`\n\n"
        "| model | compute type | beam | set | lines | BLEU | chrF2 | target tokens/s |\n"
        "|---|---|---|---|---|---|---|---|\n"
        "| fr-en | int8_float32 | 1 | news | 1,000 | 24.1 | 50.0 | 2,346 |\n"
        "| fr-en | int8_float32 | 4 | news | 1,000 | 25.1 | 50.0 | 2,346 |\n\n"
        "## Beside published scores: news\n\n"
        "| system | BLEU |\n|---|---|\n"
        "| good | 33.6 |\n| **fr-en (ours, beam 4)** | 25.1 |\n| weak | 20.0 |\n\n"
        "## 1 sentences drawn at random\n\n"
        "1. fr: Bonjour.  \n   en: Hello.  \n   **ours**: Good day.\n"
    )


def test_evaluate_samples_are_the_same_every_time(tmp_path: Path) -> None:
    """At most forty lines are drawn, in their order, and always the same ones."""
    path = tmp_path / "set.tsv"
    path.write_text("".join(f"f{i}\te{i}\n" for i in range(100)), "utf-8")
    targets = [f"h{i}" for i in range(100)]
    samples = draw_samples(path, targets)
    assert len(samples) == 40
    assert samples == draw_samples(path, targets)
    numbers = [int(source[1:]) for source, _, _ in samples]
    assert numbers == sorted(numbers)
    assert all(row == (f"f{i}", f"e{i}", f"h{i}") for i, row in zip(numbers, samples, strict=True))


def test_plot_chart_labels_its_curves() -> None:
    """A chart has one line a curve, ended by the curve's name."""
    curves = [Curve(name="news", points=((0.0, 1.0), (2.0, 3.0)))]
    elements = draw_chart(curves, title="BLEU", top=0)
    assert sum("<polyline" in element for element in elements) == 1
    assert any(">news</text>" in element for element in elements)


def test_plot_run_without_logs_is_an_empty_picture(tmp_path: Path) -> None:
    """A run that has written nothing yet gives a picture without charts."""
    assert "<polyline" not in draw_run(tmp_path)
