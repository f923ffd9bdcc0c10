"""Words of the target that are none: put together by the model, or copied from the French.

A model writes pieces of words, and where it does not know a French word it may put together what no
dictionary has (« titubants » "titubling"), or copy it. Of 3,500 sentences of newspapers 159 had
such a word in November 2026; of 3,997 translations by people (newstest2013, FLORES dev) 33, slips
and foreign dishes. They are told, and not mended: a wider search has a hypothesis without the word
for half of them, every second time with a real word that means something else, which nobody would
notice.
"""

from __future__ import annotations

from collections.abc import Iterator

from translator.checks.english_words import is_english
from translator.checks.excerpts import cut_excerpt, cut_opposite
from translator.checks.mentions import prepare_text
from translator.checks.spellings import fold_word
from translator.checks.untranslated import QUOTED, is_french
from translator.patterns import compile_late
from translator.types import BlockTranslation, Finding, SegmentTranslation, Severity

#: Shorter ones are units, and names in small letters as often.
_MIN_LETTERS = 4
#: Words in small letters that stand alone: no parts of names, addresses, compounds, contractions.
_WORD = compile_late(rf"(?<![\w'’.@/&-])[a-z]{{{_MIN_LETTERS},}}(?![\w@/&'’-]|\.\w)")
_ANY_WORD = compile_late(r"[^\W\d_]+")


def check_invented(block: BlockTranslation) -> Iterator[Finding]:
    """Yield U03 for a segment whose target has words that are not English.

    A French word that is known to be one has U02. What stands in quotation marks may be copied,
    and what the user's glossary says may be anything.
    """
    for part in block.segments:
        if part.copied:
            continue
        target = prepare_text(part.target)
        if not (found := _find_strange(part, target)):
            continue
        start, end = found[0]
        listed = ", ".join(dict.fromkeys(target[slice(*span)] for span in found))
        yield Finding(
            code="U03",
            severity=Severity.WARNING,
            block_index=block.block.index,
            segment_index=part.segment.index,
            message=f"no English word: {listed}",
            source_excerpt=cut_opposite(part.segment.text, start / len(target)),
            target_excerpt=cut_excerpt(part.target, start, end),
        )


def _find_strange(part: SegmentTranslation, target: str) -> list[tuple[int, int]]:
    words = [match for match in _WORD.finditer(target) if not is_english(match[0])]
    if not words:
        return []
    source = prepare_text(part.segment.text)
    copied = frozenset(map(fold_word, _ANY_WORD.findall(source)))
    wanted = _list_wanted(part)
    quoted = [match.span() for match in QUOTED.finditer(target)]
    return [
        match.span()
        for match in words
        if match[0] not in wanted
        and not (
            match[0] in copied
            and (is_french(match[0]) or any(a <= match.start() < b for a, b in quoted))
        )
    ]


def _list_wanted(part: SegmentTranslation) -> frozenset[str]:
    """Return the words of the user's terms that the target says."""
    wanted = (use.wanted for use in part.terms if use.honoured)
    return frozenset(word.lower() for text in wanted for word in _ANY_WORD.findall(text))
