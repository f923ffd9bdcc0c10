"""Words and dates that a target lacks, written in English in its source, where a model copies them.

A small model leaves out what it does not know, or takes it for another word: « une promenade en
bateau sur le lac » was "a walk on the lake". Of words whose English is nearly always the same
(checks/traces.py) that shows in the target. The source with "boat" in it is decoded once more, as
terms of a glossary are said (glossary/mixed.py), and what comes of it is taken if it says more
words, loses nothing else, and is no less likely than the first one: those that were are as often
worse. Dates that were lost (« a voté, jeudi 13 novembre, la loi ») are said in the same way. What
is not mended so has a finding.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from translator.checks.traces import Target, find_english, find_untraced
from translator.checks.untranslated import check_untranslated
from translator.decoding.lost_dates import find_lost_dates
from translator.decoding.planning import may_write
from translator.decoding.repair import Decoding, decode_again
from translator.decoding.second_look import MAX_BEHIND, count_faults
from translator.glossary.drafts import count_words
from translator.glossary.mixed import narrow, write_over
from translator.protocols import TranslationEngine
from translator.types import BlockTranslation, DecodingOptions

#: A target that lost more words lost a clause, or the thread.
_MOST_WORDS = 4
#: Words that a target may have less than the first one.
_FEWER_WORDS = 1


@dataclass(frozen=True, slots=True)
class Loss:
    """Characters ``start`` to ``end`` of a source, and their English; "" if it is not known."""

    start: int
    end: int
    english: str


def say_lost_words(
    decodings: Mapping[str, Decoding], *, engine: TranslationEngine, options: DecodingOptions
) -> dict[str, Decoding]:
    """Return the decodings of a group, some of them with a best hypothesis that says more words.

    What becomes of a source does not depend on the others of its group.
    """
    settled = dict(decodings)
    mixed: dict[str, str] = {}
    for source, decoding in decodings.items():
        if not decoding.hypotheses or decoding.num_signs or not may_write(source, engine):
            continue
        lost = _find_lost(source, decoding.hypotheses[0].text)
        if 0 < len(lost) <= _MOST_WORDS and (written := _write_in(source, lost)) != source:
            mixed[source] = written
    if not mixed:
        return settled
    again = decode_again(
        list(dict.fromkeys(mixed.values())),
        engine=engine,
        options=narrow(replace(options, num_hypotheses=1)),
    )
    for source, written in mixed.items():
        first, other = decodings[source], again.get(written)
        if other is not None and _is_better(source, written, first, other):
            kept = (other.hypotheses[0], *first.hypotheses)[: len(first.hypotheses)]
            settled[source] = replace(first, hypotheses=kept, truncated=other.truncated)
    return settled


def _write_in(source: str, lost: Sequence[Loss]) -> str:
    """Return a source with what was lost in English, as far as its English is known.

    >>> source = "Une promenade en bateau, jeudi 13 novembre."
    >>> _write_in(source, _find_lost(source, "A walk."))
    'Une promenade en boat, on Thursday, November 13.'
    """
    return write_over(source, [(it.start, it.end, it.english) for it in lost if it.english])


def _is_better(source: str, written: str, first: Decoding, other: Decoding) -> bool:
    """Tell whether a target says more words of its source than the first one, and loses nothing."""
    if other.num_signs or not other.hypotheses:
        return False
    before, after = first.hypotheses[0].text, other.hypotheses[0].text
    lost, still = ({item.start for item in _find_lost(source, text)} for text in (before, after))
    num_french = [
        len(list(check_untranslated(BlockTranslation.from_pair(source, text))))
        for text in (before, after)
    ]
    num_faults = [count_faults(source, text) for text in (before, after)]
    # Who mends a fault, as a lost date is one, may be a little less likely, as in a second look.
    most_behind = MAX_BEHIND if num_faults[1] < num_faults[0] else 0.0
    behind = (first.hypotheses[0].score or 0.0) - (other.hypotheses[0].score or 0.0)
    return (
        still < lost
        and behind <= most_behind
        and num_french[1] <= num_french[0]
        and after != written
        and count_words(after) >= count_words(before) - _FEWER_WORDS
        and num_faults[1] <= num_faults[0]
    )


def _find_lost(source: str, target: str) -> list[Loss]:
    """Return the words and dates that a target lacks, in the order of the source."""
    dates = [Loss(*date) for date in find_lost_dates(source, target)]
    words = [
        Loss(word.start, word.end, find_english(word.folded))
        for word in find_untraced(source, Target.of(target))
    ]
    return sorted(dates + words, key=lambda item: item.start)
