"""Work that is done ahead of whoever asks for it, in a bounded amount."""

from __future__ import annotations

import atexit
import queue
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

_In = TypeVar("_In")
_Out = TypeVar("_Out")

#: How often, in seconds, a thread with a full queue looks whether anybody still wants it.
_POLL_S = 0.1


@dataclass(slots=True)
class _End:
    """What ends a queue: the error that stopped its thread, if one did."""

    error: BaseException | None = None


@contextmanager
def iter_ahead(items: Iterable[_Out], *, depth: int) -> Iterator[Iterator[_Out]]:
    """Let a thread take items, up to ``depth`` more than were asked for; without depth, none.

    On leaving, the thread is told to stop after its present item and not waited for, so that
    Ctrl-C is answered at once. A program that goes its way to the end waits for it there: a
    thread that a library comes back to in an interpreter that is gone takes the process down.
    """
    if not depth:
        yield iter(items)
        return
    ready: queue.Queue[_Out | _End] = queue.Queue(maxsize=depth)
    unwanted = threading.Event()

    def put(item: _Out | _End) -> None:
        while not unwanted.is_set():
            with suppress(queue.Full):
                ready.put(item, timeout=_POLL_S)
                return

    def work() -> None:
        error: BaseException | None = None
        try:
            for item in items:
                put(item)
                if unwanted.is_set():
                    break
        # Whatever it is, it belongs to the one who asks.
        except BaseException as raised:
            error = raised
        put(_End(error))

    def take() -> Iterator[_Out]:
        while not isinstance(item := ready.get(), _End):
            yield item
        if item.error is not None:
            raise item.error

    def stop() -> None:
        unwanted.set()
        thread.join()

    thread = threading.Thread(target=work, name="ahead", daemon=True)
    thread.start()
    atexit.register(stop)
    try:
        yield take()
    finally:
        unwanted.set()
        if not thread.is_alive():
            atexit.unregister(stop)


@contextmanager
def map_ahead(
    function: Callable[[_In], _Out], items: Iterable[_In], *, workers: int
) -> Iterator[Iterator[_Out]]:
    """Apply ``function`` in a pool of threads; results come in order, few of them ahead.

    With one worker everything is done in the caller's thread, when it is asked for.
    """
    if workers == 1:
        yield map(function, items)
        return
    pool = ThreadPoolExecutor(max_workers=workers, thread_name_prefix="ahead")

    def take() -> Iterator[_Out]:
        rest = iter(items)
        # Twice as many as there are threads: none of them waits for the one who takes.
        pending: deque[Future[_Out]] = deque(
            pool.submit(function, item) for item in islice(rest, 2 * workers)
        )
        while pending:
            yield pending.popleft().result()
            pending.extend(pool.submit(function, item) for item in islice(rest, 1))

    try:
        yield take()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
