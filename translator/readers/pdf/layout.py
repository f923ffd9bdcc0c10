"""Pages of lines to the blocks of a document: the steps of this room, one after the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from translator.readers.pdf.blocks import make_blocks
from translator.readers.pdf.columns import Region, order_page
from translator.readers.pdf.flow import join_regions
from translator.readers.pdf.footnotes import split_footnotes
from translator.readers.pdf.furniture import Furniture, split_furniture
from translator.readers.pdf.measures import MIN_MEASURED, Column, measure_column, widen_column
from translator.readers.pdf.page import Line, Page, find_body_type
from translator.readers.pdf.paragraphs import Paragraph, split_paragraphs
from translator.types import Block

#: Columns of different places that are kept in mind.
_MAX_COLUMNS = 50
#: Lines of side bars of a page that are looked at as what the text flows around.
_MAX_OBSTACLES = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """What the pages say, and what was left out of it."""

    blocks: tuple[Block, ...]
    furniture: tuple[Furniture, ...] = ()
    num_pages: int = 0
    num_images: int = 0
    #: Numbers of pages that are pictures without text, and of those that could not be opened.
    blank_pages: tuple[int, ...] = ()
    broken_pages: tuple[int, ...] = ()


def lay_out(pages: Sequence[Page], *, broken_pages: Sequence[int] = ()) -> Layout:
    """Return the blocks of all pages, in the order of reading."""
    blank = [page.number for page in pages if page.num_images and not (page.lines or page.apart)]
    body = find_body_type(line for page in pages for line in page.lines)
    pages, furniture = split_furniture(pages, body=body)
    measured: list[tuple[Page, Region, Column]] = []
    notes: list[Paragraph] = []
    for page in pages:
        regions, notes = split_footnotes(
            order_page(page, body=body), body=body, page=page.number, before=notes
        )
        measured += [
            (page, region, measure_column(region.lines, body=body, obstacles=obstacles))
            for region, obstacles in _find_obstacles(regions)
        ]
    known = _collect_columns(measured)
    parts = [
        split_paragraphs(
            region.lines,
            body=body,
            page=page.number,
            is_aside=region.is_aside,
            column=widen_column(column, region.lines, known),
        )
        for page, region, column in measured
    ]
    paragraphs = join_regions(parts, body=body)
    return Layout(
        blocks=tuple(make_blocks(paragraphs, notes, body=body)),
        furniture=tuple(furniture),
        num_pages=len(pages) + len(broken_pages),
        num_images=sum(page.num_images for page in pages),
        blank_pages=tuple(blank),
        broken_pages=tuple(broken_pages),
    )


def _find_obstacles(regions: Sequence[Region]) -> Iterator[tuple[Region, list[Line]]]:
    """Yield the parts of a page that have lines, each with the side bars it may flow around."""
    asides = [line for region in regions if region.is_aside for line in region.lines]
    for region in regions:
        if region.lines:
            yield region, [] if region.is_aside else asides[:_MAX_OBSTACLES]


def _collect_columns(measured: Sequence[tuple[Page, Region, Column]]) -> list[Column]:
    """Return the different columns of the article that have enough lines to be known."""
    columns = {
        (round(column.left), round(column.right)): column
        for _, region, column in measured
        if len(region.lines) >= MIN_MEASURED and not region.is_aside
    }
    return list(columns.values())[:_MAX_COLUMNS]
