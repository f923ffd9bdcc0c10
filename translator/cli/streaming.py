"""One article, block by block: each is written when it is finished, and forgotten.

Memory stays flat however long the article is, and whoever reads at the other end of a pipe sees
the first paragraph early.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO

from translator.cli.show import is_terminal
from translator.cli.task import Task
from translator.cli.work import watch
from translator.cli.workbench import Workbench
from translator.glossary.counting import format_terms

if TYPE_CHECKING:
    from translator.markup.placement import MarkCount
    from translator.types import BlockTranslation
    from translator.writers.streams import Frame


@dataclass(slots=True)
class StreamCount:
    """What was counted while blocks were written."""

    blocks: int = 0
    findings: int = 0
    segments: int = 0
    #: Target tokens, and segments found in the cache.
    tokens: int = 0
    cached: int = 0
    #: Terms of the glossary that were met, and those that were honoured.
    terms: int = 0
    honoured: int = 0
    #: Characters that the format has to leave out.
    removed: int = 0
    #: None where the format keeps none.
    marks: MarkCount | None = None

    def add(self, block: BlockTranslation) -> None:
        """Count a block and what it took to make it."""
        self.blocks += 1
        self.segments += len(block.segments)
        self.tokens += sum(part.hypotheses[0].num_tokens for part in block.segments)
        self.cached += sum(part.cached for part in block.segments)
        uses = [use for part in block.segments for use in part.terms]
        self.terms += len(uses)
        self.honoured += sum(use.honoured for use in uses)


def stream_blocks(
    task: Task, stream: TextIO, bench: Workbench, *, format_name: str, with_marks: bool
) -> StreamCount:
    """Translate an article into a format that is written block by block.

    Args:
        format_name: one of writers.streams.BLOCK_FORMATS.
        with_marks: the format keeps the marks on words, so their places are looked for.

    Raises:
        KeyboardInterrupt: after the finished part was ended with a line feed.
    """
    from translator.clock import make_clock
    from translator.writers.streams import BLOCK_FORMATS, FRAMES

    clock = make_clock(bench.engine)
    started = clock()
    document = task.document
    format_block = BLOCK_FORMATS[format_name]
    frame = FRAMES.get(format_name)
    count = StreamCount()
    written = ""
    blocks = _iter_blocks(task, bench)
    # A plain text's few sentences are translated before what other formats need is loaded.
    if with_marks:
        from translator.align.blocks import align_blocks
        from translator.markup.placement import MarkCount

        count.marks = MarkCount()
        blocks = align_blocks(blocks, engine=bench.engine, options=bench.options, only_marked=True)
    if frame:
        blocks = _open_frame(frame, blocks, task, stream, bench)
    # On a terminal the text itself shows the progress.
    with watch(document, bench, hidden=task.is_watched or is_terminal(stream)) as view:
        try:
            from translator.checks import run_checks

            for block in blocks:
                findings = run_checks([block])
                written = format_block(block, document, findings)
                stream.write(written)
                stream.flush()
                count.add(block)
                count.findings += len(findings)
                if count.marks is not None:
                    count.marks += MarkCount.of(block)
                count.removed += frame.count_removed(block) if frame else 0
                if view:
                    view.add_block(block)
        except KeyboardInterrupt:
            _end(stream, written, frame)
            raise KeyboardInterrupt(
                f"interrupted after ¶{count.blocks} of {len(document.blocks)}; "
                "the rest is not translated"
            ) from None
    _end(stream, written, frame)
    _say_how_it_went(count, task, bench, elapsed_s=clock() - started)
    return count


def _iter_blocks(task: Task, bench: Workbench) -> Iterable[BlockTranslation]:
    """Return the blocks of an article with the terms of the glossary in them."""
    from translator.glossary.judging import mark_terms
    from translator.translate import iter_block_translations

    blocks = task.blocks
    if blocks is None:
        blocks = iter_block_translations(task.document, engine=bench.engine, options=bench.options)
    return mark_terms(blocks, bench.glossary)


def _open_frame(
    frame: Frame,
    blocks: Iterable[BlockTranslation],
    task: Task,
    stream: TextIO,
    bench: Workbench,
) -> Iterable[BlockTranslation]:
    """Write what stands in front of the blocks; return them rated, as such a format has them."""
    from translator.confidence import load_calibration, rate_block
    from translator.translate import make_signature

    info = bench.engine.info
    signature = make_signature(info, bench.options, glossary=bench.glossary)
    stream.write(frame.format_head(task.document, info.pair, signature))
    calibration = load_calibration(info)
    return (rate_block(block, calibration) for block in blocks)


def _end(stream: TextIO, written: str, frame: Frame | None) -> None:
    """End an output, also one that is only the finished part of what was asked for."""
    if frame or not written.endswith("\n"):
        stream.write(frame.tail if frame else "\n")
        stream.flush()


def _say_how_it_went(count: StreamCount, task: Task, bench: Workbench, *, elapsed_s: float) -> None:
    cached = f"{count.cached} of {count.segments} segments from the cache"
    if task.blocks is None:
        bench.messages.detail(f"{count.tokens} tokens in {elapsed_s:.1f} s; {cached}")
    else:
        # In a batch an article has no time of its own.
        bench.messages.detail(f"{task.document.origin}: {cached}")
    if terms := format_terms(count.honoured, count.terms):
        bench.messages.detail(terms)
    if count.removed:
        noun = "character" if count.removed == 1 else "characters"
        bench.messages.warn(f"left out {count.removed} {noun} that XML does not allow")
