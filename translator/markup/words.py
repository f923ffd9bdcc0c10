"""The same words in a source and its target: names, figures, code and addresses find themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from translator.markup.stretches import Stretch
from translator.patterns import compile_late
from translator.text.normalize import normalize_source
from translator.types import Span, SpanKind

_WORD = compile_late(r"\w")
#: Small words of less letters may be other words in English: "a", "or", "main", "six".
_MIN_SMALL_WORD = 5


def find_same_words(span: Span, home: Stretch, *, text: str, target: str) -> tuple[int, int] | None:
    """Return the place of a span's own words, if source and target have them equally often."""
    first, last = _widen(span.start, span.end, text)
    if (first, last) != (span.start, span.end) and span.kind is not SpanKind.VERBATIM:
        # Part of a word, as in m² or CO₂, stays where that word is the same.
        whole = replace(span, start=first, end=last)
        place = find_same_words(whole, home, text=text, target=target)
        if place is None or target[slice(*place)] != text[first:last]:
            return None
        return place[0] + span.start - first, place[0] + span.end - first
    words = text[span.start : span.end]
    if not _is_telling(words, span.kind):
        return None
    rank, count = _rank(words, text, home.source_start, home.source_end, at=span.start)
    for form in dict.fromkeys((words, normalize_source(words))):
        places = [found.span() for found in _iter_words(form, target, home.start, home.end)]
        if form and len(places) == count:
            return places[rank]
    return None


def _widen(start: int, end: int, text: str) -> tuple[int, int]:
    """Return a range that begins and ends where words do."""
    while 0 < start < len(text) and _WORD.match(text[start]) and _WORD.match(text[start - 1]):
        start -= 1
    while 0 < end < len(text) and _WORD.match(text[end - 1]) and _WORD.match(text[end]):
        end += 1
    return start, end


def _is_telling(words: str, kind: SpanKind) -> bool:
    """Tell whether these words can only be themselves in the other language."""
    if kind is SpanKind.VERBATIM:
        return True
    letters = len(_WORD.findall(words))
    is_name = any(char.isupper() or char.isdigit() for char in words)
    return letters >= _MIN_SMALL_WORD or (is_name and letters > 1) or words.isdigit()


def _rank(words: str, text: str, start: int, end: int, *, at: int) -> tuple[int, int]:
    places = [found.start() for found in _iter_words(words, text, start, end)]
    return (places.index(at), len(places)) if at in places else (0, -1)


def _iter_words(words: str, text: str, start: int, end: int) -> Iterable[re.Match[str]]:
    before = r"(?<!\w)" if _WORD.match(words) else ""
    after = r"(?!\w)" if _WORD.match(words[-1:]) else ""
    return re.compile(before + re.escape(words) + after).finditer(text, start, end)
