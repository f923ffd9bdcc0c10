"""The command line: strings into values, values onto the screen, and an exit code."""

from __future__ import annotations

from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program and return its exit code.

    Without arguments it is the process's own program: it takes the process's arguments, and
    its first and last moments are guarded against signals too.
    """
    from translator.cli.interrupts import die_quietly, leave

    if argv is None:
        die_quietly()
    # Loaded only now: Ctrl-C during these imports would be a traceback.
    from translator.cli.app import run

    code = run(argv)
    if argv is None:
        leave(code)
    return code


__all__ = ["main"]
