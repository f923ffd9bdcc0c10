"""Where the pieces of a text stand in it: SentencePiece tells the pieces, not the places."""

from __future__ import annotations

from collections.abc import Sequence

from translator.engines.tokenizer import SPECIAL_TOKENS

#: SentencePiece writes the space before a word as this sign.
_SPACE_SIGN = "▁"
#: Characters that may lie between one piece and the next: spaces, and signs the vocabulary does
#: not have. A piece found farther away is another one that looks alike.
_REACH = 32


def find_pieces(text: str, pieces: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Return the character offsets of each piece in ``text``, without the space before it.

    A piece that is not written as the text is (an unknown sign, a byte of one) gets what lies
    between its neighbors; an end mark gets nothing.

    >>> find_pieces("un chat", ["▁un", "▁ch", "at", "</s>"])
    ((0, 2), (3, 5), (5, 7), (7, 7))
    >>> find_pieces("un ☃ là", ["▁un", "▁", "<unk>", "▁là", "</s>"])
    ((0, 2), (2, 2), (3, 4), (5, 7), (7, 7))
    """
    found: list[tuple[int, int] | None] = []
    position = 0
    for piece in pieces:
        surface = piece.replace(_SPACE_SIGN, " ").strip()
        if piece in SPECIAL_TOKENS or _is_byte(piece):
            found.append(None)
            continue
        start = text.find(surface, position, position + len(surface) + _REACH)
        if surface and start < 0:
            found.append(None)
            continue
        start = start if surface else position
        position = start + len(surface)
        found.append((start, position))
    return tuple(
        span or _find_gap(text, found, number, is_end=pieces[number] == "</s>")
        for number, span in enumerate(found)
    )


def _is_byte(piece: str) -> bool:
    return len(piece) == 6 and piece.startswith("<0x") and piece.endswith(">")


def _find_gap(
    text: str, found: Sequence[tuple[int, int] | None], number: int, *, is_end: bool
) -> tuple[int, int]:
    """Return what lies between the nearest pieces whose places are known."""
    start = next((span[1] for span in reversed(found[:number]) if span), 0)
    end = next((span[0] for span in found[number + 1 :] if span), len(text))
    if is_end:
        return (end, end)
    gap = text[start:end]
    start += len(gap) - len(gap.lstrip())
    return (start, max(start, start + len(gap.strip())))
