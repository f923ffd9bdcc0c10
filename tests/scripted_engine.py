"""An engine that does what a test tells it to: echo, loop, stop early, or raise."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from translator.errors import DecodingFailed
from translator.testing import EchoEngine
from translator.types import DecodingOptions, Hypothesis, ModelInfo


def shout(source: str, options: DecodingOptions) -> str:
    """Return a target as long as its source that cannot be mistaken for it."""
    return source.swapcase()


class ScriptedEngine:
    """Translates by ``answer`` and remembers every call; a token is a word.

    Args:
        answer: (source, options) → target; it may raise DecodingFailed.
    """

    info = ModelInfo(
        name="scripted", path=Path("nowhere"), format="scripted", sha256="0123456789abcdef"
    )

    #: Unless a test counts letters, it is prepared for and finished without like a model.
    is_literal = False

    def __init__(self, answer: Callable[[str, DecodingOptions], str] = shout) -> None:
        self.answer = answer
        self.calls: list[list[str]] = []
        self.options: list[DecodingOptions] = []

    @property
    def sources(self) -> list[str]:
        """All texts the engine was given, in order, with those given twice."""
        return [source for call in self.calls for source in call]

    def count_tokens(self, text: str) -> int:
        return len(text.split()) + 1

    def translate_batch(
        self, sources: Sequence[str], options: DecodingOptions
    ) -> list[tuple[Hypothesis, ...]]:
        self.calls.append(list(sources))
        self.options.append(options)
        too_long = [text for text in sources if self.count_tokens(text) > options.max_input_length]
        if too_long:
            raise DecodingFailed(f"too long: {too_long[0]!r}")
        targets = [self.answer(source, options) for source in sources]
        return [
            (Hypothesis(text=text, score=-0.5, num_tokens=len(text.split())),) for text in targets
        ]


def refuse(*refused: str) -> Callable[[str, DecodingOptions], str]:
    """Return an answer that raises on texts that hold one of these words."""

    def answer(source: str, options: DecodingOptions) -> str:
        if any(word in source for word in refused):
            raise DecodingFailed("boom")
        return shout(source, options)

    return answer


class InterruptedEngine(EchoEngine):
    """Gets Ctrl-C when it meets a text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def translate_batch(
        self, sources: Sequence[str], options: DecodingOptions
    ) -> list[tuple[Hypothesis, ...]]:
        if any(self._text in source for source in sources):
            raise KeyboardInterrupt
        return super().translate_batch(sources, options)
