"""A brief as a panel of a page: above the text, where its points lead to paragraphs, or alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from translator.brief_notes import (
    SECTION_TITLES,
    find_point_findings,
    find_segment_findings,
    find_shown_findings,
    format_brief_account,
    format_marks,
    list_shown_points,
)
from translator.types import (
    Brief,
    BriefEntry,
    BriefPoint,
    Finding,
    LanguagePair,
    Quotation,
    Section,
)
from translator.writers.html.elements import Markup, element, join
from translator.writers.html.findings import format_note


def format_brief(
    brief: Brief, findings: Sequence[Finding], *, pair: LanguagePair, alone: bool = False
) -> Markup:
    """Return the parts that the brief's layout names; its headline is the page's own title.

    Args:
        findings: the translation's, in the order of the notes on the page.
        alone: the page has no paragraphs to lead to, so what is doubtful is noted here.
    """
    if alone:
        shown = find_shown_findings(brief, findings)
        findings = [finding for finding in shown if finding not in brief.findings]
    return _Panel(brief, findings, pair=pair, alone=alone).format()


def format_beside(source: str, *, pair: LanguagePair) -> Markup:
    """Return the source of what it stands beside."""
    return element("span", source, class_="beside", lang=pair.source)


class _Panel:
    def __init__(
        self, brief: Brief, findings: Sequence[Finding], *, pair: LanguagePair, alone: bool
    ) -> None:
        self._brief = brief
        self._findings = findings
        self._pair = pair
        self._alone = alone

    def format(self) -> Markup:
        brief = self._brief
        notes = [format_note(finding, pair=self._pair) for finding in brief.findings]
        if self._alone:
            notes += [
                format_note(
                    finding,
                    pair=self._pair,
                    name=f"f{number}",
                    place=f"¶{finding.block_index + 1}",
                )
                for number, finding in enumerate(self._findings, start=1)
            ]
        label = "Findings on the brief"
        return element(
            "section",
            element("h2", "Brief", id="brief"),
            *self._iter_parts(),
            element("ul", *notes, class_="notes", aria_label=label) if notes else None,
            element("p", format_brief_account(brief, self._findings), class_="method"),
            class_="brief",
            aria_labelledby="brief",
        )

    def _iter_parts(self) -> Iterator[Markup]:
        brief = self._brief
        shown = list_shown_points(brief)
        for section in brief.layout.sections:
            title = element("h3", SECTION_TITLES.get(section, ""))
            if section is Section.BOTTOM_LINE and brief.bottom_line is not None:
                line = self._format_point(brief.bottom_line)
                yield element("p", line, class_="bottom-line")
            elif section is Section.POINTS:
                points = [point for point in shown if point is not brief.bottom_line]
                items = [element("li", self._format_point(point)) for point in points]
                yield from [element("ul", *items)] if items else []
            elif section is Section.QUOTATIONS and brief.quotations:
                yield title
                yield from map(self._format_quotation, brief.quotations)
            elif section is Section.FIGURES and brief.figures:
                yield title
                yield element("ul", *map(self._format_figure, brief.figures))
            elif section is Section.NAMES and brief.names:
                yield title
                names = [
                    join([f"{entry.text} ", self._name_paragraphs(entry.block_indices)])
                    for entry in brief.names
                ]
                yield element("p", join(names, " · "))

    def _format_point(self, point: BriefPoint) -> Markup:
        has_source = self._brief.layout.show_source and point.source
        return join(
            [
                element("b", f"{point.label}: ") if point.label else None,
                f"{point.text} ",
                self._name_paragraphs(point.block_indices),
                self._format_doubts(find_point_findings(self._brief, point, self._findings)),
                format_beside(point.source, pair=self._pair) if has_source else None,
            ]
        )

    def _format_quotation(self, quotation: Quotation) -> Markup:
        return element(
            "blockquote",
            f"{quotation.text} ",
            self._name_paragraphs([quotation.block_index]),
            self._format_doubts(find_segment_findings(quotation.segments, self._findings)),
            format_beside(quotation.source, pair=self._pair),
        )

    def _format_doubts(self, findings: Iterable[Finding]) -> Markup:
        """Return the codes of findings; each of the translation's leads to its note."""
        marks: list[str | Markup] = []
        for finding in findings:
            sign = format_marks([finding]).strip()
            if finding in self._findings:
                name = f"#f{self._findings.index(finding) + 1}"
                link = element("a", sign, href=name, class_="doubt", title=finding.message)
                marks += [" ", link]
            else:
                marks.append(f" {sign}")
        return join(marks)

    def _format_figure(self, entry: BriefEntry) -> Markup:
        """Return a figure in its words, or alone where nobody knows them."""
        before, figure, after = entry.context.partition(entry.text)
        words = [before, element("b", figure), after] if figure else [entry.context or entry.text]
        return element("li", *words, " ", self._name_paragraphs(entry.block_indices))

    def _name_paragraphs(self, indices: Sequence[int]) -> Markup:
        if self._alone:
            return element("span", " ".join(f"¶{index + 1}" for index in indices), class_="place")
        links = [
            element(
                "a", f"¶{index + 1}", href=f"#p{index + 1}", aria_label=f"paragraph {index + 1}"
            )
            for index in indices
        ]
        return join(links, " ")
