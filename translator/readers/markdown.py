"""Markdown to blocks: what markdown-it finds, at the place where it stands in the source.

Only the text of headings, paragraphs, items, quotations and cells is taken out. Everything
between two texts stays in markers and separators to the character, so that a translation has
the structure of its source because it is made of it. Code, HTML blocks, link definitions and
front matter are blocks of code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from markdown_it.token import Token

from translator.readers.furniture import find_title, mark_credits
from translator.readers.inline import InlineText, read_inline
from translator.readers.markdown_parser import Parser
from translator.text.lines import iter_lines
from translator.types import Block, BlockKind, Document

_FRONT_MATTER = re.compile(r"---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_CLOSING_HASHES = re.compile(r"(?:^|[ \t]+)#+\Z")
_PIPE = re.compile(r"(?<!\\)\|")
#: What comes before the first sign of a code block that is not part of it.
_CODE_STARTS = {"fence": "`~", "html_block": "<", "code_block": "", "reference": "["}
_CONTAINER_SIGNS = " \t>"
#: Kinds whose sign at the line's head is copied in front of the translation.
_MARKED = frozenset({BlockKind.HEADING, BlockKind.LIST_ITEM, BlockKind.QUOTE})


class MarkdownReader:
    """Reads CommonMark with tables, strikethrough, notes and front matter."""

    suffixes = frozenset({".md", ".markdown", ".mdown", ".mkd"})

    def read(self, text: str, *, origin: str) -> Document:
        """Return the blocks of a clean text; see Reader."""
        blocks = mark_credits(_make_blocks(text, _find_pieces(text)))
        title = find_title(blocks)
        return Document(blocks=tuple(blocks), title=title, origin=origin, format="markdown")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """Lines of text, or code, from ``start`` to ``end`` of the source."""

    start: int
    end: int
    kind: BlockKind
    level: int = 0
    lines: tuple[InlineText, ...] = ()
    #: What stands between two of the lines.
    line_break: str = ""


def _make_blocks(text: str, pieces: Sequence[_Piece]) -> list[Block]:
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


def _find_pieces(text: str) -> list[_Piece]:
    """Return the pieces in order; they never overlap."""
    front = _FRONT_MATTER.match(text)
    body = text
    found: list[_Piece] = []
    if front:
        # Blank lines in its place keep the numbers of the lines after it.
        body = "\n" * front[0].count("\n") + text[front.end() :]
        end = len(front[0].rstrip())
        found.append(_Piece(start=0, end=end, kind=BlockKind.CODE))
    lines = list(iter_lines(text))
    env: dict[str, Any] = {}
    tokens = Parser().parse(body, env)
    found += _iter_texts(tokens, lines)
    found += _iter_code(tokens, env, lines, text)
    pieces: list[_Piece] = []
    for piece in sorted(found, key=lambda piece: piece.start):
        if not pieces or piece.start >= pieces[-1].end:
            pieces.append(piece)
    return pieces


def _iter_texts(tokens: Sequence[Token], lines: Sequence[tuple[int, str]]) -> Iterator[_Piece]:
    containers: list[tuple[BlockKind, int]] = []
    row: list[Token] = []
    for token in tokens:
        kind, level = _container_of(token)
        if kind is not None and token.nesting > 0:
            containers.append((kind, level))
        elif kind is not None:
            containers.pop()
        elif token.type == "tr_open":
            row = []
        elif token.type == "tr_close" and row:
            yield from _iter_cells(row, lines)
        elif token.type == "inline":
            kind, level = containers[-1] if containers else (BlockKind.PARAGRAPH, 0)
            if kind is BlockKind.TABLE_CELL:
                row.append(token)
            elif place := _locate(token, lines):
                yield _make_piece(token, place, lines, kind=kind, level=level)


def _container_of(token: Token) -> tuple[BlockKind | None, int]:
    name = token.type.rpartition("_")[0]
    if name == "heading":
        return BlockKind.HEADING, int(token.tag[1])
    kinds = {
        "list_item": BlockKind.LIST_ITEM,
        "blockquote": BlockKind.QUOTE,
        "th": BlockKind.TABLE_CELL,
        "td": BlockKind.TABLE_CELL,
    }
    return kinds.get(name), 0


def _make_piece(
    token: Token,
    place: tuple[int, int],
    lines: Sequence[tuple[int, str]],
    *,
    kind: BlockKind,
    level: int = 0,
) -> _Piece:
    start, end = place
    content = read_inline(token.children or [])
    if not all(line.text for line in content):
        # An image alone has no words: it is copied as it stands.
        return _Piece(start=start, end=end, kind=BlockKind.CODE)
    return _Piece(
        start=start,
        end=end,
        kind=kind,
        level=level,
        lines=tuple(content),
        line_break=_find_line_break(token, lines) if len(content) > 1 else "",
    )


def _find_line_break(token: Token, lines: Sequence[tuple[int, str]]) -> str:
    """Return a hard break of the token's own kind and what its container puts after it."""
    source = token.content.split("\n")
    has_backslash = any(line.endswith("\\") for line in source[:-1])
    _, following = lines[_first_line(token) + 1]
    prefix = following[: len(following.rstrip()) - len(source[1].strip())]
    return ("\\" if has_backslash else "  ") + "\n" + prefix


