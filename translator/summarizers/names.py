"""Who and where: the names of an article, with the blocks they stand in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from translator.checks.spellings import cut_stem, fold_word, is_misspelling
from translator.checks.vocabulary import load_english_stems, load_exonyms, load_lexicon
from translator.patterns import compile_late
from translator.summarizers.terms import count_terms
from translator.types import BlockTranslation, BriefEntry

_CAPITAL = r"(?:[A-ZÀ-ÖØ-Þ][\w’'-]*\w|[A-Z]\.)"
_PARTICLE = r"(?:de|du|des|d’|d'|la|le|les|van|von|der|den|el|al|bin|ben|da|di|dos)"
#: What is "of" something by name; elsewhere "of" stands between two names.
_HEAD = (
    r"(?:Academy|Archbishop|Bank|Bishop|Chamber|City|College|Council|Court|Department|Duchess|Duke"
    r"|Federation|House|Institute|Isle|Kingdom|Ministry|Museum|Parliament|Prince|Princess|Republic"
    r"|Union|University) of (?:the )?"
)
#: Capitalized words in a row, with the particles between them.
_SPAN = compile_late(
    rf"\b(?:{_HEAD})?{_CAPITAL}(?:(?: {_PARTICLE}){{0,2}}[ -]?(?: {_CAPITAL})+| {_CAPITAL})*"
)
_STARTS_SENTENCE = compile_late(r"(?:\A|[.!?…:;«»\"“”(•*] ?)['‘’]?\Z")
#: Titles before a name, which the name does without.
_TITLE = compile_late(
    r"(?:M|Mr|Mrs|Ms|Miss|Mme|Dr|Prof|Sir|Lord|Vice-President|President|Minister|Mayor|Prefect"
    r"|Judge|Professor|King|Queen|Pope|General|Captain|The|An?|On|In|At|For|But|And|When"
    r"|According)\b\.? "
)
#: Capitalized in English and no name: days, months, languages, honours, "I".
_NO_NAME = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may
    june july august september october november december i english french christmas easter
    mr mrs ms mme state republic government president minister parliament north south east west
    article covid""".split()
)
#: Articles, which begin names and are none.
_ARTICLES = frozenset({"la", "le", "les"})
#: Words of a name; more are a heading in capitals.
_MAX_WORDS = 6


@dataclass(slots=True)
class _Entry:
    text: str
    blocks: list[int] = field(default_factory=list)
    count: int = 0


def find_names(blocks: Sequence[BlockTranslation], *, most: int = 8) -> tuple[BriefEntry, ...]:
    """Return up to ``most`` names, those that come most often, in order of appearance.

    A name counts when the source has it as well, as it is or as the French of it, and there
    not only because a sentence begins with it. "Roux" is one with "Anne Roux".
    """
    ours = _collect_source(blocks)
    entries: dict[str, _Entry] = {}
    for block in blocks:
        for part in block.segments:
            if part.copied or part.truncated:
                continue
            for name in iter_names(part.target):
                name = _cut_start(name, ours)
                if not _is_known(name, ours):
                    continue
                entry = _find_entry(name, entries)
                entry.count += 1
                if block.block.index not in entry.blocks:
                    entry.blocks.append(block.block.index)
    listed = list(entries.values())
    best = sorted(range(len(listed)), key=lambda index: (-listed[index].count, index))[:most]
    return tuple(
        BriefEntry(text=listed[index].text, block_indices=tuple(sorted(listed[index].blocks)))
        for index in sorted(best)
    )


def iter_names(text: str) -> Iterator[str]:
    """Yield the runs of capitalized words of an English text, without titles.

    >>> list(iter_names("The mayor of Le Mans, Mr. Yann Le Dref, met Anne de Kerr in Brest."))
    ['Le Mans', 'Yann Le Dref', 'Anne de Kerr', 'Brest']
    """
    for match in _SPAN.finditer(text):
        name = match[0]
        at = match.start()
        while title := _TITLE.match(name):
            name, at = name[title.end() :], at + title.end()
        name = re.sub(r"['’]s\Z", "", name)
        words = name.split()
        if not words or len(words) > _MAX_WORDS or fold_word(words[0]) in _NO_NAME:
            continue
        starts = _STARTS_SENTENCE.search(text[max(0, at - 3) : at])
        if len(words) == 1 and starts and is_common_word(name):
            continue
        if fold_word(name) in _ARTICLES:
            continue
        if len(name) > 1:
            yield name


def is_common_word(word: str) -> bool:
    """Return whether a word that begins a sentence may be no name for all its capital."""
    folded = fold_word(word)
    return not count_terms(folded) or cut_stem(folded) in load_english_stems()


def _collect_source(blocks: Sequence[BlockTranslation]) -> set[str]:
    """Return the folded words that the source writes with a capital inside a sentence."""
    common, exonyms = load_lexicon(), load_exonyms()
    found: set[str] = set()
    for block in blocks:
        for part in block.segments:
            text = part.segment.text
            for match in re.finditer(r"\b[A-ZÀ-ÖØ-Þ][^\W\d_]*\b", text):
                folded = fold_word(match[0])
                starts = _STARTS_SENTENCE.search(text[max(0, match.start() - 3) : match.start()])
                if starts and folded in common:
                    continue
                found.add(folded)
                found |= exonyms.get(folded, frozenset())
    return found


def _cut_start(name: str, ours: set[str]) -> str:
    """Return a name without the word before it that merely begins the sentence."""
    first, _, rest = name.partition(" ")
    return rest if rest and fold_word(first) not in ours and is_common_word(first) else name


def _is_known(name: str, ours: set[str]) -> bool:
    words = [word for word in re.findall(r"[^\W\d_]+", name) if word[0].isupper()]
    folded = [fold_word(word) for word in words]
    return any(word in ours for word in folded if len(word) > 1 and word not in _NO_NAME)


def _find_entry(name: str, entries: dict[str, _Entry]) -> _Entry:
    """Return the entry of a name, made if need be; the longer form is the one shown."""
    words = name.split()
    last = fold_word(words[-1])
    for key, entry in entries.items():
        held = key.split()
        folded = [fold_word(word) for word in words]
        if (
            folded == held
            or is_misspelling(" ".join(folded), key)
            or (len(folded) == 1 and last == held[-1] and len(held) <= 4)
        ):
            return entry
        if len(held) == 1 and held[0] == last and len(words) > 1:
            del entries[key]
            entry.text = name
            entries[" ".join(folded)] = entry
            return entry
    entry = entries[" ".join(fold_word(word) for word in words)] = _Entry(name)
    return entry
