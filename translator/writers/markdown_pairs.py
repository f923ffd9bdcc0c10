"""Source and target as pairs in Markdown: the source as a numbered quotation, then the target.

One below the other and not in a table: a table of two columns squeezes them on a phone or in the
pane of a note-taking program, ends at the first list or code block, and makes one line of a
difference between two versions out of a whole paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from translator.patterns import compile_late
from translator.types import Block, BlockKind, BlockTranslation, Document
from translator.writers import MARKUP_FORMATS
from translator.writers.markdown_text import escape_markdown, fence_code
from translator.writers.tables import Row, arrange_rows, group_tables

_BULLETS = "-*+•‣▪◦·–—"
#: Behind the number of a paragraph a hyphen would be no bullet.
_SHOWN = {"- ": "• "}
_NUMBER = compile_late(r"\d{1,9}[.)]")
_FENCED = compile_late(r"(`{3,}|~{3,})[^\n`]*\n(?:.*\n)?\1[`~]*[ \t]*", re.DOTALL)
#: The headings of the article stand below those of the report.
_HEADING = "### "


def iter_pairs(
    blocks: Sequence[BlockTranslation], document: Document, *, by_segment: bool
) -> Iterator[str]:
    """Yield the paragraphs of a bilingual text.

    Args:
        by_segment: one pair a sentence instead of one a paragraph.
    """
    for group in group_tables(blocks):
        block, kind = group[0], group[0].block.kind
        if kind is BlockKind.TABLE_CELL:
            rows = arrange_rows(group, blocks)
            yield from _format_table(group, rows, has_head=document.format in MARKUP_FORMATS)
        elif kind is BlockKind.CODE:
            yield f"> **{_name(block.block)}**"
            is_fenced = _FENCED.fullmatch(block.target)
            yield block.target if is_fenced else fence_code(block.target)
        elif by_segment:
            for part in block.segments:
                number = f"{_name(block.block)}.{part.segment.index + 1}"
                # The bullet stands before the first sentence alone.
                piece = replace(block.block, marker="") if part.segment.index else block.block
                yield from _format_pair(number, piece, part.segment.text, part.target)
        else:
            yield from _format_pair(_name(block.block), block.block, block.block.text, block.target)


def _format_pair(number: str, block: Block, source: str, target: str) -> Iterator[str]:
    sign, said = _find_sign(block)
    inside = "> " if block.kind is BlockKind.QUOTE else ""
    head = f"> **{number}** "
    if inside:
        head = f"> **{number}**\n>\n> {inside}"
    yield f"{head}{_SHOWN.get(sign, sign)}{escape_markdown(said + source)}"
    if not target.strip():
        yield "*no translation*"
    elif block.kind is BlockKind.HEADING:
        yield f"{_HEADING}{escape_markdown(target)}"
    else:
        yield f"{inside}{sign}{escape_markdown(said + target)}"


def _find_sign(block: Block) -> tuple[str, str]:
    """Return what makes a list item of a line, and what the author's marker says otherwise."""
    marker = block.marker.strip()
    last = marker.split()[-1] if marker else ""
    if block.kind is BlockKind.LIST_ITEM:
        if last in _BULLETS:
            return ("- " if last else ""), ""
        if _NUMBER.fullmatch(last):
            return f"{last} ", ""
        return "- ", f"{last} "
    if block.kind in (BlockKind.QUOTE, BlockKind.HEADING):
        return "", ""
    return "", f"{marker} " if marker else ""


def _format_table(
    cells: Sequence[BlockTranslation], rows: Sequence[Row], *, has_head: bool
) -> Iterator[str]:
    first, last = cells[0].block, cells[-1].block
    number = _name(first) if first is last else f"{_name(first)}–{last.index + 1}"
    source = _draw_table(
        [[cell.block.text if cell else "" for cell in row] for row in rows], has_head=has_head
    )
    yield f"> **{number}**\n>\n> " + "\n> ".join(source)
    yield "\n".join(
        _draw_table(
            [[cell.target if cell else "" for cell in row] for row in rows], has_head=has_head
        )
    )


def _draw_table(rows: Sequence[Sequence[str]], *, has_head: bool) -> list[str]:
    """Return the lines of a table; Markdown knows none without a head, so it may be empty."""
    width = len(rows[0])
    lines = [f"| {' | '.join(map(escape_markdown, row))} |" for row in rows]
    if not has_head:
        lines.insert(0, f"|{'  |' * width}")
    lines.insert(1, f"|{' --- |' * width}")
    return lines


def _name(block: Block) -> str:
    return f"¶{block.index + 1}"
