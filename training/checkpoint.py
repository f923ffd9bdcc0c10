"""Transformers checkpoints: the form in which weights enter and leave training."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor

from training.model import from_transformers, to_transformers
from training.shape import ModelShape
from training.vocabulary import Vocabulary

_TOKENIZER_CONFIG = {
    "source_lang": "fr",
    "target_lang": "en",
    "model_max_length": 512,
    "separate_vocabs": False,
    "tokenizer_class": "MarianTokenizer",
}


def load_checkpoint(directory: Path) -> dict[str, Tensor]:
    """Return the weights of a MarianMTModel folder in float32, under our names."""
    state = from_transformers(load_file(directory / "model.safetensors"))
    return {name: tensor.float() for name, tensor in state.items()}


def save_checkpoint(
    directory: Path, *, weights: dict[str, Tensor], shape: ModelShape, vocabulary: Vocabulary
) -> None:
    """Write a folder that MarianMTModel and MarianTokenizer load, weights in half precision."""
    directory.mkdir(parents=True, exist_ok=True)
    halves = {name: tensor.detach().half().cpu() for name, tensor in weights.items()}
    save_file(to_transformers(halves), directory / "model.safetensors", {"format": "pt"})
    config = shape.to_config(pad_id=vocabulary.pad_id, end_id=vocabulary.end_id)
    config["dtype"] = str(torch.float16).removeprefix("torch.")
    marks = ("bos_token_id", "eos_token_id", "forced_eos_token_id", "pad_token_id")
    generation = {name: config[name] for name in (*marks, "decoder_start_token_id")}
    generation |= {"bad_words_ids": [[vocabulary.pad_id]], "max_length": 512, "num_beams": 4}
    _write_json(directory / "config.json", config)
    _write_json(directory / "generation_config.json", generation)
    _write_json(directory / "tokenizer_config.json", _TOKENIZER_CONFIG)
    for name in ("source.spm", "target.spm", "vocab.json"):
        shutil.copyfile(vocabulary.directory / name, directory / name)


def _write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, indent=2, ensure_ascii=False) + "\n", "utf-8")
