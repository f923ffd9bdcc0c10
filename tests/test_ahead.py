"""Work done ahead: in order, bounded, and with its errors where they belong."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from translator.ahead import iter_ahead, map_ahead


@pytest.mark.parametrize("depth", [0, 1, 5])
def test_ahead_gives_the_items_in_order(depth: int) -> None:
    """With a thread or without."""
    with iter_ahead(range(20), depth=depth) as items:
        assert list(items) == list(range(20))


def test_ahead_stays_within_its_bound() -> None:
    """Nobody asked for more than one item: the thread takes that, two more, and waits."""
    taken = threading.Semaphore(0)
    count = []

    def make() -> Iterator[int]:
        for number in range(100):
            count.append(number)
            taken.release()
            yield number

    with iter_ahead(make(), depth=1) as items:
        assert next(items) == 0
        for _ in range(3):
            assert taken.acquire(timeout=5)
        assert not taken.acquire(timeout=0.3)
    assert len(count) == 3


def test_ahead_hands_an_error_to_the_one_who_asks() -> None:
    """After the items that were made before it."""

    def make() -> Iterator[int]:
        yield 1
        raise ValueError("no more")

    with iter_ahead(make(), depth=3) as items:
        assert next(items) == 1
        with pytest.raises(ValueError, match="no more"):
            next(items)


@pytest.mark.parametrize("workers", [1, 3])
def test_ahead_maps_in_order(workers: int) -> None:
    """Whichever thread is done first."""
    waits = threading.Event()

    def work(number: int) -> int:
        if number == 0 and workers > 1:
            assert waits.wait(timeout=5)
        waits.set()
        return number * number

    with map_ahead(work, range(10), workers=workers) as squares:
        assert list(squares) == [number * number for number in range(10)]


def test_ahead_maps_a_few_items_ahead_only() -> None:
    """A thousand files are not read before the first is translated."""
    started = []
    with map_ahead(started.append, range(1000), workers=2) as results:
        next(results)
    assert len(started) <= 5
