"""Paragraphs as blocks: which are headings, items, rows of tables; notes stand at the end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from translator.readers.furniture import mark_credits
from translator.readers.pdf.hyphens import Hyphenation
from translator.readers.pdf.page import BodyType, Piece
from translator.readers.pdf.paragraphs import BULLET, NUMBERED, SMALL_START, Paragraph
from translator.readers.pdf.styled import cut_start, join_lines, make_text
from translator.readers.pdf.tables import find_table
from translator.types import Block, BlockKind

#: Type so much larger than the body's is a heading's.
_LARGE = 1.12
#: A sentence in large type that is longer than this introduces the article; in characters.
_MAX_SENTENCE = 60
_MAX_HEADING = 200
_MAX_BOLD_HEADING = 120
_MAX_LINES = 4
#: Sizes of headings nearer than this are one level.
_SAME_LEVEL = 0.06
_MAX_LEVEL = 6
_SENTENCE_ENDS = (".", ";", ",", "…")

#: By page and sign: the label of a note in the document.
_Labels = Mapping[tuple[int, str], str]


@dataclass(frozen=True, slots=True)
class _Part:
    """A paragraph whose lines are joined."""

    paragraph: Paragraph
    pieces: list[Piece]
    text: str


def make_blocks(
    paragraphs: Sequence[Paragraph], notes: Sequence[Paragraph], *, body: BodyType
) -> list[Block]:
    """Return the blocks of a text and of its footnotes, with Markdown's signs."""
    joiner = Hyphenation(line.text for one in (*paragraphs, *notes) for line in one.lines)
    labels = _name_notes(notes)
    parts = [_join(paragraph, joiner=joiner) for paragraph in paragraphs]
    levels = _find_levels(parts, body=body)
    blocks: list[Block] = []
    at = 0
    while at < len(parts):
        table = find_table(paragraphs[at:], joiner=joiner)
        if table:
            blocks += table.blocks
            at += table.num_paragraphs
        else:
            blocks.append(_make_block(parts[at], level=levels.get(at, 0), labels=labels))
            at += 1
    for note in notes:
        content = make_text(join_lines(note.lines, joiner=joiner))
        marker = f"[^{labels[note.page, note.note]}]: "
        kind = BlockKind.PARAGRAPH
        blocks.append(
            Block(index=0, kind=kind, text=content.text, marker=marker, spans=content.spans)
        )
    return mark_credits(_separate([block for block in blocks if block.text]))


def _join(paragraph: Paragraph, *, joiner: Hyphenation) -> _Part:
    pieces = join_lines(paragraph.lines, joiner=joiner)
    return _Part(paragraph, pieces, "".join(piece.text for piece in pieces))


def _name_notes(notes: Sequence[Paragraph]) -> dict[tuple[int, str], str]:
    """Return a label for each note: its own sign, or a new number where that comes twice."""
    labels: dict[tuple[int, str], str] = {}
    taken: set[str] = set()
    signs = [note.note for note in notes]
    are_unique = len(set(signs)) == len(signs) and all(sign.isdigit() for sign in signs)
    for number, note in enumerate(notes, start=1):
        label = note.note if are_unique else str(number)
        if (note.page, note.note) not in labels:
            labels[note.page, note.note] = label
            taken.add(label)
    return labels


def _find_levels(parts: Sequence[_Part], *, body: BodyType) -> dict[int, int]:
    """Return the places of the headings, each with its level."""
    large = [at for at, part in enumerate(parts) if _is_large_heading(part, body=body)]
    sizes: list[float] = []
    for size in sorted({parts[at].paragraph.size for at in large}, reverse=True):
        if not sizes or size < sizes[-1] * (1 - _SAME_LEVEL):
            sizes.append(size)
    levels = {
        at: sum(size > parts[at].paragraph.size * (1 + _SAME_LEVEL) for size in sizes) + 1
        for at in large
    }
    for at, part in enumerate(parts):
        following = parts[at + 1] if at + 1 < len(parts) else None
        if at not in levels and _is_bold_heading(part, following, body=body):
            levels[at] = len(sizes) + 1
    return {at: min(level, _MAX_LEVEL) for at, level in levels.items()}


