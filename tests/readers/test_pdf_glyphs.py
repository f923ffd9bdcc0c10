"""Letters to lines: words, thin spaces, accents and ligatures, raised figures."""

from __future__ import annotations

import pytest

from translator.readers.pdf.glyphs import Glyph, join_glyphs
from translator.readers.pdf.page import Line

SIZE = 10.0
WIDTH = 5.0


def set_text(text: str, *, gaps: dict[int, float] | None = None, x: float = 50.0) -> list[Glyph]:
    """Return letters side by side; ``gaps`` are points in front of some of them."""
    glyphs = []
    for number, char in enumerate(text):
        x += (gaps or {}).get(number, 0.0)
        glyphs.append(Glyph(char, x, x + WIDTH, 100.0, SIZE, source=1))
        x += WIDTH
    return glyphs


def one_text(glyphs: list[Glyph]) -> str:
    (line,) = join_glyphs(glyphs)
    return line.text


def test_glyphs_become_words_by_their_gaps() -> None:
    """A gap as wide as a space is one, written or not; kerning is none."""
    assert one_text(set_text("lavie", gaps={2: 2.5})) == "la vie"
    assert one_text(set_text("la vie")) == "la vie"
    assert one_text(set_text("AVANT", gaps={1: -0.8, 2: 0.8})) == "AVANT"


def test_glyphs_of_a_title_set_wide_are_one_word() -> None:
    """Where all letters are apart, only what is further apart is a space."""
    gaps = dict.fromkeys(range(1, 9), 2.5) | {4: 6.0}
    assert one_text(set_text("MERENCRE", gaps=gaps)) == "MERE NCRE"


@pytest.mark.parametrize(
    ("text", "at", "read"),
    [
        ("14000", 2, "14\u202f000"),
        ("ensuite?", 7, "ensuite\u202f?"),
        ("«Oui", 1, "«\u202fOui"),
        ("87%", 2, "87\u202f%"),
        ("cela", 2, "cela"),
    ],
)
def test_glyphs_keep_the_thin_spaces_of_french(text: str, at: int, read: str) -> None:
    """A gap too narrow for a word space is one where French has a thin one."""
    assert one_text(set_text(text, gaps={at: 1.3})) == read


def test_glyphs_spell_ligatures_and_accents_out() -> None:
    """Signs for two letters become both; an accent drawn over a letter joins it."""
    assert one_text(set_text("ﬁnanceﬂuxeﬃcace")) == "financefluxefficace"
    accent = Glyph("´", 60.0, 63.0, 100.0, SIZE, source=1)
    letter = Glyph("e", 59.0, 64.0, 100.0, SIZE, source=1)
    assert one_text([Glyph("n", 54.0, 59.0, 100.0, SIZE, source=1), accent, letter]) == "né"
    cedilla = Glyph("¸", 60.0, 63.0, 100.0, SIZE, source=1)
    assert one_text([cedilla, letter._replace(char="c")]) == "ç"


def test_glyphs_find_the_accent_of_a_capital() -> None:
    """An accent that is drawn after its word still goes to the letter that it stands over."""
    word = set_text("Ecrire")
    accent = Glyph("´", 51.0, 54.0, 98.0, SIZE, source=1)
    assert one_text([*word, accent]) == "Écrire"


def test_glyphs_of_old_style_fonts_are_plain() -> None:
    """Old-style figures and small capitals are what they stand for."""
    assert one_text(set_text("\uf731\uf739\uf738\uf737 L\uf765 \uf7e9t\uf7e9")) == "1987 LE ÉtÉ"


def test_glyphs_above_the_line_are_raised() -> None:
    """A small figure above a word belongs to its line, and says so."""
    word = set_text("ville")
    mark = Glyph("1", 75.0, 78.0, 96.0, 6.0, source=2)
    (line,) = join_glyphs([*word, mark])
    assert [(piece.text, piece.raised) for piece in line.pieces] == [("ville", False), ("1", True)]
    assert (line.size, line.baseline) == (SIZE, 100.0)


def test_glyphs_of_a_note_begin_with_its_raised_number() -> None:
    """A line may begin with a raised figure, too."""
    mark = Glyph("1", 46.5, 49.5, 96.0, 6.0, source=1)
    (line,) = join_glyphs([mark, *set_text("Rapport")])
    assert [(piece.text, piece.raised) for piece in line.pieces] == [
        ("1", True),
        ("Rapport", False),
    ]
    assert line.size == SIZE


def test_glyphs_over_a_gutter_are_two_lines() -> None:
    """A wide gap that nobody wrote a space over ends a line's part."""
    left, right = set_text("gauche"), set_text("droite", x=95.0)
    right = [glyph._replace(source=2) for glyph in right]
    lines: list[Line] = join_glyphs([*left, *right])
    assert [line.text for line in lines] == ["gauche", "droite"]
    (line,) = join_glyphs([*left, Glyph(" ", 80.0, 82.5, 100.0, SIZE), *right])
    assert line.text == "gauche droite"


def test_glyphs_cannot_steer_a_terminal() -> None:
    """Control characters and marks of direction are left out."""
    assert one_text(set_text("a\x1b\u202eb")) == "ab"
