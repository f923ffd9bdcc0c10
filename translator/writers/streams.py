"""Formats that are written block by block, so that the first is read while others are made."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from translator.types import BlockTranslation, Document, Finding, LanguagePair, Signature
from translator.writers import markdown_document, segments, subtitles, text, tmx, xliff, xml

#: From a finished block, its document and its findings to what is appended to the output.
BlockFormat = Callable[[BlockTranslation, Document, Sequence[Finding]], str]

#: The block format of each format's name.
BLOCK_FORMATS: dict[str, BlockFormat] = {
    "text": lambda block, document, findings: text.format_block(block),
    "markdown": lambda block, document, findings: markdown_document.format_block(block, document),
    "srt": lambda block, document, findings: subtitles.format_block(block),
    "vtt": lambda block, document, findings: subtitles.format_block(block),
    "jsonl": segments.format_jsonl,
    "tsv": lambda block, document, findings: segments.format_tsv(block),
    "tmx": lambda block, document, findings: tmx.format_block(
        block, findings, pair=LanguagePair(source=document.language)
    ),
    "xliff": lambda block, document, findings: xliff.format_block(block, findings),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What stands around the blocks of a format that is not a mere row of them."""

    format_head: Callable[[Document, LanguagePair, Signature], str]
    tail: str
    #: How many characters of a block the format has to leave out.
    count_removed: Callable[[BlockTranslation], int]


#: The frame of each format that has one; all of them are for translators' tools.
FRAMES: dict[str, Frame] = {
    "tmx": Frame(format_head=tmx.format_head, tail=tmx.TAIL, count_removed=xml.count_forbidden),
    "xliff": Frame(
        format_head=xliff.format_head, tail=xliff.TAIL, count_removed=xml.count_forbidden
    ),
}
