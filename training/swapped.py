"""Nouns that parallel text hardly has, in the sentences that it does have.

    python -m training.swapped DATA_DIR fr.dic DATA_DIR/swapped.tsv.xz

A small network knows the nouns of parliaments and not those of a local newspaper: « béton » came
out as "cattle". Word lists have them, but what is learned from a word that stands alone is hardly
used inside a sentence. So a noun that both sides of a pair are sure to have is exchanged, on both
sides, with one out of the lists that has the same gender and begins alike; the sentence need make
no sense for that (Fadaee, Bisazza and Monz 2017 did it with a language model's choice of nouns).

fr.dic is the spelling dictionary of LibreOffice and Debian (hunspell-fr-comprehensive): it says
what is a noun, and of which gender (training/nouns.py).
"""

from __future__ import annotations

import argparse
import lzma
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from random import Random

from training.augment import Pair
from training.nouns import (
    Noun,
    choose_english,
    plan,
    read_genders,
    read_lacking,
    read_options,
)
from training.sources import SOURCES, read_spread
from training.words import MAX_PAIRS, MAX_WORDS, count_pairs
from translator.glossary.english import fit_article
from translator.text.normalize import normalize_source, normalize_target

#: A noun is exchanged if it is in so many of the counted pairs, and surely one English word.
MIN_SLOT, MIN_SLOT_DICE = 60, 0.5
#: Nouns exchanged in one sentence.
MAX_SWAPS = 2
#: Share of the nouns that are English on the French side, too: what a source looks like in which a
#: term was written as a glossary wants it (glossary/forcing.py), and is to be kept.
ENGLISH_SHARE = 0.35

_SOURCES = ("news", "commentary", "europarl-fr", "web", "everyday", "hansard")
_WORD = re.compile(r"[a-zà-ÿœ]+")
#: What stands before a noun: no preposition alone, behind which a noun is part of a phrase.
_PLACE = re.compile(
    r"(?<![\w'-])(?:(?:le|la|les|un|une|du|des|au|aux|cet?|cette|ces|son|sa|ses|leurs?|notre|nos"
    r"|plusieurs|deux|trois|chaque|de la|d'une?) |de l'|à l'|l')([a-zà-ÿœ]+)(?![\w'-])"
)


def find_slots(pairs: Sequence[Pair], genders: Mapping[str, str]) -> list[Noun]:
    """Return the nouns that may be exchanged: common ones that have one English word, surely."""
    seen = Counter(word for source, _ in pairs for word in set(_WORD.findall(source)))
    return [
        Noun.of(source, target, genders[source])
        for source, target, dice in count_pairs(pairs)
        if source in genders and seen[source] >= MIN_SLOT and dice >= MIN_SLOT_DICE
    ]


class Swapper:
    """Exchanges nouns of pairs with the next of those to be learned, by kind.

    Args:
        slots: nouns that may be exchanged.
        nouns: what goes there, as often as they stand in it.
        rng: draws those that are English on both sides; None: none is.
    """

    def __init__(
        self, slots: Sequence[Noun], nouns: Sequence[Noun], *, rng: Random | None = None
    ) -> None:
        self._rng = rng
        self._queues: dict[str, list[Noun]] = defaultdict(list)
        for noun in reversed(nouns):
            self._queues[noun.kind].append(noun)
        self._slots = {form: slot for slot in slots for form in slot.french}

    def __bool__(self) -> bool:
        """Whether there are nouns left for which sentences are wanted."""
        return any(self._queues.values())

    def swap(self, pair: Pair) -> Pair | None:
        """Return the pair with up to two other nouns, or None where it has no place for one.

        >>> slot, noun = Noun.of("comité", "committee", "mas"), Noun.of("foie", "liver", "mas")
        >>> Swapper([slot], [noun]).swap(("Le comité a parlé.", "The committee spoke."))
        ('Le foie a parlé.', 'The liver spoke.')
        """
        source, target = pair
        places = list(_PLACE.finditer(source[:1].lower() + source[1:]))
        swapped = 0
        for place in reversed(places):
            if swapped == MAX_SWAPS:
                break
            slot = self._slots.get(place[1])
            if slot is None:
                continue
            number = slot.french.index(place[1])
            there = [*re.finditer(rf"(?<![\w-]){slot.english[number]}(?![\w-])", target)]
            queue = self._queues[slot.kind]
            if not queue or len(there) != 1 or source.count(place[1]) != 1:
                continue
            noun = queue.pop()
            is_english = self._rng is not None and self._rng.random() < ENGLISH_SHARE
            written = (noun.english if is_english else noun.french)[number]
            source = source[: place.start(1)] + written + source[place.end(1) :]
            head = fit_article(target[: there[0].start()], noun.english[number])
            target = head + noun.english[number] + target[there[0].end() :]
            swapped += 1
        return (source, target) if swapped else None


def iter_swapped(pairs: Sequence[Pair], swapper: Swapper, *, rng: Random) -> Iterator[Pair]:
    """Yield pairs with other nouns until each noun has its sentences or finds no more places."""
    while swapper:
        found = False
        for index in rng.sample(range(len(pairs)), len(pairs)):
            swapped = swapper.swap(pairs[index])
            if swapped is not None:
                found = True
                yield swapped
        if not found:
            return


def main(argv: list[str] | None = None) -> int:
    """Write sentences with exchanged nouns."""
    parser = argparse.ArgumentParser(prog="training.swapped", description=__doc__)
    parser.add_argument("data_dir", type=Path)
    parser.add_argument("dictionary", type=Path, help="spelling dictionary with parts of speech")
    parser.add_argument("output", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args(argv)
    # Imported here: it brings 60 MB of word counts, which nothing else needs.
    from wordfreq import zipf_frequency

    rng = Random(args.seed)
    lacking = read_lacking()
    entries = args.dictionary.read_text(encoding="utf-8").splitlines()
    genders = read_genders(entries, kept=lacking)
    options = read_options(args.data_dir / "names.tsv.xz", genders)
    options |= {french: [english] for french, english in lacking.items() if french in genders}
    pairs = [
        (normalize_source(french), normalize_target(english))
        for source in SOURCES
        if source.name in _SOURCES
        for name in source.files
        for french, english in read_spread(args.data_dir / name, max_pairs=MAX_PAIRS)
        if len(french.split()) <= MAX_WORDS
    ]
    nouns = plan(
        choose_english(options, pairs),
        genders,
        lacking=lacking,
        frequency=partial(zipf_frequency, lang="fr"),
        rng=rng,
    )
    slots = find_slots(pairs, genders)
    swapped = list(iter_swapped(pairs, Swapper(slots, nouns, rng=rng), rng=rng))
    text = "".join(f"{french}\t{english}\n" for french, english in swapped).encode()
    args.output.write_bytes(lzma.compress(text, preset=2))
    learned = len({noun.french for noun in nouns})
    print(f"{len(swapped)} pairs with {learned} nouns in the places of {len(slots)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
