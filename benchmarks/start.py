"""Measure what a short text waits for, from the process's start to its exit.

The rival is the least that can be done: an interpreter that imports CTranslate2 and SentencePiece,
loads the same model and decodes the same sentence. Between the two lie stages, each a process that
does what the one before it does and something more: start, import what the command imports, load
the engine, decode. All take turns, so that a busy machine is busy for all; medians are shown, on
the clock and of the processor.

    python benchmarks/start.py [--runs N]
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.machine import describe_machine
from translator.assets import find_model, recommended_options

SENTENCE = (
    "Le conseil municipal a voté jeudi soir la construction d'un nouveau pont sur la rivière, "
    "malgré l'opposition des riverains."
)

#: The rival: nothing that could be left out. ``argv``: model folder, sentence, beam size.
_RAW = """
import sys
import ctranslate2, sentencepiece
folder, text, beam_size = sys.argv[1:]
pieces = sentencepiece.SentencePieceProcessor(model_file=folder + "/source.spm")
model = ctranslate2.Translator(folder, compute_type="int8", inter_threads=1, intra_threads=1)
(result,) = model.translate_batch(
    [[*pieces.encode(text, out_type=str), "</s>"]], beam_size=int(beam_size)
)
print(pieces.decode(result.hypotheses[0]))
"""

#: Prints the modules that the command loads. ``argv``: the file to translate.
_LIST_MODULES = """
import contextlib, io, json, sys
known = set(sys.modules)
from translator.cli.app import run
with contextlib.redirect_stdout(io.StringIO()):
    run(["translate", sys.argv[1]])
print(json.dumps([name for name in sys.modules if name not in known]))
"""

#: ``argv``: modules as JSON, and how far to go.
_STAGE = """
import importlib, json, sys
for name in json.loads(sys.argv[1]):
    importlib.import_module(name)
if sys.argv[2] != "import":
    from translator.engines.loading import load_engine
    engine = load_engine()
if sys.argv[2] == "decode":
    from translator.assets import recommended_options
    engine.translate_batch([sys.argv[3]], recommended_options(engine.info.path))
"""


@dataclass(frozen=True, slots=True)
class Turn:
    """What one process took, in milliseconds."""

    wall_ms: float
    cpu_ms: float


def run_turn(command: list[str]) -> Turn:
    """Run a process to its end."""
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall_s = time.perf_counter() - started
    if status:
        raise SystemExit(f"{command[:4]} ended with status {status}")
    process.returncode = 0
    return Turn(wall_s * 1000, (usage.ru_utime + usage.ru_stime) * 1000)


def make_commands(path: Path) -> dict[str, list[str]]:
    """Return the processes in the order of their turns; each stage holds the one before it."""
    model_dir = find_model(None)
    beam_size = str(recommended_options(model_dir).beam_size)
    python = [sys.executable, "-c"]
    listed = subprocess.run(
        [*python, _LIST_MODULES, str(path)], capture_output=True, text=True, check=True
    )
    modules = listed.stdout.strip()
    return {
        "interpreter": [*python, "pass"],
        "imports": [*python, _STAGE, modules, "import"],
        "model": [*python, _STAGE, modules, "load"],
        "decoding": [*python, _STAGE, modules, "decode", SENTENCE],
        "translator": [sys.executable, "-m", "translator", "translate", str(path)],
        "raw": [*python, _RAW, str(model_dir), SENTENCE, beam_size],
    }


def format_table(turns: dict[str, list[Turn]]) -> str:
    """Return a Markdown table: what each stage adds, the whole, and the rival."""
    wall = {name: statistics.median(turn.wall_ms for turn in done) for name, done in turns.items()}
    cpu = {name: statistics.median(turn.cpu_ms for turn in done) for name, done in turns.items()}
    stages = ["interpreter", "imports", "model", "decoding", "translator"]
    labels = ["interpreter", "imports", "model loaded and verified", "decoding", "all the rest"]
    lines = ["| | ms | processor ms |", "|---|---:|---:|"]
    for number, (label, stage) in enumerate(zip(labels, stages, strict=True)):
        before = stages[number - 1] if number else None
        lines.append(
            f"| {label} | {wall[stage] - (wall[before] if before else 0):.0f} "
            f"| {cpu[stage] - (cpu[before] if before else 0):.0f} |"
        )
    lines += [
        f"| translator translate, from start to exit | {wall['translator']:.0f} "
        f"| {cpu['translator']:.0f} |",
        f"| raw CTranslate2, from start to exit | {wall['raw']:.0f} | {cpu['raw']:.0f} |",
        f"| times raw | {wall['translator'] / wall['raw']:.2f} "
        f"| {cpu['translator'] / cpu['raw']:.2f} |",
    ]
    return "\n".join(lines)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=15, metavar="N")
    args = parser.parse_args()
    # The user's own settings and cache stay out of it.
    with tempfile.TemporaryDirectory() as folder:
        for name in ("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"):
            os.environ[name] = folder
        os.environ["TRANSLATOR_CACHE"] = "off"
        path = Path(folder) / "article.txt"
        path.write_text(SENTENCE + "\n", encoding="utf-8")
        commands = make_commands(path)
        turns: dict[str, list[Turn]] = {name: [] for name in commands}
        # The first turn of each reads files into memory and is not counted.
        for _ in range(args.runs + 1):
            for name, command in commands.items():
                turns[name].append(run_turn(command))
    print(f"{describe_machine()}; median of {args.runs} interleaved turns\n")
    print(format_table({name: done[1:] for name, done in turns.items()}))


if __name__ == "__main__":
    main()
