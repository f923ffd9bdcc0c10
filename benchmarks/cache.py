"""Measure what the cache saves and costs: whole runs of the program, start to exit.

Each round translates the articles of samples/, and a sentence of 20 words, without a cache, with an
empty one, with a full one and, the articles, with one paragraph changed. The runs take turns, so
that a busy machine is busy for all; processor time is counted, which a busy machine changes little.
Modules are compiled before, as those of an installed program are.

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
from pathlib import Path

from benchmarks.machine import describe_machine

ROOT = Path(__file__).parent.parent
ARTICLES = ("council", "observatory", "strike")
SHORT = (
    "Le conseil municipal a voté mardi soir la fermeture du vieux pont de pierre aux voitures, "
    "malgré la pluie battante.\n"
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=9)
    args = parser.parse_args()
    texts = {"short": SHORT}
    for name in ARTICLES:
        article = (ROOT / "samples" / f"{name}.fr.txt").read_text(encoding="utf-8").rstrip()
        texts[name] = article
        # The last paragraph, so that everything before it is looked up first.
        texts[edited(name)] = article + " Il pleut sur la ville.\n"
    words = ", ".join(f"{name} {len(texts[name].split())}" for name in (*ARTICLES, "short"))
    print(f"words: {words}; {describe_machine()}")
    times: dict[str, list[tuple[float, float]]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        for name, text in texts.items():
            (scratch / f"{name}.txt").write_text(text, encoding="utf-8")
        run("short", scratch)
        for _ in range(args.rounds):
            for name in (*ARTICLES, "short"):
                shutil.rmtree(scratch / "cache", ignore_errors=True)
                times[f"{name}, no cache"].append(run(name, scratch, "--no-cache"))
                times[f"{name}, empty cache"].append(run(name, scratch))
                times[f"{name}, full cache"].append(run(name, scratch))
                if name in ARTICLES:
                    times[f"{name}, one paragraph changed"].append(run(edited(name), scratch))
    show(times)


def edited(name: str) -> str:
    """Return what the changed article is called."""
    return f"{name} edited"


def run(name: str, scratch: Path, *options: str) -> tuple[float, float]:
    """Return the seconds on the clock and of processor time that one run of the program takes."""
    environment = {
        **{key: value for key, value in os.environ.items() if "TRANSLATOR" not in key},
        "XDG_CACHE_HOME": str(scratch / "cache"),
        "PYTHONDONTWRITEBYTECODE": "",
        "PYTHONPYCACHEPREFIX": str(scratch / "bytecode"),
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
        print(f"{name:<34} {wall_s:6.2f} s  {cpu_s:6.2f} s of processor  × {ratio:.2f}")


if __name__ == "__main__":
    main()
