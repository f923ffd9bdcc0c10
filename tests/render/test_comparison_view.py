"""The view of a comparison: every pair, at any width, with and without style."""

from __future__ import annotations

import io

import pytest
from rich.cells import cell_len

from translator.compare import compare_translation
from translator.pairs import Comparison
from translator.readers import read_document
from translator.render.comparison import ComparisonView
from translator.render.console import make_console
from translator.testing import EchoEngine
from translator.types import DecodingOptions

SOURCE = (
    "Le conseil de [Loriac] a voté la fermeture du pont. Les 14 000 automobilistes passeront "
    "par Kervily.\n\nLes commerçants demandent une indemnité au préfet de région.\n"
)
REPLIES = {
    "Le conseil de [Loriac] a voté la fermeture du pont.": "The council of [Loriac] voted to "
    "close the bridge.",
    "Les 14,000 automobilistes passeront par Kervily.": "The 14,000 motorists will use Kervily.",
    "Les commerçants demandent une indemnité au préfet de région.": "Shopkeepers ask the prefect "
    "for compensation.",
}
TARGET = (
    "It rained on that day, as it often does in November on this coast. The council of [Loriac] "
    "voted to close the bridge, and the 14,000 motorists will use Kervily.\n"
)


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    return compare_translation(
        read_document(SOURCE, origin="pont.fr.txt"),
        read_document(TARGET, origin="pont.en.txt"),
        engine=EchoEngine(replies=REPLIES),
        options=DecodingOptions(),
    )


def draw(comparison: Comparison, *, width: int, color: str = "never") -> str:
    stream = io.StringIO()
    environ = {"TERM": "xterm-256color"}
    make_console(stream, width=width, color=color, environ=environ).print(
        ComparisonView(comparison)
    )
    return stream.getvalue()


@pytest.mark.parametrize("width", [40, 80, 140])
def test_comparison_view_shows_every_pair(comparison: Comparison, width: int) -> None:
    """Added, merged and omitted, with their words; article text is no markup."""
    drawn = draw(comparison, width=width)
    assert all(cell_len(line) <= width for line in drawn.splitlines())
    text = " ".join(drawn.split())
    for expected in ("[not in the source]", "[left out]", "2-1", "[Loriac]", "≈"):
        assert expected in text
    assert "3 pairs · 1 merged · 1 omitted · 1 added" in text


def test_comparison_view_says_the_same_with_and_without_style(comparison: Comparison) -> None:
    """Color adds nothing that a reader without it would miss."""
    import re

    plain = draw(comparison, width=100)
    styled = re.sub(r"\x1b\[[\d;]*m", "", draw(comparison, width=100, color="always"))
    assert [line.rstrip() for line in styled.splitlines()] == [
        line.rstrip() for line in plain.splitlines()
    ]
