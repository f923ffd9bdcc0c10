"""Dividing an article into parts that a model can read whole: nothing is cut, nothing skipped."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

#: Share of a part that the next one begins with again, so that what a sentence refers to is
#: read with it.
_OVERLAP = 0.1


def make_chunks(
    sentences: Sequence[str], *, limit: int, count_tokens: Callable[[str], int]
) -> list[str]:
    """Return texts of at most ``limit`` tokens that together hold every sentence, in order.

    A part begins with the last sentences of the one before it, as far as they fit in a tenth
    of it. A sentence longer than the limit is divided between words, and a word longer than
    that, such as the data of an image, between letters.

    >>> make_chunks(["a b.", "c d.", "e f."], limit=5, count_tokens=lambda text: len(text.split()))
    ['a b. c d.', 'e f.']
    """
    pieces = [
        piece
        for sentence in sentences
        for piece in _divide(sentence, limit=limit, count_tokens=count_tokens)
    ]
    sizes = [count_tokens(piece) for piece in pieces]
    chunks: list[str] = []
    start = 0
    while start < len(pieces):
        end, size = start, 0
        while end < len(pieces) and (end == start or size + sizes[end] <= limit):
            size += sizes[end]
            end += 1
        chunks.append(" ".join(pieces[start:end]))
        if end == len(pieces):
            break
        start = _step_back(sizes, start=start, end=end, limit=limit)
    return chunks


def _step_back(sizes: Sequence[int], *, start: int, end: int, limit: int) -> int:
    """Return where the next part begins: at ``end``, or earlier where the overlap has room.

    It begins after ``start`` and leaves room for the next piece, so that every part goes on.
    """
    first, size = end, 0
    while first - 1 > start:
        size += sizes[first - 1]
        if size > _OVERLAP * limit or size + sizes[end] > limit:
            break
        first -= 1
    return first


def _divide(sentence: str, *, limit: int, count_tokens: Callable[[str], int]) -> list[str]:
    if count_tokens(sentence) <= limit:
        return [sentence] if sentence.strip() else []
    parts: list[str] = []
    words: list[str] = []
    for word in _iter_words(sentence, limit=limit, count_tokens=count_tokens):
        if words and count_tokens(" ".join([*words, word])) > limit:
            parts.append(" ".join(words))
            words = []
        words.append(word)
    return [*parts, " ".join(words)] if words else parts


def _iter_words(text: str, *, limit: int, count_tokens: Callable[[str], int]) -> Iterator[str]:
    waiting = text.split()[::-1]
    while waiting:
        word = waiting.pop()
        if len(word) > 1 and count_tokens(word) > limit:
            middle = len(word) // 2
            waiting += [word[middle:], word[:middle]]
        else:
            yield word
