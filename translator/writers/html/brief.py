"""A brief as the panel on top of a page; each of its points leads to its paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from translator.types import Brief, BriefEntry, BriefPoint, LanguagePair, Quotation, Section
from translator.writers.html.elements import Markup, element, join
from translator.writers.html.findings import format_note


def format_brief(brief: Brief, *, pair: LanguagePair) -> Markup:
    """Return the parts that the brief's layout names; its headline is the page's own title."""
    return element(
        "section",
        element("h2", "Brief", id="brief"),
        *_iter_parts(brief, pair=pair),
        _format_findings(brief, pair=pair),
        element("p", _format_foot(brief), class_="method"),
        class_="brief",
        aria_labelledby="brief",
    )


def link_paragraphs(indices: Sequence[int]) -> Markup:
    """Return a link to each paragraph."""
    return join(
        [
            element(
                "a", f"¶{index + 1}", href=f"#p{index + 1}", aria_label=f"paragraph {index + 1}"
            )
            for index in indices
        ],
        " ",
    )


def _iter_parts(brief: Brief, *, pair: LanguagePair) -> Iterator[Markup]:
    points = brief.points
    for section in brief.layout.sections:
        if section is Section.BOTTOM_LINE and brief.bottom_line is not None:
            points = brief.key_points
            line = _format_point(brief.bottom_line, brief, pair=pair)
            yield element("p", line, class_="bottom-line")
        elif section is Section.POINTS and points:
            items = [element("li", _format_point(item, brief, pair=pair)) for item in points]
            yield element("ul", *items)
        elif section is Section.QUOTATIONS and brief.quotations:
            yield element("h3", "Who said what")
            yield from (_format_quotation(item, pair=pair) for item in brief.quotations)
        elif section is Section.FIGURES and brief.figures:
            yield element("h3", "Figures and dates")
            yield _format_entries(brief.figures)
        elif section is Section.NAMES and brief.names:
            yield element("h3", "Names")
            yield _format_entries(brief.names)


def _format_point(point: BriefPoint, brief: Brief, *, pair: LanguagePair) -> Markup:
    source = None
    if brief.layout.show_source and point.source:
        source = element("span", point.source, class_="beside", lang=pair.source)
    return join(
        [
            element("b", f"{point.label}: ") if point.label else None,
            f"{point.text} ",
            link_paragraphs(point.block_indices),
            source,
        ]
    )


def _format_quotation(quotation: Quotation, *, pair: LanguagePair) -> Markup:
    return element(
        "blockquote",
        element("b", f"{quotation.speaker}: ") if quotation.speaker else None,
        f"{quotation.text} ",
        link_paragraphs([quotation.block_index]),
        element("span", quotation.source, class_="beside", lang=pair.source)
        if quotation.source
        else None,
    )


def _format_entries(entries: Sequence[BriefEntry]) -> Markup:
    items = [
        element(
            "li",
            element("b", entry.text),
            f" {entry.context} " if entry.context else " ",
            link_paragraphs(entry.block_indices),
        )
        for entry in entries
    ]
    return element("ul", *items, class_="entries")


def _format_findings(brief: Brief, *, pair: LanguagePair) -> Markup | None:
    if not brief.findings:
        return None
    notes = [format_note(finding, pair=pair) for finding in brief.findings]
    return element("ul", *notes, class_="notes", aria_label="Findings on the brief")


def _format_foot(brief: Brief) -> str:
    before = f"{brief.article_words} → " if brief.article_words else ""
    return f"{before}{brief.num_words} words · {brief.method}"
