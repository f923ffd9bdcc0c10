"""translator evaluate: tables, JSON, choices of lines, and what is wrong with a set."""

from __future__ import annotations

import json
import re
import sys

import pytest
from conftest import CommandLine
from scripted_engine import InterruptedEngine

BRIDGE = "Le conseil municipal a voté mardi la fermeture du vieux pont."
SCHOOL = "La maire promet une école neuve avant la rentrée de septembre."
#: References equal to the sources: EchoEngine translates them perfectly.
PERFECT = f"{BRIDGE}\t{BRIDGE}\n{SCHOOL}\t{SCHOOL}\n"
HALF = f"{BRIDGE}\t{BRIDGE}\n{SCHOOL}\tThe mayor promises a school.\n"

_FAULT = "expected source<TAB>reference, so mend the line or take it out"


def test_evaluate_draws_one_row_a_set(cli: CommandLine) -> None:
    """Scores, speed and counts, and below them the three signatures."""
    cli.write("perfect.tsv", PERFECT)
    cli.write("half.tsv", HALF)
    outcome = cli("evaluate", "perfect.tsv", "half.tsv")
    heads, perfect, half, _, translated, bleu, chrf = outcome.stdout.splitlines()
    assert heads.split() == ["set", "lines", "BLEU", "chrF2", "tokens/s", "segments", "seconds"]
    assert re.fullmatch(r"perfect\.tsv +2 +100\.0 +100\.0 +\d+ +2 +\d+\.\d", perfect.rstrip())
    assert half.split()[:2] == ["half.tsv", "2"]
    assert 0 < float(half.split()[2]) < 100
    assert translated.split() == [
        "translated",
        "engine:echo|model:echo|compute:none|beam:4|lp:1.0|ver:0.1.0",
    ]
    assert bleu.split()[0] == "BLEU"
    assert bleu.split()[1].startswith("nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp|version:")
    assert chrf.split()[0] == "chrF2"
    assert (outcome.code, outcome.stderr) == (0, "")


def test_evaluate_folds_nothing_but_names_in_a_narrow_table(cli: CommandLine) -> None:
    """At 60 cells every figure is still whole."""
    cli.write("perfect.tsv", PERFECT)
    lines = cli("evaluate", "perfect.tsv", "--limit", "1", "--width", "60").stdout.splitlines()
    assert lines[0].split() == ["set", "lines", "BLEU", "chrF2", "tokens/s", "segments", "seconds"]
    assert lines[1].count(" 100.0 ") == 2
    assert all(len(line) <= 60 for line in lines)


def test_evaluate_is_a_list_where_a_table_does_not_fit(cli: CommandLine) -> None:
    """At 20 cells every name and figure is there, with its head."""
    cli.write("perfect.tsv", PERFECT)
    lines = cli("evaluate", "perfect.tsv", "--width", "20").stdout.splitlines()
    assert [line.split() for line in lines[:4]] == [
        ["perfect.tsv"],
        ["lines", "2"],
        ["BLEU", "100.0"],
        ["chrF2", "100.0"],
    ]
    assert all(len(line) <= 20 for line in lines)


def test_evaluate_json_has_every_figure(cli: CommandLine) -> None:
    """The head is that of every JSON output, and each set has scores with their signatures."""
    cli.write("perfect.tsv", PERFECT)
    outcome = cli("evaluate", "perfect.tsv", "--format", "json", "--beam-size", "2")
    values = json.loads(outcome.stdout)
    assert list(values) == ["version", "signature", "model", "complete", "sets"]
    assert (values["version"], values["complete"]) == (1, True)
    assert (values["signature"]["beam"], values["model"]["name"]) == ("2", "echo")
    (result,) = values["sets"]
    assert list(result) == [
        *("path", "lines", "selection", "scores"),
        *("segments", "source_tokens", "target_tokens", "elapsed_s", "tokens_per_s"),
    ]
    assert (result["path"], result["lines"], result["selection"]) == ("perfect.tsv", 2, "")
    assert [(score["metric"], score["value"]) for score in result["scores"]] == [
        ("BLEU", 100.0),
        ("chrF2", 100.0),
    ]
    assert all(score["signature"].startswith("nrefs:1|") for score in result["scores"])
    assert (result["segments"], result["source_tokens"], result["target_tokens"]) == (2, 26, 24)


