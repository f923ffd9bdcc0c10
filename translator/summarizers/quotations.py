"""Who said what: the article's quotations with their speakers, word for word in both languages.

A quotation is kept only as whole sentences, with the words that attribute it, because a cut
one may say the opposite; and only where both languages quote, so that no mark of the model's
own making turns a paraphrase into somebody's words.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from translator.patterns import compile_late
from translator.summarizers.clauses import quotes_balance
from translator.types import BlockTranslation, Quotation, SegmentRef, SegmentTranslation

#: Words of a sentence worth quoting, and of the quotation in it: below, it is a title or a
#: writer's distance; above, nobody reads it in a brief.
_MIN_QUOTED, _MAX_WORDS = 5, 60
#: Characters of the longest text looked into: one without spaces, as broken files hold, must
#: not take minutes.
_MAX_LENGTH = 800
#: Sentences that one quotation may run over.
_MAX_SENTENCES = 3
#: Beyond this many words what stands beside the verb is more than a speaker.
_MAX_SPEAKER_WORDS = 12

_QUOTED = compile_late(r"[\"“«]\s*([^\"“”«»]+?)\s*[\"”»]")
_FRENCH_QUOTED = compile_late(r"[«\"“][^«»\"“”]{10,}[»\"”]")
_SAYS = (
    r"(?:said|told|wrote|(?:say|tell|write|add|explain|warn|insist|note|stress|recall|ask|announce"
    r"|promise|admit|declare|state|argue|comment|confide|conclude|regret|assure|welcome|lament"
    r"|protest|plead|denounce|sum|estimate|believe|judge|hammer|sigh|launch)(?:e?s|e?d|t?ed)?)"
)
#: What names a speaker: no stop but that of a title or an initial.
_WHO = r"(?:[^.;:\"“”«»]|(?<=\bM)\.|(?<=\bM[rs])\.|(?<=\bMrs)\.|(?<=\b[DMS][rt])\.|(?<=\b[A-Z])\.)"
_PRONOUN = compile_late(
    r"(?:\A|\b(?:and|but|that) )"
    r"(?:he|him|she|her|they|them|it|we|us|I|me|you|one|who|that|which)\b",
    re.IGNORECASE,
)
#: `," said the mayor, Anne Roux.`, `," Ms Roux said.` and, as French has it, `"We stay, says
#: Anne Roux, and we win."`
_BEHIND = compile_late(
    rf"(?:[\"”»],?|,(?= \w+ (?:the |a )?[A-ZÀ-Þ])) (?:{_SAYS}(?: \w+ly)? (?P<after>{_WHO}+)"
    rf"|(?P<before>{_WHO}+?)(?:, {_WHO}+,)? {_SAYS}\b)"
)
#: `The mayor, Anne Roux, said: "`, `Ms Roux said "`
_AHEAD = compile_late(
    rf"(?:\A|[.;:] )(?P<before>{_WHO}+?),? (?:has |have )?{_SAYS}"
    r"(?: [^\"“”«»]{0,60}?)?[:,]? ?[\"“«]"
)
_ACCORDING = compile_late(r"\b[Aa]ccording to (?P<before>" + _WHO + "+)")
_SPEAKER_END = compile_late(
    r",? (?:who|which|after|before|when|while|during|following|on (?:Mon|Tues|Wednes|Thurs|Fri"
    r"|Satur|Sun)day|to AFP|in an? |at a |as |adding|because|since|speaking)\b.*"
)


@dataclass(frozen=True, slots=True)
class _Found:
    quotation: Quotation
    is_named: bool
    is_doubted: bool
    rank: int


def find_quotations(
    blocks: Sequence[BlockTranslation],
    *,
    most: int = 2,
    said: Collection[SegmentRef] = (),
    doubted: Collection[tuple[int, int | None]] = (),
) -> tuple[Quotation, ...]:
    """Return up to ``most`` attributed quotations, by different speakers, in reading order.

    Those whose translation is not in doubt come first, then those whose speaker has a name, then
    those that stand first.

    Args:
        blocks: the article.
        most: quotations.
        said: what the brief says already, and does not say twice.
        doubted: blocks and segments with findings.
    """
    found = [
        _Found(
            quotation,
            _has_name(quotation.speaker),
            any((ref.block_index, ref.segment_index) in doubted for ref in quotation.segments),
            rank,
        )
        for rank, quotation in enumerate(iter_quotations(blocks))
        if not all(ref in said for ref in quotation.segments)
    ]
    chosen: list[_Found] = []
    for item in sorted(found, key=lambda item: (item.is_doubted, not item.is_named, item.rank)):
        speakers = {_key(other.quotation.speaker) for other in chosen}
        if len(chosen) < most and _key(item.quotation.speaker) not in speakers:
            chosen.append(item)
    return tuple(item.quotation for item in sorted(chosen, key=lambda item: item.rank))


def iter_quotations(blocks: Sequence[BlockTranslation]) -> Iterator[Quotation]:
    """Yield every quotation of the article that names its speaker in the same breath."""
    for block in blocks:
        start = 0
        while start < len(block.segments):
            run = _find_run(block.segments, start)
            quotation = _read_run(block, run)
            if quotation is not None:
                yield quotation
            start += len(run)


def find_speaker(text: str) -> str | None:
    """Return who says what is quoted in ``text``, in its own words; None for a pronoun.

    >>> find_speaker('"We stay," said the mayor, Anne Roux, on Monday.')
    'the mayor, Anne Roux'
    >>> find_speaker('"We stay," he said.') is None
    True
    """
    for pattern in (_BEHIND, _AHEAD, _ACCORDING):
        match = pattern.search(text)
        if match is None:
            continue
        named = match.groupdict()
        speaker = (named.get("after") or named.get("before") or "").strip(" ,")
        speaker = _SPEAKER_END.sub("", speaker).strip(" ,")
        if speaker and not _PRONOUN.search(speaker):
            return speaker if len(speaker.split()) <= _MAX_SPEAKER_WORDS else None
    return None


def _find_run(parts: Sequence[SegmentTranslation], start: int) -> Sequence[SegmentTranslation]:
    """Return the sentences from ``start`` until every quotation that opens has closed."""
    for end in range(start + 1, min(start + _MAX_SENTENCES, len(parts)) + 1):
        if quotes_balance(" ".join(part.target for part in parts[start:end])):
            return parts[start:end]
    return parts[start : start + 1]


def _read_run(block: BlockTranslation, run: Sequence[SegmentTranslation]) -> Quotation | None:
    if any(part.copied or part.truncated or not part.target.strip() for part in run):
        return None
    text = " ".join(part.target for part in run)
    source = "".join(part.segment.text + part.segment.separator for part in run).strip()
    quoted = max((len(words.split()) for words in _QUOTED.findall(text)), default=0)
    if (
        quoted < _MIN_QUOTED
        or len(text) > _MAX_LENGTH
        or len(text.split()) > _MAX_WORDS
        or not quotes_balance(text)
        or not _FRENCH_QUOTED.search(source)
    ):
        return None
    speaker = find_speaker(text)
    if speaker is None:
        return None
    return Quotation(
        speaker=speaker,
        text=text,
        source=source,
        block_index=block.block.index,
        segments=tuple(
            SegmentRef(block_index=block.block.index, segment_index=part.segment.index)
            for part in run
        ),
    )


def _has_name(speaker: str) -> bool:
    words = speaker.split()
    return any(word[:1].isupper() for word in words[1:]) or (
        len(words) == 1 and words[0][:1].isupper()
    )


def _key(speaker: str) -> str:
    """Return what two mentions of one speaker share: the last capitalized word, or all."""
    names = [word.strip(",.'’").casefold() for word in speaker.split() if word[:1].isupper()]
    return names[-1] if names else speaker.casefold()
