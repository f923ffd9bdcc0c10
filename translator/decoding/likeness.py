"""Which of a source's words a strange one in the target was made of, where there is no doubt."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

_Found = TypeVar("_Found")


def iter_sure_pairs(
    lost: Sequence[str], strange: Iterable[_Found], is_made_of: Callable[[_Found, str], bool]
) -> Iterator[tuple[str, _Found]]:
    """Yield what is lost with the one strange thing that was made of it, and of nothing else.

    >>> list(iter_sure_pairs(["Roy", "Morel"], ["Roi", "Paris"], is_one_letter_off))
    [('Roy', 'Roi')]
    """
    found = list(strange)
    for name in lost:
        near = [other for other in found if is_made_of(other, name)]
        if len(near) == 1 and sum(is_made_of(near[0], rival) for rival in lost) == 1:
            yield name, near[0]


def is_one_letter_off(one: str, other: str) -> bool:
    """Tell whether one sign more, less or other makes the same of two different texts.

    >>> [is_one_letter_off("2022", other) for other in ("20222", "202", "2032", "2202")]
    [True, True, True, False]
    """
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) > 1:
        return False
    head = 0
    while head < len(short) and short[head] == long[head]:
        head += 1
    rest = head + 1 if len(short) == len(long) else head
    return short[rest:] == long[head + 1 :]
