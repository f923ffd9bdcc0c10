"""Make translator/checks/lexicon.tsv and exonyms.tsv: what a French word becomes in English.

    python -m training.lexicon --names cldr-names.tsv --output-dir translator/checks data/*.tsv.xz

Reads ``French<TAB>English`` files, plain or .xz. The checks do not translate; they ask whether
a word of the source left any trace in the target. So a line holds, for one French word, the
English words of which at least one stands in the target wherever the French one stands in the
source, and how often that held.

lexicon.tsv has common words (written in lower case), their English side cut to its first
letters, because a trace needs no ending; a word without an English side is known to be common
and no more. exonyms.tsv has names (written with a capital inside a sentence) that English does
not copy: from pairs of names (``--names``, ``French<TAB>English`` of countries, languages and
cities in Unicode CLDR) and from the same parallel text. Names that English writes too freely to
ask for are marked ``*``.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from training.french_words import iter_pairs
from translator.checks.spellings import cut_stem, fold_word, key_sounds

#: Pairs of each file whose words are counted together: the counts settle long before.
MAX_PAIRS = 40_000
#: A pair of longer sides says little about any single word.
MAX_WORDS = 60
MIN_COUNT = 25
MIN_NAME_COUNT = 3
#: A word is no name if it is written in lower case at least so often, and at least so many
#: times for each time with a capital inside a sentence.
MIN_COMMON_COUNT = 6
MIN_LOWER_PER_CAPITAL = 0.5
#: An English word found in more of the pairs is a trace of nothing.
MAX_ENGLISH_SHARE = 0.03
#: How many times likelier than by chance an English word must be beside the French one.
MIN_LIFT = 8.0
#: Shortest gain, in share of the French word's pairs, for which another English word is added.
MIN_GAIN = 0.02
MAX_ALTERNATIVES = 8
#: A common word is listed if it leaves a trace this often.
MIN_COVERAGE = 0.6
#: A name is copied if at most this share was not found; it is asked for if it leaves a trace
#: in all but this share.
MAX_LOST_NAMES = 0.06

_WORD = re.compile(r"[^\W\d_]+")
_CAPITALIZED = re.compile(r"(?<![.!?:;«»\"“”(…-] )(?<!^)\b[A-ZÀ-ÖØ-ÞŒ][\w]+")


@dataclass(slots=True)
class Counts:
    """How often words stand together; ``names`` keeps the English side of each pair."""

    french: Counter[str] = field(default_factory=Counter)
    english: Counter[str] = field(default_factory=Counter)
    together: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    sides: dict[str, list[frozenset[str]]] = field(default_factory=lambda: defaultdict(list))
    names: dict[str, list[frozenset[str]]] = field(default_factory=lambda: defaultdict(list))
    lower: Counter[str] = field(default_factory=Counter)
    capital: Counter[str] = field(default_factory=Counter)
    num_pairs: int = 0

    def is_common(self, word: str) -> bool:
        """Return whether a folded word is written in lower case as a rule."""
        least = max(MIN_COMMON_COUNT, MIN_LOWER_PER_CAPITAL * self.capital[word])
        return self.lower[word] >= least


def count_case(counts: Counts, pairs: Iterable[tuple[str, str]]) -> None:
    """Count how often each French word is written in lower case and with a capital."""
    for source, _ in pairs:
        words = _WORD.findall(source)
        counts.lower.update(fold_word(word) for word in words if word.islower())
        counts.capital.update(fold_word(name) for name in _CAPITALIZED.findall(source))


def count_pairs(counts: Counts, pairs: Iterable[tuple[str, str]]) -> None:
    """Count words, English stems and names over all pairs."""
    for source, target in pairs:
        french, english = _WORD.findall(source), _WORD.findall(target)
        if max(len(french), len(english)) > MAX_WORDS:
            continue
        counts.num_pairs += 1
        words = frozenset(fold_word(word) for word in english)
        stems = frozenset(cut_stem(word) for word in words if len(word) > 1)
        counts.english.update(stems)
        for word in {fold_word(word) for word in french if word.islower() and len(word) > 3}:
            counts.french[word] += 1
            counts.together[word].update(stems)
            if len(counts.sides[word]) < 400:
                counts.sides[word].append(stems)
        for name in {fold_word(name) for name in _CAPITALIZED.findall(source)}:
            if len(counts.names[name]) < 400:
                counts.names[name].append(words)


def cover(
    sides: Sequence[frozenset[str]], candidates: Iterable[str]
) -> tuple[tuple[str, ...], float]:
    """Return the candidates that together leave a trace in most sides, and in what share."""
    left = list(sides)
    chosen: list[str] = []
    pool = set(candidates)
    while left and len(chosen) < MAX_ALTERNATIVES:
        gains = Counter(word for side in left for word in side if word in pool)
        if not gains:
            break
        word, gain = min(gains.items(), key=lambda item: (-item[1], item[0]))
        if gain < max(MIN_GAIN * len(sides), 1.5):
            break
        chosen.append(word)
        left = [side for side in left if word not in side]
    return tuple(chosen), 1 - len(left) / len(sides)


def select_words(counts: Counts) -> Iterator[tuple[str, int, tuple[str, ...]]]:
    """Yield common words with the share, in tenths, and the English stems."""
    most = MAX_ENGLISH_SHARE * counts.num_pairs
    for word in filter(counts.is_common, counts.lower):
        count = counts.french[word]
        if not MIN_COUNT <= count <= most:
            yield word, 0, ()
            continue
        candidates = [
            stem
            for stem, together in counts.together[word].items()
            if counts.english[stem] <= most
            and together * counts.num_pairs >= MIN_LIFT * count * counts.english[stem]
        ]
        stems, coverage = cover(counts.sides[word], candidates)
        if stems and coverage >= MIN_COVERAGE:
            yield word, min(int(10 * coverage), 9), stems
        else:
            yield word, 0, ()


def select_names(
    counts: Counts, pairs: Mapping[str, set[str]]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the names that English does not copy, with the English ones or ``*``."""
    document_counts: Counter[str] = Counter()
    for sides in counts.names.values():
        for side in sides:
            document_counts.update(side)
    total = max(sum(len(sides) for sides in counts.names.values()), 1)
    for name in sorted({*counts.names, *pairs}):
        sides = counts.names.get(name, [])
        known = pairs.get(name, set())
        if counts.is_common(name) and not known:
            continue
        sound = key_sounds(name)
        left = [
            side
            for side in sides
            if name not in side and not any(key_sounds(word) == sound for word in side)
        ]
        if len(sides) < MIN_NAME_COUNT or len(left) <= MAX_LOST_NAMES * len(sides):
            if known:
                yield name, tuple(sorted(known))
            continue
        candidates = {
            word
            for side in left
            for word in side
            if len(word) > 1 and document_counts[word] <= MAX_ENGLISH_SHARE * total
        }
        local = Counter(word for side in left for word in side)
        candidates = {
            word
            for word in candidates
            if local[word] * total >= MIN_LIFT * len(left) * document_counts[word]
        }
        left = [side for side in left if side.isdisjoint(known)]
        words, _ = cover(left, candidates) if left else ((), 1.0)
        lost = sum(1 for side in left if side.isdisjoint(words))
        if lost > max(MAX_LOST_NAMES * len(sides), 0.5):
            yield name, ("*",)
        elif known or words:
            yield name, tuple(sorted({*known, *words}))


