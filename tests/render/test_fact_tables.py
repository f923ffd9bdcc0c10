"""Tables of facts, at the widths that people have."""

from __future__ import annotations

import io

import pytest
from rich.console import RenderableType

from translator.render.console import make_console
from translator.render.tables import FactList, FactTable

MODELS = FactTable(
    ("name", "pair", "format", "compute type", "license", "measured"),
    [
        (
            *("fr-en", "fr-en", "ctranslate2", "int8", "MIT (training data: README.md)"),
            "BLEU 25.6, chrF2 52.2 on newstest2013; BLEU 29.6, chrF2 57.5 on FLORES dev",
        )
    ],
)
SETTINGS = FactTable(
    ("setting", "value", "from"),
    [
        ("model", "/home/somebody/models/" + "a-very-long-name/" * 4, "--model"),
        ("compute_type", "auto", "default"),
    ],
)


def draw(renderable: RenderableType, *, width: int) -> list[str]:
    stream = io.StringIO()
    make_console(stream, color="never", width=width, environ={}).print(renderable)
    return [line.rstrip() for line in stream.getvalue().splitlines()]


def test_fact_tables_give_every_column_room() -> None:
    """A long value is divided between words, and none of the others is squeezed for it."""
    assert draw(MODELS, width=80) == [
        "name    pair    format        compute type   license          measured",
        "fr-en   fr-en   ctranslate2   int8           MIT (training    BLEU 25.6, chrF2",
        "                                             data:            52.2 on",
        "                                             README.md)       newstest2013; BLEU",
        "                                                              29.6, chrF2 57.5",
        "                                                              on FLORES dev",
    ]


def test_fact_tables_keep_names_and_origins_beside_a_long_path() -> None:
    """Settings are read by their names; a path may be divided anywhere."""
    lines = draw(SETTINGS, width=60)
    assert lines[0].split() == ["setting", "value", "from"]
    assert lines[1].split()[0::2] == ["model", "--model"]
    assert lines[-1].split() == ["compute_type", "auto", "default"]
    assert max(map(len, lines)) <= 60
    pieces = [line[15:].removesuffix("--model").strip() for line in lines[1:-1]]
    assert "".join(pieces) == "/home/somebody/models/" + "a-very-long-name/" * 4


def test_fact_tables_that_are_too_wide_become_lists() -> None:
    """Below the width of its words a table would be columns of letters."""
    assert draw(MODELS, width=40) == [
        "fr-en",
        "  pair           fr-en",
        "  format         ctranslate2",
        "  compute type   int8",
        "  license        MIT (training data:",
        "                 README.md)",
        "  measured       BLEU 25.6, chrF2 52.2",
        "                 on newstest2013; BLEU",
        "                 29.6, chrF2 57.5 on",
        "                 FLORES dev",
    ]
    parts = FactTable(("part", "state", "detail"), [("rich", "", "15.0.0"), ("model", "ok", "")])
    assert draw(parts, width=18) == [
        "rich",
        "  detail   15.0.0",
        "model",
        "  state   ok",
    ]


def test_fact_tables_put_values_below_names_where_it_is_narrow() -> None:
    """Half of the screen for a name would leave the value a column of syllables."""
    facts = FactList([("compute type", "int8_float32"), ("pair", "fr-en")])
    assert draw(facts, width=20) == ["compute type", "  int8_float32", "pair", "  fr-en"]


@pytest.mark.parametrize("width", [20, 30, 50, 70, 100])
def test_fact_tables_lose_no_letter(width: int) -> None:
    """Whatever the width, all of it is there, and none of it is wider."""
    drawn = draw(MODELS, width=width)
    assert max(map(len, drawn)) <= width
    if width < 80:  # where cells are folded side by side, a text has the others between its lines
        letters = "".join("".join(drawn).split())
        assert all(word in letters for word in ("ctranslate2", "README.md)", "newstest2013"))


def test_fact_tables_of_pairs_fold_what_is_long() -> None:
    """A path that is wider than the screen is shown whole."""
    lines = draw(FactList([("file", "/home/" + "x" * 40), ("state", "on")]), width=40)
    assert lines == ["file    /home/" + "x" * 26, "        " + "x" * 14, "state   on"]
