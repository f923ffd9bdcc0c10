"""Nothing that anybody wrote steers the terminal, whichever way it gets there."""

from __future__ import annotations

import io
import json
import re

import pytest
from conftest import CommandLine

from translator.render.console import make_console
from translator.testing import EchoEngine

#: CSI with one byte and with two, OSC 8 (a link), OSC 52 (the clipboard), a bell, overrides.
SEQUENCES = (
    "\x1b[31m",
    "\x9b31m",
    "\x1b]8;;http://exemple.fr\x1b\\",
    "\x9d8;;x\x9c",
    "\x1b]52;c;QQ==\x07",
    "\u202etxt.exe",
    "\u2066\u2069",
    "\x08\x7f",
)
#: As a Markdown or HTML file can write them without a control character.
ESCAPED = "&#27;[31m &#x9b;31m &#x202e;fin &#8294;"

FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")

HOSTILE = "".join(SEQUENCES)
#: No byte of the longest is a slash.
NAME = f"a{HOSTILE.replace('/', '')}.fr"

#: So much of it that the file is text with a few control characters in it, and no binary file.
PLAIN = "Les habitants du quartier attendent un pont depuis longtemps. " * 4

TEXT = (
    f"Un pont {HOSTILE} fermé\n\nLe conseil {HOSTILE} a voté mardi {ESCAPED} la fermeture du pont. "
    f"La maire {HOSTILE} est d’accord.\n\n{PLAIN}\n"
)
SUBTITLES = (
    f"1\n00:00:01,000 --> 00:00:02,000\nLe maire {HOSTILE} part.\n\n"
    f"2\n00:00:03,000 --> 00:00:04,000\n{PLAIN}\n\n"
)

RUNS = (
    *(("read", "--format", name) for name in ("markdown", "side-by-side", "json", "sarif", "html")),
    ("read", "--review", "2", "--alternatives", "1"),
    *(("brief", "--format", name) for name in ("text", "markdown", "html", "json")),
    ("brief", "--together", "--show-source", "--format", "html"),
    *(
        ("translate", "--format", name)
        for name in ("text", "markdown", "json", "jsonl", "tsv", "tmx", "xliff", "html")
    ),
    *(("compare", "--format", name) for name in ("markdown", "side-by-side", "json")),
)


def assert_harmless(text: str) -> None:
    found = FORBIDDEN.search(text)
    assert found is None, ascii(text[max(0, found.start() - 60) : found.end() + 20])


@pytest.mark.parametrize("ending", [".txt", ".md", ".srt"])
@pytest.mark.parametrize("run", RUNS, ids=" ".join)
def test_faults_terminal_is_not_steered(
    cli: CommandLine, run: tuple[str, ...], ending: str
) -> None:
    """An article and its name may hold anything; no output and no message holds any of it."""
    cli.write(NAME + ending, SUBTITLES if ending == ".srt" else TEXT)
    verb, *options = run
    if verb == "compare":
        options.insert(0, NAME + ending)
    outcome = cli(verb, NAME + ending, *options, "-v")
    assert outcome.code == 0
    assert "pont" in outcome.stdout or ending == ".srt"
    assert_harmless(outcome.stdout)
    assert_harmless(outcome.stderr)


@pytest.mark.parametrize(
    "arguments",
    [
        [NAME],
        ["read", NAME],
        ["read", "a.txt", "--" + NAME],
        ["read", "a.txt", "--beam-size", NAME],
        ["read", "a.txt", "--model", NAME],
        ["read", "a.txt", "--config", NAME],
        ["read", "a.txt", "--brief-style", NAME],
        ["read", "a.txt", "-o", f"{NAME}/b"],
        ["read", "a.txt", "-o", NAME, "--format", NAME],
        ["models", "show", NAME],
        ["models", "convert", NAME, "--output", "b"],
        ["prompts", "show", NAME],
        ["evaluate", NAME],
    ],
)
def test_faults_terminal_messages_are_harmless(cli: CommandLine, arguments: list[str]) -> None:
    """What is wrong with the arguments is said without repeating what they would do."""
    cli.monkeypatch.undo()
    cli.monkeypatch.chdir(cli.folder)
    cli.write("a.txt", "Bonjour à tous.")
    outcome = cli(*arguments)
    assert outcome.code > 0
    assert_harmless(outcome.stdout)
    assert_harmless(outcome.stderr)


def test_faults_terminal_engines_are_no_exception(cli: CommandLine) -> None:
    """A model that writes bytes can write any; the words around them stay."""
    cli.use_engine(EchoEngine(replies={"Un pont ferme.": f"A bridge{HOSTILE} closes."}))
    cli.write("a.txt", "Un pont ferme.")
    for run in RUNS:
        outcome = cli(run[0], "a.txt", *run[1:])
        assert_harmless(outcome.stdout)
    assert "A bridge[31m31m" in cli("translate", "a.txt").stdout


def test_faults_terminal_json_loses_nothing(cli: CommandLine) -> None:
    """A program that reads the JSON gets the file's name as it is."""
    cli.write(NAME + ".txt", "Bonjour à tous.")
    for run in (("read", "--format", "json"), ("translate", "--format", "jsonl")):
        values = json.loads(cli(run[0], NAME + ".txt", *run[1:]).stdout)
        path = values["source"]["path"] if "source" in values and "path" not in values else ""
        assert (path or values["path"]) == NAME + ".txt"


def test_faults_terminal_console_obeys_its_own_styles_alone() -> None:
    """Colors are drawn, and the same bytes in a text are not."""
    stream = io.StringIO()
    console = make_console(stream, color="always", environ={"TERM": "xterm-256color"})
    console.print(f"{HOSTILE}mot", style="bold")
    assert stream.getvalue().startswith("\x1b[1m[31m31m]8;;")
    assert_harmless(re.sub(r"\x1b\[[\d;]*m", "", stream.getvalue()))
