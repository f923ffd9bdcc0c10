"""Single words of the source of which the target says nothing: dropped, or taken for others.

What people make of a word is so varied that only words of which nearly every translation has a
trace are asked for (traces.tsv, from training/traces.py). And people leave words out on purpose:
who asks about their translations asks is_literal first.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from translator.checks.excerpts import cut_excerpt, cut_opposite
from translator.checks.spellings import cut_stem, fold_word, key_sounds
from translator.checks.tables import SortedTable
from translator.decoding.english_names import spell_names
from translator.decoding.plain import write_plainly
from translator.patterns import compile_late
from translator.protocols import Check
from translator.text.normalize import normalize_source
from translator.types import BlockTranslation, Finding, SegmentTranslation, Severity

WORD = compile_late(r"[^\W\d_]+")
_TABLE = "traces.tsv"
#: Endings of English words that are as short as what traces are cut to: sells, opened.
_ENDINGS = ("s", "es", "ed", "ing")
#: A name's first letter says that it is one, but not where a sentence or a quotation begins.
_BEGINS = compile_late(r"(?:\A|[.!?:«»\"“”(–—-])\s*\Z")
_LOOK_BACK = 4
#: What joins words to others, or to something that is none: sous-vêtements, et/ou, pont.fr. A full
#: stop does only with a letter behind it.
_JOINTS = frozenset("@/._~\\-‐‑")
#: Words asked for without a trace, of a hundred: 1 to 3 in what programs make, 7 to 12 in what
#: people do (newstest2013, FLORES dev).
_MOST_UNTRACED = 0.05
#: Fewer words do not tell the two apart.
_MIN_ASKED = 40


@dataclass(frozen=True, slots=True)
class SourceWord:
    """A word that should leave a trace, and where it stands."""

    folded: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Target:
    """What is looked for in a target: beginnings of its words, and their sounds."""

    stems: frozenset[str]
    sounds: frozenset[str]

    @classmethod
    def of(cls, *texts: str) -> Target:
        """Return what the words of some texts begin with, in whatever form they are."""
        words = {fold_word(word) for text in texts for word in WORD.findall(text)}
        bare = {
            word.removesuffix(ending)
            for word in words
            for ending in _ENDINGS
            if word.endswith(ending)
        }
        return cls(
            stems=frozenset(map(cut_stem, words | bare)),
            sounds=frozenset(cut_stem(key_sounds(word)) for word in words),
        )

    def has_trace(self, folded: str, stems: Iterable[str]) -> bool:
        """Tell whether there is any of the English beginnings of a word, or the word itself."""
        return (
            not self.stems.isdisjoint(stems)
            or cut_stem(folded) in self.stems
            or cut_stem(key_sounds(folded)) in self.sounds
        )


def check_traces(block: BlockTranslation) -> Iterator[Finding]:
    """Yield O02 for each word that left no trace in the whole block's target."""
    for part, word, is_traced in _iter_asked(block):
        if not is_traced and not _is_reworded(part.segment.text, word):
            yield _describe(word, part)


def is_literal(blocks: Iterable[BlockTranslation]) -> bool:
    """Tell whether a translation keeps to the words so closely that a missing one is a mistake.

    A short one does not show it.
    """
    traced = [is_traced for block in blocks for _, _, is_traced in _iter_asked(block)]
    num_untraced = traced.count(False)
    return len(traced) >= _MIN_ASKED and num_untraced <= _MOST_UNTRACED * len(traced)


def choose_checks(checks: Iterable[Check], blocks: Iterable[BlockTranslation]) -> tuple[Check, ...]:
    """Return the checks for a translation of unknown origin: not for words, if it is free."""
    every = tuple(checks)
    if check_traces in every and not is_literal(blocks):
        return tuple(check for check in every if check is not check_traces)
    return every


def find_source_words(source: str, table: Container[str]) -> list[SourceWord]:
    """Return the words of a source that are in a table; names and addresses have none.

    >>> [word.folded for word in find_source_words("Le verre de Verre", {"verre"})]
    ['verre']
    """
    return [
        SourceWord(folded, match.start(), match.end())
        for match in WORD.finditer(source)
        if (folded := fold_word(match[0])) in table
        and not _is_name(source, match)
        and not _is_joined(source, match)
    ]


def find_untraced(source: str, target: Target) -> list[SourceWord]:
    """Return the words of a source of which a target has no trace.

    >>> [word.folded for word in find_untraced("Il a un bateau.", Target.of("He has a dog."))]
    ['bateau']
    """
    words = find_source_words(source, load_traces())
    return [word for word in words if not _is_traced(word, target)]


def find_english(folded: str) -> str:
    """Return the one English word that stands for a word as a rule; "" if there is none.

    >>> find_english("bateau")
    'boat'
    """
    columns = load_traces().find(folded)
    return columns[0] if columns else ""


def _is_reworded(source: str, word: SourceWord) -> bool:
    """Tell whether the embedded model is given other words, or an English name, in its place."""
    return word.folded not in _list_given(source)


@lru_cache(maxsize=1)
def _list_given(source: str) -> frozenset[str]:
    """Return the words that the embedded model is given; of one sentence several may be asked."""
    given = spell_names(write_plainly(normalize_source(source)))
    return frozenset(fold_word(match[0]) for match in WORD.finditer(given))


def _is_name(source: str, match: re.Match[str]) -> bool:
    if not match[0].istitle():
        return False
    before = source[max(0, match.start() - _LOOK_BACK) : match.start()]
    return _BEGINS.search(before) is None


def _is_joined(source: str, match: re.Match[str]) -> bool:
    """Tell whether a word is part of a compound or an address, whose English is another one."""
    behind = source[match.end() : match.end() + 2]
    return source[match.start() - 1 : match.start()] in _JOINTS or (
        behind[:1] in _JOINTS and (behind[:1] != "." or behind[1:].isalnum())
    )


def _find_asked(part: SegmentTranslation) -> list[SourceWord]:
    """Return the words of a segment that are asked for: none that a glossary answers for."""
    if part.copied or not part.target.strip():
        return []
    said = [(use.start, use.end) for use in part.terms if use.honoured]
    return [
        word
        for word in find_source_words(part.segment.text, load_traces())
        if not any(start <= word.start < end for start, end in said)
    ]


def _iter_asked(block: BlockTranslation) -> Iterator[tuple[SegmentTranslation, SourceWord, bool]]:
    """Yield the words of a block that are asked for, and whether its target has a trace of each."""
    asked = [(part, word) for part in block.segments for word in _find_asked(part)]
    if asked:
        # The whole block: a word may move to another segment.
        target = Target.of(*(part.target for part in block.segments))
        for part, word in asked:
            yield part, word, _is_traced(word, target)


@cache
def load_traces() -> SortedTable:
    """Return the words that are asked for, and the beginnings of their English."""
    return SortedTable(_TABLE)


def _is_traced(word: SourceWord, target: Target) -> bool:
    columns = load_traces().find(word.folded)
    return columns is None or target.has_trace(word.folded, columns[1].split())


def _describe(word: SourceWord, part: SegmentTranslation) -> Finding:
    source = part.segment.text
    return Finding(
        code="O02",
        severity=Severity.WARNING,
        block_index=part.segment.block_index,
        segment_index=part.segment.index,
        message=f"no word of the target seems to say: {source[word.start : word.end]}",
        source_excerpt=cut_excerpt(source, word.start, word.end),
        target_excerpt=cut_opposite(part.target, word.start / len(source)),
    )
