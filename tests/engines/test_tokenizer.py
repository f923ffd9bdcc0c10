"""Subword tokens and length bounds."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translator.engines.tokenizer import (
    MarianTokenizer,
    check_lengths,
    group_by_bound,
    iter_batches,
    max_target_tokens,
)
from translator.errors import DecodingFailed, ModelCorrupt
from translator.types import DecodingOptions


def test_tokenizer_appends_end_mark(tiny_model: Path) -> None:
    """The end mark is a token and is counted."""
    tokenizer = MarianTokenizer(tiny_model)

    tokens = tokenizer.encode("Oui")

    assert tokens[-1] == "</s>"
    assert tokenizer.count("Oui") == len(tokens)
    assert tokenizer.encode("") == ["</s>"]


def test_tokenizer_decodes_what_it_encoded(
    tiny_model: Path, tiny_sentences: tuple[str, ...]
) -> None:
    """Decoding drops the end mark and nothing else."""
    tokenizer = MarianTokenizer(tiny_model)

    assert [tokenizer.decode(tokenizer.encode(text)) for text in tiny_sentences] == [
        *tiny_sentences
    ]


def test_tokenizer_takes_quoted_marks_for_text(tiny_model: Path) -> None:
    """An article that writes </s> keeps it as characters, and only one end mark is added."""
    assert MarianTokenizer(tiny_model).encode("a </s> b").count("</s>") == 1


def test_tokenizer_decodes_with_target_model(tiny_model: Path, tmp_path: Path) -> None:
    """A folder with two SentencePiece files is read with both."""
    shutil.copyfile(tiny_model / "source.spm", tmp_path / "source.spm")
    (tmp_path / "target.spm").write_bytes(b"not a model")

    with pytest.raises(ModelCorrupt) as caught:
        MarianTokenizer(tmp_path)

    assert str(caught.value) == (
        f"{tmp_path / 'target.spm'} is not a SentencePiece model; get the file again"
    )


def test_tokenizer_needs_source_file(tmp_path: Path) -> None:
    """A missing source.spm is named."""
    with pytest.raises(ModelCorrupt) as caught:
        MarianTokenizer(tmp_path)
    assert str(caught.value) == f"{tmp_path} has no source.spm; a Marian model needs it"


@given(st.lists(st.integers(1, 512), max_size=40), st.integers(1, 4096))
def test_tokenizer_batches_hold_every_source_once(lengths: list[int], budget: int) -> None:
    """Grouping and batching lose nothing, and a batch stays within its budget if it can."""
    options = DecodingOptions()
    seen: list[int] = []
    for bound, positions in group_by_bound(lengths, options).items():
        for batch in iter_batches(positions, lengths, budget):
            seen += batch
            assert {max_target_tokens(lengths[position], options) for position in batch} == {bound}
            padded = len(batch) * max(lengths[position] for position in batch)
            assert padded <= budget or len(batch) == 1

    assert sorted(seen) == list(range(len(lengths)))


@given(st.integers(1, 512))
def test_tokenizer_bound_leaves_room(source_tokens: int) -> None:
    """The bound is at least twice the source, up to the limit of the options."""
    options = DecodingOptions()

    assert max_target_tokens(source_tokens, options) >= min(2 * source_tokens, 512)


def test_tokenizer_refuses_sources_that_do_not_fit() -> None:
    """A source that would be cut is an error that shows its beginning."""
    with pytest.raises(DecodingFailed) as caught:
        check_lengths(["Oui", "Non " * 20], [2, 600], DecodingOptions())
    assert str(caught.value) == (
        f"a source text has 600 tokens and the model reads 512; split it: {('Non ' * 10)!r}…"
    )
