"""Parts by name, each loaded when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

_Part = TypeVar("_Part")


class LazyTable(Mapping[str, _Part]):
    """A mapping that knows its names at once and makes each value once, when it is wanted.

    A program that writes plain text need not wait for what web pages are made with.

    >>> table = LazyTable({"a": lambda: "made"})
    >>> "a" in table, list(table), table["a"]
    (True, ['a'], 'made')
    """

    def __init__(self, makers: Mapping[str, Callable[[], _Part]]) -> None:
        self._makers = dict(makers)
        self._made: dict[str, _Part] = {}

    def __getitem__(self, name: str) -> _Part:
        if name not in self._made:
            self._made[name] = self._makers[name]()
        return self._made[name]

    def __contains__(self, name: object) -> bool:
        return name in self._makers

    def __iter__(self) -> Iterator[str]:
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._makers)
