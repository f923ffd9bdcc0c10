"""What is said about a brief beside its words: doubts, and the line below it.

One wording for every screen and every file format.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from translator.types import (
    Brief,
    BriefPoint,
    Finding,
    JointBrief,
    JointPoint,
    Report,
    Section,
    SegmentRef,
    Severity,
)

#: What stands above each part of a brief.
SECTION_TITLES: Mapping[Section, str] = {
    Section.BOTTOM_LINE: "Bottom line",
    Section.POINTS: "Key points",
    Section.QUOTATIONS: "Who said what",
    Section.FIGURES: "Figures & dates",
    Section.NAMES: "Names",
}


def find_point_findings(
    brief: Brief, point: BriefPoint, findings: Iterable[Finding]
) -> tuple[Finding, ...]:
    """Return what is doubtful about a point: itself, or the sentences that it came from.

    ``findings`` are the translation's. A point that names no sentences answers for its blocks.
    """
    places = {(ref.block_index, ref.segment_index) for ref in point.segments}
    numbers = {number for number, other in enumerate(brief.points) if other is point}
    if point is brief.bottom_line and brief.lead is not None:
        numbers.add(brief.lead)
    own = [item for item in brief.findings if item.point_index in numbers]
    inherited = [
        item
        for item in findings
        if (item.block_index, item.segment_index) in places
        or (not places and item.block_index in point.block_indices)
    ]
    return (*own, *inherited)


def find_segment_findings(
    segments: Iterable[SegmentRef], findings: Iterable[Finding]
) -> tuple[Finding, ...]:
    """Return what is doubtful about the translation of some segments."""
    places = {(ref.block_index, ref.segment_index) for ref in segments}
    return tuple(item for item in findings if (item.block_index, item.segment_index) in places)


def list_shown_points(brief: Brief) -> tuple[BriefPoint, ...]:
    """Return the points that the layout shows, the bottom line among them, in order."""
    sections = brief.layout.sections
    shown: list[BriefPoint] = []
    if Section.BOTTOM_LINE in sections and brief.bottom_line is not None:
        shown.append(brief.bottom_line)
    if Section.POINTS in sections:
        shown += brief.key_points if Section.BOTTOM_LINE in sections else brief.points
    return tuple(shown)


def repeats_headline(brief: Brief) -> bool:
    """Return whether a point that the layout shows begins with the headline.

    It does where the title is the bottom line, and where an article has no title, so that the
    headline was made from its lead.
    """
    headline = brief.headline.rstrip(".")
    return any(point.text.startswith(headline) for point in list_shown_points(brief))


def find_shown_findings(brief: Brief, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return what is doubtful about what the layout shows, each finding once."""
    found = [
        finding
        for point in list_shown_points(brief)
        for finding in find_point_findings(brief, point, findings)
    ]
    if Section.QUOTATIONS in brief.layout.sections:
        segments = [ref for quotation in brief.quotations for ref in quotation.segments]
        found += find_segment_findings(segments, findings)
    return tuple(dict.fromkeys((*brief.findings, *found)))


def format_marks(findings: Iterable[Finding]) -> str:
    """Return the codes of findings as they stand behind a point: ``!N01``, ``i`` for a note.

    >>> format_marks([Finding(code="N01", severity=Severity.ERROR, block_index=0, message="")])
    ' !N01'
    """
    signs = dict.fromkeys(
        ("i" if finding.severity is Severity.NOTE else "!") + finding.code for finding in findings
    )
    return "".join(f" {sign}" for sign in signs)


def format_brief_account(brief: Brief, findings: Sequence[Finding] = ()) -> str:
    """Return the line below a brief: words in and out, who made it, what is doubtful.

    >>> format_brief_account(Brief(headline="", points=(), method="extractive"))
    '0 words · extractive · 0 findings'
    """
    words = f"{brief.num_words} words"
    if brief.article_words:
        words = f"{brief.article_words} → {words}"
    count = len(find_shown_findings(brief, findings))
    return f"{words} · {brief.method} · {count} finding{'' if count == 1 else 's'}"


def name_article(number: int) -> str:
    """Return the letter of one of several articles, counted from 0.

    >>> name_article(0), name_article(27)
    ('A', 'AB')
    """
    letter = chr(ord("A") + number % 26)
    return letter if number < 26 else name_article(number // 26 - 1) + letter


def format_origins(point: JointPoint) -> str:
    """Return where a point of several articles stands: ``A ¶2 · B ¶5``; each article once."""
    return " · ".join(
        f"{name_article(article)} {' '.join(f'¶{index + 1}' for index in indices)}"
        for article, indices in number_blocks(point).items()
    )


def number_blocks(point: JointPoint) -> dict[int, list[int]]:
    """Return the blocks that a point stands in, of each article in the order of its origins."""
    blocks: dict[int, set[int]] = {}
    for origin in point.origins:
        blocks.setdefault(origin.article, set()).update(origin.block_indices)
    return {article: sorted(indices) for article, indices in blocks.items()}


def find_joint_findings(point: JointPoint, reports: Sequence[Report]) -> tuple[Finding, ...]:
    """Return what is doubtful about a point, in the article that its words are from."""
    origin = point.origins[0]
    report = reports[origin.article]
    if report.brief is None:
        return ()
    for own in report.brief.points:
        if own.text == point.text:
            return find_point_findings(report.brief, own, report.findings)
    return find_segment_findings(origin.segments, report.findings)


def format_joint_account(brief: JointBrief, reports: Sequence[Report]) -> str:
    """Return the line below a brief of several articles."""
    total = sum(report.brief.article_words for report in reports if report.brief)
    found = [item for point in brief.points for item in find_joint_findings(point, reports)]
    count = len(dict.fromkeys(found))
    return (
        f"{len(reports)} articles · {total} → {brief.num_words} words · {brief.method} · "
        f"{count} finding{'' if count == 1 else 's'}"
    )
