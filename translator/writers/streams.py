"""Formats that are written block by block, so that the first is read while others are made."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from translator.types import BlockTranslation, Document, Finding
from translator.writers import markdown_document, segments, subtitles, text

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
}
