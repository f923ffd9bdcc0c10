"""The lines that the cues of subtitles say, with the tags on them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape

from translator.patterns import compile_late
from translator.text.lines import iter_lines
from translator.text.normalize import remove_controls

_TIMING = compile_late(
    r"[ \t]*(?:\d+:)?\d{1,2}:\d\d[,.]\d{1,3}[ \t]*-->[ \t]*(?:\d+:)?\d{1,2}:\d\d[,.]\d{1,3}\b.*"
)
_NUMBER = compile_late(r"\s*\d+\s*")
#: <i>, </i>, <font color=…>, <c.loud>, <v Anne>, <00:01:02.500>; and {\an8}.
TAG = compile_late(r"<(/?)([A-Za-z]*)[^<>\n]*>|\{\\[^{}\n]*\}")
_BLANKS = compile_late(r"\s{2,}")
#: What an entity may stand for, and would end a line or be a gap in one.
_LINE_END = compile_late("[\t\n\r\x0b\x0c\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True, kw_only=True)
class CueLine:
    """A line of a cue: where it stands, what it says, and the tags on it."""

    start: int
    end: int
    text: str
    cue: int
    #: Offsets into ``text``, with the tag that stands there.
    tags: tuple[tuple[int, str], ...]


def iter_cue_lines(text: str, *, has_comments: bool) -> Iterator[CueLine]:
    """Yield the lines of all cues; numbers, timings and comments are what lies between them."""
    lines = list(iter_lines(text))
    timings = [number for number, (_, line) in enumerate(lines) if _TIMING.fullmatch(line)]
    for cue, timing in enumerate(timings):
        following = timings[cue + 1] if cue + 1 < len(timings) else len(lines) + 1
        # The line in front of the next timing is that cue's number, if it is one.
        last = following - 1
        if last > timing and last < len(lines) and _is_head(lines, last, has_comments):
            last -= 1
        for offset, line in lines[timing + 1 : last + 1]:
            if not line.strip():
                if has_comments:
                    break
                continue
            content = line.strip()
            start = offset + line.index(content[0])
            plain, tags = _split_tags(content, has_entities=has_comments)
            if plain.strip():
                end = start + len(content)
                yield CueLine(start=start, end=end, text=plain, cue=cue, tags=tags)


def _is_head(lines: Sequence[tuple[int, str]], number: int, has_names: bool) -> bool:
    """Tell whether a line in front of a timing belongs to it: a number, or a name in WebVTT."""
    follows_blank = not lines[number - 1][1].strip()
    return bool(_NUMBER.fullmatch(lines[number][1])) or (has_names and follows_blank)


def _split_tags(content: str, *, has_entities: bool) -> tuple[str, tuple[tuple[int, str], ...]]:
    def read(text: str) -> str:
        return _read_entities(text) if has_entities else text

    plain = ""
    tags: list[tuple[int, str]] = []
    position = 0
    for found in TAG.finditer(content):
        plain = _join(plain, read(content[position : found.start()]))
        tags.append((len(plain), found[0]))
        position = found.end()
    return _join(plain, read(content[position:])), tuple(tags)


def _join(text: str, more: str) -> str:
    """Return two pieces with one blank where several meet: a target has no more than one.

    >>> _join("Il ", " pleut  encore")
    'Il pleut encore'
    """
    more = _BLANKS.sub(" ", more)
    return text + (more.lstrip() if text[-1:].isspace() else more)


def _read_entities(text: str) -> str:
    """Return the text of a cue with the characters that its entities stand for.

    None of them ends a line or steers a terminal, as "&#10;" and "&#x202e;" would.

    >>> _read_entities("R&amp;D&#10;&lt;b&gt;")
    'R&D <b>'
    """
    return remove_controls(_LINE_END.sub(" ", unescape(text)))
