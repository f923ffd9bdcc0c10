"""Fetch a MarianMT model from a model hub."""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path

from translator.assets import MANIFEST, models_dir, user_models_dir
from translator.convert import convert_checkpoint, format_manifest
from translator.errors import ModelCorrupt, ModelNotFound, OutputError, UsageError
from translator.patterns import compile_late
from translator.types import ModelInfo

#: All a MarianMT checkpoint consists of, and the card for its licence.
_FILES = (
    "config.json",
    "generation_config.json",
    "tokenizer_config.json",
    "vocab.json",
    "source.spm",
    "target.spm",
    "README.md",
)
_SAFE_WEIGHTS = ("*.safetensors", "*.safetensors.index.json")
_OLD_WEIGHTS = "pytorch_model.bin"

_CARD_LICENSE = compile_late(r"\A---\n(?:.*\n)*?license: *([\w.-]+)", re.MULTILINE)


def pull_model(
    repo_id: str,
    *,
    revision: str | None = None,
    name: str | None = None,
    allow_pickle: bool = False,
) -> ModelInfo:
    """Download a MarianMT checkpoint and keep it, converted to int8, among the user's models.

    The address of the hub is taken from HF_ENDPOINT, if that is set. No credentials are sent.

    Args:
        repo_id: "owner/model".
        revision: a branch, tag, commit or "refs/pr/NUMBER"; the main branch by default.
        name: what to call the model; the last part of ``repo_id`` by default.
        allow_pickle: take pytorch_model.bin where there are no safetensors; of what such a file
            may hold, tensors alone are loaded.

    Raises:
        UsageError: the name is malformed or taken.
        ModelNotFound: the hub or the model cannot be reached.
        ModelCorrupt: what was fetched is not a MarianMT model.
        OutputError: the user's model folder cannot be written.
    """
    if not re.fullmatch(r"\w[\w.-]*/\w[\w.-]*", repo_id):
        raise UsageError(f"{repo_id!r} is not the name of a model on a hub; expected OWNER/MODEL")
    name = name or repo_id.partition("/")[2]
    if not re.fullmatch(r"\w[\w.-]*", name):
        raise UsageError(f"{name!r} cannot be a model's name; use letters, digits, . _ and -")
    output_dir = user_models_dir() / name
    if (models_dir() / name).exists() or output_dir.exists():
        raise UsageError(f"there is a model {name!r} already; choose another name with --name")
    try:
        output_dir.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=output_dir.parent, prefix=".pull-") as scratch:
            checkpoint_dir = Path(scratch)
            _download(repo_id, revision, checkpoint_dir, (*_FILES, *_SAFE_WEIGHTS))
            if not any(checkpoint_dir.glob("*.safetensors")):
                if not allow_pickle:
                    raise ModelCorrupt(
                        f"{repo_id} has no model.safetensors, and {_OLD_WEIGHTS} is a format that "
                        "can hold programs; name a revision with safetensors with --revision, or "
                        "add --allow-pickle, which loads the tensors in it and nothing else"
                    )
                _download(repo_id, revision, checkpoint_dir, (_OLD_WEIGHTS,))
                _rewrite_weights(checkpoint_dir)
            _describe(repo_id, revision, checkpoint_dir)
            return convert_checkpoint(checkpoint_dir, output_dir, name=name)
    except OSError as error:
        raise OutputError(f"cannot write {output_dir}: {error.strerror or error}") from error


def _download(repo_id: str, revision: str | None, folder: Path, patterns: tuple[str, ...]) -> None:
    # Imported here: it brings in an HTTP client.
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import (
        HfHubHTTPError,
        HFValidationError,
        LocalEntryNotFoundError,
        OfflineModeIsEnabled,
    )

    try:
        snapshot_download(
            repo_id,
            revision=revision,
            local_dir=folder,
            allow_patterns=list(patterns),
            endpoint=os.environ.get("HF_ENDPOINT"),
            token=False,
        )
    except (
        HfHubHTTPError,
        HFValidationError,
        LocalEntryNotFoundError,
        OfflineModeIsEnabled,
    ) as error:
        place = repo_id if revision is None else f"{repo_id}, revision {revision},"
        reason = str(error).strip().splitlines()[0] if str(error) else type(error).__name__
        reason = reason.rstrip(".")
        raise ModelNotFound(
            f"cannot fetch {place} from the hub: {reason}; check the name and the connection"
        ) from error


def _rewrite_weights(folder: Path) -> None:
    """Turn pytorch_model.bin into safetensors without running anything it might contain."""
    import pickle
    import struct
    import warnings

    import torch
    from safetensors.torch import save_file

    path = folder / _OLD_WEIGHTS
    if not path.is_file():
        raise ModelCorrupt("the model has neither model.safetensors nor pytorch_model.bin")
    # What a reader of pickles can stumble over in a file that is none, or half of one.
    failures: tuple[type[Exception], ...] = (
        RuntimeError,
        pickle.UnpicklingError,
        EOFError,
        struct.error,
    )
    failures += (ValueError, LookupError, TypeError, AttributeError, AssertionError)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about versions of the format; failures are raised
            tensors = torch.load(path, map_location="cpu", weights_only=True)
    except failures as error:
        raise ModelCorrupt(
            f"{_OLD_WEIGHTS} of this model holds more than weights, or is damaged; "
            "name a revision with model.safetensors with --revision"
        ) from error
    if not isinstance(tensors, dict) or not all(map(torch.is_tensor, tensors.values())):
        raise ModelCorrupt(f"{_OLD_WEIGHTS} of this model is no list of weights")
    # Tied weights share memory there; safetensors stores each name by itself.
    copies = {str(key): tensor.clone().contiguous() for key, tensor in tensors.items()}
    save_file(copies, folder / "model.safetensors", metadata={"format": "pt"})


def _describe(repo_id: str, revision: str | None, folder: Path) -> None:
    """Write the origin and the licence down, for the converted model to carry."""
    card = folder / "README.md"
    text = card.read_text(encoding="utf-8", errors="replace") if card.is_file() else ""
    found = _CARD_LICENSE.search(text)
    values = {"source": f"{repo_id}@{revision or 'main'}"}
    if found:
        values["license"] = found[1]
    (folder / MANIFEST).write_text(format_manifest(values), encoding="utf-8")
