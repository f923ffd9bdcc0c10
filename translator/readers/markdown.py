"""Markdown to blocks: what markdown-it finds, at the place where it stands in the source.

Only the text of headings, paragraphs, items, quotations and cells is taken out. Everything
between two texts stays in markers and separators to the character, so that a translation has
the structure of its source because it is made of it. Code, HTML blocks, link definitions and
front matter are blocks of code.
"""

from __future__ import annotations

from collections.abc import Sequence

from translator.readers.furniture import find_title, mark_credits
from translator.readers.inline import InlineText
from translator.readers.markdown_pieces import Piece, find_pieces
from translator.types import Block, BlockKind, Document

#: Kinds whose sign at the line's head is copied in front of the translation.
_MARKED = frozenset({BlockKind.HEADING, BlockKind.LIST_ITEM, BlockKind.QUOTE})


class MarkdownReader:
    """Reads CommonMark with tables, strikethrough, notes and front matter."""

    suffixes = frozenset({".md", ".markdown", ".mdown", ".mkd"})

    def read(self, text: str, *, origin: str) -> Document:
        """Return the blocks of a clean text; see Reader."""
        blocks = mark_credits(_make_blocks(text, find_pieces(text)))
        title = find_title(blocks)
        return Document(blocks=tuple(blocks), title=title, origin=origin, format="markdown")


def _make_blocks(text: str, pieces: Sequence[Piece]) -> list[Block]:
    blocks: list[Block] = []
    marker, position = "", 0
    for number, piece in enumerate(pieces):
        if number == 0:
            before, marker = _split_gap(text[: piece.start].lstrip("\n"), piece.kind)
            marker = before + marker
        position = piece.end
        following = pieces[number + 1] if number + 1 < len(pieces) else None
        gap = text[position : following.start if following else len(text)]
        separator, next_marker = _split_gap(gap, following.kind) if following else (gap, "")
        lines = piece.lines or (InlineText(text=text[piece.start : piece.end], spans=()),)
        for line_number, line in enumerate(lines):
            is_last = line_number == len(lines) - 1
            block = Block(
                index=len(blocks),
                kind=piece.kind,
                text=line.text,
                level=piece.level,
                marker=marker,
                separator=separator if is_last else piece.line_break,
                spans=line.spans,
            )
            blocks.append(block)
            marker = ""
        marker = next_marker
    return blocks


def _split_gap(gap: str, kind: BlockKind) -> tuple[str, str]:
    """Return what belongs to the block before a gap and what to the one after it."""
    head = gap.rfind("\n") + 1
    if kind in _MARKED and gap[head:].strip() and (head or not gap.strip("\n").count("\n")):
        return gap[:head], gap[head:]
    return gap, ""