@pytest.mark.parametrize(
    ("arguments", "lines", "selection"),
    [
        (["--limit", "1"], 1, "first 1 of 2"),
        (["--sample", "1"], 1, "1 of 2, seed 0"),
        (["--sample", "1", "--seed", "7"], 1, "1 of 2, seed 7"),
        (["--limit", "9"], 2, ""),
    ],
)
def test_evaluate_says_which_lines_it_took(
    cli: CommandLine, arguments: list[str], lines: int, selection: str
) -> None:
    """A score of a part never passes for one of the whole."""
    cli.write("perfect.tsv", PERFECT)
    outcome = cli("evaluate", "perfect.tsv", "--format", "json", *arguments)
    (result,) = json.loads(outcome.stdout)["sets"]
    assert (result["lines"], result["selection"]) == (lines, selection)


def test_evaluate_reads_standard_input(cli: CommandLine) -> None:
    """A set may come through a pipe."""
    outcome = cli("evaluate", "-", stdin=PERFECT.encode())
    assert outcome.stdout.splitlines()[1].split()[:3] == ["-", "2", "100.0"]


def test_evaluate_writes_a_file(cli: CommandLine) -> None:
    """With --output nothing goes to standard output."""
    cli.write("perfect.tsv", PERFECT)
    outcome = cli("evaluate", "perfect.tsv", "--format", "json", "--output", "scores.json")
    assert (outcome.code, outcome.stdout, outcome.stderr) == (0, "", "")
    assert json.loads((cli.folder / "scores.json").read_text())["sets"][0]["lines"] == 2


def test_evaluate_writes_what_the_name_of_the_output_says(cli: CommandLine) -> None:
    """JSON into a .json file, a table into a text, and what --format says into any file."""
    cli.write("perfect.tsv", PERFECT)
    assert cli("evaluate", "perfect.tsv", "-o", "scores.json").code == 0
    assert json.loads((cli.folder / "scores.json").read_text())["sets"][0]["lines"] == 2
    for arguments in (["scores.txt"], ["scores"], ["scores.log", "--format", "table"]):
        assert cli("evaluate", "perfect.tsv", "-o", *arguments).code == 0
        assert "chrF2" in (cli.folder / arguments[0]).read_text().splitlines()[0]


@pytest.mark.parametrize("name", ["scores.pdf", "scores.md", "scores.HTML", "scores.csv", "a.docx"])
def test_evaluate_refuses_an_output_of_a_kind_that_it_cannot_write(
    cli: CommandLine, name: str
) -> None:
    """A table would be a file that no program opens; nothing is translated first."""
    cli.write("perfect.tsv", PERFECT)
    outcome = cli("evaluate", "perfect.tsv", "-o", name, "--progress", "always")
    assert (outcome.code, outcome.stdout) == (2, "")
    assert outcome.stderr == (
        f"error: cannot write {name}: evaluate writes tables and JSON; "
        "name a .txt or .json file, or choose with --format\n"
    )
    assert not (cli.folder / name).exists()


def test_evaluate_shows_progress_on_request(cli: CommandLine) -> None:
    """One line of standard error for each line of the set, as for paragraphs."""
    cli.write("perfect.tsv", PERFECT)
    outcome = cli("evaluate", "perfect.tsv", "--progress", "always")
    assert [line.split()[0] for line in outcome.stderr.splitlines()] == ["¶1/2", "¶2/2"]


