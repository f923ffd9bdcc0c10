"""Subtitles (SRT and WebVTT) to sentences that know which cues they were spread over.

A block is what is said between two full stops, however many cues that takes. Numbers, timings,
settings and comments are kept to the character: those inside a block as breaks on its spaces,
those between two blocks in front of the second one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from translator.errors import UnsupportedFormat, name_origin
from translator.patterns import compile_late
from translator.readers.cues import TAG, CueLine, iter_cue_lines
from translator.text.casing import is_all_caps
from translator.types import Block, BlockKind, Document, Span, SpanKind

_DASH = compile_late(r"[-–—―][ \t\u00a0\u202f]*(?=\S)")
#: Sounds, music and who speaks are not part of the sentence before them.
_ASIDE = compile_late(r"[\[(♪#*]")
_ENDED = compile_late(r"(?:[.!?…][\s»”\"’')\]]*|[\])♪])\Z")
_GOES_ON = compile_late(r"(?:…|\.\.\.)\Z")
_SMALL_START = compile_late(r"[a-zà-öø-ÿœ]")
#: Captions made by a machine have no stops. A block of them ends here.
_MAX_LENGTH = 400  # characters


class SrtReader:
    """Reads SubRip subtitles."""

    suffixes = frozenset({".srt"})

    def read(self, text: str, *, origin: str) -> Document:
        """Return the sentences of clean subtitles; see Reader."""
        return _read_subtitles(text, origin=origin, format_name="srt")


class VttReader:
    """Reads WebVTT subtitles."""

    suffixes = frozenset({".vtt"})

    def read(self, text: str, *, origin: str) -> Document:
        """Return the sentences of clean subtitles; see Reader."""
        return _read_subtitles(text, origin=origin, format_name="vtt")


@dataclass(slots=True)
class _OpenTag:
    name: str
    start: int
    source: str
    cue: int


@dataclass(slots=True)
class _Sentence:
    """What a block is gathered in."""

    text: str = ""
    marker: str = ""
    spans: list[Span] = field(default_factory=list)
    open_tags: list[_OpenTag] = field(default_factory=list)


def _read_subtitles(text: str, *, origin: str, format_name: str) -> Document:
    lines = list(iter_cue_lines(text, has_comments=format_name == "vtt"))
    if not lines:
        raise UnsupportedFormat(
            f"{name_origin(origin)}: no subtitles in it; expected timings such as "
            "00:00:01,000 --> 00:00:04,000. To read it as plain text: --input-format text"
        )
    groups = _group(lines)
    blocks: list[Block] = []
    position = 0
    for number, group in enumerate(groups):
        following = groups[number + 1][0].start if number + 1 < len(groups) else len(text)
        gap = text[group[-1].end : following]
        separator = gap[: len(gap) - len(gap.lstrip())] if number + 1 < len(groups) else gap
        blocks.append(
            _make_block(
                group,
                text,
                index=number,
                head=text[position : group[0].start],
                separator=separator,
            )
        )
        position = group[-1].end + len(separator)
    return Document(blocks=tuple(blocks), origin=origin, format=format_name)


def _group(lines: Sequence[CueLine]) -> list[list[CueLine]]:
    """Return the lines of each sentence, or of several that share a line."""
    groups: list[list[CueLine]] = []
    for line in lines:
        if groups and not _begins(line, groups[-1]):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _begins(line: CueLine, group: Sequence[CueLine]) -> bool:
    previous = group[-1].text.rstrip()
    if _DASH.match(line.text) or _ASIDE.match(line.text):
        return True
    if _GOES_ON.search(previous) and _SMALL_START.match(line.text):
        return False
    if _ENDED.search(previous) or is_all_caps(previous) != is_all_caps(line.text):
        return True
    return sum(len(part.text) for part in group) > _MAX_LENGTH


def _make_block(
    group: Sequence[CueLine], source: str, *, index: int, head: str, separator: str
) -> Block:
    """Make a block of lines; ``head`` is what stands in front of the first one."""
    sentence = _Sentence()
    if head:
        sentence.spans.append(Span(start=0, end=0, kind=SpanKind.BREAK, opening=head))
    for number, line in enumerate(group):
        if number:
            before = group[number - 1]
            at = len(sentence.text)
            gap = source[before.end : line.start]
            if before.cue != line.cue:
                _end_tags(sentence)
            sentence.spans.append(Span(start=at, end=at + 1, kind=SpanKind.BREAK, opening=gap))
            sentence.text += " "
        _add_line(sentence, line, is_first=not number)
    _end_tags(sentence)
    spans = sorted(sentence.spans, key=lambda span: (span.start, -span.end))
    return Block(
        index=index,
        kind=BlockKind.PARAGRAPH,
        text=sentence.text,
        marker=sentence.marker,
        separator=separator,
        spans=tuple(spans),
    )


def _add_line(sentence: _Sentence, line: CueLine, *, is_first: bool) -> None:
    dash = _DASH.match(line.text) if is_first else None
    if dash and not any(at < dash.end() for at, _ in line.tags):
        sentence.marker = dash[0]
    begin = len(sentence.text) - (len(sentence.marker) if is_first else 0)
    sentence.text += line.text.removeprefix(sentence.marker) if is_first else line.text
    for at, tag in line.tags:
        _add_tag(sentence, tag, at=max(0, begin + at), cue=line.cue)


def _add_tag(sentence: _Sentence, tag: str, *, at: int, cue: int) -> None:
    found = TAG.fullmatch(tag)
    name = (found[2] or "").lower() if found else ""
    if name and found and not found[1]:
        sentence.open_tags.append(_OpenTag(name, at, tag, cue))
    elif name and sentence.open_tags and sentence.open_tags[-1].name == name:
        opened = sentence.open_tags.pop()
        inside = sentence.text[opened.start : at]
        # A blank inside of a tag's end is in no word, and at the end of a caption in no target.
        start = at - len(inside.lstrip())
        end = opened.start + len(inside.rstrip())
        if all(char.isspace() or not char.isprintable() for char in inside):
            # Tags around what nobody sees, and a translation need not have.
            source = opened.source + tag
            sentence.spans.append(
                Span(start=opened.start, end=opened.start, kind=SpanKind.POINT, opening=source)
            )
            return
        sentence.spans.append(
            Span(
                start=start,
                end=end,
                kind=SpanKind.STYLE,
                opening=opened.source,
                closing=tag,
            )
        )
    else:
        sentence.spans.append(Span(start=at, end=at, kind=SpanKind.POINT, opening=tag))


def _end_tags(sentence: _Sentence) -> None:
    """A tag that is not closed in its cue is left where it stands."""
    for tag in sentence.open_tags:
        sentence.spans.append(
            Span(start=tag.start, end=tag.start, kind=SpanKind.POINT, opening=tag.source)
        )
    sentence.open_tags.clear()
