"""Marks around who speaks inside of a quotation of several sentences."""

from __future__ import annotations

import pytest

from translator.decoding.speakers import mark_speakers
from translator.types import Hypothesis, Segment, SegmentTranslation


def mark(*rows: tuple[str, str, str]) -> list[str]:
    """Return the targets of rows of a source, a target and the English verb, or ""."""
    parts = [
        SegmentTranslation(
            segment=Segment(index=index, block_index=0, start=0, end=len(source), text=source),
            hypotheses=(Hypothesis(text=target),),
        )
        for index, (source, target, _) in enumerate(rows)
    ]
    marked = mark_speakers(
        parts, sources=[source for source, _, _ in rows], verbs=[verb for *_, verb in rows]
    )
    return [part.target for part in marked]


LAST = ('Puis on viendra."', 'Then we will come."', "")


@pytest.mark.parametrize(
    ("source", "target", "verb", "marked"),
    [
        (
            '"On attend, a dit Mme Roy, le maire.',
            '"We wait, warned Mrs Roy, the mayor.',
            "warned",
            '"We wait," warned Mrs Roy, the mayor.',
        ),
        ('"On attend, dit Anne Roy.', '"We wait, says Anne Roy.', "", '"We wait," says Anne Roy.'),
        ('"On attend, dit-elle.', '"We wait, she says.', "", '"We wait," she says.'),
        (
            '"On attend, a dit le maire.',
            '"We wait, the mayor said.',
            "",
            '"We wait," the mayor said.',
        ),
        # Closed by the model, which did not know that it goes on.
        ('"On attend, dit-elle.', '"We wait," she says.', "", '"We wait," she says.'),
    ],
)
def test_a_quotation_ends_before_who_speaks_and_goes_on_in_the_next_sentence(
    source: str, target: str, verb: str, marked: str
) -> None:
    assert mark((source, target, verb), LAST) == [marked, '"Then we will come."']
    between = ("Il pleut.", "It rains.", "")
    assert mark((source, target, verb), between, LAST) == [
        marked,
        '"It rains.',
        'Then we will come."',
    ]


def test_a_quotation_goes_on_in_its_sentence() -> None:
    row = ('"On attend, a dit Paul Roy, mais on viendra."',)
    target = '"We wait, said Paul Roy, but we will come."'
    assert mark((*row, target, "")) == ['"We wait," said Paul Roy, "but we will come."']


@pytest.mark.parametrize(
    "rows",
    [
        # It never ends, as far as the block says.
        [
            ('"On attend, dit Anne Roy.', '"We wait, says Anne Roy.', ""),
            ("Il pleut.", "It rains.", ""),
        ],
        [('"On attend, dit Anne Roy.', '"We wait, says Anne Roy.', "")],
        # Nobody speaks.
        [('"Il vient, a dit la vérité et part."', '"He comes, said the truth, and leaves."', "")],
        [('"Il vient, reste et part."', '"He comes, said and leaves."', "")],
        # The next sentence is another quotation, or lost its mark.
        [('"On attend, dit Anne Roy.', '"We wait, says Anne Roy.', ""), ('"Non."', '"No."', "")],
        [('"On attend, dit Anne Roy.', '"We wait, says Anne Roy.', ""), ('Non."', "No.", "")],
        # No quotation.
        [("On attend, dit Anne Roy.", "We wait, says Anne Roy.", ""), LAST],
    ],
)
def test_marks_stay_where_it_is_not_certain_how_a_quotation_goes_on(
    rows: list[tuple[str, str, str]],
) -> None:
    assert mark(*rows) == [target for _, target, _ in rows]
