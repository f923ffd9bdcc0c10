"""What a verb works with: settings, messages, and an engine that is made when first used."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from translator.cli.messages import Messages
from translator.settings import Settings

if TYPE_CHECKING:
    from translator.glossary.matching import Glossary
    from translator.protocols import LoadableEngine, Summarizer, TranslationEngine
    from translator.templates import PromptTemplate
    from translator.types import DecodingOptions


class Workbench:
    """Makes engine and summarizer once for all files of a run.

    Args:
        measures: the engine itself is what the run is about, so no cache stands before it.
    """

    def __init__(self, settings: Settings, messages: Messages, *, measures: bool = False) -> None:
        self.settings = settings
        self.messages = messages
        self._measures = measures

    @cached_property
    def engine(self) -> TranslationEngine:
        """The engine the settings name; behind a cache it may be loaded later, or not at all.

        With a glossary it says the terms of that, as far as it can be made to.

        Raises:
            ModelError, EngineError, PluginError: it cannot be loaded.
            UnreadableInput, MalformedInput: the glossary cannot be used.
        """
        engine = self._prepare_engine()
        if self.glossary is None:
            return engine
        from translator.glossary.forcing import GlossaryEngine

        return GlossaryEngine(engine, self.glossary)

    def _prepare_engine(self) -> TranslationEngine:
        from translator.engines.loading import prepare_engine

        settings = self.settings
        source = prepare_engine(
            model=settings.model,
            engine=settings.engine,
            device=settings.device,
            compute_type=settings.compute_type,
            threads=settings.threads,
        )
        self.messages.detail(f"model {source.info.name} from {source.info.path}")
        return source.load() if self._measures or not settings.cache else self._remember(source)

    def _remember(self, source: LoadableEngine) -> TranslationEngine:
        from translator.store.cache import SegmentCache
        from translator.store.cached_engine import CachedEngine
        from translator.store.remembering import remember_engine
        from translator.store.upkeep import default_cache_path

        cache = SegmentCache(
            default_cache_path(),
            max_bytes=self.settings.cache_size_mb * 1_000_000,
            warn=self.messages.warn,
            tell=self.messages.detail,
        )
        engine = remember_engine(source, cache)
        if not isinstance(engine, CachedEngine):
            self.messages.detail("no cache: this model or engine cannot be told from another one")
        return engine

    @cached_property
    def glossary(self) -> Glossary | None:
        """The user's own terms or embedded ones, if the settings name any.

        Raises:
            UnreadableInput, MalformedInput: it cannot be used.
        """
        name = self.settings.glossary
        if name is None or self._measures:
            return None
        from translator.glossary.reading import load_glossary

        glossary = load_glossary(name)
        self.messages.detail(f"{len(glossary.terms)} terms in {name}")
        return glossary

    def require_glossary(self) -> None:
        """Read the glossary now: what is wrong with it is wrong with every article.

        Raises:
            UnreadableInput, MalformedInput: it cannot be used.
        """
        _ = self.glossary

    @cached_property
    def options(self) -> DecodingOptions:
        """The model's own decoding options with the user's on top."""
        return self.decoding_options(self.engine.info.path)

    def decoding_options(self, model_dir: Path) -> DecodingOptions:
        """Return the decoding options of the model in a folder, with the user's on top.

        Raises:
            ModelCorrupt: what the folder says about itself cannot be understood.
        """
        from translator.assets import recommended_options

        chosen = {
            "beam_size": self.settings.beam_size,
            "max_batch_tokens": self.settings.batch_tokens,
        }
        given = {name: value for name, value in chosen.items() if value is not None}
        return replace(recommended_options(model_dir), **given)

    @cached_property
    def style(self) -> PromptTemplate:
        """The brief's style.

        Raises:
            PromptNotFound, InvalidPrompt: the settings name no style.
        """
        from translator.templates import load_template

        return load_template(self.settings.brief_style)

    @property
    def max_brief_words(self) -> int:
        """The user's limit; else the style's own.

        A style without points says how long a headline is, which is for a model to know: the
        extractive one makes its headline from sentences it has room for.
        """
        from translator.types import Section

        settings = self.settings
        own = self.style.defaults.get("words", "")
        meant = Section.POINTS in self.style.sections or settings.summarizer != "extractive"
        if settings.origin("brief_words") == "default" and meant and own.isdecimal():
            return max(int(own), 1)
        return settings.brief_words

    def limit_joint_words(self, articles: int) -> int:
        """Return the words of one brief of several articles: the user's, or more for more of them.

        Each further article adds half of what the style gives one, up to three times that.
        """
        own = self.max_brief_words
        if self.settings.origin("brief_words") != "default":
            return own
        return min(own + (articles - 1) * own // 2, 3 * own)

    @cached_property
    def summarizer(self) -> Summarizer:
        """The summarizer the settings name.

        Raises:
            UsageError, ModelError, EngineError, PluginError: it cannot be made.
        """
        from translator.summarizers.loading import load_summarizer

        return load_summarizer(self.settings, style=self.style)

    @cached_property
    def sure_summarizer(self) -> Summarizer:
        """The same, with the extractive one in its place where it fails over an article."""
        from translator.summarizers.extractive import ExtractiveSummarizer
        from translator.summarizers.fallback import FallbackSummarizer

        return FallbackSummarizer(
            self.summarizer,
            ExtractiveSummarizer(),
            on_failure=lambda error: self.messages.warn(
                f"{error}; the brief is extractive instead"
            ),
        )
