"""A source with terms that its target lacks: where each belongs, and what has to stay."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from translator.glossary.english import fit_article
from translator.glossary.judging import find_use, settle_uses
from translator.patterns import compile_late
from translator.text.casing import capitalize_first
from translator.text.normalize import normalize_target
from translator.types import Hypothesis, TermUse, WordLink

#: Terms of one source that are tried, each of which is decoded anew.
_MAX_TERMS = 8
#: Places at which one term is tried.
_MAX_PLACES = 3
#: A link below this says nothing about where a term went.
_MIN_CONFIDENCE = 0.3
#: What is left of the letters of the first translation at least.
_MIN_LENGTH = 0.6
#: Words that a target may lose besides those that a term replaces.
_FEWER_WORDS = 1
_WORD = compile_late(r"[^\W_]+")
_FIGURES = compile_late(r"\d+")
_NAME = compile_late(r"(?<![^\W_])[A-ZÀ-Þ][^\W_]+")
_ENDS_SENTENCE = compile_late(r"[.!?][\"')]*\s[\s\"'(]*\Z")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a term belongs in a target; ``end`` is that of the words in its place, if known."""

    start: int
    end: int | None = None


@dataclass(slots=True)
class Draft:
    """A source with terms, and the best that came of it so far."""

    source: str
    uses: tuple[TermUse, ...]
    plain: Hypothesis
    best: Hypothesis
    tried: set[int] = field(default_factory=set)
    #: What else said the terms, for whoever asked for several hypotheses.
    others: list[Hypothesis] = field(default_factory=list)

    def list_missing(self) -> list[int]:
        """Return the numbers of the uses that are worth a trial."""
        if len(self.tried) >= _MAX_TERMS:
            return []
        settled = settle_uses(self.uses, self.best.text)
        return [
            number
            for number, use in enumerate(settled)
            if not use.honoured and number not in self.tried
        ]


def weigh(item: Hypothesis, plain: Hypothesis) -> float:
    """Return how many nats more likely a target is than one of its length that reads as the plain.

    Not the mean of its tokens: a term that surprises the model would weigh the less, the more
    the model says behind it.
    """
    if item.score is None or plain.score is None:
        return 0.0
    return (item.score - plain.score) * item.num_tokens


def count_honoured(draft: Draft, text: str) -> int:
    return sum(use.honoured for use in settle_uses(draft.uses, text))


def count_words(text: str) -> int:
    return len(_WORD.findall(text))


def count_expected_words(draft: Draft, number: int) -> int:
    """Return how many words a target has at least, if a term took the place of what stood for it.

    An article may go with the words that are replaced.
    """
    use = draft.uses[number]
    replaced = count_words(draft.source[use.start : use.end])
    return count_words(draft.best.text) - replaced + count_words(use.wanted) - _FEWER_WORDS


def first_start(places: Sequence[Place]) -> tuple[int]:
    return (places[0].start if places else 0,)


def find_places(draft: Draft, number: int, links: Sequence[WordLink]) -> list[Place]:
    """Return where a term may belong in the best target of a draft, the likeliest place first.

    That is where the words that the term became stand; else where what comes before it ends.
    Where the target says a term already, another use of it is to be told by its own words.
    """
    from translator.markup.projection import project_span

    use, target = draft.uses[number], draft.best.text
    taken = [span for other in draft.uses for span in find_use(other, target)]
    own = [
        link
        for link in links
        if use.start <= link.source_start < use.end and link.confidence >= _MIN_CONFIDENCE
    ]
    found: list[Place] = []
    span = project_span(links, use.start, use.end, source=draft.source, target=target)
    if span is not None:
        found.append(Place(*_leave_article(target, *span)))
    if own:
        found.append(Place(min(link.target_start for link in own)))
    before = [link for link in links if link.source_end <= use.start]
    if before:
        last = max(before, key=lambda link: link.source_end)
        found.append(Place(last.target_end))
    elif not own:
        found.append(Place(0))
    places: dict[int, Place] = {}
    for place in found:
        if not any(start <= place.start < end for start, end in taken):
            places.setdefault(place.start, place)
    return list(places.values())[:_MAX_PLACES]


def _leave_article(target: str, start: int, end: int) -> tuple[int, int]:
    """Return a place without the article at its beginning, which stays before the term."""
    article = re.match(r"(?:the|an?)\s+", target[start:end], re.IGNORECASE)
    return (start + article.end(), end) if article and start + article.end() < end else (start, end)


def begin_target(draft: Draft, number: int, place: Place) -> str:
    """Return the target up to a place, and the term behind it."""
    use, target = draft.uses[number], draft.best.text
    term = normalize_target(use.wanted)
    before = target[: place.start]
    if before and not before[-1].isspace() and before[-1] not in "\"'(-":
        before += " "
    begins = not any(map(str.isalnum, before))
    is_raised = draft.plain.text[:1].isupper() if begins else _ENDS_SENTENCE.search(before)
    if is_raised and term[:1].islower() and not use.term.is_kept:
        term = capitalize_first(term)
    return fit_article(before, term) + term


def keeps_facts(draft: Draft, text: str) -> bool:
    """Tell whether a target has the figures and names of the first one, and about its length.

    Only those count that the source has too, and outside of its terms.
    """
    plain = draft.plain.text
    source = draft.source
    for use in reversed(draft.uses):
        source = source[: use.start] + " " + source[use.end :]
    for pattern in (_FIGURES, _NAME):
        known = set(pattern.findall(source)) & set(pattern.findall(plain))
        if not known <= set(pattern.findall(text)):
            return False
    return len(text) >= _MIN_LENGTH * len(plain)
