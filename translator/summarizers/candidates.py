"""Which sentences of an article may stand in a brief, and on what terms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from translator.patterns import compile_late
from translator.summarizers.clauses import quotes_balance
from translator.summarizers.cleaning import clean_sentence
from translator.summarizers.openings import (
    drop_connective,
    is_bare_quotation,
    leans_on_previous,
)

#: Words of a sentence worth picking. Shorter ones are fragments and labels, longer ones two
#: paragraphs in one; the bounds were measured (benchmarks/results.md).
MIN_WORDS, MAX_WORDS = 5, 70

#: A run of this many words that occurs twice in a sentence is a decoder going round in circles.
_LOOP_WORDS = 4

_QUESTION = compile_late(r"\?[\"'”’»)\s]*$")
#: The start of a list, or a sentence that was broken off.
_UNFINISHED = compile_late(r"[:;,–—-]\s*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A sentence that may be picked.

    ``paragraph`` and ``sentence`` are its place in the input; ``place`` counts the article's
    sentences from 0, page furniture left out. ``alone`` is how it reads when the sentence
    before it is not picked; ``needs`` is the place of a sentence it cannot be read without.
    """

    paragraph: int
    sentence: int
    place: int
    text: str
    alone: str
    needs: int | None = None


def find_candidates(paragraphs: Sequence[Sequence[str]]) -> tuple[Candidate, ...]:
    """Return the sentences of [paragraph][sentence] that may be picked, in order.

    A sentence that leans on one that may not be picked may not be picked either. An article
    of nothing but fragments and questions is not left without a brief: there, every sentence
    that is neither page furniture nor a repetition loop is a candidate.
    """
    body = list(_iter_body(paragraphs))
    picked: dict[int, Candidate] = {}
    for candidate in body:
        stands = candidate.needs is None or candidate.needs in picked
        if stands and is_usable(candidate.text):
            picked[candidate.place] = candidate
    return tuple(picked.values()) or tuple(item for item in body if not has_loop(item.text))


def is_usable(text: str) -> bool:
    """Return whether a cleaned sentence is complete and short enough to be a point.

    >>> is_usable("The bridge reopened on Monday."), is_usable("What will it cost the city?")
    (True, False)
    """
    return (
        MIN_WORDS <= len(text.split()) <= MAX_WORDS
        and not _QUESTION.search(text)
        and not _UNFINISHED.search(text)
        and quotes_balance(text)
        and not is_bare_quotation(text)
        and not has_loop(text)
    )


def has_loop(text: str) -> bool:
    """Return whether the same four words follow each other twice in ``text``.

    >>> has_loop("of the town of the town of the town"), has_loop("The town is the town")
    (True, False)
    """
    words = text.casefold().split()
    runs = [tuple(words[i : i + _LOOP_WORDS]) for i in range(len(words) - _LOOP_WORDS + 1)]
    return len(set(runs)) < len(runs)


def _iter_body(paragraphs: Sequence[Sequence[str]]) -> Iterator[Candidate]:
    place = 0
    seen: set[str] = set()
    for paragraph, sentences in enumerate(paragraphs):
        for number, sentence in enumerate(sentences):
            text = clean_sentence(sentence)
            if not any(map(str.isalpha, sentence)):
                # Left out by the caller, or only figures: it cannot be picked, but what
                # leans on it must not come to lean on the sentence before it.
                place += 1
                continue
            # A standfirst that repeats the lead, or a pull quote, is read once.
            if not text or text.casefold() in seen:
                continue
            seen.add(text.casefold())
            alone = drop_connective(text)
            # The first sentence has nothing before it; whom it means is in the headline.
            leans = place > 0 and leans_on_previous(alone)
            yield Candidate(
                paragraph=paragraph,
                sentence=number,
                place=place,
                text=text,
                alone=alone,
                needs=place - 1 if leans else None,
            )
            place += 1
