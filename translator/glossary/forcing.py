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
from translator.glossary.drafts import Draft, weigh
from translator.glossary.matching import Glossary
from translator.glossary.mixed import narrow, say_terms_in_sources
from translator.glossary.trials import Trial, list_better, plan_trial
from translator.protocols import (
    AttendingEngine,
    CompletingEngine,
    ScoringEngine,
    TranslationEngine,
)
from translator.text.normalize import normalize_target
from translator.types import DecodingOptions, Hypothesis, ModelInfo, WordLink

#: Nats by which a target with a term put in may be less likely than what the model said by itself.
#: Nearly all that are not come out best of all that is tried.
_GOOD_ENOUGH = -3.0


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
        trials = [
            plan_trial(draft, links)
            for draft, links in zip(drafts, self._link(drafts, options), strict=True)
        ]
        scored = self._score(trials, options)
        open_trials = []
        for trial, wholes in zip(trials, scored, strict=True):
            likely = [item for item in wholes if weigh(item, trial.draft.plain) >= _GOOD_ENOUGH]
            if not self._choose(trial, likely, options):
                open_trials.append((trial, wholes))
        if not open_trials:
            return
        completed = self._complete([trial for trial, _ in open_trials], options)
        for (trial, wholes), others in zip(open_trials, completed, strict=True):
            self._choose(trial, [*others, *wholes], options)

    def _complete(
        self, trials: Sequence[Trial], options: DecodingOptions
    ) -> list[list[Hypothesis]]:
        """Return what the model makes of the beginnings of each trial."""
        assert isinstance(self._engine, CompletingEngine)
        begun = [(trial, text) for trial in trials for text in trial.beginnings]
        found = iter(
            self._engine.complete_batch(
                [trial.draft.source for trial, _ in begun],
                [text for _, text in begun],
                narrow(options),
            )
        )
        return [[item for _ in trial.beginnings for item in next(found)] for trial in trials]

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

    def _score(self, trials: Sequence[Trial], options: DecodingOptions) -> list[list[Hypothesis]]:
        """Return hypotheses of the whole targets of each trial."""
        engine = self._engine
        whole = [(trial.draft, text) for trial in trials for text in trial.wholes]
        if not isinstance(engine, ScoringEngine) or not whole:
            return [[] for _ in trials]
        likelihoods = iter(
            engine.score_batch(
                [draft.source for draft, _ in whole],
                [normalize_target(text) for _, text in whole],
                options,
            )
        )
        return [
            [
                Hypothesis(
                    text=normalize_target(text),
                    score=next(likelihoods).mean,
                    # A guess: engines count the tokens of what they write.
                    num_tokens=round(
                        trial.draft.best.num_tokens * len(text) / max(1, len(trial.draft.best.text))
                    ),
                )
                for text in trial.wholes
            ]
            for trial in trials
        ]

    def _choose(
        self, trial: Trial, candidates: Sequence[Hypothesis], options: DecodingOptions
    ) -> bool:
        """Take the best candidate for a draft's best, and tell whether there was a good one."""
        draft = trial.draft
        better = [
            item
            for item in list_better(trial, candidates)
            if self._is_sound(draft.source, item, options)
        ]
        if better:
            draft.best, draft.others = better[0], better[1:]
        return bool(better)
