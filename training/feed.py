"""Batches made ahead by a second thread, so that the network never waits for its data."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from queue import Empty, Full, Queue
from threading import Event, Thread
from typing import Any

from training.batches import Batch, Cursor, Mixture
from training.dataset import list_stores, open_store

#: Batches ready at most: about five seconds of a GPU, which bridges the drawing of a round.
PREFETCH = 96

#: Seconds between two looks at whether a batch is still wanted.
_PATIENCE_S = 0.5

#: A batch and the cursor to go on from after it, or what ended the feed.
Fed = tuple[Batch, dict[str, Any]] | BaseException


def iter_batches(
    mixture: Mixture,
    *,
    tokens_dir: Path,
    cursor: dict[str, Any],
    choose_shares: Callable[[], dict[str, float]],
    is_over: Callable[[], bool] = lambda: False,
) -> Generator[tuple[Batch, dict[str, Any]]]:
    """Yield batches without end, each with the cursor to resume from after it.

    Before every round the directory is looked at again: token files may arrive while the
    network already learns from the first ones.

    Args:
        cursor: fields of the Cursor to start from.
        choose_shares: asked once a round for the sources' shares.
        is_over: asked now and then while there is no batch; true ends the waiting.
    """
    made: Queue[Fed] = Queue(PREFETCH)
    is_closed = Event()

    def hand_over(fed: Fed) -> bool:
        while not is_closed.is_set():
            with suppress(Full):
                made.put(fed, timeout=_PATIENCE_S)
                return True
        return False

    def make() -> None:
        place = Cursor(**cursor)
        try:
            while not is_closed.is_set():
                for name in list_stores(tokens_dir):
                    if name not in mixture.count_pairs():
                        mixture.add_store(open_store(tokens_dir, name))
                if place.batches_done == 0:
                    place.shares = choose_shares()
                is_empty = True
                for batch in mixture.iter_round(place):
                    is_empty = False
                    if not hand_over((batch, asdict(place))):
                        return
                if is_empty:
                    time.sleep(1.0)  # none of the phase's sources is there yet
        except BaseException as error:  # the reader must not wait for ever
            hand_over(error)

    thread = Thread(target=make, daemon=True)
    thread.start()
    try:
        while True:
            try:
                fed = made.get(timeout=_PATIENCE_S)
            except Empty:
                if is_over():
                    return
                continue
            if isinstance(fed, BaseException):
                raise fed
            yield fed
    finally:
        # A thread that is still at work when the interpreter ends can take the process down.
        is_closed.set()
        thread.join()
