"""Measure the checks on human translations: false alarms, and planted errors found.

    python -m benchmarks.checks SET.tsv… [--show CODE …] [--with-model] [--held-out]

Each file holds ``French<TAB>English`` lines by people. The first table counts the untouched
pairs that a check flags: false alarms, apart from the errors that people make. The second
plants one error of a kind in each of 300 pairs (fewer where the sets offer fewer) and counts
how many a check of the right kind reports. --with-model lets the embedded model judge suspected
omissions, as compare SOURCE TARGET does. --held-out keeps to every second line of all files taken
together: those that training/omission.py measures on and does not fit.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from training.losses import drop_clause, drop_piece
from translator.assets import find_model, recommended_options
from translator.checks import DEFAULT_CHECKS, run_checks
from translator.checks.contrast import with_model
from translator.engines.loading import load_engine
from translator.types import (
    Block,
    BlockKind,
    BlockTranslation,
    Finding,
    Hypothesis,
    Segment,
    SegmentTranslation,
)

SEED = 42
NUM_PLANTED = 300
#: What is measured; --with-model puts its own in place of some.
_CHECKS = list(DEFAULT_CHECKS)
Pair = tuple[str, str]
#: Returns the target with the error, or both sides where the source needs the opportunity too,
#: or None where the pair gives none.
Planter = Callable[[Pair, random.Random], "str | Pair | None"]

_NUMBER = re.compile(r"(?<![\w.,$€£-])[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?(?![\w-])")
_MONTHS = (
    "January February March April May June July August September October November December"
).split()
_MONTH = re.compile(rf"\b(?:{'|'.join(_MONTHS)})\b")
_FRENCH_MONTH = re.compile(
    r"\b(?:janvier|février|mars|avril|mai|juin|juillet|août|\w+embre|octobre)\b"
)
_FRENCH_MONEY = re.compile(r"€|\$|£|\b(?:euros?|dollars?|livres sterling)\b")
_CURRENCY = re.compile(r"€|\$|£|\b(?:euros?|dollars?|pounds?)\b")
_OTHER_CURRENCY = {"€": "$", "$": "€", "£": "$", "euro": "dollar", "dollar": "euro"}
_OTHER_CURRENCY |= {"euros": "dollars", "dollars": "euros", "pound": "euro", "pounds": "euros"}

_NAME = re.compile(r"(?<=[a-zà-ÿ,] )[A-Z][a-z]{3,}\b(?!['’-])")
_NOT = re.compile(r" not\b|n't\b")
_NE_PAS = re.compile(r"\b(?:ne |n['’])[^.;:!?]{1,40}? pas\b")
_AUXILIARY = re.compile(r"\b(?:is|are|was|were|will|would|should|could|can|has|have|had)\b")
_QUOTE = re.compile(r"[«»“”\"]")
_ADDRESSES = (
    "https://www.exemple.fr/dossier/{}",
    "www.exemple.org/{}",
    "redaction@{}.exemple.fr",
    "rapport-{}.pdf",
    "@journal_{}",
)
#: Names that swap_name puts in: those that the two sides of its pairs share.
_OTHER_NAMES: list[str] = []
#: Words that any side of any pair has in lower case, and that are no names for that reason.
_LOWER_CASE: set[str] = set()


def make_block(source: str, target: str, *, index: int = 0) -> BlockTranslation:
    """Return a block of one segment."""
    segment = Segment(block_index=index, index=0, text=source, start=0, end=len(source))
    part = SegmentTranslation(segment=segment, hypotheses=(Hypothesis(text=target),))
    block = Block(index=index, kind=BlockKind.PARAGRAPH, text=source)
    return BlockTranslation(block=block, target=target, segments=(part,))


def load_pairs(path: Path) -> list[Pair]:
    """Read ``French<TAB>English`` lines."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [(source, target) for source, _, target in (line.partition("\t") for line in lines)]


def change_digit(pair: Pair, rng: random.Random) -> str | None:
    """Replace one digit of one number."""
    numbers = list(_NUMBER.finditer(pair[1]))
    if not numbers:
        return None
    number = rng.choice(numbers)
    places = [at for at in range(number.start(), number.end()) if pair[1][at].isdigit()]
    at = rng.choice(places)
    digit = rng.choice([char for char in "123456789" if char != pair[1][at]])
    return pair[1][:at] + digit + pair[1][at + 1 :]


def drop_number(pair: Pair, rng: random.Random) -> str | None:
    """Take out one number that the source has in digits as well."""
    shared = [
        number
        for number in _NUMBER.finditer(pair[1])
        if re.search(rf"(?<![0-9]){re.escape(number[0])}(?![0-9])", pair[0])
    ]
    if not shared:
        return None
    number = rng.choice(shared)
    return pair[1][: number.start()] + pair[1][number.end() :].lstrip()


def change_month(pair: Pair, rng: random.Random) -> str | None:
    """Write another month."""
    match = _MONTH.search(pair[1])
    if match is None or not _FRENCH_MONTH.search(pair[0]):
        return None
    other = rng.choice([month for month in _MONTHS if month != match[0]])
    return pair[1][: match.start()] + other + pair[1][match.end() :]


