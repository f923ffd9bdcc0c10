"""Marks into a target: the last step, when it is known where each of them stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

from translator.markup.stretches import PlacedSpan
from translator.types import Block, SpanKind


def insert_marks(
    target: str,
    placed: Sequence[PlacedSpan],
    *,
    source: Block,
    escaped: Set[int] = frozenset(),
    spelled: Mapping[str, str] | None = None,
) -> str:
    """Return the target with its marks.

    Code and addresses take the place of what the engine made of them, breaks that of the space
    they stand on.

    Args:
        placed: in order and properly nested, as place_spans returns them.
        escaped: offsets into ``target`` of the signs that get a backslash.
        spelled: characters that are written otherwise, wherever they stand in ``target``.
    """
    # (offset, closings before points before openings, inner or outer first, sign)
    marks: list[tuple[int, int, int, str]] = []
    replaced: dict[int, tuple[int, str]] = {}
    for order, item in enumerate(placed):
        span = item.span
        if item.start == item.end:
            marks.append((item.start, 1, order, span.opening + span.closing))
        elif span.kind is SpanKind.BREAK:
            replaced[item.start] = (item.end, span.opening)
        else:
            marks.append((item.start, 2, order, span.opening))
            marks.append((item.end, 0, -order, span.closing))
            if span.kind is SpanKind.VERBATIM:
                replaced[item.start] = (item.end, source.text[span.start : span.end])
    spelled = spelled or {}
    parts: list[str] = []
    position = 0
    for offset, _, _, sign in [*sorted(marks), (len(target), 3, 0, "")]:
        while position < offset:
            if position in replaced:
                position, text = replaced[position]
                parts.append(text)
                continue
            char = target[position]
            parts.append("\\" * (position in escaped) + spelled.get(char, char))
            position += 1
        parts.append(sign)
    return "".join(parts)
