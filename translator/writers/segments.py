"""Segments for other programs: one line each, as soon as their block is finished.

Blocks and segments are counted as in the JSON report, from 0, and every segment is there.
"""

from __future__ import annotations

from collections.abc import Sequence

from translator.types import BlockTranslation, Document, Finding
from translator.writers.json_text import encode_json

#: What would end a field or a line of a TSV file, and the sign that says so.
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n"})


def format_jsonl(block: BlockTranslation, document: Document, findings: Sequence[Finding]) -> str:
    """Return a JSON object a segment, each on its line.

    ``findings`` are the codes of what is doubtful about the segment; those about the block as
    a whole stand with its first segment.
    """
    lines = []
    for position, part in enumerate(block.segments):
        own = [item for item in findings if (item.segment_index or 0) == part.segment.index]
        values = {
            "path": document.origin,
            "block": block.block.index,
            "segment": position,
            "kind": block.block.kind.value,
            "source": part.segment.text,
            "target": part.target,
            "score": part.score,
            "findings": [item.code for item in own],
        }
        lines.append(encode_json(values) + "\n")
    return "".join(lines)


def format_tsv(block: BlockTranslation) -> str:
    """Return ``source<TAB>target`` a segment, each on its line.

    A tab, a line feed and a backslash of the text are written ``\\\\t``, ``\\\\n`` and
    ``\\\\\\\\``.
    """
    return "".join(
        f"{escape_field(part.segment.text)}\t{escape_field(part.target)}\n"
        for part in block.segments
    )


def escape_field(text: str) -> str:
    """Return a text without a tab or a line end of its own.

    >>> print(escape_field("une\\tcolonne"))
    une\\tcolonne
    """
    return text.translate(_ESCAPES)