def change_currency(pair: Pair, rng: random.Random) -> str | None:
    """Write another currency beside an amount; the source must have an amount of money."""
    if not _FRENCH_MONEY.search(pair[0]):
        return None
    matches = list(_CURRENCY.finditer(pair[1]))
    if len(matches) != 1:
        return None
    (match,) = matches
    return pair[1][: match.start()] + _OTHER_CURRENCY[match[0]] + pair[1][match.end() :]


def truncate_target(pair: Pair, rng: random.Random) -> str | None:
    """Keep 40 % of the target's words."""
    words = pair[1].split()
    return " ".join(words[: round(0.4 * len(words))]) if len(words) >= 10 else None


def repeat_phrase(pair: Pair, rng: random.Random) -> str | None:
    """Say a phrase of two to four words four times."""
    words = pair[1].split()
    if len(words) < 8:
        return None
    length = rng.randint(2, 4)
    at = rng.randint(0, len(words) - length)
    return " ".join([*words[:at], *(words[at : at + length] * 4), *words[at + length :]])


def leave_french(pair: Pair, rng: random.Random) -> str | None:
    """Put four French words of the source in place of four English ones."""
    source, words = pair[0].split(), pair[1].split()
    if len(source) < 8 or len(words) < 8:
        return None
    taken = rng.randint(0, len(source) - 4)
    at = rng.randint(0, len(words) - 4)
    return " ".join([*words[:at], *source[taken : taken + 4], *words[at + 4 :]])


def swap_name(pair: Pair, rng: random.Random) -> str | None:
    """Write another name of the same set in place of one that both sides have."""
    names = _shared_names(pair)
    if not names:
        return None
    name = rng.choice(names)
    return pair[1].replace(name, rng.choice([other for other in _OTHER_NAMES if other != name]))


def misspell_name(pair: Pair, rng: random.Random) -> str | None:
    """Delete, double or swap a letter inside a name of six letters or more."""
    names = [name for name in _shared_names(pair) if len(name) >= 6]
    if not names:
        return None
    name = rng.choice(names)
    at = rng.randint(1, len(name) - 3)
    wrong = rng.choice(
        (
            name[:at] + name[at + 1 :],
            name[:at] + rng.choice("abdegiklmnoprst") + name[at:],
            name[:at] + name[at + 1] + name[at] + name[at + 2 :],
        )
    )
    return None if wrong == name else pair[1].replace(name, wrong)


def _shared_names(pair: Pair) -> list[str]:
    """Return what is capitalized inside a sentence on both sides, and nowhere a common word."""
    target = {match[0] for match in _NAME.finditer(pair[1])}
    shared = target & {match[0] for match in _NAME.finditer(pair[0])}
    return sorted(name for name in shared if name.lower() not in _LOWER_CASE)


def delete_negation(pair: Pair, rng: random.Random) -> str | None:
    """Take out "not" where the source has "ne … pas"."""
    match = _NOT.search(pair[1])
    if match is None or not _NE_PAS.search(pair[0]):
        return None
    return pair[1][: match.start()] + pair[1][match.end() :]


def add_negation(pair: Pair, rng: random.Random) -> str | None:
    """Put "not" behind an auxiliary."""
    match = _AUXILIARY.search(pair[1])
    if match is None or _NOT.search(pair[1]):
        return None
    return pair[1][: match.end()] + " not" + pair[1][match.end() :]


def drop_quote_mark(pair: Pair, rng: random.Random) -> str | None:
    """Take out one of an even number of double quotation marks that the source has too."""
    places = [match.start() for match in _QUOTE.finditer(pair[1])]
    if not places or len(places) % 2 or not _QUOTE.search(pair[0]):
        return None
    at = rng.choice(places)
    return pair[1][:at] + pair[1][at + 1 :]


def double_word(pair: Pair, rng: random.Random) -> str | None:
    """Write one word of the target twice."""
    words = pair[1].split()
    places = [at for at, word in enumerate(words) if word.isalpha()]
    if not places:
        return None
    at = rng.choice(places)
    return " ".join([*words[: at + 1], *words[at:]])


def drop_words(pair: Pair, rng: random.Random) -> str | None:
    """Take out 25 to 40 % of the words, in one piece, from anywhere."""
    return drop_piece(pair[1], rng)


def drop_whole_clause(pair: Pair, rng: random.Random) -> str | None:
    """Take out what stands between two marks, 20 to 50 % of the target."""
    return drop_clause(pair[1], rng)


def plant_changed_address(pair: Pair, rng: random.Random) -> Pair:
    """Return the pair with an address added to both sides, and one character of it changed.

    The sets hold no addresses, so these are made up.
    """
    address = rng.choice(_ADDRESSES).format(rng.choice("abcdefghk") + str(rng.randint(10, 99)))
    places = [at for at, char in enumerate(address) if char.isalpha() and at > 3]
    at = rng.choice(places)
    letter = rng.choice([char for char in "abcdefgh" if char != address[at].lower()])
    changed = address[:at] + letter + address[at + 1 :]
    return f"{pair[0]} ({address})", f"{pair[1]} ({changed})"


