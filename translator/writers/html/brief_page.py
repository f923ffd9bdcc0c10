"""A brief as a page of its own: of one article, or of several together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from translator.brief_notes import (
    find_joint_findings,
    format_joint_account,
    format_marks,
    name_article,
    number_blocks,
)
from translator.colophon import format_model, format_speed
from translator.errors import name_origin
from translator.types import Finding, JointBrief, JointPoint, Report, Section
from translator.writers.html.brief import format_beside, format_brief
from translator.writers.html.elements import Markup, element, join
from translator.writers.html.findings import format_note
from translator.writers.html.languages import name_direction
from translator.writers.html.report import find_title
from translator.writers.html.shell import make_page

_STYLES = ("base.css", "report.css")


def format_brief_page(report: Report) -> str:
    """Return the report's brief as a page; "" if it has none."""
    brief, translation = report.brief, report.translation
    if brief is None:
        return ""
    title = find_title(report)
    origin = translation.document.origin
    facts = [] if origin == "-" else [element("span", origin, class_="origin")]
    direction = name_direction(translation.pair)
    facts.append(element("span", f"brief of a machine translation from {direction}"))
    # A lone headline is the title.
    is_title = brief.layout.sections == (Section.HEADLINE,) and not brief.findings
    speed = format_speed(translation)
    return make_page(
        element("header", element("h1", title), element("p", join(facts, " · "), class_="facts")),
        element(
            "main",
            None
            if is_title
            else format_brief(brief, report.findings, pair=translation.pair, alone=True),
        ),
        _format_footer([report], [speed] if speed else []),
        title=title,
        language=translation.pair.target,
        styles=_STYLES,
        generator=f"article-translator {translation.signature}",
    )


def format_joint_page(brief: JointBrief, reports: Sequence[Report]) -> str:
    """Return a brief of several articles as a page; each point leads to its articles' names."""
    first = reports[0].translation
    noun = "article" if len(reports) == 1 else "articles"
    title = f"In brief: {len(reports)} {noun}"
    fact = f"brief of machine translations from {name_direction(first.pair)}"
    return make_page(
        element("header", element("h1", title), element("p", fact, class_="facts")),
        element("main", _JointPanel(brief, reports).format()),
        _format_footer(reports),
        title=title,
        language=first.pair.target,
        styles=_STYLES,
        generator=f"article-translator {first.signature}",
    )


class _JointPanel:
    def __init__(self, brief: JointBrief, reports: Sequence[Report]) -> None:
        self._brief = brief
        self._reports = reports
        doubts = (
            (point.origins[0].article, finding)
            for point in brief.points
            for finding in find_joint_findings(point, reports)
        )
        #: [note] = article and finding. Two articles may have findings that are equal.
        self._doubts = list(dict.fromkeys(doubts))

    def format(self) -> Markup:
        notes, points = list(self._iter_notes()), self._brief.points
        return element(
            "section",
            element("h2", "Key points", id="brief"),
            element("ul", *map(self._format_point, points)) if points else None,
            element("h3", "Articles"),
            element("ul", *self._iter_articles()),
            element("ul", *notes, class_="notes", aria_label="Findings") if notes else None,
            element("p", format_joint_account(self._brief, self._reports), class_="method"),
            class_="brief",
            aria_labelledby="brief",
        )

    def _format_point(self, point: JointPoint) -> Markup:
        pair = self._reports[point.origins[0].article].translation.pair
        source = point.origins[0].source if self._brief.show_source else ""
        return element(
            "li",
            f"{point.text} ",
            join(_iter_origins(point), " · "),
            self._format_doubts(point),
            format_beside(source, pair=pair) if source else None,
        )

    def _format_doubts(self, point: JointPoint) -> Markup:
        article = point.origins[0].article
        marks: list[str | Markup] = []
        for finding in find_joint_findings(point, self._reports):
            number = self._doubts.index((article, finding)) + 1
            sign = format_marks([finding]).strip()
            link = element("a", sign, href=f"#f{number}", class_="doubt", title=finding.message)
            marks += [" ", link]
        return join(marks)

    def _iter_articles(self) -> Iterator[Markup]:
        for number, report in enumerate(self._reports):
            path = name_origin(report.translation.document.origin)
            headline = report.brief.headline if report.brief else ""
            yield element(
                "li",
                element("b", name_article(number)),
                f" {headline} " if headline else " ",
                element("span", path, class_="path"),
                id=f"article-{number + 1}",
            )

    def _iter_notes(self) -> Iterator[Markup]:
        for number, (article, finding) in enumerate(self._doubts, start=1):
            yield format_note(
                finding,
                pair=self._reports[article].translation.pair,
                name=f"f{number}",
                place=self._name_place(article, finding),
            )

    def _name_place(self, article: int, finding: Finding) -> str:
        brief = self._reports[article].brief
        is_own = brief is not None and finding in brief.findings
        # What is doubtful about a brief itself is about no paragraph.
        return name_article(article) + ("" if is_own else f" ¶{finding.block_index + 1}")


def _iter_origins(point: JointPoint) -> Iterator[Markup]:
    for article, indices in number_blocks(point).items():
        blocks = " ".join(f"¶{index + 1}" for index in indices)
        yield element("a", f"{name_article(article)} {blocks}", href=f"#article-{article + 1}")


def _format_footer(reports: Iterable[Report], facts: Sequence[str] = ()) -> Markup:
    """Return which models speak, and how their translations can be made again."""
    reports = list(reports)
    models = dict.fromkeys(format_model(report.model) for report in reports if report.model)
    line = " · ".join([*models, *facts])
    signatures = dict.fromkeys(str(report.translation.signature) for report in reports)
    return element(
        "footer",
        element("p", line) if line else None,
        *(element("p", element("code", signature)) for signature in signatures),
    )
