"""Summaries: of one article, and of several together."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from translator.types.documents import SegmentRef
from translator.types.findings import Finding


class Section(StrEnum):
    """A part of a brief that a style may show, in the order in which they stand."""

    HEADLINE = "headline"
    BOTTOM_LINE = "bottom-line"
    POINTS = "points"
    QUOTATIONS = "quotations"
    FIGURES = "figures"
    NAMES = "names"


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefLayout:
    """Which parts of a brief are shown, and whether the source stands beside each point."""

    sections: tuple[Section, ...] = (Section.HEADLINE, Section.BOTTOM_LINE, Section.POINTS)
    show_source: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefPoint:
    """One sentence of a brief and where it came from; ``block_indices`` is never empty."""

    text: str
    block_indices: tuple[int, ...]
    segments: tuple[SegmentRef, ...] = ()
    #: What the point answers, where a style asks questions: "Who", "When".
    label: str = ""
    #: The source of the segments it came from.
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """What somebody says in the article: whole sentences of it, in both languages."""

    speaker: str
    text: str
    source: str
    block_index: int
    segments: tuple[SegmentRef, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefEntry:
    """A figure with the words around it, or a name, and the blocks it stands in."""

    text: str
    block_indices: tuple[int, ...]
    #: The words that say what a figure counts; "" for a name.
    context: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """An English summary whose every point names its paragraphs."""

    headline: str
    points: tuple[BriefPoint, ...]
    method: str
    #: The article in one sentence; it says, perhaps shorter, what ``points[lead]`` says.
    bottom_line: BriefPoint | None = None
    lead: int | None = None
    quotations: tuple[Quotation, ...] = ()
    figures: tuple[BriefEntry, ...] = ()
    names: tuple[BriefEntry, ...] = ()
    #: Doubts about the brief itself; those about the translation are the report's.
    findings: tuple[Finding, ...] = ()
    #: English words of the article; 0 where nobody counted.
    article_words: int = 0
    layout: BriefLayout = field(default_factory=BriefLayout)

    @property
    def num_words(self) -> int:
        """Words of the points; the headline is not counted against the limit."""
        return sum(len(point.text.split()) for point in self.points)

    @property
    def key_points(self) -> tuple[BriefPoint, ...]:
        """The points that the bottom line leaves to say."""
        return tuple(point for number, point in enumerate(self.points) if number != self.lead)


@dataclass(frozen=True, slots=True, kw_only=True)
class PointOrigin:
    """Where a point of several articles stands in one of them; ``article`` counts from 0."""

    article: int
    block_indices: tuple[int, ...]
    segments: tuple[SegmentRef, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class JointPoint:
    """One sentence about several articles; the first of its origins is where its words are from."""

    text: str
    origins: tuple[PointOrigin, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class JointBrief:
    """One brief of several articles, which are reports with a brief each."""

    points: tuple[JointPoint, ...]
    method: str
    show_source: bool = False

    @property
    def num_words(self) -> int:
        return sum(len(point.text.split()) for point in self.points)
