"""Cells back to rows."""

from __future__ import annotations

import pytest

from translator.readers import read_document
from translator.types import BlockTranslation
from translator.writers.tables import arrange_rows, group_tables


def read_tables(text: str) -> list[list[list[str]]]:
    """Return the tables of a Markdown text as [table][row][cell]."""
    blocks = read_document(text, origin="a.md").blocks
    translated = [BlockTranslation(block=block, target="", segments=()) for block in blocks]
    return [
        [
            [cell.block.text if cell else "" for cell in row]
            for row in arrange_rows(group, translated)
        ]
        for group in group_tables(translated)
        if group[0].block.kind.value == "table_cell"
    ]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("| a | b |\n|---|---|\n| c | d |\n", [["a", "b"], ["c", "d"]]),
        ("a | b\n--|--\nc | d\n", [["a", "b"], ["c", "d"]]),
        ("| a | b |\n|---|---|\n| | d |\n| e | |\n", [["a", "b"], ["", "d"], ["e", ""]]),
        ("| | b |\n|---|---|\n| c | d |\n", [["", "b"], ["c", "d"]]),
        ("| a | b | c |\n|---|---|---|\n| d | | f |\n", [["a", "b", "c"], ["d", "", "f"]]),
        ("| a | b |\n|---|---|\n| c \\| d | e |\n", [["a", "b"], ["c | d", "e"]]),
    ],
)
def test_arrange_rows_finds_rows_and_empty_cells(text: str, rows: list[list[str]]) -> None:
    """A cell stands in the column where the source has it."""
    assert read_tables(text) == [rows]


@pytest.mark.parametrize("before", ["Un mot.\n\n", "| z |\n|---|\n| y |\n\n", "- un mot\n\n  "])
def test_arrange_rows_keeps_an_empty_corner(before: str) -> None:
    """A table whose rows have names has none above them, wherever in an article it stands."""
    indent = "  " if before.startswith("-") else ""
    table = f"| | b | c |\n{indent}|---|---|---|\n{indent}| d | e | f |\n"
    assert read_tables(before + table)[-1] == [["", "b", "c"], ["d", "e", "f"]]


def test_group_tables_parts_two_tables() -> None:
    """An empty line ends a table."""
    table = "| a |\n|---|\n| b |\n"
    assert read_tables(f"{table}\n{table}") == [[["a"], ["b"]]] * 2
