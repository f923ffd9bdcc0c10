"""Fuzz one target by coverage: ``python -m tests.fuzzing.run TARGET --minutes 10``.

Needs atheris (``pip install atheris``; Linux, CPython up to 3.13). Inputs that found new code
are kept in CORPUS and are where the next run begins; an input that breaks a target is written
beside them as crash-…: mend the program and keep the input in tests/cases/fuzzing/TARGET/.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

CASES = Path(__file__).parent.parent / "cases" / "fuzzing"


def main(argv: list[str] | None = None) -> None:
    """Run libFuzzer on a target; it ends the process itself."""
    import atheris

    with atheris.instrument_imports(include=["translator"]):
        from tests.fuzzing.targets import TARGETS

    parser = argparse.ArgumentParser(prog="tests.fuzzing.run", description=__doc__)
    parser.add_argument("target", choices=sorted(TARGETS))
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--corpus", type=Path, default=Path("corpus"), help="kept between runs")
    args = parser.parse_args(argv)
    corpus = args.corpus / args.target
    corpus.mkdir(parents=True, exist_ok=True)
    cases = CASES / args.target
    options = [
        "fuzzing",
        f"-max_total_time={round(60 * args.minutes)}",
        "-max_len=400",
        "-timeout=20",
        f"-artifact_prefix={corpus}/",
        f"-dict={CASES / 'french.dict'}",
        str(corpus),
        *([str(cases)] if cases.is_dir() else []),
    ]
    atheris.Setup(options, TARGETS[args.target])
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1:])
