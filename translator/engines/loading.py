"""From what the user asked for to an engine that is ready to translate."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from translator.assets import find_model, mark_files, read_model_info, verify_model
from translator.errors import LanguageMismatch, ModelCorrupt, UsageError
from translator.protocols import TranslationEngine
from translator.registry import load_factory
from translator.types import LanguagePair

#: How an engine is made, ours and a plug-in's alike:
#: ``factory(model_dir, *, device, compute_type, threads)``.
EngineFactory = Callable[..., TranslationEngine]

#: The engine that reads each format of model.
_ENGINE_OF_FORMAT = {"ctranslate2": "ctranslate2", "transformers": "transformers"}

#: What this program is for.
_PAIR = LanguagePair(source="fr", target="en")


def load_engine(
    *,
    model: str | None = None,
    engine: str = "auto",
    device: str = "auto",
    compute_type: str = "auto",
    threads: int = 0,
) -> TranslationEngine:
    """Find, verify and load a model.

    Args:
        model: an embedded or pulled name, or a folder; None for the embedded default.
        engine: "ctranslate2", "transformers", a plug-in's name, or "auto" for the one that
            reads the model's format.
        device: "auto", "cpu" or "cuda".
        compute_type: "auto" or a type the engine knows, such as "int8" or "float32".
        threads: processor threads; 0 leaves the choice to the engine.

    Raises:
        ModelNotFound, ModelCorrupt, LanguageMismatch: the model cannot be used.
        EngineUnavailable: the engine cannot be used on this machine.
        UsageError: the engine cannot read this model.
        PluginError: no such engine.
    """
    if threads < 0:
        raise UsageError(f"--threads is {threads}; expected 0 (choose for me) or more")
    model_dir = find_model(model)
    info = read_model_info(model_dir)
    if engine == "auto":
        engine = _ENGINE_OF_FORMAT[info.format]
    elif engine in _ENGINE_OF_FORMAT.values() and engine != _ENGINE_OF_FORMAT[info.format]:
        raise UsageError(_explain_wrong_format(engine, info.format, model_dir))
    factory: EngineFactory = load_factory("engines", engine)
    if info.pair != _PAIR:
        raise LanguageMismatch(
            f"model {info.name} translates {info.pair}; this program needs {_PAIR}"
        )
    before = mark_files(model_dir)
    verify_model(model_dir)
    loaded = factory(model_dir, device=device, compute_type=compute_type, threads=threads)
    after = mark_files(model_dir)
    for name in sorted(before.keys() | after.keys()):
        if before.get(name) != after.get(name):
            raise ModelCorrupt(
                f"{model_dir / name} was exchanged while the model was loaded; try again"
            )
    return loaded


def _explain_wrong_format(engine: str, model_format: str, model_dir: Path) -> str:
    advice = (
        f"convert it with: translator models convert {model_dir}"
        if engine == "ctranslate2"
        else "name a checkpoint folder with --model, or leave --engine out"
    )
    return f"engine {engine} cannot read the {model_format} model in {model_dir}; {advice}"
