"""Sentence splitting: the cases, and the promise that no character is lost."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from translator.text.sentences import (
    MAX_SENTENCE,
    find_words,
    is_translatable,
    join_block,
    split_block,
    split_sentences,
)
from translator.types import Block, BlockKind, Segment, Span, SpanKind

CASES = Path(__file__).parent.parent / "cases" / "sentences"
NO_BREAK_SPACE = "\u00a0"


def load_cases() -> list[tuple[str, str]]:
    """Return (file, case) pairs; ¦ marks a boundary, ⍽ a no-break space, ⏎ a line end."""
    return [
        (path.stem, line.replace("⍽", NO_BREAK_SPACE).replace("⏎", "\n"))
        for path in sorted(CASES.glob("*.txt"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]


def make_block(text: str) -> Block:
    return Block(index=3, kind=BlockKind.PARAGRAPH, text=text)


@pytest.mark.parametrize(("room", "case"), load_cases())
def test_sentences_split_hard_french(room: str, case: str) -> None:
    """Every hard case of French punctuation is split exactly where a reader would."""
    text = case.replace("¦", "")
    expected = [part.strip() for part in case.split("¦")]
    assert [text[start:end] for start, end in split_sentences(text)] == expected


#: What the rules react to, so that random texts reach them.
PIECES = st.sampled_from(
    [
        *". ! ? … ... « » “ ” \" ' ( ) [1] — - , : ;".split(),
        *["\n", "\t", " ", "  ", "\u00a0", "\u202f", "\u2028", "\x00"],
        *"M J.-C art etc A Le Paris dit-il 3 14\u00a0000 l’ Yahoo é 🎉 中".split(" "),
        *["domestique", "Consternant", "e\u0301"],
    ]
)
TEXTS = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=40).map("".join))


@given(text=TEXTS)
@example(text='Oui. " ')
@example(text='" . " \n')
@example(text="Il part.\u2028\n Elle reste")
@settings(max_examples=500, deadline=None)
def test_sentences_lose_no_character(text: str) -> None:
    """Segments and separators, one after the other, are the block's text exactly."""
    segments = split_block(make_block(text))
    rebuilt = "".join(segment.text + segment.separator for segment in segments)
    assert rebuilt == text.strip()
    for index, segment in enumerate(segments):
        assert (segment.block_index, segment.index) == (3, index)
        assert segment.text == text[segment.start : segment.end] == segment.text.strip() != ""
        assert not segment.separator.strip()


@pytest.mark.parametrize(
    "text", ["", "   ", "\n\u00a0\n"], ids=["empty", "spaces", "no-break space"]
)
def test_sentences_of_blank_text(text: str) -> None:
    """A blank block has no segments."""
    assert split_block(make_block(text)) == ()
    assert join_block((), ()) == ""


def test_sentences_join_restores_separators() -> None:
    """The exact white space between two sentences comes back between their targets."""
    segments = split_block(make_block("Un.\u00a0Deux.\n  Trois.  Quatre."))
    targets = ["One.", "Two.", "Three.", "Four."]
    assert join_block(segments, targets) == "One.\u00a0Two.\n  Three.  Four."


def test_sentences_join_separates_glued_sentences() -> None:
    """Two sentences whose space was forgotten are split, and get a space in the target."""
    segments = split_block(make_block("Un simple domestique.Consternant."))
    assert [segment.text for segment in segments] == ["Un simple domestique.", "Consternant."]
    assert join_block(segments, ["A mere servant.", "Appalling."]) == "A mere servant. Appalling."


def test_sentences_join_wants_one_target_each() -> None:
    """A missing target is a programming error, never a silent loss."""
    segment = Segment(block_index=0, index=0, text="Un.", start=0, end=3)
    with pytest.raises(ValueError, match=r"^1 segments but 0 targets$"):
        join_block([segment], [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bonjour", True),
        ("à", True),
        ("Voir www.exemple.fr", True),
        ("3 millions", True),
        ("", False),
        (" \u00a0", False),
        ("14\u202f000 €", False),
        ("12/03/1975", False),
        ("* * *", False),
        ("« … »", False),
        ("https://exemple.fr/a?b=c", False),
        ("www.exemple.fr", False),
        ("exemple.fr", False),
        ("jean.dupont@exemple.fr", False),
        ("→ 🎉 ©", False),
    ],
)
def test_sentences_is_translatable(text: str, expected: bool) -> None:
    """Only a text with words is worth the model's time."""
    assert is_translatable(text) is expected


@pytest.mark.parametrize(
    ("piece", "ends"),
    [("a", "aa"), ("mot ", "mot"), ("oui, mot mot ", "oui,"), ("\u00a0x", "x"), ("« a » ", "»")],
)
def test_sentences_have_a_longest_length(piece: str, ends: str) -> None:
    """What never ends is cut at a pause, else at a space, else anywhere; nothing is lost."""
    text = (piece * 20_000).strip()
    segments = split_block(make_block(text))
    assert "".join(part.text + part.separator for part in segments) == text
    assert all(MAX_SENTENCE // 2 <= len(part.text) <= MAX_SENTENCE for part in segments[:-1])
    assert all(part.text.endswith(ends) for part in segments[:-1])


def test_sentences_divide_no_address_for_their_length() -> None:
    """A long sentence is cut beside an address or code, a monster of an address anywhere."""
    start = MAX_SENTENCE - 20
    text = "m" * (start - 1) + " https://exemple.fr/" + "a" * 1000 + " fin."
    span = Span(start=start, end=len(text) - 5, kind=SpanKind.VERBATIM)
    block = replace(make_block(text), spans=(span,))
    assert [part.text[-8:] for part in split_block(block)] == ["mmmmmmmm", "aaa fin."]
    code = "a. A " * 20_000
    spans = tuple(
        Span(start=start, end=start + 5, kind=SpanKind.VERBATIM) for start in range(0, len(code), 5)
    )
    started = time.perf_counter()
    block = replace(make_block(code), spans=spans)
    segments = split_block(block)
    assert max(len(part.text) for part in segments) <= 2 * MAX_SENTENCE
    assert {find_words(block, part).strip() for part in segments} == {""}
    assert time.perf_counter() - started < 5


@pytest.mark.parametrize(
    "piece",
    [
        "Il part. ",
        ". ",
        'a. " ',
        "(a!) B ",
        "x!) B ",
        "A. ",
        "« ( ",
        "a.A",
        "\n",
        "! ",
        "a. »",
        "a",
    ],
)
def test_sentences_split_in_linear_time(piece: str) -> None:
    """No text is slow: 300 000 characters of anything take seconds at the very most."""
    started = time.perf_counter()
    text = "(" + piece * (300_000 // len(piece))
    split_sentences(text)
    is_translatable(text)
    assert time.perf_counter() - started < 10
