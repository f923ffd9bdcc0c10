"""The parts of a brief that stand beside its points: quotations, figures, names."""

from __future__ import annotations

import pytest

from translator.summarizers.clauses import compress
from translator.summarizers.figures import cut_context, find_figures
from translator.summarizers.names import find_names, iter_names
from translator.summarizers.quotations import find_quotations, find_speaker
from translator.types import (
    Block,
    BlockKind,
    BlockTranslation,
    Hypothesis,
    Segment,
    SegmentRef,
    SegmentTranslation,
)


def translate(index: int, *pairs: tuple[str, str]) -> BlockTranslation:
    parts = tuple(
        SegmentTranslation(
            segment=Segment(
                block_index=index,
                index=number,
                text=source,
                start=0,
                end=len(source),
                separator=" " if number < len(pairs) - 1 else "",
            ),
            hypotheses=(Hypothesis(text=target),),
        )
        for number, (source, target) in enumerate(pairs)
    )
    text = " ".join(source for source, _ in pairs)
    return BlockTranslation(
        block=Block(index=index, kind=BlockKind.PARAGRAPH, text=text),
        target=" ".join(target for _, target in pairs),
        segments=parts,
    )


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('"We stay," said the mayor, Anne Roux, on Monday.', "the mayor, Anne Roux"),
        ('"We stay," Ms. Roux said.', "Ms. Roux"),
        ('"We stay," says Mr. J. Roux, who sells bread.', "Mr. J. Roux"),
        ("“We stay”, explained Anne Roux after the vote.", "Anne Roux"),
        ('Anne Roux, the mayor, said: "We stay."', "Anne Roux, the mayor"),
        ('"We stay, insists Anne Roux, baker. We win."', "Anne Roux, baker"),
        ('According to Anne Roux, "we will stay here".', "Anne Roux"),
        ('"We stay," he said.', None),
        ('She warned: "We stay."', None),
        ('My father was there, and he already said: "We stay."', None),
        ('"We stay" is the slogan.', None),
        ('According to her, "we will stay here".', None),
    ],
)
def test_quotations_find_who_speaks(text: str, speaker: str | None) -> None:
    """The speaker is named in the sentence's own words; a pronoun names nobody."""
    assert find_speaker(text) == speaker


ROUX = (
    "« Nous resterons ici tout l’hiver », a dit Anne Roux.",
    '"We will stay here all winter," said Anne Roux.',
)
UNNAMED = (
    "« Personne ne nous a prévenus », a regretté un voisin.",
    '"Nobody warned us about this," said a neighbor.',
)
KERR = (
    "« Le bateau ne partira pas demain », a promis Yann Kerr.",
    '"The boat will not sail tomorrow," promised Yann Kerr.',
)


def test_quotations_prefer_speakers_with_a_name() -> None:
    """Two at most, by two speakers, the named ones first; in reading order, French beside."""
    blocks = [translate(0, UNNAMED), translate(2, ROUX, ROUX), translate(5, KERR)]
    found = find_quotations(blocks)
    assert [(item.speaker, item.block_index) for item in found] == [
        ("Anne Roux", 2),
        ("Yann Kerr", 5),
    ]
    assert (found[0].source, found[0].text) == ROUX
    assert found[0].segments == (SegmentRef(block_index=2, segment_index=0),)


def test_quotations_say_nothing_twice_and_doubts_last() -> None:
    """What is a point already is left out; what has a finding gives way to what has none."""
    blocks = [translate(0, ROUX), translate(1, UNNAMED), translate(2, KERR)]
    said = {SegmentRef(block_index=0, segment_index=0)}
    assert [item.block_index for item in find_quotations(blocks, said=said)] == [1, 2]
    assert [item.block_index for item in find_quotations(blocks, doubted={(2, 0)})] == [0, 1]
    (only,) = find_quotations(blocks[2:], doubted={(2, 0)})
    assert only.speaker == "Yann Kerr"


def test_quotations_keep_all_sentences_of_one() -> None:
    """A quotation over two sentences is given whole, or not at all."""
    pairs = (
        ("« Nous resterons tout l’hiver.", '"We will stay all winter.'),
        ("Et nous gagnerons », a dit Anne Roux.", 'And we will win," said Anne Roux.'),
    )
    (found,) = find_quotations([translate(0, *pairs)])
    assert found.text == '"We will stay all winter. And we will win," said Anne Roux.'
    assert found.source == "« Nous resterons tout l’hiver. Et nous gagnerons », a dit Anne Roux."
    assert [ref.segment_index for ref in found.segments] == [0, 1]
    assert find_quotations([translate(0, pairs[0])]) == ()