def _is_large_heading(part: _Part, *, body: BodyType) -> bool:
    if part.paragraph.size < _LARGE * body.size or not any(map(str.isalpha, part.text)):
        return False
    if len(part.text) > _MAX_HEADING or len(part.paragraph.lines) > _MAX_LINES:
        return False
    if _is_credit(part.text):
        return False
    return len(part.text) <= _MAX_SENTENCE or not _is_sentence(part.text)


def _is_sentence(text: str) -> bool:
    """Tell whether a text ends as a sentence does, inside quotation marks perhaps."""
    return text.rstrip(" \u00a0\u202f»”").endswith(_SENTENCE_ENDS)


def _is_credit(text: str) -> bool:
    """Tell whether a line in large type is a date or a by-line."""
    (block,) = mark_credits([Block(index=0, kind=BlockKind.PARAGRAPH, text=text)])
    return block.kind is BlockKind.CREDIT


def _is_bold_heading(part: _Part, following: _Part | None, *, body: BodyType) -> bool:
    """Tell whether a bold line of the body's size stands over text that is not bold."""
    paragraph, text = part.paragraph, part.text
    return (
        following is not None
        and paragraph.is_bold
        and not following.paragraph.is_bold
        and paragraph.size >= 0.95 * body.size
        and len(text) <= _MAX_BOLD_HEADING
        and len(paragraph.lines) <= 2
        and any(map(str.isalpha, text))
        and not _is_credit(text)
        and not (_is_sentence(text) or text.endswith(":"))
        and not SMALL_START.match(text)
        and not BULLET.match(text)
        and not paragraph.first.cells
    )


def _make_block(part: _Part, *, level: int, labels: _Labels) -> Block:
    kind, marker, pieces = BlockKind.PARAGRAPH, "", part.pieces
    found = BULLET.match(part.text) or NUMBERED.match(part.text)
    if level:
        kind, marker = BlockKind.HEADING, "#" * level + " "
    elif found:
        pieces = cut_start(pieces, found.end())
        sign = found[0].strip()
        if sign in "–—" and _is_speech(part.text[found.end() :]):
            marker = found[0]
        else:
            kind, marker = BlockKind.LIST_ITEM, _make_marker(sign)

    def find_note(mark: str) -> str | None:
        page = part.paragraph.page
        return labels.get((page, mark)) or labels.get((page + 1, mark))

    content = make_text(pieces, find_note=find_note, with_bold=not level)
    return Block(
        index=0,
        kind=kind,
        text=content.text,
        level=level,
        marker=marker,
        spans=content.spans,
    )


def _make_marker(sign: str) -> str:
    """Return what begins an item in Markdown: « 1. », or a bullet, with « a) » kept behind it."""
    if sign[0].isdigit():
        return f"{sign} "
    return f"- {sign} " if sign[-1] in ".)" else "- "


def _is_speech(text: str) -> bool:
    """Tell whether what follows a dash is somebody's turn in a dialogue, not an item."""
    return text[:1].isupper() and text.rstrip().endswith((".", "!", "?", "…", "»"))


def _separate(blocks: Iterable[Block]) -> list[Block]:
    """Number the blocks and put a blank line between them, but none between items of a list."""
    separate: list[Block] = []
    blocks = list(blocks)
    for index, block in enumerate(blocks):
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        separator = block.separator
        if block.kind is BlockKind.LIST_ITEM and following and following.kind is block.kind:
            separator = "\n"
        elif following is None:
            separator = separator.rstrip("\n") + "\n"
        separate.append(replace(block, index=index, separator=separator))
    return separate
