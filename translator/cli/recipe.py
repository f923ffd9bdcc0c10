"""What an output depends on besides its source, as one digest."""

from __future__ import annotations

import argparse
import hashlib
import json
from dataclasses import asdict, fields
from pathlib import Path

from translator import __version__
from translator.cli.workbench import Workbench
from translator.settings import SECRETS

#: What changes where a result goes, how fast, and what is said meanwhile, but not the result.
#: An option that is not named here counts, so one that is forgotten costs time and no truth.
_NEUTRAL = frozenset(
    {
        *("files", "output", "output_dir", "recursive", "jobs", "resume", "overwrite", "format"),
        *("threads", "batch_tokens", "lang_check", "strict", "pager", "progress"),
        *("quiet", "verbose", "config", "chat_timeout", "cache", "cache_size_mb", "allow_private"),
        "run",
    }
)
#: What counts where a result is drawn and not written.
_DRAWING = frozenset({"width", "color"})
_DRAWN_FORMATS = frozenset({"side-by-side", "panel"})


def make_recipe(args: argparse.Namespace, bench: Workbench, *, format_name: str) -> str:
    """Return a digest of the program's version, the verb, the model and all options that count.

    No engine is loaded: a run that has nothing to do is over at once.

    Raises:
        ModelError, PromptError, InputError: the settings name no model, style or glossary.
    """
    from translator.assets import digest_model, find_model

    model_dir = find_model(bench.settings.model)
    options = asdict(bench.decoding_options(model_dir))
    del options["max_batch_tokens"]
    given = vars(args)
    values: dict[str, object] = {
        "version": __version__,
        "verb": args.run.__name__,
        "format": format_name,
        "model": digest_model(model_dir),
        "decoding": options,
    }
    left_out = _NEUTRAL | SECRETS | (set() if format_name in _DRAWN_FORMATS else _DRAWING)
    settings = {item.name for item in fields(bench.settings)}
    for name in sorted(given.keys() - left_out):
        value = getattr(bench.settings, name) if name in settings else given[name]
        values[f"--{name}"] = _digest_path(value) if isinstance(value, Path) else value
    # What its terms are decides, not what it is called.
    values.pop("--glossary", None)
    if bench.glossary is not None:
        values["glossary"] = bench.glossary.sha256
    # The name of the model is in its digest's place.
    values.pop("--model", None)
    if "brief_style" in given:
        values["style"] = asdict(bench.style)
    text = json.dumps(values, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def _digest_path(path: Path) -> str:
    """Return what a file says, or a path's own name where it is no file."""
    from translator.assets import digest_file

    return digest_file(path) if path.is_file() else str(path)