def copy_source(pair: Pair, rng: random.Random) -> str | None:
    """Leave the whole segment in French."""
    return pair[0] if len(pair[0].split()) >= 4 else None


def empty_target(pair: Pair, rng: random.Random) -> str | None:
    """Leave nothing."""
    return ""


#: Planter and the codes that count as having found it.
PLANTED: tuple[tuple[Planter, frozenset[str]], ...] = (
    (change_digit, frozenset({"N01", "N02", "N03"})),
    (drop_number, frozenset({"N01", "N02", "N03"})),
    (change_month, frozenset({"D01"})),
    (change_currency, frozenset({"C01"})),
    (truncate_target, frozenset({"L01", "N02", "O01"})),
    (repeat_phrase, frozenset({"R01"})),
    (leave_french, frozenset({"U01", "U02"})),
    (copy_source, frozenset({"U01"})),
    (empty_target, frozenset({"E01"})),
    (swap_name, frozenset({"P01", "P02"})),
    (misspell_name, frozenset({"P01", "P02"})),
    (delete_negation, frozenset({"G01"})),
    (add_negation, frozenset({"G01"})),
    (drop_quote_mark, frozenset({"Q01", "Q02"})),
    (plant_changed_address, frozenset({"A01"})),
    (double_word, frozenset({"B01", "R01"})),
    (drop_whole_clause, frozenset({"O01", "L01"})),
    (drop_words, frozenset({"O01", "L01"})),
)


def find_codes(pair: Pair) -> list[Finding]:
    """Return the findings for one pair."""
    return list(run_checks([make_block(*pair)], checks=_CHECKS))


def print_false_alarms(name: str, pairs: Sequence[Pair], *, show: Sequence[str]) -> None:
    """Print how many untouched pairs each code flags."""
    flagged: Counter[str] = Counter()
    total = 0
    started = time.process_time()
    for pair in pairs:
        findings = find_codes(pair)
        flagged.update({finding.code for finding in findings})
        total += bool(findings)
        for finding in findings:
            if finding.code in show:
                print(f"{finding.code} {finding.message}\n  {pair[0]}\n  {pair[1]}")
    elapsed_s = time.process_time() - started
    print(f"\n{name}: {len(pairs)} pairs, {1000 * elapsed_s / len(pairs):.2f} ms a segment\n")
    print("| code | segments flagged | share |\n|---|---:|---:|")
    for code, count in [*sorted(flagged.items()), ("any", total)]:
        print(f"| {code} | {count} | {count / len(pairs):.2%} |")


def print_recall(pairs: Sequence[Pair]) -> None:
    """Print how many planted errors are found."""
    print("\n| planted error | planted | found | share | any finding |\n|---|---:|---:|---:|---:|")
    for plant, codes in PLANTED:
        rng = random.Random(SEED)
        found = reported = 0
        planted = list(_plant(plant, rng.sample(pairs, len(pairs)), rng))
        for pair in planted:
            reports = {finding.code for finding in find_codes(pair)}
            found += bool(reports & codes)
            reported += bool(reports)
        count = len(planted)
        name = plant.__name__.replace("_", " ")
        share = f"{found / count:.1%} | {reported / count:.1%}" if count else "– | –"
        print(f"| {name} | {count} | {found} | {share} |")


def _plant(plant: Planter, pairs: Iterable[Pair], rng: random.Random) -> Iterable[Pair]:
    """Yield up to NUM_PLANTED faulty pairs, of pairs that are clean before."""
    count = 0
    for pair in pairs:
        if count == NUM_PLANTED:
            return
        planted = plant(pair, rng)
        faulty = (pair[0], planted) if isinstance(planted, str) else planted
        if faulty is not None and faulty[1] != pair[1] and not find_codes(pair):
            count += 1
            yield faulty


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("sets", nargs="+", type=Path, metavar="SET.tsv")
    parser.add_argument("--show", nargs="*", default=[], metavar="CODE")
    parser.add_argument("--with-model", action="store_true")
    parser.add_argument("--held-out", action="store_true")
    arguments = parser.parse_args()
    if arguments.with_model:
        options = recommended_options(find_model(None))
        _CHECKS[:] = with_model(DEFAULT_CHECKS, engine=load_engine(threads=1), options=options)
    pairs_by_name = {path.name: load_pairs(path) for path in arguments.sets}
    if arguments.held_out:
        first = 0
        for name, pairs in pairs_by_name.items():
            pairs_by_name[name] = pairs[1 - first % 2 :: 2]
            first += len(pairs)
    for name, pairs in pairs_by_name.items():
        print_false_alarms(name, pairs, show=arguments.show)
    everything = [pair for pairs in pairs_by_name.values() for pair in pairs]
    _LOWER_CASE.update(
        word for pair in everything for text in pair for word in re.findall(r"\b[a-zà-ÿ]+\b", text)
    )
    _OTHER_NAMES.extend(sorted({name for pair in everything for name in _shared_names(pair)}))
    print_recall(everything)


if __name__ == "__main__":
    main()
