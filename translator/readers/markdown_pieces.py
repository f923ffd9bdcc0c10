"""Where the texts and the code of a Markdown document stand in its source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from markdown_it.token import Token

from translator.patterns import compile_late
from translator.readers.inline import InlineText, read_inline
from translator.readers.markdown_parser import Parser
from translator.text.lines import iter_lines
from translator.types import BlockKind

#: It begins with a key, perhaps below comments; any other line between two rules is text. French
#: has a space in front of a colon, YAML has none.
_FRONT_MATTER = compile_late(
    r"---[ \t]*\n(?=(?:#[^\n]*\n)*(?:[\w.-]+:[ \t\n]|[\"'][^\"'\n]+[\"']:))"
    r".*?\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)",
    re.DOTALL,
)
_CLOSING_HASHES = compile_late(r"(?:^|[ \t]+)#+\Z")
_PIPE = compile_late(r"(?<!\\)\|")
#: What comes before the first sign of a code block that is not part of it.
_CODE_STARTS = {"fence": "`~", "html_block": "<", "code_block": "", "reference": "["}
_CONTAINER_SIGNS = " \t>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Lines of text, or code, from ``start`` to ``end`` of the source."""

    start: int
    end: int
    kind: BlockKind
    level: int = 0
    lines: tuple[InlineText, ...] = ()
    #: What stands between two of the lines.
    line_break: str = ""


def find_pieces(text: str) -> list[Piece]:
    """Return the pieces in order; they never overlap."""
    front = _FRONT_MATTER.match(text)
    body = text
    found: list[Piece] = []
    if front:
        # Blank lines in its place keep the numbers of the lines after it.
        body = "\n" * front[0].count("\n") + text[front.end() :]
        end = len(front[0].rstrip())
        found.append(Piece(start=0, end=end, kind=BlockKind.CODE))
    lines = list(iter_lines(text))
    env: dict[str, Any] = {}
    tokens = Parser().parse(body, env)
    found += _iter_texts(tokens, lines)
    found += _iter_code(tokens, env, lines, text)
    pieces: list[Piece] = []
    for piece in sorted(found, key=lambda piece: piece.start):
        if not pieces or piece.start >= pieces[-1].end:
            pieces.append(piece)
    return pieces


def _iter_texts(tokens: Sequence[Token], lines: Sequence[tuple[int, str]]) -> Iterator[Piece]:
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
) -> Piece:
    start, end = place
    content = read_inline(token.children or [])
    if not all(line.text for line in content):
        # An image alone has no words: it is copied as it stands.
        return Piece(start=start, end=end, kind=BlockKind.CODE)
    return Piece(
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


def _iter_cells(row: Sequence[Token], lines: Sequence[tuple[int, str]]) -> Iterator[Piece]:
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
) -> Iterator[Piece]:
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
            yield Piece(start=start, end=start + len(code), kind=BlockKind.CODE)


def _first_line(token: Token) -> int:
    if token.map is None:
        raise ValueError(f"markdown-it gave a token without its lines: {token.type}")
    return token.map[0]
