"""The extractive brief: what it picks, what it may delete, how long it may be."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translator.protocols import ChoosingSummarizer, Summarizer
from translator.summarizers.extractive import ExtractiveSummarizer, make_headline
from translator.types import Brief, SegmentRef, Severity

CASES = Path(__file__).parent.parent / "cases" / "brief"


@dataclass(frozen=True)
class Case:
    """A case file: flags as ``# name: value``, paragraphs one sentence a line, the brief."""

    words: int
    title: str | None
    paragraphs: list[list[str]]
    expected: str


def read_case(path: Path) -> Case:
    flags, _, rest = path.read_text(encoding="utf-8").partition("# input\n")
    article, _, expected = rest.partition("# output\n")
    values = dict(line[2:].split(": ", 1) for line in flags.splitlines())
    paragraphs = [part.strip().splitlines() for part in article.split("\n\n") if part.strip()]
    return Case(int(values["words"]), values.get("title"), paragraphs, expected)


def format_brief(brief: Brief) -> str:
    points = [f"[{point.block_indices[0] + 1}] {point.text}" for point in brief.points]
    return "".join(f"{line}\n" for line in [brief.headline, *points])


def bare_words(text: str) -> list[str]:
    """Return the words without the punctuation around them and without case."""
    stripped = (re.sub(r"^\W+|\W+$", "", word).casefold() for word in text.split())
    return [word for word in stripped if word]


def is_subsequence(part: list[str], whole: list[str]) -> bool:
    rest = iter(whole)
    return all(word in rest for word in part)


def summarize(
    paragraphs: list[list[str]], *, title: str | None = "Title", max_words: int = 80
) -> Brief:
    return ExtractiveSummarizer().summarize(paragraphs, title=title, max_words=max_words)


@pytest.mark.parametrize("path", sorted(CASES.glob("*.txt")), ids=lambda path: path.stem)
def test_extractive_makes_the_expected_brief(path: Path) -> None:
    """Each case file gives exactly the brief under its output line."""
    case = read_case(path)
    brief = summarize(case.paragraphs, title=case.title, max_words=case.words)
    assert format_brief(brief) == case.expected


@pytest.mark.parametrize("path", sorted(CASES.glob("*.txt")), ids=lambda path: path.stem)
@pytest.mark.parametrize("max_words", [15, 25, 40, 80, 250])
def test_extractive_only_deletes_words_and_names_their_sentence(path: Path, max_words: int) -> None:
    """A point's words stand in its sentence, in that order; points follow the article."""
    paragraphs = read_case(path).paragraphs
    brief = summarize(paragraphs, max_words=max_words)
    places = []
    for point in brief.points:
        (ref,) = point.segments
        assert point.block_indices == (ref.block_index,)
        sentence = paragraphs[ref.block_index][ref.segment_index]
        assert is_subsequence(bare_words(point.text), bare_words(sentence))
        places.append((ref.block_index, ref.segment_index))
    assert places == sorted(set(places))


_WORDS = st.sampled_from(
    """Paris He However, But the mayor said which won; "yes" (AFP) — fell, after 12 « » This
    trains. PARIS By photo: ? ' such . , -""".split()
)
_SENTENCES = st.lists(_WORDS, max_size=14).map(" ".join)


@given(
    paragraphs=st.lists(st.lists(_SENTENCES, max_size=5), max_size=5),
    max_words=st.integers(min_value=1, max_value=60),
)
def test_extractive_holds_its_promises_on_any_text(
    paragraphs: list[list[str]], max_words: int
) -> None:
    """On any text: words are only deleted, and only a lone sentence may exceed the limit."""
    brief = summarize(paragraphs, max_words=max_words)
    assert brief.num_words <= max_words or len(brief.points) == 1
    for point in brief.points:
        (ref,) = point.segments
        sentence = paragraphs[ref.block_index][ref.segment_index]
        assert is_subsequence(bare_words(point.text), bare_words(sentence))


def test_extractive_is_a_summarizer() -> None:
    """It satisfies the protocol and signs its briefs."""
    summarizer = ExtractiveSummarizer()
    assert isinstance(summarizer, Summarizer)
    assert isinstance(summarizer, ChoosingSummarizer)
    assert summarizer.summarize([["A dog."]], title=None, max_words=5).method == "extractive"


def test_extractive_does_not_depend_on_hash_seeds() -> None:
    """The same article gives the same bytes in processes that hash strings differently."""
    program = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from test_extractive import CASES, format_brief, read_case, summarize\n"
        "for path in sorted(CASES.glob('*.txt')):\n"
        "    print(ascii(format_brief(summarize(read_case(path).paragraphs))))\n"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program, str(Path(__file__).parent)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(outputs) == 1


