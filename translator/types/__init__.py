"""The nouns of the program: frozen values handed from room to room.

Every value is complete when it is made and never changes afterwards, so a result can be
printed, compared, serialized or checked by any later room without asking where it came from.
They are imported from here, whichever file they stand in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from translator.types.documents import (
    Block,
    BlockKind,
    Document,
    Segment,
    SegmentRef,
    Span,
    SpanKind,
)
from translator.types.engines import (
    Attention,
    DecodingOptions,
    Hypothesis,
    LanguagePair,
    Likelihood,
    ModelInfo,
    ModelScore,
)
from translator.types.findings import Finding, Severity
from translator.types.glossaries import Term, TermUse
from translator.types.translations import (
    BlockTranslation,
    SegmentTranslation,
    Signature,
    Translation,
    WordLink,
)

if TYPE_CHECKING:
    from translator.types.briefs import (
        Brief,
        BriefEntry,
        BriefLayout,
        BriefPoint,
        JointBrief,
        JointPoint,
        PointOrigin,
        Quotation,
        Section,
    )
    from translator.types.reports import Calibration, Report, ReviewItem

__all__ = [
    "Attention",
    "Block",
    "BlockKind",
    "BlockTranslation",
    "Brief",
    "BriefEntry",
    "BriefLayout",
    "BriefPoint",
    "Calibration",
    "DecodingOptions",
    "Document",
    "Finding",
    "Hypothesis",
    "JointBrief",
    "JointPoint",
    "LanguagePair",
    "Likelihood",
    "ModelInfo",
    "ModelScore",
    "PointOrigin",
    "Quotation",
    "Report",
    "ReviewItem",
    "Section",
    "Segment",
    "SegmentRef",
    "SegmentTranslation",
    "Severity",
    "Signature",
    "Span",
    "SpanKind",
    "Term",
    "TermUse",
    "Translation",
    "WordLink",
]

#: Homes of the values that only briefs and reports are made of; imported when one is first asked
#: for, since a translation by itself has neither.
_LATE_HOMES = {
    "briefs": (
        "Brief",
        "BriefEntry",
        "BriefLayout",
        "BriefPoint",
        "JointBrief",
        "JointPoint",
        "PointOrigin",
        "Quotation",
        "Section",
    ),
    "reports": ("Calibration", "Report", "ReviewItem"),
}


def __getattr__(name: str) -> Any:
    for home, names in _LATE_HOMES.items():
        if name in names:
            from importlib import import_module

            value = getattr(import_module(f"{__name__}.{home}"), name)
            globals()[name] = value  # found without this function from now on
            return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
