"""MarianMT checkpoint in transformers format → CTranslate2 folder."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from translator.assets import (
    MANIFEST,
    digest_file,
    read_manifest,
    read_model_info,
    recommended_options,
)
from translator.engines.checkpoint import load_model, load_tokenizer
from translator.engines.marian_ct2 import CTranslate2Engine
from translator.errors import ModelCorrupt, ModelNotFound, OutputError, UsageError
from translator.types import ModelInfo

#: What a user may ask for → what the library is asked for. Matrices are stored in the first
#: type and everything else in the second; half precision, which plain "int8" would keep from a
#: half-precision checkpoint, has to be widened on every load and is reported as a warning.
QUANTIZATIONS = {"int8": "int8_float32", "int16": "int16", "float32": "float32"}

#: Keys of a checkpoint's model.toml that stay true of the converted model.
_CARRIED_KEYS = ("license", "source", "training", "decoding", "scores")

#: A logit that no softmax gives any probability; within the range of half precision.
_NEVER = -1e4

#: Translated once after a conversion: weights that cannot say anything are not kept.
_PROBE_TEXT = "Bonjour."


def convert_checkpoint(
    checkpoint_dir: Path,
    output_dir: Path,
    *,
    quantization: str = "int8",
    name: str | None = None,
) -> ModelInfo:
    """Convert a checkpoint and write a model.toml with the digest of every file.

    The folder appears complete or not at all.

    Args:
        checkpoint_dir: holds config.json, safetensors, vocab.json, source.spm, target.spm.
        output_dir: must not exist.
        quantization: one of QUANTIZATIONS.
        name: what the model will be called; the output folder's name by default.

    Raises:
        UsageError: the quantization is unknown or the output exists.
        ModelCorrupt: the checkpoint is not a MarianMT model or does not work.
    """
    if quantization not in QUANTIZATIONS:
        raise UsageError(
            f"unknown quantization {quantization!r}; valid: {', '.join(sorted(QUANTIZATIONS))}"
        )
    if output_dir.exists():
        raise UsageError(f"{output_dir} exists; remove it or choose another folder")
    _check_is_checkpoint(checkpoint_dir)
    try:
        output_dir.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=output_dir.parent, prefix=".convert-") as scratch:
            model_dir = Path(scratch) / output_dir.name
            _write_weights(checkpoint_dir, model_dir, QUANTIZATIONS[quantization])
            _copy_tokenizer(checkpoint_dir, model_dir)
            manifest = _make_manifest(
                checkpoint_dir, model_dir, quantization, name or output_dir.name
            )
            (model_dir / MANIFEST).write_text(format_manifest(manifest), encoding="utf-8")
            CTranslate2Engine(model_dir).translate_batch(
                [_PROBE_TEXT], recommended_options(model_dir)
            )
            model_dir.rename(output_dir)
    except OSError as error:
        raise OutputError(f"cannot write {output_dir}: {error.strerror or error}") from error
    return read_model_info(output_dir)


def format_manifest(values: Mapping[str, Any]) -> str:
    """Return a model.toml: strings and numbers first, then tables, then lists of tables.

    >>> print(format_manifest({"name": "fr-en", "decoding": {"beam_size": 4}}))
    name = "fr-en"
    <BLANKLINE>
    [decoding]
    beam_size = 4
    <BLANKLINE>
    """
    lines, tables = [], []
    for key, value in values.items():
        if isinstance(value, Mapping):
            tables += ["", f"[{key}]", *_format_pairs(value)]
        elif isinstance(value, list | tuple):
            for row in value:
                tables += ["", f"[[{key}]]", *_format_pairs(row)]
        else:
            lines += _format_pairs({key: value})
    return "\n".join([*lines, *tables]) + "\n"


def _format_pairs(values: Mapping[str, Any]) -> list[str]:
    # JSON strings, numbers, booleans and flat lists are valid TOML.
    lines = []
    for key, value in values.items():
        bare = key if key.isidentifier() else json.dumps(key)
        lines.append(f"{bare} = {json.dumps(value, ensure_ascii=False)}")
    return lines


def _check_is_checkpoint(checkpoint_dir: Path) -> None:
    if not checkpoint_dir.is_dir():
        raise ModelNotFound(f"{checkpoint_dir} is not a folder; name a MarianMT checkpoint folder")
    info = read_model_info(checkpoint_dir)
    if info.format != "transformers":
        raise UsageError(f"{checkpoint_dir} is a {info.format} model already; use it as it is")


def _write_weights(checkpoint_dir: Path, model_dir: Path, quantization: str) -> None:
    # Imported here: it brings in torch and transformers.
    import torch
    from ctranslate2.converters.transformers import BartLoader

    model = load_model(checkpoint_dir, torch.float32)
    tokenizer = load_tokenizer(checkpoint_dir)
    # Marian is BART with the norm after each layer and none after the embeddings.
    model.config.normalize_before = False
    model.config.normalize_embedding = False
    # The library's own Marian loader drops <pad> and starts decoding from a zero vector, as
    # Marian itself does. transformers starts from the embedding of <pad>, which training with
    # tied weights moves away from zero: without it the first words change. So <pad> stays,
    # and cannot be produced.
    with torch.no_grad():
        model.final_logits_bias[:, model.config.pad_token_id] = _NEVER
    try:
        spec = BartLoader()(model, tokenizer)
        # Which heads return_attention averages, 0 being all: one alone links few words rightly.
        spec.decoder.alignment_heads = type(spec.decoder.alignment_heads)(0)
        # Marian has no mark for the beginning, and the library's file cannot say "none".
        spec.config.bos_token = tokenizer.eos_token
        spec.validate()
        spec.optimize(quantization=quantization)
        model_dir.mkdir()
        spec.save(str(model_dir))
    except (RuntimeError, ValueError, KeyError) as error:
        raise ModelCorrupt(f"cannot convert {checkpoint_dir}: {error}") from error


def _copy_tokenizer(checkpoint_dir: Path, model_dir: Path) -> None:
    source, target = checkpoint_dir / "source.spm", checkpoint_dir / "target.spm"
    shutil.copyfile(source, model_dir / "source.spm")
    # One file serves both languages of a joint vocabulary.
    if digest_file(source) != digest_file(target):
        shutil.copyfile(target, model_dir / "target.spm")


def _make_manifest(
    checkpoint_dir: Path, model_dir: Path, quantization: str, name: str
) -> dict[str, Any]:
    info = read_model_info(checkpoint_dir)
    carried = read_manifest(checkpoint_dir)
    return {
        "name": name,
        "pair": str(info.pair),
        "format": "ctranslate2",
        "compute_type": quantization,
        **{key: carried[key] for key in _CARRIED_KEYS if key in carried},
        "conversion": f"translator models convert {checkpoint_dir.name} "
        f"--quantization {quantization}",
        "files": {path.name: digest_file(path) for path in sorted(model_dir.iterdir())},
    }
