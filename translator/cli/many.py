"""Articles through the program: read ahead, decoded together; one that fails is passed over."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from translator.cli.codes import DONE, FINDINGS, INTERRUPTED
from translator.cli.faults import OWN_FAULTS, is_common_fault
from translator.cli.ledger import Ledger
from translator.cli.messages import HeldMessages, Messages
from translator.cli.plan import Item
from translator.cli.readings import Reading, look_at
from translator.cli.tally import Tally
from translator.cli.task import Action, Task
from translator.cli.work import oversee
from translator.cli.workbench import Workbench
from translator.cli.writing import make_folder
from translator.errors import TranslatorError
from translator.store.manifest import Standing

if TYPE_CHECKING:
    from translator.render.overview import Overview
    from translator.types import BlockTranslation, Document


def run_each(
    items: Sequence[Item],
    action: Action,
    *,
    bench: Workbench,
    input_format: str,
    jobs: int,
    strict: bool,
    ledger: Ledger | None = None,
    in_parts: bool = False,
) -> int:
    """Run ``action`` on each article, and return what all of them mean for the shell.

    What is wrong with an article or its output is survived; what would be wrong with all of
    them, such as a missing model or a full disk, is not. Ctrl-C keeps what is finished.

    Args:
        jobs: threads that read files, besides the one that decodes; with 1 everything is done
            in turn.
        strict: findings are a failure.
        ledger: of the folder that the outputs are in.
        in_parts: ``action`` takes blocks one by one, so that long texts need not be held.

    Raises:
        TranslatorError: the only article failed, or no other can be done.
        PartialFailure: some of several failed; the message lists them with the reasons.
    """
    run = _Run(items, action, bench, input_format=input_format, ledger=ledger, in_parts=in_parts)
    try:
        code = run.alone() if len(items) == 1 else run.together(jobs)
    except KeyboardInterrupt as interrupt:
        run.tally.explain(bench.messages, stopped=True)
        if ledger is None:
            raise
        raise KeyboardInterrupt(
            f"{str(interrupt) or 'interrupted'}; {run.tally.num_finished} of {len(items)} files "
            "are done, the same command with --resume does the others"
        ) from None
    except TranslatorError:
        run.tally.explain(bench.messages, stopped=True)
        raise
    run.tally.explain(bench.messages, stopped=False)
    if code != DONE:
        return code
    if run.tally.failures:
        raise run.tally.summarize_failures()
    return FINDINGS if strict and run.tally.has_findings else DONE


class _Run:
    """The state of one call of run_each."""

    def __init__(
        self,
        items: Sequence[Item],
        action: Action,
        bench: Workbench,
        *,
        input_format: str,
        ledger: Ledger | None,
        in_parts: bool,
    ) -> None:
        self.tally = Tally(total=len(items))
        self._items, self._action, self._bench = items, action, bench
        self._input_format, self._ledger = input_format, ledger
        self._in_parts = in_parts

    def alone(self) -> int:
        """Do the only item; what fails about it is raised."""
        reading = self._read(self._items[0], self._bench.messages)
        if reading.error is not None:
            raise reading.error
        if reading.document is None:
            self._pass_over(reading, None)
            return DONE
        return self._act(reading, reading.document)

    def together(self, jobs: int) -> int:
        """Do all items; what fails about one of them is taken down."""
        from translator.ahead import map_ahead
        from translator.batch import iter_documents
        from translator.clock import make_clock

        bench = self._bench
        #: Every reading up to the last one that the decoding has taken, in order.
        looked_at: deque[Reading] = deque()

        def read(item: Item) -> Reading:
            return self._read(item, HeldMessages(bench.messages))

        def take_documents(readings: Iterable[Reading]) -> Iterator[Document]:
            for reading in readings:
                looked_at.append(reading)
                if reading.document is not None:
                    yield reading.document

        with (
            oversee([item.origin for item in self._items], bench, self._shows_results()) as view,
            map_ahead(read, self._items, workers=jobs) as readings,
        ):
            documents = take_documents(readings)
            # No model is loaded for nothing.
            for first in documents:
                engine, options = bench.engine, bench.options
                if view is not None:
                    view.start(make_clock(engine))
                ahead = int(jobs > 1 and getattr(engine, "is_thread_safe", False))
                for document, blocks in iter_documents(
                    chain([first], documents), engine=engine, options=options, ahead=ahead
                ):
                    while (reading := looked_at.popleft()).document is not document:
                        self._pass_over(reading, view)
                    if self._try(reading, document, blocks, view) == INTERRUPTED:
                        return INTERRUPTED
            for reading in looked_at:
                self._pass_over(reading, view)
        return DONE

    def _shows_results(self) -> bool:
        """Tell whether results go to standard output, where a terminal shows them."""
        return any(item.output is None for item in self._items)

    def _read(self, item: Item, messages: Messages) -> Reading:
        return look_at(
            item,
            messages,
            settings=self._bench.settings,
            input_format=self._input_format,
            ledger=self._ledger,
            in_parts=self._in_parts,
        )

    def _try(
        self,
        reading: Reading,
        document: Document,
        blocks: Iterator[BlockTranslation],
        view: Overview | None,
    ) -> int:
        """Do one of several items, and take it down where that fails."""
        reading.messages.release(self._bench.messages)
        if view is not None:
            blocks = view.watch(document, blocks)
        try:
            return self._act(reading, document, blocks, is_watched=view is not None)
        except OWN_FAULTS as error:
            if is_common_fault(error, self.tally):
                raise
            self._take_down(reading.item, error)
            return DONE
        finally:
            if view is not None:
                view.finish(reading.item.origin, failed=len(self.tally.failures))

    def _act(
        self,
        reading: Reading,
        document: Document,
        blocks: Iterator[BlockTranslation] | None = None,
        *,
        is_watched: bool = False,
    ) -> int:
        item = reading.item
        if item.output is not None and self._ledger is not None:
            make_folder(item.output.parent)
        task = Task(
            item=item,
            document=document,
            blocks=blocks,
            is_one_of_many=len(self._items) > 1,
            is_watched=is_watched,
            verdict=reading.verdict,
            ledger=self._ledger,
        )
        code = self._action(task)
        if code == INTERRUPTED:
            return code
        self.tally.done += 1
        self.tally.has_findings |= code == FINDINGS
        if task.is_in_folder_of_many:
            self.tally.num_findings += task.num_findings
            self.tally.num_doubtful += bool(task.num_findings)
        return DONE

    def _pass_over(self, reading: Reading, view: Overview | None) -> None:
        """Account for an item that there is nothing to be done about."""
        reading.messages.release(self._bench.messages)
        verdict = reading.verdict
        if reading.error is not None:
            self._take_down(reading.item, reading.error)
        elif verdict.standing is Standing.FOREIGN:
            self.tally.kept.append((reading.item, verdict))
        else:
            self.tally.finished_before += 1
            self.tally.has_findings |= verdict.has_findings
        if view is not None:
            view.skip(reading.item.origin, failed=len(self.tally.failures))

    def _take_down(self, item: Item, error: TranslatorError) -> None:
        self.tally.failures.append((item, error))
        self._bench.messages.detail(f"failed: {error}")
