"""Ctrl-C, a request to end and a closed terminal: all three stop the work the same way.

A signal becomes KeyboardInterrupt, so that what was finished is kept, but for the moments in
which an output gets its name: those are short, and are finished first.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from types import FrameType
from typing import Any

#: SIGHUP, of a terminal that is closed, does not exist on Windows.
_SIGNALS = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
)


#: When a signal that could not be heeded comes again, in seconds.
_AGAIN_S = 0.005


@dataclass(slots=True)
class _State:
    #: The last signal that came.
    received: int = 0
    #: How many ``uninterrupted`` blocks are open, and whether a signal came in one of them.
    depth: int = 0
    waiting: bool = False


_state = _State()


@contextmanager
def signals_as_interrupts() -> Iterator[None]:
    """Raise KeyboardInterrupt when a signal asks for the end.

    One that the shell has set to be ignored stays ignored: ``nohup``, or ``&`` in a script.
    """

    def interrupt(number: int, frame: FrameType | None) -> None:
        _state.received = number
        if _state.depth:
            _state.waiting = True
            return
        raise KeyboardInterrupt

    def interrupt_again(number: int, frame: FrameType | None) -> None:
        interrupt(_state.received, frame)

    def heed_unraisable(args: sys.UnraisableHookArgs) -> None:
        # It came while the interpreter cleaned up after an import or an object, where nothing
        # can be raised: without this it would be a message, and the work would go on.
        if issubclass(args.exc_type, KeyboardInterrupt) and hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_REAL, _AGAIN_S)
        else:
            previous_hook(args)

    _state.received, _state.depth, _state.waiting = 0, 0, False
    previous_hook, sys.unraisablehook = sys.unraisablehook, heed_unraisable
    previous: dict[int, Any] = {}
    if hasattr(signal, "SIGALRM"):
        previous[signal.SIGALRM] = signal.signal(signal.SIGALRM, interrupt_again)
    try:
        for number in _SIGNALS:
            # None stands for a handler that was not set from Python and cannot be put back.
            if signal.getsignal(number) not in (signal.SIG_IGN, None):
                previous[number] = signal.signal(number, interrupt)
        yield
    finally:
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_REAL, 0)
        for number, handler in previous.items():
            signal.signal(number, handler)
        sys.unraisablehook = previous_hook


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Finish what is inside before a signal is heeded; for moments, never for work."""
    _state.depth += 1
    try:
        yield
    finally:
        _state.depth -= 1
    if _state.waiting and not _state.depth:
        _state.waiting = False
        raise KeyboardInterrupt


def was_interrupted() -> bool:
    """Tell whether a signal has asked for the end."""
    return bool(_state.received)


def interrupted_code() -> int:
    """Return the shell's code for a program that a signal ended: 128 and the signal's number."""
    return 128 + (_state.received or signal.SIGINT)


def die_quietly() -> None:
    """Let Ctrl-C end the program without a traceback while nothing is there to be kept."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)


def leave(code: int) -> None:
    """Let no signal spoil the exit code of a program that is done.

    Python forgets the code and dies by SIGINT wherever the interrupt went through code made from
    a string, such as that of a dataclass, although it was caught. So an interrupted program ends
    here, without waiting for sentences that a library still decodes.
    """
    for number in _SIGNALS:
        signal.signal(number, signal.SIG_IGN)
    if _state.received and code == interrupted_code():
        for stream in (sys.stdout, sys.stderr):
            with suppress(OSError):
                stream.flush()
        os._exit(code)
