"""Tests for the links between words."""

from __future__ import annotations

from translator.align.words import find_words, link_words
from translator.types import Attention, WordLink


def attend(source: str, target: str, pairs: dict[str, str]) -> Attention:
    """Return an attention in which each target word looks at one source word."""
    spans = [
        tuple((word.start, word.end) for word in find_words(text)) for text in (source, target)
    ]
    words = [
        [text[start:end] for start, end in own]
        for text, own in zip((source, target), spans, strict=True)
    ]
    return Attention(
        source_spans=spans[0],
        target_spans=spans[1],
        weights=tuple(
            tuple(float(pairs.get(other) == one) for one in words[0]) for other in words[1]
        ),
    )


def show(links: tuple[WordLink, ...], source: str, target: str) -> dict[str, str]:
    return {
        source[link.source_start : link.source_end]: target[link.target_start : link.target_end]
        for link in links
    }


def test_words_are_linked_by_what_the_model_looked_at() -> None:
    """Words that no dictionary has are linked where the attention is clear."""
    source, target = "un zorg bleu", "blurry quib"
    attention = attend(source, target, {"quib": "zorg", "blurry": "bleu"})
    links = link_words(source, target, attention=attention, source_form=source, target_form=target)
    assert show(links, source, target) == {"zorg": "quib", "bleu": "blurry"}


def test_words_are_linked_without_attention() -> None:
    """Figures, names, spelling and dictionary link words where no engine tells anything."""
    source = "À Londres, 14 000 ouvriers ont rejeté la proposition."
    target = "In London, 14,000 workers rejected the proposal."
    found = show(link_words(source, target), source, target)
    assert found.items() >= {
        ("Londres", "London"),
        ("14 000", "14,000"),
        ("rejeté", "rejected"),
        ("proposition", "proposal"),
    }


def test_a_figure_goes_to_the_same_figure_whatever_the_model_looked_at() -> None:
    """Two figures are told apart by their digits, not by a hesitating attention."""
    source, target = "12 et 15", "12 and 15"
    attention = attend(source, target, {"12": "et", "15": "et", "and": "et"})
    links = link_words(source, target, attention=attention, source_form=source, target_form=target)
    assert show(links, source, target) == {"12": "12", "et": "and", "15": "15"}


def test_a_repeated_word_is_told_apart_by_the_attention() -> None:
    """Of two equal words each gets its own partner, in whatever order they stand."""
    source, target = "Paris, puis Paris", "Paris, then Paris"
    attention = Attention(
        source_spans=((0, 5), (7, 11), (12, 17)),
        target_spans=((0, 5), (7, 11), (12, 17)),
        weights=((0.0, 0.1, 0.9), (0.0, 1.0, 0.0), (0.9, 0.1, 0.0)),
    )
    links = link_words(source, target, attention=attention, source_form=source, target_form=target)
    places = {(link.source_start, link.target_start) for link in links}
    assert places == {(0, 12), (7, 7), (12, 0)}


def test_words_are_found_again_in_what_the_model_was_given() -> None:
    """Quotation marks, digit groups and capitals may differ between text and model form."""
    source, target = "« 14 000 CHATS »", "“14,000 CATS”"
    form = '"14,000 chats"'
    attention = Attention(
        source_spans=((0, 1), (1, 7), (8, 13), (13, 14)),
        target_spans=((0, 1), (1, 7), (8, 12), (12, 13)),
        weights=((1, 0, 0, 0), (0, 1, 0, 0), (0, 0, 1, 0), (0, 0, 0, 1)),
    )
    links = link_words(
        source, target, attention=attention, source_form=form, target_form='"14,000 cats"'
    )
    assert show(links, source, target) == {"14 000": "14,000", "CHATS": "CATS"}
    assert all(link.confidence == 1.0 for link in links)


def test_texts_without_words_have_no_links() -> None:
    """Nothing is linked where one side has no word."""
    assert link_words("", "Yes") == ()
    assert link_words("Oui", "…") == ()
