"""Our chrF is sacrebleu's."""

from __future__ import annotations

import pytest
from sacrebleu.metrics.chrf import CHRF

from translator.chrf import measure_chrf, measure_corpus_chrf

PAIRS = [
    ("The bridge is closed.", "The bridge has been closed since Tuesday."),
    ("", "Nothing was said."),
    ("ab", "abc"),
    ("Élysée – 14,000 €", "Elysée: 14 000 euros"),
    ("same text", "same text"),
    ("", ""),
]


@pytest.mark.parametrize(("hypothesis", "reference"), PAIRS)
def test_measure_chrf_agrees_with_sacrebleu(hypothesis: str, reference: str) -> None:
    """One text against another: the same figure to the last digits."""
    expected = CHRF().sentence_score(hypothesis, [reference]).score
    assert measure_chrf(hypothesis, reference) == pytest.approx(expected)


def test_measure_corpus_chrf_agrees_with_sacrebleu() -> None:
    """Many texts together: runs are counted over all of them."""
    hypotheses, references = zip(*PAIRS, strict=True)
    expected = CHRF().corpus_score(hypotheses, [list(references)]).score
    assert measure_corpus_chrf(PAIRS) == pytest.approx(expected)
