"""Names → factories: our own, then what other distributions declare as entry points.

A plug-in is declared in its pyproject.toml::

    [project.entry-points."translator.engines"]
    nllb = "their_package:load"

Entry points are read only for a name that is not ours: the scan takes longer than a greeting.
"""

from __future__ import annotations

import importlib
import os
from typing import TYPE_CHECKING, Any

from translator.errors import PluginError

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

#: Group → our names → "module:attribute". These names are reserved.
_BUILT_INS: dict[str, dict[str, str]] = {
    "engines": {
        "ctranslate2": "translator.engines.marian_ct2:CTranslate2Engine",
        "transformers": "translator.engines.marian_torch:TransformersEngine",
    },
    "summarizers": {
        "extractive": "translator.summarizers.extractive:ExtractiveSummarizer",
        "seq2seq": "translator.summarizers.seq2seq:Seq2SeqSummarizer",
        "chat": "translator.summarizers.chat:ChatSummarizer",
    },
    "readers": {
        "text": "translator.readers.plain:PlainReader",
        "markdown": "translator.readers.markdown:MarkdownReader",
        "html": "translator.readers.html:HtmlReader",
        "srt": "translator.readers.subtitles:SrtReader",
        "vtt": "translator.readers.subtitles:VttReader",
    },
    # Those that are given a file's bytes.
    "binary_readers": {
        "docx": "translator.readers.docx:DocxReader",
        "pdf": "translator.readers.pdf.reader:PdfReader",
        "epub": "translator.readers.epub:EpubReader",
    },
    "writers": {},
    "checks": {},
    "models": {},
}

#: Set to 0 to leave every plug-in out, for instance to find out which one misbehaves.
_SWITCH = "TRANSLATOR_PLUGINS"


def load_factory(group: str, name: str) -> Any:
    """Return what ``name`` stands for in a group.

    Raises:
        PluginError: nobody provides it, two distributions do, or it cannot be imported.
        ValueError: there is no such group.
    """
    built_in = _built_ins(group).get(name)
    if built_in is not None:
        module, _, attribute = built_in.partition(":")
        return getattr(importlib.import_module(module), attribute)
    claims = [point for point in _scan(group) if point.name == name]
    if not claims:
        raise PluginError(f"unknown {_noun(group)} {name!r}; available: {_join(list_names(group))}")
    if len(claims) > 1:
        raise PluginError(
            f"{_noun(group)} {name!r} is claimed by {_join(sorted(map(_owner, claims)))}; "
            "uninstall all but one"
        )
    return _load_plugin(group, claims[0])


def list_names(group: str) -> tuple[str, ...]:
    """Return the names of a group: ours in their order, then those of plug-ins, sorted."""
    built_ins = _built_ins(group)
    others = {point.name for point in _scan(group)} - set(built_ins)
    return (*built_ins, *sorted(others))


def list_built_ins(group: str) -> tuple[str, ...]:
    """Return our own names of a group, without looking for plug-ins."""
    return tuple(_built_ins(group))


def list_conflicts(group: str) -> tuple[str, ...]:
    """Return one sentence for every plug-in that claims a reserved name."""
    return tuple(
        f"{_owner(point)} claims the {_noun(group)} {point.name!r}, which is ours; it is ignored"
        for point in _scan(group)
        if point.name in _built_ins(group)
    )


def _built_ins(group: str) -> dict[str, str]:
    if group not in _BUILT_INS:
        raise ValueError(f"unknown group {group!r}; valid: {', '.join(_BUILT_INS)}")
    return _BUILT_INS[group]


def _scan(group: str) -> list[EntryPoint]:
    if os.environ.get(_SWITCH) == "0":
        return []
    # Imported here: it costs more than everything else in this module.
    from importlib.metadata import entry_points

    return list(entry_points(group=f"translator.{group}"))


def _load_plugin(group: str, point: EntryPoint) -> Any:
    try:
        return point.load()
    # A plug-in's import can fail in any way; it must end as one sentence that names it.
    except Exception as error:
        raise PluginError(
            f"{_noun(group)} {point.name!r} of {_owner(point)} cannot be imported: "
            f"{type(error).__name__}: {error}; repair it or set {_SWITCH}=0"
        ) from error


def _noun(group: str) -> str:
    return group[:-1].replace("_", " ")


def _owner(point: EntryPoint) -> str:
    return point.dist.name if point.dist else point.value


def _join(names: tuple[str, ...] | list[str]) -> str:
    return ", ".join(names)
