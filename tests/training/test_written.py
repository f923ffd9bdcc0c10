"""The written pairs: whole, each one once, and nothing that a benchmark measures with."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

import training
from training.clean import find_fault, repair_pair
from training.sources import get_source, iter_pairs
from translator.text.normalize import normalize_source, normalize_target

FOLDERS = tuple(Path(training.__file__).parent / name for name in ("written", "articles"))
BENCHMARKS = FOLDERS[0].parents[1] / "benchmarks"
#: Words in a row that two texts of one author share by chance at most now and then.
RUN = 6


def iter_written() -> Iterator[tuple[str, str]]:
    for folder in FOLDERS:
        for path in sorted(folder.glob("*.tsv")):
            yield from iter_pairs(path)


def iter_runs(text: str) -> Iterator[str]:
    words = re.findall(r"[^\W_]+", text.casefold())
    for start in range(len(words) - RUN + 1):
        yield " ".join(words[start : start + RUN])


def test_pairs_are_whole_and_none_is_there_twice() -> None:
    pairs = list(iter_written())
    assert len(pairs) > 5_000
    assert all(french.strip() and english.strip() for french, english in pairs)
    often = [french for french, count in Counter(f for f, _ in pairs).items() if count > 1]
    assert often == []


def test_the_cleaning_finds_hardly_any_fault_with_them() -> None:
    """Its rules are made for found text: a number said in words or a bold idiom may break one."""
    faults = Counter(
        find_fault(*map_normal(*repair_pair(french, english))) for french, english in iter_written()
    )
    total = faults.total()
    assert faults[None] > 0.99 * total, faults


def map_normal(french: str, english: str) -> tuple[str, str]:
    return normalize_source(french), normalize_target(english)


@pytest.mark.parametrize("name", ["newspapers.tsv", "nouns.tsv", "articles.tsv", "reports.tsv"])
def test_no_sentence_of_a_benchmark_is_among_them(name: str) -> None:
    written = {run for french, _ in iter_written() for run in iter_runs(french)}
    lines = (BENCHMARKS / name).read_text("utf-8").splitlines()
    shared = [line for line in lines if written & set(iter_runs(line.split("\t")[0]))]
    assert shared == []


def test_they_are_a_source_of_their_own() -> None:
    assert get_source("written").files == ("written.tsv.xz",)
