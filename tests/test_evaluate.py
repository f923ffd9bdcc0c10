"""Sets of sources with references: reading, choosing lines, scoring."""

from __future__ import annotations

import sys

import pytest

from translator.decoding.planning import WindowSizes
from translator.errors import EmptyDocument, MalformedInput, ScorerUnavailable
from translator.evaluate import EvaluationSet, evaluate_set, load_metrics, parse_set, score_targets
from translator.testing import EchoEngine
from translator.types import BlockTranslation, DecodingOptions

SENTENCES = (
    "Le conseil municipal a voté le budget de la ville.",
    "La maire promet une école neuve avant la rentrée. Les parents l'attendent.",
    "LE PONT EST FERMÉ DEPUIS LUNDI",
    "14 000 habitants !",
    "1998",
)


def make_set(count: int = len(SENTENCES)) -> EvaluationSet:
    """Return a set whose references are its sources."""
    sentences = SENTENCES[:count]
    return EvaluationSet(origin="sets/echo.tsv", sources=sentences, references=sentences)


def test_evaluate_reads_sources_and_references_by_line() -> None:
    """The last line may lack its end, and a line may end as Windows ends it."""
    test_set = parse_set("\ufeffUn.\tOne.\r\n Deux. \tTwo.", origin="sets/a.b.tsv")
    assert test_set == EvaluationSet(
        origin="sets/a.b.tsv", sources=("Un.", "Deux."), references=("One.", "Two.")
    )
    assert test_set.name == "a.b"


def test_evaluate_cleans_sources_and_keeps_references() -> None:
    """A source is cleaned as an article is; only line feeds separate lines."""
    test_set = parse_set("cafe\u0301\x1b\u2028noir\tcafe\u0301\u2028noir\n", origin="a.tsv")
    assert test_set.sources == ("café noir",)
    assert test_set.references == ("cafe\u0301\u2028noir",)


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("Deux.", "the line has no tab"),
        ("Deux.\tTwo.\t2", "the line has 2 tabs"),
        ("Deux.\t ", "the reference is empty"),
        ("\tTwo.", "the source is empty"),
        ("", "the line is blank"),
        (" \t\t", "the line is blank"),
    ],
)
def test_evaluate_names_the_malformed_line(line: str, fault: str) -> None:
    """File, line, fault, what would be valid, what to do."""
    with pytest.raises(MalformedInput) as caught:
        parse_set(f"Un.\tOne.\n{line}\nTrois.\tThree.\n", origin="sets/a.tsv")
    assert str(caught.value) == (
        f"sets/a.tsv:2: {fault}; expected source<TAB>reference, so mend the line or take it out"
    )


def test_evaluate_refuses_an_empty_file() -> None:
    """No lines, no score."""
    with pytest.raises(EmptyDocument) as caught:
        parse_set("", origin="a.tsv")
    assert str(caught.value) == "a.tsv is empty; expected lines of source<TAB>reference"


def test_evaluate_takes_the_first_lines() -> None:
    """The result says which lines it has; all of them need no words."""
    first = make_set().take_first(2)
    assert (first.sources, first.references) == (SENTENCES[:2], SENTENCES[:2])
    assert first.selection == "first 2 of 5"
    assert make_set().take_first(5) == make_set().take_first(99) == make_set()


def test_evaluate_draws_the_same_lines_for_the_same_seed() -> None:
    """A sample is repeatable, in the order of the file, and each line keeps its reference."""
    drawn = make_set().draw_lines(3, seed=1)
    assert drawn == make_set().draw_lines(3, seed=1)
    assert drawn.selection == "3 of 5, seed 1"
    assert list(drawn.sources) == sorted(drawn.sources, key=SENTENCES.index)
    assert drawn.references == drawn.sources
    assert len({make_set().draw_lines(3, seed=seed).sources for seed in range(20)}) > 1
    assert make_set().draw_lines(5, seed=1) == make_set()


def test_evaluate_gives_an_identical_translation_full_marks() -> None:
    """References that are the targets score 100 in both metrics, with sacrebleu's signatures."""
    seen: list[BlockTranslation] = []
    result = evaluate_set(
        make_set(2), engine=EchoEngine(), options=DecodingOptions(), on_block=seen.append
    )
    assert (round(result.bleu.value, 6), round(result.chrf.value, 6)) == (100.0, 100.0)
    assert (result.bleu.metric, result.chrf.metric) == ("BLEU", "chrF2")
    assert result.bleu.test_set == result.chrf.test_set == "echo"
    assert result.bleu.signature.startswith("nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp|version:")
    assert result.chrf.signature.startswith(
        "nrefs:1|case:mixed|eff:yes|nc:6|nw:0|space:no|version:"
    )
    assert tuple(seen) == result.translation.blocks


def test_evaluate_translates_lines_as_the_program_does() -> None:
    """Two sentences are two segments, a number is copied, capitals come back as capitals."""
    engine = EchoEngine(replies={"Le pont est fermé depuis lundi": "The bridge is closed"})
    result = evaluate_set(make_set(), engine=engine, options=DecodingOptions())
    asked = [source for sources, _ in engine.calls for source in sources]
    assert "La maire promet une école neuve avant la rentrée." in asked
    assert "14,000 habitants !" in asked
    assert "1998" not in asked
    assert result.targets[2] == "THE BRIDGE IS CLOSED"
    assert result.translation.num_segments == 6


def test_evaluate_decodes_many_lines_together() -> None:
    """Nobody waits for the first line, so the first group is as large as any."""
    sentences = tuple(f"Phrase numéro {number} du journal." for number in range(300))
    engine = EchoEngine()
    test_set = EvaluationSet(origin="a.tsv", sources=sentences, references=sentences)
    result = evaluate_set(test_set, engine=engine, options=DecodingOptions())
    sizes = [sum(map(engine.count_tokens, sources)) for sources, _ in engine.calls]
    assert WindowSizes().group_tokens * 0.95 < sizes[0] <= WindowSizes().group_tokens
    assert sum(len(sources) for sources, _ in engine.calls) == 300
    assert result.targets == sentences


def test_evaluate_counts_tokens_by_the_clock() -> None:
    """Speed is target tokens over the seconds of translating."""
    result = evaluate_set(make_set(), engine=EchoEngine(), options=DecodingOptions())
    translation = result.translation
    assert translation.elapsed_s > 0
    assert result.tokens_per_s == translation.num_target_tokens / translation.elapsed_s > 0


def test_evaluate_scores_worse_targets_lower() -> None:
    """One target of two is wrong: the score falls, but not to zero."""
    bleu, chrf = score_targets([SENTENCES[0], "Rien à voir ici."], test_set=make_set(2))
    assert 0 < bleu.value < 60
    assert 0 < chrf.value < 80


def test_evaluate_wants_one_target_a_line() -> None:
    """A count that differs is a mistake of the caller, not a score."""
    with pytest.raises(ValueError, match=r"^1 targets for 2 references$"):
        score_targets(["Un."], test_set=make_set(2))


def test_evaluate_says_how_to_get_the_scorer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without sacrebleu nothing is translated first."""
    for name in [name for name in sys.modules if name.split(".")[0] == "sacrebleu"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "sacrebleu", None)
    engine = EchoEngine()
    with pytest.raises(ScorerUnavailable) as caught:
        evaluate_set(make_set(), engine=engine, options=DecodingOptions())
    assert str(caught.value) == (
        "evaluate scores with sacrebleu, which is not installed; install it with: "
        "pip install sacrebleu, or the program with its extra 'evaluate'"
    )
    assert engine.calls == []
    with pytest.raises(ScorerUnavailable):
        load_metrics()
