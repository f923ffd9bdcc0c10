"""A summarizer that is never left without a brief."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from translator.errors import SummarizerFailed
from translator.protocols import Summarizer
from translator.types import Brief


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
        try:
            return self._first.summarize(paragraphs, title=title, max_words=max_words)
        except SummarizerFailed as error:
            self._on_failure(error)
            brief = self._second.summarize(paragraphs, title=title, max_words=max_words)
            return replace(brief, method=f"{brief.method}, since {self._first.name} failed")
