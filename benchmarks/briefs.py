"""Scores extractive briefs of English news articles beside lead-3 and two other libraries.

    pip install '.[bench]'
    python benchmarks/briefs.py ARTICLES.jsonl [--doubts SHARE]

ARTICLES.jsonl holds one object per line with ``article`` (plain English text) and
``reference`` (a summary, one sentence per line). Scores are F1 of rouge-score with its
stemmer, one summary sentence per line. A library that is not installed is left out. --doubts casts
doubt on that share of the sentences, at random, and counts how many of them become points.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from rouge_score import rouge_scorer

from translator.summarizers.extractive import ExtractiveSummarizer
from translator.summarizers.openings import leans_on_previous
from translator.summarizers.ranker import Ranker
from translator.types import SegmentRef, Severity

METRICS = ("rouge1", "rouge2", "rougeLsum")
#: From an article's sentences to those of its summary.
Method = Callable[[Sequence[str]], list[str]]

_ABBREVIATIONS = frozenset(
    """mr mrs ms dr st prof gen gov sen rep lt col sgt capt jr sr inc co corp ltd no vs rev hon
    jan feb mar apr aug sept oct nov dec u.s u.n u.k a.m p.m d.c e.g i.e mt ft""".split()
)
_BOUNDARY = re.compile(r"[.!?…]+[\"'”’)\]]*\s+(?=[\"'“‘(\[]*[A-Z0-9])")
#: For texts that were lower-cased by whoever published them.
_LOWER_BOUNDARY = re.compile(r"[.!?…]+[\"'”’)\]]*\s+(?=[\"'“‘(\[]*\w)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the table; ``scores`` is [article][metric], as fractions."""

    name: str
    scores: list[list[float]]
    words: float
    #: Sentences per brief that lean on one that is not in it ("He", "This decision").
    orphans: float
    cpu_s: float

    def mean(self, metric: int) -> float:
        return 100 * sum(score[metric] for score in self.scores) / len(self.scores)


def split_sentences(text: str) -> list[str]:
    """Split an English article into sentences: a stop, a space and a capital.

    >>> split_sentences("Mr. Roux won. He left.")
    ['Mr. Roux won.', 'He left.']
    """
    boundary = _LOWER_BOUNDARY if text == text.lower() else _BOUNDARY
    sentences, start = [], 0
    for match in boundary.finditer(text):
        word = text[start : match.start()].rpartition(" ")[2].lstrip("\"'“‘([").lower()
        is_initial = len(word) == 1 and word.isalpha() and word != "i"
        if match[0][0] == "." and (word in _ABBREVIATIONS or is_initial):
            continue
        sentences.append(text[start : match.end()].strip())
        start = match.end()
    return [sentence for sentence in [*sentences, text[start:].strip()] if sentence]


def make_ours(max_words: int, max_points: int | None, *, ranker: Ranker | None = None) -> Method:
    summarizer = ExtractiveSummarizer(max_points=max_points, ranker=ranker)

    def summarize(sentences: Sequence[str]) -> list[str]:
        brief = summarizer.summarize(
            [[sentence] for sentence in sentences], title=None, max_words=max_words
        )
        return [point.text for point in brief.points]

    return summarize


def make_random(seed: int) -> Method:
    generator = random.Random(seed)
    return lambda sentences: generator.sample(list(sentences), min(3, len(sentences)))


def load_lexrank() -> Method:
    """Return sumy's LexRank, three sentences, given our sentence boundaries."""
    from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
    from sumy.nlp.stemmers import Stemmer
    from sumy.summarizers.lex_rank import LexRankSummarizer
    from sumy.utils import get_stop_words

    class Words:
        """Its own tokenizer needs a download."""

        def to_words(self, text: str) -> list[str]:
            return re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)?", text)

    summarizer = LexRankSummarizer(Stemmer("english"))
    summarizer.stop_words = get_stop_words("english")

    def summarize(sentences: Sequence[str]) -> list[str]:
        paragraph = Paragraph([Sentence(sentence, Words()) for sentence in sentences])
        return [str(picked) for picked in summarizer(ObjectDocumentModel([paragraph]), 3)]

    return summarize


def load_textrank() -> Method:
    """Return summa's TextRank within 80 words; it splits sentences itself."""
    from summa.summarizer import summarize as run

    return lambda sentences: list(run("\n".join(sentences), words=80, split=True))