def _locate(token: Token, lines: Sequence[tuple[int, str]]) -> tuple[int, int] | None:
    """Return where an inline token stands in the source: at the end of its lines."""
    content = token.content.split("\n")
    first = _first_line(token)
    if not token.content or first + len(content) > len(lines):
        return None
    places = []
    for number in (0, len(content) - 1):
        offset, line = lines[first + number]
        line, part = line.rstrip(), content[number].strip()
        if not line.endswith(part):
            line = _CLOSING_HASHES.sub("", line).rstrip()
        if not line.endswith(part):
            return None
        places.append((offset + len(line) - len(part), offset + len(line)))
    return places[0][0], places[1][1]


def _iter_cells(row: Sequence[Token], lines: Sequence[tuple[int, str]]) -> Iterator[_Piece]:
    offset, line = lines[_first_line(row[0])]
    bars = [-1, *(match.start() for match in _PIPE.finditer(line)), len(line)]
    cells = list(pairwise(bars))
    # The first cell of a row without a bar in front of it follows the signs of its container.
    for shift in (1, 0):
        places = [_place_cell(line, start + 1, end) for start, end in cells[shift:]]
        texts = [line[start:end].replace("\\|", "|") for start, end in places[: len(row)]]
        wanted = [token.content for token in row[: len(texts)]]
        is_first = not shift and texts and texts[0].endswith(wanted[0])
        if texts == wanted or (is_first and texts[1:] == wanted[1:]):
            break
    else:
        return
    for token, (start, end) in zip(row, places, strict=False):
        if token.content:
            start = max(start, end - len(token.content.replace("|", "\\|")))
            place = (offset + start, offset + end)
            yield _make_piece(token, place, lines, kind=BlockKind.TABLE_CELL)


def _place_cell(line: str, start: int, end: int) -> tuple[int, int]:
    cell = line[start:end]
    start += len(cell) - len(cell.lstrip())
    return start, start + len(cell.strip())


def _iter_code(
    tokens: Sequence[Token], env: dict[str, Any], lines: Sequence[tuple[int, str]], text: str
) -> Iterator[_Piece]:
    ranges: list[tuple[str, int, int]] = [
        (token.type, token.map[0], token.map[1])
        for token in tokens
        if token.map and token.type in _CODE_STARTS
    ]
    references = [*env.get("references", {}).values(), *env.get("duplicate_refs", [])]
    ranges += [("reference", *reference["map"]) for reference in references]
    for kind, first, after in ranges:
        offset, line = lines[first]
        signs = _CODE_STARTS[kind]
        if signs:
            start = min((line.find(sign) for sign in signs if sign in line), default=0)
        else:
            start = len(line) - len(line.lstrip(_CONTAINER_SIGNS))
        last_offset, last_line = lines[min(after, len(lines)) - 1]
        end = last_offset + len(last_line)
        code = text[offset + start : end].rstrip()
        if code:
            start += offset
            yield _Piece(start=start, end=start + len(code), kind=BlockKind.CODE)


def _first_line(token: Token) -> int:
    if token.map is None:
        raise ValueError(f"markdown-it gave a token without its lines: {token.type}")
    return token.map[0]
