"""Tests for marks that follow the links between words."""

from __future__ import annotations

import pytest

from translator.align.blocks import align_block
from translator.align.words import find_words
from translator.markup.placement import place_spans
from translator.markup.projection import project_point, project_span
from translator.readers import read_document
from translator.testing import EchoEngine
from translator.translate import translate_document
from translator.types import DecodingOptions, WordLink
from translator.writers.markdown_document import format_target


def link(source: str, target: str, pairs: str, confidence: float = 1.0) -> list[WordLink]:
    """Return the links of ``0-1 2-0``, numbers of words."""
    sources, targets = find_words(source), find_words(target)
    return [
        WordLink(
            source_start=sources[one].start,
            source_end=sources[one].end,
            target_start=targets[other].start,
            target_end=targets[other].end,
            confidence=confidence,
        )
        for one, other in (map(int, pair.split("-")) for pair in pairs.split())
    ]


@pytest.mark.parametrize(
    ("marked", "target", "pairs", "expected"),
    [
        ("le *petit chat* dort", "the little cat sleeps", "0-0 1-1 2-2 3-3", "little cat"),
        ("*le chat* dort", "sleeps the cat", "1-2 2-0", "the cat"),
        ("un *chat noir* dort", "a black cat sleeps", "0-0 1-2 2-1 3-3", "black cat"),
        (
            "un *chat noir* dort",
            "a black and white cat sleeps",
            "1-4 2-1 3-5",
            "black and white cat",
        ),
        ("un *chat noir* dort", "a cat sleeps in black", "1-1 2-4 3-2", None),
        ("un *chat noir* dort", "a cat that sleeps", "1-1 3-3", None),
        ("un *chat noir* dort", "a creature sleeps", "3-2", None),
        (
            "dit *la maire élue* hier",
            "to the elected mayor said",
            "0-4 1-0 2-3 3-2",
            "the elected mayor",
        ),
        ("on va *à la gare* ici", "we go to the station here", "2-2 3-3 4-4 5-5", "to the station"),
        ("voici *« un chat »* noir", "here “a cat” black", "1-1 2-2 3-3", "“a cat”"),
        ("il y a *14 000* arbres", "with 14,000 trees", "3-1 4-2", "14,000"),
        ("il vaut *12 €*.", "it is worth €12.", "0-0 1-2 2-3", "€12"),
        ("il vaut *12 €* ici", "it is worth 12 euros here", "0-0 1-2 2-3 3-5", "12 euros"),
        ("il vaut *12 euros* ici", "it is worth €12 here", "0-0 1-2 2-3 3-3 4-4", "€12"),
        ("il vaut (*3,5 M$*).", "it is worth ($3.5 million).", "0-0 1-2 2-3 3-4", "$3.5 million"),
        ("*12 €, au moins*, ici", "€12, at least, here", "0-0 1-1 2-2 3-3", "€12, at least"),
        ("de *25 %*, puis", "by 25%, then", "0-0 1-1 2-2", "25%"),
        ("il vaut *12* € ici", "it is worth €12 here", "0-0 1-2 2-3 3-4", "12"),
        ("il vaut « *12 €* » ici", "it is worth “€12” here", "0-0 1-2 2-3 3-4", "€12"),
        ("il vaut *« 12 € »* ici", "it is worth “€12” here", "0-0 1-2 2-3 3-4", "“€12”"),
    ],
)
def test_projection_of_a_span(marked: str, target: str, pairs: str, expected: str | None) -> None:
    """A mark goes where its words hang together, and nowhere where they do not."""
    before, words, after = marked.split("*")
    source = before + words + after
    place = project_span(
        link(source, target, pairs),
        len(before),
        len(before) + len(words),
        source=source,
        target=target,
    )
    assert (target[slice(*place)] if place else None) == expected


def test_projection_of_a_point() -> None:
    """The mark of a note follows its word, and the comma that it follows in the source."""
    source, target = "Le maire, élu hier, part", "The mayor, elected yesterday, quits"
    links = link(source, target, "0-0 1-1 2-2 3-3")
    assert project_point(links, 8, source=source, target=target) == 9
    assert project_point(links, 9, source=source, target=target) == 10
    assert project_point(links, 0, source=source, target=target) is None
    unsure = link(source, target, "1-1", confidence=0.3)
    assert project_point(unsure, 8, source=source, target=target) is None


def test_marks_of_linked_segments_follow_their_words() -> None:
    """Links are in the segment's own offsets, marks in the block's, and both meet."""
    markdown = "Il part. La *proposition* de Londres[^1] et [le gouvernement](a.fr) ferment."
    answer = "The government and the proposal of London close."
    engine = EchoEngine(
        replies={
            "Il part.": "He leaves.",
            "La proposition de Londres et le gouvernement ferment.": answer,
        }
    )
    document = read_document(markdown, origin="a.md")
    options = DecodingOptions()
    (block,) = translate_document(document, engine=engine, options=options).blocks
    linked = align_block(block, engine=engine, options=options, only_marked=True)
    assert format_target(linked) == (
        "He leaves. [The government](a.fr) and the *proposal* of London[^1] close."
    )
    assert not place_spans(linked).dropped
    assert place_spans(block).dropped
