"""TMX 1.4b: a translation memory of the segments, for OmegaT and every other such tool.

https://www.gala-global.org/tmx-14b. A segment's id is that of XLIFF and counts as the JSON
report does: ``b2s0`` is the first segment of block 2, both from 0. It is written block by block:
``format_head``, ``format_block`` of each, ``TAIL``.
"""

from __future__ import annotations

from collections.abc import Sequence

from translator import __version__
from translator.types import (
    BlockKind,
    BlockTranslation,
    Document,
    Finding,
    LanguagePair,
    Signature,
    SpanKind,
)
from translator.writers import xml
from translator.writers.inline_codes import Code, CodedText, Event, code_sources, code_targets

TAIL = "  </body>\n</tmx>\n"

_TYPES = {SpanKind.LINK: "link", SpanKind.POINT: "x-point", SpanKind.VERBATIM: "x-verbatim"}
#: What Markdown's own signs mean in the standard's list of types.
_STYLES = {"**": "bold", "__": "bold", "*": "italic", "_": "italic"}


def format_head(document: Document, pair: LanguagePair, signature: Signature) -> str:
    """Return what stands before the first segment."""
    header = {
        "creationtool": "article-translator",
        "creationtoolversion": __version__,
        "segtype": "sentence",
        "o-tmf": "article-translator",
        "adminlang": "en",
        "srclang": pair.source,
        "datatype": "plaintext",
        "o-encoding": "UTF-8",
    }
    lines = [
        xml.element("prop", xml.escape_text(document.origin), {"type": "x-source"}),
        xml.element("prop", xml.escape_text(str(signature)), {"type": "x-signature"}),
    ]
    return (
        f"{xml.DECLARATION}{xml.tag('tmx', {'version': '1.4'})}\n"
        + xml.indent([xml.tag("header", header)], 1)
        + xml.indent(lines, 2)
        + xml.indent(["</header>", "<body>"], 1)
    )


def format_block(
    block: BlockTranslation, findings: Sequence[Finding], *, pair: LanguagePair
) -> str:
    """Return one translation unit a segment.

    What has no translation (code, a text that the engine failed on) would poison a memory, so
    it is not written.
    """
    if block.block.kind is BlockKind.CODE:
        return ""
    sources, targets = code_sources(block), code_targets(block)
    written = ""
    for position, part in enumerate(block.segments):
        if part.failed or not xml.remove_forbidden(part.target).strip():
            continue
        lines = []
        if part.confidence is not None:
            lines.append(xml.element("prop", str(part.confidence), {"type": "x-confidence"}))
        for finding in findings:
            if finding.segment_index in (None, part.segment.index):
                text = xml.escape_text(f"{finding.code} {finding.message}")
                lines.append(xml.element("prop", text, {"type": "x-finding"}))
        for language, side in ((pair.source, sources[position]), (pair.target, targets[position])):
            segment = xml.element("seg", _format_text(side))
            lines.append(xml.element("tuv", segment, {"xml:lang": language}))
        unit = xml.tag("tu", {"tuid": f"b{block.block.index}s{position}"})
        written += xml.indent([unit], 2) + xml.indent(lines, 3) + xml.indent(["</tu>"], 2)
    return written


def _format_text(text: CodedText) -> str:
    return "".join(
        xml.escape_text(part) if isinstance(part, str) else _format_code(part)
        for part in text.iter_parts()
    )


def _format_code(code: Code) -> str:
    number, span = str(code.number), code.span
    known = "image" if span.opening.lstrip().startswith("![") else _STYLES.get(span.opening)
    kind = {"type": known or _TYPES.get(span.kind, "x-style")}
    opening, closing = xml.escape_text(span.opening), xml.escape_text(span.closing)
    match code.event:
        case Event.OPEN:
            return xml.element("bpt", opening, {"i": number, "x": number, **kind})
        case Event.CLOSE:
            return xml.element("ept", closing, {"i": number})
        case Event.BEGIN:
            return xml.element("it", opening, {"pos": "begin", "x": number, **kind})
        case Event.END:
            return xml.element("it", closing, {"pos": "end", "x": number, **kind})
        case Event.POINT:
            return xml.element("ph", opening + closing, {"x": number, **kind})
