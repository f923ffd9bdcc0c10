"""Sentences read alone: openings that lean on others, and safe places to end early."""

from __future__ import annotations

import pytest

from translator.summarizers.clauses import quotes_balance, shorten
from translator.summarizers.openings import drop_connective, leans_on_previous


@pytest.mark.parametrize(
    "text",
    [
        "He resigned on Monday.",
        "This decision was expected.",
        "“The crack is small,” she added.",
        "The vote will be close, he said.",
        "According to him, the bridge is safe.",
        "Such winds are rare.",
        "The latter refused.",
        "It will carry 60 passengers.",
    ],
)
def test_openings_that_lean(text: str) -> None:
    """A pronoun or a pointing word needs the sentence before."""
    assert leans_on_previous(text)


@pytest.mark.parametrize(
    "text",
    [
        "It is hard to say why.",
        "This year, the harvest was poor.",
        "Those who paid will be refunded.",
        "“The crack is small,” Ms Colin said.",
        "Cities such as Lyon refused.",
        "Mr Roux said he would stay.",
    ],
)
def test_openings_that_stand_alone(text: str) -> None:
    """An empty "it", a calendar word and a named speaker need nothing."""
    assert not leans_on_previous(text)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("But the mayor refused.", "The mayor refused."),
        ("For her part, Ms Roux refused.", "Ms Roux refused."),
        ("However, “no one” came.", "“No one” came."),
        ("However hard the wind blew, they sailed.", "However hard the wind blew, they sailed."),
        ("Otherwise, the dam breaks.", "Otherwise, the dam breaks."),
    ],
)
def test_openings_lose_connectives_only(text: str, rest: str) -> None:
    """A connective goes when what remains says the same."""
    assert drop_connective(text) == rest


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("The strike at the port ended; ships will sail.", "The strike at the port ended."),
        ("The bridge is safe for cars; no lorry may cross.", None),
        ("The bridge, which opened in 1932, will close for good.", None),
        ("When the bridge opened in Gien, which was in May, it rained.", None),
        ("The bridge in Gien may close, unless the state pays.", None),
        ("The bridge in Gien is safe, the prefect told reporters.", None),
    ],
)
def test_clauses_end_early_only_where_it_is_safe(text: str, cut: str | None) -> None:
    """No tail goes that says who claims it, how far it holds, or what the verb is."""
    assert shorten(text, max_words=6) == cut


@pytest.mark.parametrize(
    ("text", "balanced"),
    [
        ("The owners' union called it 'a scandal' again.", True),
        ("'We will stay, he said.", False),
        ("And then I lit the oven,” the baker said.", False),
        ("« Non » means no.", True),
        ("We will win.' The crowd cheered.", False),
    ],
)
def test_clauses_see_cut_quotations(text: str, balanced: bool) -> None:
    """A quotation that opens or closes elsewhere is noticed; possessives are not."""
    assert quotes_balance(text) is balanced
