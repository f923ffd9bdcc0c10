"""What is tried to make a model say one more term: how its target begins, and a whole target."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from translator.glossary.drafts import (
    Draft,
    begin_target,
    count_expected_words,
    count_honoured,
    count_words,
    find_places,
    first_start,
    keeps_facts,
    weigh,
)
from translator.types import Hypothesis, WordLink


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """One term in its draft: where it may stand, as far as links tell."""

    draft: Draft
    number: int
    #: What the target may begin with, the term at the end.
    beginnings: tuple[str, ...]
    #: Whole targets in which nothing but the term was exchanged.
    wholes: tuple[str, ...]


def plan_trial(draft: Draft, links: Sequence[WordLink]) -> Trial:
    """Take up the leftmost missing term of a draft; it counts as tried from now on."""
    places = {number: find_places(draft, number, links) for number in draft.list_missing()}
    number = min(places, key=lambda item: (not places[item], *first_start(places[item])))
    draft.tried.add(number)
    # Two places may differ in an article that the term drives out.
    beginnings = {place: begin_target(draft, number, place) for place in places[number]}
    wholes = {
        beginning + draft.best.text[place.end :]: None
        for place, beginning in beginnings.items()
        if place.end is not None
    }
    return Trial(
        draft=draft,
        number=number,
        beginnings=tuple(dict.fromkeys(beginnings.values())),
        wholes=tuple(wholes),
    )


def list_better(trial: Trial, candidates: Sequence[Hypothesis]) -> list[Hypothesis]:
    """Return the candidates that say more terms and lose nothing, the likeliest first.

    One with fewer words than where nothing but the term is exchanged may have dropped some: it
    comes after all others.
    """
    draft = trial.draft
    before = count_honoured(draft, draft.best.text)
    better: dict[str, Hypothesis] = {}
    for item in candidates:
        if count_honoured(draft, item.text) > before and keeps_facts(draft, item.text):
            better.setdefault(item.text, item)
    if trial.wholes:
        num_words = count_words(trial.wholes[-1])
    else:
        num_words = count_expected_words(draft, trial.number)
    return sorted(
        better.values(),
        key=lambda item: (count_words(item.text) < num_words, -weigh(item, draft.plain)),
    )
