"""French that was left standing in the English target."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from translator.checks.excerpts import cut_excerpt
from translator.checks.mentions import prepare_text
from translator.installed import read_installed_rows
from translator.patterns import compile_late
from translator.types import BlockTranslation, Finding, SegmentTranslation, Severity

_WORD_LIST = "french_words.txt"

#: Titles and short quotations may stay in French: spans in quotation marks of up to six words.
QUOTED = compile_late(r"[\"“«‘„](?:[^\s\"“”«»]+\s+){0,5}[^\s\"“”«»]+\s?[\"”»’]")
#: An elided word (l', qu') is a word of its own, if what follows is no name.
_WORD = compile_late(r"(?<![\w'’])(?:[Qq]u|[CcDdJjLlMmNnSs])['’](?=[a-zà-ÿœ])|[^\W\d_]+")
#: Short words between capitalised ones belong to a name: Charles de Gaulle, La Croix de la Paix.
_MAX_NAME_GAP = 2
_MAX_NAME_WORD = 3

#: A segment whose words are listed for at least this share was not translated at all. People's
#: translations reach 0.18, and 99 % of the French sentences exceed 0.38 (newstest2013).
#: Of an exact copy one such word is asked, to leave names and headings of names alone.
_WHOLE_SHARE = 0.4
_MIN_WHOLE_WORDS = 3
#: One long word is enough to be sure; short ones (la, est, des) only in pairs.
_MIN_SURE_LENGTH = 4

_ACCENTS = frozenset("àâçèéêëîïôùûœ")
#: What English borrowed, most of it with its accents.
_LOANWORDS = frozenset(
    "à abbé attaché blasé café cafés canapé canapés château châteaux cliché clichés commune "
    "communes communiqué "
    "consommé crème crèche crèches crêpe crêpes décolleté décor déjà découpage "
    "détente éclair éclairs éclat élan élite élites émigré émigrés entrée entrées exposé façade "
    "façades fête fêtes fiancé fiancée flambé frappé gîte gîtes glacé habitué naïve naïveté née "
    "négligée passé pâté pâtés pièce première premières protégé protégée protégés "
    "purée risqué roué sauté séance séances soirée soirées soufflé touché "
    "voilà".split()
)


def check_untranslated(block: BlockTranslation) -> Iterator[Finding]:
    """Yield U01 for a segment left in French and U02 for French words in an English one.

    Only words that the source has too are counted: a word that looks French and is new in the
    target is some other language's, or English.
    """
    for part in block.segments:
        if not part.copied:
            yield from _check_segment(block.block.index, part)


def _check_segment(block_index: int, part: SegmentTranslation) -> Iterator[Finding]:
    source, target = prepare_text(part.segment.text), prepare_text(part.target)
    source_words = {word.lower() for word in _WORD.findall(source)}
    words = list(_WORD.finditer(target))
    # What the user's glossary says stays, even in French.
    source_words -= {
        word.lower() for use in part.terms if use.honoured for word in _WORD.findall(use.wanted)
    }
    french = [word for word in words if is_french(word[0]) and word[0].lower() in source_words]
    share = 1 / len(words) if target.strip() == source.strip() and words else _WHOLE_SHARE
    lower_case = [word for word in french if word[0][0].islower()]
    if len(words) >= _MIN_WHOLE_WORDS and len(lower_case) >= share * len(words):
        yield Finding(
            code="U01",
            severity=Severity.ERROR,
            block_index=block_index,
            segment_index=part.segment.index,
            message="the segment was left in French",
            source_excerpt=cut_excerpt(part.segment.text, 0, min(len(source), 40)),
            target_excerpt=cut_excerpt(part.target, 0, min(len(target), 40)),
        )
        return
    left = _drop_names(target, words, french)
    if any(len(word[0]) >= _MIN_SURE_LENGTH for word in left) or len(left) > 1:
        first, last = left[0], _last_of_run(left)
        at = max(source.lower().find(first[0].lower()), 0)
        listed = ", ".join(dict.fromkeys(word[0] for word in left))
        yield Finding(
            code="U02",
            severity=Severity.WARNING,
            block_index=block_index,
            segment_index=part.segment.index,
            message=f"French words left in the target: {listed}",
            source_excerpt=cut_excerpt(part.segment.text, at, at + len(first[0])),
            target_excerpt=cut_excerpt(part.target, first.start(), last.end()),
        )


def is_french(word: str) -> bool:
    """Tell whether a word is listed as French, elided, or has French accents."""
    word = word.lower()
    if word in _LOANWORDS:
        return False
    return word[-1] in "'’" or word in _load_words() or not _ACCENTS.isdisjoint(word)


def _drop_names(
    text: str, words: list[re.Match[str]], french: list[re.Match[str]]
) -> list[re.Match[str]]:
    """Return the French words outside quotation marks and names."""
    quoted = [match.span() for match in QUOTED.finditer(text)]
    position = {word.start(): index for index, word in enumerate(words)}
    kept = []
    for word in french:
        index = position[word.start()]
        before = words[max(0, index - _MAX_NAME_GAP) : index]
        after = words[index + 1 : index + 1 + _MAX_NAME_GAP]
        in_name = (
            len(word[0]) <= _MAX_NAME_WORD
            and any(near[0][0].isupper() for near in before)
            and any(near[0][0].isupper() for near in after)
        )
        in_quotes = any(start <= word.start() < end for start, end in quoted)
        in_compound = "-" in (text[word.start() - 1 : word.start()], text[word.end() :][:1])
        if word[0].islower() and not (in_name or in_quotes or in_compound):
            kept.append(word)
    return kept


def _last_of_run(words: list[re.Match[str]]) -> re.Match[str]:
    last = words[0]
    for word in words[1:]:
        if word.start() - last.end() > 2:
            break
        last = word
    return last


@cache
def _load_words() -> frozenset[str]:
    """Read the shipped list once; lines that begin with # say how it was made."""
    return frozenset(row[0] for row in read_installed_rows("checks", _WORD_LIST))
