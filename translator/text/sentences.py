"""Sentences: from a block to segments and back, losing no character on the way."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from translator.patterns import compile_late
from translator.text.boundaries import iter_boundaries
from translator.text.labels import split_label
from translator.types import Block, Segment, SpanKind

_LETTER = compile_late(r"[^\W\d_]")
_ADDRESS = compile_late(
    r"""
    (?: https?:// | ftp:// | www\. ) \S+
    | (?<![\w.+-]) [\w.+-]++ @ [\w.-]+
    | (?<!\S) [\w-]+ (?: \.[\w-]+ )* \. (?: com | fr | org | net | eu ) (?: / \S* )? (?!\S)
    """,
    re.VERBOSE | re.IGNORECASE,
)
#: Characters of the longest sentence; newstest2013's has 715 bytes. What is longer is hardly a
#: sentence but a table, a dump or an attack, and all that looks at a sentence as a whole (words
#: linked with words, numbers with numbers) takes the square of its length.
MAX_SENTENCE = 4_000
_PAUSE = compile_late(r"[,;:.!?…)»]\s+(?=\S)")
_SPACE = compile_late(r"\s+(?=\S)")


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Return the offsets (start, end) of the sentences of ``text``, stripped and in order.

    What lies between two sentences is white space only, so the text can be rebuilt exactly. What
    has no end for MAX_SENTENCE characters is cut at a pause, a space, or anywhere.

    >>> text = "M. Roy hésite. « Je pars. Adieu », dit-il."
    >>> [text[start:end] for start, end in split_sentences(text)]
    ['M. Roy hésite.', '« Je pars.', 'Adieu », dit-il.']
    """
    spans: list[tuple[int, int]] = []
    start = len(text) - len(text.lstrip())
    label_end = start + len(split_label(text[start:])[0])
    for boundary in [*iter_boundaries(text), len(text)]:
        if boundary < label_end:
            continue
        end = start + len(text[start:boundary].rstrip())
        if end > start:
            spans += _cut_to_length(text, start, end)
        start = boundary
    return spans


def _cut_to_length(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield a sentence, or the parts of one that is too long, each as long as can be."""
    while end - start > MAX_SENTENCE:
        earliest, latest = start + MAX_SENTENCE // 2, start + MAX_SENTENCE
        cut = _last_end(_PAUSE, text, earliest, latest) or _last_end(_SPACE, text, earliest, latest)
        cut = cut or latest
        yield start, start + len(text[start:cut].rstrip())
        start = cut
    yield start, end


def _last_end(pattern: re.Pattern[str], text: str, start: int, end: int) -> int:
    """Return where the last match between two offsets ends; 0 if there is none."""
    return max((match.end() for match in pattern.finditer(text, start, end)), default=0)


def split_block(block: Block) -> tuple[Segment, ...]:
    """Return the segments of a block, each with the exact text between it and the next.

    Code and addresses are not divided, unless they are too long for a sentence.
    """
    spans = _join_verbatim(split_sentences(block.text), block)
    nexts = [start for start, _ in spans[1:]]
    return tuple(
        Segment(
            block_index=block.index,
            index=index,
            text=block.text[start:end],
            start=start,
            end=end,
            separator=block.text[end : nexts[index]] if index < len(nexts) else "",
        )
        for index, (start, end) in enumerate(spans)
    )


def find_words(block: Block, segment: Segment) -> str:
    """Return a segment's text without the code and addresses in it."""
    parts = []
    position = segment.start
    first = bisect_left(block.spans, position, key=lambda span: span.start)
    # The one before may reach into this segment, if it was too long to be left whole.
    for number in range(max(first - 1, 0), len(block.spans)):
        span = block.spans[number]
        if span.start >= segment.end:
            break
        if span.kind is SpanKind.VERBATIM and position < span.end:
            parts.append(block.text[position : span.start])
            position = span.end
    parts.append(block.text[position : segment.end])
    return " ".join(parts)


def _join_verbatim(sentences: list[tuple[int, int]], block: Block) -> list[tuple[int, int]]:
    """Join sentences whose boundary lies in code or an address."""
    verbatim = [span for span in block.spans if span.kind is SpanKind.VERBATIM]
    if not verbatim:
        return sentences
    starts = [span.start for span in verbatim]
    joined: list[tuple[int, int]] = []
    for start, end in sentences:
        inside = verbatim[bisect_left(starts, start) - 1]
        is_short = joined and end - joined[-1][0] <= 2 * MAX_SENTENCE
        if is_short and inside.start < start < inside.end:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def join_block(segments: Sequence[Segment], targets: Sequence[str]) -> str:
    """Return the target text of a block: its targets with the source's separators.

    Sentences that touch in the source ("fini.Puis") get a space between them, since a reader
    of English should not inherit the typing error.

    Raises:
        ValueError: when there is not exactly one target for each segment.
    """
    if len(segments) != len(targets):
        raise ValueError(f"{len(segments)} segments but {len(targets)} targets")
    if not segments:
        return ""
    parts = [
        part
        for segment, target in zip(segments, targets, strict=True)
        for part in (target, segment.separator or " ")
    ]
    return "".join(parts[:-1])


def is_translatable(text: str) -> bool:
    """Tell whether a text holds words, rather than only figures, symbols or an address.

    >>> [is_translatable(text) for text in ("Bonjour", "14 000 €", "https://exemple.fr", "***")]
    [True, False, False, False]
    """
    return _LETTER.search(_ADDRESS.sub("", text)) is not None
