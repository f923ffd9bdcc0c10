"""Scores and speed, one row a set, with the signatures that let anyone measure them again."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console, ConsoleOptions, RenderResult
from rich.table import Table
from rich.text import Text

from translator.evaluate import EvaluationResult
from translator.render.tables import FactList

_HEADS = ("set", "lines", "BLEU", "chrF2", "tokens/s", "segments", "seconds")


class EvaluationTable:
    """Draws results of one model: rows above, signatures below. There is at least one result."""

    def __init__(self, results: Sequence[EvaluationResult]) -> None:
        self._results = results

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="faint")
        for head in _HEADS:
            table.add_column(
                Text(head),
                justify="left" if head == "set" else "right",
                # Figures stay whole; a path, and which lines were taken, may be folded.
                no_wrap=head not in ("set", "lines"),
                min_width=len(head),
                overflow="fold",
            )
        for result in self._results:
            table.add_row(*(Text(cell) for cell in format_cells(result)))
        yield table
        yield Text()
        first = self._results[0]
        yield FactList(
            [
                ("translated", str(first.translation.signature)),
                *((score.metric, score.signature) for score in (first.bleu, first.chrf)),
            ]
        )


def format_cells(result: EvaluationResult) -> tuple[str, ...]:
    """Return the cells of a result's row."""
    test_set, translation = result.test_set, result.translation
    return (
        test_set.origin,
        test_set.selection or str(len(test_set.sources)),
        f"{result.bleu.value:.1f}",
        f"{result.chrf.value:.1f}",
        f"{result.tokens_per_s:.0f}",
        str(translation.num_segments),
        f"{translation.elapsed_s:.1f}",
    )
