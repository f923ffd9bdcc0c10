"""Draw a run: loss and development BLEU over tokens, as an SVG without any library.

python -m training.plot RUN_DIR OUTPUT.svg
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10
from pathlib import Path

WIDTH, HEIGHT, MARGIN = 720, 300, 48
#: Distinguishable without color too: the sets are also labeled at the end of their lines.
COLORS = ("#1b6ca8", "#c0392b", "#2e7d32", "#6a1b9a")

#: Points of the log averaged for the picture.
LOSS_WINDOW = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """A named line: (millions of tokens, value) points."""

    name: str
    points: tuple[tuple[float, float], ...]


def read_curves(path: Path, *, value: str, group: str | None = None) -> tuple[Curve, ...]:
    """Read one column of a run's log against its tokens.

    Args:
        group: column whose values make one curve each.
    """
    points: dict[str, list[tuple[float, float]]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            name = row[group] if group else value
            points.setdefault(name, []).append((int(row["tokens"]) / 1e6, float(row[value])))
    return tuple(Curve(name=name, points=tuple(curve)) for name, curve in points.items())


def smooth_curve(curve: Curve, *, width: int) -> Curve:
    """Return the running mean over ``width`` points: batches of long sentences cost more."""
    values = [y for _, y in curve.points]
    means = []
    for index, (x, _) in enumerate(curve.points):
        near = values[max(0, index - width // 2) : index + width // 2 + 1]
        means.append((x, sum(near) / len(near)))
    return Curve(name=curve.name, points=tuple(means))


def choose_ticks(low: float, high: float) -> list[float]:
    """Return round numbers from ``low`` to ``high``, three to seven of them.

    >>> choose_ticks(19.7, 31.9)
    [20.0, 22.0, 24.0, 26.0, 28.0, 30.0]
    """
    span = max(high - low, 1e-9)
    power = 10.0 ** floor(log10(span / 3))
    step = next(power * factor for factor in (10, 5, 2, 1) if span / (power * factor) >= 3)
    first = ceil(low / step)
    return [round(index * step, 10) for index in range(first, floor(high / step) + 1)]


def draw_chart(curves: Sequence[Curve], *, title: str, top: int) -> list[str]:
    """Return the SVG elements of one chart whose upper edge is at ``top`` pixels."""
    xs = [x for curve in curves for x, _ in curve.points]
    ys = [y for curve in curves for _, y in curve.points]
    right, low, high = max([*xs, 1e-9]), min(ys), max(ys)
    span = (high - low) or 1.0

    def place(x: float, y: float) -> tuple[float, float]:
        return (
            MARGIN + x / right * (WIDTH - 3 * MARGIN),
            top + HEIGHT - MARGIN - (y - low) / span * (HEIGHT - 2 * MARGIN),
        )

    elements = [f'<text x="{MARGIN}" y="{top + 24}" font-weight="bold">{title}</text>']
    left, bottom = place(0, low)
    for x in choose_ticks(0.0, right):
        elements.append(
            f'<text x="{place(x, low)[0]:.0f}" y="{bottom + 18:.0f}" text-anchor="middle">'
            f"{x:g} M</text>"
        )
    for y in choose_ticks(low, high):
        height = place(0, y)[1]
        elements += [
            f'<text x="{left - 6:.0f}" y="{height + 4:.0f}" text-anchor="end">{y:g}</text>',
            f'<line x1="{left:.0f}" x2="{WIDTH - 2 * MARGIN}" y1="{height:.0f}" '
            f'y2="{height:.0f}" stroke="#ddd"/>',
        ]
    for curve, color in zip(curves, COLORS * len(curves), strict=False):
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in (place(*point) for point in curve.points))
        end_x, end_y = place(*curve.points[-1])
        elements += [
            f'<polyline points="{path}" fill="none" stroke="{color}" stroke-width="1.5"/>',
            f'<text x="{end_x + 4:.0f}" y="{end_y + 4:.0f}" fill="{color}">{curve.name}</text>',
        ]
    return elements


def draw_run(run_dir: Path) -> str:
    """Return the SVG of a run: training loss above, development BLEU below."""
    losses = tuple(
        smooth_curve(curve, width=LOSS_WINDOW) for curve in _read(run_dir, "log.csv", "loss")
    )
    charts: list[tuple[str, tuple[Curve, ...]]] = [
        ("Training loss, nats a token, over target tokens", losses),
        ("Development BLEU, greedy, over target tokens", _read(run_dir, "development.csv", "bleu")),
    ]
    drawn = [(title, curves) for title, curves in charts if curves]
    body = [
        element
        for index, (title, curves) in enumerate(drawn)
        for element in draw_chart(curves, title=title, top=index * HEIGHT)
    ]
    height = HEIGHT * max(1, len(drawn))
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" '
        f'viewBox="0 0 {WIDTH} {height}" font-family="sans-serif" font-size="11">'
    )
    background = f'<rect width="{WIDTH}" height="{height}" fill="white"/>'
    return "\n".join([head, background, *body, "</svg>"]) + "\n"


def _read(run_dir: Path, name: str, value: str) -> tuple[Curve, ...]:
    path = run_dir / name
    if not path.exists():
        return ()
    return read_curves(path, value=value, group="set" if name == "development.csv" else None)


def main(argv: list[str] | None = None) -> int:
    """Draw one run."""
    parser = argparse.ArgumentParser(prog="training.plot", description=__doc__)
    parser.add_argument("run_dir", type=Path)
    parser.add_argument("output", type=Path)
    args = parser.parse_args(argv)
    args.output.write_text(draw_run(args.run_dir), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
