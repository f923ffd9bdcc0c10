"""The English alone, with the paragraph structure of the source."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from translator.types import BlockTranslation, Report


class TextWriter:
    """Writes plain text: each target with its block's own marker and separator."""

    name = "text"

    def write(self, report: Report, stream: TextIO) -> None:
        for block in report.translation.blocks:
            stream.write(format_block(block))


def format_block(block: BlockTranslation) -> str:
    """Return a block as it stands in a plain text, ready to be followed by the next one.

    >>> from translator.types import Block, BlockKind, BlockTranslation
    >>> item = Block(index=0, kind=BlockKind.LIST_ITEM, text="un", marker="- ", separator="\\n")
    >>> format_block(BlockTranslation(block=item, target="one", segments=()))
    '- one\\n'
    """
    return f"{block.block.marker}{block.target}{block.block.separator}"
