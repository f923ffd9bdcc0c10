"""Marks on a translation: placed where they are sure, never lost where they matter."""

from __future__ import annotations

import time

import pytest

from translator.markup.placement import MarkCount, place_spans
from translator.readers import read_document
from translator.testing import EchoEngine
from translator.translate import translate_document
from translator.types import BlockTranslation, DecodingOptions
from translator.writers.markdown_document import format_target


def translate(markdown: str, replies: dict[str, str]) -> BlockTranslation:
    document = read_document(markdown, origin="a.md")
    engine = EchoEngine(replies=replies)
    translation = translate_document(document, engine=engine, options=DecodingOptions())
    (block,) = translation.blocks
    return block


@pytest.mark.parametrize(
    ("markdown", "source", "target", "expected"),
    [
        ("*Il pleut.*", "Il pleut.", "It rains.", "*It rains.*"),
        ("**Il pleut**.", "Il pleut.", "It rains.", "**It rains**."),
        ("« *Il pleut* »", '"Il pleut"', '"It rains"', '"*It rains*"'),
        ("[Il pleut](a.fr)", "Il pleut", "It rains", "[It rains](a.fr)"),
        ("Le **Monde** dit", "Le Monde dit", "The Monde says", "The **Monde** says"),
        ("À *14 000* pas", "À 14,000 pas", "At 14,000 steps", "At *14,000* steps"),
        ("Le [pont](a.fr) ferme", "Le pont ferme", "It closes", "It closes ([pont](a.fr))"),
        ("Le *pont* ferme", "Le pont ferme", "The bridge closes", "The bridge closes"),
        ("Il *a* dit", "Il a dit", "He said a word", "He said a word"),
        ("Lance `cmd` ici", "Lance cmd ici", "Run cmd here", "Run `cmd` here"),
        ("Lance `cmd` ici", "Lance cmd ici", "Run it here", "Run it here (`cmd`)"),
        ("Fini[^1].", "Fini.", "Done.", "Done.[^1]"),
        ("![x](y.png) Une vue", "Une vue", "A view", "![x](y.png) A view"),
        ("Une ![x](y.png) vue", "Une vue", "A view", "A view ![x](y.png)"),
        ("Voir https://a.fr/_b_ ici", "Voir https://a.fr/_b_ ici", "See", "See (https://a.fr/_b_)"),
        ("Le [Monde](a) du *Monde*", "Le Monde du Monde", "Monde of Monde", None),
    ],
)
def test_placement_of_one_sentence(
    markdown: str, source: str, target: str, expected: str | None
) -> None:
    """A mark stands on its own words or on the whole, or else it is kept behind or left out."""
    expected = expected or "[Monde](a) of *Monde*"
    assert format_target(translate(markdown, {source: target})) == expected


def test_placement_covers_one_of_several_sentences() -> None:
    """A mark over a sentence lies on that sentence's translation."""
    block = translate("Un. **Deux, trois.** Cinq.", {"Deux, trois.": "Two, three."})
    assert format_target(block) == "Un. **Two, three.** Cinq."


def test_placement_counts_what_moved() -> None:
    """The user is told how many marks stand elsewhere than in the source, or nothing."""
    block = translate("Le [pont](a.fr) *vert*", {"Le pont vert": "The bridge"})
    assert str(MarkCount.of(block) + MarkCount.of(block)) == (
        "links and code at the end of their paragraph: 2; emphasis left out: 2"
    )
    assert str(MarkCount()) == ""


def test_placement_of_each_span_is_known() -> None:
    """Placed, kept behind and left out make up all marks of the source."""
    block = translate("Le [*pont*](a.fr) `x` **vert**![i](j)", {"Le pont x vert": "The bridge"})
    placement = place_spans(block)
    count = len(placement.placed) + len(placement.unplaced) + len(placement.dropped)
    assert count == len(block.block.spans) == 5


@pytest.mark.parametrize(
    ("unit", "replies"),
    [
        ("`a` ", {}),
        ("Le **pont** ferme. ", {}),
        ("Le **pont** ferme. ", {"Le pont ferme.": "The bridge closes."}),
        ("Le [pont](a.fr) ferme. ", {"Le pont ferme.": "The bridge closes."}),
    ],
)
def test_placement_takes_linear_time(unit: str, replies: dict[str, str]) -> None:
    """A mark is compared with those beside it, not with all others of its paragraph."""
    block = translate(unit * 8000 + "b", replies)
    started = time.process_time()
    placement = place_spans(block)
    assert time.process_time() - started < 1
    counted = (*placement.placed, *placement.unplaced, *placement.dropped)
    assert len(counted) == 8000
