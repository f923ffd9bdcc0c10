"""What translating takes, in seconds, and not what comes before it."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from translator.protocols import TranslationEngine


def make_clock(engine: TranslationEngine) -> Callable[[], float]:
    """Return a clock, in seconds, on which an engine takes no time to be loaded.

    An engine that waits with it until it is needed is loaded in the middle of an article; how
    fast it translates is another matter.
    """

    def read() -> float:
        loading_s: float = getattr(engine, "loading_s", 0.0)
        return time.perf_counter() - loading_s

    return read
