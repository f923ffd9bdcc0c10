"""What a model makes of every common noun, for somebody to read: how the table of nouns was found.

    python -m training.unknown fr.dic > nouns.tsv

Each noun of a spelling dictionary (training/nouns.py) that is common enough stands in three
sentences; a line holds its rank among French words, itself and the three translations by the
embedded model with its table. What is wrong in all of them belongs into
translator/glossary/press.tsv, with all that English may say for it.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from training.nouns import VOWELS, make_french_plural, read_genders
from translator.assets import find_model, recommended_options
from translator.engines.loading import load_engine
from translator.protocols import TranslationEngine
from translator.text.normalize import normalize_source

#: Ranks of words: the commonest are known, and the rarest are names and slips.
FIRST, LAST = 800, 45_000
#: Nouns whose sentences are translated together.
BATCH = 200


def make_sentences(noun: str, gender: str) -> list[str]:
    """Return sentences in which a noun may stand, whatever it means.

    >>> make_sentences("évier", "mas")[0]
    "L'évier est au centre de l'affaire, selon le journal."
    """
    definite = "L'" if noun[0] in VOWELS else {"mas": "Le ", "fem": "La "}[gender]
    indefinite = {"mas": "un", "fem": "une"}[gender]
    return [
        f"{definite}{noun} est au centre de l'affaire, selon le journal.",
        f"Les habitants parlent beaucoup d'{indefinite} {noun} depuis lundi.",
        f"Il y avait plusieurs {make_french_plural(noun)} dans la région.",
    ]


def iter_rows(
    words: Sequence[str], genders: Mapping[str, str], engine: TranslationEngine
) -> Iterator[tuple[int, str, list[str]]]:
    """Yield (rank, noun, translations of its sentences) for each of the words that is a noun.

    Args:
        words: French words, the commonest first.
    """
    options = recommended_options(find_model(None))
    nouns = [(rank, word) for rank, word in enumerate(words) if word in genders]
    for start in range(0, len(nouns), BATCH):
        batch = nouns[start : start + BATCH]
        sentences = [make_sentences(word, genders[word]) for _, word in batch]
        flat = [normalize_source(sentence) for three in sentences for sentence in three]
        targets = iter(engine.translate_batch(flat, options))
        for (rank, word), three in zip(batch, sentences, strict=True):
            yield rank, word, [next(targets)[0].text for _ in three]


def main(argv: list[str] | None = None) -> int:
    """Print the nouns with their translations."""
    parser = argparse.ArgumentParser(prog="training.unknown", description=__doc__)
    parser.add_argument("dictionary", type=Path, help="spelling dictionary with parts of speech")
    args = parser.parse_args(argv)
    # Imported here: it brings 60 MB of word counts, which nothing else needs.
    from wordfreq import top_n_list

    words = top_n_list("fr", LAST, wordlist="best")
    entries = args.dictionary.read_text(encoding="utf-8").splitlines()
    genders = read_genders(entries, kept=frozenset(words))
    for word in words[:FIRST]:
        genders.pop(word, None)
    for rank, noun, targets in iter_rows(words, genders, load_engine()):
        print(rank, noun, *targets, sep="\t", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
