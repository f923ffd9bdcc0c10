"""Runs the program on a terminal of its own, of any size, that may be resized meanwhile."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_TIMEOUT_S = 120
#: Seconds between two sizes of a terminal that is being resized.
_STEP_S = 0.05


@dataclass(frozen=True, slots=True)
class Screen:
    """What was written to a terminal, and how the program ended."""

    code: int
    text: str


def run_on_terminal(
    arguments: Sequence[str],
    *,
    folder: Path,
    environ: Mapping[str, str],
    widths: Sequence[int] = (80,),
    height: int = 24,
) -> Screen:
    """Run the program with all three streams on a terminal.

    Args:
        widths: in cells; after the first one the terminal is resized to the others, in turn,
            for as long as the program runs.
    """
    ours, theirs = pty.openpty()
    _resize(theirs, widths[0], height)
    process = subprocess.Popen(
        [sys.executable, "-m", "translator", *arguments],
        cwd=folder,
        env=environ,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        # A terminal of its own, so that it is told of new sizes by a signal, as by a real one.
        start_new_session=True,
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
    )
    os.close(theirs)
    written = bytearray()
    started, resized = time.monotonic(), 0
    try:
        while True:
            if select.select([ours], [], [], _STEP_S)[0]:
                # The last one who has it open closes it: Linux calls that an error.
                try:
                    part = os.read(ours, 1 << 16)
                except OSError:
                    break
                if not part:
                    break
                written += part
            if len(widths) > 1 and time.monotonic() - started > _STEP_S * resized:
                resized += 1
                with contextlib.suppress(OSError):
                    _resize(ours, widths[resized % len(widths)], height)
            if time.monotonic() - started > _TIMEOUT_S:
                process.kill()
                raise TimeoutError(f"{arguments}: no end after {_TIMEOUT_S} s")
        return Screen(process.wait(_TIMEOUT_S), written.decode("utf-8", "replace"))
    finally:
        os.close(ours)


def _resize(terminal: int, width: int, height: int) -> None:
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))
