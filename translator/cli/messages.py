"""What the program says on standard error."""

from __future__ import annotations

import sys
from contextlib import suppress


class Messages:
    """Prints errors always, warnings and notes unless quiet, details only if verbose."""

    def __init__(self, *, quiet: bool = False, verbose: bool = False) -> None:
        self.quiet = quiet
        self._verbose = verbose

    def error(self, text: str) -> None:
        _print(f"error: {text}")

    def warn(self, text: str) -> None:
        if not self.quiet:
            _print(f"warning: {text}")

    def note(self, text: str) -> None:
        if not self.quiet:
            _print(text)

    def detail(self, text: str) -> None:
        if self._verbose:
            _print(text)


def _print(text: str) -> None:
    # Loaded only when there is something to say. A message may hold a file name, and a file
    # name may hold anything, an escape sequence for instance.
    from translator.text.normalize import clean_text

    # A stream that cannot be written is told of by its own writer, or by nobody.
    with suppress(OSError):
        sys.stdout.flush()
    with suppress(OSError):
        print(clean_text(text), file=sys.stderr, flush=True)
