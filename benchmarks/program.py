"""The program itself in a process of its own, with any engine, and what that process took."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

SENTENCES_PER_PARAGRAPH = 5

#: ``translator`` with an engine that echoes and, unlike the one for tests, remembers nothing.
_ECHO = """
import sys
from translator.cli import workbench
from translator.cli.app import run
from translator.testing import EchoEngine
class Forgetful(EchoEngine):
    def translate_batch(self, sources, options):
        self.calls.clear()
        return super().translate_batch(sources, options)
class Workbench(workbench.Workbench):
    engine = Forgetful()
    from translator.types import DecodingOptions
    options = DecodingOptions()
import translator.cli.translate
translator.cli.translate.Workbench = Workbench
sys.exit(run(sys.argv[1:]))
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """What a process took from its start to its exit, its threads included."""

    wall_s: float
    cpu_s: float
    peak_mb: float


def run_program(arguments: Sequence[str], *, echo: bool = False) -> Usage:
    """Run ``translator`` with these arguments, without settings and cache of the user's.

    Args:
        arguments: verb, options and files; output goes nowhere unless they say otherwise.
        echo: in place of the model stands an engine that returns what it is given.
    """
    start = ["-c", _ECHO] if echo else ["-m", "translator"]
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *start, *arguments],
        stdout=subprocess.DEVNULL,
        env={**os.environ, "TRANSLATOR_CACHE": "off", "XDG_CONFIG_HOME": os.devnull},
    )
    _, status, usage = os.wait4(process.pid, 0)
    wall_s = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"translator {' '.join(arguments)} ended with {process.returncode}")
    return Usage(
        wall_s=wall_s,
        cpu_s=usage.ru_utime + usage.ru_stime,
        peak_mb=usage.ru_maxrss / 1024,
    )


def write_article(path: Path, num_bytes: int) -> int:
    """Write a text of about ``num_bytes``, no two sentences of it equal; return how many it has."""
    count = size = 0
    with path.open("w", encoding="utf-8") as stream:
        while size < num_bytes:
            paragraph = " ".join(
                f"La conseillère numéro {count + number} a voté le budget de la commune, malgré "
                "les réserves de l'opposition."
                for number in range(SENTENCES_PER_PARAGRAPH)
            )
            count += SENTENCES_PER_PARAGRAPH
            stream.write(paragraph + "\n\n")
            size += len(paragraph.encode("utf-8")) + 2
    return count
