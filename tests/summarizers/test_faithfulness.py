"""What a brief says and its article does not."""

from __future__ import annotations

import pytest

from translator.summarizers.faithfulness import FaithfulnessCheck, check_brief
from translator.summarizers.support import Article
from translator.types import Brief, BriefPoint, Severity

ARTICLE = [
    ["Old dam to be drained"],
    [
        "The dam at Chanteloube, in the Creuse, will be drained in September 2026.",
        "It was built in 1952 and holds 12 million cubic meters of water.",
    ],
    [
        "The work will cost 4 million euros, said Anne Roux of the European Water Agency.",
        '"We will not leave the valley without water, and nobody will lose a job," she added.',
    ],
    [
        "Fishing clubs want the work to wait until the trout have spawned.",
        "The prefect did not approve their request for a year's delay.",
    ],
]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Chanteloube dam will be drained in September 2026.", []),
        ("Draining the dam in the Creuse will cost four million euros.", []),
        ("Anne Roux of the EWA said nobody will lose a job.", []),
        ('Roux: "We will not leave the valley without water".', []),
        ("The prefect refused to approve the request for a delay.", []),
        ("Former Creuse prefect did not approve the request for a year's delay.", []),
        (
            "Former Villefort prefect did not approve the request for a year's delay.",
            [("F02", "the name Former Villefort in the brief is nowhere in the article")],
        ),
        (
            "The dam will be drained in October 2026.",
            [("F01", "“October” in the brief is nowhere in the article")],
        ),
        (
            "The work on the dam will cost 5 million euros.",
            [("F01", "“5 million euros” in the brief is nowhere in the article")],
        ),
        (
            "The dam at Villefort will be drained in September 2026.",
            [("F02", "the name Villefort in the brief is nowhere in the article")],
        ),
        (
            'Anne Roux said the work will "ruin the valley".',
            [("F03", "“ruin the valley” is quoted in the brief and nowhere in the article")],
        ),
        (
            "The dam at Chanteloube will not be drained in September 2026.",
            [("F04", "“not be drained” in the brief is not denied in the article")],
        ),
        (
            "The prefect did approve the request for a delay.",
            [("F04", "“not approve” in the article is not denied in the brief")],
        ),
        (
            "Two schools opened after a long strike by teachers.",
            [("F05", "nothing in the article says “Two schools opened after a long …”")],
        ),
    ],
)
def test_faithfulness_finds_what_the_article_does_not_say(
    text: str, found: list[tuple[str, str]]
) -> None:
    """Each kind of invention has its code; what is said in other words has none."""
    check = FaithfulnessCheck(ARTICLE)
    assert [(code, message) for code, _, message, _ in check.find(text)] == found


def test_faithfulness_gives_the_nearest_sentence() -> None:
    """A finding shows what the article says instead."""
    (found,) = FaithfulnessCheck(ARTICLE).find("The dam will be drained in October 2026.")
    assert found[1] is Severity.ERROR
    assert found[3] == ARTICLE[1][0]


def test_faithfulness_checks_points_and_headline() -> None:
    """A point's finding names its block and its place; the headline's says so."""
    brief = Brief(
        headline="Villefort dam to be drained",
        points=(
            BriefPoint(text="The dam will be drained in September.", block_indices=(4,)),
            BriefPoint(text="The work will cost 5 million euros.", block_indices=(6,)),
        ),
        method="m",
    )
    findings = check_brief(brief, ARTICLE, blocks=[2, 4, 6, 8])
    assert [(item.code, item.block_index, item.point_index) for item in findings] == [
        ("F01", 6, 1),
        ("F02", 2, None),
    ]
    assert findings[1].message == (
        "headline: the name Villefort in the brief is nowhere in the article"
    )


def test_support_traces_a_sentence_to_all_it_rests_on() -> None:
    """A sentence made of two is traced to both, and to no third."""
    support = Article(ARTICLE).trace("The dam, built in 1952, will cost 4 million euros to repair.")
    assert set(support.paragraphs) == {1, 2}
    assert 0.5 < support.coverage < 1
    assert Article(ARTICLE).trace("of the and").sentences == ()
    assert Article(ARTICLE).trace("built in 1952", among=[3]).sentences == ()
