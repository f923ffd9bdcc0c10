"""Alignment of sentences: shapes, paragraphs, evidence, long texts."""

from __future__ import annotations

import random

import pytest

from translator.align.sentences import Bead, align_sentences

FRENCH = [
    "Le conseil municipal de Loriac a voté la fermeture du pont.",
    "Les 14 000 automobilistes passeront par Kervily.",
    "La maire, Anne Le Goff, promet un nouvel ouvrage en 2029.",
    "Le chantier coûtera 3,5 millions d’euros.",
    "Les commerçants du quartier demandent une indemnité.",
]
ENGLISH = [
    "Loriac town council has voted to close the bridge.",
    "The 14,000 motorists will go through Kervily.",
    "The mayor, Anne Le Goff, promises a new structure in 2029.",
    "The work will cost 3.5 million euros.",
    "Local shopkeepers are asking for compensation.",
]


def shapes(sources: list[list[str]], targets: list[list[str]], **options: object) -> list[str]:
    return [bead.shape for bead in align_sentences(sources, targets, **options)]  # type: ignore[arg-type]


def test_align_sentences_pairs_one_to_one() -> None:
    """A faithful translation is paired sentence by sentence."""
    assert shapes([FRENCH], [ENGLISH]) == ["1-1"] * 5


def test_align_sentences_finds_a_merged_pair() -> None:
    """Two sentences that became one stand against it together."""
    targets = [ENGLISH[0], f"{ENGLISH[1][:-1]}, and {ENGLISH[2]}", *ENGLISH[3:]]
    assert shapes([FRENCH], [targets]) == ["1-1", "2-1", "1-1", "1-1"]


def test_align_sentences_finds_a_split_sentence() -> None:
    """One sentence that became two stands against both."""
    sources = [f"{FRENCH[0][:-1]} et {FRENCH[1]}", *FRENCH[2:]]
    assert shapes([sources], [ENGLISH]) == ["1-2", "1-1", "1-1", "1-1"]


@pytest.mark.parametrize("missing", range(5))
def test_align_sentences_finds_an_omitted_sentence(missing: int) -> None:
    """The sentence without a counterpart is the one that stands alone."""
    targets = [text for number, text in enumerate(ENGLISH) if number != missing]
    beads = align_sentences([FRENCH], [targets], hypotheses=ENGLISH)
    assert [bead.source_start for bead in beads if bead.shape == "1-0"] == [missing]


@pytest.mark.parametrize("extra", range(5))
def test_align_sentences_finds_an_added_sentence(extra: int) -> None:
    """A sentence of the translation that nothing in the source says stands alone."""
    sources = [text for number, text in enumerate(FRENCH) if number != extra]
    hypotheses = [text for number, text in enumerate(ENGLISH) if number != extra]
    beads = align_sentences([sources], [ENGLISH], hypotheses=hypotheses)
    assert [bead.target_start for bead in beads if bead.shape == "0-1"] == [extra]


def test_align_sentences_needs_no_common_paragraphs() -> None:
    """A translation in one paragraph, or in one for each sentence, is aligned all the same."""
    sources = [FRENCH[:2], FRENCH[2:]]
    assert shapes(sources, [ENGLISH]) == ["1-1"] * 5
    assert shapes(sources, [[text] for text in ENGLISH]) == ["1-1"] * 5


def test_align_sentences_keeps_source_paragraphs_apart() -> None:
    """A bead never joins sentences of two source paragraphs, however well they would fit."""
    merged = f"{ENGLISH[0][:-1]}, and {ENGLISH[1]}"
    beads = align_sentences([[FRENCH[0]], [FRENCH[1]]], [[merged]])
    assert all(bead.source_end - bead.source_start <= 1 for bead in beads)


@pytest.mark.parametrize(("sources", "targets"), [([], []), ([["Oui."]], []), ([], [["Yes."]])])
def test_align_sentences_takes_empty_texts(
    sources: list[list[str]], targets: list[list[str]]
) -> None:
    """Nothing against something is omitted or added, nothing against nothing is nothing."""
    assert len(align_sentences(sources, targets)) == len(sources) + len(targets)


def test_align_sentences_covers_both_texts_in_order() -> None:
    """Every sentence of either side is in exactly one bead, whatever the texts are."""
    rng = random.Random(5)
    for _ in range(30):
        sources = [rng.sample(FRENCH, rng.randint(1, 5)) for _ in range(rng.randint(1, 4))]
        targets = [rng.sample(ENGLISH, rng.randint(1, 5)) for _ in range(rng.randint(1, 4))]
        at = (0, 0)
        for bead in align_sentences(sources, targets):
            assert (bead.source_start, bead.target_start) == at
            at = (bead.source_end, bead.target_end)
        assert at == (sum(map(len, sources)), sum(map(len, targets)))


def test_align_sentences_refuses_hypotheses_of_another_text() -> None:
    """There is one hypothesis for each source sentence."""
    with pytest.raises(ValueError, match=r"^5 sentences but 1 hypotheses$"):
        align_sentences([FRENCH], [ENGLISH], hypotheses=["One."])


@pytest.mark.parametrize("with_words", [True, False])
def test_align_sentences_follows_long_texts(with_words: bool) -> None:
    """Past the size that is searched in full, a gap of thirty sentences is still found.

    Without words only the ends are sure to meet.
    """
    rng = random.Random(3)
    letters = "abcdefghijklmnopqrstuvwxyz"
    words = ["".join(rng.choices(letters, k=7)) for _ in range(900)]
    texts = [" ".join(rng.choices(words, k=rng.randint(4, 20))) + "." for _ in range(400)]
    targets = texts[:150] + texts[180:]
    beads = align_sentences([texts], [targets], hypotheses=texts, use_words=with_words)
    assert (beads[-1].source_end, beads[-1].target_end) == (400, 370)
    if with_words:
        assert [bead.source_start for bead in beads if bead.shape == "1-0"] == [*range(150, 180)]
        assert beads[-1] == Bead(source_start=399, source_end=400, target_start=369, target_end=370)
