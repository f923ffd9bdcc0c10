"""The nouns of the program: frozen values handed from room to room.

Every value is complete when it is made and never changes afterwards, so a result can be
printed, compared, serialized or checked by any later room without asking where it came from.
They are imported from here, whichever file they stand in.
"""

from __future__ import annotations

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
from translator.types.reports import Calibration, Report, ReviewItem
from translator.types.translations import (
    BlockTranslation,
    SegmentTranslation,
    Signature,
    Translation,
    WordLink,
)

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
