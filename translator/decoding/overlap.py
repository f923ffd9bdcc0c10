"""Windows decoded so that no core waits for a slow sentence: the next ones are under way.

A window ends with its slowest sentences, and those that lost their thread or a fact are decoded
again, a few at a time: work for one core. So a window is cut into groups, and an engine that
several threads may ask is given the next group, of this window or a later one, before the last one
is finished. The first window, if it is small, has all cores for itself: somebody waits.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from itertools import repeat
from typing import TypeAlias

from translator.decoding.lost_words import say_lost_words
from translator.decoding.planning import BlockPlan, iter_groups
from translator.decoding.repair import Decoding, decode_sources
from translator.decoding.second_look import look_again
from translator.protocols import TranslationEngine
from translator.types import DecodingOptions

#: Calls at once: one keeps the cores busy that the last sentences of the other leave idle.
_CALLS = 2
#: Windows that are planned, decoded or waiting for an earlier one at the same time.
_MAX_WINDOWS = 3

_Decode: TypeAlias = Callable[[Sequence[str]], dict[str, Decoding]]


@dataclass(frozen=True, slots=True)
class DecodedWindow:
    """The blocks of a window and what came of each of their sources."""

    plans: Sequence[BlockPlan]
    decodings: Mapping[str, Decoding]


@dataclass(frozen=True, slots=True)
class _Source:
    text: str
    num_tokens: int


@dataclass(slots=True)
class _Window:
    """A window on its way: groups that no thread has yet, and those that one has or had."""

    plans: Sequence[BlockPlan]
    waiting: deque[list[str]]
    begun: list[Future[dict[str, Decoding]]] = field(default_factory=list)

    @property
    def is_done(self) -> bool:
        return not self.waiting and all(future.done() for future in self.begun)

    def finish(self) -> DecodedWindow:
        """Return what came of it, or raise what stopped it."""
        decodings: dict[str, Decoding] = {}
        for future in self.begun:
            decodings |= future.result()
        return DecodedWindow(self.plans, decodings)


def iter_decoded(
    windows: Iterable[Sequence[BlockPlan]],
    *,
    engine: TranslationEngine,
    options: DecodingOptions,
    group_tokens: int,
) -> Iterator[DecodedWindow]:
    """Yield the windows in their order, each when all of its sources are decoded.

    Windows are taken as they are needed, never more than three that were not yielded. What an
    engine is asked for does not depend on how many threads ask; in which order, does.

    On leaving early, groups that have not begun are dropped and the others not waited for; a
    program that goes its way to the end waits for them there.

    Args:
        windows: blocks that are to be ready together.
        engine: is asked by two threads of this function's own if it is thread-safe.
        options: how it searches.
        group_tokens: source tokens of one group.
    """

    def decode(sources: Sequence[str]) -> dict[str, Decoding]:
        decodings = decode_sources(sources, engine=engine, options=options)
        decodings = look_again(decodings, engine=engine, options=options)
        return say_lost_words(decodings, engine=engine, options=options)

    is_overlapped = getattr(engine, "is_thread_safe", False)
    cut = (
        _Window(plans, _cut(plans, engine=engine, group_tokens=group_tokens)) for plans in windows
    )
    for number, window in enumerate(cut):
        if is_overlapped and (number or len(window.waiting) > 1):
            yield from _iter_overlapped(window, cut, decode=decode)
            return
        decodings: dict[str, Decoding] = {}
        for sources in window.waiting:
            decodings |= decode(sources)
        yield DecodedWindow(window.plans, decodings)


def _cut(
    plans: Sequence[BlockPlan], *, engine: TranslationEngine, group_tokens: int
) -> deque[list[str]]:
    """Return the different sources of a window, the longest first, in groups."""
    texts = dict.fromkeys(
        part.strip() for plan in plans for segment in plan.segments for part in segment.parts
    )
    sources = [_Source(text, engine.count_tokens(text)) for text in texts]
    sources.sort(key=lambda source: -source.num_tokens)
    groups = iter_groups(sources, repeat(group_tokens))
    return deque([source.text for source in group] for group in groups)


def _iter_overlapped(
    first: _Window, rest: Iterator[_Window], *, decode: _Decode
) -> Iterator[DecodedWindow]:
    """Yield windows of which some groups are decoded at once, and one more is ready."""
    pool = ThreadPoolExecutor(max_workers=_CALLS, thread_name_prefix="decoding")
    windows = deque([first])

    def fill() -> list[Future[dict[str, Decoding]]]:
        """Keep the threads busy; return what is under way."""
        running = [future for item in windows for future in item.begun if not future.done()]
        while len(running) <= _CALLS:
            window = next((item for item in windows if item.waiting), None)
            if window is None:
                window = next(rest, None) if len(windows) < _MAX_WINDOWS else None
                if window is None:
                    break
                windows.append(window)
                continue
            window.begun.append(pool.submit(decode, window.waiting.popleft()))
            running.append(window.begun[-1])
        return running

    try:
        running = fill()
        while windows:
            while not windows[0].is_done:
                wait(running, return_when=FIRST_COMPLETED)
                running = fill()
            done = windows.popleft().finish()
            # Before somebody looks at the window that is done, the threads have their next ones.
            running = fill()
            yield done
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
