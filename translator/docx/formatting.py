"""Formatting of a text: what most of it looks like, and the parts that differ from it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from translator.docx.ooxml import get_value, is_on, name_of
from translator.docx.styles import Styles
from translator.markup.marks import MAX_MARKS, Mark, Properties, crosses
from translator.types import SpanKind

if TYPE_CHECKING:
    from lxml.etree import _Element

#: Properties that say nothing of the look.
_INVISIBLE = frozenset({"", "lang", "noProof", "snapToGrid"})
_SIGNS = {"b": ("**", "**"), "i": ("*", "*"), "strike": ("~~", "~~"), "dstrike": ("~~", "~~")}
_POSITIONS = {"superscript": ("<sup>", "</sup>"), "subscript": ("<sub>", "</sub>")}


@dataclass(frozen=True, slots=True, kw_only=True)
class FormattedRun:
    """A stretch of text and the properties of the run that it stands in."""

    start: int
    end: int
    properties: _Element | None


#: A property's name and its canonical form → the element. None where a run lacks it.
_Look = dict[str, tuple[bytes, "_Element"]]


def find_base(runs: Sequence[FormattedRun], text: str) -> _Element | None:
    """Return the properties that most of the text has."""
    weights: Counter[frozenset[tuple[str, bytes]]] = Counter()
    homes: dict[frozenset[tuple[str, bytes]], _Element | None] = {}
    for run in runs:
        key = _key(_read_look(run.properties))
        homes.setdefault(key, run.properties)
        weights[key] += len(text[run.start : run.end].strip())
    return homes[weights.most_common(1)[0][0]] if weights else None


def find_formatting(
    runs: Sequence[FormattedRun],
    text: str,
    *,
    base: _Element | None,
    others: Sequence[Mark],
    styles: Styles,
) -> list[Mark]:
    """Return the marks of what looks different from the base, properly nested in the others."""
    usual = _read_look(base)
    looks = [(run, _read_look(run.properties)) for run in runs if text[run.start : run.end].strip()]
    names = dict.fromkeys(name for _, look in looks for name in look)
    ranges: dict[tuple[int, int], list[tuple[str, _Element | None]]] = {}
    for name in [*names, *(name for name in usual if name not in names)]:
        valued = [(run, look.get(name)) for run, look in looks]
        for value, group in groupby(valued, key=lambda item: item[1][0] if item[1] else b""):
            if value == (usual[name][0] if name in usual else b""):
                continue
            found = list(group)
            held = found[0][1]
            start, end = _trim(text, found[0][0].start, found[-1][0].end)
            change = (name, held[1] if held else None)
            ranges.setdefault((start, end), []).append(change)
    if len(ranges) > MAX_MARKS:
        return []
    marks = [
        _make_mark(start, end, changes, base_is_code=styles.is_code(base), styles=styles)
        for (start, end), changes in ranges.items()
    ]
    return _cut(sorted(marks, key=lambda mark: (mark.start, -mark.end)), others, text=text)


def _make_mark(
    start: int,
    end: int,
    changes: list[tuple[str, _Element | None]],
    *,
    base_is_code: bool,
    styles: Styles,
) -> Mark:
    payload = Properties(changes=tuple(changes))
    present = [element for _, element in changes if element is not None]
    if not base_is_code and any(_is_code(element, styles) for element in present):
        return Mark(
            start=start,
            end=end,
            kind=SpanKind.VERBATIM,
            payload=payload,
            opening="`",
            closing="`",
        )
    signs = [_find_signs(element, styles) for element in present]
    return Mark(
        start=start,
        end=end,
        kind=SpanKind.STYLE,
        payload=payload,
        opening="".join(opening for opening, _ in signs),
        closing="".join(closing for _, closing in reversed(signs)),
    )


def _find_signs(element: _Element, styles: Styles) -> tuple[str, str]:
    name = name_of(element)
    if name == "vertAlign":
        return _POSITIONS.get(get_value(element) or "", ("", ""))
    if name == "rStyle":
        sign = styles.find_emphasis(element.getparent())
        return sign, sign
    return _SIGNS.get(name, ("", "")) if is_on(element) else ("", "")


def _is_code(element: _Element, styles: Styles) -> bool:
    return name_of(element) in ("rStyle", "rFonts") and styles.is_code(element.getparent())


def _cut(marks: Sequence[Mark], others: Sequence[Mark], *, text: str) -> list[Mark]:
    """Return marks cut in two where they would lie across one another."""
    done: list[Mark] = []
    waiting = list(marks)
    while waiting:
        mark = waiting.pop(0)
        other = next((item for item in (*others, *done) if crosses(mark, item)), None)
        if other is None:
            done.append(mark)
            continue
        at = other.start if mark.start < other.start else other.end
        for start, end in ((at, mark.end), (mark.start, at)):
            start, end = _trim(text, start, end)
            if start < end:
                waiting.insert(0, replace(mark, start=start, end=end))
    return done


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    part = text[start:end]
    return start + len(part) - len(part.lstrip()), start + len(part.rstrip())


def _read_look(properties: _Element | None) -> _Look:
    from lxml import etree

    look: _Look = {}
    for element in properties if properties is not None else ():
        name = name_of(element)
        if name not in _INVISIBLE:
            look[name] = (etree.tostring(element, method="c14n", with_tail=False), element)
    return look


def _key(look: _Look) -> frozenset[tuple[str, bytes]]:
    return frozenset((name, form) for name, (form, _) in look.items())
