"""From what the user asked for to an engine that is ready to translate."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from translator.assets import find_model, is_embedded, mark_files, read_model_info, verify_model
from translator.engines.setup import describe_setup
from translator.errors import LanguageMismatch, ModelCorrupt, UsageError
from translator.protocols import LoadableEngine, TranslationEngine
from translator.registry import load_factory
from translator.types import LanguagePair, ModelInfo

#: How an engine is made, ours and a plug-in's alike:
#: ``factory(model_dir, *, device, compute_type, threads)``. One that names in ``libraries`` the
#: packages that decide how it computes, its own among them, need not be made where nothing is new.
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
    phrases: bool = True,
) -> TranslationEngine:
    """Find, verify and load a model; see prepare_engine for arguments and errors.

    Raises:
        EngineUnavailable: the engine cannot be used on this machine.
    """
    return prepare_engine(
        model=model,
        engine=engine,
        device=device,
        compute_type=compute_type,
        threads=threads,
        phrases=phrases,
    ).load()


def prepare_engine(
    *,
    model: str | None = None,
    engine: str = "auto",
    device: str = "auto",
    compute_type: str = "auto",
    threads: int = 0,
    phrases: bool = True,
) -> LoadableEngine:
    """Find and verify a model, and choose its engine, without loading it.

    Every file is compared with its digest here, so that a model that is not what it was published
    as is refused before any work; and loading, whenever it comes, refuses one that has been
    exchanged since.

    Args:
        model: an embedded or pulled name, or a folder; None for the embedded default.
        engine: "ctranslate2", "transformers", a plug-in's name, or "auto" for the one that
            reads the model's format.
        device: "auto", "cpu" or "cuda".
        compute_type: "auto" or a type the engine knows, such as "int8" or "float32".
        threads: processor threads; 0 leaves the choice to the engine.
        phrases: make an embedded model say what newspapers mean by their own phrases, which it
            is too small to know: glossary/press.tsv. Other models are left to themselves.

    Raises:
        ModelNotFound, ModelCorrupt, LanguageMismatch: the model cannot be used.
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
            f"model {info.name} translates {info.pair}; this program needs {_PAIR}, so "
            "choose another one with --model"
        )
    marks = mark_files(model_dir)
    verify_model(model_dir)
    return _PreparedEngine(
        info=info,
        engine=engine,
        factory=factory,
        device=device,
        compute_type=compute_type,
        threads=threads,
        marks=marks,
        has_phrases=phrases and is_embedded(info),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _PreparedEngine:
    """What was asked for, and what the verified files look like from outside."""

    info: ModelInfo
    engine: str
    factory: EngineFactory
    device: str
    compute_type: str
    threads: int
    marks: dict[str, tuple[int, int, int]]
    has_phrases: bool

    @property
    def setup(self) -> str:
        described = describe_setup(getattr(self.factory, "libraries", ()), device=self.device)
        # How many threads share the work changes no result.
        asked = f"{self.engine} on {self.device} in {self.compute_type}"
        return f"{asked}\n{described}" if described else ""

    def load(self) -> TranslationEngine:
        model_dir = self.info.path
        # Before as well: what follows would be a library's word for a file that it cannot read.
        self._require_unchanged(model_dir)
        loaded = self.factory(
            model_dir, device=self.device, compute_type=self.compute_type, threads=self.threads
        )
        self._require_unchanged(model_dir)
        return _say_phrases(loaded) if self.has_phrases else loaded

    def _require_unchanged(self, model_dir: Path) -> None:
        now = mark_files(model_dir)
        for name in sorted(self.marks.keys() | now.keys()):
            if self.marks.get(name) != now.get(name):
                raise ModelCorrupt(
                    f"{model_dir / name} was exchanged after it was verified; try again"
                )


def _say_phrases(engine: TranslationEngine) -> TranslationEngine:
    from translator.glossary.forcing import GlossaryEngine
    from translator.glossary.reading import load_glossary

    return GlossaryEngine(engine, load_glossary("press"), is_users=False)


def _explain_wrong_format(engine: str, model_format: str, model_dir: Path) -> str:
    advice = (
        f"convert it with: translator models convert {model_dir}"
        if engine == "ctranslate2"
        else "name a checkpoint folder with --model, or leave --engine out"
    )
    return f"engine {engine} cannot read the {model_format} model in {model_dir}; {advice}"
