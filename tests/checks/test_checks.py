"""The checks on tables of pairs, and how run_checks puts their findings together."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from translator.checks import DEFAULT_CHECKS, run_checks
from translator.checks.traces import choose_checks
from translator.types import (
    Block,
    BlockKind,
    BlockTranslation,
    Finding,
    Hypothesis,
    Segment,
    SegmentTranslation,
    Severity,
)

CASES = Path(__file__).parent.parent / "cases" / "checks"


def make_block(*pairs: tuple[str, str], index: int = 0, **flags: bool) -> BlockTranslation:
    """Return a block whose segments are ``pairs``; ``flags`` hold for each of them."""
    parts: list[SegmentTranslation] = []
    start = 0
    for position, (source, target) in enumerate(pairs):
        segment = Segment(
            block_index=index,
            index=position,
            text=source,
            start=start,
            end=start + len(source),
            separator=" " if position + 1 < len(pairs) else "",
        )
        start = segment.end + 1
        hypotheses = (Hypothesis(text=target),)
        parts.append(SegmentTranslation(segment=segment, hypotheses=hypotheses, **flags))
    text = " ".join(source for source, _ in pairs)
    target = " ".join(target for _, target in pairs)
    block = Block(index=index, kind=BlockKind.PARAGRAPH, text=text)
    return BlockTranslation(block=block, target=target, segments=tuple(parts))


#: What is asked of people's translations, as those of the cases are.
CHECKS = choose_checks(DEFAULT_CHECKS, [])


def check(*pairs: tuple[str, str], **flags: bool) -> tuple[Finding, ...]:
    return run_checks([make_block(*pairs, **flags)], checks=CHECKS)


def iter_cases() -> Iterator[tuple[str, str, str, list[str]]]:
    """Yield file and line, source, target and codes of every case."""
    for path in sorted(CASES.glob("*.txt")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if line and not line.startswith("#"):
                source, target, codes = line.split("\t")
                expected = [] if codes == "-" else codes.split()
                yield f"{path.stem}-{number}", source, target, expected


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [case[1:] for case in iter_cases()],
    ids=[case[0] for case in iter_cases()],
)
def test_checks_find_what_the_case_says(source: str, target: str, expected: list[str]) -> None:
    """A pair gets the codes of its line, and no other."""
    assert [finding.code for finding in check((source, target))] == expected


def test_checks_report_a_changed_number_in_one_finding() -> None:
    """A number with another one in its place is one story, with both excerpts."""
    found = check(("Il a vendu 3 500 billets samedi.", "He sold 35,000 tickets on Saturday."))
    assert found == (
        Finding(
            code="N01",
            severity=Severity.ERROR,
            block_index=0,
            segment_index=0,
            message="3 500 became 35,000",
            source_excerpt="Il a vendu 3 500 billets samedi.",
            target_excerpt="He sold 35,000 tickets on Saturday.",
        ),
    )


def test_checks_report_every_quotation_that_is_gone() -> None:
    """A few quoted words without a trace are named, each where it stands, and no others."""
    kept = ("Il parle d'un « plan secret ».", 'He speaks of a "secret plan".')
    lost = (
        "Il y a un « grand marché » et des « jours heureux » pour les habitants.",
        "There is something for the inhabitants.",
    )
    found = check(kept, lost)
    assert [finding for finding in found if finding.code == "Q02"] == [
        Finding(
            code="Q02",
            severity=Severity.NOTE,
            block_index=0,
            segment_index=1,
            message=f"« {words} » in the source has no counterpart in the target",
            source_excerpt=excerpt,
            target_excerpt=opposite,
        )
        for words, excerpt, opposite in (
            (
                "grand marché",
                "Il y a un « grand marché » et des « jours heureux",
                "There is something for the",
            ),
            (
                "jours heureux",
                "grand marché » et des « jours heureux » pour les habitants.",
                "There is something for the inhabitants.",
            ),
        )
    ]


@pytest.mark.parametrize(
    ("source", "target", "message"),
    [
        (
            "La ville compte 14 000 habitants.",
            "The town has inhabitants.",
            "14 000 in the source has no counterpart in the target",
        ),
        (
            "La ville a des habitants.",
            "The town has 35,000 inhabitants.",
            "35,000 in the target has no counterpart in the source",
        ),
        ("Il part en mars.", "He leaves in May.", "mars became May"),
        ("Il part lundi.", "He leaves on Friday.", "lundi became Friday"),
        ("Il paie 12 € ici.", "He pays $12 here.", "12 € became $12"),
        ("Il paie 12 euros.", "He pays 12 dollars.", "12 euros became 12 dollars"),
        ("Des euros neufs.", "Brand new dollars.", "euros became dollars"),
        (
            "Le taux monte de 7 % ici.",
            "The rate goes up by 7 here.",
            "percent in the source has no counterpart in the target",
        ),
        ("Le maire a parlé.", " ", "the target is empty"),
        (
            "Le maire a parlé hier soir.",
            "Le maire a parlé hier soir.",
            "the segment was left in French",
        ),
        (
            "Il dort bien chez lui malgré le bruit.",
            "He sleeps well at home malgré le noise.",
            "French words left in the target: malgré, le",
        ),
        (
            "Le maire a inauguré jeudi la nouvelle école.",
            "The mayor.",
            "the target has 23% of the source's length; something may be missing",
        ),
        (
            "Le maire a parlé hier.",
            "The mayor spoke of the city and then of everything else under the sun.",
            "the target has 318% of the source's length; something may be added",
        ),
        (
            "Il a 34 ans et un fils.",
            "He is 34, and his son is 34 too.",
            "34 stands in the target more often than in the source",
        ),
        (
            "Il lit un livre de Marchaudon.",
            "He reads a book by Marchadon.",
            "Marchaudon became Marchadon",
        ),
        (
            "Il lit un livre de Marchaudon.",
            "He reads a book.",
            "Marchaudon in the source has no counterpart in the target",
        ),
        (
            "Il ne viendra pas demain.",
            "He will come tomorrow.",
            "“ne viendra pas” in the source is not negated in the target",
        ),
        (
            "Il viendra demain.",
            "He will not come tomorrow.",
            "“will not” in the target is not negated in the source",
        ),
        (
            "Voir www.exemple.fr ici.",
            "See www.example.fr here.",
            "www.exemple.fr became www.example.fr",
        ),
        (
            "Voir www.exemple.fr ici.",
            "See here.",
            "www.exemple.fr in the source has no counterpart in the target",
        ),
        ("Un A320 a décollé.", "A B320 took off.", "A320 became B320"),
        (
            "« Tout va bien », dit-elle.",
            '"All is well, she says.',
            "a quotation mark in the target has no partner",
        ),
        (
            "« Rien ne va plus chez nous », dit-elle.",
            "Nothing works any more here, she says.",
            "the quotation marks have no counterpart in the target",
        ),
        ("La question est là.", "The question is is there.", "a word stands twice: is is"),
        ("Il dort, dit-on.", "He sleeps , they say.", "a space stands before ,"),
        ("Il dort, dit-on.", "He sleeps,, they say.", "two punctuation marks clash: ,,"),
        (
            "Il dort (chez lui) ici.",
            "He sleeps (at home here.",
            "a bracket in the target has no partner: (",
        ),
        (
            "Les élèves apprennent la musique chaque semaine avec un professeur du "
            "conservatoire, qui leur prête des instruments neufs.",
            "The pupils are the ones to whom these new instruments are lent today.",
            "nothing in the target seems to say: musique chaque semaine avec un professeur",
        ),
        (
            "Le maire a présenté le budget de la ville aux élus.",
            "Der Bürgermeister hat den Räten und der Presse das Budget der Stadt im Rathaus "
            "vorgestellt.",
            "the target looks like German, not English",
        ),
    ],
)
def test_checks_word_a_finding_for_a_reader(source: str, target: str, message: str) -> None:
    """A message says what differs, in the words of the texts."""
    assert [finding.message for finding in check((source, target))] == [message]


def test_checks_accept_a_number_in_the_neighboring_sentence() -> None:
    """A number that moved to another sentence of its paragraph is not lost."""
    moved = (
        ("Le conseil a voté. Il compte 43 élus.", "The council voted."),
        ("Il siège à Nantes.", "With its 43 members, it sits in Nantes."),
    )
    assert check(*moved) == ()


def test_checks_pair_numbers_by_their_digits() -> None:
    """Of several leftover numbers each goes with the one that has its digits."""
    found = check(
        (
            "À 1 642 mètres, la salle a 1 000 places et 14 portes.",
            "At 1.642 metres, the hall has 1.000 seats and doors.",
        )
    )
    assert [finding.message for finding in found] == [
        "1 000 became 1.000",
        "1 642 became 1.642",
        "14 in the source has no counterpart in the target",
    ]


def test_checks_accept_a_name_or_quotation_across_sentences() -> None:
    """Names and quotation marks are counted over the block, not the sentence."""
    assert (
        check(
            ("« Tout va bien avec Marchaudon.", '"All is well.'),
            ("Il dort ici », dit-elle.", 'Marchaudon sleeps here," she says.'),
        )
        == ()
    )


def test_checks_take_linear_time_on_many_names() -> None:
    """A thousand different names on each side are compared in a second or two."""
    names = [f"{chr(97 + i % 26)}{chr(97 + i // 26 % 26)}{'xyzt'[i % 4]}ovi" for i in range(1000)]
    source = " ".join(f"le {name.capitalize()}" for name in names)
    target = " ".join(f"the {name[::-1].capitalize()}" for name in names)
    started = time.process_time()
    check((source, target))
    assert time.process_time() - started < 10


def test_checks_name_the_segment_of_a_lost_number() -> None:
    """A finding points at the sentence, not only at the paragraph."""
    found = check(
        ("Le conseil compte 43 élus.", "The council has 43 members."),
        ("Il a voté 17 textes.", "It voted on texts."),
    )
    assert [(finding.code, finding.segment_index) for finding in found] == [("N02", 1)]


def test_checks_leave_copied_segments_alone() -> None:
    """What was put through unchanged on purpose is neither French left over nor a number."""
    assert check(("Le maire a parlé à 14 000 personnes.",) * 2, copied=True) == ()


def test_checks_report_truncation_once() -> None:
    """A cut-off target is one finding, whatever else its missing end takes along."""
    pair = ("Le maire a parlé de 14 000 élèves et de 12 écoles.", "The mayor")
    (finding,) = check(pair, truncated=True)
    assert finding.code == "T01"
    assert finding.message == "the target was cut off at the length limit; its end is missing"


def test_run_checks_tells_one_story_about_an_empty_target() -> None:
    """An empty target is not also a list of lost numbers."""
    found = check(("Le 3 mars 2024, 14 000 personnes ont payé 12 €.", ""))
    assert [finding.code for finding in found] == ["E01"]


def test_run_checks_orders_by_block_segment_and_code() -> None:
    """Findings come in reading order, whichever check made them."""
    faulty = ("Il paie 12 € le 3 mars.", "He pays $12 on May 4.")
    blocks = [make_block(faulty, faulty, index=1), make_block(faulty, index=0)]
    places = [
        (finding.block_index, finding.segment_index, finding.code) for finding in run_checks(blocks)
    ]
    codes = ("C01", "D01", "N01")
    assert places == [(b, s, code) for b, s in ((0, 0), (1, 0), (1, 1)) for code in codes]


def test_run_checks_drops_repeats() -> None:
    """A check that is listed twice reports once."""
    block = make_block(("Il a 43 ans.", "He is old."))
    assert len(run_checks([block], checks=(*DEFAULT_CHECKS, *DEFAULT_CHECKS))) == 1


def test_run_checks_accepts_findings_about_a_block() -> None:
    """A finding without a segment stands before those of the block's segments."""
    whole = Finding(code="X01", severity=Severity.NOTE, block_index=0, message="a note")
    block = make_block(("Le maire a parlé.", ""))
    found = run_checks([block], checks=(*DEFAULT_CHECKS, lambda _: [whole]))
    assert [finding.code for finding in found] == ["X01", "E01"]


