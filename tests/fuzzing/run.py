"""Fuzz one target by coverage: ``python -m tests.fuzzing.run TARGET --minutes 10``.

Needs atheris (``pip install atheris``; Linux, CPython up to 3.13). Inputs that found new code
are kept in CORPUS and are where the next run begins; an input that breaks a target is written
beside them as crash-…: mend the program and keep the input in tests/cases/fuzzing/TARGET/, or,
of a target whose input is a script of changes, what the script made of its sample, as a test.
``--by hypothesis`` draws what the quick tests draw instead, for as long as one likes, and shows
the smallest input that breaks the target.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

TESTS = Path(__file__).parent.parent
CASES = TESTS / "cases" / "fuzzing"

#: Seconds that one input may take. A busy machine takes ten of them to load a library.
_TIMEOUT_S = 60


def main(argv: list[str] | None = None) -> None:
    """Run a target; libFuzzer ends the process itself."""
    parser = argparse.ArgumentParser(prog="tests.fuzzing.run", description=__doc__)
    parser.add_argument("target")
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--by", choices=("atheris", "hypothesis"), default="atheris")
    parser.add_argument("--inputs", type=int, default=500, help="drawn by hypothesis at least")
    parser.add_argument("--corpus", type=Path, default=Path("corpus"), help="kept between runs")
    args = parser.parse_args(argv)
    # As pytest does: the samples that targets change are the tests' own.
    sys.path.insert(0, str(TESTS))
    if args.by == "hypothesis":
        run_hypothesis(args.target, minutes=args.minutes, num_inputs=args.inputs)
    else:
        run_atheris(args.target, minutes=args.minutes, corpus=args.corpus / args.target)


def run_atheris(name: str, *, minutes: float, corpus: Path) -> None:
    import atheris

    with atheris.instrument_imports(include=["translator"]):
        from fuzzing.targets import TARGETS

        # What a target loads on its first call would count as the time of an input.
        TARGETS[name](b"Le maire.")
    corpus.mkdir(parents=True, exist_ok=True)
    cases = CASES / name
    options = [
        "fuzzing",
        f"-max_total_time={round(60 * minutes)}",
        "-max_len=400",
        f"-timeout={_TIMEOUT_S}",
        f"-artifact_prefix={corpus}/",
        f"-dict={CASES / 'french.dict'}",
        str(corpus),
        *([str(cases)] if cases.is_dir() else []),
    ]
    atheris.Setup(options, TARGETS[name])
    atheris.Fuzz()


def run_hypothesis(name: str, *, minutes: float, num_inputs: int) -> None:
    """Draw inputs in rounds, each from a seed of its own, until the time is up."""
    from hypothesis import HealthCheck, given, seed, settings

    from fuzzing.inputs import INPUTS, SCRIPTS
    from fuzzing.targets import SCRIPTED, TARGETS

    target, inputs = TARGETS[name], SCRIPTS if name in SCRIPTED else INPUTS
    started = time.monotonic()
    drawn = rounds = 0

    def count(data: bytes) -> None:
        nonlocal drawn
        drawn += 1
        target(data)

    while not rounds or time.monotonic() - started < 60 * minutes:
        rounds += 1
        hold = settings(
            max_examples=num_inputs,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        )(given(data=inputs)(count))
        seed(rounds)(hold)()
    print(f"{drawn} inputs in {time.monotonic() - started:.0f} s, none broke the target")


if __name__ == "__main__":
    main(sys.argv[1:])
