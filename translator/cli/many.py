"""Several articles, one after the other; one that fails does not stop the rest."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from translator.cli.codes import DONE, INTERRUPTED
from translator.cli.messages import Messages
from translator.errors import InputError, PartialFailure

#: Works on one source with its output, None for standard output; returns an exit code.
Action = Callable[[str, Path | None], int]


def run_each(
    sources: Sequence[str],
    outputs: Sequence[Path | None],
    action: Action,
    *,
    messages: Messages,
) -> int:
    """Run ``action`` on each source; Ctrl-C stops after the one it came in.

    Only what is wrong with a source is survived: without a model, no file can be done.

    Raises:
        InputError: the only source failed.
        PartialFailure: some of several failed; the message lists them.
    """
    failed: list[str] = []
    worst = DONE
    for source, output in zip(sources, outputs, strict=True):
        try:
            code = action(source, output)
        except InputError as error:
            if len(sources) == 1:
                raise
            messages.error(str(error))
            failed.append(source)
            continue
        worst = max(worst, code)
        if code == INTERRUPTED:
            return code
    if failed:
        raise PartialFailure(
            f"{len(failed)} of {len(sources)} files failed: {', '.join(failed)}; "
            "the others are done"
        )
    return worst
