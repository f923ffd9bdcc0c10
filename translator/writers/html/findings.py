"""Findings: as notes at their paragraph, and as a list to jump from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from translator.types import Finding, LanguagePair, Severity
from translator.writers.html.elements import Markup, element

#: A severity is told by its word and its sign; color comes on top.
_SIGNS = {Severity.ERROR: "✖", Severity.WARNING: "▲", Severity.NOTE: "ℹ"}
#: A longer list is folded, so that the text is not screens away.
_MAX_OPEN = 12
#: Of an excerpt in characters; the whole sentence stands beside its note.
_MAX_EXCERPT = 120


def locate_findings(findings: Sequence[Finding]) -> dict[int, list[int]]:
    """Return the positions of the findings of each block, by the block's index."""
    positions: dict[int, list[int]] = {}
    for position, finding in enumerate(findings):
        positions.setdefault(finding.block_index, []).append(position)
    return positions


def format_notes(
    findings: Sequence[Finding], own: Sequence[int], *, pair: LanguagePair
) -> Markup | None:
    """Return the notes of one paragraph; ``own`` are their positions among all findings."""
    if not own:
        return None
    notes = [
        format_note(findings[position], pair=pair, name=f"f{position + 1}") for position in own
    ]
    return element("ul", *notes, class_="notes", aria_label="Findings")


def format_note(
    finding: Finding, *, pair: LanguagePair, name: str | None = None, place: str = ""
) -> Markup:
    """Return one finding in words; ``name`` is what links lead to.

    ``place`` says which paragraph it is about, where the note does not stand at it.
    """
    return element(
        "li",
        _format_severity(finding.severity),
        f" {place}" if place else None,
        f": {finding.message} ",
        _format_evidence(finding, pair=pair),
        element("code", finding.code),
        class_=finding.severity.value,
        id=name,
    )


def format_findings_list(findings: Sequence[Finding]) -> Markup | None:
    """Return the count of findings, a list of links to them, and the choice of what is shown."""
    if not findings:
        return None
    links = [
        element(
            "li",
            _format_severity(item.severity),
            " ",
            element("a", f"¶{item.block_index + 1}", href=f"#f{number}"),
            f" {item.message}",
            class_=item.severity.value,
        )
        for number, item in enumerate(findings, start=1)
    ]
    return element(
        "nav",
        element(
            "details",
            element("summary", _count(findings)),
            element("ol", *links),
            open=len(links) <= _MAX_OPEN,
        ),
        _format_filter(findings),
        class_="findings",
        aria_label="Findings",
    )


def _format_filter(findings: Sequence[Finding]) -> Markup:
    """Return what chooses the paragraphs shown; style alone makes it work."""
    present = [severity for severity in _SIGNS if any(f.severity is severity for f in findings)]
    choices = {"all": "all paragraphs", "flagged": "those with findings"}
    if len(present) > 1:
        choices |= {item.value: f"with {_article(item)}" for item in present}
    labels = [
        element(
            "label",
            element("input", type="radio", name="show", id=f"show-{value}", checked=value == "all"),
            f" {label}",
        )
        for value, label in choices.items()
    ]
    return element("fieldset", element("legend", "Show"), *labels, class_="filter")


def _format_severity(severity: Severity) -> Markup:
    return element(
        "span",
        element("span", f"{_SIGNS[severity]} ", aria_hidden="true"),
        severity.value.capitalize(),
        class_="severity",
    )


def _format_evidence(finding: Finding, *, pair: LanguagePair) -> Markup | None:
    if not (finding.source_excerpt or finding.target_excerpt):
        return None
    source, target = (
        element("q", _shorten(excerpt), lang=language) if excerpt else element("em", "nothing")
        for excerpt, language in (
            (finding.source_excerpt, pair.source),
            (finding.target_excerpt, pair.target),
        )
    )
    return element("span", source, " → ", target, " ", class_="evidence")


def _count(findings: Sequence[Finding]) -> str:
    counts = Counter(item.severity for item in findings)
    parts = [
        f"{counts[severity]} {severity.value}{'' if counts[severity] == 1 else 's'}"
        for severity in _SIGNS
        if counts[severity]
    ]
    noun = "finding" if len(findings) == 1 else "findings"
    return f"{len(findings)} {noun} to check: {', '.join(parts)}"


def _article(severity: Severity) -> str:
    return f"{'an' if severity is Severity.ERROR else 'a'} {severity.value}"


def _shorten(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _MAX_EXCERPT else text[: _MAX_EXCERPT - 1].rstrip() + "…"
