"""Which sentences of an article a sentence about it rests on, and how much of it they cover.

Words are compared by their beginnings, weighted by how rare they are in the article. No model
is needed, and a trace found is one that a reader can follow with a finger.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from translator.checks.spellings import cut_stem, fold_word
from translator.patterns import compile_late
from translator.summarizers.terms import is_stop_word

_WORD = compile_late(r"\w+(?:[.,]\d+)*")
#: Sentences that a sentence of a brief is traced to, and the least a further one must add.
_MAX_SENTENCES = 3
_MIN_GAIN = 0.12


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of the article, at [paragraph][sentence]."""

    paragraph: int
    sentence: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """What a sentence rests on: sentences of the article, the best first.

    ``coverage`` is the share of its weighted words that they have, between 0 and 1.
    """

    sentences: tuple[Sentence, ...] = ()
    coverage: float = 0.0

    @property
    def paragraphs(self) -> tuple[int, ...]:
        return tuple(sorted({sentence.paragraph for sentence in self.sentences}))


class Article:
    """An article to trace sentences in.

    Args:
        paragraphs: [paragraph][sentence]; "" keeps a place and supports nothing.
    """

    def __init__(self, paragraphs: Sequence[Sequence[str]]) -> None:
        self.sentences = tuple(
            Sentence(paragraph=paragraph, sentence=number, text=text)
            for paragraph, sentences in enumerate(paragraphs)
            for number, text in enumerate(sentences)
            if text.strip()
        )
        self._stems = [list_stems(sentence.text) for sentence in self.sentences]
        self._frequencies: dict[str, int] = {}
        for stems in self._stems:
            for stem in stems:
                self._frequencies[stem] = self._frequencies.get(stem, 0) + 1

    def trace(self, text: str, *, among: Sequence[int] | None = None) -> Support:
        """Return the sentences that cover most of ``text``.

        Args:
            among: The paragraphs to look in; None for all.
        """
        weights = {stem: self._weigh(stem) for stem in list_stems(text)}
        total = sum(weights.values())
        if not total:
            return Support()
        places = [
            place
            for place, sentence in enumerate(self.sentences)
            if among is None or sentence.paragraph in among
        ]
        chosen: list[int] = []
        open_stems = set(weights)
        coverage = 0.0
        while len(chosen) < _MAX_SENTENCES and open_stems:
            gains = [
                (sum(weights[stem] for stem in open_stems & self._stems[place]) / total, -place)
                for place in places
            ]
            gain, place = max(gains, default=(0.0, 0))
            if gain < _MIN_GAIN:
                break
            chosen.append(-place)
            coverage += gain
            open_stems -= self._stems[-place]
        return Support(
            sentences=tuple(self.sentences[place] for place in chosen),
            coverage=coverage,
        )

    def _weigh(self, stem: str) -> float:
        """Return how much it says that a sentence has a word; words of no sentence say most."""
        return math.log(1 + len(self.sentences) / self._frequencies.get(stem, 0.5))


def list_stems(text: str) -> set[str]:
    """Return the beginnings of the words of a text that carry its subject.

    >>> sorted(list_stems("The governors of Nantes, and the government"))
    ['gover', 'nante']
    """
    words = (fold_word(word) for word in _WORD.findall(text))
    return {cut_stem(word) for word in words if not is_stop_word(word)}
