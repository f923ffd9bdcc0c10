"""A report's brief alone, in each format that has a verb of its own for it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from translator.types import Brief, Report
from translator.writers import json as json_format
from translator.writers import markdown as markdown_format


def format_brief_text(brief: Brief) -> str:
    """Return a brief as plain text, each point with its paragraphs.

    >>> from translator.types import BriefPoint
    >>> point = BriefPoint(text="It rains.", block_indices=(0, 3))
    >>> print(format_brief_text(Brief(headline="Rain", points=(point,), method="m")))
    Rain
    <BLANKLINE>
    - It rains. [¶1 ¶4]
    """
    points = [
        f"- {point.text} [{' '.join(f'¶{index + 1}' for index in point.block_indices)}]"
        for point in brief.points
    ]
    return "\n\n".join(filter(None, [brief.headline, "\n".join(points)]))


def format_brief_json(report: Report) -> str:
    """Return the head of a report's JSON with the brief."""
    brief = None if report.brief is None else json_format.format_brief(report.brief)
    values = {**json_format.format_origin(report), "brief": brief}
    return json.dumps(values, ensure_ascii=False, indent=2)


def _format_text(report: Report) -> str:
    return f"{format_brief_text(report.brief)}\n" if report.brief else ""


def _format_markdown(report: Report) -> str:
    return f"{markdown_format.format_brief(report.brief)}\n" if report.brief else ""


def _format_json(report: Report) -> str:
    return f"{format_brief_json(report)}\n"


#: Format → report to text, with its last line end.
BRIEF_FORMATS: Mapping[str, Callable[[Report], str]] = {
    "text": _format_text,
    "markdown": _format_markdown,
    "json": _format_json,
}
