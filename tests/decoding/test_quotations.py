"""Quotations in English within a French sentence."""

from __future__ import annotations

import pytest

from translator.decoding.preparation import prepare_source, restore_target
from translator.decoding.quotations import reopen_quotation, restore_quotations
from translator.pipeline import process
from translator.readers import read_document
from translator.testing import EchoEngine
from translator.types import DecodingOptions


@pytest.mark.parametrize(
    ("source", "target", "restored"),
    [
        ('"We did not know", dit-il.', '"We do no," he says.', '"We did not know," he says.'),
        ('Il dit : "We did not know!"', 'He says: "No."', 'He says: "We did not know!"'),
        (
            '"Oui", puis "we will do it".',
            '"Yes", then "will it".',
            '"Yes", then "we will do it".',
        ),
        # Nobody can say where it was.
        ('"We did not know", dit-il.', "He says we do no.", "He says we do no."),
        ('"Oui" et "we will do it".', '"We do it".', '"We do it".'),
        ('"Nous le ferons", dit-il.', '"We will do it," he says.', '"We will do it," he says.'),
        ('"Let It Be", de 1970', '"Leave It" of 1970', '"Leave It" of 1970'),
    ],
)
def test_quotations_in_english_are_the_sources(source: str, target: str, restored: str) -> None:
    """Word for word; those in French, and titles of two little words, are the model's."""
    assert restore_quotations(source, target) == restored


@pytest.mark.parametrize(
    ("source", "target", "restored"),
    [
        ("Elles ne le sont pas. »", "They are not.", 'They are not."'),
        ("Elles ne le sont pas ».", "They are not.", 'They are not."'),
        ("« Pendant dix ans, rien.", "For ten years, nothing.", '"For ten years, nothing.'),
        # It has one, or the source has two, or nobody can say where it was.
        ("Elles ne le sont pas. »", 'They are not."', 'They are not."'),
        ("« Rien », dit-il.", "Nothing, he says.", "Nothing, he says."),
        ("Il a dit : « Rien.", "He said: Nothing.", "He said: Nothing."),
        ("« Rien.", "", ""),
    ],
)
def test_quotations_of_several_sentences_keep_their_ends(
    source: str, target: str, restored: str
) -> None:
    """A mark that begins or ends a sentence, and is its only one, is there in English, too."""
    assert restore_target(target, prepared=prepare_source(source)) == restored


def test_quotations_of_any_marks_come_back() -> None:
    """The reader's way: typographic marks in the source, straight ones in the English."""
    prepared = prepare_source("« We didn’t know of it », a dit Smith.")
    target = restore_target('"We didn\'t nod," said Smith.', prepared=prepared)
    assert target == '"We didn\'t know of it," said Smith.'


def test_sentences_in_english_are_not_translated() -> None:
    """They are put through as they are, and counted as copied."""
    english = "The wells will not recover before 2030."
    document = read_document(f"Il écrit ceci.\n\n{english}\n")
    engine = EchoEngine(replies={english: "The Wales!", "Il écrit ceci.": "He writes this."})
    report = process(document, engine=engine, summarizer=None, options=DecodingOptions())
    blocks = report.translation.blocks
    assert [block.target for block in blocks] == ["He writes this.", english]
    assert [block.segments[0].copied for block in blocks] == [False, True]


def test_a_quotation_goes_on_behind_who_speaks() -> None:
    source = '"On attend, a dit Paul Roy, le maire, on viendra."'
    lost = '"We wait," said Paul Roy, the mayor, we will come."'
    assert reopen_quotation(source, lost) == (
        '"We wait," said Paul Roy, the mayor, "we will come."'
    )


def test_a_quotation_stays_as_it_is_where_nobody_knows_where_it_goes_on() -> None:
    source = '"On attend, a dit Paul Roy, le maire, on viendra."'
    for target in (
        # Whole already; two places; none.
        '"We wait," said Paul Roy, the mayor, "we will come."',
        '"We wait," said Paul Roy, and we know him, we will come."',
        '"We wait," said Paul Roy, the mayor, coming."',
    ):
        assert reopen_quotation(source, target) == target
    whole = '"On attend" et "on viendra", a dit Paul Roy.'
    assert reopen_quotation(whole, '"We wait" and "we come, said he.') == (
        '"We wait" and "we come, said he.'
    )
