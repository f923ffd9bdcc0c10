"""What is read: an article as blocks, their marks, and the segments that are translated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class BlockKind(StrEnum):
    """What a reader sees a block as. CODE is never translated."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    QUOTE = "quote"
    CODE = "code"
    TABLE_CELL = "table_cell"
    #: By-line, photo credit or source line: translated, but never part of a brief.
    CREDIT = "credit"


class SpanKind(StrEnum):
    """What becomes of a mark whose words cannot be found in the translation."""

    #: Emphasis: left out.
    STYLE = "style"
    #: It leads somewhere: kept at the end of its block.
    LINK = "link"
    #: Its text is never translated (code, an address): kept at the end of its block.
    VERBATIM = "verbatim"
    #: It has no text (an image, the mark of a note): kept at the end of its segment.
    POINT = "point"
    #: The end of a subtitle's line or cue; it stands on the space between two words.
    BREAK = "break"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A mark on part of a block's text.

    ``start`` and ``end`` are character offsets into the block's text; ``opening`` and
    ``closing`` are the author's own signs around it.
    """

    start: int
    end: int
    kind: SpanKind
    opening: str = ""
    closing: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One paragraph-like unit of a document, in reading order.

    ``marker + text + separator`` over all blocks, with the spans' signs put into ``text``,
    gives the document back, up to hard-wrapped lines being joined inside ``text``.
    """

    index: int
    kind: BlockKind
    text: str
    level: int = 0
    #: Copied in front of the translation: a bullet, a number, a dialogue dash, ``## ``.
    marker: str = ""
    #: What stood between this block and the next one in the source.
    separator: str = "\n\n"
    #: Marks that are not part of ``text``; the outer of two on the same text stands first.
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A source article. ``origin`` is a path as the user gave it, or ``-`` for standard input."""

    #: A tuple; of a text too long to be held, a sequence that reads it again (readers/large.py).
    blocks: Sequence[Block]
    title: str | None = None
    language: str = "fr"
    origin: str = "-"
    #: The format to write it back in. "html", "docx" and "epub" have Markdown's signs.
    format: str = "text"
    #: The file itself, where a translation is written by changing a copy of it.
    package: bytes = field(default=b"", repr=False)
    #: What the user should know about how it was read, and what only with ``-v``; a sentence each.
    remarks: tuple[str, ...] = ()
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """What one engine call translates: normally a sentence of a block.

    ``start`` and ``end`` are character offsets into the block's text; ``separator`` is the
    exact text between this segment and the next one of the block ("" after the last).
    """

    block_index: int
    index: int
    text: str
    start: int
    end: int
    separator: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentRef:
    """Points at one segment of a translation."""

    block_index: int
    segment_index: int
