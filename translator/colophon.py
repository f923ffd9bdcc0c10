"""What every screen and file format says alike: what is missing or unsure, and the notes at
the end of a result: what went in, what came out, who spoke, how fast.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from translator.glossary.counting import format_terms
from translator.text.sentences import split_block
from translator.types import BlockTranslation, ModelInfo, SegmentTranslation, Translation

#: Mean log-probability per token, in nats, below which a segment is shown as unsure: on
#: average the model gave its own words less than a chance of one in e. With the first embedded
#: model that is one segment in twenty of the samples, and most of those are indeed wrong.
UNSURE_BELOW = -1.0

#: Stands where the model gave nothing for a sentence.
MISSING_SIGN = "[no\u00a0translation]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What became of the segments of the finished blocks; counts of segments, and of terms."""

    segments_in: int
    segments_out: int
    copied: int = 0
    retried: int = 0
    truncated: int = 0
    #: Of the user's glossary: places where a term stands, and where the target says it so.
    terms: int = 0
    honoured: int = 0

    @property
    def dropped(self) -> int:
        """Source segments without a target."""
        return self.segments_in - self.segments_out


def is_unsure(part: SegmentTranslation) -> bool:
    """Tell whether the model's own score says that it was guessing."""
    return part.score is not None and part.score < UNSURE_BELOW


def has_unsure_segments(blocks: Iterable[BlockTranslation]) -> bool:
    """Tell whether any segment needs the legend."""
    return any(is_unsure(part) for block in blocks for part in block.segments)


def count_segments(translation: Translation) -> Account:
    """Count the segments of the finished blocks.

    The source side is counted anew from the document, not taken from the translation, so a
    segment lost on the way shows as a difference.
    """
    sources = translation.document.blocks[: len(translation.blocks)]
    parts = [part for block in translation.blocks for part in block.segments]
    return Account(
        segments_in=sum(len(split_block(block)) for block in sources),
        segments_out=sum(bool(part.target.strip()) for part in parts),
        copied=sum(part.copied for part in parts),
        retried=sum(part.retried for part in parts),
        truncated=sum(part.truncated for part in parts),
        terms=translation.num_terms,
        honoured=translation.num_honoured,
    )


def format_account(account: Account) -> str:
    """Return the account in one line; counts of what needed care only where there are any.

    >>> format_account(Account(segments_in=42, segments_out=42, retried=2))
    'segments in 42 · segments out 42 · 0 dropped · 2 retried'
    >>> format_account(Account(segments_in=2, segments_out=2, terms=3, honoured=2))
    'segments in 2 · segments out 2 · 0 dropped · 2 of 3 terms as in the glossary'
    """
    parts = [
        f"segments in {account.segments_in}",
        f"segments out {account.segments_out}",
        f"{account.dropped} dropped",
    ]
    special = {
        "copied": account.copied,
        "retried": account.retried,
        "cut short": account.truncated,
    }
    parts += [f"{count} {word}" for word, count in special.items() if count]
    return " · ".join(filter(None, [*parts, format_terms(account.honoured, account.terms)]))


def format_model(model: ModelInfo) -> str:
    """Return which model speaks and how good it measured.

    >>> from pathlib import Path
    >>> format_model(ModelInfo(name="fr-en", path=Path("m"), format="ctranslate2"))
    'model fr-en · not measured'
    """
    parts = [f"model {model.name}"]
    if model.compute_type != "default":
        parts.append(model.compute_type)
    parts += format_scores(model) or ["not measured"]
    return " · ".join(parts)


def format_scores(model: ModelInfo) -> list[str]:
    """Return the model's measured figures, one text for each test set."""
    by_set: dict[str, list[str]] = {}
    for score in model.scores:
        by_set.setdefault(score.test_set, []).append(f"{score.metric} {score.value:.1f}")
    return [f"{', '.join(figures)} on {test_set}" for test_set, figures in by_set.items()]


def format_speed(translation: Translation) -> str:
    """Return seconds, target tokens decoded per second, and what the cache had already.

    "" where no time was taken.
    """
    if translation.elapsed_s <= 0:
        return ""
    parts = [f"{translation.elapsed_s:.1f} s"]
    if (speed := translation.tokens_per_s) is not None:
        parts.append(f"{speed:.0f} tokens/s")
    return " · ".join([*parts, *filter(None, [format_cached(translation)])])


def format_cached(translation: Translation) -> str:
    """Return how many segments the cache had; "" if none."""
    cached, total = translation.num_cached, translation.num_segments
    return f"{cached} of {total} segments from the cache" if cached else ""


def format_interruption(translation: Translation) -> str:
    """Return how far an interrupted translation came, in paragraphs as the screen counts."""
    done, total = len(translation.blocks), len(translation.document.blocks)
    if not done:
        return f"interrupted before ¶1 of {total} was finished; nothing is translated"
    return f"interrupted after ¶{done} of {total}; the rest is not translated"
