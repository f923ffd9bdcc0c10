"""What is wrong with one article of many, and what would be wrong with all of them."""

from __future__ import annotations

import errno

from translator.cli.tally import Tally
from translator.errors import (
    DecodingFailed,
    EngineBroken,
    InputError,
    OutputError,
    SummarizerFailed,
    TranslatorError,
    UnsuitableFormat,
)

#: What is wrong with one article or its output; the others need not suffer.
OWN_FAULTS = (InputError, UnsuitableFormat, DecodingFailed, SummarizerFailed, OutputError)
#: What is wrong with the disk, and so with every output.
_COMMON_FAULTS = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO))


def is_common_fault(error: TranslatorError, tally: Tally) -> bool:
    """Tell whether what failed for one item is going to fail for the others.

    ``tally`` is of what came before.
    """
    if isinstance(error, SummarizerFailed):
        # One may be too much for a model; two, and none before, are a server that is down,
        # and each more would be waited for.
        return not tally.done and any(
            isinstance(earlier, SummarizerFailed) for _, earlier in tally.failures
        )
    full_disk = getattr(error.__cause__, "errno", None) in _COMMON_FAULTS
    return full_disk or isinstance(error, EngineBroken)
