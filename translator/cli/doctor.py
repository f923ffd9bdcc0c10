"""``translator doctor``: is everything in order, and where does each setting come from?"""

from __future__ import annotations

import argparse
import os
import platform
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from translator import __version__
from translator.cli.messages import Messages
from translator.cli.options import add_common_options, add_model_options, resolve_arguments
from translator.cli.workbench import Workbench
from translator.errors import TranslatorError, lacks_library
from translator.settings import NAMES, Settings, default_config_path, show_value

if TYPE_CHECKING:
    from translator.types import ModelInfo

#: What the program cannot work without; "torch" and "transformers" serve one engine only.
_LIBRARIES = ("ctranslate2", "sentencepiece", "rich", "torch", "transformers")

#: What is taken where nothing is set; of the others there is none then.
_UNSET = {
    "model": "the embedded one",
    "beam_size": "the model's own",
    "batch_tokens": "the model's own",
    "width": "the terminal's",
}

#: A sentence that any French model can say something about.
_PROBE_TEXT = "Le conseil municipal a voté le budget."

_EPILOG = """\
examples:
  translator doctor
  translator doctor --model my-model --format json

Exits with 0 if everything is in order, else with the code of the first failure.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnosis:
    """One thing that was looked at. ``state``: ``ok``, ``failed``, or "" for a mere fact."""

    name: str
    state: str
    detail: str
    exit_code: int = 0


def fill_parser(parser: argparse.ArgumentParser) -> None:
    """Describe the verb and add its arguments."""
    parser.description = "Look at everything a translation needs and translate one sentence."
    parser.epilog = _EPILOG
    parser.add_argument("--format", default="table", choices=("table", "json"))
    add_model_options(parser)
    add_common_options(parser)
    parser.set_defaults(run=run_doctor_command)


def run_doctor_command(args: argparse.Namespace, messages: Messages) -> int:
    settings = resolve_arguments(args)
    diagnoses = examine(Workbench(settings, messages, measures=True))
    if args.format == "json":
        values = {
            "version": 1,
            "diagnoses": [asdict(diagnosis) for diagnosis in diagnoses],
            "settings": {
                name: {"value": value, "origin": origin}
                for name, value, origin in _iter_settings(settings)
            },
        }
        from translator.writers.json_text import encode_json

        print(encode_json(values, indent=2))
    else:
        draw(diagnoses, settings, args.config)
    return next((item.exit_code for item in diagnoses if item.exit_code), 0)


def examine(bench: Workbench) -> list[Diagnosis]:
    """Look at everything; a failure is a diagnosis, not an end."""
    return [
        _fact("translator", __version__),
        _fact("python", f"{platform.python_version()} on {platform.platform(terse=True)}"),
        *(_examine_library(name) for name in _LIBRARIES),
        _attempt("processor", _describe_processor),
        _fact("threads", _describe_threads(bench.settings)),
        *_iter_models(bench.settings.model),
        _examine_cache(settings=bench.settings),
        _attempt("self-test", lambda: _translate_probe(bench)),
    ]


def draw(diagnoses: list[Diagnosis], settings: Settings, config_path: Path | None) -> None:
    """Draw diagnoses and settings on standard output; ``config_path`` is the user's choice."""
    from rich.text import Text

    from translator.render.console import make_console
    from translator.render.tables import FactTable

    console = make_console(sys.stdout, color=settings.color, width=settings.width)
    rows = [(item.name, item.state, item.detail) for item in diagnoses]
    console.print(FactTable(("part", "state", "detail"), rows))
    console.print(Text())
    console.print(FactTable(("setting", "value", "from"), list(_iter_settings_text(settings))))
    path = config_path or default_config_path()
    absent = "" if path.exists() else ", not there"
    place = Text(f"settings file: {path}{absent}", style="faint", overflow="fold")
    # In a pipe a line is a line, however long.
    console.print(place, soft_wrap=not console.is_terminal)


def _fact(name: str, detail: str) -> Diagnosis:
    return Diagnosis(name=name, state="", detail=detail)


def _attempt(name: str, action: Callable[[], str]) -> Diagnosis:
    try:
        return Diagnosis(name=name, state="ok", detail=action())
    except TranslatorError as error:
        return _fail(name, error)


def _fail(name: str, error: TranslatorError) -> Diagnosis:
    return Diagnosis(name=name, state="failed", detail=str(error), exit_code=error.exit_code)


def _examine_library(name: str) -> Diagnosis:
    # Its metadata answers without importing it.
    from importlib import metadata

    try:
        return _fact(name, metadata.version(name))
    except metadata.PackageNotFoundError:
        return Diagnosis(
            name=name, state="failed", detail=f"not installed; pip install {name}", exit_code=5
        )


def _describe_processor() -> str:
    try:
        import ctranslate2
    except ImportError as error:
        raise lacks_library("ctranslate2") from error
    types = ", ".join(sorted(ctranslate2.get_supported_compute_types("cpu")))
    return f"{os.cpu_count()} cores; compute types: {types}"


def _describe_threads(settings: Settings) -> str:
    from translator.cores import choose_threads

    if settings.threads:
        return f"{settings.threads}, by {settings.origin('threads')}"
    chosen = choose_threads()
    return f"{chosen.count}: {chosen.reason}"


def _iter_models(given: str | None) -> Iterator[Diagnosis]:
    """Yield what is said of the model in use, then of the others that have a name."""
    from translator.assets import find_model, list_models, read_model_info

    used: Path | None = None
    try:
        model = read_model_info(find_model(given))
        used = model.path
    except TranslatorError as error:
        yield _fail("model", error)
    else:
        yield _attempt(f"model {model.name}", lambda: f"in use; {_verify_model(model)}")
    for known in list_models():
        if used is None or known.path.resolve() != used.resolve():
            yield _attempt(f"model {known.name}", partial(_verify_model, known))


def _verify_model(model: ModelInfo) -> str:
    from translator.assets import verify_model

    verify_model(model.path)
    found = "files as published" if model.sha256 else "no digests to compare its files with"
    return f"{found}, in {model.path}"


def _examine_cache(*, settings: Settings) -> Diagnosis:
    from translator.store.upkeep import default_cache_path, format_cache_info, read_cache_info

    if not settings.cache:
        return _fact("cache", f"off, by {settings.origin('cache')}")
    info = read_cache_info(default_cache_path(), max_bytes=settings.cache_size_mb * 1_000_000)
    # Everything works without it, only slower.
    return _fact("cache", f"{format_cache_info(info)}, in {info.path}")


def _translate_probe(bench: Workbench) -> str:
    (hypotheses,) = bench.engine.translate_batch([_PROBE_TEXT], bench.options)
    return f"{_PROBE_TEXT} → {hypotheses[0].text}"


def _iter_settings(settings: Settings) -> Iterator[tuple[str, object, str]]:
    for name in NAMES:
        yield name, show_value(name, getattr(settings, name)), settings.origin(name)


def _iter_settings_text(settings: Settings) -> Iterator[tuple[str, str, str]]:
    for name, value, origin in _iter_settings(settings):
        if isinstance(value, bool):
            value = "on" if value else "off"
        yield name, _UNSET.get(name, "not set") if value is None else str(value), origin
