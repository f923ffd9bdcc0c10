"""A layout as plain objects of JSON, for the way from one process to another."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from translator.readers.pdf.furniture import Furniture
from translator.readers.pdf.layout import Layout
from translator.types import Block, BlockKind, Span, SpanKind


def pack_layout(layout: Layout) -> dict[str, Any]:
    """Return a layout as JSON has it.

    >>> unpack_layout(pack_layout(Layout(blocks=(), num_pages=2))).num_pages
    2
    """
    return asdict(layout)


def unpack_layout(data: dict[str, Any]) -> Layout:
    """Return the layout that pack_layout was given."""
    return Layout(
        blocks=tuple(_unpack_block(block) for block in data["blocks"]),
        furniture=tuple(Furniture(**one) for one in data["furniture"]),
        num_pages=data["num_pages"],
        num_images=data["num_images"],
        blank_pages=tuple(data["blank_pages"]),
        broken_pages=tuple(data["broken_pages"]),
    )


def _unpack_block(data: dict[str, Any]) -> Block:
    spans = tuple(Span(**{**span, "kind": SpanKind(span["kind"])}) for span in data["spans"])
    return Block(**{**data, "kind": BlockKind(data["kind"]), "spans": spans})
