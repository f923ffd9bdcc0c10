"""Reading of parallel text."""

from __future__ import annotations

import lzma
from pathlib import Path

import pytest

from training.sources import SOURCES, get_source, iter_pairs, read_spread


def test_sources_names_and_files_are_unique() -> None:
    """No file is counted for two sources."""
    files = [name for source in SOURCES for name in source.files]
    assert len(set(files)) == len(files)
    assert len({source.name for source in SOURCES}) == len(SOURCES)
    assert get_source("news").files == ("newstest2008-2012.tsv.xz",)


@pytest.mark.parametrize("name", ["pairs.tsv", "pairs.tsv.xz"])
def test_sources_iter_pairs_reads_plain_and_compressed(tmp_path: Path, name: str) -> None:
    """Both forms give the same pairs; a line separator inside a sentence ends no line."""
    data = "un\u2028deux\tone two\ntrois\tthree\n".encode()
    (tmp_path / name).write_bytes(lzma.compress(data) if name.endswith("xz") else data)
    assert list(iter_pairs(tmp_path / name)) == [("un\u2028deux", "one two"), ("trois", "three")]


def test_sources_iter_pairs_refuses_a_line_without_a_target(tmp_path: Path) -> None:
    """A line that is not a pair is named by its number."""
    path = tmp_path / "pairs.tsv"
    path.write_text("un\tone\ndeux\n", "utf-8")
    with pytest.raises(ValueError, match=r"^pairs\.tsv, line 2: 1 fields instead of 2$"):
        list(iter_pairs(path))


def test_sources_read_spread_covers_the_whole_file(tmp_path: Path) -> None:
    """A part of a set is taken from everywhere in it, in order."""
    path = tmp_path / "set.tsv"
    path.write_text("".join(f"f{i}\te{i}\n" for i in range(10)), "utf-8")
    assert [source for source, _ in read_spread(path, max_pairs=3)] == ["f0", "f3", "f6"]
    assert len(read_spread(path, max_pairs=None)) == 10
    assert len(read_spread(path, max_pairs=20)) == 10
