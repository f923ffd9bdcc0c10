"""Measure how time grows with the text: a sentence should cost the same in a book and a note.

``translator translate`` runs on texts of each size, from the process's start to its exit; the
smallest one is the start-up, and each row says what a sentence beyond it costs. An engine that
echoes shows what the program itself does; with ``--model-kb`` the embedded model follows, beam 1.

    python -m benchmarks.scale [--kb N…] [--model-kb N…]
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.machine import describe_machine
from benchmarks.program import Usage, run_program, write_article


def measure(sizes: Sequence[int], *, echo: bool, folder: Path) -> list[tuple[int, Usage]]:
    """Translate a text of each size in kB; return its sentences and what the program took."""
    options = ["--quiet"] if echo else ["--quiet", "--beam-size", "1"]
    found = []
    for size in sizes:
        path = folder / f"{size}.txt"
        count = write_article(path, size * 1000)
        found.append((count, run_program(["translate", *options, str(path)], echo=echo)))
        path.unlink()
    return found


def format_rows(name: str, sizes: Sequence[int], found: Sequence[tuple[int, Usage]]) -> list[str]:
    """Return a row a size; processor time, since a busy machine's clock says little."""
    if not found:
        return []
    (fewest, least), *_ = found
    rows = []
    for size, (count, usage) in zip(sizes, found, strict=True):
        beyond = count - fewest
        each = f"{(usage.cpu_s - least.cpu_s) / beyond * 1000:.2f}" if beyond else "–"
        rows.append(
            f"| {name} | {size:,} | {count:,} | {usage.cpu_s:.1f} | {each} | {usage.peak_mb:.0f} |"
        )
    return rows


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kb", type=int, nargs="*", default=[1, 100, 1000, 4200])
    parser.add_argument("--model-kb", type=int, nargs="*", default=[1, 30, 100])
    args = parser.parse_args()
    print(f"{describe_machine()}\n")
    print("| engine | text kB | sentences | processor s | ms a sentence beyond start | peak MB |")
    print("|---|---:|---:|---:|---:|---:|")
    with tempfile.TemporaryDirectory() as folder:
        for name, sizes in (("echo", args.kb), ("embedded model, beam 1", args.model_kb)):
            found = measure(sizes, echo=name == "echo", folder=Path(folder))
            for row in format_rows(name, sizes, found):
                print(row, flush=True)


if __name__ == "__main__":
    main()
