"""What a run writes down about itself: CSV files, one line at a time."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
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


#: Digits of the logged means; others have five.
_DIGITS = {"loss": 4, "gradient_norm": 3}


class Window:
    """Collects what steps measured between two lines of the log: the loss, and what else there is.

    The numbers stay on the device until the line is written, so that no step waits for them.
    """

    def __init__(self) -> None:
        self._steps: list[Mapping[str, Tensor]] = []

    def add(self, measured: Mapping[str, Tensor]) -> None:
        """Take one step in."""
        self._steps.append(measured)

    def summarize(self) -> dict[str, object]:
        """Return the means by name, in the steps' order; the loss is in nats a token.

        Raises:
            FloatingPointError: a loss was not finite; the weights are spoiled.
        """
        means = {
            name: torch.stack([measured[name] for measured in self._steps]).mean().item()
            for name in self._steps[0]
        }
        loss = means["loss"]
        if loss != loss or loss == float("inf"):
            raise FloatingPointError(
                f"the loss is {loss}: go on from the last saved state with a lower learning_rate"
            )
        return {name: round(mean, _DIGITS.get(name, 5)) for name, mean in means.items()}
