"""XLIFF 2.0: one unit a block and one segment a sentence, for translators' tools.

http://docs.oasis-open.org/xliff/xliff-core/v2.0/xliff-core-v2.0.html. A unit's id and a segment's
count as the JSON report does, from 0: ``b2`` and in it ``s0``. White space between two sentences
is an ``ignorable``, so that source and target of a unit can be put together again exactly. It is
written block by block: ``format_head``, ``format_block`` of each, ``TAIL``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from translator.types import (
    BlockKind,
    BlockTranslation,
    Document,
    Finding,
    LanguagePair,
    SegmentTranslation,
    Severity,
    Signature,
    Span,
    SpanKind,
)
from translator.writers import xml
from translator.writers.inline_codes import Code, CodedText, Event, code_sources, code_targets

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"

TAIL = "  </file>\n</xliff>\n"

#: 1 is the highest priority of a note, 10 the lowest.
_PRIORITIES = {Severity.ERROR: "1", Severity.WARNING: "2", Severity.NOTE: "3"}
_TYPES = {SpanKind.STYLE: "fmt", SpanKind.LINK: "link", SpanKind.BREAK: "fmt"}
#: What Markdown's own signs mean in the standard's list of types.
_STYLES = {"**": "xlf:b", "__": "xlf:b", "*": "xlf:i", "_": "xlf:i"}


def format_head(document: Document, pair: LanguagePair, signature: Signature) -> str:
    """Return what stands before the first unit; one file element holds them all."""
    root = {
        "xmlns": NAMESPACE,
        "version": "2.0",
        "srcLang": pair.source,
        "trgLang": pair.target,
    }
    note = xml.element("note", xml.escape_text(str(signature)), {"category": "signature"})
    return (
        f"{xml.DECLARATION}{xml.tag('xliff', root)}\n"
        + xml.indent([xml.tag("file", {"id": "f0", "original": document.origin})], 1)
        + xml.indent([xml.element("notes", note)], 2)
    )


def format_block(block: BlockTranslation, findings: Sequence[Finding]) -> str:
    """Return a block's unit; what is doubtful stands in notes, under the finding's code."""
    attributes = {
        "id": f"b{block.block.index}",
        "type": f"article:{block.block.kind.value}",
        "xml:space": "preserve",
    }
    if block.block.kind is BlockKind.CODE:
        attributes["translate"] = "no"
    lines = []
    if notes := "".join(_iter_notes(block, findings)):
        lines.append(xml.element("notes", notes))
    if data := "".join(_iter_data(block)):
        lines.append(xml.element("originalData", data))
    lines += _iter_segments(block)
    return (
        xml.indent([xml.tag("unit", attributes)], 2)
        + xml.indent(lines, 3)
        + xml.indent(["</unit>"], 2)
    )


def _iter_segments(block: BlockTranslation) -> Iterator[str]:
    if not block.segments:
        source = xml.element("source", xml.escape_text(block.block.text))
        yield xml.element("segment", source, {"id": "s0"})
    sources, targets = code_sources(block), code_targets(block)
    for position, part in enumerate(block.segments):
        content = xml.element("source", _format_text(sources[position]))
        # Without a target a tool shows the sentence as still to be done.
        is_done = _is_done(part)
        if is_done:
            content += xml.element("target", _format_text(targets[position]))
        state = "translated" if is_done else "initial"
        yield xml.element("segment", content, {"id": f"s{position}", "state": state})
        if position + 1 < len(block.segments):
            space = part.segment.separator
            # As join_block does: in English there is a space even where the source forgot it.
            both = xml.element("source", xml.escape_text(space))
            both += xml.element("target", xml.escape_text(space or " "))
            yield xml.element("ignorable", both)


def _is_done(part: SegmentTranslation) -> bool:
    return not part.failed and bool(xml.remove_forbidden(part.target).strip())


def _iter_notes(block: BlockTranslation, findings: Sequence[Finding]) -> Iterator[str]:
    for finding in findings:
        where = "" if finding.segment_index is None else f"s{finding.segment_index}: "
        attributes = {
            "category": finding.code,
            "appliesTo": "target",
            "priority": _PRIORITIES[finding.severity],
        }
        yield xml.element("note", xml.escape_text(where + finding.message), attributes)
    for position, part in enumerate(block.segments):
        if part.confidence is not None:
            attributes = {"category": "confidence", "appliesTo": "target"}
            yield xml.element("note", f"s{position}: {part.confidence}", attributes)


def _iter_data(block: BlockTranslation) -> Iterator[str]:
    """Yield the author's own signs of each mark, which a tool shows but does not translate."""
    for number, span in enumerate(block.block.spans, 1):
        if _is_point(span):
            yield xml.element("data", xml.escape_text(span.opening), {"id": f"d{number}"})
        else:
            yield xml.element("data", xml.escape_text(span.opening), {"id": f"d{number}s"})
            yield xml.element("data", xml.escape_text(span.closing), {"id": f"d{number}e"})


def _is_point(span: Span) -> bool:
    return span.start == span.end or span.kind is SpanKind.BREAK


def _format_text(text: CodedText) -> str:
    return "".join(
        xml.escape_text(part) if isinstance(part, str) else _format_code(part)
        for part in text.iter_parts()
    )


def _format_code(code: Code) -> str:
    number, data, kind = str(code.number), f"d{code.number}", _classify(code.span)
    match code.event:
        case Event.OPEN:
            refs = {"dataRefStart": f"{data}s", "dataRefEnd": f"{data}e"}
            return xml.tag("pc", {"id": number, **kind, **refs})
        case Event.CLOSE:
            return "</pc>"
        case Event.BEGIN:
            return xml.tag("sc", {"id": number, **kind, "dataRef": f"{data}s"}, is_empty=True)
        case Event.END:
            return xml.tag("ec", {"startRef": number, "dataRef": f"{data}e"}, is_empty=True)
        case Event.POINT:
            reference = data if _is_point(code.span) else f"{data}s"
            return xml.tag("ph", {"id": number, **kind, "dataRef": reference}, is_empty=True)


def _classify(span: Span) -> dict[str, str]:
    if span.kind is SpanKind.BREAK:
        return {"type": "fmt", "subType": "xlf:lb"}
    if span.kind is SpanKind.POINT and span.opening.lstrip().startswith("!["):
        return {"type": "image"}
    kind = {"type": _TYPES.get(span.kind, "other")}
    return {**kind, "subType": _STYLES[span.opening]} if span.opening in _STYLES else kind
