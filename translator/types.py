"""The nouns of the program: frozen values handed from room to room.

Every value is complete when it is made and never changes afterwards, so a result can be
printed, compared, serialized or checked by any later room without asking where it came from.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguagePair:
    """A translation direction, as ISO 639-1 codes."""

    source: str = "fr"
    target: str = "en"

    def __str__(self) -> str:
        return f"{self.source}-{self.target}"


class BlockKind(StrEnum):
    """What a reader sees a block as. CODE is never translated."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    QUOTE = "quote"
    CODE = "code"
    TABLE_CELL = "table_cell"
    #: By-line, photo credit or source line: translated, but never part of a brief.
    CREDIT = "credit"


class SpanKind(StrEnum):
    """What becomes of a mark whose words cannot be found in the translation."""

    #: Emphasis: left out.
    STYLE = "style"
    #: It leads somewhere: kept at the end of its block.
    LINK = "link"
    #: Its text is never translated (code, an address): kept at the end of its block.
    VERBATIM = "verbatim"
    #: It has no text (an image, the mark of a note): kept at the end of its segment.
    POINT = "point"
    #: The end of a subtitle's line or cue; it stands on the space between two words.
    BREAK = "break"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A mark on part of a block's text.

    ``start`` and ``end`` are character offsets into the block's text; ``opening`` and
    ``closing`` are the author's own signs around it.
    """

    start: int
    end: int
    kind: SpanKind
    opening: str = ""
    closing: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One paragraph-like unit of a document, in reading order.

    ``marker + text + separator`` over all blocks, with the spans' signs put into ``text``,
    gives the document back, up to hard-wrapped lines being joined inside ``text``.
    """

    index: int
    kind: BlockKind
    text: str
    level: int = 0
    #: Copied in front of the translation: a bullet, a number, a dialogue dash, ``## ``.
    marker: str = ""
    #: What stood between this block and the next one in the source.
    separator: str = "\n\n"
    #: Marks that are not part of ``text``; the outer of two on the same text stands first.
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A source article. ``origin`` is a path as the user gave it, or ``-`` for standard input."""

    #: A tuple; of a text too long to be held, a sequence that reads it again (readers/large.py).
    blocks: Sequence[Block]
    title: str | None = None
    language: str = "fr"
    origin: str = "-"
    #: The format to write it back in. "html", "docx" and "epub" have Markdown's signs.
    format: str = "text"
    #: The file itself, where a translation is written by changing a copy of it.
    package: bytes = field(default=b"", repr=False)
    #: What the user should know about how it was read, and what only with ``-v``; a sentence each.
    remarks: tuple[str, ...] = ()
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """What one engine call translates: normally a sentence of a block.

    ``start`` and ``end`` are character offsets into the block's text; ``separator`` is the
    exact text between this segment and the next one of the block ("" after the last).
    """

    block_index: int
    index: int
    text: str
    start: int
    end: int
    separator: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentRef:
    """Points at one segment of a translation."""

    block_index: int
    segment_index: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DecodingOptions:
    """How an engine searches for a hypothesis. The only home of the defaults.

    Lengths are in tokens of the model's own vocabulary.
    """

    #: 4 is opus-mt's own setting and what the embedded model was measured with.
    beam_size: int = 4
    length_penalty: float = 1.0
    repetition_penalty: float = 1.0
    no_repeat_ngram_size: int = 0
    num_hypotheses: int = 1
    #: Longest source an engine is asked to read; Marian positions end at 512.
    max_input_length: int = 512
    #: Longest hypothesis; each request is further bounded by its own source length.
    max_decoding_length: int = 512
    #: Padded source tokens decoded together: with the embedded model, 512 gives a quarter more
    #: tokens per CPU second than 2,048 (benchmarks/results.md, "Workers").
    max_batch_tokens: int = 512


@dataclass(frozen=True, slots=True, kw_only=True)
class Hypothesis:
    """One machine translation of one segment.

    ``score`` is the length-normalized log-probability in nats; it compares hypotheses of one
    engine only. ``num_tokens`` counts target tokens without the end mark.
    """

    text: str
    score: float | None = None
    num_tokens: int = 0
    #: It was found in the cache and cost no time; the same hypothesis all the same.
    cached: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attention:
    """How much a model looked at each token of a source while it wrote each of a target.

    ``weights`` is [target token][source token], each row adding up to 1. The spans are the
    tokens' character offsets into the two texts the engine was given; tokens that stand for no
    text (the end mark) have an empty one.
    """

    source_spans: tuple[tuple[int, int], ...]
    target_spans: tuple[tuple[int, int], ...]
    weights: tuple[tuple[float, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Likelihood:
    """How likely a model finds a given translation of a given source.

    ``mean`` and ``lowest`` are log-probabilities of a target token in nats, the end mark
    included; ``lowest_token`` is the one that surprised the model most, "" for the end mark.
    ``ending`` is that of the end mark: low where the model would have gone on.
    """

    mean: float
    lowest: float
    lowest_token: str = ""
    ending: float = 0.0


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


class Section(StrEnum):
    """A part of a brief that a style may show, in the order in which they stand."""

    HEADLINE = "headline"
    BOTTOM_LINE = "bottom-line"
    POINTS = "points"
    QUOTATIONS = "quotations"
    FIGURES = "figures"
    NAMES = "names"


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefLayout:
    """Which parts of a brief are shown, and whether the source stands beside each point."""

    sections: tuple[Section, ...] = (Section.HEADLINE, Section.BOTTOM_LINE, Section.POINTS)
    show_source: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefPoint:
    """One sentence of a brief and where it came from; ``block_indices`` is never empty."""

    text: str
    block_indices: tuple[int, ...]
    segments: tuple[SegmentRef, ...] = ()
    #: What the point answers, where a style asks questions: "Who", "When".
    label: str = ""
    #: The source of the segments it came from.
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """What somebody says in the article: whole sentences of it, in both languages."""

    speaker: str
    text: str
    source: str
    block_index: int
    segments: tuple[SegmentRef, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefEntry:
    """A figure with the words around it, or a name, and the blocks it stands in."""

    text: str
    block_indices: tuple[int, ...]
    #: The words that say what a figure counts; "" for a name.
    context: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """An English summary whose every point names its paragraphs."""

    headline: str
    points: tuple[BriefPoint, ...]
    method: str
    #: The article in one sentence; it says, perhaps shorter, what ``points[lead]`` says.
    bottom_line: BriefPoint | None = None
    lead: int | None = None
    quotations: tuple[Quotation, ...] = ()
    figures: tuple[BriefEntry, ...] = ()
    names: tuple[BriefEntry, ...] = ()
    #: Doubts about the brief itself; those about the translation are the report's.
    findings: tuple[Finding, ...] = ()
    #: English words of the article; 0 where nobody counted.
    article_words: int = 0
    layout: BriefLayout = field(default_factory=BriefLayout)

    @property
    def num_words(self) -> int:
        """Words of the points; the headline is not counted against the limit."""
        return sum(len(point.text.split()) for point in self.points)

    @property
    def key_points(self) -> tuple[BriefPoint, ...]:
        """The points that the bottom line leaves to say."""
        return tuple(point for number, point in enumerate(self.points) if number != self.lead)


@dataclass(frozen=True, slots=True, kw_only=True)
class PointOrigin:
    """Where a point of several articles stands in one of them; ``article`` counts from 0."""

    article: int
    block_indices: tuple[int, ...]
    segments: tuple[SegmentRef, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class JointPoint:
    """One sentence about several articles; the first of its origins is where its words are from."""

    text: str
    origins: tuple[PointOrigin, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class JointBrief:
    """One brief of several articles, which are reports with a brief each."""

    points: tuple[JointPoint, ...]
    method: str
    show_source: bool = False

    @property
    def num_words(self) -> int:
        return sum(len(point.text.split()) for point in self.points)


class Severity(StrEnum):
    """How much a finding should worry a reader."""

    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A doubt about the text, with the evidence for it."""

    code: str
    severity: Severity
    block_index: int
    message: str
    segment_index: int | None = None
    source_excerpt: str = ""
    target_excerpt: str = ""
    #: The point of a brief that it is about; the block is then one that the point names.
    point_index: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelScore:
    """A measured quality figure, with the signature that lets anyone measure it again."""

    test_set: str
    metric: str
    value: float
    signature: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelInfo:
    """What is known about a model on disk. ``format``: ``ctranslate2`` or ``transformers``."""

    name: str
    path: Path
    format: str
    pair: LanguagePair = field(default_factory=LanguagePair)
    compute_type: str = "default"
    license: str = ""
    #: Digest over the model's files; empty for a folder without a model.toml.
    sha256: str = ""
    scores: tuple[ModelScore, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """How the chrF of a sentence is foretold from what its model thought while writing it.

    A linear model: ``intercept`` plus each weight times its quantity. It was fitted on
    ``num_segments`` human translations of ``test_sets``; ``pearson`` and ``spearman`` are the
    correlations of forecast and chrF on the half that it was not fitted on.
    """

    intercept: float
    #: Times the mean log-probability of a target token, in nats.
    score: float
    #: Times the logarithm of the number of source tokens.
    length: float
    #: Times the distance, as a logarithm, between the numbers of source and target tokens.
    imbalance: float
    #: Digest of the model it was fitted for; "" for the generic one.
    model_sha256: str = ""
    test_sets: tuple[str, ...] = ()
    num_segments: int = 0
    pearson: float | None = None
    spearman: float | None = None

    @property
    def is_generic(self) -> bool:
        """True when it was fitted for another model than the one that it is used for."""
        return not self.model_sha256


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewItem:
    """A segment that a person should look at before others, and why."""

    ref: SegmentRef
    source: str
    target: str
    confidence: int | None
    reasons: tuple[str, ...]
    #: Other translations of it that the model thought of.
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Everything one run found out about one article."""

    translation: Translation
    brief: Brief | None = None
    findings: tuple[Finding, ...] = ()
    #: Which model spoke, where it is known.
    model: ModelInfo | None = None
    #: What the confidence of its segments rests on, where they have any.
    calibration: Calibration | None = None
    #: The least trustworthy segments, worst first; empty where nobody asked.
    review: tuple[ReviewItem, ...] = ()
