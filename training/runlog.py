"""What a run writes down about itself: CSV files, one line at a time."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor


class CsvLog:
    """Appends rows to a CSV file and prints them."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def write(self, rows: Sequence[dict[str, object]]) -> None:
        """Append rows that have the same keys as the file's first."""
        is_new = not self._path.exists()
        with self._path.open("a", encoding="utf-8", newline="") as file:
            for row in rows:
                writer = csv.DictWriter(file, fieldnames=list(row))
                if is_new:
                    writer.writeheader()
                    is_new = False
                writer.writerow(row)
                print("  ".join(f"{key} {value}" for key, value in row.items()), flush=True)


class Window:
    """Collects losses and gradient norms between two lines of the log.

    The numbers stay on the device until the line is written, so that no step waits for them.
    """

    def __init__(self) -> None:
        self._losses: list[Tensor] = []
        self._norms: list[Tensor] = []

    def add(self, loss: Tensor, norm: Tensor) -> None:
        """Take one step in."""
        self._losses.append(loss)
        self._norms.append(norm)

    def summarize(self) -> dict[str, object]:
        """Return the mean loss (nats a token) and gradient norm.

        Raises:
            FloatingPointError: a loss was not finite; the weights are spoiled.
        """
        loss = torch.stack(self._losses).mean().item()
        if loss != loss or loss == float("inf"):
            raise FloatingPointError(
                f"the loss is {loss}: go on from the last saved state with a lower learning_rate"
            )
        norm = torch.stack(self._norms).mean().item()
        return {"loss": round(loss, 4), "gradient_norm": round(norm, 3)}
