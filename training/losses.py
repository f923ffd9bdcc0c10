"""Human translations as they are and with words taken out, for training/omission.py."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass

from translator.checks.omission import Traces
from translator.types import Hypothesis, Segment, SegmentTranslation

SEED = 20261125
#: A target of fewer words has no clause to lose.
MIN_WORDS = 12
#: What is taken out, as shares of all: words in one piece, and characters between marks.
PIECE, CLAUSE = (0.25, 0.4), (0.2, 0.5)
_MARK = re.compile(r"[,;:()]|\s[–—-](?=\s)")

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A pair of line ``line``; ``loss`` names what was taken out, "" for nothing."""

    part: SegmentTranslation
    line: int
    loss: str

    @property
    def traces(self) -> Traces:
        return Traces.of(self.part.target)


def drop_piece(target: str, rng: random.Random) -> str | None:
    """Take out 25 to 40 % of the words, in one piece, from anywhere.

    >>> drop_piece("Too short.", random.Random(1)) is None
    True
    """
    words = target.split()
    if len(words) < MIN_WORDS:
        return None
    length = round(rng.uniform(*PIECE) * len(words))
    at = rng.randint(0, len(words) - length)
    return " ".join([*words[:at], *words[at + length :]])


def drop_clause(target: str, rng: random.Random) -> str | None:
    """Take out what stands between two marks, 20 to 50 % of the target.

    >>> drop_clause("It rains, as the radio said it would, and so we all stay in.",
    ...     random.Random(1))
    'It rains and so we all stay in.'
    """
    if len(target.split()) < MIN_WORDS:
        return None
    cuts = [0, *(match.end() for match in _MARK.finditer(target)), len(target)]
    least, most = (share * len(target) for share in CLAUSE)
    spans = [
        (start, end)
        for number, start in enumerate(cuts)
        for end in cuts[number + 1 :]
        if least <= end - start <= most
    ]
    if not spans:
        return None
    start, end = rng.choice(spans)
    head = target[:start].rstrip(" ,;:(–—-")
    return " ".join(f"{head} {target[end:]}".split())


def make_examples(pairs: Sequence[Pair]) -> list[Example]:
    """Return every pair as it is, and with words taken out in either way."""
    rng = random.Random(SEED)
    examples = []
    for line, (source, target) in enumerate(pairs):
        versions = {
            "": target,
            "piece": drop_piece(target, rng),
            "clause": drop_clause(target, rng),
        }
        examples += [
            Example(part=_make_part(source, version), line=line, loss=loss)
            for loss, version in versions.items()
            if version is not None
        ]
    return examples


def _make_part(source: str, target: str) -> SegmentTranslation:
    segment = Segment(block_index=0, index=0, text=source, start=0, end=len(source))
    return SegmentTranslation(segment=segment, hypotheses=(Hypothesis(text=target),))
