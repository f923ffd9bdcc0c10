"""The clean form a reader keeps and the model form the weights know."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translator.text.normalize import clean_text, normalize_source, normalize_target


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("un\r\ndeux\rtrois", "un\ndeux\ntrois"),
        ("cafe\u0301", "café"),
        ("cafe\x00\u0301", "café"),
        ("\ufeffBonjour", "Bonjour"),
        ("\x1b[31mrouge\x1b[0m", "[31mrouge[0m"),
        ("a\x00b\x7fc\x9fd\ud800e", "abcde"),
        ("page\x0cpage", "page\npage"),
        ("un\u2028deux\u2029trois", "un\ndeux\n\ntrois"),
        ("« L’été »\u202f!\t…", "« L’été »\u202f!\t…"),
    ],
)
def test_normalize_clean_text(text: str, expected: str) -> None:
    """Line ends, composition and control characters are settled; typography stays."""
    assert clean_text(text) == expected


def test_normalize_clean_text_drops_every_control_character() -> None:
    """No control character or lone surrogate of Unicode survives, whichever it is."""
    text = "".join(map(chr, range(sys.maxunicode + 1)))
    kept = {char for char in clean_text(text) if unicodedata.category(char) in {"Cc", "Cs"}}
    assert kept == {"\n", "\t"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("« L’Ouest »\u202f: oui", '"L\'Ouest" : oui'),
        ("«\u00a0Oui\u00a0», “non”", '"Oui", "non"'),
        ("14\u202f000 habitants", "14,000 habitants"),
        ("14 000 habitants", "14,000 habitants"),
        ("1 250 000,50 €", "1,250,000.50 €"),
        ("3,5 %", "3,5 %"),
        ("tél. 01 23 45 67 89", "tél. 01 23 45 67 89"),
        ("en 2008 300 personnes", "en 2008 300 personnes"),
        ("18\u00a0h\u00a030", "18 h 30"),
        ("Et puis… — rien –", "Et puis... - rien -"),
        ("  deux\n lignes\t", "deux lignes"),
        ("mot\u00adcoupé\u200b", "motcoupé"),
        ("ﬁn", "fin"),
        ("", ""),
    ],
)
def test_normalize_source(text: str, expected: str) -> None:
    """French typography becomes what the model was trained on."""
    assert normalize_source(text) == expected


def test_normalize_target_leaves_figures_alone() -> None:
    """An English text keeps its figures, which need no joining."""
    assert normalize_target("“14 000”  in\u00a02013") == '"14 000" in 2013'


@given(text=st.text(max_size=60))
def test_normalize_cleaning_is_stable(text: str) -> None:
    """Cleaning a clean text changes nothing."""
    assert clean_text(clean_text(text)) == clean_text(text)


@given(text=st.text(max_size=60))
def test_normalize_source_is_one_line(text: str) -> None:
    """The model form never holds a line end or a double space."""
    assert normalize_source(text).split("\n")[0] == normalize_source(text)
    assert "  " not in normalize_source(text)
