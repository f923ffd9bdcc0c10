"""Figures and dates: the article's quantities, each with the words that say what it counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from translator.checks.extraction import extract_mentions
from translator.checks.mentions import Mention, MentionKind
from translator.patterns import compile_late
from translator.types import BlockTranslation, BriefEntry

#: Words kept on each side of a figure.
_WORDS_BEFORE, _WORDS_AFTER = 4, 6
#: A clause ends a context: what stands beyond counts something else.
_STOP = compile_late(r"[.;:!?](?=\s|$)|,(?=\s)|[\"“”«»()–—]")
_WORD = compile_late(r"\S+")
#: Words beside a figure without which it says nothing: "72%", "early April".
_MIN_CONTEXT = 2
#: Letters before a figure make it part of a name: M6, Covid-19.
_IN_NAME = compile_late(r"[^\W\d_]-?\Z")
#: A number among kings and quarters: the XVI.
_ROMAN = compile_late(r"[IVXLC]+")
#: Figures that a month and a day, a day and a year, or two numbers of one range make together.
_JOIN = compile_late(r"[\s,]{0,2}(?:of |at |and |to |or |-|–)?(?:the )?\Z")


@dataclass(frozen=True, slots=True)
class _Figure:
    text: str
    context: str
    block_index: int
    key: str
    is_date: bool
    has_unit: bool


def find_figures(
    blocks: Sequence[BlockTranslation], *, most: int = 5, most_dates: int = 3
) -> tuple[BriefEntry, ...]:
    """Return up to ``most`` figures and ``most_dates`` dates, in reading order.

    Amounts and percentages go before plain numbers, early ones before late ones; one that
    comes again adds its block to the first.
    """
    groups: dict[str, list[_Figure]] = {}
    for figure in _iter_figures(blocks):
        groups.setdefault(figure.key, []).append(figure)
    listed = list(groups.values())
    numbers = [at for at, group in enumerate(listed) if not group[0].is_date]
    numbers.sort(key=lambda at: (not any(figure.has_unit for figure in listed[at]), at))
    dates = [at for at, group in enumerate(listed) if group[0].is_date]
    return tuple(
        BriefEntry(
            text=listed[at][0].text,
            context=listed[at][0].context,
            block_indices=tuple(dict.fromkeys(figure.block_index for figure in listed[at])),
        )
        for at in sorted([*numbers[:most], *dates[:most_dates]])
    )


def _iter_figures(blocks: Sequence[BlockTranslation]) -> Iterator[_Figure]:
    for block in blocks:
        for part in block.segments:
            if part.copied or part.truncated:
                continue
            text = part.target
            told: list[str] = []
            for group in _group_mentions(text):
                start = min((mention.shown or (mention.start, 0))[0] for mention in group)
                end = max((mention.shown or (0, mention.end))[1] for mention in group)
                shown = text[start:end].strip()
                context = cut_context(text, start, end)
                if (
                    _IN_NAME.search(text[:start])
                    or _ROMAN.fullmatch(shown)
                    or len(context.split()) < len(shown.split()) + _MIN_CONTEXT
                    # "200 to 300 meals in 10 days" is read once.
                    or any(shown in other for other in told)
                ):
                    continue
                told.append(context)
                yield _Figure(
                    text=shown,
                    context=context,
                    block_index=block.block.index,
                    key=shown.casefold(),
                    is_date=any(mention.kind is not MentionKind.NUMBER for mention in group),
                    has_unit=any(mention.unit is not None for mention in group),
                )


def cut_context(text: str, start: int, end: int) -> str:
    """Return the clause's own words around ``text[start:end]``, a few on each side.

    >>> cut_context("The vessel, built in 1986, failed two inspections.", 21, 25)
    'built in 1986'
    """
    before, after = text[:start], text[end:]
    stops = [match.end() for match in _STOP.finditer(before)]
    before = before[stops[-1] if stops else 0 :]
    stop = _STOP.search(after)
    after = after[: stop.start()] if stop else after
    head = [match.start() for match in _WORD.finditer(before)]
    tail = [match.end() for match in _WORD.finditer(after)]
    first = head[-_WORDS_BEFORE] if len(head) >= _WORDS_BEFORE else 0
    last = tail[_WORDS_AFTER - 1] if len(tail) >= _WORDS_AFTER else len(after)
    return " ".join((before[first:] + text[start:end] + after[:last]).split())


def _group_mentions(text: str) -> Iterator[list[Mention]]:
    """Yield the mentions that are worth showing, those of one date together."""
    group: list[Mention] = []
    for mention in extract_mentions(text, language="en"):
        joins = group and _JOIN.match(text[group[-1].end : mention.start])
        dated = any(item.kind is not MentionKind.NUMBER for item in (*group, mention))
        if joins and dated:
            group.append(mention)
            continue
        if _is_telling(group):
            yield group
        group = [mention]
    if _is_telling(group):
        yield group


def _is_telling(group: list[Mention]) -> bool:
    """Return whether a figure says something by itself: no lone weekday, no "two", no "May"."""
    return any(not mention.weak and mention.kind is not MentionKind.WEEKDAY for mention in group)
