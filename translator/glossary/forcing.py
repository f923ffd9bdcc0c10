"""Terms that a model did not say, made it say: its own beginning, the term, and on from there.

First they are written into its source, where it may copy them (mixed.py). Where it does not, what
it wrote up to the word in the term's place is kept, the term put behind it, and the model goes on
by itself, so that the rest of the sentence agrees with the term. What comes of it is taken only if
it says more terms and loses nothing else; else the first translation stays, and a check says which
term is missing (checks/terms.py).
"""

from __future__ import annotations

from collections.abc import Sequence

from translator.degeneration import find_repetition, is_too_long, is_too_short
from translator.engines.tokenizer import max_target_tokens
from translator.errors import DecodingFailed
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
from translator.glossary.matching import Glossary
from translator.glossary.mixed import narrow, say_terms_in_sources
from translator.protocols import (
    AttendingEngine,
    CompletingEngine,
    ScoringEngine,
    TranslationEngine,
)
from translator.text.normalize import normalize_target
from translator.types import DecodingOptions, Hypothesis, ModelInfo, WordLink


class GlossaryEngine:
    """An engine that says the terms of a glossary where it can be made to.

    It attends, scores and repeats itself if the engine behind it does.

    Args:
        engine: translates. One that can complete targets is made to say terms; with another one
            they are what it happens to say.
        glossary: the terms.
        is_users: they are the user's own, who has a say in texts that are finished without a model.
    """

    def __init__(
        self, engine: TranslationEngine, glossary: Glossary, *, is_users: bool = True
    ) -> None:
        self._engine, self._glossary = engine, glossary
        self._is_users = is_users
        self.is_thread_safe = getattr(engine, "is_thread_safe", False)
        self.is_literal = getattr(engine, "is_literal", False)
        # On the instance, where isinstance looks for what an engine may offer.
        for name in ("attend_batch", "score_batch", "complete_batch", "fingerprint"):
            if hasattr(engine, name):
                setattr(self, name, getattr(engine, name))

    @property
    def info(self) -> ModelInfo:
        """The model of the engine behind."""
        return self._engine.info

    @property
    def loading_s(self) -> float:
        """Seconds that the engine behind took to load while it was asked; see clock.py."""
        return getattr(self._engine, "loading_s", 0.0)

    def count_tokens(self, text: str) -> int:
        """Return the number of source tokens of ``text``, the end mark included."""
        return self._engine.count_tokens(text)

    def claims(self, text: str) -> bool:
        """Tell whether a text has terms; see ClaimingEngine."""
        return self._is_users and bool(self._glossary.find(text))

    def translate_batch(
        self, sources: Sequence[str], options: DecodingOptions
    ) -> list[tuple[Hypothesis, ...]]:
        """Translate independent texts, with terms; see TranslationEngine."""
        results = self._engine.translate_batch(sources, options)
        if not isinstance(self._engine, CompletingEngine):
            return results
        # What is wrong with the number of results is for the caller to see.
        drafts = {
            number: Draft(source=source, uses=uses, plain=found[0], best=found[0])
            for number, (source, found) in enumerate(zip(sources, results, strict=False))
            if found
            and (uses := self._glossary.find(source))
            and self._is_sound(source, found[0], options)
        }
        try:
            say_terms_in_sources(self._engine, drafts.values(), options, is_sound=self._is_sound)
            while open_drafts := [draft for draft in drafts.values() if draft.list_missing()]:
                self._try_one_term_each(open_drafts, options)
        except DecodingFailed:
            # What was said so far stands; the terms that it lacks are findings.
            pass
        for number, draft in drafts.items():
            if draft.best is not draft.plain:
                plain = [item for item in results[number] if item is not draft.best]
                every = [draft.best, *draft.others, *plain]
                results[number] = tuple(every[: options.num_hypotheses])
        return results

    def _is_sound(self, source: str, hypothesis: Hypothesis, options: DecodingOptions) -> bool:
        """Tell whether a target shows no sign of a lost thread."""
        text = hypothesis.text
        bound = max_target_tokens(self.count_tokens(source), options)
        return not (
            hypothesis.num_tokens >= bound
            or is_too_short(source, text)
            or is_too_long(source, text)
            or find_repetition(text, source=source)
        )

    def _try_one_term_each(self, drafts: Sequence[Draft], options: DecodingOptions) -> None:
        """Take up the leftmost missing term of each draft; it counts as tried in any case."""
        links = self._link(drafts, options)
        owners: list[tuple[Draft, int]] = []
        beginnings: list[str] = []
        whole: list[tuple[Draft, int, str]] = []
        for draft, found in zip(drafts, links, strict=True):
            places = {number: find_places(draft, number, found) for number in draft.list_missing()}
            number = min(places, key=lambda item: (not places[item], *first_start(places[item])))
            draft.tried.add(number)
            for place in places[number]:
                beginning = begin_target(draft, number, place)
                owners.append((draft, number))
                beginnings.append(beginning)
                if place.end is not None:
                    whole.append((draft, number, beginning + draft.best.text[place.end :]))
        assert isinstance(self._engine, CompletingEngine)
        wanted = narrow(options, num_hypotheses=options.num_hypotheses)
        completed = self._engine.complete_batch(
            [draft.source for draft, _ in owners], beginnings, wanted
        )
        candidates: dict[int, list[Hypothesis]] = {id(draft): [] for draft in drafts}
        lengths = {id(draft): count_expected_words(draft, number) for draft, number in owners}
        for (draft, _), hypotheses in zip(owners, completed, strict=True):
            candidates[id(draft)].extend(hypotheses)
        for draft, hypothesis in self._score(whole, options):
            candidates[id(draft)].append(hypothesis)
            lengths[id(draft)] = count_words(hypothesis.text)
        for draft in drafts:
            self._choose(draft, candidates[id(draft)], lengths.get(id(draft), 0), options)

    def _link(
        self, drafts: Sequence[Draft], options: DecodingOptions
    ) -> list[tuple[WordLink, ...]]:
        """Return which words of each draft's source and of its best target belong together."""
        # Imported here: most texts have no term that is missing, and need not wait for it.
        from translator.align.words import link_words

        sources = [draft.source for draft in drafts]
        forms = [normalize_target(draft.best.text) for draft in drafts]
        engine = self._engine
        attentions = (
            [*engine.attend_batch(sources, forms, options)]
            if isinstance(engine, AttendingEngine)
            else [None] * len(drafts)
        )
        return [
            link_words(
                draft.source,
                draft.best.text,
                attention=attention,
                source_form=draft.source,
                target_form=form,
            )
            for draft, form, attention in zip(drafts, forms, attentions, strict=True)
        ]

    def _score(
        self, whole: Sequence[tuple[Draft, int, str]], options: DecodingOptions
    ) -> list[tuple[Draft, Hypothesis]]:
        """Return hypotheses of targets in which nothing but the term was exchanged."""
        engine = self._engine
        if not isinstance(engine, ScoringEngine) or not whole:
            return []
        texts = [normalize_target(text) for _, _, text in whole]
        found = engine.score_batch([draft.source for draft, _, _ in whole], texts, options)
        return [
            (
                draft,
                Hypothesis(
                    text=text,
                    score=likelihood.mean,
                    # A guess: engines count the tokens of what they write.
                    num_tokens=round(
                        draft.best.num_tokens * len(text) / max(1, len(draft.best.text))
                    ),
                ),
            )
            for (draft, _, text), likelihood in zip(whole, found, strict=True)
        ]

    def _choose(
        self,
        draft: Draft,
        candidates: Sequence[Hypothesis],
        num_words: int,
        options: DecodingOptions,
    ) -> None:
        """Take the likeliest candidate that says more terms and is sound, if there is one.

        One with fewer words than where nothing but the term is exchanged may have dropped some:
        it comes after all others.
        """
        before = count_honoured(draft, draft.best.text)
        better = [
            item
            for item in candidates
            if count_honoured(draft, item.text) > before
            and self._is_sound(draft.source, item, options)
            and keeps_facts(draft, item.text)
        ]
        if not better:
            return
        better.sort(
            key=lambda item: (count_words(item.text) < num_words, -weigh(item, draft.plain))
        )
        unique = list({item.text: item for item in reversed(better)}.values())[::-1]
        draft.best, draft.others = unique[0], unique[1:]
