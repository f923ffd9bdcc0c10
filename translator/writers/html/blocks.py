"""A block of an article in the element that its kind asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import repeat

from translator.patterns import compile_late
from translator.types import Block, BlockKind
from translator.writers.html.elements import Markup, element, join

#: The page's own title is the first level, so an article's begins at the second.
_FIRST_LEVEL = 2
_LAST_LEVEL = 6
#: The least that puts a Markdown item into the one above it, and as deep as the style goes.
_SPACES_A_LEVEL = 2
_MAX_DEPTH = 3
_BULLETS = "-*+•‣▪◦·"
_NUMBER = compile_late(r"(\d{1,9})[.)]")
_FENCED = compile_late(
    r"\s*(?P<fence>`{3,}|~{3,})[ \t]*(?P<language>[^\s`]*)[^\n]*(?P<code>.*)", re.DOTALL
)


def wrap_block(block: Block, content: Markup) -> Markup:
    """Return the content of a block, source or target, as what the block is."""
    if block.kind is BlockKind.HEADING:
        level = min(max(block.level, 1) - 1 + _FIRST_LEVEL, _LAST_LEVEL)
        return element(f"h{level}", content)
    if block.kind is BlockKind.LIST_ITEM:
        return _wrap_item(block.marker, content)
    marker = block.marker.strip()
    if block.kind is BlockKind.QUOTE:
        return element("blockquote", element("p", content))
    if block.kind is BlockKind.CREDIT:
        return element("p", content, class_="credit")
    # What is left of a marker is a dialogue dash: the author's own word for "somebody speaks".
    return element("p", *((f"{marker} ",) if marker else ()), content)


def iter_pieces(block: Block) -> Iterator[Block]:
    """Yield what each sentence of a block is; its bullet stands before the first alone."""
    yield block
    is_item = block.kind is BlockKind.LIST_ITEM
    kind = BlockKind.PARAGRAPH if is_item else block.kind
    yield from repeat(replace(block, marker="", kind=kind))


def wrap_code(text: str) -> Markup:
    """Return a block that is not translated, without the fences around it.

    >>> wrap_code("```python\\nprint(1)\\n```").html
    '<pre><code class="language-python">print(1)</code></pre>'
    """
    fenced = _FENCED.fullmatch(text)
    if fenced is None:
        return element("pre", element("code", text))
    lines = fenced["code"].removeprefix("\n").split("\n")
    if lines[-1].strip() and not lines[-1].strip().strip(fenced["fence"][0]):
        lines.pop()
    name = fenced["language"]
    code = element("code", "\n".join(lines), class_=f"language-{name}" if name else None)
    return element("pre", code)


def wrap_table(rows: Sequence[Sequence[Markup | None]], *, with_head: bool) -> Markup:
    """Return rows of cells as a table; with a head, the first row names the columns."""
    head = [_wrap_row(rows[0], cell="th")] if with_head else []
    body = [_wrap_row(row, cell="td") for row in rows[len(head) :]]
    return element(
        "table",
        element("thead", *head) if head else None,
        element("tbody", *body) if body else None,
    )


def _wrap_row(row: Sequence[Markup | None], *, cell: str) -> Markup:
    scope = "col" if cell == "th" else None
    return element("tr", *(element(cell, content, scope=scope) for content in row))


def _wrap_item(marker: str, content: Markup) -> Markup:
    """Return an item as a list of one: its neighbours stand in rows of their own."""
    indent = len(marker) - len(marker.lstrip(" "))
    depth = min(indent // _SPACES_A_LEVEL, _MAX_DEPTH)
    inside = f"inside-{depth}" if depth else ""
    sign = marker.split()[-1] if marker.split() else ""
    number = _NUMBER.fullmatch(sign)
    if number:
        return element("ol", element("li", content), start=int(number[1]), class_=inside or None)
    if not sign or sign in _BULLETS:
        return element("ul", element("li", content), class_=inside or None)
    item = element("li", join([f"{sign} ", content]))
    return element("ul", item, class_=f"marked {inside}".rstrip())
