"""Cross-validates the ranker of extractive briefs, then fits it to everything.

    python -m training.brief.fit ARTICLES.jsonl translator/summarizers/ranker.json

ARTICLES.jsonl is what ``benchmarks/briefs.py`` reads. The cross-validation makes briefs as the
program does, all its rules included, with weights and strength fitted to the other folds.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from benchmarks.briefs import Row, make_ours, measure, print_table
from training.brief.examples import Article, make_examples, read_articles
from training.brief.ridge import Fit, Moments
from translator.summarizers.features import FEATURE_NAMES, FITTED_WORDS
from translator.summarizers.ranker import Ranker

#: Words of the briefs that are tried out.
LIMITS = (40, 60, 80, 100, 150)
FOLDS = 5


def cross_validate(
    articles: Sequence[Article], moments: Moments, *, max_words: int, seed: int
) -> Row:
    """Score briefs of every article by a ranker that was fitted without it."""
    order = np.random.default_rng(seed).permutation(len(articles))
    everything = np.arange(len(articles))
    scores: list[list[float]] = [[] for _ in articles]
    words, orphans, cpu_s = 0.0, 0.0, 0.0
    for fold in np.array_split(order, FOLDS):
        ranker = make_ranker(moments.fit(np.setdiff1d(everything, fold)))
        row = measure(
            "",
            make_ours(max_words, None, ranker=ranker),
            [list(articles[index].sentences) for index in fold],
            [articles[index].reference for index in fold],
        )
        for index, score in zip(fold, row.scores, strict=True):
            scores[index] = score
        words += row.words * len(fold) / len(articles)
        orphans += row.orphans * len(fold) / len(articles)
        cpu_s += row.cpu_s
    name = f"ranker, {FOLDS} folds, {max_words} words, split {seed}"
    return Row(name=name, scores=scores, words=words, orphans=orphans, cpu_s=cpu_s)


def make_ranker(fit: Fit) -> Ranker:
    return Ranker(weights=tuple(float(weight) for weight in fit.weights / fit.scales))


def write_ranker(fit: Fit, path: Path, *, num_articles: int) -> None:
    """Write the JSON that `translator.summarizers.ranker` reads."""
    columns = zip(FEATURE_NAMES, fit.means, fit.scales, fit.weights, strict=True)
    value = {
        "made_by": "python -m training.brief.fit",
        "fitted_to": f"{num_articles} English news articles and their summaries",
        "target": "ROUGE-1 + ROUGE-2 + ROUGE-Lsum (F1), within articles, "
        f"sets of at most {FITTED_WORDS} words",
        "alpha": fit.alpha,
        "features": [
            {
                "name": name,
                "mean": round(float(mean), 6),
                "scale": round(float(scale), 6),
                "weight": round(float(weight), 6),
            }
            for name, mean, scale, weight in columns
        ],
    }
    path.write_text(json.dumps(value, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("articles", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--splits", type=int, default=1, help="cross-validations per limit")
    arguments = parser.parse_args()
    articles = read_articles(arguments.articles)
    moments = Moments(make_examples(articles))
    lead = measure(
        "lead-3",
        lambda sentences: list(sentences[:3]),
        [list(article.sentences) for article in articles],
        [article.reference for article in articles],
    )
    rows = [
        cross_validate(articles, moments, max_words=limit, seed=seed)
        for limit in LIMITS
        for seed in range(arguments.splits)
    ]
    print_table([lead, *rows], lead)
    fit = moments.fit(np.arange(len(articles)))
    write_ranker(fit, arguments.output, num_articles=len(articles))
    print(f"\nfitted with alpha {fit.alpha:g}: {arguments.output}")


if __name__ == "__main__":
    main()
