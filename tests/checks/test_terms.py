"""Terms of a glossary that a translation does not say, and what other checks make of them."""

from __future__ import annotations

from collections.abc import Sequence

from translator.checks import run_checks
from translator.glossary.judging import mark_terms
from translator.glossary.matching import Glossary
from translator.types import (
    Block,
    BlockKind,
    BlockTranslation,
    Finding,
    Hypothesis,
    Segment,
    SegmentTranslation,
    Severity,
    Term,
)


def check(source: str, target: str, *terms: tuple[str, str]) -> Sequence[Finding]:
    """Return what all checks find in one segment, with a glossary."""
    segment = Segment(block_index=0, index=0, text=source, start=0, end=len(source))
    part = SegmentTranslation(segment=segment, hypotheses=(Hypothesis(text=target),))
    block = Block(index=0, kind=BlockKind.PARAGRAPH, text=source)
    translated = BlockTranslation(block=block, target=target, segments=(part,))
    glossary = Glossary([Term(source=french, target=english) for french, english in terms])
    return run_checks(mark_terms([translated], glossary))


def test_terms_report_what_is_not_honoured() -> None:
    """With both places, so that a reader finds them."""
    source, target = (
        "La chaudière est en panne depuis lundi.",
        "The furnace has failed since Monday.",
    )
    assert check(source, target, ("chaudière", "boiler"), ("panne", "failed")) == (
        Finding(
            code="V01",
            severity=Severity.WARNING,
            block_index=0,
            segment_index=0,
            message="chaudière is not translated as the glossary says: boiler",
            source_excerpt="La chaudière est en panne depuis",
            target_excerpt="The furnace has failed",
        ),
    )
    assert check(source, target.replace("furnace", "boiler"), ("chaudière", "boiler")) == ()


def test_terms_report_what_did_not_stay() -> None:
    (finding,) = check("Il vit dans un gîte.", "He lives in a cottage.", ("gîte", ""))
    assert finding.message == "gîte is to stay as it is, and does not"


def test_terms_that_stay_are_no_french_left_over() -> None:
    """The user wanted them so."""
    source, target = (
        "Elle loue une chaudière neuve.",
        "She rents a new chaudière.",
    )
    assert [finding.code for finding in check(source, target, ("autre", ""))] == ["U02"]
    assert check(source, target, ("chaudière", "")) == ()


def test_terms_that_are_names_are_not_lost_names() -> None:
    """What the glossary calls otherwise has its counterpart."""
    source, target = (
        "Hier, le maire de Montfleur a écrit.",
        "Yesterday the mayor of Greenhill wrote.",
    )
    assert [finding.code for finding in check(source, target, ("x", "y"))] == ["P01"]
    assert check(source, target, ("Montfleur", "Greenhill")) == ()


def test_terms_that_are_said_are_no_omission() -> None:
    """No lexicon knows that the user's short words answer a long term; the glossary does."""
    source = (
        "Le conseil départemental a voté jeudi une hausse de la cotisation foncière des "
        "entreprises et du versement mobilité, pour payer les travaux du pont."
    )
    target = "On Thursday the county board voted more TLC and MZ, to pay for the bridge works."
    board, mobility = ("conseil départemental", "county board"), ("versement mobilité", "MZ")
    land = "cotisation foncière des entreprises"
    assert "O01" in [finding.code for finding in check(source, target)]
    assert check(source, target, (land, "TLC"), board, mobility) == ()
    found = check(source, target, (land, "XYZ"))
    assert sorted(finding.code for finding in found) == ["O01", "V01"]
