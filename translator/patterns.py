"""Regular expressions that are compiled when they are first used.

To compile those of all rooms took 0.1 s of the 0.7 s that one sentence waits for, and half of them
have nothing to do in it.
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast


class _LatePattern:
    """Stands for a compiled expression, whose methods it takes over one by one as they are used."""

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            # What copies and pickles ask for is not the expression's: it is the one that it is.
            raise AttributeError(name)
        value = getattr(re.compile(self.pattern, self._flags), name)
        # Found without this function from now on, and as fast as on the expression itself.
        setattr(self, name, value)
        return value

    def __repr__(self) -> str:
        return f"compile_late({self.pattern!r}, {self._flags!r})"


def compile_late(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    r"""Return an expression to be used as what `re.compile` returns, at a module's level.

    What is wrong with one shows when it is first used; a test compiles them all.

    >>> _FIGURES = compile_late(r"\d+")
    >>> _FIGURES.findall("3 mars 2026")
    ['3', '2026']
    """
    return cast("re.Pattern[AnyStr]", _LatePattern(pattern, flags))
