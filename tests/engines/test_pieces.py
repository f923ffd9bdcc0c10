"""Tests for the places of pieces."""

from __future__ import annotations

from translator.engines.pieces import find_pieces


def test_pieces_cover_their_text() -> None:
    """Each piece has its own characters, the sign for a space standing for none."""
    text = "L'été, 14,000."
    spans = find_pieces(text, ["▁L", "'", "été", ",", "▁1", "4", ",", "000", ".", "</s>"])
    assert [text[start:end] for start, end in spans] == [
        *("L", "'", "été", ",", "1", "4", ",", "000", ".", "")
    ]


def test_bytes_and_unknown_signs_get_what_lies_between() -> None:
    """A sign in bytes stands for its place, and what follows is not lost."""
    text = "un ☃ ici"
    spans = find_pieces(text, ["▁un", "▁", "<0xE2>", "<0x98>", "<0x83>", "▁ici", "</s>"])
    assert spans[2:] == ((3, 4), (3, 4), (3, 4), (5, 8), (8, 8))


def test_a_piece_far_away_is_another_one() -> None:
    """Pieces that are not those of the text do not drag the others along."""
    text = "a" * 40 + " b"
    assert find_pieces(text, ["▁b", "a", "</s>"])[1] == (0, 1)
