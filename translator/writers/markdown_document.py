"""The English as the Markdown document that the source is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from translator.markup.insertion import insert_marks
from translator.markup.placement import place_spans
from translator.markup.stretches import PlacedSpan
from translator.patterns import compile_late
from translator.types import Block, BlockKind, BlockTranslation, Document, Span, SpanKind
from translator.writers import MARKUP_FORMATS

#: Signs that are markup wherever they stand.
_ALWAYS = frozenset("\\`*")
_ENTITY = compile_late(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
#: What makes a heading, list, quotation, rule or fence of a line.
_LINE_START = compile_late(
    r"(?:(?:#{1,6}|[-+])(?=\s|\Z)|>|~~~|[-=_]{2,}|=\Z|(\d{1,9})[.)](?=\s|\Z)|:?-+:?)"
)
_CLOSING_HASHES = compile_late(r"(?<!\S)(#+\Z)")
_NUMBER = compile_late(r"\s*(\d+[.)])\s")
_FRONT_MATTER = compile_late(r"---[ \t]*\n.*\n(?:---|\.\.\.)[ \t]*", re.DOTALL)


def format_block(block: BlockTranslation, document: Document) -> str:
    """Return a block as it stands in a Markdown document, ready to be followed by the next."""
    source = block.block
    if document.format not in MARKUP_FORMATS:
        return _format_foreign_block(block, document)
    if source.kind is BlockKind.CODE:
        return f"{source.marker}{block.target}{source.separator}"
    return f"{source.marker}{format_target(block)}{source.separator}"


def iter_shown(blocks: Iterable[BlockTranslation]) -> Iterator[BlockTranslation]:
    """Yield the blocks that a document has which is no Markdown: front matter is about the file."""
    for block in blocks:
        is_code = block.block.kind is BlockKind.CODE
        if is_code and not block.block.index and _FRONT_MATTER.fullmatch(block.block.text):
            continue
        yield block


def format_target(block: BlockTranslation) -> str:
    """Return a block's target with the marks of its source.

    Links and code whose words are not found stand behind it in parentheses.

    >>> link = Span(start=3, end=9, kind=SpanKind.LINK, opening="[", closing="](b.fr)")
    >>> source = Block(index=0, kind=BlockKind.HEADING, text="Le budget", spans=(link,))
    >>> format_target(BlockTranslation(block=source, target="The budget", segments=()))
    'The [budget](b.fr)'
    >>> format_target(BlockTranslation(block=source, target="The finances", segments=()))
    'The finances ([budget](b.fr))'
    """
    source = block.block
    placement = place_spans(block)
    placed = placement.placed
    escaped = _find_escapes(block.target, placed)
    text = insert_marks(block.target, placed, source=source, escaped=escaped)
    if placement.unplaced:
        notes = ", ".join(_format_unplaced(span, source) for span in placement.unplaced)
        text += f" ({notes})"
    if source.kind is BlockKind.TABLE_CELL:
        # Whatever else stands in front of it: a table takes away one backslash, code keeps all.
        return text.replace("|", r"\|")
    if source.kind is BlockKind.HEADING and "#" in source.marker:
        return _escape_closing_hashes(text)
    starts_with_mark = bool(placed) and placed[0].start == 0
    return text if starts_with_mark else escape_line_start(text)


def escape_line_start(text: str) -> str:
    """Return a line that is a paragraph, whatever it begins with.

    >>> escape_line_start("1. mars"), escape_line_start("- oui"), escape_line_start("Non")
    ('1\\\\. mars', '\\\\- oui', 'Non')
    """
    found = _LINE_START.match(text)
    if found is None:
        return text
    at = found.end(1) if found[1] else 0
    return f"{text[:at]}\\{text[at:]}"


def _format_foreign_block(block: BlockTranslation, document: Document) -> str:
    """Return a block of another kind of document as Markdown, from what it is."""
    source = block.block
    if source.kind is BlockKind.CODE:
        return block.target + source.separator
    text = insert_marks(block.target, (), source=source, escaped=_find_escapes(block.target, ()))
    # Two blocks of a plain text that are one line feed apart would be one paragraph here.
    gap = source.separator if source.separator.count("\n") > 1 else "\n\n"
    if source.kind is BlockKind.HEADING:
        return f"{'#' * max(1, source.level)} {_escape_closing_hashes(text)}{gap}"
    text = escape_line_start(text)
    if source.kind is BlockKind.QUOTE:
        return f"> {text}{gap}"
    if source.kind is BlockKind.LIST_ITEM:
        if not _ends_list(source, document):
            gap = source.separator or gap
        return f"{_find_sign(source.marker)} {text}{gap}"
    # Further in than three spaces it would be code.
    return source.marker.lstrip() + text + gap


def _find_sign(marker: str) -> str:
    """Return what an item begins with; a label that Markdown does not know is part of its text.

    >>> _find_sign("• "), _find_sign("2. "), _find_sign("a) ")
    ('-', '2.', '- a)')
    """
    number = _NUMBER.match(marker)
    if number:
        return number[1]
    label = marker.strip()
    return f"- {label}" if any(map(str.isalnum, label)) else "-"


def _ends_list(item: Block, document: Document) -> bool:
    """Tell whether other text follows an item: touching it, it would be part of the item."""
    blocks = document.blocks
    if not isinstance(blocks, tuple):
        # The blocks of a text in parts cannot be asked for one by one.
        return True
    following = blocks[item.index + 1 : item.index + 2]
    return bool(following) and following[0].kind is not BlockKind.LIST_ITEM


def _escape_closing_hashes(text: str) -> str:
    return _CLOSING_HASHES.sub(r"\\\1", text)


def _find_escapes(target: str, placed: Sequence[PlacedSpan]) -> set[int]:
    """Return the offsets of signs that Markdown would take for its own."""
    brackets = {item.start for item in placed if item.span.opening.lstrip()[:1] in ("[", "(")}
    in_link = {
        offset
        for item in placed
        if item.span.kind is SpanKind.LINK
        for offset in range(item.start, item.end)
    }
    found = {match.start() for match in _ENTITY.finditer(target)}
    for offset, char in enumerate(target):
        if char.isalnum() or char.isspace():
            continue
        before, after = target[offset - 1 : offset], target[offset + 1 : offset + 2]
        if (
            char in _ALWAYS
            or (char == "_" and not (before.isalnum() and after.isalnum()))
            or (char == "~" and "~" in (before, after))
            or (char == "<" and (after.isalpha() or after in ("/", "!", "?")))
            or (char in "[]" and (offset in in_link or (char == "]" and after in ("(", "[", ":"))))
            or (char == "[" and after == "^")
            or (char in "!]" and offset + 1 in brackets)
        ):
            found.add(offset)
    return found


def _format_unplaced(span: Span, source: Block) -> str:
    text = source.text[span.start : span.end]
    if span.kind is SpanKind.LINK:
        text = re.sub(r"([\\`*_\[\]<~])", r"\\\1", text)
    return span.opening + text + span.closing
