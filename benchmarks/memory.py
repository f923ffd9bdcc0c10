"""Measure how peak memory grows with the text, from the process's start to its exit.

``translator translate`` runs on texts of each size. The model's own memory does not depend on the
text, so an engine that echoes stands for it unless --model is given. Plain texts of 4 MB and more
are read in parts, so the peak is highest just below.

    python -m benchmarks.memory [--kb N…] [--model]
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from benchmarks.machine import describe_machine
from benchmarks.program import run_program, write_article


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--model", action="store_true", help="the embedded model, beam 1")
    parser.add_argument("--kb", type=int, nargs="+", default=[20, 1000, 3900, 4100])
    args = parser.parse_args()
    print(f"{describe_machine()}\n")
    print("| text kB | peak MB |\n|---:|---:|")
    options = ["--quiet", *(["--beam-size", "1"] if args.model else [])]
    with tempfile.TemporaryDirectory() as folder:
        for size in args.kb:
            path = Path(folder) / f"{size}.txt"
            write_article(path, size * 1000)
            usage = run_program(["translate", *options, str(path)], echo=not args.model)
            print(f"| {size:,} | {usage.peak_mb:.0f} |", flush=True)


if __name__ == "__main__":
    main()