def read_names(path: Path) -> dict[str, set[str]]:
    """Return the names of a file of single names that the two languages write differently."""
    found: dict[str, set[str]] = defaultdict(set)
    for french, english in iter_pairs([path]):
        words, names = _WORD.findall(french), _WORD.findall(english)
        if not (words and names and len(words) <= 3 and len(names) <= 3):
            continue
        if not all(name[0].isupper() and len(name) > 2 for name in names):
            continue
        if len(words) != 1 or not (words[0][0].isupper() or len(names) == 1):
            continue
        folded = {fold_word(name) for name in names}
        word = fold_word(words[0])
        if key_sounds(word) not in {key_sounds(name) for name in folded}:
            found[word] |= folded
    return {word: names for word, names in found.items() if len(names) <= MAX_ALTERNATIVES}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--names", type=Path, required=True)
    parser.add_argument("--output-dir", type=Path, required=True)
    arguments = parser.parse_args()
    counts = Counts()
    count_case(counts, iter_pairs(arguments.files))
    for path in arguments.files:
        count_pairs(counts, islice(iter_pairs([path]), MAX_PAIRS))
    origin = ", ".join(path.name for path in arguments.files)
    with (arguments.output_dir / "lexicon.tsv").open("w", encoding="utf-8") as stream:
        stream.write(
            "# French word, how often in ten it leaves a trace, beginnings of English words.\n"
            f"# Made by training/lexicon.py from {origin}.\n"
        )
        for word, tenths, stems in sorted(select_words(counts)):
            stream.write(f"{word}\t{tenths}\t{' '.join(stems)}\n" if stems else f"{word}\n")
    with (arguments.output_dir / "exonyms.tsv").open("w", encoding="utf-8") as stream:
        stream.write(
            "# French name, its English ones; * where English is too free to ask for one.\n"
            f"# Made by training/lexicon.py from {arguments.names.name} (names of Unicode CLDR,\n"
            "# copyright Unicode, Inc., Unicode License v3: https://www.unicode.org/license.txt)\n"
            f"# and {origin}.\n"
        )
        for name, names in select_names(counts, read_names(arguments.names)):
            stream.write(f"{name}\t{' '.join(names)}\n")


if __name__ == "__main__":
    main()
