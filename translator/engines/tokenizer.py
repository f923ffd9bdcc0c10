"""Subword tokens: a Marian model's SentencePiece files, and how long a hypothesis may be.

Marian's vocabulary is not SentencePiece's: the pieces are looked up in the model's own list,
so tokens travel as strings and the engine turns them into numbers.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from translator.errors import DecodingFailed, ModelCorrupt, lacks_library
from translator.types import DecodingOptions, Likelihood

if TYPE_CHECKING:
    from sentencepiece import SentencePieceProcessor

END_TOKEN = "</s>"
#: Tokens that stand for no text. A hypothesis that holds one loses it in decode().
SPECIAL_TOKENS = frozenset({END_TOKEN, "<s>", "<pad>", "<unk>"})

#: Bounds are equal for all sources between two powers of two from here on, so that an engine
#: can decode sources of like length in one call without the bound depending on the company.
_SMALLEST_STEP = 64
#: Target tokens a source token may become. Marian's own --max-length-factor for translation
#: is 3; news from French into English stays below 1.6.
_LENGTH_FACTOR = 2
_LENGTH_MARGIN = 10
#: What a token counts that a model is kept from writing, in nats: its probability is no number.
_IMPOSSIBLE = -30.0
#: Sentences of the largest window (planning.WindowSizes), and some to spare.
_CACHED_TEXTS = 1024


def max_target_tokens(source_tokens: int, options: DecodingOptions) -> int:
    """Return the most tokens, end mark excluded, that a hypothesis for this source can have.

    A hypothesis of fewer tokens ended by itself; one of exactly this many was stopped. The
    bound rises in steps (64, 128, 256 … source tokens) and depends on nothing but its
    arguments.

    >>> [max_target_tokens(length, DecodingOptions()) for length in (1, 64, 65, 500)]
    [138, 138, 266, 512]
    """
    step = _SMALLEST_STEP
    while step < source_tokens:
        step *= 2
    return min(_LENGTH_FACTOR * step + _LENGTH_MARGIN, options.max_decoding_length)


class MarianTokenizer:
    """The source and the target SentencePiece models of one Marian model.

    A folder with ``source.spm`` alone has one model for both languages.
    """

    def __init__(self, model_dir: Path) -> None:
        source_path, target_path = model_dir / "source.spm", model_dir / "target.spm"
        self._source = _load_sentencepiece(source_path)
        self._target = _load_sentencepiece(target_path) if target_path.exists() else self._source
        # A sentence is counted when it is planned, encoded, and counted again when its
        # hypothesis is judged; the cache spans a window.
        self._encode = functools.lru_cache(maxsize=_CACHED_TEXTS)(self._encode_anew)

    def encode(self, text: str) -> list[str]:
        """Return the source tokens of ``text``, the end mark included."""
        return list(self._encode(text))

    def _encode_anew(self, text: str) -> tuple[str, ...]:
        return (*self._source.encode(text, out_type=str), END_TOKEN)

    def encode_target(self, text: str) -> list[str]:
        """Return the target tokens of ``text``, the end mark included."""
        return [*self._target.encode(text, out_type=str), END_TOKEN]

    def count(self, text: str) -> int:
        """Return the number of source tokens, the end mark included."""
        return len(self._encode(text))

    def decode(self, tokens: Iterable[str]) -> str:
        """Return the text of target tokens; tokens that stand for no text are left out."""
        pieces = [token for token in tokens if token not in SPECIAL_TOKENS]
        text: str = self._target.decode(pieces)
        return text.strip()


def group_by_bound(lengths: Sequence[int], options: DecodingOptions) -> dict[int, list[int]]:
    """Return the positions of the sources under their max_target_tokens, longest first.

    >>> group_by_bound([5, 70, 9], DecodingOptions())
    {266: [1], 138: [2, 0]}
    """
    groups: dict[int, list[int]] = {}
    for position in sorted(range(len(lengths)), key=lambda index: -lengths[index]):
        groups.setdefault(max_target_tokens(lengths[position], options), []).append(position)
    return groups


def iter_batches(
    positions: Sequence[int], lengths: Sequence[int], max_batch_tokens: int
) -> Iterator[list[int]]:
    """Yield the positions in batches of at most so many padded tokens, or of one source.

    Args:
        positions: of the sources to decode, longest first, so that little is padded.
        lengths: of all sources, in tokens.
        max_batch_tokens: the longest source's length times the number of sources.

    >>> list(iter_batches([1, 2, 0], [3, 8, 4], 16))
    [[1, 2], [0]]
    """
    start = 0
    while start < len(positions):
        size = max(1, max_batch_tokens // lengths[positions[start]])
        yield list(positions[start : start + size])
        start += size


def check_lengths(sources: Sequence[str], lengths: Sequence[int], options: DecodingOptions) -> None:
    """Refuse a source that the model cannot read whole; cutting it would drop text."""
    for text, length in zip(sources, lengths, strict=True):
        if length > options.max_input_length:
            raise DecodingFailed(
                f"a source text has {length} tokens and the model reads "
                f"{options.max_input_length}; split it: {text[:40]!r}…"
            )


def make_likelihood(tokens: Sequence[str], log_probabilities: Sequence[float]) -> Likelihood:
    """Return what the log-probabilities of a target's tokens, end mark included, amount to.

    >>> make_likelihood(["\u2581Yes", "</s>"], [-0.2, -0.4]).lowest_token
    ''
    >>> make_likelihood(["\u2581Yes", "</s>"], [-0.2, -0.4]).ending
    -0.4
    """
    values = [max(value, _IMPOSSIBLE) for value in log_probabilities]
    lowest = min(range(len(tokens)), key=lambda position: values[position])
    token = tokens[lowest]
    return Likelihood(
        mean=sum(values) / len(tokens),
        lowest=values[lowest],
        lowest_token="" if token in SPECIAL_TOKENS else token.replace("\u2581", " ").strip(),
        ending=values[-1],
    )


def _load_sentencepiece(path: Path) -> SentencePieceProcessor:
    try:
        from sentencepiece import SentencePieceProcessor
    except ImportError as error:
        raise lacks_library("sentencepiece") from error
    if not path.is_file():
        raise ModelCorrupt(f"{path.parent} has no {path.name}; a Marian model needs it")
    try:
        return SentencePieceProcessor(model_file=str(path))
    except (OSError, RuntimeError) as error:
        raise ModelCorrupt(f"{path} is not a SentencePiece model; get the file again") from error
