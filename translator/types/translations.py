"""What becomes of a document: its segments, blocks and the whole, with what made them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from translator.types.documents import Block, BlockKind, Document, Segment
from translator.types.engines import Hypothesis, LanguagePair
from translator.types.glossaries import TermUse


@dataclass(frozen=True, slots=True, kw_only=True)
class WordLink:
    """A word of a segment's source and a word of its target that say the same.

    ``start`` and ``end`` are character offsets into the segment's text and into its target;
    ``confidence`` is between 0 and 1. A word may have several links, or none.
    """

    source_start: int
    source_end: int
    target_start: int
    target_end: int
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentTranslation:
    """A segment with its hypotheses, best first; there is always at least one."""

    segment: Segment
    hypotheses: tuple[Hypothesis, ...]
    source_tokens: int = 0
    #: The hypothesis ran into the length limit, so its end is missing.
    truncated: bool = False
    #: The source was put through unchanged: a number, a URL, symbols, code.
    copied: bool = False
    #: The first hypothesis was unusable and another way of decoding was tried.
    retried: bool = False
    #: Which words belong together, in order of the source; empty where nobody asked.
    alignment: tuple[WordLink, ...] = ()
    #: Where its source has terms of the user's glossary; empty without one.
    terms: tuple[TermUse, ...] = ()
    #: The chrF, 0 to 100, that a translation like this one can expect; None where nothing was
    #: decoded. ``Report.calibration`` says what that rests on.
    confidence: int | None = None
    #: What the engine said when it failed on this text even alone; the target is the source then.
    error: str = ""

    @property
    def target(self) -> str:
        """The text shown to the reader."""
        return self.hypotheses[0].text

    @property
    def score(self) -> float | None:
        """The best hypothesis's score, or None where nothing was decoded."""
        return self.hypotheses[0].score

    @property
    def cached(self) -> bool:
        """True where the target was found in the cache, all its parts."""
        return self.hypotheses[0].cached

    @property
    def failed(self) -> bool:
        """True where no attempt gave a translation and the source stands in its place."""
        return bool(self.error)


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockTranslation:
    """A block with its target text, rebuilt from the segments' targets."""

    block: Block
    target: str
    segments: tuple[SegmentTranslation, ...]

    @classmethod
    def from_pair(cls, source: str, target: str, *, index: int = 0) -> Self:
        """Return a paragraph of one segment: a sentence and its translation from anywhere.

        >>> BlockTranslation.from_pair("Bonjour.", "Hello.").segments[0].segment.text
        'Bonjour.'
        """
        segment = Segment(block_index=index, index=0, text=source, start=0, end=len(source))
        part = SegmentTranslation(segment=segment, hypotheses=(Hypothesis(text=target),))
        block = Block(index=index, kind=BlockKind.PARAGRAPH, text=source)
        return cls(block=block, target=target, segments=(part,))


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """How a result was made, as ordered pairs; prints like a sacrebleu signature.

    >>> str(Signature(pairs=(("engine", "ctranslate2"), ("beam", "4"))))
    'engine:ctranslate2|beam:4'
    """

    pairs: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        return "|".join(f"{key}:{value}" for key, value in self.pairs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """A whole translated document: one BlockTranslation per block, in order."""

    document: Document
    pair: LanguagePair
    blocks: tuple[BlockTranslation, ...]
    signature: Signature
    elapsed_s: float = 0.0

    @property
    def is_complete(self) -> bool:
        """False when the work was interrupted and only the first blocks are here."""
        return len(self.blocks) == len(self.document.blocks)

    @property
    def num_segments(self) -> int:
        return sum(len(block.segments) for block in self.blocks)

    @property
    def num_source_tokens(self) -> int:
        return sum(part.source_tokens for block in self.blocks for part in block.segments)

    @property
    def num_target_tokens(self) -> int:
        return sum(
            part.hypotheses[0].num_tokens for block in self.blocks for part in block.segments
        )

    @property
    def num_cached(self) -> int:
        """Segments that were found in the cache."""
        return sum(part.cached for block in self.blocks for part in block.segments)

    @property
    def num_terms(self) -> int:
        """Places where the source has a term of the glossary."""
        return sum(len(part.terms) for block in self.blocks for part in block.segments)

    @property
    def num_honoured(self) -> int:
        """Those at which the target says it as the glossary does."""
        return sum(
            use.honoured for block in self.blocks for part in block.segments for use in part.terms
        )

    @property
    def tokens_per_s(self) -> float | None:
        """Target tokens decoded in a second; None where nothing was, or no time was taken.

        What the cache gave cost no time to speak of and is not counted.
        """
        decoded = sum(
            part.hypotheses[0].num_tokens
            for block in self.blocks
            for part in block.segments
            if not part.cached
        )
        if self.elapsed_s <= 0 or (self.num_cached and not decoded):
            return None
        return decoded / self.elapsed_s
