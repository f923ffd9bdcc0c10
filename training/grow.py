"""Make a larger network that begins where a smaller one has come to.

    python -m training.grow CHECKPOINT_DIR OUTPUT_DIR --recipe RECIPE

A network that has learned all it can hold need not be thrown away for a larger one. The larger
one computes almost what the smaller did, and has room: every new unit reads what it wants (its
weights are drawn afresh) and is read by nobody yet (the weights behind it are zero), so the first
steps decide what each is good for. This is the preserving initialization of Net2Net (Chen et al.,
2016) with fresh units in place of copies, which need noise to part.

What keeps the computation is not exact in three places, all mended within a few hundred steps:

- Sinusoidal positions have other rates in another width. A dimension goes where its rate lies
  nearest: every second one exactly when the width grows by half, all of them when it doubles.
- Layer normalization takes its mean and deviation over all dimensions. The new ones of the
  embedding have the old ones' deviation, so both stay about as they were.
- A new layer adds nothing, but normalizes twice what is normalized already. Its scale and shift
  undo that for the average token.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import torch
from torch import Tensor

from training.checkpoint import load_checkpoint, save_checkpoint
from training.model import Marian
from training.recipe import load_recipe
from training.shape import ModelShape
from training.vocabulary import Vocabulary

#: Matrices by the ends of their names: the axis they write and the axis they read, each either the
#: width of the network, of the heads or of the feed-forward layer.
_AXES = {
    "k_proj": ("heads", "width"),
    "v_proj": ("heads", "width"),
    "q_proj": ("heads", "width"),
    "out_proj": ("width", "heads"),
    "fc1": ("ffn", "width"),
    "fc2": ("width", "ffn"),
}


def grow(state: dict[str, Tensor], *, old: ModelShape, new: ModelShape, seed: int) -> Marian:
    """Return a network of the shape ``new`` that computes about what ``state`` does.

    Args:
        state: parameters by our names, float32, of the shape ``old``.

    Raises:
        ValueError: ``new`` is smaller somewhere, has other heads or another vocabulary.
    """
    _check(old, new)
    model = Marian(new)
    model.initialize(seed=seed)
    places = {
        "width": place_dimensions(old.d_model, new.d_model),
        "heads": torch.arange(old.d_model),
        "ffn": torch.arange(old.ffn_dim),
    }
    fresh = model.state_dict()
    for side in ("encoder", "decoder"):
        few, many = (getattr(shape, f"{side}_layers") for shape in (old, new))
        homes = place_layers(few, many)
        for index, home in enumerate(homes):
            _lay_layer(fresh, state, side=side, old=index, new=home, places=places)
        _fill_new_layers(fresh, side=side, homes=homes, count=many)
    _lay_embedding(fresh["shared.weight"], state["shared.weight"], width=places["width"])
    _close_output(fresh, layer=new.decoder_layers - 1, width=places["width"])
    model.load_state_dict(fresh)
    return model


def place_dimensions(old: int, new: int) -> Tensor:
    """Return where each old dimension goes: where its position rate lies nearest, (old,).

    >>> place_dimensions(4, 8).tolist()
    [0, 2, 4, 6]
    >>> place_dimensions(8, 12).tolist()
    [0, 2, 3, 4, 6, 8, 9, 10]
    """
    half = torch.arange(old // 2, dtype=torch.float64) * (new / old)
    nearest = half.round().long()  # halves go to the even neighbor: no two meet
    return torch.cat([nearest, nearest + new // 2])


def place_layers(old: int, new: int) -> list[int]:
    """Return the place of each old layer, new ones evenly between and behind them.

    >>> place_layers(4, 6)
    [0, 1, 3, 4]
    >>> place_layers(2, 2)
    [0, 1]
    """
    return [index * new // old for index in range(old)]


def _check(old: ModelShape, new: ModelShape) -> None:
    before, after = old.to_dict(), new.to_dict()
    if smaller := [name for name in before if after[name] < before[name]]:
        raise ValueError(f"{smaller[0]} cannot shrink: {after} against {before}")
    if old.vocabulary_size != new.vocabulary_size:
        raise ValueError("the vocabulary must stay the same")
    if old.d_model * new.heads != new.d_model * old.heads:
        raise ValueError("the width of a head must stay the same")


def _lay_layer(
    fresh: dict[str, Tensor],
    state: dict[str, Tensor],
    *,
    side: str,
    old: int,
    new: int,
    places: dict[str, Tensor],
) -> None:
    prefix = f"{side}.layers.{old}."
    for name, tensor in state.items():
        if not name.startswith(prefix):
            continue
        target = fresh[f"{side}.layers.{new}.{name.removeprefix(prefix)}"]
        writes, reads = _AXES.get(name.split(".")[-2], ("width", "width"))
        if tensor.ndim == 1:
            target[places[writes]] = tensor
            continue
        # What was there reads nothing new, and nobody reads what is new.
        rows = places[writes]
        target[rows] = 0.0
        if reads != "width":
            others = torch.ones(target.shape[1], dtype=torch.bool)
            others[places[reads]] = False
            target[:, others] = 0.0
        target[rows[:, None], places[reads][None, :]] = tensor


def _fill_new_layers(fresh: dict[str, Tensor], *, side: str, homes: list[int], count: int) -> None:
    below = ""
    for index in range(count):
        prefix = f"{side}.layers.{index}."
        if index in homes:
            below = prefix
            continue
        scale = fresh[f"{below}final_layer_norm.weight"]
        shift = fresh[f"{below}final_layer_norm.bias"]
        # x = scale · z + shift with z of variance 1: its own mean and deviation over dimensions.
        mean, deviation = shift.mean(), (scale.square().mean() + shift.var()).sqrt()
        for name in fresh:
            if not name.startswith(prefix):
                continue
            if name.endswith(("out_proj.weight", "fc2.weight")):
                fresh[name].zero_()
            elif name.endswith("layer_norm.weight"):
                fresh[name].fill_(float(deviation))
            elif name.endswith("layer_norm.bias"):
                fresh[name].fill_(float(mean))


def _lay_embedding(target: Tensor, old: Tensor, *, width: Tensor) -> None:
    # Rows are multiplied by sqrt(d_model) before use, so they shrink as it grows.
    scaled = old * (old.shape[1] / target.shape[1]) ** 0.5
    target.mul_(scaled.std() / target.std())
    target[:, width] = scaled


def _close_output(fresh: dict[str, Tensor], *, layer: int, width: Tensor) -> None:
    # The output is the product with the embedding: new dimensions must be silent in it, and the
    # old ones undo what _lay_embedding scaled.
    for kind in ("weight", "bias"):
        tensor = fresh[f"decoder.layers.{layer}.final_layer_norm.{kind}"]
        kept = tensor[width] * (len(tensor) / len(width)) ** 0.5
        tensor.zero_()
        tensor[width] = kept


def main(argv: list[str] | None = None) -> int:
    """Write the larger checkpoint."""
    parser = argparse.ArgumentParser(prog="training.grow", description=__doc__)
    parser.add_argument("checkpoint", type=Path, help="a MarianMT folder of transformers' format")
    parser.add_argument("output", type=Path)
    parser.add_argument("--recipe", type=Path, required=True, help="whose network to make")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args(argv)
    old = ModelShape.from_config(json.loads((args.checkpoint / "config.json").read_text("utf-8")))
    new = load_recipe(args.recipe).shape
    model = grow(load_checkpoint(args.checkpoint), old=old, new=new, seed=args.seed)
    save_checkpoint(
        args.output,
        weights=dict(model.named_parameters()),
        shape=new,
        vocabulary=Vocabulary(args.checkpoint),
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
