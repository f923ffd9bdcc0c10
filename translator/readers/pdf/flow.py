"""From regions to one text: a paragraph that a column or page breaks off is made whole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from translator.readers.pdf.measures import has_room
from translator.readers.pdf.page import BodyType
from translator.readers.pdf.paragraphs import (
    BROKEN_WORD,
    FINISHED,
    SMALL_START,
    Paragraph,
)

#: Captions and headings that may stand between the two parts of a paragraph.
_MAX_BETWEEN = 4
#: Share of paragraphs with an indented first line above which one without continues another.
_USES_INDENTS = 0.3
#: Type so much larger than the body's is a heading's.
_LARGE = 1.1


def join_regions(regions: Sequence[Sequence[Paragraph]], *, body: BodyType) -> list[Paragraph]:
    """Return the paragraphs of all regions, in the order of reading.

    Side bars wait until the paragraph around them is whole, on the next page perhaps.

    Args:
        regions: the paragraphs of each part of each page.  # [region][paragraph]
        body: the type of the text.
    """
    texts = [one for region in regions for one in region if _is_text(one, body)]
    num_indented = sum(one.is_indented for one in texts)
    uses_indents = num_indented >= max(2, _USES_INDENTS * len(texts))
    done: list[Paragraph] = []
    asides: list[Paragraph] = []
    page = 0
    for region in filter(None, regions):
        if region[0].is_aside:
            asides += region
            continue
        rest = _continue_text(done, region, body=body, uses_indents=uses_indents)
        if region[0].page != page:
            _place(asides, done, body=body)
            asides = []
            page = region[0].page
        done += rest
    return done + asides


def _place(asides: Sequence[Paragraph], done: list[Paragraph], *, body: BodyType) -> None:
    """Put side bars at the end, but not between a heading and its text on the next page."""
    at = len(done)
    while at and done[at - 1].size > _LARGE * body.size:
        at -= 1
    done[at:at] = asides


def _continue_text(
    done: list[Paragraph], region: Sequence[Paragraph], *, body: BodyType, uses_indents: bool
) -> Sequence[Paragraph]:
    """Put the beginning of a region at the end of what it continues; return the rest."""
    broken = next(
        (at for at in _last_places(done) if _is_text(done[at], body) and not done[at].is_aside),
        None,
    )
    continued = next(
        (at for at, one in enumerate(region[: _MAX_BETWEEN + 1]) if _is_text(one, body)), None
    )
    if broken is None or continued is None:
        return region
    before, after = done[broken], region[continued]
    are_neighbors = broken == len(done) - 1 and continued == 0
    if not _continues(before, after, uses_indents=uses_indents, are_neighbors=are_neighbors):
        return region
    done[broken] = replace(before, lines=(*before.lines, *after.lines))
    return [*region[:continued], *region[continued + 1 :]]


def _last_places(done: Sequence[Paragraph]) -> Iterable[int]:
    return range(len(done) - 1, max(-1, len(done) - 2 - _MAX_BETWEEN), -1)


def _is_text(paragraph: Paragraph, body: BodyType) -> bool:
    return body.is_like(paragraph.first) and not paragraph.is_bold


def _continues(
    before: Paragraph, after: Paragraph, *, uses_indents: bool, are_neighbors: bool
) -> bool:
    """Tell whether a column's first paragraph is the rest of an earlier column's last one."""
    if after.is_item or before.is_row or after.is_row:
        return False
    end, start = before.last.text, after.first.text
    is_small = SMALL_START.match(start) is not None
    is_finished = FINISHED.search(end) is not None
    if is_small and (not is_finished or BROKEN_WORD.search(end)):
        return True
    if not are_neighbors or after.is_indented:
        return False
    if has_room(before.last, after.first, column=before.column):
        return False
    # A full line may end a sentence; where first lines are indented, this one would be too.
    return is_small or not is_finished or (uses_indents and not before.is_item)
