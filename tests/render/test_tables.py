"""Tables of facts, in screens of any width."""

from __future__ import annotations

import io
import re

import pytest

from translator.render.console import make_console
from translator.render.tables import FactList, FactTable

HEADS = ("name", "pair", "license", "measured")
ROWS = (
    ("fr-en", "fr-en", "MIT (training data: README.md)", "BLEU 25.6 on newstest2013"),
    ("small", "fr-en", "", "not measured"),
)


def draw(table: FactTable | FactList, width: int) -> str:
    stream = io.StringIO()
    make_console(stream, width=width, color="never", environ={}).print(table)
    return "\n".join(line.rstrip() for line in stream.getvalue().splitlines())


def test_fact_table_puts_columns_side_by_side_where_they_fit() -> None:
    """The last column may be folded, the others are whole."""
    assert draw(FactTable(HEADS, ROWS), 72) == (
        "name    pair    license                          measured\n"
        "fr-en   fr-en   MIT (training data: README.md)   BLEU 25.6 on\n"
        "                                                 newstest2013\n"
        "small   fr-en                                    not measured"
    )


def test_fact_table_is_a_list_where_columns_do_not_fit() -> None:
    """Each row with its heads; what a row lacks is not there."""
    assert draw(FactTable(HEADS, ROWS), 40) == (
        "fr-en\n"
        "  pair       fr-en\n"
        "  license    MIT (training data:\n"
        "             README.md)\n"
        "  measured   BLEU 25.6 on newstest2013\n"
        "small\n"
        "  pair       fr-en\n"
        "  measured   not measured"
    )


def test_fact_list_puts_values_below_names_where_it_is_narrow() -> None:
    """Half of the screen for a name would leave the value a column of syllables."""
    assert draw(FactList([("compute type", "int8_float32"), ("pair", "fr-en")]), 20) == (
        "compute type\n  int8_float32\npair\n  fr-en"
    )


@pytest.mark.parametrize("width", [20, 30, 50, 70, 100])
def test_fact_tables_lose_no_letter(width: int) -> None:
    """Whatever the width, all of it is there, and none of it is wider."""
    drawn = draw(FactTable(HEADS, ROWS), width)
    assert max(map(len, drawn.splitlines())) <= width
    letters = re.sub(r"\s", "", drawn)
    assert all(word in letters for row in ROWS for cell in row for word in cell.split())
