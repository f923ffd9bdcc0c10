"""English quotation marks around who speaks, where a quotation of several sentences goes on.

« On attend, a prévenu Mme Roy, le maire. Puis on viendra. » has two marks in French, because the
speaker stands inside of the quotation; English closes it for her and opens it again, in the next
sentence if need be: "We wait," warned Mrs. Roy, the mayor. "Then we will come." A model that reads
one sentence at a time leaves the marks as they are, or closes and does not open again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from translator.decoding.quotations import find_resumption
from translator.patterns import compile_late
from translator.types import SegmentTranslation

_MARK = '"'
#: Sentences of a quotation that are looked through for its end.
_LONGEST = 12
#: What models say themselves of who is quoted; other verbs are the program's (speech.py).
_VERBS = (
    "said|says|added|adds|explained|explains|sum(?:s|med) up|recall(?:s|ed)|stress(?:es|ed)"
    "|notes?d?|insist(?:s|ed)|assure[sd]|asks|asked|declared|announced|affirm(?:s|ed)|confides?d?"
)
#: Who speaks, by a name, a title or a pronoun behind the verb; and by a noun, which may be what is
#: said (« a dit la vérité ») in a quotation that ends in its sentence.
_NAMED = compile_late(r", (?:(?:a|ont) )?[^\W\d_]+ [A-ZÀ-ÖØ-Þ]|-(?:t-)?(?:ils?|elles?|on)\b")
_CALLED = compile_late(r", (?:(?:a|ont) )?[^\W\d_]+ (?:l[ea] |l'|son |sa |une? |cette? |leur )")


def mark_speakers(
    parts: Sequence[SegmentTranslation], *, sources: Sequence[str], verbs: Sequence[str]
) -> tuple[SegmentTranslation, ...]:
    """Return the segments of a block with marks around those who speak inside of a quotation.

    Only where it is certain how the quotation goes on; else the marks stay as they are.

    Args:
        parts: in their order.
        sources: what the engine was given for each, its marks straight.
        verbs: for each the English verb of saying that stands behind quoted words, or "".
    """
    marked = list(parts)
    for index, (source, verb) in enumerate(zip(sources, verbs, strict=True)):
        target = marked[index].target
        if not (source.startswith(_MARK) and target.startswith(_MARK)):
            continue
        is_open = source.count(_MARK) == 1
        is_whole = source.count(_MARK) == 2 and _is_closed(source)
        if is_open and target.count(_MARK) == 2 and not target.endswith(_MARK):
            closed = target
        elif not verb and not (_NAMED.search(source) or (is_open and _CALLED.search(source))):
            continue
        elif (is_open or is_whole) and target.count(_MARK) == source.count(_MARK):
            closed = _close(target, verb)
        else:
            continue
        behind = closed.find(f"{_MARK} ")
        if behind < 0:
            continue
        if (at := find_resumption(closed, behind)) is not None:
            closed = f"{closed[:at]}{_MARK}{closed[at:]}"
        elif is_open and _goes_on(marked, sources, index + 1):
            marked[index + 1] = _say(marked[index + 1], _MARK + marked[index + 1].target)
        else:
            continue
        marked[index] = _say(marked[index], closed)
    return tuple(marked)


def _close(target: str, verb: str) -> str:
    """Return a target whose quotation ends before who speaks; as it is, where nobody knows."""
    said = re.escape(verb) if verb else f"(?:{_VERBS})"
    speaker = r"(?:[Tt]he|[Hh]is|[Hh]er|[A-Z])[^,.\"]{0,60}|s?he|they"
    aside = re.compile(rf"(?<=[^\s,.!?\"]), (?={said}\b|(?:{speaker}) {said}[.,])")
    return aside.sub(f",{_MARK} ", target) if len(aside.findall(target)) == 1 else target


def _goes_on(parts: Sequence[SegmentTranslation], sources: Sequence[str], index: int) -> bool:
    """Tell whether a segment is of a quotation that began before it and ends in it or behind it."""
    for place in range(index, min(len(parts), index + _LONGEST)):
        source, target = sources[place], parts[place].target
        if source.count(_MARK) != target.count(_MARK) or target.startswith(_MARK):
            return False
        if source.count(_MARK):
            return source.count(_MARK) == 1 and _is_closed(source)
    return False


def _is_closed(source: str) -> bool:
    """Tell whether a quotation ends where its sentence does."""
    return source.rstrip(".").endswith(_MARK)


def _say(part: SegmentTranslation, target: str) -> SegmentTranslation:
    best, *others = part.hypotheses
    return replace(part, hypotheses=(replace(best, text=target), *others))
