"""Weights that are nothing but numbers: which files a checkpoint may be read from.

pytorch_model.bin is a pickle, a format whose files can name functions to be called on loading.
Here a checkpoint has its weights in safetensors or is refused, before any library looks at it.
"""

from __future__ import annotations

from pathlib import Path

from translator.assets import is_plain_name, read_config
from translator.errors import ModelCorrupt

_SUFFIX = ".safetensors"
_INDEX = "model.safetensors.index.json"
#: The old format, and what its parts and its index are called.
_PICKLES = ("pytorch_model*.bin", "*.pt", "*.pth", "*.ckpt")


def require_safe_weights(model_dir: Path) -> None:
    """Refuse a checkpoint whose weights are not in safetensors, all of them, in its own folder.

    Raises:
        ModelCorrupt: it has a pickle alone, or an index that names one or leads elsewhere.
    """
    if not any(model_dir.glob("*" + _SUFFIX)):
        pickles = sorted(path.name for name in _PICKLES for path in model_dir.glob(name))
        if pickles:
            raise ModelCorrupt(
                f"{model_dir} has its weights in {pickles[0]} only, a format that can run code; "
                "get a revision with model.safetensors"
            )
        raise ModelCorrupt(
            f"{model_dir} has no weights in safetensors; get a revision with model.safetensors"
        )
    path = model_dir / _INDEX
    if path.is_file() and not (model_dir / ("model" + _SUFFIX)).is_file():
        for name in sorted(set(_read_weight_map(path).values())):
            if not is_plain_name(name) or not name.endswith(_SUFFIX):
                raise ModelCorrupt(
                    f"{path} names {name!r} for weights; only {_SUFFIX} files of its own folder "
                    "are read"
                )


def _read_weight_map(path: Path) -> dict[str, str]:
    weight_map = read_config(path).get("weight_map")
    if not isinstance(weight_map, dict) or not all(map(_is_text, weight_map.values())):
        raise ModelCorrupt(f"{path} is no index of weights")
    return weight_map


def _is_text(value: object) -> bool:
    return isinstance(value, str)
