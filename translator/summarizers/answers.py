"""A model's answer as the points of a brief: what it says, and which paragraphs it cites.

Models keep to a form most of the time. What comes before the first item ("Here is the brief:")
is left out, marks of Markdown fall away, and a citation counts wherever the sentence has it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from translator.patterns import compile_late

_THOUGHT = compile_late(r"<think(?:ing)?>.*?(?:</think(?:ing)?>|\Z)", re.DOTALL | re.IGNORECASE)
_BULLET = compile_late(r"(?:[-*•–]|\d{1,2}[.)])\s+")
_BOTTOM_LINE = compile_late(r"bottom line\s*:\s*", re.IGNORECASE)
_HEADLINE = compile_late(r"headline\s*:\s*", re.IGNORECASE)
_LABEL = compile_late(r"(who|what|when|where|why|how)\s*:\s*", re.IGNORECASE)
#: Titles of parts, which say nothing.
_TITLE = compile_late(r"(?:key points?|points|bullets?|summary|brief)\s*:?\Z", re.IGNORECASE)

_NUMBER = r"(?:¶|para(?:graph)?s?\.?)?\s*\d{1,4}"
_NUMBERS = rf"{_NUMBER}(?:\s*(?:,|;|-|–|and|&)?\s*{_NUMBER}){{0,20}}"
#: [2], [2, 5], [¶2 ¶5], [2-4], (¶3), (paragraph 4). A bare number in parentheses is text.
_CITATION = compile_late(
    rf"\s*(?:\[\s*(?P<square>{_NUMBERS})\s*\]|\((?=\s*(?:¶|para))\s*(?P<round>{_NUMBERS})\s*\))",
    re.IGNORECASE,
)
_RANGE = compile_late(r"(\d{1,4})\s*[-–]\s*¶?\s*(\d{1,4})")
_SPACE_BEFORE_STOP = compile_late(r"\s+([.,;:!?])")
#: Paragraphs in the longest range that is believed: "[2-2000]" cites nothing.
_MAX_RANGE = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One sentence of an answer. ``cited`` are paragraph numbers from 1, as the model gave them."""

    text: str
    cited: tuple[int, ...] = ()
    label: str = ""
    is_bottom_line: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedAnswer:
    """An answer in its parts; ``headline`` is "" where the model gave none."""

    headline: str
    items: tuple[Item, ...]


def parse_answer(text: str, *, headline_only: bool = False) -> ParsedAnswer:
    """Return the items of an answer.

    Args:
        headline_only: The answer is one line, a headline.
    """
    lines = [_strip_marks(line) for line in _THOUGHT.sub("", text).splitlines()]
    lines = [line for line in lines if line and not line.startswith("```")]
    if headline_only:
        return ParsedAnswer(headline=_find_headline(lines).strip('"“”'), items=())
    headline = ""
    is_awaited = False
    items: list[Item] = []
    for line in lines:
        if match := _HEADLINE.match(line):
            headline = _cut_citations(line[match.end() :])[0]
            is_awaited = not headline
        elif item := _read_item(line):
            if items and not items[-1].text and not (item.label or item.is_bottom_line):
                # "Bottom line:" stood on a line of its own.
                item = replace(items.pop(), text=item.text, cited=item.cited)
            items.append(item)
        elif is_awaited:
            headline, is_awaited = _cut_citations(line)[0], False
        elif items and not items[-1].cited and not _TITLE.match(line):
            # A sentence that the model broke over two lines.
            items[-1] = _join(items[-1], line)
    return ParsedAnswer(headline=headline, items=tuple(item for item in items if item.text))


def _find_headline(lines: Sequence[str]) -> str:
    """Return the line of an answer that is the headline, not one that announces it."""
    named = [line[match.end() :] for line in lines if (match := _HEADLINE.match(line))]
    others = [line for line in lines if not line.endswith(":")]
    return _cut_citations(next(filter(None, [*named, *others, *lines]), ""))[0]


def _read_item(line: str) -> Item | None:
    bullet = _BULLET.match(line)
    rest = _strip_marks(line[bullet.end() :]) if bullet else line
    bottom_line = _BOTTOM_LINE.match(rest)
    label = _LABEL.match(rest)
    text, cited = _cut_citations(rest)
    if not (bullet or bottom_line or label or cited) or _TITLE.match(rest):
        return None
    if bottom_line:
        text = _BOTTOM_LINE.sub("", text, count=1)
    if label:
        text = _LABEL.sub("", text, count=1)
    return Item(
        text=text,
        cited=cited,
        label=label[1].capitalize() if label else "",
        is_bottom_line=bottom_line is not None,
    )


def _join(item: Item, line: str) -> Item:
    text, cited = _cut_citations(line)
    return Item(
        text=f"{item.text} {text}".strip(),
        cited=cited,
        label=item.label,
        is_bottom_line=item.is_bottom_line,
    )


def _cut_citations(text: str) -> tuple[str, tuple[int, ...]]:
    """Return a sentence without its citations, and the numbers cited.

    >>> _cut_citations("The bridge reopened [2, 5].")
    ('The bridge reopened.', (2, 5))
    """
    # Runs of white space would be looked through from each of their characters.
    text = " ".join(text.split())
    cited: list[int] = []
    for match in _CITATION.finditer(text):
        numbers = match["square"] or match["round"]
        for first, last in _RANGE.findall(numbers):
            if int(first) < int(last) <= int(first) + _MAX_RANGE:
                cited += range(int(first), int(last))
        cited += [int(number) for number in re.findall(r"\d+", numbers)]
    bare = _SPACE_BEFORE_STOP.sub(r"\1", _CITATION.sub("", text))
    return " ".join(bare.split()), tuple(sorted(set(cited)))


def _strip_marks(line: str) -> str:
    """Return a line without Markdown's signs for headings, quotations and emphasis."""
    line = line.strip().lstrip("#>").strip()
    return re.sub(r"\*\*|__", "", line).strip()
