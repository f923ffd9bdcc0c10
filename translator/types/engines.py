"""Which model speaks, what it is asked, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguagePair:
    """A translation direction, as ISO 639-1 codes."""

    source: str = "fr"
    target: str = "en"

    def __str__(self) -> str:
        return f"{self.source}-{self.target}"


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
