"""A translation laid back over the lines and cues of its subtitles.

Segments are the firm ground: a break between two sentences of the source stands between their
targets. Inside a sentence the words of the target are shared out as the words of the source
are, and a break moves by a word or two to stand behind a comma or before "of the".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from translator.markup.stretches import PlacedSpan, Stretch
from translator.patterns import compile_late
from translator.types import Span, SpanKind

_WORD = compile_late(r"\S+")
#: No word is moved farther than this from its share.
_REACH = 2
#: In words: what a break is worth behind a stop, and what it costs behind a word that leans on
#: the next one. Chosen so that a stop two words away wins and one three words away does not.
_STOP_GAIN = 2.5
_LEANING_COST = 1.2
_STOPS = ".,;:!?…"
_LEANING = frozenset(
    "a an the of to in on at by for from with and or but that is are was were be his her their "
    "its our my your as than not no".split()
)


def place_breaks(
    spans: Sequence[Span], stretches: Sequence[Stretch], *, text: str, target: str
) -> list[PlacedSpan]:
    """Return where the breaks of a source stand in its target, in order.

    Every break between two cues is there, if need be with nothing between it and the next; a
    break between two lines of one cue is left out where a line would be empty.
    """
    breaks = [span for span in spans if span.kind is SpanKind.BREAK]
    placed: list[PlacedSpan] = []
    between = list(breaks)
    for stretch in stretches:
        inside = [span for span in breaks if stretch.source_start < span.start < stretch.source_end]
        placed += _divide(inside, stretch, text=text, target=target)
        between = [span for span in between if span not in inside]
    for span in between:
        before = [item.end for item in stretches if item.source_end <= span.start]
        after = [item.start for item in stretches if span.end <= item.source_start]
        start, end = max(before, default=0), min(after, default=len(target))
        # Two breaks in one gap: the first takes the white space.
        taken = [item.end for item in placed if start <= item.start and item.end <= end]
        start = max([start, *taken])
        placed.append(PlacedSpan(start=start, end=end if span.start else start, span=span))
    return sorted(placed, key=lambda item: (item.span.start, item.start))


def find_lines(breaks: Sequence[PlacedSpan], *, text: str, target: str) -> list[Stretch]:
    """Return the lines between the breaks."""
    lines: list[Stretch] = []
    source_start = start = 0
    for item in breaks:
        if item.span.end:
            line = Stretch(
                source_start=source_start, source_end=item.span.start, start=start, end=item.start
            )
            lines.append(line)
        source_start, start = item.span.end, item.end
    return [
        *lines,
        Stretch(source_start=source_start, source_end=len(text), start=start, end=len(target)),
    ]


def _divide(
    breaks: Sequence[Span], stretch: Stretch, *, text: str, target: str
) -> list[PlacedSpan]:
    """Place the breaks inside one sentence."""
    if stretch.is_same:
        shift = stretch.start - stretch.source_start
        return [
            PlacedSpan(start=span.start + shift, end=span.end + shift, span=span) for span in breaks
        ]
    words = list(_WORD.finditer(target, stretch.start, stretch.end))
    num_source_words = len(text[stretch.source_start : stretch.source_end].split())
    placed: list[PlacedSpan] = []
    previous = 0
    for number, span in enumerate(breaks):
        share = len(text[stretch.source_start : span.start].split()) / num_source_words
        # Each line that is still to come gets a word, while there are words.
        latest = max(previous, len(words) - (len(breaks) - number))
        earliest = min(previous + 1, latest)
        at = _find_break(words, share * len(words), earliest=earliest, latest=latest)
        is_empty = at == previous or at == len(words)
        if is_empty and not span.opening.strip():
            continue
        start = words[at - 1].end() if at else stretch.start
        end = words[at].start() if 0 < at < len(words) else start
        if at == previous and placed:
            start = end = placed[-1].end
        placed.append(PlacedSpan(start=start, end=end, span=span))
        previous = at
    return placed


def _find_break(words: Sequence[re.Match[str]], share: float, *, earliest: int, latest: int) -> int:
    """Return the number of words before a break, near ``share`` and well placed."""

    def cost(at: int) -> float:
        before = words[at - 1][0] if at else ""
        cost = abs(at - share)
        if before[-1:] and before[-1] in _STOPS:
            cost -= _STOP_GAIN
        elif before.lower() in _LEANING:
            cost += _LEANING_COST
        return cost

    middle = min(max(round(share), earliest), latest)
    first, last = max(earliest, middle - _REACH), min(latest, middle + _REACH)
    return min(range(first, last + 1), key=cost)
