"""Scores and speed, one row a set, with the signatures that let anyone measure them again."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.table import Table
from rich.text import Text

from translator.evaluate import EvaluationResult
from translator.render.tables import FactList, iter_stacked

_HEADS = ("set", "lines", "BLEU", "chrF2", "tokens/s", "segments", "seconds")
#: Figures stay whole; a path, and which lines were taken, may be folded.
_FOLDED = frozenset({"set", "lines"})
_GAP = 2  # cells between two columns


class EvaluationTable:
    """Draws results of one model: rows above, signatures below. There is at least one result."""

    def __init__(self, results: Sequence[EvaluationResult]) -> None:
        self._results = results

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        rows = [format_cells(result) for result in self._results]
        yield from self._draw_rows(rows, options)
        yield Text()
        first = self._results[0]
        yield FactList(
            [
                ("translated", str(first.translation.signature)),
                *((score.metric, score.signature) for score in (first.bleu, first.chrf)),
            ]
        )

    @staticmethod
    def _draw_rows(rows: Sequence[Sequence[str]], options: ConsoleOptions) -> RenderResult:
        widths = [
            max(map(cell_len, column[:1] if column[0] in _FOLDED else column))
            for column in zip(_HEADS, *rows, strict=True)
        ]
        if sum(widths) + _GAP * (len(widths) - 1) > options.max_width:
            yield from iter_stacked(_HEADS, rows)
            return
        table = Table(box=None, padding=(0, _GAP, 0, 0), pad_edge=False, header_style="faint")
        for head in _HEADS:
            table.add_column(
                Text(head),
                justify="left" if head == "set" else "right",
                no_wrap=head not in _FOLDED,
                min_width=len(head),
                overflow="fold",
            )
        for row in rows:
            table.add_row(*map(Text, row))
        yield table


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
