"""What the engine will be given, and in which portions, before anything is decoded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

from translator.assets import is_embedded
from translator.decoding.figures import write_figure
from translator.decoding.initials import soften_initial
from translator.decoding.labels import translate_label
from translator.decoding.preparation import PreparedSource, prepare_source
from translator.decoding.pronouns import Discourse
from translator.decoding.splitting import split_text
from translator.protocols import ClaimingEngine, TranslationEngine
from translator.text.english import is_english
from translator.text.sentences import find_words, is_translatable, split_block
from translator.types import Block, BlockKind, DecodingOptions, Document, Segment

#: Longest source, in tokens, that is translated in one piece. Marian models learn from single
#: sentences and lose words beyond what they met; other programs cut between 128 and 200.
MAX_SEGMENT_TOKENS = 160


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowSizes:
    """How many source tokens are decoded together; no block is divided between two windows.

    The first window decides when the first paragraph appears; the largest one how long an
    interruption waits, how much memory is used and how fast the whole is.
    """

    first_tokens: int = 64
    growth: int = 8
    max_tokens: int = 8192
    #: What one call of the engine is given: a fair share of a window, and enough for a batch on
    #: every core.
    group_tokens: int = 2048

    def iter_limits(self) -> Iterator[int]:
        """Yield the limit of each window, without end.

        >>> from itertools import islice
        >>> list(islice(WindowSizes(first_tokens=50, growth=4, max_tokens=1000).iter_limits(), 4))
        [50, 200, 800, 1000]
        """
        limit = self.first_tokens
        while True:
            yield min(limit, self.max_tokens)
            limit = min(limit, self.max_tokens) * self.growth


#: Blocks of sentences that go on where the one before ended.
_RUNNING = frozenset((BlockKind.PARAGRAPH, BlockKind.QUOTE))
_NOTHING = PreparedSource(text="")


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentPlan:
    """A segment and the texts the engine is to be given for it; none for what is copied.

    The parts, joined, are the prepared text but for a capital that its first word may have lost:
    more than one if that is too long for one piece.
    """

    segment: Segment
    prepared: PreparedSource = _NOTHING
    parts: tuple[str, ...] = ()
    #: The target, where no model is needed: of by-lines, labels and figures.
    finished: str = ""
    num_tokens: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockPlan:
    """A block and the plans of its segments, in order."""

    block: Block
    segments: tuple[SegmentPlan, ...]
    num_tokens: int = 0


class _Counted(Protocol):
    @property
    def num_tokens(self) -> int: ...


_T = TypeVar("_T", bound=_Counted)


def iter_plans(
    document: Document, *, engine: TranslationEngine, options: DecodingOptions
) -> Iterator[BlockPlan]:
    """Yield the plans of a document's blocks, in their order.

    What a segment's pronoun means may stand in the block before, so each is planned in its place.
    """
    discourse = Discourse()
    for block in document.blocks:
        yield plan_block(block, engine=engine, options=options, discourse=discourse)


def plan_block(
    block: Block,
    *,
    engine: TranslationEngine,
    options: DecodingOptions,
    discourse: Discourse | None = None,
) -> BlockPlan:
    """Split a block into segments and each over-long segment into parts.

    Args:
        discourse: what the blocks before it named; None for a block by itself.
    """
    discourse = discourse or Discourse()
    segments = tuple(
        _plan_segment(segment, block, engine=engine, options=options, discourse=discourse)
        for segment in split_block(block)
    )
    num_tokens = sum(plan.num_tokens for plan in segments)
    return BlockPlan(block=block, segments=segments, num_tokens=num_tokens)


def _plan_segment(
    segment: Segment,
    block: Block,
    *,
    engine: TranslationEngine,
    options: DecodingOptions,
    discourse: Discourse,
) -> SegmentPlan:
    text = segment.text
    copied = SegmentPlan(segment=segment)
    is_words = is_translatable(find_words(block, segment))
    if block.kind is BlockKind.CODE or (is_words and is_english(text)):
        return copied
    target = translate_label(text) if is_words else write_figure(text)
    if target and (is_words or target != text) and may_write(text, engine):
        return SegmentPlan(segment=segment, finished=target)
    if not is_words:
        return copied
    is_ours = may_write(text, engine)
    is_plain = is_ours and is_embedded(engine.info)
    prepared = prepare_source(
        text,
        is_credit=block.kind is BlockKind.CREDIT and is_ours,
        is_literal=_is_literal(engine),
        is_plain=is_plain,
        discourse=discourse if is_plain and block.kind in _RUNNING else None,
        surnames=discourse.surnames if is_plain else None,
        may_hide=lambda surname: may_write(surname, engine),
    )
    if prepared.is_finished:
        return SegmentPlan(segment=segment, finished=prepared.before + prepared.after)
    if prepared.acronyms:
        ours = tuple(item for item in prepared.acronyms if may_write(item.french, engine))
        prepared = replace(prepared, acronyms=ours)
    text = soften_initial(prepared.text, engine.count_tokens) if is_plain else prepared.text
    parts = split_text(
        text,
        max_tokens=min(MAX_SEGMENT_TOKENS, options.max_input_length),
        count_tokens=engine.count_tokens,
    )
    num_tokens = sum(engine.count_tokens(part.strip()) for part in parts)
    return SegmentPlan(segment=segment, prepared=prepared, parts=parts, num_tokens=num_tokens)


def may_write(text: str, engine: TranslationEngine) -> bool:
    """Tell whether a text's English may be ours: the model writes it, and no glossary has a say."""
    if engine.info.pair.target != "en" or _is_literal(engine):
        return False
    return not (isinstance(engine, ClaimingEngine) and engine.claims(text))


def _is_literal(engine: TranslationEngine) -> bool:
    # As LiteralEngine says; isinstance would take a tenth of the time of planning.
    return bool(getattr(engine, "is_literal", False))


def iter_groups(items: Iterable[_T], limits: Iterator[int]) -> Iterator[list[_T]]:
    """Yield runs of items whose tokens stay within each run's limit, or a single larger item.

    Items are taken one at a time, so a long document is never planned ahead of its window.
    """
    group: list[_T] = []
    num_tokens, limit = 0, next(limits)
    for item in items:
        if group and num_tokens + item.num_tokens > limit:
            yield group
            group, num_tokens, limit = [], 0, next(limits)
        group.append(item)
        num_tokens += item.num_tokens
    if group:
        yield group
