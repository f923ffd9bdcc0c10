"""The embedded model means the same on processors that have no instruction for bytes."""

from __future__ import annotations

import json
import os
import platform
import statistics
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.phrases import read_pairs
from translator.engines.setup import read_processor
from translator.engines.weights_ct2 import has_exact_bytes

_SCORE = """
import json, sys
from pathlib import Path
from translator.engines import setup
from translator.engines.loading import load_engine
from translator.types import DecodingOptions
setup._CPU_INFO = Path(sys.argv[1])
engine = load_engine(device="cpu", compute_type="int8", threads=1)
sources, targets = json.load(sys.stdin)
scores = engine.score_batch(sources, targets, DecodingOptions())
print(json.dumps([score.mean for score in scores]))
"""

_PHRASES = Path(__file__).parents[2] / "benchmarks" / "phrases.tsv"


def _score(cpu_info: Path, instructions: str) -> list[float]:
    """Return what the model gives sentences and their English, by oneDNN with such instructions."""
    done = subprocess.run(
        [sys.executable, "-c", _SCORE, str(cpu_info)],
        input=json.dumps([*zip(*read_pairs(_PHRASES)[:40], strict=True)]),
        env={**os.environ, "CT2_USE_MKL": "0", "ONEDNN_MAX_CPU_ISA": instructions},
        capture_output=True,
        text=True,
        check=True,
    )
    return [float(score) for score in json.loads(done.stdout)]


def _compare(first: list[float], second: list[float]) -> float:
    return statistics.mean(abs(one - other) for one, other in zip(first, second, strict=True))


@pytest.mark.skipif(
    platform.machine() != "x86_64" or not has_exact_bytes(read_processor()),
    reason="compares instructions of an x86 processor that has VNNI",
)
def test_narrow_weights_score_alike_with_and_without_vnni(tmp_path: Path) -> None:
    """What is left is rounding of floats, which other instructions add up in another order.

    Measured: 0.0005, and 0.049 where weights go up to 127 and sums are cut off.
    """
    old, new = tmp_path / "old", tmp_path / "new"
    old.write_text("flags\t\t: fpu sse2 avx avx2\n", encoding="utf-8")
    new.write_text("flags\t\t: fpu sse2 avx avx2 avx512_vnni\n", encoding="utf-8")
    narrow = _compare(_score(old, "AVX2"), _score(old, "ALL"))
    wide = _compare(_score(new, "AVX2"), _score(new, "ALL"))
    assert narrow < 0.008
    assert narrow < wide / 2
