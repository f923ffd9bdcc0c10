"""Make translator/decoding/accents.txt: words that are typed without their accents.

    python -m training.accents DATA_DIR > translator/decoding/accents.txt

« Les etudiants etaient tres decus » became "The students were very slowly": comments and messages
leave accents out, and a model hardly meets such words. Listed are words with accents whose letters
without them are no French word, no English one, and no other word's: « règle », not « marché ».
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from training.sources import SOURCES, read_spread
from translator.text.letters import fold_letters
from translator.text.normalize import normalize_source, normalize_target

#: Pairs of each file that are counted.
MAX_PAIRS = 300_000
#: A rarer word is hardly worth its place; text without accents has the common ones.
MIN_COUNT = 12
#: Share of all words with the same letters that one has to have: « élève », « élevé » have not.
MIN_SHARE = 0.95
#: The letters alone, as a share of the word: above it they are a word, as « marche » is.
MAX_BARE = 0.003
#: How often English may have the letters; names and slips of the text are counted, too.
MAX_ENGLISH = 2
#: How often the letters may have a capital inside of a sentence, as Detroit and Denis have, as a
#: share of the word: typists leave out the accents of capitals, too.
MAX_NAMES = 0.05
#: Sources whose accents are not their authors'.
_RESTORED = frozenset({"hansard"})

_SMALL = re.compile(r"(?<![\w-])[a-zà-ÿœ]{2,}(?![\w-])")
_INSIDE = re.compile(r"(?<=[a-zà-ÿ,] )[A-Z][a-z]+(?![\w-])")


def select_words(french: Counter[str], english: Counter[str]) -> list[str]:
    """Return the words to list, in the order of their code points.

    Args:
        french, english: how often each side of the text has a word: in small letters, and of the
            French ones with a capital inside of a sentence.
    """
    by_letters: dict[str, list[str]] = {}
    for word in french:
        if (bare := fold_letters(word)) != word:
            by_letters.setdefault(bare, []).append(word)
    chosen = []
    for bare, words in by_letters.items():
        best = max(words, key=lambda word: (french[word], word))
        if (
            french[best] >= MIN_COUNT
            and french[best] >= MIN_SHARE * sum(french[word] for word in words)
            and french[bare] <= MAX_BARE * french[best]
            and english[bare] <= MAX_ENGLISH
            and french[bare.capitalize()] <= MAX_NAMES * french[best]
        ):
            chosen.append(best)
    return sorted(chosen)


def count_words(pairs: Iterable[tuple[str, str]]) -> tuple[Counter[str], Counter[str]]:
    """Return how often the French and the English sides have each word; see select_words."""
    french: Counter[str] = Counter()
    english: Counter[str] = Counter()
    for source, target in pairs:
        source = normalize_source(source)
        french.update(_SMALL.findall(source))
        french.update(_INSIDE.findall(source))
        english.update(_SMALL.findall(normalize_target(target)))
    return french, english


def main() -> None:
    """Print the list."""
    parser = argparse.ArgumentParser(prog="training.accents", description=__doc__)
    parser.add_argument("data_dir", type=Path)
    args = parser.parse_args()
    paths = [
        args.data_dir / file
        for source in SOURCES
        if source.name not in _RESTORED
        for file in source.files
        if (args.data_dir / file).exists()
    ]
    pairs = (pair for path in paths for pair in read_spread(path, max_pairs=MAX_PAIRS))
    print("# Words that are typed without their accents, and whose letters are no others: by")
    print("# training/accents.py.")
    print(*select_words(*count_words(pairs)), sep="\n")


if __name__ == "__main__":
    main()
