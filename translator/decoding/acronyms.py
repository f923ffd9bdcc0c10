"""Acronyms that English knows by another one, written so throughout; and those that came out wrong.

A model remembers some of them some of the time: one article had "the WHO" and "the OMS", « AIE »
was "IAE" and « CICR » "ICCR", and « OM », a football club, was "the WHO" because « OMS » is. The
table is by hand, of what has one settled English counterpart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from translator.checks.spellings import fold_word
from translator.checks.vocabulary import find_exonyms, load_acronyms, load_lexicon
from translator.decoding.likeness import is_one_letter_off, iter_sure_pairs
from translator.glossary.english import takes_an
from translator.patterns import compile_late

#: IA-64 is a processor, and no intelligence.
_ACRONYM = compile_late(r"(?<!\w)[A-Z][A-Za-z]{1,7}(?!\w|-\d)")
#: In the target a plural may stand: NGOs.
_ENGLISH = compile_late(r"(?<![\w.'-])[A-Z]{2,6}(?=s?(?![\w-]))")
_WORD = compile_late(r"\b[^\W\d_]+\b")
#: Numbers of kings and articles are nobody's acronym.
_ROMAN = compile_late(r"[IVXLCDM]+[A-D]?\Z")
#: « Giec » and « Otan » are newspapers' spellings; shorter ones are words (Pac, Tic).
_MIN_TITLE_LETTERS = 4
#: Shorter ones are one letter away from too many others.
_MIN_NEAR_LETTERS = 3
_PLURAL = compile_late(
    r"(?:\b(?:[Ll]es|[Dd]es|[Aa]ux|[Cc]es|[Nn]os|[Vv]os|[Ss]es|[Ll]eurs|[Pp]lusieurs|[Dd]eux|[Tt]rois"
    r"|[Qq]uelques|[Cc]ertaine?s|[Nn]ombreu(?:x|ses)|d'autres)|\d) (?:[\w']+s )?\Z"
)


@dataclass(frozen=True, slots=True)
class Acronym:
    """An acronym of a source as its author wrote it, and what English says."""

    french: str
    english: str


def find_acronyms(source: str) -> tuple[Acronym, ...]:
    """Return the acronyms of a French text, in the model's form, that English knows by another one.

    >>> [found.english for found in find_acronyms("L'OMS et des ONG, selon le Giec")]
    ['WHO', 'NGOs', 'IPCC']
    """
    return tuple(dict.fromkeys(_iter_acronyms(source)))


def _iter_acronyms(source: str) -> Iterator[Acronym]:
    for found in _ACRONYM.finditer(source):
        word = found[0]
        if not word.isupper() and not (word.istitle() and len(word) >= _MIN_TITLE_LETTERS):
            continue
        english, kind = load_acronyms().get(word.upper(), ("", ""))
        is_plural = bool(kind) and _PLURAL.search(source[: found.start()]) is not None
        if english and (is_plural or kind != "plural"):
            yield Acronym(word, f"{english}s" if is_plural and kind == "countable" else english)


def restore_acronyms(source: str, target: str, acronyms: tuple[Acronym, ...]) -> str:
    """Return a target with the acronyms that English has, and the source's where there is none.

    Args:
        source: in the model's form.
        target: as the model wrote it.
        acronyms: those of the source that are to be English; see find_acronyms.

    >>> source = "L'OMS et le CICR ont écrit à l'OM et à l'UEMOA."
    >>> restore_acronyms(source, "The OMS and ICCR wrote to OM and EMOA.", find_acronyms(source))
    'The WHO and ICRC wrote to OM and UEMOA.'
    """
    for item in acronyms:
        if not _has(target, item.english.removesuffix("s")):
            target = _write(target, item.french, item.english)
    return _restore_misread(source, target, acronyms)


def _restore_misread(source: str, target: str, acronyms: tuple[Acronym, ...]) -> str:
    """Put acronyms that are lost in the place of the only one that was made of them."""
    ours = {found[0] for found in _ACRONYM.finditer(source) if found[0].isupper()}
    listed = {item.french.upper(): item.english for item in acronyms}
    strange = set(_ENGLISH.findall(target)) - ours - _list_explained(source, listed)
    if not ours or not strange:
        return target
    wanted = {name: listed.get(name, name) for name in ours}
    lost = [
        name
        for name in wanted
        if not _has(target, wanted[name].removesuffix("s")) and (name in listed or _is_own(name))
    ]
    made_of = partial(_is_made_of, wanted=wanted)
    for name, other in iter_sure_pairs(lost, strange, made_of):
        target = _write(target, other, wanted[name])
    return target


def _is_own(name: str) -> bool:
    """Tell whether capitals are an acronym and no word or number written large."""
    return fold_word(name) not in load_lexicon() and not _ROMAN.match(name)


def _list_explained(source: str, listed: Mapping[str, str]) -> set[str]:
    """Return what English may make an acronym of: États-Unis is US, and so is USA."""
    names = {name for word in _WORD.findall(source) for name in find_exonyms(fold_word(word))}
    return {name.upper() for name in names} | {name.removesuffix("s") for name in listed.values()}


def _is_made_of(other: str, name: str, *, wanted: Mapping[str, str]) -> bool:
    """Tell whether a model that read one acronym may have written the other."""
    english = wanted[name]
    if english != name and sorted(other) in (sorted(name), sorted(english.rstrip("s"))):
        return True
    misread = [french for french, (said, _) in load_acronyms().items() if said == other]
    if any(is_one_letter_off(name, french) for french in misread):
        return True
    return (
        min(len(name), len(other)) >= _MIN_NEAR_LETTERS - 1
        and len(name) >= _MIN_NEAR_LETTERS
        and is_one_letter_off(name, other)
    )


def _has(text: str, word: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(word)}s?(?!\w)", text) is not None


def _write(target: str, old: str, new: str) -> str:
    """Put one word in the place of another, with the article that it takes."""

    def write(found: re.Match[str]) -> str:
        article = found["article"]
        if article:
            article = f"{article[0]}n " if takes_an(new) else f"{article[0]} "
        is_plural = found["plural"] and not new.endswith("s")
        return f"{article or ''}{new}{'s' if is_plural else ''}"

    return re.sub(
        rf"(?P<article>\b[Aa]n? )?(?<!\w){re.escape(old)}(?P<plural>s?)(?!\w)", write, target
    )