def print_doubts(
    articles: Sequence[list[str]], references: Sequence[str], *, share: float, max_words: int = 80
) -> None:
    """Print what avoiding doubtful sentences costs, and how many are left in the briefs."""
    generator = random.Random(42)
    doubtful = [
        [index for index in range(len(sentences)) if generator.random() < share]
        for sentences in articles
    ]
    print(f"\n| {share:.0%} of the sentences | R1 | R2 | RLsum | of the points |")
    print("|---|---|---|---|---|")
    for severity in Severity:
        briefs = [
            ExtractiveSummarizer().summarize_avoiding(
                [[text] for text in sentences],
                title=None,
                max_words=max_words,
                doubts={SegmentRef(block_index=n, segment_index=0): severity for n in numbers},
            )
            for sentences, numbers in zip(articles, doubtful, strict=True)
        ]
        points = [
            (point.block_indices[0], numbers)
            for brief, numbers in zip(briefs, doubtful, strict=True)
            for point in brief.points
        ]
        scores = score_summaries(
            [[point.text for point in brief.points] for brief in briefs], references
        )
        means = (100 * sum(column) / len(scores) for column in zip(*scores, strict=True))
        met = sum(number in numbers for number, numbers in points) / len(points)
        shown = " | ".join(f"{mean:.2f}" for mean in means)
        print(f"| with a finding of severity {severity} | {shown} | {met:.1%} |")


def count_orphans(summary: Sequence[str], sentences: Sequence[str]) -> int:
    """Count the sentences of a summary that lean on a sentence that it leaves out.

    >>> count_orphans(["He left."], ["Mr. Roux won.", "He left."])
    1
    """
    orphans = 0
    for text in filter(leans_on_previous, summary):
        places = [place for place, sentence in enumerate(sentences) if text in sentence]
        before = sentences[places[0] - 1] if places and places[0] else None
        orphans += before is not None and not any(other in before for other in summary)
    return orphans


def measure(
    name: str, method: Method, articles: Sequence[list[str]], references: Sequence[str]
) -> Row:
    start = time.process_time()
    summaries = [method(sentences) for sentences in articles]
    cpu_s = time.process_time() - start
    words = sum(len(" ".join(summary).split()) for summary in summaries)
    orphans = sum(map(count_orphans, summaries, articles))
    return Row(
        name=name,
        scores=score_summaries(summaries, references),
        words=words / len(summaries),
        orphans=orphans / len(summaries),
        cpu_s=cpu_s,
    )


def score_summaries(
    summaries: Sequence[Sequence[str]], references: Sequence[str]
) -> list[list[float]]:
    """Return [article][metric], as fractions."""
    scorer = rouge_scorer.RougeScorer(METRICS, use_stemmer=True)
    scores = []
    for summary, reference in zip(summaries, references, strict=True):
        result = scorer.score(reference, "\n".join(summary))
        scores.append([result[metric].fmeasure for metric in METRICS])
    return scores


def bootstrap_gain(row: Row, baseline: Row, *, samples: int = 2000) -> tuple[float, float]:
    """Return the 95% interval of the gain in ROUGE-1 over a baseline on the same articles."""
    gains = [100 * (a[0] - b[0]) for a, b in zip(row.scores, baseline.scores, strict=True)]
    generator = random.Random(42)
    means = sorted(sum(generator.choices(gains, k=len(gains))) / len(gains) for _ in range(samples))
    return means[int(0.025 * samples)], means[int(0.975 * samples)]


def print_table(rows: Sequence[Row], baseline: Row) -> None:
    print("| method | R1 | R2 | RLsum | words | orphans | CPU ms/article | R1 over lead-3, 95% |")
    print("|---|---|---|---|---|---|---|---|")
    for row in rows:
        low, high = bootstrap_gain(row, baseline)
        gain = "" if row is baseline else f"{low:+.2f} … {high:+.2f}"
        scores = " | ".join(f"{row.mean(metric):.2f}" for metric in range(len(METRICS)))
        ms = 1000 * row.cpu_s / len(row.scores)
        print(
            f"| {row.name} | {scores} | {row.words:.0f} | {row.orphans:.2f} | {ms:.1f} | {gain} |"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("articles", type=Path)
    parser.add_argument("--doubts", type=float, default=0.0, metavar="SHARE")
    arguments = parser.parse_args()
    path = arguments.articles
    data = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    articles = [split_sentences(item["article"]) for item in data]
    references = [item["reference"] for item in data]
    methods: dict[str, Method] = {
        "random-3": make_random(42),
        "lead-2": lambda sentences: list(sentences[:2]),
        "lead-3": lambda sentences: list(sentences[:3]),
        "ours, 3 points, 90 words": make_ours(90, 3),
        "ours, 100 words": make_ours(100, None),
        "ours, 80 words (default)": make_ours(80, None),
        "ours, 60 words": make_ours(60, None),
    }
    for name, load in (
        ("sumy LexRank, 3", load_lexrank),
        ("summa TextRank, 80 words", load_textrank),
    ):
        try:
            methods[name] = load()
        except ImportError as error:
            print(f"{name} left out: {error}")
    rows = [measure(name, method, articles, references) for name, method in methods.items()]
    words = sum(len(item["article"].split()) for item in data) / len(data)
    print(f"{len(data)} articles of {words:.0f} words on average\n")
    print_table(rows, next(row for row in rows if row.name == "lead-3"))
    if arguments.doubts:
        print_doubts(articles, references, share=arguments.doubts)


if __name__ == "__main__":
    main()
