"""Bullets and numbers of lists, as a reader of plain text would write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from translator.docx.ooxml import find_child, get_number, get_value, iter_children
from translator.docx.styles import ParagraphStyle

if TYPE_CHECKING:
    from lxml.etree import _Element

_BULLET = "- "


class Numbering:
    """Counts the items of a document's lists; ask in reading order.

    Args:
        root: of the part with the definitions; None where there is none.
    """

    def __init__(self, root: _Element | None) -> None:
        abstract = {
            get_value(item, "abstractNumId") or "": item
            for item in iter_children(root, "abstractNum")
        }
        linked = {get_value(find_child(item, "styleLink")): item for item in abstract.values()}
        self._levels: dict[str, dict[int, _Element]] = {}
        self._families: dict[str, str] = {}
        self._starts: dict[str, dict[int, int]] = {}
        for item in iter_children(root, "num"):
            family = get_value(find_child(item, "abstractNumId")) or ""
            definition = abstract.get(family)
            link = get_value(find_child(definition, "numStyleLink"))
            if link is not None:
                definition = linked.get(link, definition)
            name = get_value(item, "numId") or ""
            self._families[name] = family
            self._levels[name] = _read_levels(definition) | _read_overrides(item)
            self._starts[name] = _read_starts(item)
        self._counts: dict[str, dict[int, int]] = {}
        self._widths: list[int] = []

    def make_marker(self, style: ParagraphStyle) -> str:
        """Return what stands in front of the next item of a list, indented by its level."""
        name, level, depth = style.list_id or "", style.level, style.depth
        definition = self._levels.get(name, {}).get(level)
        sign = _BULLET
        kind = get_value(find_child(definition, "numFmt")) or "decimal"
        if definition is not None and kind not in ("bullet", "none"):
            sign = f"{self._count(name, level, definition)}. "
        # An item stands under the text of the one that it belongs to.
        del self._widths[depth:]
        self._widths += [len(sign)] * (depth + 1 - len(self._widths))
        return " " * sum(self._widths[:depth]) + sign

    def _count(self, name: str, level: int, definition: _Element) -> int:
        # Lists of one definition are one list, unless one of them begins anew.
        overridden = self._starts.get(name, {}).get(level)
        key = self._families.get(name, name) if overridden is None else f"{name} anew"
        counts = self._counts.setdefault(key, {})
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]
        first = get_number(find_child(definition, "start"), default=1)
        start = first if overridden is None else overridden
        counts[level] = counts.get(level, start - 1) + 1
        return counts[level]


def _read_levels(parent: _Element | None) -> dict[int, _Element]:
    return {get_number(level, "ilvl"): level for level in iter_children(parent, "lvl")}


def _read_overrides(item: _Element) -> dict[int, _Element]:
    levels: dict[int, _Element] = {}
    for override in iter_children(item, "lvlOverride"):
        levels |= _read_levels(override)
    return levels


def _read_starts(item: _Element) -> dict[int, int]:
    return {
        get_number(override, "ilvl"): get_number(start, default=1)
        for override in iter_children(item, "lvlOverride")
        for start in iter_children(override, "startOverride")
    }
