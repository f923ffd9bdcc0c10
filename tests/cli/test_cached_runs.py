"""Runs of which everything is in the cache: the model stays on the disk, and is still guarded."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import CommandLine

from translator.errors import EngineUnavailable, ModelCorrupt
from translator.protocols import TranslationEngine
from translator.testing import EchoEngine

#: What engines are made of.
ENGINE = {"ctranslate2", "sentencepiece", "torch", "transformers"}

ARTICLE = """\
Le budget de la ville

Le conseil a voté le budget. Les habitants demandent un pont sur la rivière.

Il y a dix ans, la gare fermait.
"""

PROBE = """
import sys
from translator.cli import main
code = main(sys.argv[1:])
print("loaded:", *sorted(name for name in sys.modules if "." not in name), file=sys.stderr)
sys.exit(code)
"""


class Runs:
    """Runs the program in a process of its own, with a cache that stays from run to run."""

    def __init__(self, folder: Path, model: Path) -> None:
        self.folder, self.model = folder, model
        self.environment = {
            **{key: value for key, value in os.environ.items() if "TRANSLATOR" not in key},
            "XDG_CACHE_HOME": str(folder / "cache"),
            "XDG_CONFIG_HOME": str(folder / "config"),
        }
        (folder / "a.txt").write_text(ARTICLE, encoding="utf-8")

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        # Where there may be a graphics card, nobody knows what is computed with before it is.
        options = ("--model", str(self.model), "--device", "cpu")
        return subprocess.Popen(
            [sys.executable, "-c", PROBE, *arguments, *options],
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def __call__(self, *arguments: str) -> tuple[int, str, str]:
        """Return exit code, standard output, and standard error without what was loaded."""
        process = self.start(*arguments)
        stdout, stderr = process.communicate(timeout=120)
        said, _, loaded = stderr.partition("loaded:")
        self.loaded = set(loaded.split())
        return process.returncode, stdout, said


@pytest.fixture
def runs(tiny_model: Path, tmp_path: Path) -> Runs:
    """A folder with an article and a copy of the tiny model."""
    model = tmp_path / "model"
    shutil.copytree(tiny_model, model)
    return Runs(tmp_path, model)


def test_cached_runs_of_every_verb_load_no_engine(runs: Runs) -> None:
    """What one verb has translated, the others show without the engine's libraries."""
    first = runs("translate", "a.txt")
    assert first[0] == 0
    assert {"ctranslate2", "sentencepiece"} <= runs.loaded
    assert runs("translate", "a.txt") == first
    assert not ENGINE & runs.loaded
    for verb in ("read", "brief", "compare"):
        code, stdout, stderr = runs(verb, "a.txt")
        assert (code, stderr) == (0, "")
        assert stdout
        assert not ENGINE & runs.loaded
    (runs.folder / "b.txt").write_text("Le conseil a voté le budget.\n", encoding="utf-8")
    assert runs("translate", "a.txt", "b.txt", "--output-dir", "out")[0] == 0
    assert not ENGINE & runs.loaded
    assert (runs.folder / "out" / "a.en.txt").read_text(encoding="utf-8") == first[1]


def test_cached_runs_load_it_for_what_is_new(runs: Runs) -> None:
    """A changed paragraph, other options, or no cache: then the engine is needed."""
    runs("translate", "a.txt")
    assert runs("translate", "a.txt", "--no-cache")[0] == 0
    assert "ctranslate2" in runs.loaded
    assert runs("translate", "a.txt", "--beam-size", "2")[0] == 0
    assert "ctranslate2" in runs.loaded
    changed = ARTICLE.replace("dix ans", "deux ans")
    (runs.folder / "a.txt").write_text(changed, encoding="utf-8")
    with_cache = runs("translate", "a.txt")
    assert "ctranslate2" in runs.loaded
    assert runs("translate", "a.txt", "--no-cache") == with_cache


