"""ROUGE of many summaries of one article, exactly as rouge-score counts it.

All candidate summaries are made of the same few sentences, so the costly part, the longest
common subsequences of sentence pairs, is done once per pair instead of once per summary.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from rouge_score.tokenizers import DefaultTokenizer

_TOKENIZER = DefaultTokenizer(use_stemmer=True)


class SetRouge:
    """Scores sets of sentences against a reference.

    Args:
        reference: One sentence a line.
        sentences: What summaries are made of.
    """

    def __init__(self, reference: str, sentences: Sequence[str]) -> None:
        lines = [_TOKENIZER.tokenize(line) for line in reference.split("\n")]
        tokens = _TOKENIZER.tokenize(reference)
        self._lines = [line for line in lines if line]
        self._unigrams = Counter(tokens)
        self._bigrams = Counter(pairwise(tokens))
        self._sentences = [_TOKENIZER.tokenize(sentence) for sentence in sentences]
        # [line][sentence]: which tokens of the line a longest common subsequence uses.
        self._common = [
            [find_common(line, sentence) for sentence in self._sentences] for line in self._lines
        ]

    def score(self, members: Sequence[int]) -> tuple[float, float, float]:
        """Return F1 of ROUGE-1, ROUGE-2 and ROUGE-Lsum of a set of sentences, as fractions."""
        tokens = [token for index in members for token in self._sentences[index]]
        unigrams = Counter(tokens)
        bigrams = Counter(pairwise(tokens))
        return (
            _f1((unigrams & self._unigrams).total(), unigrams.total(), self._unigrams.total()),
            _f1((bigrams & self._bigrams).total(), bigrams.total(), self._bigrams.total()),
            _f1(self._count_common(members, unigrams), unigrams.total(), self._unigrams.total()),
        )

    def _count_common(self, members: Sequence[int], unigrams: Counter[str]) -> int:
        hits = Counter[str]()
        for line, common in zip(self._lines, self._common, strict=True):
            used = set[int]().union(*(common[index] for index in members))
            hits.update(line[index] for index in used)
        return (hits & unigrams & self._unigrams).total()


def find_common(line: Sequence[str], sentence: Sequence[str]) -> frozenset[int]:
    """Return the indices in ``line`` of a longest common subsequence with ``sentence``.

    Of several, the one that rouge-score finds.

    >>> sorted(find_common(["a", "b", "c"], ["b", "x", "c"]))
    [1, 2]
    """
    rows = [[0] * (len(sentence) + 1)]
    for token in line:
        above, row = rows[-1], [0]
        for column, other in enumerate(sentence, start=1):
            same = token == other
            row.append(above[column - 1] + 1 if same else max(above[column], row[-1]))
        rows.append(row)
    found = set()
    i, j = len(line), len(sentence)
    while i and j:
        if line[i - 1] == sentence[j - 1]:
            found.add(i - 1)
            i, j = i - 1, j - 1
        elif rows[i][j - 1] > rows[i - 1][j]:
            j -= 1
        else:
            i -= 1
    return frozenset(found)


def _f1(hits: int, given: int, wanted: int) -> float:
    return 2 * hits / (given + wanted) if hits else 0.0
