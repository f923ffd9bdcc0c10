"""One article that was read, on its way to one result."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from translator.cli.codes import FINDINGS, INTERRUPTED
from translator.cli.ledger import Ledger, Verdict
from translator.cli.messages import Messages
from translator.cli.plan import Item
from translator.cli.writing import open_output

if TYPE_CHECKING:
    from translator.types import BlockTranslation, Document


@dataclass(slots=True, kw_only=True)
class Task:
    """What an action is given; see run_each."""

    item: Item
    document: Document
    #: Its translation, on its way with those of others; None for an article alone.
    blocks: Iterable[BlockTranslation] | None = None
    #: One of several articles.
    is_one_of_many: bool = False
    #: Somebody shows how far the whole is, so that an article need not.
    is_watched: bool = False
    verdict: Verdict | None = None
    ledger: Ledger | None = None
    has_findings: bool = False
    #: Those that the output itself does not show.
    num_findings: int = 0

    @property
    def output(self) -> Path | None:
        return self.item.output

    @property
    def has_heading(self) -> bool:
        """True where several results follow each other in one stream."""
        return self.is_one_of_many and self.output is None

    @property
    def is_in_folder_of_many(self) -> bool:
        """True where more results are made than anybody reads messages about."""
        return self.is_one_of_many and self.output is not None

    def open_output(self, messages: Messages) -> AbstractContextManager[TextIO]:
        """Open the output, which is recorded when it is finished; see open_output."""
        return open_output(self.output, messages, settle=self._settle if self.ledger else None)

    def conclude(self, code: int) -> int:
        """Take down, before the output is closed, whether there are findings; return ``code``.

        Raises:
            KeyboardInterrupt: the result lacks something and would be recorded as finished.
        """
        if code == INTERRUPTED and self.ledger is not None:
            raise KeyboardInterrupt
        self.has_findings = code == FINDINGS
        return code

    def _settle(self, unfinished: Path) -> None:
        if self.ledger is not None and self.verdict is not None:
            self.ledger.settle(self.item, self.verdict, unfinished, has_findings=self.has_findings)


#: Works on one article; returns an exit code: FINDINGS where there are any.
Action = Callable[[Task], int]
