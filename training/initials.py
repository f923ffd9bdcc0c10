"""Make translator/decoding/initials.txt: words that text hardly ever begins a sentence with.

    python -m training.initials DATA_DIR fr.dic > translator/decoding/initials.txt

A model that met « grève » and never « Grève » took the headline « Grève dans les transports » for a
reference. Listed are words of some frequency that begin next to no sentence of the text: nouns,
adjectives and participles, for of infinitives and adverbs models make the same either way.

fr.dic is the spelling dictionary of LibreOffice and Debian (hunspell-fr-comprehensive).
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from training.sources import SOURCES, read_spread
from translator.decoding.lost_dates import WEEKDAYS
from translator.text.normalize import normalize_source

#: Pairs of each file that are counted.
MAX_PAIRS = 300_000
#: A rarer word is no better known in small letters.
MIN_COUNT = 60
#: Share of the sentences above which a word has been met at their beginning.
MAX_INITIAL = 8e-5
#: Share of its places above which a word with a capital is a name: Pierre, Rose.
MAX_NAMES = 0.1
MIN_LENGTH = 4

_FIRST = re.compile(r"[\"(\s]*([A-ZÀ-ÖØ-Þ][a-zà-ÿœ]+)(?![\w'-])")
_SMALL = re.compile(r"(?<![\w-])[a-zà-ÿœ]+(?![\w-])")
_INSIDE = re.compile(r"(?<=[a-zà-ÿ,] )([A-ZÀ-ÖØ-Þ][a-zà-ÿœ]+)(?![\w-])")
#: Kinds of words in the dictionary: those of grammar, adverbs and numbers; infinitives; the rest.
_GRAMMAR = re.compile(r"\bpo:(?:adv|cj|det|interj|mg|nb|neg|prep|pro)")
_INFINITIVE = re.compile(r"\bpo:(?:v\d|infi)")
_NOUN = re.compile(r"\bpo:(?:nom|adj)")
_VERB_ENDS = ("ez", "ons")


def select_words(sentences: Iterable[str], left_out: frozenset[str]) -> list[str]:
    """Return the words to list, in the order of their code points."""
    first: Counter[str] = Counter()
    small: Counter[str] = Counter()
    names: Counter[str] = Counter()
    num_sentences = 0
    for sentence in sentences:
        num_sentences += 1
        if (found := _FIRST.match(sentence)) is not None:
            first[found[1].lower()] += 1
        small.update(_SMALL.findall(sentence))
        names.update(map(str.lower, _INSIDE.findall(sentence)))
    return sorted(
        word
        for word, count in small.items()
        if count >= MIN_COUNT
        and len(word) >= MIN_LENGTH
        and first[word] <= MAX_INITIAL * num_sentences
        and names[word] <= MAX_NAMES * count
        and word not in left_out
        and not word.endswith(_VERB_ENDS)
    )


def read_left_out(path: Path) -> frozenset[str]:
    """Return words of grammar, adverbs, numbers, weekdays and infinitives that are no nouns."""
    kinds: dict[str, str] = {}
    for line in path.read_text("utf-8").splitlines():
        word = re.split(r"[/\s]", line, maxsplit=1)[0]
        kinds[word] = f"{kinds.get(word, '')} {line}"
    return frozenset(WEEKDAYS).union(
        word
        for word, kind in kinds.items()
        if _GRAMMAR.search(kind) or (_INFINITIVE.search(kind) and not _NOUN.search(kind))
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("data_dir", type=Path)
    parser.add_argument("dictionary", type=Path)
    args = parser.parse_args()
    paths = [args.data_dir / name for source in SOURCES for name in source.files]
    sentences = (
        normalize_source(french)
        for path in paths
        if path.exists()
        for french, _ in read_spread(path, max_pairs=MAX_PAIRS)
    )
    words = select_words(sentences, read_left_out(args.dictionary))
    print("# Words that the embedded model's text hardly ever begins a sentence with: by")
    print("# training/initials.py.")
    print(*words, sep="\n")


if __name__ == "__main__":
    main()
