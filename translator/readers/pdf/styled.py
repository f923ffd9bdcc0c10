"""The text of a paragraph, joined from its lines, with its emphasis, links and marks of notes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from translator.readers.pdf.hyphens import Hyphenation
from translator.readers.pdf.page import Line, Piece
from translator.types import Span, SpanKind

_SUPERSCRIPTS = str.maketrans("0123456789+-()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾")
_EMPHASIS = {(True, False): "**", (False, True): "*", (True, True): "***"}
#: What Markdown would take for the end of a link.
_HARD_IN_ADDRESS = set("()<> ")


@dataclass(frozen=True, slots=True, kw_only=True)
class StyledText:
    """Plain text and the spans on it, as a block has them."""

    text: str
    spans: tuple[Span, ...] = ()


def join_lines(lines: Sequence[Line], *, joiner: Hyphenation) -> list[Piece]:
    """Return the text of lines as stretches of one style, white space made single."""
    pieces: list[Piece] = []
    text = ""
    for line in lines:
        parts = [piece for piece in line.pieces if piece.text]
        if not parts:
            continue
        if text:
            drop, glue = joiner.find_glue(text, line.text.lstrip())
            if drop:
                pieces[-1] = replace(pieces[-1], text=pieces[-1].text[:-drop])
            last = pieces[-1]
            if glue and not last.raised:
                pieces[-1] = replace(last, text=last.text + glue)
            elif glue:
                pieces.append(Piece(text=glue))
        pieces += parts
        text = line.text.rstrip()
    return _tidy(pieces)


def make_text(
    pieces: Sequence[Piece],
    *,
    find_note: Callable[[str], str | None] = lambda mark: None,
    with_bold: bool = True,
) -> StyledText:
    """Return text and spans.

    Args:
        pieces: as join_lines gives them.
        find_note: the label of the note that a raised mark stands for; None for an exponent.
        with_bold: False for a heading, whose type is no emphasis.
    """
    text = ""
    spans: list[Span] = []
    has_plain = any(not _style_of(piece, with_bold) for piece in pieces if piece.text.strip())
    for address, linked in groupby(pieces, key=lambda piece: piece.address):
        link_start = len(text)
        inner: list[Span] = []
        for style, group in groupby(linked, key=lambda piece: _style_of(piece, with_bold)):
            start = len(text)
            for piece in group:
                label = find_note(piece.text.strip()) if piece.raised else None
                if label is not None:
                    text = text.rstrip(" ")
                    mark = Span(
                        start=len(text), end=len(text), kind=SpanKind.POINT, opening=f"[^{label}]"
                    )
                    inner.append(mark)
                elif piece.raised:
                    text += piece.text.translate(_SUPERSCRIPTS)
                else:
                    text += piece.text
            if style and has_plain:
                inner += _make_span(text, start, kind=SpanKind.STYLE, opening=style, closing=style)
        if address and not _says_address(text[link_start:], address):
            closing = f"]({_escape_address(address)})"
            spans += _make_span(text, link_start, kind=SpanKind.LINK, opening="[", closing=closing)
        spans += inner
    spans.sort(key=lambda span: (span.start, -span.end))
    return StyledText(text=text, spans=tuple(spans))


def cut_start(pieces: Sequence[Piece], length: int) -> list[Piece]:
    """Return stretches of text without their first ``length`` characters."""
    kept: list[Piece] = []
    for piece in pieces:
        if length < len(piece.text):
            kept.append(replace(piece, text=piece.text[length:]))
        length = max(0, length - len(piece.text))
    return kept


def _tidy(pieces: Iterable[Piece]) -> list[Piece]:
    """Join neighbors of one style; soft hyphens and double or outer spaces go."""
    tidy: list[Piece] = []
    ends_in_space = True
    for piece in pieces:
        kept: list[str] = []
        for char in piece.text:
            is_space = char in " \t\n"
            if char != "\u00ad" and not (is_space and ends_in_space):
                kept.append(" " if is_space else char)
                ends_in_space = is_space
        text = "".join(kept)
        if tidy and replace(tidy[-1], text=text) == replace(piece, text=text):
            tidy[-1] = replace(piece, text=tidy[-1].text + text)
        elif text:
            tidy.append(replace(piece, text=text))
    while tidy and not tidy[-1].text.rstrip():
        tidy.pop()
    if tidy:
        tidy[-1] = replace(tidy[-1], text=tidy[-1].text.rstrip())
    return tidy


def _style_of(piece: Piece, with_bold: bool) -> str:
    return _EMPHASIS.get((piece.bold and with_bold, piece.italic), "")


def _make_span(text: str, start: int, *, kind: SpanKind, opening: str, closing: str) -> list[Span]:
    """Return a span from ``start`` to the end of ``text``, without white space at its ends."""
    inside = text[start:]
    start += len(inside) - len(inside.lstrip())
    end = start + len(inside.strip())
    if start == end or not any(map(str.isalnum, inside)):
        return []
    return [Span(start=start, end=end, kind=kind, opening=opening, closing=closing)]


def _says_address(text: str, address: str) -> bool:
    """Tell whether a link's text is where it leads, so that nothing is lost without it."""
    shown = text.strip().rstrip("/.").lower()
    plain = address.rstrip("/").lower()
    bare = plain.partition("://")[2] or plain.removeprefix("mailto:")
    return shown in (plain, bare, bare.removeprefix("www."))


def _escape_address(address: str) -> str:
    if not _HARD_IN_ADDRESS & set(address):
        return address
    return f"<{address.replace('<', '%3C').replace('>', '%3E')}>"
