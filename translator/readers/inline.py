"""Inline Markdown: from what stands in a paragraph to plain text and the marks on it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from markdown_it.token import Token

from translator.patterns import compile_late
from translator.text.normalize import remove_controls
from translator.types import Span, SpanKind

_TAG = compile_late(r"<(/?)([A-Za-z][\w-]*)[^>]*?(/?)>")
_ADDRESS_ATTRIBUTE = compile_late(r"\b(?:href|src|cite)\s*=", re.IGNORECASE)
_OPENINGS = {"em_open", "strong_open", "s_open"}
_CLOSINGS = {"em_close", "strong_close", "s_close"}


@dataclass(frozen=True, slots=True, kw_only=True)
class InlineText:
    """Plain text with its marks; the outer of two marks on the same text stands first."""

    text: str
    spans: tuple[Span, ...]


def read_inline(tokens: Sequence[Token]) -> list[InlineText]:
    """Return the lines between hard breaks; a mark over a break stands on both lines."""
    builder = _Builder()
    lines: list[InlineText] = []
    tokens_left = iter(tokens)
    for token in tokens_left:
        if token.type == "hardbreak":
            still_open = builder.close_all()
            lines.append(builder.finish())
            builder = _Builder(open_marks=still_open)
        elif token.markup == "autolink":
            builder.add_verbatim(token.meta["source"][1:-1], "<", ">")
            next(tokens_left)
            next(tokens_left)
        else:
            builder.add_token(token)
    builder.close_all()
    return [*lines, builder.finish()]


@dataclass(slots=True)
class _OpenMark:
    start: int
    opening: str
    closing: str
    kind: SpanKind
    #: The name of an HTML tag, "" for a mark of Markdown's own.
    tag: str = ""
    #: A link as its author wrote it, for when there is no text in it.
    source: str = ""
    num_spans: int = 0


@dataclass(slots=True)
class _Builder:
    text: str = ""
    spans: list[Span] = field(default_factory=list)
    open_marks: list[_OpenMark] = field(default_factory=list)

    def add_token(self, token: Token) -> None:
        if token.type in ("text", "text_special"):
            # "&#x202e;" was harmless in the file and is not in the text.
            self._add_text(remove_controls(token.content))
        elif token.type == "softbreak":
            self._add_text(" ")
        elif token.type == "code_inline":
            self._add_code(token)
        elif token.type in ("image", "note"):
            self._add_point(token.meta["source"])
        elif token.type == "address":
            self.add_verbatim(token.content, "", "")
        elif token.type == "html_inline":
            self._add_tag(token.content.replace("\n", " "))
        elif token.type in _OPENINGS:
            self._open(token.markup, token.markup, SpanKind.STYLE)
        elif token.type == "link_open":
            source = token.meta["source"]
            self._open("[", token.meta["tail"], SpanKind.LINK, source=source)
        elif token.type in _CLOSINGS or token.type == "link_close":
            self._close()

    def add_verbatim(self, text: str, opening: str, closing: str) -> None:
        start = len(self.text)
        self.text += text
        self._add_span(start, opening, closing, SpanKind.VERBATIM)

    def close_all(self) -> list[_OpenMark]:
        """Close what is open; return it as it is to be opened on the next line."""
        again = [replace(mark, start=0, num_spans=0) for mark in self.open_marks if not mark.tag]
        while self.open_marks:
            if self.open_marks[-1].tag:
                mark = self.open_marks.pop()
                self._insert_point(mark.start, mark.opening)
            else:
                self._close()
        return again

    def finish(self) -> InlineText:
        """Return the text without white space at its ends; marks that stand there keep it."""
        text = self.text.strip()
        lead = len(self.text) - len(self.text.lstrip())
        spans = []
        for span in reversed(self.spans):
            start, end = (min(max(at - lead, 0), len(text)) for at in (span.start, span.end))
            span = replace(span, start=start, end=end)
            if span.kind is SpanKind.POINT and text:
                gap_after = lead and not start
                gap_before = not gap_after and start == len(text) < len(self.text) - lead
                before, after = " " * bool(gap_before), " " * bool(gap_after)
                span = replace(span, opening=before + span.opening + after)
            spans.append(span)
        # Marks are finished from the inside to the outside, points from left to right.
        points = [span for span in reversed(spans) if span.start == span.end]
        others = [span for span in spans if span.start < span.end]
        spans = sorted([*others, *points], key=lambda span: (span.start, -span.end))
        return InlineText(text=text, spans=tuple(spans))

    def _add_text(self, text: str) -> None:
        last = self.spans[-1] if self.spans else None
        if (
            last
            and last.kind is SpanKind.POINT
            and last.start == len(self.text)
            and text[:1].isspace()
            and (self.text[-1:].isspace() or not self.text)
        ):
            self.spans[-1] = replace(last, opening=last.opening + " ")
            text = text.lstrip()
        self.text += text

    def _add_code(self, token: Token) -> None:
        source, marks = token.meta["source"], token.markup
        inner = source[len(marks) : -len(marks)].replace("\n", " ")
        if not inner.strip():
            self._add_point(marks + inner + marks)
            return
        padding = " " if inner != token.content else ""
        self.add_verbatim(token.content, marks + padding, padding + marks)

    def _add_tag(self, tag: str) -> None:
        found = _TAG.fullmatch(tag)
        if found is None or found[3]:
            self._add_point(tag)
        elif not found[1]:
            kind = SpanKind.LINK if _ADDRESS_ATTRIBUTE.search(tag) else SpanKind.STYLE
            self._open(tag, "", kind, tag=found[2].lower())
        elif self.open_marks and self.open_marks[-1].tag == found[2].lower():
            self.open_marks[-1].closing = tag
            self._close()
        else:
            self._add_point(tag)

    def _open(
        self, opening: str, closing: str, kind: SpanKind, *, tag: str = "", source: str = ""
    ) -> None:
        mark = _OpenMark(len(self.text), opening, closing, kind, tag, source, len(self.spans))
        self.open_marks.append(mark)

    def _close(self) -> None:
        """Finish the innermost mark; HTML tags left open in a mark of Markdown are points."""
        while self.open_marks[-1].tag and not self.open_marks[-1].closing:
            mark = self.open_marks.pop()
            self._insert_point(mark.start, mark.opening)
        mark = self.open_marks.pop()
        if not self.text[mark.start :].strip():
            inside = [span.opening for span in self.spans[mark.num_spans :]]
            del self.spans[mark.num_spans :]
            self._add_point(mark.source or mark.opening + "".join(inside) + mark.closing)
            return
        self._add_span(mark.start, mark.opening, mark.closing, mark.kind)

    def _add_span(self, start: int, opening: str, closing: str, kind: SpanKind) -> None:
        end = len(self.text)
        self.spans.append(Span(start=start, end=end, kind=kind, opening=opening, closing=closing))

    def _add_point(self, source: str) -> None:
        self._insert_point(len(self.text), source.replace("\n", " "))

    def _insert_point(self, at: int, source: str) -> None:
        self.spans.append(Span(start=at, end=at, kind=SpanKind.POINT, opening=source))
