"""A report whose every text tries to leave its place on a page."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from sample_report import make_report

from translator.types import (
    BlockKind,
    Brief,
    BriefPoint,
    Finding,
    Hypothesis,
    ModelInfo,
    Report,
    SegmentTranslation,
    Severity,
    Signature,
)

#: What tries to leave its place: elements, attributes, raw text, comments, the terminal, the
#: reading direction, and what cannot be encoded.
HOSTILE = (
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "</title><img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)" x="',
    "' onfocus='alert(1)' autofocus='",
    "<!-- --><svg/onload=alert(1)>",
    "<![CDATA[<b>]]>&lt;script&gt;&#60;b>",
    "javascript:alert(1)",
    "\x1b]0;titre\x07\x1b[31m\x00\x9b",
    "\u202eetxet\u202c \u2066a\u2069",
    "a\ud800b",
)


def make_hostile_report(text: str) -> Report:
    """Return the sample with one text in every place that takes any."""
    report = make_report()
    translation = report.translation

    def spoil(part: SegmentTranslation) -> SegmentTranslation:
        return replace(
            part,
            segment=replace(part.segment, text=text),
            hypotheses=(Hypothesis(text=text, score=-3.0),),
        )

    blocks = tuple(
        replace(
            item,
            block=replace(item.block, kind=kind, text=text, marker=text),
            target=text,
            segments=tuple(spoil(part) for part in item.segments[:1]),
        )
        for item, kind in zip(translation.blocks, BlockKind, strict=True)
    )
    document = replace(
        translation.document,
        blocks=tuple(item.block for item in blocks),
        title=text,
        origin=text,
    )
    findings = tuple(
        Finding(
            code=text,
            severity=severity,
            block_index=1,
            message=text,
            source_excerpt=text[:5],
            target_excerpt=text,
        )
        for severity in Severity
    )
    return Report(
        translation=replace(
            translation,
            document=document,
            blocks=blocks,
            signature=Signature(pairs=((text, text),)),
        ),
        brief=Brief(
            headline=text,
            points=(BriefPoint(text=text, block_indices=(1,), label=text, source=text),),
            method=text,
            findings=findings,
        ),
        findings=findings,
        model=ModelInfo(name=text, path=Path("m"), format="ctranslate2"),
    )
