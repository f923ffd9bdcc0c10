"""Translate a French article into English, paragraph by paragraph, and brief it.

>>> from translator import DecodingOptions, load_engine, process, read_document
>>> document = read_document("Bonjour. Il fait beau.")
>>> report = process(document, engine=load_engine(), summarizer=None,
...                  options=DecodingOptions())  # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from translator.assets import list_models
    from translator.checks import run_checks
    from translator.engines.loading import load_engine
    from translator.errors import TranslatorError
    from translator.pipeline import process
    from translator.protocols import Summarizer, TranslationEngine
    from translator.readers import read_bytes, read_document
    from translator.summarize import summarize_translation
    from translator.translate import translate_document
    from translator.types import (
        Block,
        BlockKind,
        BlockTranslation,
        Brief,
        BriefPoint,
        DecodingOptions,
        Document,
        Finding,
        Hypothesis,
        ModelInfo,
        Report,
        Segment,
        SegmentTranslation,
        Severity,
        Signature,
        Translation,
    )

__version__ = "0.1.0"

__all__ = [
    "Block",
    "BlockKind",
    "BlockTranslation",
    "Brief",
    "BriefPoint",
    "DecodingOptions",
    "Document",
    "Finding",
    "Hypothesis",
    "ModelInfo",
    "Report",
    "Segment",
    "SegmentTranslation",
    "Severity",
    "Signature",
    "Summarizer",
    "Translation",
    "TranslationEngine",
    "TranslatorError",
    "__version__",
    "list_models",
    "load_engine",
    "process",
    "read_bytes",
    "read_document",
    "run_checks",
    "summarize_translation",
    "translate_document",
]

#: Homes of the public names that are not in types; imported when a name is first used, so
#: that ``import translator`` costs nothing.
_HOMES = {
    "Summarizer": "protocols",
    "TranslationEngine": "protocols",
    "TranslatorError": "errors",
    "list_models": "assets",
    "load_engine": "engines.loading",
    "process": "pipeline",
    "read_bytes": "readers",
    "read_document": "readers",
    "run_checks": "checks",
    "summarize_translation": "summarize",
    "translate_document": "translate",
}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES.get(name, 'types')}"), name)


def __dir__() -> list[str]:
    return __all__