def test_evaluate_warns_of_swapped_columns(cli: CommandLine) -> None:
    """Sources that are not French are the commonest mistake with such files."""
    english = "The council voted on Tuesday to close the old bridge, says the mayor of the town."
    cli.write("swapped.tsv", f"{english}\t{BRIDGE}\n")
    outcome = cli("evaluate", "swapped.tsv")
    assert outcome.code == 0
    assert outcome.stderr == (
        "warning: swapped.tsv looks like English, not French; "
        "expect nonsense (--lang-check error stops, off is silent)\n"
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (f"{PERFECT}Oui.\n", f"bad.tsv:3: the line has no tab; {_FAULT}"),
        ("Oui.\tYes.\tYeah.\n", f"bad.tsv:1: the line has 2 tabs; {_FAULT}"),
        (f"{PERFECT}\tYes.\n", f"bad.tsv:3: the source is empty; {_FAULT}"),
        (f"{PERFECT}Oui.\t\n", f"bad.tsv:3: the reference is empty; {_FAULT}"),
        (f"{PERFECT}\n", f"bad.tsv:3: the line is blank; {_FAULT}"),
        ("", "bad.tsv is empty; expected lines of source<TAB>reference"),
    ],
)
def test_evaluate_refuses_a_malformed_set_before_any_work(
    cli: CommandLine, text: str, message: str
) -> None:
    """One sentence with file and line; no other set is translated first."""
    cli.write("perfect.tsv", PERFECT)
    cli.write("bad.tsv", text)
    outcome = cli("evaluate", "perfect.tsv", "bad.tsv", "--progress", "always")
    assert (outcome.code, outcome.stdout) == (3, "")
    assert outcome.stderr == f"error: {message}\n"


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["missing.tsv"], 3, "error: no file missing.tsv; check the name\n"),
        (
            ["perfect.tsv", "-o", "perfect.tsv"],
            2,
            "error: perfect.tsv would overwrite its own source; choose another output\n",
        ),
        (
            ["perfect.tsv", "--limit", "0"],
            2,
            "error: argument --limit: expected a whole number from 1; got '0'\n"
            "See: translator evaluate --help\n",
        ),
        (
            ["perfect.tsv", "--limit", "1", "--sample", "1"],
            2,
            "error: argument --sample: not allowed with argument --limit\n"
            "See: translator evaluate --help\n",
        ),
        (
            [],
            2,
            "error: the following arguments are required: SET.tsv\n"
            "See: translator evaluate --help\n",
        ),
    ],
)
def test_evaluate_explains_wrong_arguments(
    cli: CommandLine, arguments: list[str], code: int, message: str
) -> None:
    """Nothing is printed on standard output, and nothing is overwritten."""
    path = cli.write("perfect.tsv", PERFECT)
    outcome = cli("evaluate", *arguments)
    assert (outcome.code, outcome.stdout, outcome.stderr) == (code, "", message)
    assert path.read_text() == PERFECT


def test_evaluate_without_sacrebleu_names_the_extra(
    cli: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The command that installs what is missing is in the message."""
    for name in [name for name in sys.modules if name.split(".")[0] == "sacrebleu"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "sacrebleu", None)
    cli.write("perfect.tsv", PERFECT)
    outcome = cli("evaluate", "perfect.tsv")
    assert (outcome.code, outcome.stdout) == (5, "")
    assert outcome.stderr == (
        "error: evaluate scores with sacrebleu, which is not installed; install it with: "
        "pip install sacrebleu, or the program with its extra 'evaluate'\n"
    )


@pytest.mark.parametrize("output", [None, "scores.json"])
def test_evaluate_keeps_the_finished_sets_when_interrupted(
    cli: CommandLine, output: str | None
) -> None:
    """Ctrl-C in the second set: the first is shown, and no file gets its final name."""
    cli.use_engine(InterruptedEngine("école"))
    cli.write("one.tsv", f"{BRIDGE}\t{BRIDGE}\n")
    cli.write("two.tsv", f"{SCHOOL}\t{SCHOOL}\n")
    place = ["--output", output] if output else []
    outcome = cli("evaluate", "one.tsv", "two.tsv", "--format", "json", *place)
    assert outcome.code == 130
    assert outcome.stderr.endswith(
        "error: interrupted after 1 of 2 sets; the others are not scored\n"
    )
    text = (cli.folder / f"{output}.partial").read_text() if output else outcome.stdout
    values = json.loads(text)
    assert values["complete"] is False
    assert [result["path"] for result in values["sets"]] == ["one.tsv"]
    assert not (cli.folder / "scores.json").exists()


def test_evaluate_shows_nothing_when_interrupted_at_once(cli: CommandLine) -> None:
    """Half a set has no score."""
    cli.use_engine(InterruptedEngine("pont"))
    cli.write("perfect.tsv", PERFECT)
    outcome = cli("evaluate", "perfect.tsv")
    assert (outcome.code, outcome.stdout, outcome.stderr) == (130, "", "error: interrupted\n")
