"""``--glossary``: the user's own terms, from the command line to what is said about them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import CommandLine

from translator.testing import EchoEngine

ARTICLE = "La taxe foncière augmente. Le maire parle.\n\nLa chaudière est neuve."
ENGLISH = {
    "La taxe foncière augmente.": "The land tax is rising.",
    "Le maire parle.": "The mayor is speaking.",
    "La chaudière est neuve.": "The boiler is new.",
}

MISSING = "error: no glossary none.tsv; check the name, or say press for the embedded one\n"


@pytest.fixture
def glossary(cli: CommandLine) -> CommandLine:
    """A command line beside an article and a glossary, one term of which the engine honours."""
    cli.write("a.txt", ARTICLE)
    cli.write("terms.tsv", "fr\ten\ntaxe foncière\tproperty tax\nchaudière\tboiler\n")
    cli.use_engine(EchoEngine(replies=ENGLISH))
    return cli


def test_glossary_given_translation_is_checked(glossary: CommandLine) -> None:
    """compare SOURCE TARGET says which terms somebody's translation lacks, and counts them."""
    glossary.write("b.txt", "The land tax is rising. The mayor is speaking.\n\nThe boiler is new.")
    arguments = ("compare", "a.txt", "b.txt", "--glossary", "terms.tsv")
    outcome = glossary(*arguments, "--format", "json", "--strict")
    report = json.loads(outcome.stdout)
    assert outcome.code == 1
    (finding,) = [item for item in report["findings"] if item["code"] == "V01"]
    assert (finding["block"], finding["segment"]) == (0, 0)
    assert "property tax" in finding["message"]
    assert "1 of 2 terms as in the glossary" in glossary(*arguments).stdout


@pytest.mark.parametrize("verb", ["translate", "read", "brief", "compare"])
def test_glossary_that_cannot_be_used_stops_every_verb(glossary: CommandLine, verb: str) -> None:
    """Before anything is translated or written, with the line's number."""
    glossary.write("bad.tsv", "chaudière boiler\n")
    outcome = glossary(verb, "a.txt", "--glossary", "bad.tsv", "-o", "out.md")
    assert outcome.code == 3
    assert outcome.stderr.startswith("error: bad.tsv, line 1: no tab between the French and")
    assert outcome.stderr.count("\n") == 1
    assert not (glossary.folder / "out.md").exists()
    missing = glossary(verb, "a.txt", "--glossary", "none.tsv")
    assert (missing.code, missing.stderr) == (3, MISSING)


def test_glossary_of_many_files_is_no_fault_of_each(glossary: CommandLine) -> None:
    """One sentence, and not one for each article."""
    glossary.write("b.txt", ARTICLE)
    outcome = glossary("translate", "a.txt", "b.txt", "--glossary", "none.tsv")
    assert (outcome.code, outcome.stderr) == (3, MISSING)
    together = glossary("brief", "a.txt", "b.txt", "--together", "--glossary", "none.tsv")
    assert (together.code, together.stderr) == (3, outcome.stderr)


def test_glossary_is_part_of_the_provenance(glossary: CommandLine) -> None:
    """A result names the terms that it was made with, by their digest."""
    outcome = glossary("read", "a.txt", "--glossary", "terms.tsv", "--format", "json")
    digest = json.loads(outcome.stdout)["signature"]["glossary"]
    assert len(digest) == 8
    assert f"|glossary:{digest}|" in glossary("read", "a.txt", "--glossary", "terms.tsv").stdout
    without = json.loads(glossary("read", "a.txt", "--format", "json").stdout)
    assert "glossary" not in without["signature"]
    assert without["stats"]["terms"] == {"met": 0, "honoured": 0}


def test_glossary_may_be_a_setting(glossary: CommandLine, tmp_path: Path) -> None:
    """In config.toml its name is taken from there, in the environment from here."""
    folder = tmp_path / "settings"
    folder.mkdir()
    (folder / "ours.tsv").write_text("chaudière\tboiler\n", encoding="utf-8")
    config = folder / "config.toml"
    config.write_text('glossary = "ours.tsv"\n', encoding="utf-8")
    stats = ("read", "a.txt", "--format", "json")
    outcome = glossary(*stats, "--config", str(config))
    assert json.loads(outcome.stdout)["stats"]["terms"] == {"met": 1, "honoured": 1}
    glossary.monkeypatch.setenv("TRANSLATOR_GLOSSARY", "terms.tsv")
    assert json.loads(glossary(*stats).stdout)["stats"]["terms"]["met"] == 2


def test_glossary_changes_outputs_that_are_gone_on_with(glossary: CommandLine) -> None:
    """--resume makes an output anew when the terms have changed, and not for a comment."""
    arguments = ("translate", "a.txt", "--output-dir", "out", "--resume", "--glossary", "terms.tsv")
    assert glossary(*arguments).code == 0
    written = (glossary.folder / "out" / "a.en.txt").stat().st_mtime_ns
    terms = glossary.folder / "terms.tsv"
    terms.write_text("# ours\n" + terms.read_text(encoding="utf-8"), encoding="utf-8")
    glossary(*arguments)
    assert (glossary.folder / "out" / "a.en.txt").stat().st_mtime_ns == written
    glossary.write("terms.tsv", "maire\tchair\n")
    glossary(*arguments)
    assert (glossary.folder / "out" / "a.en.txt").stat().st_mtime_ns != written


def test_glossary_counts_are_said_with_translate(glossary: CommandLine) -> None:
    """The English has no place for them: -v says how many, and a note how many findings."""
    outcome = glossary("translate", "a.txt", "--glossary", "terms.tsv", "-v")
    assert "of 2 terms as in the glossary\n" in outcome.stderr


@pytest.mark.parametrize("where", ["flag", "config", "variable"])
def test_glossary_of_newspapers_comes_with_the_program(
    glossary: CommandLine, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By its name, wherever a glossary may be named; a variant of a target is as good as it."""
    replies = {"Il est en garde à vue.": "He is in jail.", "Le lycée est fermé.": "School is shut."}
    glossary.use_engine(EchoEngine(replies=replies))
    glossary.write("c.txt", " ".join(replies))
    arguments = ["translate", "c.txt"]
    if where == "flag":
        arguments += ["--glossary", "press"]
    elif where == "config":
        path = glossary.write("config.toml", 'glossary = "press"\n')
        arguments += ["--config", str(path)]
    else:
        monkeypatch.setenv("TRANSLATOR_GLOSSARY", "press")
    outcome = glossary(*arguments)
    assert outcome.code == 0
    assert outcome.stdout.startswith("He is in police custody")
    assert outcome.stdout.endswith("School is shut.\n")
