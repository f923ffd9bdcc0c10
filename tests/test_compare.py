"""Comparing a source with somebody's translation: pairs, findings, agreement, likelihood."""

from __future__ import annotations

from dataclasses import dataclass

from translator.compare import compare_translation
from translator.pairs import Comparison, PairKind, format_counts
from translator.readers import read_document
from translator.testing import EchoEngine
from translator.types import DecodingOptions, Likelihood

SOURCE = (
    "Un pont fermé\n\n"
    "Le conseil de Loriac a voté la fermeture du pont. Les 14 000 automobilistes passeront "
    "par Kervily. La maire promet un nouvel ouvrage en 2029.\n\n"
    "Les commerçants demandent une indemnité.\n"
)
REPLIES = {
    "Un pont fermé": "A closed bridge",
    "Le conseil de Loriac a voté la fermeture du pont.": "Loriac council voted the closing "
    "of the bridge.",
    "Les 14,000 automobilistes passeront par Kervily.": "The 14,000 motorists will go by Kervily.",
    "La maire promet un nouvel ouvrage en 2029.": "The mayor promises a new structure in 2029.",
    "Les commerçants demandent une indemnité.": "The shopkeepers ask for compensation.",
}
TARGET = (
    "Bridge closed\n\n"
    "The council of Loriac voted to close the bridge, so the 14,000 motorists will go through "
    "Kervily. It was a sunny and windy afternoon. The mayor promises a new structure in 2030.\n"
)


def compare(target: str, engine: EchoEngine | None = None) -> Comparison:
    return compare_translation(
        read_document(SOURCE, origin="pont.fr.txt"),
        read_document(target, origin="pont.en.txt"),
        engine=engine or EchoEngine(replies=REPLIES),
        options=DecodingOptions(),
    )


def test_compare_translation_says_what_became_of_each_sentence() -> None:
    """Merged, kept, added and left out, in the order of the source."""
    comparison = compare(TARGET)
    assert [pair.kind for pair in comparison.pairs] == [
        PairKind.KEPT,
        PairKind.MERGED,
        PairKind.ADDED,
        PairKind.KEPT,
        PairKind.OMITTED,
    ]
    assert format_counts(comparison) == "5 pairs · 1 merged · 1 omitted · 1 added"


def test_compare_translation_reports_gaps_and_errors() -> None:
    """What is left out or added is a finding beside those of the checks, in order."""
    findings = compare(TARGET).report.findings
    assert [(item.code, item.block_index, item.segment_index) for item in findings] == [
        ("M02", 1, None),
        ("N01", 1, 1),
        ("M01", 2, 0),
    ]
    added, _, omitted = findings
    assert added.message == "nothing in the source says this sentence"
    assert added.target_excerpt == "It was a sunny and windy afternoon."
    assert omitted.message == "the translation leaves this sentence out"
    assert omitted.source_excerpt == "Les commerçants demandent une indemnité."


def test_compare_translation_tells_one_story_of_a_gap() -> None:
    """A paragraph that is left out is one finding; that its numbers are missing is no news."""
    target = "Bridge closed\n\nThe shopkeepers ask for compensation.\n"
    (finding,) = compare(target).report.findings
    assert (finding.code, finding.block_index, finding.segment_index) == ("M01", 1, 0)
    assert finding.message == "the translation leaves this paragraph of 3 sentences out"
    assert finding.source_excerpt.endswith("La maire promet un nouvel ouvrage en 2029.")


def test_compare_translation_keeps_every_source_sentence() -> None:
    """The report's blocks are the document's, and their segments hold all of its text."""
    report = compare(TARGET).report
    document = report.translation.document
    assert [block.block for block in report.translation.blocks] == list(document.blocks)
    for block in report.translation.blocks:
        texts = [part.segment.text + part.segment.separator for part in block.segments]
        assert "".join(texts) == block.block.text
        assert [part.segment.index for part in block.segments] == [*range(len(block.segments))]


def test_compare_translation_measures_agreement() -> None:
    """The model's own words agree with themselves entirely, others less."""
    own = "\n\n".join(
        " ".join(lines)
        for lines in (
            [REPLIES["Un pont fermé"]],
            [*REPLIES.values()][1:4],
            [[*REPLIES.values()][4]],
        )
    )
    same = compare(own)
    assert (same.agreement, same.report.findings) == (100.0, ())
    assert 40 < compare(TARGET).agreement < 100


def test_compare_translation_of_nothing_is_all_omitted() -> None:
    """A translation in which nothing matches leaves the rest out; nothing breaks."""
    comparison = compare("Yes.\n")
    assert comparison.count(PairKind.OMITTED) >= 4


@dataclass
class ScoringEcho(EchoEngine):
    """An echo that finds every target equally likely and remembers what it was asked."""

    def __post_init__(self) -> None:
        super().__init__(replies=REPLIES)
        self.asked: list[tuple[str, str]] = []

    def score_batch(
        self, sources: list[str], targets: list[str], options: DecodingOptions
    ) -> list[Likelihood]:
        self.asked += zip(sources, targets, strict=True)
        return [Likelihood(mean=-1.0, lowest=-2.0, lowest_token="a")] * len(sources)


def test_compare_translation_scores_pairs_with_both_sides() -> None:
    """An engine that can is asked how likely each pair is, in the form that it reads."""
    engine = ScoringEcho()
    comparison = compare(TARGET.replace("Kervily.", "“Kervily”."), engine)
    scored = [pair.kind for pair in comparison.pairs if pair.likelihood]
    assert scored == [PairKind.KEPT, PairKind.MERGED, PairKind.KEPT]
    assert engine.asked[1] == (
        "Le conseil de Loriac a voté la fermeture du pont. Les 14,000 automobilistes passeront "
        "par Kervily.",
        "The council of Loriac voted to close the bridge, so the 14,000 motorists will go through "
        '"Kervily".',
    )


def test_compare_translation_misses_single_words_of_literal_translations_alone() -> None:
    """A machine's sentences keep to the words; people's do not, and a few tell nothing."""
    pairs = [
        (
            f"Le médecin a un bateau et du beurre le {day} mars.",
            f"The doctor has a boat and butter on March {day}.",
        )
        for day in range(2, 26)
    ]
    lost = ("Le médecin a un cheval.", "The man has a horse.")

    def find(given: list[tuple[str, str]]) -> list[str]:
        sources, targets = zip(*given, strict=True)
        comparison = compare_translation(
            read_document(" ".join(sources)),
            read_document(" ".join(targets)),
            engine=EchoEngine(replies=dict(given)),
            options=DecodingOptions(),
        )
        return [item.message for item in comparison.report.findings if item.code == "O02"]

    # The words of a paragraph answer for all of it, so that "doctor" has to be nowhere.
    bakers = [
        (source.replace("médecin", "boulanger"), target.replace("doctor", "baker"))
        for source, target in pairs
    ]
    assert find([*bakers, lost]) == ["no word of the target seems to say: médecin"]
    assert find([*bakers[:5], lost]) == []
