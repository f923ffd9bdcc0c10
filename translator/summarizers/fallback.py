"""A summarizer that is never left without a brief."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from translator.errors import SummarizerFailed
from translator.protocols import ChoosingSummarizer, Summarizer
from translator.types import Brief, SegmentRef, Severity


def summarize_avoiding(
    summarizer: Summarizer,
    paragraphs: Sequence[Sequence[str]],
    *,
    title: str | None,
    max_words: int,
    doubts: Mapping[SegmentRef, Severity],
) -> Brief:
    """Make a brief with any summarizer; one that can choose hears of the doubts."""
    if isinstance(summarizer, ChoosingSummarizer):
        return summarizer.summarize_avoiding(
            paragraphs, title=title, max_words=max_words, doubts=doubts
        )
    return summarizer.summarize(paragraphs, title=title, max_words=max_words)


class FallbackSummarizer:
    """Makes briefs with one summarizer and, where that fails, with another, saying so.

    An article takes minutes to translate; a server that is down must not cost the reader that.

    Args:
        first: Asked first.
        second: Asked when the first fails.
        on_failure: Called with the error.
    """

    def __init__(
        self,
        first: Summarizer,
        second: Summarizer,
        *,
        on_failure: Callable[[SummarizerFailed], None],
    ) -> None:
        self._first = first
        self._second = second
        self._on_failure = on_failure

    @property
    def name(self) -> str:
        return self._first.name

    def summarize(
        self, paragraphs: Sequence[Sequence[str]], *, title: str | None, max_words: int
    ) -> Brief:
        """Make a brief; see `protocols.Summarizer`. Its method names who made it."""
        return self.summarize_avoiding(paragraphs, title=title, max_words=max_words, doubts={})

    def summarize_avoiding(
        self,
        paragraphs: Sequence[Sequence[str]],
        *,
        title: str | None,
        max_words: int,
        doubts: Mapping[SegmentRef, Severity],
    ) -> Brief:
        """Make a brief, by whoever makes it of sentences without doubts where that one can."""

        def run(summarizer: Summarizer) -> Brief:
            return summarize_avoiding(
                summarizer, paragraphs, title=title, max_words=max_words, doubts=doubts
            )

        try:
            return run(self._first)
        except SummarizerFailed as error:
            self._on_failure(error)
            brief = run(self._second)
            return replace(brief, method=f"{brief.method}, since {self._first.name} failed")
