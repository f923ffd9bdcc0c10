"""Readers: from a file's text to a document of blocks. Nothing is opened here.

Every letter of the text ends up in exactly one block, in order; what is not a letter is kept in
a block's marker or separator, but for the line ends and hyphens of hard-wrapped lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from translator.errors import EmptyDocument, UnsupportedFormat
from translator.text.lines import Wrapping, find_wrapping
from translator.text.normalize import clean_text
from translator.types import Block, BlockKind, Document

INPUT_FORMATS = ("auto", "text")

_FENCE = re.compile(r"\s*(```|~~~)")
_MARKDOWN_HEADING = re.compile(r"(#{1,6})[ \t]+(?=\S)")
_QUOTE = re.compile(r"\s*(?:>[ \t]?)+(?=\S)")
#: Bullets, "1.", "1)", "a)", "(1)"; a dialogue dash is looked at on its own.
_ITEM = re.compile(r"[ \t]*(?:[-*•‣▪◦·][ \t]+|(?:\d{1,2}[.)]|\(?[a-zA-Z\d]\))[ \t\u00a0]+)(?=\S)")
_DASH = re.compile(r"[ \t]*[–—―][ \t\u00a0\u202f]*(?=\S)")
_SYMBOLS = re.compile(r"[\W_]+")
_OPEN_END = re.compile(r"[.!?…:;,][\s»”\"’')\]]*\Z")
_BEGINS_SENTENCE = re.compile(r"[«“\"'(\s]*[A-ZÀ-ÖØ-ÞŒ\d]")

#: A heading is a short line of its own without a final stop.
_MAX_HEADING_LENGTH = 120  # characters
_HEADING_END = re.compile(r"(?:[.…:;,]|[.!?…][\s»”\"’')\]]*)\Z")
#: A section name above the title has no more words than this.
_MAX_KICKER_WORDS = 2
_TITLE_END = re.compile(r"[.…:;,][\s»”\"’')\]]*\Z")

#: What surrounds an article: who wrote it, whose the picture is, where it comes from.
_MAX_CREDIT_LENGTH = 200
_CREDIT = re.compile(
    r"""
    (?: sources? | photos? | photographies? | cr[ée]dits? (?: \s+ photos? )? | images? | vid[ée]os?
      | illustrations? | infographies? | l[ée]gendes? | copyright | auteure?s? | texte
    ) \s* (?: [:©] | \bafp\b ) .*
    | (?: © | \(c\) ) .*
    | \(? (?: avec \s+ )? (?: l['’] )? (?: agences? | afp | reuters | ap | belga | ats )
      (?: \s* (?: , | / | et | avec ) \s* (?: l['’] )? (?: agences? | afp | reuters | ap | ats ) )*
      \)? \.?
    | (?: publi[ée]e? | mis \s à \s jour | modifi[ée] | post[ée] ) \s+ (?: le | à ) \s .*
    | (?: (?: lun | mar | mercre | jeu | vendre | same ) di \s+ | dimanche \s+ )? (?: le \s+ )?
      \d{1,2} (?: er )? \s+ [a-zéû]{3,9} \.? \s+ \d{4}
      (?: \s* [,à–-]? \s* \d{1,2} \s? [h:] .{0,6} )?
    | (?: propos \s recueillis | traduit (?: \s de .{3,20} )? | recueilli ) \s par \s .*
    """,
    re.VERBOSE | re.IGNORECASE,
)
#: "Par Jean Dupont, correspondant à Lille": a name and no stop, at either end of an article.
_BYLINE = re.compile(
    r"(?:Par|PAR|Texte de|De notre (?:envoyée?|correspondante?) \w+ à)\s+"
    r"[A-ZÀ-ÖØ-Þ][\w’'.-]*(?:,?\s+(?:&|[\w’'.()-]+)){0,10}(?<![.!?])"
)
_BYLINE_REACH = 4  # blocks from either end


@dataclass(frozen=True, slots=True)
class _Chunk:
    """Lines without a blank one between them, and the blank lines that follow."""

    lines: list[str]
    separator: str
    is_code: bool = False


def read_document(text: str, *, origin: str = "-", input_format: str = "auto") -> Document:
    """Return the document in a plain text.

    Args:
        text: the whole text; any line ends.
        origin: how messages and outputs name the source, ``-`` for standard input.
        input_format: ``text``, or ``auto``, which is the same until there are other readers.

    Raises:
        UnsupportedFormat: no reader for ``input_format``.
        EmptyDocument: nothing but white space in ``text``.

    >>> [block.kind.value for block in read_document("Un titre\\n\\nUne phrase.").blocks]
    ['heading', 'paragraph']
    """
    if input_format not in INPUT_FORMATS:
        raise UnsupportedFormat(
            f"{origin}: unknown input format {input_format!r}; valid are {', '.join(INPUT_FORMATS)}"
        )
    chunks = _split_chunks(clean_text(text))
    if not chunks:
        raise EmptyDocument(f"{origin}: nothing to translate: the text is empty or blank")
    wrapping = find_wrapping(chunk.lines for chunk in chunks if not chunk.is_code)
    blocks: list[Block] = []
    for chunk in chunks:
        blocks += _iter_blocks(chunk, index=len(blocks), wrapping=wrapping)
    blocks = [_classify(block, blocks) for block in blocks]
    return Document(blocks=tuple(blocks), title=_find_title(blocks), origin=origin)


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
    marker = _ITEM.match(line) or _DASH.match(line)
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


def _classify(block: Block, blocks: Sequence[Block]) -> Block:
    """Find the headings and credits among the paragraphs without a marker."""
    if block.kind is not BlockKind.PARAGRAPH or block.marker:
        return block
    if _is_credit(block, num_blocks=len(blocks)):
        return replace(block, kind=BlockKind.CREDIT)
    if _is_heading(block, blocks):
        return replace(block, kind=BlockKind.HEADING, level=2 if block.index else 1)
    return block


def _is_credit(block: Block, *, num_blocks: int) -> bool:
    if len(block.text) > _MAX_CREDIT_LENGTH:
        return False
    if _CREDIT.fullmatch(block.text):
        return True
    at_an_end = min(block.index, num_blocks - 1 - block.index) < _BYLINE_REACH
    return at_an_end and _BYLINE.fullmatch(block.text.rstrip()) is not None


def _is_heading(block: Block, blocks: Sequence[Block]) -> bool:
    text = block.text
    if block.index + 1 == len(blocks) or len(text) > _MAX_HEADING_LENGTH:
        return False
    end = _HEADING_END if block.index else _TITLE_END
    if end.search(text) or not _BEGINS_SENTENCE.match(text) or _SYMBOLS.fullmatch(text):
        return False
    following = blocks[block.index + 1]
    # In a run of short lines (verses, an address) none is the heading of the next.
    touches = block.separator.count("\n") < 2
    return not touches or (
        len(following.text) > 80 and _OPEN_END.search(following.text) is not None
    )


def _find_title(blocks: Sequence[Block]) -> str | None:
    """Return the first heading in front of the text, past a section name such as "Société"."""
    front = takewhile(lambda block: block.kind in (BlockKind.HEADING, BlockKind.CREDIT), blocks)
    headings = [block.text for block in front if block.kind is BlockKind.HEADING]
    full = (text for text in headings if len(text.split()) > _MAX_KICKER_WORDS)
    return next(full, headings[0] if headings else None)
