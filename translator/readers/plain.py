"""Plain text to blocks, with the light marks that people type in it: #, -, >, 1., ```.

Every letter of the text ends up in exactly one block, in order; what is not a letter is kept in
a block's marker or separator, but for the line ends and hyphens of hard-wrapped lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from translator.patterns import compile_late
from translator.readers.furniture import find_title, mark_credits
from translator.text.labels import split_label
from translator.text.lines import Wrapping, find_wrapping
from translator.text.pictographs import split_pictographs
from translator.types import Block, BlockKind, Document

_FENCE = compile_late(r"\s*(```|~~~)")
_MARKDOWN_HEADING = compile_late(r"(#{1,6})[ \t]+(?=\S)")
_QUOTE = compile_late(r"\s*(?:>[ \t]?)+(?=\S)")
#: Bullets, "1.", "1)", "a)", "(1)"; a dialogue dash is looked at on its own.
_ITEM = compile_late(r"[ \t]*(?:[-*•‣▪◦·][ \t]+|(?:\d{1,2}[.)]|\(?[a-zA-Z\d]\))[ \t\u00a0]+)(?=\S)")
_DASH = compile_late(r"[ \t]*[–—―][ \t\u00a0\u202f]*(?=\S)")
_SYMBOLS = compile_late(r"[\W_]+")
_OPEN_END = compile_late(r"[.!?…:;,][\s»”\"’')\]]*\Z")
_BEGINS_SENTENCE = compile_late(r"[«“\"'(\s]*[A-ZÀ-ÖØ-ÞŒ\d]")

#: A heading is a short line of its own without a final stop.
_MAX_HEADING_LENGTH = 120  # characters
_HEADING_END = compile_late(r"(?:[.…:;,]|[.!?…][\s»”\"’')\]]*)\Z")
_TITLE_END = compile_late(r"[.…:;,][\s»”\"’')\]]*\Z")


@dataclass(frozen=True, slots=True)
class _Chunk:
    """Lines without a blank one between them, and the blank lines that follow."""

    lines: list[str]
    separator: str
    is_code: bool = False


class PlainReader:
    """Reads plain text, hard-wrapped or not."""

    suffixes = frozenset({".txt", ".text"})

    def read(self, text: str, *, origin: str) -> Document:
        """Return the blocks of a clean text; see Reader."""
        blocks = self.read_part(text)
        return Document(blocks=tuple(blocks), title=find_title(blocks), origin=origin)

    def read_part(self, text: str, *, is_first: bool = True, is_last: bool = True) -> list[Block]:
        """Return the blocks of a part of a clean text, numbered from 0.

        A title and by-lines stand at the beginning and at the end of the whole.
        """
        chunks = _split_chunks(text)
        wrapping = find_wrapping(chunk.lines for chunk in chunks if not chunk.is_code)
        blocks: list[Block] = []
        for chunk in chunks:
            blocks += _iter_blocks(chunk, index=len(blocks), wrapping=wrapping)
        blocks = mark_credits(blocks, is_first=is_first, is_last=is_last)
        return [_mark_heading(block, blocks, is_first=is_first) for block in blocks]


def _split_chunks(text: str) -> list[_Chunk]:
    lines = text.split("\n")
    code = _find_code(lines)
    chunks: list[_Chunk] = []
    position = 0
    while position < len(lines):
        start = position
        if start in code:
            position = code[start]
        else:
            while position < len(lines) and position not in code and lines[position].strip():
                position += 1
        blank = position
        while position < len(lines) and not lines[position].strip():
            position += 1
        if blank > start:
            is_last = position == len(lines)
            gap = lines[blank:position] if is_last else [*lines[blank:position], ""]
            separator = "".join("\n" + line for line in gap)
            chunks.append(_Chunk(lines[start:blank], separator, start in code))
    return chunks


def _find_code(lines: Sequence[str]) -> dict[int, int]:
    """Return where fenced code begins and the line after it ends; an open fence is none."""
    code: dict[int, int] = {}
    opened: tuple[int, str] | None = None
    for number, line in enumerate(lines):
        fence = _FENCE.match(line)
        if fence is None:
            continue
        if opened is None:
            opened = (number, fence[1])
        elif fence[1] == opened[1]:
            code[opened[0]] = number + 1
            opened = None
    return code


def _iter_blocks(chunk: _Chunk, *, index: int, wrapping: Wrapping) -> Iterator[Block]:
    """Yield the blocks of a chunk, numbered from ``index``: a line each, or several joined."""
    if chunk.is_code:
        text = "\n".join(chunk.lines)
        yield Block(index=index, kind=BlockKind.CODE, text=text, separator=chunk.separator)
        return
    groups: list[list[str]] = []
    for line in chunk.lines:
        if groups and not _begins_block(line, groups[-1], wrapping=wrapping):
            groups[-1].append(line)
        else:
            groups.append([line])
    for number, group in enumerate(groups):
        separator = chunk.separator if number == len(groups) - 1 else "\n"
        yield _make_block(group, index=index + number, separator=separator, wrapping=wrapping)


def _begins_block(line: str, group: Sequence[str], *, wrapping: Wrapping) -> bool:
    """Tell whether a line begins a new block rather than continue the lines before it."""
    previous = group[-1]
    if _QUOTE.match(line) or _QUOTE.match(group[0]):
        return not (_QUOTE.match(line) and _QUOTE.match(group[0]))
    if _MARKDOWN_HEADING.match(line) or _MARKDOWN_HEADING.match(previous):
        return True
    if _SYMBOLS.fullmatch(line) or _SYMBOLS.fullmatch(previous):
        return True
    in_list = _ITEM.match(group[0]) is not None
    marker = _ITEM.match(line) or _DASH.match(line) or split_label(line)[0]
    if marker:  # at a wrapped line's start a dash or a figure may belong to the sentence
        is_closed = in_list or _DASH.match(group[0]) or _OPEN_END.search(previous)
        return not wrapping.column or bool(is_closed)
    if in_list and line[:2].isspace():
        return False
    return wrapping.is_break(previous, line)


def _make_block(lines: Sequence[str], *, index: int, separator: str, wrapping: Wrapping) -> Block:
    first = lines[0]
    kind, level, marker = BlockKind.PARAGRAPH, 0, ""
    if _SYMBOLS.fullmatch(first):
        pass
    elif found := _QUOTE.match(first):
        kind, marker = BlockKind.QUOTE, found[0]
        lines = [line[found.end() if (found := _QUOTE.match(line)) else 0 :] for line in lines]
    elif found := _MARKDOWN_HEADING.match(first):
        kind, level, marker = BlockKind.HEADING, len(found[1]), found[0]
    elif found := _ITEM.match(first):
        kind, marker = BlockKind.LIST_ITEM, found[0]
    elif found := _DASH.match(first):
        marker = found[0]
        if not _BEGINS_SENTENCE.match(first, found.end()) or first.rstrip().endswith(";"):
            kind = BlockKind.LIST_ITEM  # else somebody speaks
    if marker and kind is not BlockKind.QUOTE:
        lines = [first[len(marker) :], *lines[1:]]
    text = wrapping.join(lines)
    return Block(index=index, kind=kind, text=text, level=level, marker=marker, separator=separator)


def _mark_heading(block: Block, blocks: Sequence[Block], *, is_first: bool) -> Block:
    """Make a heading of a paragraph without a marker that looks like one."""
    is_title = is_first and block.index == 0
    if block.kind is not BlockKind.PARAGRAPH or block.marker:
        return block
    if not _is_heading(block, blocks, is_title=is_title):
        return block
    return replace(block, kind=BlockKind.HEADING, level=1 if is_title else 2)


def _is_heading(block: Block, blocks: Sequence[Block], *, is_title: bool) -> bool:
    text = block.text
    if block.index + 1 == len(blocks) or len(text) > _MAX_HEADING_LENGTH:
        return False
    end = _TITLE_END if is_title else _HEADING_END
    if end.search(split_pictographs(text)[1]):
        return False
    if not _BEGINS_SENTENCE.match(text) or _SYMBOLS.fullmatch(text) or split_label(text)[0]:
        return False
    following = blocks[block.index + 1]
    # In a run of short lines (verses, an address) none is the heading of the next.
    touches = block.separator.count("\n") < 2
    return not touches or (
        len(following.text) > 80 and _OPEN_END.search(following.text) is not None
    )
