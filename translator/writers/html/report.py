"""A report as one page: brief on top, paragraphs side by side, findings, how it was made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TextIO

from translator.colophon import (
    count_segments,
    format_account,
    format_interruption,
    format_model,
    format_speed,
    has_unsure_segments,
)
from translator.types import BlockKind, BlockTranslation, Finding, Report, Translation
from translator.writers import MARKUP_FORMATS
from translator.writers.html.blocks import iter_pieces, wrap_block, wrap_code, wrap_table
from translator.writers.html.brief import format_brief
from translator.writers.html.elements import Markup, element, join
from translator.writers.html.findings import format_findings_list, format_notes, locate_findings
from translator.writers.html.languages import name_direction, name_language
from translator.writers.html.review import format_review
from translator.writers.html.sentences import (
    format_source,
    format_source_segment,
    format_target,
    format_target_segment,
)
from translator.writers.html.shell import make_page
from translator.writers.tables import Row, arrange_rows, group_tables


class HtmlWriter:
    """Writes a self-contained page.

    Args:
        by_segment: one row a sentence instead of one a paragraph.
    """

    name = "html"

    def __init__(self, *, by_segment: bool = False) -> None:
        self._by_segment = by_segment

    def write(self, report: Report, stream: TextIO) -> None:
        translation = report.translation
        title = find_title(report)
        page = make_page(
            element("a", "Skip to the text", href="#text", class_="skip"),
            _format_header(report, title=title),
            element("main", join(self._iter_rows(report), "\n"), id="text", tabindex=-1),
            _format_footer(report),
            title=title,
            language=translation.pair.target,
            styles=("base.css", "report.css"),
            scripts=("report.js",),
            generator=f"article-translator {translation.signature}",
        )
        stream.write(page)

    def _iter_rows(self, report: Report) -> Iterator[Markup]:
        translation = report.translation
        yield format_languages(translation)
        positions = locate_findings(report.findings)
        for group in group_tables(translation.blocks):
            own = sorted(
                position for block in group for position in positions.get(block.block.index, ())
            )
            findings = [report.findings[position] for position in own]
            sides = list(self._iter_sides(group, findings, report))
            yield format_row(group, sides, report, own=own)

    def _iter_sides(
        self, group: Sequence[BlockTranslation], findings: Sequence[Finding], report: Report
    ) -> Iterator[Sides]:
        block = group[0]
        kind = block.block.kind
        if kind is BlockKind.TABLE_CELL:
            rows = arrange_rows(group, report.translation.blocks)
            yield _pair_tables(rows, findings, is_markdown=_is_markdown(report))
        elif kind is BlockKind.CODE:
            code = wrap_code(block.block.text)
            same = block.target == block.block.text
            yield Sides(source=code, target=None if same else wrap_code(block.target))
        elif self._by_segment and len(block.segments) > 1:
            for piece, part in zip(iter_pieces(block.block), block.segments, strict=False):
                yield Sides(
                    source=wrap_block(piece, format_source_segment(part, findings)),
                    target=wrap_block(piece, format_target_segment(part, findings)),
                )
        else:
            yield Sides(
                source=wrap_block(block.block, format_source(block, findings)),
                target=wrap_block(block.block, format_target(block, findings)),
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """What stands beside each other; without a target, the source is for both."""

    source: Markup
    target: Markup | None


def find_title(report: Report) -> str:
    """Return what a page is called: the brief's headline, the translated title, or the file."""
    if report.brief is not None and report.brief.headline:
        return report.brief.headline
    document = report.translation.document
    titles = [
        block.target
        for block in report.translation.blocks
        if block.block.kind is BlockKind.HEADING and block.block.text == document.title
    ]
    name = "Translation" if document.origin == "-" else document.origin
    return next(filter(str.strip, titles), name)


