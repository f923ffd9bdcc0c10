"""A brief of several articles in each format; ``A ¶2`` is the second paragraph of the first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from translator.brief_notes import (
    find_joint_findings,
    format_joint_account,
    format_marks,
    format_origins,
    name_article,
)
from translator.errors import name_origin
from translator.types import JointBrief, JointPoint, Report
from translator.writers.json import VERSION, format_brief, format_origin
from translator.writers.json_text import encode_json
from translator.writers.markdown_text import escape_markdown


def iter_articles(reports: Sequence[Report]) -> Iterator[tuple[str, str, str]]:
    """Yield each article's letter, path and headline."""
    for number, report in enumerate(reports):
        headline = report.brief.headline if report.brief else ""
        yield name_article(number), name_origin(report.translation.document.origin), headline


def format_text(brief: JointBrief, reports: Sequence[Report]) -> str:
    lines = ["KEY POINTS"]
    for point in brief.points:
        marks = format_marks(find_joint_findings(point, reports))
        lines.append(f"- {point.text} [{format_origins(point)}]{marks}")
        if brief.show_source and point.origins[0].source:
            lines.append(f"  {point.origins[0].source}")
    articles = [
        f"{letter}  {path}" + (f": {headline}" if headline else "")
        for letter, path, headline in iter_articles(reports)
    ]
    parts = ["\n".join(lines), "\n".join(["ARTICLES", *articles])]
    return "\n\n".join([*parts, format_joint_account(brief, reports)]) + "\n"


def format_markdown(brief: JointBrief, reports: Sequence[Report]) -> str:
    items = []
    for point in brief.points:
        marks = format_marks(find_joint_findings(point, reports))
        item = f"- {escape_markdown(point.text)} ({format_origins(point)}){marks}"
        if brief.show_source and point.origins[0].source:
            item += f"\n  > {escape_markdown(point.origins[0].source)}"
        items.append(item)
    articles = [
        f"- **{letter}** {escape_markdown(path)}"
        + (f": {escape_markdown(headline)}" if headline else "")
        for letter, path, headline in iter_articles(reports)
    ]
    parts = ["**Key points**", "\n".join(items), "**Articles**", "\n".join(articles)]
    account = escape_markdown(format_joint_account(brief, reports))
    return "\n\n".join([*parts, f"*{account}*"]) + "\n"


def format_html(brief: JointBrief, reports: Sequence[Report]) -> str:
    # Nobody else has to wait for what pages are made with.
    from translator.writers.html.brief_page import format_joint_page

    return format_joint_page(brief, reports)


def format_json(brief: JointBrief, reports: Sequence[Report]) -> str:
    values = {
        "version": VERSION,
        "articles": [
            {
                "label": name_article(number),
                **{key: value for key, value in format_origin(report).items() if key != "version"},
                "brief": report.brief and format_brief(report.brief, report.findings),
            }
            for number, report in enumerate(reports)
        ],
        "brief": {
            "points": [_format_point(point, reports) for point in brief.points],
            "words": brief.num_words,
            "method": brief.method,
        },
    }
    return encode_json(values, indent=2) + "\n"


def _format_point(point: JointPoint, reports: Sequence[Report]) -> dict[str, Any]:
    return {
        "text": point.text,
        "origins": [
            {
                "article": origin.article,
                "blocks": list(origin.block_indices),
                "segments": [
                    {"block": ref.block_index, "segment": ref.segment_index}
                    for ref in origin.segments
                ],
                "source": origin.source,
            }
            for origin in point.origins
        ],
        "findings": list(dict.fromkeys(item.code for item in find_joint_findings(point, reports))),
    }


#: Format → brief and reports to text, with its last line end.
JOINT_FORMATS: Mapping[str, Callable[[JointBrief, Sequence[Report]], str]] = {
    "text": format_text,
    "markdown": format_markdown,
    "html": format_html,
    "json": format_json,
}
