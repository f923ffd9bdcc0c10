"""A given translation beside its source as a page: the sentences that answer each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TextIO

from translator.colophon import format_model
from translator.pairs import ComparedPair, Comparison, PairKind, format_counts, format_figures
from translator.types import Block, BlockKind, Finding
from translator.writers.html.blocks import iter_pieces, wrap_block, wrap_code
from translator.writers.html.elements import Markup, element, join
from translator.writers.html.findings import format_findings_list, locate_findings
from translator.writers.html.languages import name_direction
from translator.writers.html.report import (
    Sides,
    find_title,
    format_keys,
    format_languages,
    format_row,
)
from translator.writers.html.sentences import format_sentence
from translator.writers.html.shell import make_page


def write_html(comparison: Comparison, stream: TextIO) -> None:
    """Write a page with a row a paragraph and a line a pair; then figures and signature."""
    report = comparison.report
    translation = report.translation
    title = find_title(report)
    page = make_page(
        element("a", "Skip to the text", href="#text", class_="skip"),
        element(
            "header",
            element("h1", title),
            element("p", _describe(comparison), class_="facts"),
            format_findings_list(report.findings),
        ),
        element(
            "main",
            format_languages(translation),
            join(_iter_rows(comparison), "\n"),
            id="text",
            tabindex=-1,
        ),
        _format_footer(comparison),
        title=title,
        language=translation.pair.target,
        styles=("base.css", "report.css"),
        scripts=("report.js",),
        generator=f"article-translator {translation.signature}",
    )
    stream.write(page)


def _describe(comparison: Comparison) -> Markup:
    translation = comparison.report.translation
    direction = name_direction(translation.pair)
    source, target = (
        "standard input" if origin == "-" else origin
        for origin in (translation.document.origin, comparison.origin)
    )
    return join([f"{source} · its translation from {direction} in {target}"])


def _iter_rows(comparison: Comparison) -> Iterator[Markup]:
    """Yield a row for each paragraph that is in the source."""
    report = comparison.report
    numbered = list(enumerate(comparison.pairs, start=1))
    pairs = {
        index: list(group)
        for index, group in groupby(numbered, key=lambda item: item[1].ref.block_index)
    }
    positions = locate_findings(report.findings)
    for block in report.translation.blocks:
        index = block.block.index
        own = positions.get(index, [])
        findings = [report.findings[position] for position in own]
        sides = [
            _format_sides(pair, piece, name=f"c{number}", findings=findings)
            for piece, (number, pair) in zip(
                iter_pieces(block.block), pairs.get(index, ()), strict=False
            )
        ]
        if not sides and block.block.kind is BlockKind.CODE:
            sides = [Sides(source=wrap_code(block.block.text), target=None)]
        yield format_row([block], sides, report, own=own)


def _format_sides(
    pair: ComparedPair, piece: Block, *, name: str, findings: Sequence[Finding]
) -> Sides:
    own = [item for item in findings if item.segment_index in (None, pair.ref.segment_index)]
    source, target = (
        format_sentence(text, excerpts, pair=name)
        if text.strip()
        else element("span", missing, class_="s missing", data_pair=name)
        for text, excerpts, missing in (
            (pair.source, [item.source_excerpt for item in own], "[not in the source]"),
            (pair.target, [item.target_excerpt for item in own], "[left out]"),
        )
    )
    note = _describe_pair(pair)
    return Sides(
        source=wrap_block(piece, source),
        target=join(
            [wrap_block(piece, target), element("p", note, class_="aside") if note else None]
        ),
    )


def _describe_pair(pair: ComparedPair) -> str:
    notes = []
    if pair.kind in (PairKind.MERGED, PairKind.SPLIT, PairKind.REGROUPED):
        notes.append(f"{pair.kind.value} {len(pair.sources)}-{len(pair.targets)}")
    if pair.agreement is not None:
        notes.append(f"agreement {pair.agreement:.0f}")
    if pair.likelihood is not None:
        notes.append(f"log-probability {pair.likelihood.mean:.2f}")
    return " · ".join(notes)


def _format_footer(comparison: Comparison) -> Markup:
    report = comparison.report
    return element(
        "footer",
        format_keys(),
        element("p", format_counts(comparison)),
        element("p", format_figures(comparison)),
        element("p", format_model(report.model)) if report.model else None,
        element("p", element("code", str(report.translation.signature))),
    )
