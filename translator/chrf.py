"""chrF (Popović, 2015): how alike two texts are, by their runs of one to six characters.

The measure that ``sacrebleu`` prints as chrF2, without the library: comparing two translations
must not ask for the extra that evaluating a model needs. The signature of these figures is
``nrefs:1|case:mixed|eff:yes|nc:6|nw:0|space:no``; tests hold them to sacrebleu's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

#: Longest run of characters, and how much more recall counts than precision: chrF2's own.
_ORDER = 6
_BETA = 2


def measure_chrf(hypothesis: str, reference: str) -> float:
    """Return the chrF2 of one text against another, 0 to 100.

    >>> measure_chrf("the bridge", "the bridge")
    100.0
    >>> round(measure_chrf("the bridge is closed", "the bridge has been closed"), 1)
    53.6
    """
    return measure_corpus_chrf([(hypothesis, reference)])


def measure_corpus_chrf(pairs: Iterable[tuple[str, str]]) -> float:
    """Return the chrF2 of many texts together: their runs are counted as those of one text.

    Args:
        pairs: hypothesis and reference of each text.
    """
    hypothesis_runs, reference_runs, common_runs = ([0] * _ORDER for _ in range(3))
    for hypothesis, reference in pairs:
        first, second = "".join(hypothesis.split()), "".join(reference.split())
        for order in range(_ORDER):
            runs, others = _count_runs(first, order + 1), _count_runs(second, order + 1)
            # An order that one side is too short for says nothing of the other side.
            hypothesis_runs[order] += runs.total() if others else 0
            reference_runs[order] += others.total()
            common_runs[order] += (runs & others).total()
    precisions, recalls = 0.0, 0.0
    orders = 0
    for found, expected, common in zip(hypothesis_runs, reference_runs, common_runs, strict=True):
        if found and expected:
            precisions += common / found
            recalls += common / expected
            orders += 1
    if not orders or not precisions + recalls:
        return 0.0
    precision, recall = precisions / orders, recalls / orders
    factor = _BETA**2
    return 100 * (1 + factor) * precision * recall / (factor * precision + recall)


def _count_runs(text: str, length: int) -> Counter[str]:
    return Counter(text[start : start + length] for start in range(len(text) - length + 1))
