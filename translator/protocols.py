"""What may vary: the interfaces a plug-in can implement."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, BinaryIO, Protocol, TextIO, runtime_checkable

from translator.types import (
    Attention,
    BlockTranslation,
    DecodingOptions,
    Document,
    Finding,
    Hypothesis,
    Likelihood,
    ModelInfo,
    SegmentRef,
    Severity,
)

if TYPE_CHECKING:
    # Not loaded where nothing is briefed.
    from translator.types import Brief, Report


@runtime_checkable
class TranslationEngine(Protocol):
    """Turns source sentences into hypotheses. Raises only EngineError.

    One that may be asked by several threads at once says so by a true ``is_thread_safe``; the
    next articles are then decoded while the last ones are checked and written. One that loads its
    model when it is first needed says in ``loading_s`` how many seconds that took, and may raise
    what loading raises.
    """

    @property
    def info(self) -> ModelInfo: ...

    def translate_batch(
        self, sources: Sequence[str], options: DecodingOptions
    ) -> list[tuple[Hypothesis, ...]]:
        """Translate independent texts.

        The result has the length and order of ``sources`` and, in each place, between one and
        ``options.num_hypotheses`` hypotheses, best first. "" gives "". The caller has
        normalized the texts and made sure that none exceeds ``options.max_input_length``
        tokens; batching by length is the engine's affair.
        """
        ...

    def count_tokens(self, text: str) -> int:
        """Return the number of source tokens of ``text``, the end mark included."""
        ...


@runtime_checkable
class AttendingEngine(Protocol):
    """What a TranslationEngine may offer besides: which words it looked at.

    Without it, words are linked by a dictionary alone.
    """

    def attend_batch(
        self, sources: Sequence[str], targets: Sequence[str], options: DecodingOptions
    ) -> list[Attention]:
        """Read given targets and return the attention at each of their tokens.

        The targets may be anybody's. The caller has normalized both sides and made sure that
        neither is longer than ``options`` allow. Raises only EngineError.
        """
        ...


@runtime_checkable
class ScoringEngine(Protocol):
    """What a TranslationEngine may offer besides: how likely it finds a given translation."""

    def score_batch(
        self, sources: Sequence[str], targets: Sequence[str], options: DecodingOptions
    ) -> list[Likelihood]:
        """Read given targets, anybody's, and return how likely each is.

        The caller has normalized both sides and made sure that neither is empty or longer than
        ``options`` allow. Raises only EngineError.
        """
        ...


@runtime_checkable
class CompletingEngine(Protocol):
    """What a TranslationEngine may offer besides: to go on with a target that is begun already.

    Without it, the terms of a glossary are looked for and not asked for.
    """

    def complete_batch(
        self, sources: Sequence[str], prefixes: Sequence[str], options: DecodingOptions
    ) -> list[tuple[Hypothesis, ...]]:
        """Translate as translate_batch does, each into a target that begins with its prefix.

        The texts of the hypotheses are whole targets, and so are their scores and numbers of
        tokens. A prefix ends behind a word, which the model may make longer. "" leaves the
        beginning to it. Raises only EngineError.
        """
        ...


@runtime_checkable
class RepeatableEngine(Protocol):
    """What a TranslationEngine may offer besides: the promise that its results can be kept.

    Without it, or where the model in ``info`` is no folder whose files can be told from
    others, nothing is cached.
    """

    @property
    def fingerprint(self) -> str:
        """What decides a result besides model files, compute type, options and source.

        A library and its release, say, or a device: whenever results change, so must this.
        """
        ...


@runtime_checkable
class ClaimingEngine(Protocol):
    """What a TranslationEngine may offer besides: a say in texts that are finished without it."""

    def claims(self, text: str) -> bool:
        """Tell whether it has to translate a text, though it may be a label or a by-line."""
        ...


@runtime_checkable
class LiteralEngine(Protocol):
    """A TranslationEngine whose targets are the letters of its sources, as those of tests are.

    Nothing is written without it, and nothing is spelled otherwise than the author did.
    """

    is_literal: bool


class LoadableEngine(Protocol):
    """An engine that was chosen, and its model found and verified; it can be loaded at any time."""

    @property
    def info(self) -> ModelInfo:
        """The model as its folder describes it; its compute type is that of the weights."""
        ...

    @property
    def setup(self) -> str:
        """What decides how the engine computes here, besides the model's files.

        That is, its fingerprint, the compute type in use, and what it offers. "" where these are
        not known before it is loaded.
        """
        ...

    def load(self) -> TranslationEngine:
        """Load the engine.

        Raises:
            ModelCorrupt: a file was exchanged in the meantime, or cannot be loaded.
            EngineUnavailable: the engine cannot be used on this machine.
        """
        ...


@runtime_checkable
class Summarizer(Protocol):
    """Condenses an English article into a brief."""

    @property
    def name(self) -> str: ...

    def summarize(
        self, paragraphs: Sequence[Sequence[str]], *, title: str | None, max_words: int
    ) -> Brief:
        """Make a brief of at most ``max_words`` words (the headline not counted).

        ``paragraphs`` is [paragraph][sentence]. The references in the brief's points are
        positions in it: ``block_indices`` of paragraphs, ``segments`` of sentences. ``title``
        is the article's translated title, used as the headline where there is one.
        """
        ...


@runtime_checkable
class ChoosingSummarizer(Protocol):
    """What a Summarizer that picks sentences may offer besides: to pick others where it can."""

    def summarize_avoiding(
        self,
        paragraphs: Sequence[Sequence[str]],
        *,
        title: str | None,
        max_words: int,
        doubts: Mapping[SegmentRef, Severity],
    ) -> Brief:
        """Make a brief as `Summarizer.summarize` does, of sentences without doubts if possible.

        ``doubts`` names sentences by their positions in ``paragraphs``, with the gravest finding
        about each. A sentence that says what no other says is taken with its doubts.
        """
        ...


@runtime_checkable
class Reader(Protocol):
    """Makes a document out of a file's text. Opens nothing itself."""

    @property
    def suffixes(self) -> frozenset[str]: ...

    def read(self, text: str, *, origin: str) -> Document: ...


@runtime_checkable
class BinaryReader(Protocol):
    """The same for a file that is not text: a word processor's, a book's, a printed page's."""

    @property
    def suffixes(self) -> frozenset[str]: ...

    def read(self, data: bytes, *, origin: str) -> Document:
        """Make a document of a whole file, which anybody may have made to do harm.

        Raises only InputError; nothing outside of ``data`` is read, and what is unpacked from
        it is limited.
        """
        ...


@runtime_checkable
class Writer(Protocol):
    """Writes a report in one format."""

    @property
    def name(self) -> str: ...

    def write(self, report: Report, stream: TextIO) -> None: ...


@runtime_checkable
class BinaryWriter(Protocol):
    """The same in a format that is not text."""

    @property
    def name(self) -> str: ...

    def write(self, report: Report, stream: BinaryIO) -> None: ...


#: A pure function from one translated block to what is doubtful about it.
Check = Callable[[BlockTranslation], Iterable[Finding]]
