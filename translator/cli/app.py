"""From the arguments to the exit code."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence

from translator.cli.codes import DONE, INTERRUPTED
from translator.cli.interrupts import interrupted_code, signals_as_interrupts, was_interrupted
from translator.cli.messages import Messages
from translator.cli.parser import build_parser
from translator.errors import OutputError, TranslatorError

#: What a system says of a disk, a device or a stream that takes no more.
_WRITE_ERRORS = frozenset(
    (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EROFS, errno.EBADF)
)


def run(argv: Sequence[str] | None) -> int:
    """Run the program and return its exit code; arguments default to the process's own."""
    _provide_streams()
    _let_streams_write_anything()
    args = build_parser().parse_args(argv)
    messages = Messages(quiet=args.quiet, verbose=args.verbose)
    try:
        with signals_as_interrupts():
            code: int = args.run(args, messages)
            sys.stdout.flush()
            return interrupted_code() if code == INTERRUPTED else code
    except TranslatorError as error:
        if isinstance(error.__cause__, ImportError) and was_interrupted():
            # Libraries that are loading make an ImportError of whatever comes between.
            messages.error("interrupted")
            return interrupted_code()
        messages.error(str(error))
        return error.exit_code
    except KeyboardInterrupt as interrupt:
        messages.error(str(interrupt) or "interrupted")
        return interrupted_code()
    except BrokenPipeError:
        _silence_stdout()
        return DONE
    except OSError as error:
        # Opening a file names it; what has no name is a stream that was open already.
        if error.filename is not None or error.errno not in _WRITE_ERRORS:
            raise
        _silence_stdout()
        messages.error(f"cannot write standard output: {error.strerror or error}")
        return OutputError.exit_code


def _provide_streams() -> None:
    """Open what the shell has closed (``>&-``), or the next file would get its number."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))


def _let_streams_write_anything() -> None:
    """Write what a stream's encoding lacks as an escape: better than to stop in an article."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def _silence_stdout() -> None:
    """Point stdout nowhere, or the interpreter complains about the closed pipe at its end."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError:
        # A stream without a file number, such as a test's, has nothing to be flushed.
        pass
