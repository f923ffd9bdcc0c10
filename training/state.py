"""The saved state of a run, and the signal that asks for it."""

from __future__ import annotations

import signal
from pathlib import Path
from types import FrameType
from typing import Any

import torch


def save_state(path: Path, state: dict[str, Any]) -> None:
    """Write a state so that the file is at every moment either the old one or the new one."""
    partial = path.with_suffix(".partial")
    torch.save(state, partial)
    partial.replace(path)


def load_state(path: Path) -> dict[str, Any]:
    """Read a state onto the CPU."""
    state: dict[str, Any] = torch.load(path, map_location="cpu", weights_only=True)
    return state


class StopRequest:
    """Becomes true on SIGTERM or SIGINT, so that a run can save and end by itself."""

    def __init__(self) -> None:
        self._asked = False
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._ask)

    def __bool__(self) -> bool:
        return self._asked

    def _ask(self, _number: int, _frame: FrameType | None) -> None:
        self._asked = True
