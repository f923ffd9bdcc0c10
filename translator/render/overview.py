"""How far many files are, as one line that is drawn anew."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Self

from rich.console import Console
from rich.text import Text

from translator.render.live import LiveDisplay
from translator.render.progress import ProgressLine, format_time
from translator.types import BlockTranslation, Document


class Tempo:
    """Counts files, and reckons time left by their bytes, since files differ in length."""

    def __init__(self, sizes: Mapping[str, int]) -> None:
        self._sizes = sizes
        self._clock: Callable[[], float] | None = None
        self._started = 0.0
        self._files_total = len(sizes)
        self._bytes_total = sum(sizes.values())
        self._files = self._failed = self._tokens = 0
        self._bytes = self._bytes_within = 0.0

    def start(self, clock: Callable[[], float]) -> None:
        """Take the time from here on, by this clock, unless it is taken already."""
        if self._clock is None:
            self._clock = clock
            self._started = clock()

    def add_block(self, block: BlockTranslation, document: Document, characters: int) -> None:
        """Count a block; ``characters`` is the length of its document's blocks."""
        # What was in the cache says nothing about the engine's speed.
        self._tokens += sum(
            part.hypotheses[0].num_tokens for part in block.segments if not part.cached
        )
        size = self._sizes.get(document.origin, 0)
        self._bytes_within += size * len(block.block.text) / max(characters, 1)

    def finish(self, origin: str, *, failed: int) -> None:
        """Count a file that was worked on."""
        self._files += 1
        self._failed = failed
        self._bytes += self._sizes.get(origin, 0)
        self._bytes_within = 0.0

    def skip(self, origin: str, *, failed: int) -> None:
        """Count a file that took no time."""
        self._files += 1
        self._failed = failed
        self._bytes_total -= self._sizes.get(origin, 0)

    @property
    def share(self) -> float:
        """The finished share of the bytes, from 0 to 1."""
        if not self._bytes_total:
            return self._files / self._files_total
        return min(1.0, (self._bytes + self._bytes_within) / self._bytes_total)

    def format(self) -> str:
        """Return the line as plain text."""
        parts = [f"{self._files}/{self._files_total} files"]
        if self._failed:
            parts.append(f"{self._failed} failed")
        parts.append(f"{self.share:.0%}")
        elapsed_s = 0.0 if self._clock is None else self._clock() - self._started
        if self._tokens and elapsed_s > 0 and self.share:
            left_s = elapsed_s * (1 - self.share) / self.share
            parts += [f"{self._tokens / elapsed_s:.0f} tokens/s", f"{format_time(left_s)} left"]
        return " · ".join(parts)


class Overview:
    """Shows how far many files are; on a terminal it removes itself at the end.

    Args:
        console: on standard error.
        origins: of the files; one without a size, such as standard input, counts as empty.
        live: draw one line anew; else print a line for each finished file, for logs.
    """

    def __init__(self, console: Console, origins: Sequence[str], *, live: bool) -> None:
        self._console = console
        self._tempo = Tempo({origin: _file_bytes(origin) for origin in origins})
        self._live = LiveDisplay(ProgressLine(self._tempo), console) if live else None

    def __enter__(self) -> Self:
        if self._live is not None:
            self._live.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._live is not None:
            self._live.stop()

    def watch(
        self, document: Document, blocks: Iterator[BlockTranslation]
    ) -> Iterator[BlockTranslation]:
        """Yield the blocks of a document, and count them."""
        characters = sum(len(block.text) for block in document.blocks)
        for block in blocks:
            self._tempo.add_block(block, document, characters)
            yield block

    def start(self, clock: Callable[[], float]) -> None:
        """Say that translating begins, and by which clock, in seconds."""
        self._tempo.start(clock)

    def finish(self, origin: str, *, failed: int) -> None:
        """Say that a file was worked on, and how many have failed so far."""
        self._tempo.finish(origin, failed=failed)
        self._report()

    def skip(self, origin: str, *, failed: int) -> None:
        """Say that there was nothing to do about a file, and how many have failed so far."""
        self._tempo.skip(origin, failed=failed)
        self._report()

    def print(self, text: str) -> None:
        """Print a message above the line."""
        self._console.print(Text(text), soft_wrap=True)

    def _report(self) -> None:
        if self._live is None:
            self.print(self._tempo.format())


def _file_bytes(origin: str) -> int:
    try:
        return os.stat(origin).st_size
    except OSError:
        return 0
