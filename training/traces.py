"""Make translator/checks/traces.tsv: words whose English is so sure that its absence tells.

    python -m training.traces DATA translator/checks/traces.tsv

Reads ``French<TAB>English`` of a folder, the sources named below. A line holds a French word that
is written in lower case, the English word that stands for it as a rule, if there is one, and the
beginnings of the English words of which at least one stands in nearly every translation of people.
They leave a word out more often than a program that translates sentence by sentence, so that what
holds for them holds the more for it. Words that such a program renders otherwise all the same are
left out; its translations of news are at hand.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from training.french_words import iter_pairs
from training.lexicon import MAX_ENGLISH_SHARE, MAX_WORDS, MIN_LIFT
from translator.checks.dates import iter_names
from translator.checks.french_numbers import FRENCH
from translator.checks.spellings import cut_stem, fold_word
from translator.checks.traces import WORD, Target, find_source_words
from translator.checks.units import find_units
from translator.glossary.reading import load_glossary

#: What comes first is kept, where a word has enough of it: news and the web before parliaments.
SOURCES = (
    "newstest2008-2012",
    "news-commentary-and-postedits",
    "web",
    "everyday",
    "europarl-fr-original",
    "hansard",
    "europarl-1",
    "europarl-2",
    "europarl-3",
    "europarl-4",
)
#: News as a program translates it.
LITERAL = "newstest2008-2012-firefox-hypotheses"
#: Pairs of a word that are kept; what it becomes has settled long before.
MAX_PAIRS = 250
MIN_COUNT = 12
MIN_LETTERS = 4
#: A word is no name if it is written in lower case at least so often for each capital.
MIN_LOWER_PER_CAPITAL = 0.5
#: What an English word explains: so many pairs of a word at least, and this share of them.
MIN_GAIN = 3
MIN_GAIN_SHARE = 0.006
MAX_ALTERNATIVES = 16
#: A word is listed if it leaves a trace in this share of its pairs. Frequent words are known to a
#: model, so that what looks like a loss is more often another rendering.
MIN_COVERAGE = 0.875
MIN_COVERAGE_FREQUENT = 0.94
FREQUENT = 2000
#: The English word of a French one stands in this share of its pairs.
MIN_WORD_SHARE = 0.4
#: Translations of the program without a trace, and their share, that strike a word off.
MAX_UNTRACED = 1
MAX_UNTRACED_SHARE = 0.1


@dataclass(frozen=True, slots=True)
class Explained:
    """What a French word becomes: the likeliest word, all beginnings, and how often any of them."""

    word: str
    stems: tuple[str, ...]
    coverage: float


@dataclass(slots=True)
class Counts:
    """How often words stand in the pairs, and the English words of some pairs of each."""

    french: Counter[str] = field(default_factory=Counter)
    capital: Counter[str] = field(default_factory=Counter)
    english: Counter[str] = field(default_factory=Counter)
    sides: dict[str, list[frozenset[str]]] = field(default_factory=lambda: defaultdict(list))
    num_pairs: int = 0
    #: Pairs whose English side was wanted, and counted.
    num_sides: int = 0


_TERMS = load_glossary("press")
_NUMBERS = frozenset(map(fold_word, FRENCH.lexicon))
_fold = lru_cache(maxsize=400_000)(fold_word)
_stem = lru_cache(maxsize=400_000)(cut_stem)


def count_pairs(counts: Counts, pairs: Iterable[tuple[str, str]]) -> None:
    """Count the words of pairs."""
    for source, target in pairs:
        french, english = WORD.findall(source), WORD.findall(target)
        if max(len(french), len(english)) > MAX_WORDS:
            continue
        counts.num_pairs += 1
        words = {_fold(word) for word in french if len(word) >= MIN_LETTERS and word.islower()}
        counts.french.update(words)
        counts.capital.update(
            _fold(word) for word in french[1:] if word[0].isupper() and len(word) >= MIN_LETTERS
        )
        wanting = [word for word in words if len(counts.sides[word]) < MAX_PAIRS]
        # Of the others a third is enough to know how frequent the English words are.
        if wanting or counts.num_pairs % 3 == 0:
            side = frozenset(word for word in english if len(word) > 1)
            counts.english.update({_stem(_fold(word)) for word in side})
            counts.num_sides += 1
            for word in wanting:
                counts.sides[word].append(side)


def explain(counts: Counts, word: str) -> Explained:
    """Return the English words that stand beside a French one, and the share that has any."""
    sides = [{_stem(_fold(other)) for other in side} for side in counts.sides[word]]
    most = MAX_ENGLISH_SHARE * counts.num_sides
    beside = Counter(stem for side in sides for stem in side)
    pool = {
        stem
        for stem, count in beside.items()
        if counts.english[stem] <= most
        and count * counts.num_sides >= MIN_LIFT * len(sides) * counts.english[stem]
    }
    chosen: list[str] = []
    left = sides
    while left and len(chosen) < MAX_ALTERNATIVES:
        gains = Counter(stem for side in left for stem in side if stem in pool)
        if not gains:
            break
        stem, gain = min(gains.items(), key=lambda item: (-item[1], item[0]))
        # A rare word has few pairs, and its first English word may be its only one.
        if gain < (MIN_GAIN if chosen else 2) or gain < MIN_GAIN_SHARE * len(sides):
            break
        chosen.append(stem)
        left = [side for side in left if stem not in side]
    return Explained(
        word=_find_word(counts.sides[word], chosen[0]) if chosen else "",
        stems=tuple(chosen),
        coverage=1 - len(left) / max(1, len(sides)),
    )


def _find_word(sides: Sequence[frozenset[str]], stem: str) -> str:
    """Return the word with this beginning that stands in most sides; "" if none is in enough."""
    words = Counter(
        word
        for side in sides
        for word in side
        if word.islower() and word.isascii() and _stem(_fold(word)) == stem
    )
    if not words:
        return ""
    word, count = min(words.items(), key=lambda item: (-item[1], item[0]))
    return word if count >= MIN_WORD_SHARE * len(sides) else ""


def select_words(counts: Counts) -> dict[str, Explained]:
    """Return the words with what each and its other forms become."""
    explained: dict[str, Explained] = {}
    for word, count in counts.french.items():
        is_word = count >= MIN_LOWER_PER_CAPITAL * counts.capital[word] and not _is_settled(word)
        if is_word and MIN_COUNT <= count <= MAX_ENGLISH_SHARE * counts.num_pairs:
            explained[word] = explain(counts, word)
    forms: dict[str, set[str]] = defaultdict(set)
    for word, found in explained.items():
        forms[_cut_ending(word)].update(found.stems)
    return {
        word: replace(found, stems=tuple(sorted(forms[_cut_ending(word)])))
        for word, found in explained.items()
        if found.stems
        and found.coverage
        >= (MIN_COVERAGE_FREQUENT if counts.french[word] >= FREQUENT else MIN_COVERAGE)
    }


def _is_settled(word: str) -> bool:
    """Tell whether somebody else looks after a word: checks of quantities, the embedded terms."""
    is_quantity = (
        word in _NUMBERS or any(iter_names(word, language="fr")) or bool(find_units(f"3 {word}"))
    )
    return is_quantity or bool(_TERMS.find(word))


def _cut_ending(folded: str) -> str:
    """Return what a word has in common with its plural and its feminine."""
    return folded.rstrip("sx").rstrip("e").rstrip("s")


def strike_off(words: Mapping[str, Explained], pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield the words that a program's translations render by something else too often."""
    asked: Counter[str] = Counter()
    untraced: Counter[str] = Counter()
    for source, text in pairs:
        target = Target.of(text)
        for found in find_source_words(source, words):
            asked[found.folded] += 1
            untraced[found.folded] += not target.has_trace(found.folded, words[found.folded].stems)
    for word, count in untraced.items():
        if count > MAX_UNTRACED and count > MAX_UNTRACED_SHARE * asked[word]:
            yield word


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("data", type=Path, help="a folder of SOURCE.tsv.xz")
    parser.add_argument("output", type=Path)
    arguments = parser.parse_args()
    counts = Counts()
    for source in SOURCES:
        count_pairs(counts, iter_pairs([arguments.data / f"{source}.tsv.xz"]))
        print(f"{source}: {counts.num_pairs:,} pairs, {len(counts.sides):,} words", flush=True)
    words = select_words(counts)
    literal = iter_pairs([arguments.data / f"{LITERAL}.tsv.xz"])
    struck = set(strike_off(words, literal))
    with arguments.output.open("w", encoding="utf-8") as stream:
        stream.write(
            "# French word, its English as a rule, beginnings of all that its English may be.\n"
            f"# Made by training/traces.py from {', '.join(SOURCES)}.\n"
        )
        for word in sorted(words.keys() - struck):
            found = words[word]
            stream.write(f"{word}\t{found.word}\t{' '.join(found.stems)}\n")
    print(f"{len(words) - len(struck):,} words; {len(struck):,} are rendered otherwise")


if __name__ == "__main__":
    main()
