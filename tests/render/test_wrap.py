"""Line breaks of prose."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.text import Text

from translator.render.wrap import wrap_text


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("un deux trois", 7, ["un deux", "trois"]),
        ("il dit « oui »", 10, ["il dit", "« oui »"]),
        ("il dit «\u00a0oui\u00a0»", 10, ["il dit", "«\u00a0oui\u00a0»"]),
        ("près de 14 000 euros", 10, ["près de", "14 000", "euros"]),
        ("en 2008 300 euros", 9, ["en", "2008 300", "euros"]),
        ("plus de 3 % ici", 9, ["plus de", "3 % ici"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("山田太郎です", 5, ["山田", "太郎", "です"]),
        ("un\ndeux", 80, ["un", "deux"]),
        ("a\tbc\td", 8, ["a   bc", "d"]),
        ("if a:\n\tb = c\n\t\td", 12, ["if a:", "    b = c", "        d"]),
        ("if a:\n    b = c\n\nd e f g h", 9, ["if a:", "    b = c", "", "d e f g h"]),
        ("if a:\n    b = c + d", 9, ["if a:", "    b = c", "+ d"]),
        ("", 10, [""]),
    ],
)
def test_wrap_breaks_lines_where_a_typesetter_would(
    text: str, width: int, lines: list[str]
) -> None:
    """Quotation marks, numbers and signs stay with what they belong to."""
    assert wrap_text(Text(text), width).plain == "\n".join(lines)


@given(st.text(alphabet="ab é«»:;%14 \n\t\u00a0山🌉"), st.integers(min_value=2, max_value=20))
def test_wrap_loses_nothing_but_spaces_and_keeps_to_the_width(text: str, width: int) -> None:
    """Every visible character is there, in order, within the width."""
    wrapped = wrap_text(Text(text), width).plain
    assert "".join(wrapped.split()) == "".join(text.split())
    assert all(cell_len(line) <= width for line in wrapped.split("\n"))


def test_wrap_keeps_styles_where_they_were() -> None:
    """A span is carried over the line break that falls into it."""
    text = Text("un deux trois")
    text.stylize("underline", 3, 13)
    wrapped = wrap_text(text, 7)
    styled = "".join(wrapped.plain[span.start : span.end] for span in wrapped.spans if span.style)
    assert styled == "deuxtrois"