def test_extractive_stops_at_max_points() -> None:
    """max_points bounds the number of points whatever the words allow."""
    case = read_case(CASES / "limit-160.txt")
    for most in (1, 2, 3):
        brief = ExtractiveSummarizer(max_points=most).summarize(
            case.paragraphs, title=case.title, max_words=case.words
        )
        assert len(brief.points) == most


def test_extractive_refuses_impossible_limits() -> None:
    """A limit below one is a programmer's mistake."""
    with pytest.raises(ValueError, match=r"^max_words must be at least 1, not 0$"):
        summarize([["A dog."]], max_words=0)
    with pytest.raises(ValueError, match=r"^max_points must be at least 1, not 0$"):
        ExtractiveSummarizer(max_points=0)


def test_extractive_points_refer_past_blank_sentences() -> None:
    """An empty sentence keeps its place, so that references stay true."""
    brief = summarize([["", "The dam will be drained in September."]])
    assert brief.points[0].segments == (SegmentRef(block_index=0, segment_index=1),)


def test_extractive_skips_a_sentence_that_leans_on_a_blank_one() -> None:
    """A pronoun whose sentence was left out is never picked while others can be."""
    brief = summarize(
        [
            ["The dam was built in 1952 by the state.", "", "He refused to say more about it."],
            ["The work will cost 4 million euros, the operator said on Monday."],
            ["Fishing clubs want the work to wait until the trout have spawned."],
        ]
    )
    assert brief.points
    assert all(point.segments[0].segment_index == 0 for point in brief.points)


def test_extractive_reads_a_very_long_article() -> None:
    """Thousands of sentences are read once, and the first still weigh most."""
    paragraphs = [[f"Village number {number} voted for the new road."] for number in range(5000)]
    paragraphs[0] = ["The department voted for the new road to Brest on Sunday."]
    brief = summarize(paragraphs, max_words=30)
    assert max(point.block_indices[0] for point in brief.points) < 10
    assert brief.num_words <= 30


@pytest.mark.parametrize(
    ("title", "lead", "headline"),
    [
        ("  A  title ", "A lead.", "A title"),
        ("Wait...", "A lead.", "Wait..."),
        (None, "A short lead.", "A short lead"),
        ("", "", ""),
    ],
)
def test_extractive_headline(title: str | None, lead: str, headline: str) -> None:
    """The title wins over the lead; spaces are single and a final period goes."""
    assert make_headline(title, lead=lead) == headline


DAM = [
    ["The Chanteloube dam will be drained in September for the first time in 20 years."],
    [
        "Divers will look for cracks in the wall of the dam, the operator announced on Monday.",
        "The operator announced on Monday that divers will look for cracks in the dam's wall.",
    ],
    ["The valley lives on tourists, and its 14 campsites are full until the end of August."],
    ["The work will cost 4 million euros and will be finished before the snow comes."],
]


def doubt(*places: tuple[int, int], severity: Severity) -> dict[SegmentRef, Severity]:
    return {
        SegmentRef(block_index=block, segment_index=segment): severity for block, segment in places
    }


def find_places(doubts: dict[SegmentRef, Severity], *, max_words: int = 45) -> list[SegmentRef]:
    brief = ExtractiveSummarizer().summarize_avoiding(
        DAM, title=None, max_words=max_words, doubts=doubts
    )
    return [ref for point in brief.points for ref in point.segments]


def test_extractive_prefers_the_sentence_that_nobody_doubts() -> None:
    """Of two sentences that say the same, the one without a finding becomes the point."""
    first, second = ((SegmentRef(block_index=1, segment_index=number)) for number in (0, 1))
    for doubtful, clean in ((0, second), (1, first)):
        places = find_places(doubt((1, doubtful), severity=Severity.ERROR))
        assert clean in places
        assert not {first, second} - {clean} & set(places)


def test_extractive_takes_a_doubtful_sentence_that_says_what_no_other_does() -> None:
    """Where every sentence is doubtful, or nothing else fits, a doubt is no reason to be silent."""
    everything = [(block, number) for block, part in enumerate(DAM) for number in range(len(part))]
    assert find_places(doubt(*everything, severity=Severity.ERROR))
    brief = ExtractiveSummarizer().summarize_avoiding(
        [["The mayor of Dole resigned on Wednesday after eleven years in office."]],
        title=None,
        max_words=20,
        doubts=doubt((0, 0), severity=Severity.ERROR),
    )
    assert len(brief.points) == 1


def test_extractive_ignores_notes() -> None:
    """A note is no reason to choose another sentence."""
    everything = [(block, number) for block, part in enumerate(DAM) for number in range(len(part))]
    for place in everything:
        assert find_places(doubt(place, severity=Severity.NOTE)) == find_places({})
