"""Doubts about a text, of a translation or of a brief."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding should worry a reader."""

    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A doubt about the text, with the evidence for it."""

    code: str
    severity: Severity
    block_index: int
    message: str
    segment_index: int | None = None
    source_excerpt: str = ""
    target_excerpt: str = ""
    #: The point of a brief that it is about; the block is then one that the point names.
    point_index: int | None = None
