"""What begins a turn in an interview."""

from __future__ import annotations

import pytest

from translator.text.labels import split_label
from translator.text.sentences import split_sentences


@pytest.mark.parametrize(
    ("label", "rest"),
    [
        ("Q. – ", "Et maintenant ?"),
        ("R.- ", "« Non. »"),
        ("R : ", "Oui."),
        ("Q\u00a0: ", "Oui ?"),
        ("C. V. : ", "Une aide."),
        ("C.V. — ", "Une aide."),
        ("J.-P. D. – ", "Une aide."),
        ("Th. M. : ", "Une aide."),
        ("— ", "12 euros."),
        ("", "M. Roy : une aide."),
        ("", "A. Roy – Le Courrier"),
        ("", "O.N.U. : une aide."),
        ("", "P. – Une page"),
        ("", "Q. – "),
        ("", "R.-D. C. est né."),
        ("", "–5 degrés"),
        ("", "RER : une panne"),
        ("", "Le maire. – Oui."),
    ],
)
def test_labels_are_parted_from_what_is_said(label: str, rest: str) -> None:
    """Letters that stand for somebody, or a dash; names and words are translated."""
    assert split_label(label + rest) == (label, rest)


def test_labels_are_no_sentences() -> None:
    """Initials with a dash behind them end nothing."""
    text = "C. V. – Non. Elle part. R. – Oui."
    assert [text[start:end] for start, end in split_sentences(text)] == [
        "C. V. – Non.",
        "Elle part.",
        "R. – Oui.",
    ]
