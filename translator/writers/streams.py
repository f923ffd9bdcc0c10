"""Formats that are written block by block, so that the first is read while others are made."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from translator.lazy import LazyTable
from translator.types import BlockTranslation, Document, Finding, LanguagePair, Signature

#: From a finished block, its document and its findings to what is appended to the output.
BlockFormat = Callable[[BlockTranslation, Document, Sequence[Finding]], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What stands around the blocks of a format that is not a mere row of them."""

    format_head: Callable[[Document, LanguagePair, Signature], str]
    tail: str
    #: How many characters of a block the format has to leave out.
    count_removed: Callable[[BlockTranslation], int]


def _load_text() -> BlockFormat:
    from translator.writers import text

    return lambda block, document, findings: text.format_block(block)


def _load_markdown() -> BlockFormat:
    from translator.writers import markdown_document

    return lambda block, document, findings: markdown_document.format_block(block, document)


def _load_subtitles() -> BlockFormat:
    from translator.writers import subtitles

    return lambda block, document, findings: subtitles.format_block(
        block, is_vtt=document.format == "vtt"
    )


def _load_jsonl() -> BlockFormat:
    from translator.writers import segments

    return segments.format_jsonl


def _load_tsv() -> BlockFormat:
    from translator.writers import segments

    return lambda block, document, findings: segments.format_tsv(block)


def _load_tmx() -> BlockFormat:
    from translator.writers import tmx

    return lambda block, document, findings: tmx.format_block(
        block, findings, pair=LanguagePair(source=document.language)
    )


def _load_xliff() -> BlockFormat:
    from translator.writers import xliff

    return lambda block, document, findings: xliff.format_block(block, findings)


def _load_tmx_frame() -> Frame:
    from translator.writers import tmx, xml

    return Frame(format_head=tmx.format_head, tail=tmx.TAIL, count_removed=xml.count_forbidden)


def _load_xliff_frame() -> Frame:
    from translator.writers import xliff, xml

    return Frame(format_head=xliff.format_head, tail=xliff.TAIL, count_removed=xml.count_forbidden)


#: The block format of each format's name.
BLOCK_FORMATS: LazyTable[BlockFormat] = LazyTable(
    {
        "text": _load_text,
        "markdown": _load_markdown,
        "srt": _load_subtitles,
        "vtt": _load_subtitles,
        "jsonl": _load_jsonl,
        "tsv": _load_tsv,
        "tmx": _load_tmx,
        "xliff": _load_xliff,
    }
)

#: The frame of each format that has one; all of them are for translators' tools.
FRAMES: LazyTable[Frame] = LazyTable({"tmx": _load_tmx_frame, "xliff": _load_xliff_frame})
