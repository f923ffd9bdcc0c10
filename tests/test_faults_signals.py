"""Signals at any moment: an output is whole or not there, and the exit code says what came."""

from __future__ import annotations

import os
import random
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import CommandLine

from translator.cli.interrupts import signals_as_interrupts, uninterrupted
from translator.errors import EngineUnavailable
from translator.testing import EchoEngine

#: Trials for each signal; the moments are random, but the same in every run.
TRIALS = 30

ARTICLE = "\n\n".join(
    f"Le conseil a voté le budget de la ville {number}. Il y a deux cents personnes."
    for number in range(40)
)


#: What each verb is asked for; a name in the place of standard output is an output's.
COMMANDS = (
    ("read", "a.txt"),
    ("read", "a.txt", "--format", "side-by-side", "--width", "80"),
    ("read", "a.txt", "-o", "out.html"),
    ("brief", "a.txt", "-o", "out.md"),
    ("compare", "a.txt"),
    ("compare", "a.txt", "--format", "json", "-o", "out.json"),
)


def start(tiny_model: Path, folder: Path, *arguments: str) -> subprocess.Popen[bytes]:
    environ = {name: value for name, value in os.environ.items() if "TRANSLATOR" not in name}
    # A user's own cache is none of our business, and its own is killed with the program.
    environ["XDG_CACHE_HOME"] = str(folder.parent / "cache")
    return subprocess.Popen(
        [sys.executable, "-m", "translator", *arguments, "--model", str(tiny_model)],
        cwd=folder,
        env={
            **environ,
            "PYTHONPATH": str(Path(__file__).parent.parent),
            "OMP_NUM_THREADS": "1",
            # Each trial has to take as long as the first one.
            "TRANSLATOR_CACHE": "off",
        },
        # Tests that run in the background of a script inherit an ignored SIGINT.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


#: Seconds in which an interpreter loads what it needs for itself, and answers signals in its own
#: ways, none of which the program can change.
INTERPRETER_S = 0.15


def assert_ended(code: int, stderr: bytes, number: signal.Signals) -> None:
    """The code says what happened, and no traceback does."""
    if code < 0:
        assert code == -number  # before the program had begun, by the system
    elif code == 1:
        # Before it had begun, too, by the interpreter, which had none of its modules loaded yet.
        assert number == signal.SIGINT
        assert b"KeyboardInterrupt" in stderr, stderr.decode()
        assert f"{os.sep}translator{os.sep}".encode() not in stderr, stderr.decode()
    else:
        assert code in (0, 128 + number), stderr.decode()
        assert b"Traceback" not in stderr


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_faults_signal_at_a_random_moment(
    tiny_model: Path, tmp_path: Path, number: signal.Signals
) -> None:
    """The output is the whole one or none; nothing else is left but what was finished."""
    if signal.getsignal(number) == signal.SIG_IGN:
        pytest.skip(f"{number.name} is ignored here, as under nohup, and in what is started here")
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    started = time.perf_counter()
    with start(tiny_model, tmp_path, "translate", "a.txt", "-o", "b.txt", "--no-cache") as process:
        process.communicate(timeout=120)
    assert process.returncode == 0
    duration_s = time.perf_counter() - started
    expected = (tmp_path / "b.txt").read_bytes()
    moments = random.Random(number.value)
    codes = []
    for _ in range(TRIALS):
        (tmp_path / "b.txt").unlink(missing_ok=True)
        (tmp_path / "b.txt.partial").unlink(missing_ok=True)
        process = start(tiny_model, tmp_path, "translate", "a.txt", "-o", "b.txt", "--no-cache")
        with process:
            time.sleep(moments.uniform(INTERPRETER_S, duration_s * 1.1))
            process.send_signal(number)
            _, stderr = process.communicate(timeout=120)
        codes.append(process.returncode)
        output = tmp_path / "b.txt"
        if output.exists():
            assert output.read_bytes() == expected
        if process.returncode == 0:
            assert output.exists()
        assert_ended(process.returncode, stderr, number)
        left = {path.name for path in tmp_path.iterdir()}
        assert left <= {"a.txt", "b.txt", "b.txt.partial"}
        partial = tmp_path / "b.txt.partial"
        if partial.exists():
            assert not output.exists()
            assert expected.startswith(partial.read_bytes().rstrip(b"\n"))
    # The trial is one: some came in the middle of the work.
    assert 128 + number in codes


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_faults_signal_at_a_random_moment_of_any_verb(tiny_model: Path, tmp_path: Path) -> None:
    """Sixty trials over the verbs: outputs whole or not there, no traceback, the code says what."""
    folder = tmp_path / "work"
    folder.mkdir()
    (folder / "a.txt").write_text(ARTICLE, encoding="utf-8")
    durations, outputs = [], []
    for command in COMMANDS:
        started = time.perf_counter()
        with start(tiny_model, folder, *command) as process:
            stdout, _ = process.communicate(timeout=120)
        assert process.returncode == 0
        durations.append(time.perf_counter() - started)
        output = folder / command[-1]
        outputs.append(output.read_bytes() if "-o" in command else stdout)
        if "-o" in command:
            output.unlink()
    moments = random.Random(7)
    counts: dict[int, int] = {}
    for trial in range(60):
        position = trial % len(COMMANDS)
        command = COMMANDS[position]
        number = moments.choice([signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
        with start(tiny_model, folder, *command) as process:
            time.sleep(moments.uniform(INTERPRETER_S, durations[position] * 1.1))
            process.send_signal(number)
            stdout, stderr = process.communicate(timeout=120)
        code = process.returncode
        counts[code] = counts.get(code, 0) + 1
        assert_ended(code, stderr, number)
        output = folder / command[-1]
        if "-o" in command:
            assert stdout == b""
            # A signal may come between the output's last step and the program's own end.
            assert output.exists() or code != 0
            if output.exists():
                assert _without_times(output.read_bytes()) == _without_times(outputs[position])
                output.unlink()
            output.with_name(output.name + ".partial").unlink(missing_ok=True)
        elif code == 0:
            assert _without_times(stdout) == _without_times(outputs[position])
        assert [path.name for path in folder.iterdir()] == ["a.txt"]
    assert sum(count for code, count in counts.items() if code > 128) >= 10, counts
    # What is kept between runs has survived all of it.
    with start(tiny_model, folder, *COMMANDS[0]) as process:
        stdout, stderr = process.communicate(timeout=120)
    assert (process.returncode, stderr) == (0, b"")
    assert _without_times(stdout) == _without_times(outputs[0])


#: How long it took and what was known before: all that may differ between two runs.
RUN_FACTS = re.compile(
    r"· [\d.]+ s(?: · (?:\d+ tokens/s|\d+ of \d+ segments from the cache))*"
    r'|"(?:elapsed_s|tokens_per_s|cached_segments)": (?:[\d.]+|null)'
)


def _without_times(output: bytes) -> str:
    # Where lines break depends on how long those facts are.
    return RUN_FACTS.sub("", " ".join(output.decode().split()))


def test_faults_termination_has_its_own_exit_code(cli: CommandLine) -> None:
    """Whoever asked for the end can tell it from Ctrl-C; what was finished is kept all the same."""

    class Terminated(EchoEngine):
        # One call after the other, or the signal comes before the first window is written.
        is_thread_safe = False

        def translate_batch(self, sources, options):  # type: ignore[no-untyped-def]
            if any("Arrêtez" in source for source in sources):
                os.kill(os.getpid(), signal.SIGTERM)
            return super().translate_batch(sources, options)

    long = " ".join(f"La ville compte {number} rues pavées." for number in range(400))
    cli.write("a.txt", f"Un titre\n\n{long}\n\nArrêtez ici le travail.\n")
    for verb, options in (("translate", ["-o", "b.txt"]), ("read", ["--no-brief"])):
        cli.use_engine(Terminated())
        outcome = cli(verb, "a.txt", *options)
        assert outcome.code == 143
    assert (cli.folder / "b.txt.partial").read_text().startswith("Un titre\n\nLa ville")
    assert not (cli.folder / "b.txt").exists()


def test_faults_a_signal_while_a_library_is_loaded(cli: CommandLine) -> None:
    """A library that makes an ImportError of it is not called missing."""

    def load(**_: object) -> EchoEngine:
        try:
            os.kill(os.getpid(), signal.SIGTERM)
        except KeyboardInterrupt:
            raise EngineUnavailable("the library is not installed") from ImportError("interrupted")
        raise AssertionError("no signal came")

    cli.monkeypatch.setattr("translator.engines.loading.prepare_engine", load)
    cli.write("a.txt", ARTICLE)
    outcome = cli("translate", "a.txt")
    assert (outcome.code, outcome.stderr) == (143, "error: interrupted\n")


def test_faults_an_ignored_signal_stays_ignored() -> None:
    """``nohup translator …`` goes on when its terminal is closed."""
    previous = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with signals_as_interrupts():
            os.kill(os.getpid(), signal.SIGHUP)
            assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, previous)


def test_faults_a_name_is_given_before_a_signal_is_heeded() -> None:
    """What must not be torn is finished, and the signal is not forgotten."""
    done = []

    def work() -> None:
        with uninterrupted():
            with uninterrupted():
                os.kill(os.getpid(), signal.SIGTERM)
                done.append("inner")
            done.append("outer")
        done.append("after")

    with signals_as_interrupts(), pytest.raises(KeyboardInterrupt):
        work()
    assert done == ["inner", "outer"]


def test_faults_a_signal_during_cleaning_up_is_not_lost() -> None:
    """Where the interpreter can raise nothing, the signal comes again a moment later."""

    class Cleaner:
        def __del__(self) -> None:
            os.kill(os.getpid(), signal.SIGTERM)

    def work() -> None:
        cleaner = Cleaner()
        del cleaner
        time.sleep(10)

    started = time.perf_counter()
    with signals_as_interrupts(), pytest.raises(KeyboardInterrupt):
        work()
    assert time.perf_counter() - started < 5
