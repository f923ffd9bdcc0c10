"""Tables whose rows are found without reading the others."""

from __future__ import annotations

import pytest

from translator.checks.tables import SortedTable
from translator.checks.vocabulary import Lexicon


@pytest.mark.parametrize("name", ["lexicon.tsv", "traces.tsv"])
def test_tables_have_every_word_in_its_place(name: str) -> None:
    """One row in the wrong place, or twice, would hide others."""
    table = SortedTable(name)
    words = list(table)
    assert len(words) > 1000
    assert words == sorted(set(words))
    assert all(word in table for word in words)
    assert not any(word.startswith("#") for word in words)


def test_tables_know_what_they_lack() -> None:
    """Before the first row, between two and behind the last."""
    table = SortedTable("lexicon.tsv")
    assert table.find("gouvernement") is not None
    for word in ("", "\t", "#", "gouvernemen", "gouvernementx", "zzzz", "ÿ"):
        assert word not in table


def test_tables_lexicon_tells_common_words_from_their_traces() -> None:
    """A word may be common, and leave nothing in particular."""
    lexicon = Lexicon()
    words = list(lexicon)
    without = next(word for word in words if lexicon.get(word) is None)
    assert without in lexicon
    trace = lexicon.get("gouvernement")
    assert trace is not None
    assert "gover" in trace.stems
    assert 0.6 < trace.share < 1
    assert lexicon.get("xyzzy") is None
