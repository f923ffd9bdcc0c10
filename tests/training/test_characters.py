"""A vocabulary that got the characters it lacked reads the rest as before."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import torch
from transformers import MarianMTModel, MarianTokenizer

from training.characters import add_pieces, add_rows, find_base, list_characters, main
from training.checkpoint import load_checkpoint, save_checkpoint
from training.model import Marian
from training.shape import ModelShape
from training.vocabulary import PAD, Vocabulary, train_vocabulary

KNOWN = ["Le maire a reçu 12 délégués à Ankara.", "The mayor met 12 delegates in Ankara."]
FOREIGN = ["Łukasz Müller & Nuñez", "12 € ou 5 $", "info@mairie.fr", "ÇA, ÊTRE"]


@pytest.fixture(scope="module")
def poor(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkpoint whose vocabulary knows the letters of two sentences."""
    directory = tmp_path_factory.mktemp("poor")
    vocabulary = train_vocabulary(
        KNOWN * 40, size=288, directory=directory / "vocabulary", threads=1
    )
    shape = ModelShape(
        vocabulary_size=vocabulary.size, d_model=16, ffn_dim=32, heads=2, encoder_layers=1,
        decoder_layers=1,
    )  # fmt: skip
    network = Marian(shape)
    network.initialize(seed=4)
    save_checkpoint(
        directory / "checkpoint",
        weights=dict(network.named_parameters()),
        shape=shape,
        vocabulary=vocabulary,
    )
    return directory / "checkpoint"


@pytest.fixture(scope="module")
def rich(poor: Path) -> Path:
    """The same with every character."""
    output = poor.parent / "rich"
    assert main([str(poor), str(output)]) == 0
    return output


def test_main_gives_every_character_a_piece(rich: Path) -> None:
    """One piece each, none of bytes: what the list promises a model can read and write."""
    table = json.loads((rich / "vocab.json").read_text("utf-8"))
    assert [char for char in list_characters() if char not in table] == []
    assert list(table)[-1] == PAD
    assert sorted(table.values()) == list(range(len(table)))


@pytest.mark.parametrize("text", FOREIGN)
def test_main_makes_foreign_names_come_back(rich: Path, text: str) -> None:
    """Text to ids and back is the text."""
    vocabulary = Vocabulary(rich)
    assert vocabulary.decode(vocabulary.encode(text)) == text


def test_main_leaves_known_text_as_it_was(poor: Path, rich: Path) -> None:
    """Ids of known text are the same, and so is what the network computes from them."""
    before, after = Vocabulary(poor), Vocabulary(rich)
    for text in KNOWN:
        assert before.encode(text) == after.encode(text)
    old, new = load_checkpoint(poor), load_checkpoint(rich)
    known = before.size - 1
    torch.testing.assert_close(new["shared.weight"][:known], old["shared.weight"][:known])
    torch.testing.assert_close(new["shared.weight"][after.pad_id], old["shared.weight"][-1])
    assert all(torch.equal(old[name], new[name]) for name in old if name != "shared.weight")


@pytest.mark.filterwarnings("ignore:Recommended. pip install sacremoses")
def test_main_writes_what_transformers_loads(rich: Path) -> None:
    """The tokenizer finds the new pieces under the rows the network has for them."""
    tokenizer = MarianTokenizer.from_pretrained(rich)
    model = MarianMTModel.from_pretrained(rich)
    ids = tokenizer("Łukasz Müller")["input_ids"]
    assert ids[:-1] == Vocabulary(rich).encode("Łukasz Müller")
    assert model.get_input_embeddings().num_embeddings == len(tokenizer)


def test_add_pieces_again_adds_nothing(rich: Path, tmp_path: Path) -> None:
    """What has every character stays as it is."""
    assert add_pieces(rich, tmp_path) == {}
    assert (tmp_path / "vocab.json").read_text() == (rich / "vocab.json").read_text()


def test_add_rows_begins_near_the_letter_below() -> None:
    """ü begins as u and still differs from it; a sign begins as the average."""
    embedding = torch.randn(50, 64, generator=torch.Generator().manual_seed(1))
    grown = add_rows(embedding, begin_as=[7, None], seed=2)
    assert grown.shape == (52, 64)
    likeness = torch.cosine_similarity(grown[49], grown[:50], dim=1)
    assert int(likeness[:49].argmax()) == 7
    assert 0.9 < float(likeness[7]) < 0.999
    assert torch.equal(grown[-1], embedding[-1])


@pytest.mark.parametrize(
    ("char", "base"), [("ü", "u"), ("Ç", "C"), ("ø", "o"), ("ß", "s"), ("$", None), ("e", None)]
)
def test_find_base(char: str, base: str | None) -> None:
    """What a letter is built on, also where Unicode does not say it."""
    assert find_base(char) == base
