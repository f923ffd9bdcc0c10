"""Inline Markdown: from what stands in a paragraph to plain text and the marks on it.

markdown-it finds the marks. Its rules are wrapped so that a link, an image or a code span
remembers how its author wrote it, because a normalized address is not the author's address.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline, autolink, backtick, image, link
from markdown_it.token import Token

from translator.types import Span, SpanKind

_Rule = Callable[[StateInline, bool], bool]

#: A bare address up to its punctuation, without the scheme in front of ``://``.
_ADDRESS_REST = re.compile(r"://[^\s<>\"«»|`]+")
_SCHEME = re.compile(r"(?<![a-z0-9])(?:https?|ftp)\Z", re.IGNORECASE)
_NOTE = re.compile(r"\[\^[^\]\s]+\]")
_TAG = re.compile(r"<(/?)([A-Za-z][\w-]*)[^>]*?(/?)>")
_ADDRESS_ATTRIBUTE = re.compile(r"\b(?:href|src|cite)\s*=", re.IGNORECASE)
_OPENINGS = {"em_open", "strong_open", "s_open"}
_CLOSINGS = {"em_close", "strong_close", "s_close"}


class Parser(MarkdownIt):
    """CommonMark with tables and strikethrough that leaves addresses as they are."""

    def __init__(self) -> None:
        super().__init__("commonmark")
        self.enable(["table", "strikethrough"])
        rules = self.inline.ruler
        for name, rule in (("image", image), ("autolink", autolink), ("backticks", backtick)):
            rules.at(name, _remember_source(rule))
        rules.at("link", _remember_source(link))
        rules.before("link", "note", _read_note)
        rules.push("address", _read_address)

    def normalizeLink(self, url: str) -> str:
        return url

    def validateLink(self, url: str) -> bool:
        # Nothing is rendered here, so no address can do harm.
        return True


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
            self._add_text(token.content)
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


def _remember_source(rule: _Rule) -> _Rule:
    """Return a rule that notes the source of what it finds on the first token it makes."""

    def remember(state: StateInline, silent: bool) -> bool:
        start, label_end = state.pos, -1
        num_tokens, pending = len(state.tokens), bool(state.pending)
        if rule is link and not silent:
            label_end = state.md.helpers.parseLinkLabel(state, start, True)
        found = rule(state, silent)
        if found and not silent and len(state.tokens) > num_tokens:
            token = state.tokens[num_tokens + pending]
            source = state.src[start : state.pos]
            token.meta["source"] = source
            if label_end >= 0:
                tail = state.src[label_end : state.pos].replace("\n", " ")
                # The words of a link may change: it must not be looked up by them.
                by_words = tail in ("]", "][]")
                label = state.src[start + 1 : label_end]
                token.meta["tail"] = f"][{label}]" if by_words else tail
        return found

    return remember


def _read_note(state: StateInline, silent: bool) -> bool:
    """Read the mark of a footnote, or the head of the note itself."""
    found = _NOTE.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    source = found[0]
    if state.pos == 0 and state.src[found.end() : found.end() + 1] == ":":
        source += ":"
        state.pos += 1
    if not silent:
        state.push("note", "", 0).meta["source"] = source
    state.pos += len(found[0])
    return True


def _read_address(state: StateInline, silent: bool) -> bool:
    """Read an address that stands in the text as it is; emphasis marks may be part of it."""
    found = _ADDRESS_REST.match(state.src, state.pos, state.posMax)
    scheme = _SCHEME.search(state.src[max(0, state.pos - 6) : state.pos])
    if found is None or scheme is None:
        return False
    before = state.src[: state.pos - len(scheme[0])][-1:]
    # An address may end in an underscore, unless one stands in front of it: _https://exemple.fr_
    rest = strip_address(found[0], marks="*~_" if before == "_" else "*~")
    if len(rest) <= len("://"):
        return False
    if not silent:
        if not state.pending.endswith(scheme[0]):
            return False
        state.pending = state.pending[: -len(scheme[0])]
        state.push("address", "", 0).content = scheme[0] + rest
    state.pos += len(rest)
    return True


def strip_address(text: str, *, marks: str = "*~") -> str:
    """Return an address without what closes the sentence around it.

    >>> strip_address("https://exemple.fr/pont_(ville)).")
    'https://exemple.fr/pont_(ville)'
    """
    while text:
        if text[-1] in ".,;:!?'’]" + marks:
            text = text[:-1]
        elif text[-1] == ")" and text.count(")") > text.count("("):
            text = text[:-1]
        else:
            break
    return text


def iter_lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines of a text, each with its offset."""
    offset = 0
    for line in text.split("\n"):
        yield offset, line
        offset += len(line) + 1
