"""Time many small files: in one run, each in a run of its own, and as one file of the same text.

A run is the program as a user starts it, model loading and all. The files are made here, of
sentences of ours, no two of which are equal. Rounds take turns, so that a busy machine is busy
for all alike; processor seconds are hardly moved by that, the clock is. The cache is off.

    python benchmarks/many_files.py [--files 200] [--rounds 3] [--alone 20] [--jobs 1 4]
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_WHO = ("Le conseil municipal", "La maire", "Une habitante du port", "Le directeur de la gare")
_DOES = ("a voté mardi soir", "demande depuis longtemps", "promet avant la rentrée", "refuse")
_WHAT = (
    "le budget de la ville",
    "un pont neuf sur la rivière",
    "la fermeture de l'école du quartier",
    "une seconde ligne de bus vers la plage",
)
_WHY = (
    "malgré les réserves de l'opposition",
    "parce que les travaux durent depuis dix ans",
    "à la demande de deux cents personnes",
    "après une enquête de plusieurs mois",
)

#: What a short article has: a title and two paragraphs.
_SENTENCES = ((1,), (3, 3))


def make_article(number: int, *, seed: int = 7) -> str:
    """Return a short article, always the same for a number; no sentence is in two of them."""
    chance = random.Random(seed * 1_000_003 + number)

    def make_sentence(place: int) -> str:
        who, does, what, why = (chance.choice(words) for words in (_WHO, _DOES, _WHAT, _WHY))
        return f"{who} {does} {what}, {why}, dit le rapport {number}-{place}."

    title = f"Le dossier {number} du conseil"
    first, second = (
        " ".join(make_sentence(10 * paragraph + place) for place in range(count))
        for paragraph, count in enumerate(_SENTENCES[1])
    )
    return f"{title}\n\n{first}\n\n{second}\n"


def write_tree(folder: Path, count: int) -> None:
    """Write that many articles into folders of twenty-five."""
    for number in range(count):
        path = folder / f"part-{number // 25:02d}" / f"article-{number:04d}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(make_article(number), encoding="utf-8")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """Seconds of a run, on the clock and of all processors."""

    clock_s: float
    processor_s: float


def time_run(arguments: Sequence[str], *, folder: Path) -> Cost:
    """Run the program once and return what it took."""
    environ = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}
    started, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, "-m", "translator", "translate", *arguments, "--quiet", "--no-cache"],
        cwd=folder,
        env=environ,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return Cost(
        clock_s=time.perf_counter() - started,
        processor_s=after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime,
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--files", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument(
        "--alone", type=int, default=0, help="separate runs to measure; the rest by rule of three"
    )
    parser.add_argument("--jobs", type=int, nargs="+", default=[4])
    parser.add_argument("--options", default="", help="more options of translate, for all runs")
    args = parser.parse_args()
    count, alone = args.files, args.alone or args.files
    costs: dict[str, list[Cost]] = {}
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        write_tree(folder / "tree", count)
        files = sorted((folder / "tree").rglob("*.txt"))
        (folder / "all.txt").write_text(
            "\n".join(path.read_text(encoding="utf-8") for path in files), encoding="utf-8"
        )
        options = args.options.split()
        for _ in range(args.rounds):
            one = time_run(["all.txt", "-o", "all.en.txt", *options], folder=folder)
            costs.setdefault("one file of the same text", []).append(one)
            for jobs in args.jobs:
                shutil.rmtree(folder / "out", ignore_errors=True)
                run = ["tree", "-r", "--output-dir", "out", "--jobs", str(jobs), *options]
                name = f"{count} files in one run, --jobs {jobs}"
                costs.setdefault(name, []).append(time_run(run, folder=folder))
            resumed = time_run([*run, "--resume"], folder=folder)
            costs.setdefault("the same again with --resume", []).append(resumed)
        runs = [
            time_run([str(path), "-o", "one.txt", *options], folder=folder)
            for path in files[:alone]
        ]
    costs[f"{count} runs of one file each"] = [
        Cost(
            clock_s=sum(run.clock_s for run in runs) * count / alone,
            processor_s=sum(run.processor_s for run in runs) * count / alone,
        )
    ]
    print_table(costs, rival="one file of the same text")


def print_table(costs: Mapping[str, Sequence[Cost]], *, rival: str) -> None:
    """Print the best of each row, and its ratio to the rival's."""
    clock = min(cost.clock_s for cost in costs[rival])
    processor = min(cost.processor_s for cost in costs[rival])
    print("| run | seconds | ratio | processor seconds | ratio |")
    print("|---|---:|---:|---:|---:|")
    for name, found in costs.items():
        best_clock = min(cost.clock_s for cost in found)
        best_processor = min(cost.processor_s for cost in found)
        print(
            f"| {name} | {best_clock:.1f} | {best_clock / clock:.2f} | {best_processor:.1f} | "
            f"{best_processor / processor:.2f} |"
        )


if __name__ == "__main__":
    main()
