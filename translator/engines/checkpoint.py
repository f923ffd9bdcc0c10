"""Loading a MarianMT checkpoint with transformers, and refusing one that would translate badly."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

from translator.assets import read_config
from translator.errors import ModelCorrupt
from translator.weights import require_safe_weights

if TYPE_CHECKING:
    import torch
    from transformers import MarianMTModel, MarianTokenizer


def load_tokenizer(model_dir: Path) -> MarianTokenizer:
    """Load vocab.json, source.spm and target.spm; nothing comes from the network."""
    from transformers import MarianTokenizer

    try:
        with warnings.catch_warnings():
            # It recommends a normalizer that it never calls; ours has run already.
            warnings.filterwarnings("ignore", message="Recommended: pip install sacremoses")
            return MarianTokenizer.from_pretrained(model_dir, local_files_only=True)
    except (OSError, ValueError, KeyError, RuntimeError, TypeError) as error:
        raise ModelCorrupt(f"cannot load the tokenizer in {model_dir}: {error}") from error


def load_model(model_dir: Path, dtype: torch.dtype) -> MarianMTModel:
    """Load config.json and the safetensors; nothing comes from the network.

    Raises:
        ModelCorrupt: not a MarianMT model, weights missing, damaged or not in safetensors.
    """
    from safetensors import SafetensorError
    from transformers import MarianMTModel
    from transformers.utils import logging

    _check_is_safe_marian(model_dir)
    # The library draws progress bars and prints advice; what matters is raised below.
    logging.disable_progress_bar()
    logging.set_verbosity_error()

    try:
        model, report = MarianMTModel.from_pretrained(
            model_dir,
            dtype=dtype,
            local_files_only=True,
            use_safetensors=True,
            output_loading_info=True,
        )
    except (OSError, ValueError, KeyError, RuntimeError, SafetensorError) as error:
        raise ModelCorrupt(f"cannot load the weights in {model_dir}: {error}") from error
    _check_weights(model, report, model_dir)
    return model.eval()


def _check_weights(model: MarianMTModel, report: dict[str, Any], model_dir: Path) -> None:
    """Refuse a checkpoint of which a part would be random.

    The library fills missing weights with random ones and only logs it; releases have also
    lost the tie between embeddings and output layer, with fluent nonsense for a result.
    """
    missing = sorted(report["missing_keys"])
    if missing:
        raise ModelCorrupt(
            f"the weights in {model_dir} lack {len(missing)} tensors, first {missing[0]}; "
            "get the checkpoint again"
        )
    decoder_input = model.get_decoder().embed_tokens.weight
    if model.config.tie_word_embeddings and model.lm_head.weight is not decoder_input:
        raise ModelCorrupt(
            f"the output layer of {model_dir} is not tied to its embeddings as its config says; "
            "this release of transformers cannot load it"
        )


def _check_is_safe_marian(model_dir: Path) -> None:
    config = read_config(model_dir / "config.json")
    if config.get("model_type") != "marian":
        raise ModelCorrupt(
            f"{model_dir} is a {config.get('model_type')!r} model; "
            "only MarianMT (model_type 'marian') is supported"
        )
    require_safe_weights(model_dir)
