"""Names of the source that the target lost or misspelled."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from translator.checks.capitalized import WORD, Name, iter_capitalized, iter_names
from translator.checks.excerpts import cut_excerpt, cut_opposite
from translator.checks.spellings import (
    cut_ending,
    cut_stem,
    fold_word,
    is_misspelling,
    is_respelling,
    key_sounds,
)
from translator.checks.vocabulary import ANY, find_exonyms, load_english_stems
from translator.decoding.english_names import EnglishName, find_english_names, says_name
from translator.patterns import compile_late
from translator.types import BlockTranslation, Finding, SegmentTranslation, Severity

_LAST_WORD = compile_late(r"([^\W\d_]+)[ -]\Z")
_NEXT_WORD = compile_late(r"[ -]([^\W\d_]+)")
#: "U.S." is read as "US".
_POINTED = compile_late(r"\b(?:[^\W\d_]\.){2,8}")
#: Names reported of one block, and names each is compared with: beyond, the texts are no pair.
_MAX_REPORTED = 20
_MAX_COMPARED = 100
#: What stands in a target for a country's name or its capital's.
_THIS_COUNTRY = compile_late(r"\b(?:country|nation|homeland|state)\b")


def check_names(block: BlockTranslation) -> Iterator[Finding]:
    """Yield P01 for a name the target lacks and P02 for one that became another name.

    A name is a capitalized word inside a sentence that is no common word; what English calls
    by another name (Londres, OTAN) and transliterates otherwise (Poutine) is known. A name may
    stand anywhere in the target's block, and need stand there only once.
    """
    parts = [part for part in block.segments if not part.copied and part.target.strip()]
    sources = [part.segment.text for part in parts]
    targets = [_POINTED.sub(_join_points, part.target) for part in parts]
    names = list(iter_names(sources))
    if not names:
        return
    theirs = {fold_word(word) for text in targets for word in WORD.findall(text)}
    present = _Counterparts(theirs)
    lost: dict[str, Name] = {}
    for name in names:
        if name.folded in lost or present.include(name):
            continue
        if not _is_settled(parts[name.segment], name, targets[name.segment]):
            lost[name.folded] = name
    if not lost:
        return
    said = (_list_said(*pair) for pair in zip(sources, targets, strict=True))
    known = [*sources, *(name.english for names in said for name in names)]
    new = _list_new(targets, {fold_word(word) for text in known for word in WORD.findall(text)})
    for name in islice(lost.values(), _MAX_REPORTED):
        other = _find_changed(name, new, alone=len(lost) == 1)
        unlisted = not find_exonyms(name.folded)
        if unlisted and (new if name.is_acronym else _is_respelled(name, targets)):
            continue  # English makes an acronym of its own, and spells Láďa in its own way.
        if other is None and _is_named_otherwise(name, sources, targets, present, new):
            continue
        part = parts[name.segment]
        source, target = part.segment.text, part.target
        end = name.start + len(name.text)
        opposite = cut_opposite(target, name.start / len(source))
        message = f"{name.text} in the source has no counterpart in the target"
        if other is not None:
            message = f"{name.text} became {other.text}"
            text = parts[other.segment].target
            at = max(text.find(other.text), 0)
            opposite = cut_excerpt(text, at, at + len(other.text))
        yield Finding(
            code="P01" if other is None else "P02",
            severity=Severity.WARNING,
            block_index=block.block.index,
            segment_index=part.segment.index,
            message=message,
            source_excerpt=cut_excerpt(source, name.start, end),
            target_excerpt=opposite,
        )


def _is_settled(part: SegmentTranslation, name: Name, target: str) -> bool:
    """Tell whether a name is part of a term that the target says as the glossary does.

    Or of a name that it has as English spells it.
    """
    terms = [(use.start, use.end) for use in part.terms if use.honoured]
    names = [(other.start, other.end) for other in _list_said(part.segment.text, target)]
    return any(start <= name.start < end for start, end in (*terms, *names))


@lru_cache(maxsize=1)
def _list_said(source: str, target: str) -> tuple[EnglishName, ...]:
    """Return the names that a target has as English spells them; of one pair several may ask."""
    return tuple(name for name in find_english_names(source) if says_name(name, target))


def _is_respelled(name: Name, targets: list[str]) -> bool:
    """Tell whether the target may have what English makes of one with letters that French lacks.

    What is not in Latin letters can be compared with nothing.
    """
    return name.is_foreign and any(
        is_respelling(name.folded, other.folded) or not name.folded.isascii()
        for other in islice(iter_capitalized(targets, first_too=True), _MAX_COMPARED)
    )


class _Counterparts:
    """The words of a target, by spelling, sound and letters."""

    def __init__(self, folded: set[str]) -> None:
        self._folded = folded
        self._sounds = {key_sounds(word) for word in folded}
        self._letters = {"".join(sorted(word)) for word in folded if len(word) <= 6}
        self._endless = {cut_ending(sounds) for sounds in self._sounds}

    def include(self, name: Name) -> bool:
        """Return whether the name, or what English makes of it, is among the words."""
        folded = name.folded
        if folded in self._folded:
            return True
        exonyms = find_exonyms(folded)
        if ANY in exonyms or not exonyms.isdisjoint(self._folded):
            return True
        if name.is_acronym and "".join(sorted(folded)) in self._letters:
            return True
        if name.is_acronym:
            return False
        sounds = {key_sounds(word) for word in (folded, *exonyms)}
        return not sounds.isdisjoint(self._sounds) or any(
            cut_ending(sound) in self._endless for sound in sounds
        )


def _list_new(targets: list[str], ours: set[str]) -> list[Name]:
    """Return the names of the target that no word of the source explains, under any spelling."""
    known = ours.union(*(find_exonyms(word) for word in ours))
    sounds = {key_sounds(word) for word in ours}
    found = {
        (name.folded, name.segment): name
        for name in iter_capitalized(targets)
        if not name.is_title and name.folded not in known and key_sounds(name.folded) not in sounds
    }
    return list(islice(found.values(), _MAX_COMPARED))


def _find_changed(name: Name, new: list[Name], *, alone: bool) -> Name | None:
    """Return what became of a lost name: its misspelling, or the one new name of its segment."""
    near = [other for other in new if is_misspelling(name.folded, other.folded)]
    if near:
        return near[0]
    beside = _list_sure(name.segment, new)
    return next(iter(beside.values())) if alone and len(beside) == 1 else None


def _list_sure(segment: int, new: list[Name]) -> dict[str, Name]:
    """Return the new names of a segment that are no common words, by spelling."""
    common = load_english_stems()
    return {
        name.folded: name
        for name in new
        if name.segment == segment and cut_stem(name.folded) not in common
    }


def _is_named_otherwise(
    name: Name, sources: list[str], targets: list[str], present: _Counterparts, new: list[Name]
) -> bool:
    """Return whether the target can mean a lost name without saying it.

    It has another part of the same name (Sophie Martin, Ms. Martin), or says "the country".
    """
    if find_exonyms(name.folded) and _THIS_COUNTRY.search(targets[name.segment]):
        return True
    if _list_sure(name.segment, new):
        return False
    text = sources[name.segment]
    end = name.start + len(name.text)
    beside = (
        _LAST_WORD.search(text[max(0, name.start - 30) : name.start]),
        _NEXT_WORD.match(text, end),
    )
    return any(
        word is not None
        and word[1][0].isupper()
        and present.include(Name(word[1], fold_word(word[1]), name.segment, 0))
        for word in beside
    )


def _join_points(match: re.Match[str]) -> str:
    return match[0].replace(".", "")
