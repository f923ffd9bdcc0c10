"""Words of the source of which the target says nothing."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from translator.checks import DEFAULT_CHECKS, run_checks
from translator.checks.traces import check_traces, choose_checks, is_literal
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


def make_block(*pairs: tuple[str, str]) -> BlockTranslation:
    """Return a paragraph of sentences and their translations."""
    parts, text = [], ""
    for index, (source, target) in enumerate(pairs):
        start = len(text)
        text += f"{source} "
        segment = Segment(
            block_index=0, index=index, text=source, start=start, end=start + len(source)
        )
        parts.append(SegmentTranslation(segment=segment, hypotheses=(Hypothesis(text=target),)))
    block = Block(index=0, kind=BlockKind.PARAGRAPH, text=text.rstrip())
    return BlockTranslation(
        block=block, target=" ".join(target for _, target in pairs), segments=tuple(parts)
    )


def find(*pairs: tuple[str, str]) -> Sequence[Finding]:
    return list(check_traces(make_block(*pairs)))


def list_words(*pairs: tuple[str, str]) -> list[str]:
    """Return the words that are missed."""
    return [finding.message.rpartition(": ")[2] for finding in find(*pairs)]


def test_traces_report_a_word_that_was_dropped() -> None:
    """With the places where it is, and where it should be."""
    assert find(("Une promenade en bateau sur le lac.", "A walk on the lake.")) == [
        Finding(
            code="O02",
            severity=Severity.WARNING,
            block_index=0,
            segment_index=0,
            message="no word of the target seems to say: bateau",
            source_excerpt="Une promenade en bateau sur le lac.",
            target_excerpt="A walk on the lake.",
        )
    ]


@pytest.mark.parametrize(
    ("source", "target", "missed"),
    [
        ("Le bateau a coulé.", "The boat sank.", []),
        ("Les bateaux coulent.", "The ships are sinking.", []),
        ("Le médecin est venu.", "The doctor came.", []),
        ("Le médecin est venu.", "The cheek came.", ["médecin"]),
        ("Un biscuit au beurre.", "A butter cookie.", []),
        ("Un biscuit au beurre.", "A cookie.", ["beurre"]),
        # What is copied, or spelled nearly so, is there.
        ("Le biscuit est bon.", "The biscuit is good.", []),
        ("UN BATEAU.", "A STONE.", ["BATEAU"]),
        # A sentence begins with a capital, and so does what is quoted.
        (
            "Bateau à vendre : « Médecin cherche mer »",
            "For sale: cheek seeks sea",
            ["Bateau", "Médecin"],
        ),
    ],
)
def test_traces_are_any_of_the_words_that_english_has_for_one(
    source: str, target: str, missed: list[str]
) -> None:
    """In whatever form."""
    assert list_words((source, target)) == missed


def test_traces_are_not_asked_of_names_addresses_and_empty_targets() -> None:
    """Those are for other checks."""
    assert list_words(("Il a vu Anne Bateau hier.", "He saw Anne Bateau yesterday.")) == []
    assert list_words(("Il a vu Anne Bateau hier.", "He saw her yesterday.")) == []
    assert list_words(("Voir www.bateau.fr ou bateau@mer.fr.", "See there.")) == []
    assert list_words(("Le bateau.", "")) == []
    # Compounds have English of their own.
    assert list_words(("Un bateau-mouche et un porte-bateau.", "A riverboat and a trailer.")) == []


def test_traces_may_be_in_another_sentence_of_the_paragraph() -> None:
    """People and programs move words."""
    first, second = ("Il a un bateau.", "He owns one."), ("Il est bleu.", "The boat is blue.")
    assert list_words(first, second) == []
    assert list_words(first) == ["bateau"]


def test_traces_are_not_asked_where_the_users_glossary_has_its_own_word() -> None:
    """A glossary says what a word is to be."""
    block = make_block(("Le bateau est là.", "The tub is here."))
    glossary = Glossary([Term(source="bateau", target="tub")])
    assert [finding.code for finding in run_checks([block])] == ["O02"]
    assert run_checks(mark_terms([block], glossary)) == ()


def test_traces_are_not_asked_of_words_that_the_model_is_not_given() -> None:
    """« Prison à vie » has no word for « criminelle », and Sleeping Beauty none for « bois »."""
    pairs = [
        ("Il encourt la réclusion criminelle à perpétuité.", "He risks life in prison."),
        ("On joue la Belle au bois dormant.", "They play Sleeping Beauty."),
    ]
    assert list(check_traces(make_block(*pairs))) == []
    (finding,) = check_traces(make_block(("Une bande criminelle est en prison.", "Prison.")))
    assert "criminelle" in finding.message


def test_traces_of_a_stretch_that_is_lost_are_no_news() -> None:
    """One finding says it."""
    source = (
        "Le conseil municipal a voté la construction d'une école, et le médecin du village, qui "
        "possède un bateau et vend des biscuits au beurre, a promis de payer le toit."
    )
    target = (
        "The municipal council voted to build a school, and the doctor promised to pay the roof."
    )
    block = make_block((source, target))
    assert len(list(check_traces(block))) > 1
    codes = {finding.code for finding in run_checks([block])}
    assert "O01" in codes
    assert "O02" not in codes


LITERAL = [
    ("Le médecin a un bateau et un jardin.", "The doctor has a boat and a garden."),
    ("La cuisine a une fenêtre et un plafond.", "The kitchen has a window and a ceiling."),
    ("Le boulanger vend du beurre et du sucre.", "The baker sells butter and sugar."),
    ("Ils ont acheté un cheval et une vache.", "They bought a horse and a cow."),
    ("La neige couvre la montagne.", "Snow covers the mountain."),
    ("Le chien dort sous la table.", "The dog sleeps under the table."),
]


def test_traces_tell_a_literal_translation_from_a_free_one() -> None:
    """A few sentences tell nothing, and many that leave words out are people's."""
    literal = [make_block(*LITERAL) for _ in range(8)]
    free = [make_block(*((source, "It is so.") for source, _ in LITERAL[:3]))]
    assert is_literal(literal)
    assert not is_literal(literal[:1])
    assert not is_literal([*literal, *free])
    assert not is_literal([])


def test_traces_are_asked_of_a_given_translation_only_if_it_is_literal() -> None:
    literal = [make_block(*LITERAL) for _ in range(8)]
    assert check_traces in choose_checks(DEFAULT_CHECKS, literal)
    free = choose_checks(DEFAULT_CHECKS, literal[:1])
    assert [*free] == [check for check in DEFAULT_CHECKS if check is not check_traces]