def test_quotations_need_marks_in_the_source() -> None:
    """Marks that only the translation has quote nobody."""
    pair = ("Elle dit qu’ils resteront tout l’hiver.", ROUX[1])
    assert find_quotations([translate(0, pair)]) == ()


def test_figures_come_with_what_they_count() -> None:
    """Amounts first, no lone weekday or small word; a date is one figure."""
    block = translate(
        3,
        ("…", "On Monday, two boats were sold for 4.2 million euros."),
        ("…", "The oldest was built on 3 March 1986; 90 people work on it."),
    )
    assert [(item.text, item.context) for item in find_figures([block])] == [
        ("4.2 million euros", "boats were sold for 4.2 million euros"),
        ("3 March 1986", "oldest was built on 3 March 1986"),
        ("90", "90 people work on it"),
    ]
    assert len(find_figures([block], most=1, most_dates=0)) == 1


@pytest.mark.parametrize(
    ("text", "contexts"),
    [
        ("She told M6 that 40 goats had come.", ["She told M6 that 40 goats had come"]),
        ("In the XVI quarter, 40 goats came.", ["40 goats came"]),
        ("Nobody wore Covid-19 masks there.", []),
        ("In April. They came at night.", []),
        (
            "He hands out 200 meals to 300 people in 10 days.",
            ["He hands out 200 meals to 300 people in 10"],
        ),
    ],
)
def test_figures_without_a_sense_are_left_out(text: str, contexts: list[str]) -> None:
    """Parts of names, Roman numerals, figures alone, and what was just shown are no entries."""
    assert [item.context for item in find_figures([translate(0, ("…", text))])] == contexts


def test_figures_that_come_again_add_their_block() -> None:
    """One entry names all the paragraphs its figure stands in."""
    blocks = [translate(at, ("…", "The bridge cost 12 million euros.")) for at in (1, 4)]
    (figure,) = find_figures(blocks)
    assert figure.block_indices == (1, 4)


def test_figures_context_stops_at_the_clause() -> None:
    """A context ends where the sentence turns to something else."""
    text = "The town, which has 14,000 people, voted."
    assert cut_context(text, 20, 26) == "which has 14,000 people"


def test_names_are_those_that_the_source_has_too() -> None:
    """A name needs a capital inside a French sentence, or is the English of one."""
    block = translate(
        1,
        (
            "Le maire de Londres, Yann Le Dref, a reçu Anne Roux.",
            "The mayor of London, Yann Le Dref, received Anne Roux.",
        ),
        ("Le lendemain, Roux est repartie.", "The Next Day, Roux left."),
    )
    assert [(item.text, item.block_indices) for item in find_names([block])] == [
        ("London", (1,)),
        ("Yann Le Dref", (1,)),
        ("Anne Roux", (1,)),
    ]


def test_names_show_the_long_form_whichever_comes_first() -> None:
    """ "Roux" and "Anne Roux" are one person."""
    blocks = [
        translate(0, ("Hier, Roux parlait.", "Yesterday, Roux spoke.")),
        translate(1, ("Avec Anne Roux, ici.", "With Anne Roux, here.")),
    ]
    (name,) = find_names(blocks)
    assert (name.text, name.block_indices) == ("Anne Roux", (0, 1))


def test_names_leave_days_and_first_words_out() -> None:
    """A capital at the beginning of a sentence or of a month makes no name."""
    assert list(iter_names("People left on Monday. Others came in March, to Brest.")) == ["Brest"]


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("The council approved it.", "The council approved it."),
        (
            "The council (of the town) approved the long plan.",
            "The council approved the long plan.",
        ),
        ("After a very long debate, the council approved it.", "The council approved it."),
        ("According to the mayor, the council approved it all.", None),
        ("If nobody appeals, the council will have approved it.", None),
        ("The council (17 votes) approved the very long plan.", None),
    ],
)
def test_compress_only_deletes_what_limits_nothing(text: str, short: str | None) -> None:
    """Asides and "After …" go; who says it, conditions and figures stay."""
    assert compress(text, max_words=6) == short


def test_names_are_no_lone_articles_or_titles() -> None:
    """What French writes before a name is no name without it."""
    text = "He spoke to M. Ciotti and Vice-President Anne Roux of La and of Le Mans."
    assert list(iter_names(text)) == ["Ciotti", "Anne Roux", "Le Mans"]
