"""Choices read from bytes: how an input of a fuzzer becomes a change of something valid.

The same bytes make the same choices, so that an input that was found can be kept, and a fuzzer
that changes a byte changes a choice.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

_T = TypeVar("_T")


class Script:
    """Reads choices one after the other; past the end every choice is the first one.

    >>> script = Script(b"\\x07\\x01")
    >>> script.below(5), script.pick("ab"), script.below(5), bool(script)
    (2, 'b', 0, False)
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._position = 0

    def __bool__(self) -> bool:
        """Tell whether anything is left."""
        return self._position < len(self._data)

    def below(self, limit: int) -> int:
        """Return a number from 0 up to, but not including, ``limit``; at least 1."""
        width = 1 if limit <= 1 << 8 else 2 if limit <= 1 << 16 else 3
        taken = self._data[self._position : self._position + width]
        self._position += width
        return int.from_bytes(taken, "big") % limit

    def pick(self, options: Sequence[_T]) -> _T:
        """Return one of the options."""
        return options[self.below(len(options))]

    def take(self, limit: int) -> bytes:
        """Return some of what is left as it is, fewer than ``limit`` bytes."""
        size = self.below(limit)
        taken = self._data[self._position : self._position + size]
        self._position += size
        return taken
