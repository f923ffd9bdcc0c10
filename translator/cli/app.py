"""From the arguments to the exit code."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import FrameType

from translator.cli.codes import DONE, INTERRUPTED
from translator.cli.messages import Messages
from translator.cli.parser import build_parser
from translator.errors import TranslatorError


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program and return its exit code; arguments default to the process's own."""
    args = build_parser().parse_args(argv)
    _let_streams_write_anything()
    messages = Messages(quiet=args.quiet, verbose=args.verbose)
    try:
        with _termination_as_interrupt():
            code: int = args.run(args, messages)
            sys.stdout.flush()
            return code
    except TranslatorError as error:
        messages.error(str(error))
        return error.exit_code
    except KeyboardInterrupt as interrupt:
        messages.error(str(interrupt) or "interrupted")
        return INTERRUPTED
    except BrokenPipeError:
        _silence_stdout()
        return DONE


def _let_streams_write_anything() -> None:
    """Write what a stream's encoding lacks as an escape: better than to stop in an article."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


@contextmanager
def _termination_as_interrupt() -> Iterator[None]:
    """Treat SIGTERM as Ctrl-C, so that what was finished is kept."""

    def interrupt(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    previous = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, previous)


def _silence_stdout() -> None:
    """Point stdout nowhere, or the interpreter complains about the closed pipe at its end."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError:
        # A stream without a file number, such as a test's, has nothing to be flushed.
        pass
