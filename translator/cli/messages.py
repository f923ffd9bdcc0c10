"""What the program says on standard error."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress


class Messages:
    """Prints errors always, warnings and notes unless quiet, details only if verbose."""

    def __init__(self, *, quiet: bool = False, verbose: bool = False) -> None:
        self.quiet = quiet
        self.verbose = verbose
        #: Prints a line; something that is drawn on the terminal meanwhile puts its own here.
        self.show: Callable[[str], None] = _print

    def error(self, text: str) -> None:
        self.show(f"error: {text}")

    def warn(self, text: str) -> None:
        if not self.quiet:
            self.show(f"warning: {text}")

    def note(self, text: str) -> None:
        if not self.quiet:
            self.show(text)

    def detail(self, text: str) -> None:
        if self.verbose:
            self.show(text)


class HeldMessages(Messages):
    """Keeps what is said, in a thread for instance, until its turn comes."""

    def __init__(self, messages: Messages) -> None:
        super().__init__(quiet=messages.quiet, verbose=messages.verbose)
        self._held: list[str] = []
        self.show = self._held.append

    def release(self, messages: Messages) -> None:
        """Say it all, in order; what had to be left out already was."""
        for text in self._held:
            messages.show(text)
        self._held.clear()


def _print(text: str) -> None:
    # Loaded only when there is something to say. A message may hold a file name, and a file
    # name may hold anything, an escape sequence for instance.
    from translator.text.normalize import clean_text

    # A stream that cannot be written is told of by its own writer, or by nobody.
    with suppress(OSError):
        sys.stdout.flush()
    with suppress(OSError):
        print(clean_text(text), file=sys.stderr, flush=True)
