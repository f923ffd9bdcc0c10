"""Terms that a model did not say, written in English in its source, where it may copy them.

One decoding for all terms of a source, and the rest of the sentence agrees with them from its
beginning. A model copies such words as it copies names, and may learn to copy more of them
(training/swapped.py). The likelihood of what comes of it is that of the sentence with the terms.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from translator.glossary.drafts import Draft, count_honoured, count_words, keeps_facts
from translator.glossary.english import find_occurrences, fit_article
from translator.protocols import TranslationEngine
from translator.text.casing import capitalize_first
from translator.types import DecodingOptions, Hypothesis

#: Words that a target may have less than the first one.
_FEWER_WORDS = 1
#: A wider beam costs a third more and finds nothing better (python -m benchmarks.phrases).
MAX_BEAM = 2


def say_terms_in_sources(
    engine: TranslationEngine,
    drafts: Iterable[Draft],
    options: DecodingOptions,
    *,
    is_sound: Callable[[str, Hypothesis, DecodingOptions], bool],
) -> None:
    """Give the drafts whose missing terms are all copied what comes of it as their best.

    Args:
        engine: translates.
        drafts: those that lack nothing are left alone.
        is_sound: tells of a source and a target whether the thread was kept.

    Raises:
        DecodingFailed: see TranslationEngine.
    """
    lacking = [(draft, numbers) for draft in drafts if (numbers := draft.list_missing())]
    if not lacking:
        return
    sources = [write_in(draft, numbers) for draft, numbers in lacking]
    # The first is the only one that is looked at.
    results = engine.translate_batch(sources, narrow(replace(options, num_hypotheses=1)))
    for (draft, numbers), source, items in zip(lacking, sources, results, strict=True):
        if (
            items
            and items[0].text != source
            # As they were written: half of one may be a variant, and no copy.
            and all(find_occurrences(draft.uses[one].wanted, items[0].text) for one in numbers)
            and count_honoured(draft, items[0].text) == len(draft.uses)
            and is_sound(draft.source, items[0], options)
            and keeps_facts(draft, items[0].text)
            and count_words(items[0].text) >= count_words(draft.best.text) - _FEWER_WORDS
        ):
            wanted = [draft.uses[one].wanted for one in numbers]
            draft.best = replace(items[0], text=_fit_articles(items[0].text, wanted))


def _fit_articles(text: str, terms: Iterable[str]) -> str:
    """Return a target with the articles that terms ask for, which a model copied behind others.

    >>> _fit_articles("A infant and an baby were saved.", ["infant", "baby"])
    'An infant and a baby were saved.'
    """
    for term in terms:
        for start, _ in reversed(find_occurrences(term, text)):
            text = fit_article(text[:start], term) + text[start:]
    return text


def narrow(options: DecodingOptions) -> DecodingOptions:
    """Return options for decoding a few sentences anew, with a narrow beam."""
    beam_size = max(min(MAX_BEAM, options.beam_size), options.num_hypotheses)
    return replace(options, beam_size=beam_size)


def write_in(draft: Draft, numbers: Sequence[int]) -> str:
    """Return the source of a draft with some of its terms in English.

    >>> from translator.types import Term, TermUse
    >>> use = TermUse(term=Term(source="taxe", target="tax"), start=0, end=4, wanted="tax")
    >>> plain = Hypothesis(text="Fee.", score=None, num_tokens=2)
    >>> write_in(Draft(source="Taxe en hausse.", uses=(use,), plain=plain, best=plain), [0])
    'Tax en hausse.'
    """
    uses = [draft.uses[number] for number in numbers]
    return write_over(draft.source, [(use.start, use.end, use.wanted) for use in uses])


def write_over(source: str, items: Iterable[tuple[int, int, str]]) -> str:
    """Return a source with English in some of its places, in capitals where it has them.

    >>> write_over("Taxe en hausse.", [(0, 4, "tax"), (8, 14, "rise")])
    'Tax en rise.'
    """
    for start, end, english in sorted(items, reverse=True):
        if source[start].isupper() and english[:1].islower():
            english = capitalize_first(english)
        source = source[:start] + english + source[end:]
    return source