def _format_header(report: Report, *, title: str) -> Markup:
    translation = report.translation
    origin = translation.document.origin
    facts = [] if origin == "-" else [element("span", origin, class_="origin")]
    facts.append(element("span", f"machine translation from {name_direction(translation.pair)}"))
    interruption = None
    if not translation.is_complete:
        text = format_interruption(translation)
        interruption = element("p", f"{text[:1].upper()}{text[1:]}.", class_="interruption")
    return element(
        "header",
        element("h1", title),
        element("p", join(facts, " · "), class_="facts"),
        interruption,
        format_brief(report.brief, report.findings, pair=translation.pair)
        if report.brief is not None
        else None,
        format_review(report),
        format_findings_list(report.findings),
    )


def format_languages(translation: Translation) -> Markup:
    """Return the head of the columns."""
    return element(
        "div",
        *(
            element("span", name_language(code))
            for code in (translation.pair.source, translation.pair.target)
        ),
        class_="languages",
        aria_hidden="true",
    )


def format_row(
    group: Sequence[BlockTranslation], pairs: Sequence[Sides], report: Report, *, own: Sequence[int]
) -> Markup:
    """Return a paragraph, or a table, with its number, both its sides and its notes.

    ``own`` are the positions of its findings among the report's.
    """
    first, last = group[0].block, group[-1].block
    classes = ["row", first.kind.value.replace("_", "-")]
    if own:
        severities = {report.findings[position].severity.value for position in own}
        classes += ["flagged", *sorted(f"has-{severity}" for severity in severities)]
    if first.separator.count("\n") < 2 and first is last:
        classes.append("tight")
    pair = report.translation.pair
    cells: list[Markup] = []
    for side in pairs:
        if side.target is None:
            cells.append(element("div", side.source, class_="both"))
            continue
        cells.append(element("div", side.source, class_="source", lang=pair.source))
        cells.append(element("div", side.target, class_="target", lang=pair.target))
    return element(
        "div",
        _format_number(first.index, last.index),
        *cells,
        format_notes(report.findings, own, pair=pair),
        class_=" ".join(classes),
        id=None if first.kind is BlockKind.TABLE_CELL else f"p{first.index + 1}",
    )


def _format_number(first: int, last: int) -> Markup:
    number, words = f"¶{first + 1}", f"Paragraph {first + 1}"
    if last > first:
        number, words = f"¶{first + 1}–{last + 1}", f"Paragraphs {first + 1} to {last + 1}"
    return element("a", number, href=f"#p{first + 1}", class_="number", aria_label=words)


def _pair_tables(rows: Sequence[Row], findings: Sequence[Finding], *, is_markdown: bool) -> Sides:
    source = [[format_source(cell, findings) if cell else None for cell in row] for row in rows]
    target = [[_format_cell(cell, findings) if cell else None for cell in row] for row in rows]
    return Sides(
        source=wrap_table(source, with_head=is_markdown),
        target=wrap_table(target, with_head=is_markdown),
    )


def _format_cell(cell: BlockTranslation, findings: Sequence[Finding]) -> Markup:
    """Return a cell's target with the name that links lead to."""
    return element("span", format_target(cell, findings), id=f"p{cell.block.index + 1}")


def _format_footer(report: Report) -> Markup:
    translation = report.translation
    legend = None
    if has_unsure_segments(translation.blocks):
        sign = element("span", "underlined", class_="unsure")
        legend = element("p", sign, ": the model was unsure; compare with the source")
    facts = [format_model(report.model) if report.model else "", format_speed(translation)]
    line = " · ".join(filter(None, facts))
    return element(
        "footer",
        legend,
        format_keys(),
        element("p", format_account(count_segments(translation))),
        element("p", line) if line else None,
        element("p", element("code", str(translation.signature))),
    )


def format_keys() -> Markup:
    """Return what the keys do; the script shows it, since without it they do nothing."""
    text = (
        "Keys: Tab enters the text, the left and right arrows go from sentence to sentence, Enter "
        "goes to the partner in the other language."
    )
    return element("p", text, id="keys", hidden=True)


def _is_markdown(report: Report) -> bool:
    return report.translation.document.format in MARKUP_FORMATS
