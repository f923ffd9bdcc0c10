"""How many words the sentences of two texts share, weighted by how rare the words are."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from translator.patterns import compile_late
from translator.text.letters import fold_letters

_WORD = compile_late(r"\d+|[^\W\d_]+")
#: Inflections (votes, voted) and cognates (politique, politics) share their first letters.
_STEM_LETTERS = 5
#: Shorter words that look alike in both languages are mostly accidents (on, or, me, son).
_MIN_COGNATE_LETTERS = 4
#: In a long text, a word of more sentences than this says nothing about where one belongs.
_MAX_SENTENCES = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class WordOverlap:
    """The words of each sentence of two texts, and the weight of each word.

    The totals run: ``totals[n]`` is the weight of all words of the first n sentences.
    """

    sources: tuple[Counter[str], ...]
    targets: tuple[Counter[str], ...]
    weights: dict[str, float]
    source_totals: tuple[float, ...]
    target_totals: tuple[float, ...]

    @classmethod
    def measure(
        cls, sources: Sequence[str], targets: Sequence[str], *, cognates: bool
    ) -> WordOverlap:
        """Compare all sentences of two texts.

        Args:
            sources: in the target's language, or, with ``cognates``, in another one.
            targets: sentences of the translation.
            cognates: count only what can look alike in two languages.
        """
        source_bags = tuple(_gather_words(text, cognates=cognates) for text in sources)
        target_bags = tuple(_gather_words(text, cognates=cognates) for text in targets)
        frequencies = Counter(word for bag in (*source_bags, *target_bags) for word in bag)
        # A text of three sentences has no rare words yet; ten more keep weights comparable.
        size = len(source_bags) + len(target_bags) + 10
        weights = {word: math.log(size / count) for word, count in frequencies.items()}
        return cls(
            sources=source_bags,
            targets=target_bags,
            weights=weights,
            source_totals=_run_totals(source_bags, weights),
            target_totals=_run_totals(target_bags, weights),
        )

    def compare(
        self, sources: tuple[int, int], targets: tuple[int, int]
    ) -> Iterator[tuple[float, float]]:
        """Yield, for every sentence of two groups, its share of words in common and its weight.

        In common with the whole group of the other side, 0 to 1: a sentence that does not
        belong shows even beside one that does.

        Args:
            sources: start and end of the source sentences.
            targets: start and end of the target sentences.
        """
        sides = (
            (self.sources, self.source_totals, sources, _join(self.targets, *targets)),
            (self.targets, self.target_totals, targets, _join(self.sources, *sources)),
        )
        for bags, totals, (start, end), others in sides:
            for number in range(start, end):
                weight = totals[number + 1] - totals[number]
                if weight:
                    yield self._weigh_common(bags[number], others) / weight, weight

    def _weigh_common(self, bag: Counter[str], others: Counter[str]) -> float:
        return sum(
            self.weights[word] * min(count, others[word])
            for word, count in bag.items()
            if word in others
        )

    def rank_targets(self) -> list[list[tuple[float, int]]]:
        """Return, for each source sentence, what it shares with the targets, best first.

        Words of many sentences are left out: they make no favorites, and time is theirs.
        """
        places: dict[str, list[int]] = defaultdict(list)
        for position, bag in enumerate(self.targets):
            for word in bag:
                places[word].append(position)
        ranked = []
        for number, bag in enumerate(self.sources):
            total = self.source_totals[number + 1] - self.source_totals[number]
            row: dict[int, float] = defaultdict(float)
            for word, count in bag.items():
                found = places.get(word, [])
                if len(found) <= _MAX_SENTENCES:
                    for position in found:
                        row[position] += self.weights[word] * min(
                            count, self.targets[position][word]
                        )
            shares = (
                (2 * common / (total + self.target_totals[j + 1] - self.target_totals[j]), j)
                for j, common in row.items()
            )
            ranked.append(sorted(shares, reverse=True))
        return ranked


def _join(bags: Sequence[Counter[str]], start: int, end: int) -> Counter[str]:
    joined = bags[start]
    for bag in bags[start + 1 : end]:
        joined = joined + bag
    return joined


def _gather_words(text: str, *, cognates: bool) -> Counter[str]:
    """Count the words of a text by their first letters, accents and case aside.

    >>> sorted(_gather_words("Élysée : 14 000 élus", cognates=True))
    ['000', '14', 'elus', 'elyse']
    """
    words = _WORD.findall(fold_letters(text))
    if cognates:
        words = [word for word in words if word.isdigit() or len(word) >= _MIN_COGNATE_LETTERS]
    return Counter(word if word.isdigit() else word[:_STEM_LETTERS] for word in words)


def _run_totals(bags: Sequence[Counter[str]], weights: dict[str, float]) -> tuple[float, ...]:
    totals = (sum(weights[word] * count for word, count in bag.items()) for bag in bags)
    return tuple(accumulate(totals, initial=0.0))
