"""The layers of the house, enforced: who may import whom."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "translator"

#: Every module's layer. A module may import strictly lower layers only; `cli` is one room
#: whose files may import each other, and `types` and `errors` are the ground floor. What stands
#: after a point orders files of one room within a layer.
LAYERS = {
    "patterns": -1,
    "installed": -1,
    "errors": 0,
    "types": 0.3,
    "types.documents": 0,
    "types.engines": 0,
    "types.findings": 0,
    "types.glossaries": 0,
    "types.briefs": 0.1,
    "types.translations": 0.1,
    "types.reports": 0.2,
    "protocols": 1,
    "assets": 1.2,
    "assets.manifest": 1,
    "assets.digests": 1.1,
    "assets.places": 1.1,
    "weights": 2,
    "degeneration": 1,
    "registry": 2,
    "lazy": 0,
    "cores": 0,
    "clock": 2,
    "text.normalize": 1,
    "text.encoding": 1,
    "text.french_encodings": 0,
    "text.language": 1,
    "text.abbreviations": 0,
    "text.boundaries": 1,
    "text.casing": -0.5,
    "text.letters": -1,
    "text.english": 0,
    "text.bylines": 0,
    "text.labels": 0,
    "text.lines": 1,
    "text.pictographs": 1,
    "text.sentences": 2,
    "readers": 6,
    "xml_parts": 1,
    "packages": 1.1,
    "layout": 1,
    "text.addresses": 2,
    "docx.ooxml": 0,
    "docx.changes": 1,
    "docx.drop_caps": 1,
    "docx.styles": 1,
    "docx.numbering": 2,
    "docx.parts": 3,
    "docx.formatting": 2,
    "docx.pieces": 2.1,
    "docx.content": 3,
    "docx.paragraphs": 4,
    "docx.texts": 5,
    "docx.rebuild": 6,
    "epub.xhtml": 0,
    "epub.book": 2,
    "epub.content": 3,
    "epub.texts": 4,
    "epub.rebuild": 5,
    "readers.epub": 6,
    "docx.language": 1,
    "readers.docx": 6,
    "readers.formats": 0,
    "readers.furniture": 2,
    "readers.plain": 3,
    "readers.large": 6,
    "readers.inline": 2,
    "readers.markdown_parser": 3,
    "readers.markdown_pieces": 3.1,
    "readers.markdown": 4,
    "readers.cues": 2,
    "readers.subtitles": 3,
    "readers.html": 5,
    "readers.pdf": 4,
    "readers.pdf.page": 1,
    "readers.pdf.glyphs": 2,
    "readers.pdf.typefaces": 1,
    "readers.pdf.links": 1,
    "readers.pdf.extract": 3,
    "readers.pdf.measures": 2,
    "readers.pdf.rows": 2,
    "readers.pdf.stacks": 3,
    "readers.pdf.sidebars": 2,
    "readers.pdf.columns": 4,
    "readers.pdf.furniture": 2,
    "readers.pdf.paragraphs": 3,
    "readers.pdf.footnotes": 5,
    "readers.pdf.flow": 4,
    "readers.pdf.hyphens": 2,
    "readers.pdf.styled": 3,
    "readers.pdf.tables": 4,
    "readers.pdf.blocks": 5,
    "readers.pdf.layout": 6,
    "readers.pdf.wire": 6,
    "readers.pdf.worker": 6,
    "readers.pdf.process": 6,
    "readers.pdf.reader": 6,
    "readers.page_inline": 2,
    "readers.page_blocks": 3,
    "readers.page_article": 4,
    "readers.page_parser": 2,
    "readers.whole_page": 5,
    "markup": 2,
    "markup.stretches": 1.5,
    "markup.marks": 1,
    "markup.laying": 4,
    "markup.cues": 2,
    "markup.words": 2,
    "markup.insertion": 2,
    "markup.projection": 2,
    "markup.placement": 3,
    "templates": 2,
    "engines.tokenizer": 3,
    "engines.checkpoint": 3,
    "engines.setup": 0,
    "engines.pieces": 4,
    "engines.network_torch": 3,
    "engines.attention_ct2": 3,
    "engines.weights_ct2": 1,
    "engines.hardware_ct2": 3,
    "engines.marian_ct2": 5,
    "engines.marian_torch": 5,
    "engines.loading": 6,
    "convert": 6,
    "hub": 7,
    "testing": 4,
    "web": 0,
    "web.address": 1,
    "web.guard": 1,
    "web.body": 1,
    "web.proxies": 2,
    "web.connection": 3,
    "web.fetch": 4,
    "store": 0,
    "store.database": 1,
    "store.manifest": 2,
    "store.cache": 2,
    "store.upkeep": 2,
    "store.facts": 3,
    "store.cached_engine": 4,
    "store.remembering": 5,
    "glossary": 0,
    "glossary.counting": 0,
    "glossary.english": 2,
    "glossary.matching": 3,
    "glossary.embedded": 3.5,
    "glossary.reading": 4,
    "glossary.judging": 4,
    "glossary.drafts": 4.2,
    "glossary.mixed": 4.3,
    "glossary.trials": 4.3,
    "glossary.forcing": 4.4,
    "decoding.abbreviations": 0,
    "decoding.accents": 0,
    "decoding.acronyms": 2.1,
    "decoding.addresses": 2.2,
    "decoding.figures": 0,
    "decoding.labels": 2,
    "decoding.hours": 0,
    "decoding.names": 2,
    "decoding.places": 2,
    "decoding.likeness": 0,
    "decoding.numbers": 0.5,
    "decoding.demonyms": 0,
    "decoding.initials": 0,
    "decoding.english_names": 0,
    "decoding.ordinals": 0,
    "decoding.plain": 0,
    "decoding.persons": 0.1,
    "decoding.phones": 1,
    "decoding.currencies": 0,
    "decoding.quotations": 2.2,
    "decoding.preparation": 2.4,
    "decoding.predicates": 0,
    "decoding.referents": 0,
    "decoding.pronouns": 2.2,
    "decoding.surnames": 2.1,
    "decoding.multiples": 0,
    "decoding.indefinite": 2.1,
    "decoding.speakers": 2.3,
    "decoding.turns": 1.1,
    "decoding.speech": 0,
    "decoding.splitting": 2,
    "decoding.planning": 3,
    "decoding.overlap": 5.8,
    "decoding.repair": 4,
    "decoding.second_look": 5.6,
    "decoding.lost_dates": 0,
    "decoding.lost_words": 5.7,
    "translate": 6,
    "ahead": 0,
    "batch": 7,
    "evaluate": 7,
    "chrf": 0,
    "pairs": 1,
    "versions": 2,
    "locate": 0,
    "checks.codes": 0,
    "confidence": 1,
    "review": 6,
    "compare": 7,
    "align.overlap": 0,
    "align.anchors": 1,
    "align.sentences": 2,
    "align.kinship": 1,
    "align.words": 2,
    "align.blocks": 3,
    "summarizers": 2,
    "summarizers.candidates": 3,
    "summarizers.selection": 3,
    "summarizers.features": 4,
    "summarizers.ranker": 5,
    "summarizers.extractive": 6,
    "summarizers.quotations": 4,
    "summarizers.figures": 5,
    "summarizers.names": 4,
    "summarizers.support": 4,
    "summarizers.faithfulness": 5,
    "summarizers.answers": 3,
    "summarizers.chat_address": 3,
    "summarizers.chat_stream": 3,
    "summarizers.chat_client": 4,
    "summarizers.points": 5,
    "summarizers.chat": 6,
    "summarizers.chunks": 3,
    "summarizers.seq2seq_model": 3,
    "summarizers.seq2seq": 7,
    "summarizers.fallback": 5,
    "summarizers.loading": 8,
    "summarize": 6,
    "together": 6,
    "checks": 6,
    # What the parts of a brief are found with; the checks stand on it too.
    "checks.mentions": 0,
    "checks.units": 1,
    "checks.dates": 1,
    "checks.number_words": 0,
    "checks.number_sum": 1,
    "checks.numerals": 2,
    "checks.english_numbers": 2,
    "checks.french_numbers": 2,
    "checks.compounds": 1,
    "checks.extraction": 4,
    # And the second look at what was decoded.
    "checks.comparison": 4.2,
    "checks.excerpts": 0,
    "checks.capitalized": 4.4,
    "checks.quantities": 5,
    "checks.names": 5,
    "checks.spellings": 0,
    "checks.tables": 0,
    "checks.traces": 5,
    "checks.untranslated": 5,
    "checks.english_words": 0.1,
    "checks.invented": 5.1,
    "checks.vocabulary": 0.1,
    "pipeline": 7,
    "colophon": 7,
    "brief_notes": 1,
    "settings": 1,
    "render": 8,
    "writers": 8,
    "cli": 9,
    "__init__": 9,
    "__main__": 10,
}


def module_name(path: Path) -> str:
    return ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__")


def layer_of(name: str) -> float | None:
    """Return the layer of a module, that of its room if it has no line of its own."""
    while name:
        if name in LAYERS:
            return LAYERS[name]
        name = name.rpartition(".")[0]
    return None


def imported_modules(path: Path) -> set[str]:
    """Return our own modules that a file imports anywhere, also lazily or for types only."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    ours = {name.removeprefix("translator.") for name in found if name.startswith("translator.")}
    places = {name: PACKAGE / name.replace(".", "/") for name in ours}
    return {
        name
        for name, place in places.items()
        if place.with_suffix(".py").exists() or (place / "__init__.py").exists()
    }


FILES = sorted(path for path in PACKAGE.rglob("*.py") if path.read_text(encoding="utf-8").strip())


@pytest.mark.parametrize("path", FILES, ids=module_name)
def test_layers_import_downwards_only(path: Path) -> None:
    """A module imports lower layers only, or its own room in cli, render and writers."""
    name = module_name(path)
    own = layer_of(name)
    assert own is not None, f"{name} has no layer in this table"
    for other in imported_modules(path):
        layer = layer_of(other)
        same_room = own >= 6 and name.split(".")[0] == other.split(".")[0]
        assert layer is not None, f"{other} has no layer in this table"
        assert layer < own or same_room, f"{name} ({own}) imports {other} ({layer})"


def test_layers_table_names_existing_modules() -> None:
    """A line that names no module is a leftover."""
    names = {module_name(path) for path in PACKAGE.rglob("*.py")}
    names |= {name.rpartition(".")[0] for name in names} | {"__init__"}
    assert not {name for name in LAYERS if name not in names}
