"""Pairs of sentences whose words, and marks, people have linked: tests/cases/align."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from translator.align.words import find_words
from translator.types import WordLink

CASES = Path(__file__).parent.parent / "tests" / "cases" / "align" / "links.tsv"
MARKS = CASES.with_name("marks.tsv")
Link = tuple[int, int]

_ITEM = re.compile(r"([=~])([^=~]+)")

#: Words of grammar; "not" and "pas" say something and stay.
_GRAMMAR = frozenset(
    "le la les l de du des d un une et ou à au aux en dans sur par pour que qui s se son sa ses "
    "ce cette est a ont été sont il elle selon n ne nous qu the of a an to in on by for and is are "
    "was were has have had been be s it its his her he she with from that this said will".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A pair of sentences with its links, as numbers of words; ``possible`` holds ``sure``.

    ``source_span`` and ``target_span`` are the characters of a mark on both sides.
    """

    source: str
    target: str
    sure: frozenset[Link]
    possible: frozenset[Link]
    source_span: tuple[int, int]
    target_span: tuple[int, int]


def load_cases(path: Path = CASES) -> list[Case]:
    """Read the linked pairs."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [_parse_case(line) for line in lines if line and not line.startswith("#")]


def load_marks(path: Path = MARKS) -> list[Case]:
    """Read the pairs with a mark on both sides and no links."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [_parse_case(line + "\t") for line in lines if line and not line.startswith("#")]


def number_links(links: Sequence[WordLink], source: str, target: str) -> set[Link]:
    """Return links as numbers of words."""
    rows = {word.start: number for number, word in enumerate(find_words(source))}
    columns = {word.start: number for number, word in enumerate(find_words(target))}
    return {(rows[link.source_start], columns[link.target_start]) for link in links}


def drop_grammar(links: set[Link] | frozenset[Link], case: Case) -> set[Link]:
    source, target = find_words(case.source), find_words(case.target)
    return {
        (row, column)
        for row, column in links
        if source[row].form.folded not in _GRAMMAR and target[column].form.folded not in _GRAMMAR
    }


def _parse_case(line: str) -> Case:
    marked_source, marked_target, items = line.split("\t")
    source, source_span = _take_mark(marked_source)
    target, target_span = _take_mark(marked_target)
    links: dict[str, set[Link]] = {"=": set(), "~": set()}
    # A number may hold a space.
    for item in re.split(r"(?<!\d) | (?!\d{3}=)", items) if items else ():
        names = re.split(r"[=~]", item, maxsplit=1)[0]
        for sign, partners in _ITEM.findall(item[len(names) :]):
            links[sign] |= {
                (_find_word(source, one), _find_word(target, other))
                for one in names.split("_")
                for other in partners.split("_")
            }
    return Case(
        source=source,
        target=target,
        sure=frozenset(links["="]),
        possible=frozenset(links["="] | links["~"]),
        source_span=source_span,
        target_span=target_span,
    )


def _take_mark(text: str) -> tuple[str, tuple[int, int]]:
    before, marked, after = text.split("*")
    return before + marked + after, (len(before), len(before) + len(marked))


def _find_word(text: str, name: str) -> int:
    word, _, rank = name.partition("#")
    places = [
        number
        for number, found in enumerate(find_words(text))
        if text[found.start : found.end] == word
    ]
    return places[int(rank or 1) - 1]