def test_cached_runs_refuse_a_model_that_is_gone_or_damaged(runs: Runs) -> None:
    """The key of every answer is a digest of the model: without its files there is no answer."""
    runs("translate", "a.txt")
    weights = runs.model / "model.bin"
    content = weights.read_bytes()
    weights.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    code, stdout, stderr = runs("translate", "a.txt")
    assert (code, stdout) == (4, "")
    assert stderr.startswith(f"error: {weights} has changed: its SHA-256 is ")
    weights.unlink()
    code, stdout, stderr = runs("translate", "a.txt")
    assert (code, stdout) == (4, "")
    assert stderr == (
        f"error: the ctranslate2 model in {runs.model} lacks model.bin; "
        "reinstall the program or get the model again\n"
    )
    shutil.rmtree(runs.model)
    code, stdout, stderr = runs("translate", "a.txt")
    assert (code, stdout) == (4, "")
    assert stderr.startswith(f"error: no model '{runs.model}'; looked in ")


def test_cached_runs_of_another_model_are_its_own(runs: Runs) -> None:
    """Other files are another model, wherever they lie: nothing of the first one is shown."""
    runs("translate", "a.txt")
    (runs.model / "model.toml").unlink()
    (runs.model / "note.txt").write_text("another", encoding="utf-8")
    for loads in (True, False):
        assert runs("translate", "a.txt")[0] == 0
        assert ("ctranslate2" in runs.loaded) == loads


def test_cached_runs_at_the_same_time(runs: Runs) -> None:
    """Two processes with an empty cache say the same, and leave one that is full."""
    processes = [runs.start("translate", "a.txt") for _ in range(2)]
    outputs = {process.communicate(timeout=120)[0] for process in processes}
    assert [process.returncode for process in processes] == [0, 0]
    assert outputs == {runs("translate", "a.txt")[1]}
    assert not ENGINE & runs.loaded


class RepeatableEcho(EchoEngine):
    """An echo that can be told from others."""

    fingerprint = "echo 1"

    def __init__(self) -> None:
        super().__init__()
        self._info = replace(self._info, sha256="d1")


class OnceLoadable:
    """An engine that can be loaded once, and never again."""

    setup = "echo on paper"

    def __init__(self, error: Exception) -> None:
        self._engine: TranslationEngine | None = RepeatableEcho()
        self._error = error
        self.info = self._engine.info

    def load(self) -> TranslationEngine:
        if self._engine is None:
            raise self._error
        engine, self._engine = self._engine, None
        return engine


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (ModelCorrupt("m/model.bin was exchanged after it was verified; try again"), 4),
        (EngineUnavailable("the ctranslate2 library is not installed; install it"), 5),
    ],
)
def test_cached_runs_end_with_the_code_of_an_engine_that_cannot_be_loaded(
    cli: CommandLine, error: Exception, code: int
) -> None:
    """In the middle of an article or of many: one sentence, and no output that is half done."""
    source = OnceLoadable(error)
    cli.monkeypatch.setattr("translator.engines.loading.prepare_engine", lambda **_: source)
    cli.write("a.txt", ARTICLE)
    cli.write("b.txt", ARTICLE + "\nLa nuit tombe.\n")
    cli.write("c.txt", ARTICLE)
    assert cli("translate", "a.txt").code == 0
    said = f"error: {error}\n"
    for verb in ("translate", "read", "brief", "compare"):
        outcome = cli(verb, "b.txt", "-o", "out.txt", "--format", "json")
        assert (outcome.code, outcome.stdout, outcome.stderr) == (code, "", said)
    outcome = cli("translate", "a.txt", "b.txt", "c.txt", "--output-dir", "out")
    assert (outcome.code, outcome.stdout) == (code, "")
    assert outcome.stderr.endswith(said)
    assert not list(cli.folder.glob("*.partial")) + list(cli.folder.glob("out.*"))
    assert not (cli.folder / "out" / "b.en.txt").exists()
    assert cli("translate", "c.txt").code == 0
