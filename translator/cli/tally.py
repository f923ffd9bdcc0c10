"""What became of many articles, and what a user is told of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from translator.cli.ledger import Verdict, explain_kept
from translator.cli.messages import Messages
from translator.cli.plan import Item
from translator.errors import PartialFailure, TranslatorError


@dataclass(slots=True, kw_only=True)
class Tally:
    """Counts of articles so far; ``total`` is how many there are."""

    total: int
    done: int = 0
    finished_before: int = 0
    #: Among those that were done, or finished before, there is one with findings.
    has_findings: bool = False
    #: Findings that the outputs do not show, and in how many of them.
    num_findings: int = 0
    num_doubtful: int = 0
    kept: list[tuple[Item, Verdict]] = field(default_factory=list)
    failures: list[tuple[Item, TranslatorError]] = field(default_factory=list)

    @property
    def num_finished(self) -> int:
        """Outputs that are there and whole, whenever they were written."""
        return self.done + self.finished_before

    def explain(self, messages: Messages, *, stopped: bool) -> None:
        """Say what the outputs do not show.

        Args:
            stopped: the run did not come to its end, so nobody else will list the failures.
        """
        if self.finished_before:
            messages.note(f"{self.finished_before} of {self.total} files were finished before")
        if self.num_findings:
            noun = "finding" if self.num_findings == 1 else "findings"
            messages.note(
                f"{self.num_findings} {noun} in {self.num_doubtful} of {self.total} files; "
                "see: translator read FILE"
            )
        if self.kept:
            messages.warn(explain_kept(self.kept))
        if stopped and self.failures:
            messages.error(self._list_failures(ended=" so far"))

    def summarize_failures(self) -> PartialFailure:
        """Return the error that lists the articles that failed, with the reasons."""
        ended = "" if len(self.failures) == self.total else "; the others are done"
        return PartialFailure(self._list_failures(ended=ended))

    def _list_failures(self, *, ended: str) -> str:
        lines = [f"{len(self.failures)} of {self.total} files failed{ended}"]
        for item, error in self.failures:
            names_it = item.origin in str(error)
            lines.append(f"  {error}" if names_it else f"  {item.origin}: {error}")
        return "\n".join(lines)
