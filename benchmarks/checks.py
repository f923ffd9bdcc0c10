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
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from benchmarks import planters
from benchmarks.planters import Pair, Planter
from translator.assets import find_model, recommended_options
from translator.checks import DEFAULT_CHECKS, run_checks
from translator.checks.contrast import with_model
from translator.checks.traces import choose_checks
from translator.engines.loading import load_engine
from translator.types import BlockTranslation, Finding

SEED = 42
NUM_PLANTED = 300

#: What is measured; --with-model puts its own in place of some.
#: People's translations are free, so that nobody is told of their words (benchmarks/traces.py).
_FREE = choose_checks(DEFAULT_CHECKS, [])
_CHECKS = list(_FREE)

#: Planter and the codes that count as having found it.
PLANTED: tuple[tuple[Planter, frozenset[str]], ...] = (
    (planters.change_digit, frozenset({"N01", "N02", "N03"})),
    (planters.drop_number, frozenset({"N01", "N02", "N03"})),
    (planters.change_month, frozenset({"D01"})),
    (planters.drop_date_word, frozenset({"D03"})),
    (planters.add_weekday, frozenset({"D04"})),
    (planters.change_currency, frozenset({"C01"})),
    (planters.truncate_target, frozenset({"L01", "N02", "O01"})),
    (planters.repeat_phrase, frozenset({"R01"})),
    (planters.leave_french, frozenset({"U01", "U02"})),
    (planters.copy_source, frozenset({"U01"})),
    (planters.empty_target, frozenset({"E01"})),
    (planters.swap_name, frozenset({"P01", "P02"})),
    (planters.misspell_name, frozenset({"P01", "P02"})),
    (planters.delete_negation, frozenset({"G01"})),
    (planters.add_negation, frozenset({"G01"})),
    (planters.drop_quote_mark, frozenset({"Q01", "Q02"})),
    (planters.drop_short_quotation, frozenset({"Q02", "O01", "L01"})),
    (planters.plant_changed_address, frozenset({"A01"})),
    (planters.double_word, frozenset({"B01", "R01"})),
    (planters.drop_whole_clause, frozenset({"O01", "L01"})),
    (planters.drop_words, frozenset({"O01", "L01"})),
)


def load_pairs(path: Path) -> list[Pair]:
    """Read ``French<TAB>English`` lines."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [(source, target) for source, _, target in (line.partition("\t") for line in lines)]


def find_codes(pair: Pair) -> list[Finding]:
    """Return the findings for one pair."""
    return list(run_checks([BlockTranslation.from_pair(*pair)], checks=_CHECKS))


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
        _CHECKS[:] = with_model(_FREE, engine=load_engine(threads=1), options=options)
    pairs_by_name = {path.name: load_pairs(path) for path in arguments.sets}
    if arguments.held_out:
        first = 0
        for name, pairs in pairs_by_name.items():
            pairs_by_name[name] = pairs[1 - first % 2 :: 2]
            first += len(pairs)
    for name, pairs in pairs_by_name.items():
        print_false_alarms(name, pairs, show=arguments.show)
    everything = [pair for pairs in pairs_by_name.values() for pair in pairs]
    planters.learn_names(everything)
    print_recall(everything)


if __name__ == "__main__":
    main()
