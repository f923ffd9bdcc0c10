"""Measure what the cache saves and costs: whole runs of the program, start to exit.

Each round translates an article of about 600 words, and one of 20, without a cache, with an empty
one and with a full one, and the long one once more with one paragraph changed. The runs take turns,
so that a busy machine is busy for all; processor time is counted, which a busy machine changes
little.

    python benchmarks/cache.py [--rounds N]
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from itertools import accumulate
from pathlib import Path

from benchmarks.machine import describe_machine

ROOT = Path(__file__).parent.parent
#: Words of the long text: as many paragraphs of a sample as are needed.
WORDS = 600
SHORT = (
    "Le conseil municipal a voté mardi soir la fermeture du vieux pont de pierre aux voitures, "
    "malgré la pluie battante.\n"
)
CHANGE = ("conseil", "comité")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=9)
    args = parser.parse_args()
    sample = (ROOT / "samples" / "council.fr.txt").read_text(encoding="utf-8")
    paragraphs = take_words(sample.split("\n\n"))
    edited = [*paragraphs[:-1], "Il pleut. " + paragraphs[-1].replace(*CHANGE)]
    texts = {"long": "\n\n".join(paragraphs), "edited": "\n\n".join(edited), "short": SHORT}
    print(f"{len(texts['long'].split())} and {len(SHORT.split())} words; {describe_machine()}")
    times: dict[str, list[tuple[float, float]]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        for name, text in texts.items():
            (scratch / f"{name}.txt").write_text(text, encoding="utf-8")
        for _ in range(args.rounds):
            for name in ("long", "short"):
                shutil.rmtree(scratch / "cache", ignore_errors=True)
                times[f"{name}, no cache"].append(run(name, scratch, "--no-cache"))
                times[f"{name}, empty cache"].append(run(name, scratch))
                times[f"{name}, full cache"].append(run(name, scratch))
                if name == "long":
                    times["long, one paragraph changed"].append(run("edited", scratch))
    show(times)


def take_words(paragraphs: list[str]) -> list[str]:
    """Return the first paragraphs that have enough words together."""
    counts = list(accumulate(len(paragraph.split()) for paragraph in paragraphs))
    return paragraphs[: 1 + next(number for number, count in enumerate(counts) if count >= WORDS)]


def run(name: str, scratch: Path, *options: str) -> tuple[float, float]:
    """Return the seconds on the clock and of processor time that one run of the program takes."""
    environment = {
        **{key: value for key, value in os.environ.items() if "TRANSLATOR" not in key},
        "XDG_CACHE_HOME": str(scratch / "cache"),
    }
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "translator", "translate", scratch / f"{name}.txt", "-q", *options],
        env=environment,
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        check=True,
    )
    wall_s = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall_s, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def show(times: dict[str, list[tuple[float, float]]]) -> None:
    """Print medians, and ratios to the run of the same text without a cache."""
    for name, pairs in times.items():
        base = times[f"{name.partition(',')[0]}, no cache"]
        cpu_s = statistics.median(pair[1] for pair in pairs)
        wall_s = statistics.median(pair[0] for pair in pairs)
        ratio = statistics.median(own[1] / other[1] for own, other in zip(pairs, base, strict=True))
        print(f"{name:<28} {wall_s:6.2f} s  {cpu_s:6.2f} s of processor  × {ratio:.2f}")


if __name__ == "__main__":
    main()