def test_run_checks_on_nothing() -> None:
    """No blocks, or a block without segments, give no findings."""
    assert run_checks([]) == ()
    assert run_checks([make_block()]) == ()


def test_checks_quote_excerpts_that_stand_in_the_texts() -> None:
    """An excerpt is a piece of its text, so that a view can find it again."""
    source = "Selon la préfecture, quelque 14 000 personnes ont défilé samedi dans le calme."
    target = "According to the prefecture, about 15,000 people marched peacefully on Saturday."
    (finding,) = check((source, target))
    assert finding.source_excerpt in source
    assert "14 000" in finding.source_excerpt
    assert finding.target_excerpt in target
    assert "15,000" in finding.target_excerpt


@pytest.mark.parametrize(
    "unit",
    [
        *("7", "1 ", "12 345 ", "1.", "1.234", "0 00 ", "2010-", "12:3", "12/"),
        *("\u202f", '"', "« ", "'", "é", "XIV ", "€", "a@"),
        *("un ", "et ", "vingt ", "cent mille ", "and a half ", "mars "),
        *(
            "le Marchaudon ",
            "le Paris ",
            "ne va ",
            "ne va pas ",
            "n't ",
            "are not ",
            "gouvernement ",
        ),
        *("www.", "a.fr/", "a-", "@", "#a", "A3", "A-3 ", "« a » ", "''", "(", ",.", "of of "),
    ],
)
def test_checks_take_linear_time_on_long_runs(unit: str) -> None:
    """A long run of one pattern neither hangs the checks nor breaks them.

    Ten kilobytes take up to half a second; a quadratic pattern would take minutes.
    """
    text = unit * (10_000 // len(unit))
    started = time.process_time()
    check((text, "A short target."), ("Une source.", text))
    assert time.process_time() - started < 10
