"""What an output's ending promises: it is kept, or the output is refused before any work."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import CommandLine
from scripted_engine import ScriptedEngine
from word_sample import make_word_file

from translator.types import DecodingOptions

REPORTS = "name a .txt, .md, .html, .json or .sarif file, or choose with --format"
BRIEFS = "name a .txt, .md, .html or .json file, or choose with --format"
VERSIONS = "name a .txt, .md or .json file, or choose with --format"
TRANSLATIONS = (
    "name a .txt, .md, .html, .json, .jsonl, .tsv, .tmx, .xlf, .docx or .epub file, or choose "
    "with --format"
)
#: Endings of files that hold a translation and nothing about it.
ENDINGS = (
    *(".jsonl", ".tsv", ".tmx", ".xlf", ".xliff", ".docx", ".docm", ".epub", ".srt", ".vtt"),
    ".xhtml",
)
CUES = "1\n00:00:01,000 --> 00:00:02,000\nIl pleut sur la ville.\n"


class _NoEngine(ScriptedEngine):
    """Fails the test that translates with it."""

    def __init__(self) -> None:
        def fail(text: str, options: DecodingOptions) -> str:
            raise AssertionError(f"translated: {text}")

        super().__init__(fail)


@pytest.fixture
def cli_with_files(cli: CommandLine) -> CommandLine:
    """A text, its translation, a page, subtitles and a Word document."""
    cli.write("a.txt", "Il pleut sur la ville.\n")
    cli.write("b.txt", "It rains on the town.\n")
    cli.write("a.html", "<!doctype html><title>Pluie</title><p>Il pleut sur la ville.</p>")
    cli.write("a.srt", CUES)
    cli.write("a.docx", make_word_file())
    return cli


def refuse(cli: CommandLine, arguments: list[str], name: str, why: str, valid: str) -> None:
    """Make sure that nothing is translated or written, and what is said."""
    cli.use_engine(_NoEngine())
    outcome = cli(*arguments, "-o", name, "--progress", "always")
    assert (outcome.code, outcome.stdout) == (2, "")
    assert outcome.stderr == f"error: cannot write {name}: {why}; {valid}\n"
    assert not (cli.folder / name).exists()


@pytest.mark.parametrize(
    ("arguments", "valid"),
    [
        (["read", "a.txt"], REPORTS),
        (["brief", "a.txt"], BRIEFS),
        (["brief", "a.txt", "b.txt", "--together"], BRIEFS),
        (["compare", "a.txt"], REPORTS),
        (["compare", "a.txt", "b.txt"], REPORTS),
        (["compare", "a.txt", "--with", "b.txt"], VERSIONS),
    ],
    ids=["read", "brief", "together", "compare", "compare-given", "compare-with"],
)
def test_other_verbs_refuse_endings_of_translations(
    cli_with_files: CommandLine, arguments: list[str], valid: str
) -> None:
    """What shows both languages, or a brief, is not put under the name of another kind of file."""
    for ending in ENDINGS:
        why = f"'translator translate' writes {ending} files"
        refuse(cli_with_files, arguments, f"out{ending}", why, valid)


@pytest.mark.parametrize(
    ("arguments", "name", "why", "valid"),
    [
        (["brief", "a.txt"], "c.SARIF", "'translator read' writes .sarif files", BRIEFS),
        (["translate", "a.txt"], "c.sarif", "'translator read' writes .sarif files", TRANSLATIONS),
        (
            ["compare", "a.txt", "--with", "b.txt"],
            "c.sarif",
            "'translator read' writes .sarif files",
            VERSIONS,
        ),
        (
            ["compare", "a.txt", "--with", "b.txt"],
            "c.htm",
            "'translator read' writes .htm files",
            VERSIONS,
        ),
        (["read", "a.txt"], "c.pdf", ".pdf files are read, not written", REPORTS),
        (["translate", "a.docx"], "c.pdf", ".pdf files are read, not written", TRANSLATIONS),
    ],
)
def test_endings_of_other_verbs_are_refused(
    cli_with_files: CommandLine, arguments: list[str], name: str, why: str, valid: str
) -> None:
    """Findings have no place in a translation, two versions none on a page, and a PDF none."""
    refuse(cli_with_files, arguments, name, why, valid)


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("a.txt", "c.srt"),
        ("a.txt", "c.vtt"),
        ("a.txt", "c.docm"),
        ("a.txt", "c.xhtml"),
        ("a.srt", "c.VTT"),
        ("a.docx", "c.srt"),
        ("a.html", "c.docm"),
    ],
)
def test_translate_makes_copies_of_their_own_kind_alone(
    cli_with_files: CommandLine, source: str, name: str
) -> None:
    """A text has no times, so subtitles are made of subtitles, and so on."""
    ending = Path(name).suffix.lower()
    why = f"{ending} files are made of {ending} files only"
    refuse(cli_with_files, ["translate", source], name, why, TRANSLATIONS)


def test_translate_makes_copies_of_their_own_kind(cli_with_files: CommandLine) -> None:
    """Subtitles become subtitles, and a page is one by any of its names."""
    cli = cli_with_files
    assert cli("translate", "a.srt", "-o", "b.SRT").code == 0
    assert (cli.folder / "b.SRT").read_text(encoding="utf-8") == CUES
    assert cli("translate", "a.html", "-o", "b.xhtml").code == 0
    assert (cli.folder / "b.xhtml").read_text(encoding="utf-8").startswith("<!doctype html>")
    cli.write("a.docm", make_word_file())
    assert cli("translate", "a.docm", "-o", "b.docm").code == 0
    assert (cli.folder / "b.docm").read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    ("arguments", "name", "start"),
    [
        (["read", "a.txt"], "c.htm", "<!doctype html>"),
        (["brief", "a.txt"], "c.htm", "<!doctype html>"),
        (["compare", "a.txt"], "c.HTM", "<!doctype html>"),
        (["translate", "a.txt"], "c.htm", "<!doctype html>"),
        (["translate", "a.docx"], "c.markdown", "# Le pont"),
        (["translate", "a.docx"], "c.mkd", "# Le pont"),
        (["translate", "a.docx"], "c.text", "# Le pont"),
    ],
)
def test_other_endings_of_a_format_name_it_too(
    cli_with_files: CommandLine, arguments: list[str], name: str, start: str
) -> None:
    """Files are read by all of these names, and are written by them."""
    assert cli_with_files(*arguments, "-o", name).code == 0
    assert (cli_with_files.folder / name).read_text(encoding="utf-8").startswith(start)


@pytest.mark.parametrize("name", ["c.tsv", "c.docx", "c.srt", "c.pdf"])
def test_a_format_that_is_chosen_goes_under_any_name(
    cli_with_files: CommandLine, name: str
) -> None:
    """Who says what the output is to hold gets it, whatever it is called."""
    cli = cli_with_files
    for verb in ("read", "brief", "compare", "translate"):
        assert cli(verb, "a.txt", "-o", name, "--format", "json").code == 0
        json.loads((cli.folder / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", ["c", "c.foo", "c.csv", "c.txt.1", ".md"])
def test_a_name_that_promises_nothing_is_written(cli_with_files: CommandLine, name: str) -> None:
    """An ending that the program does not know is the user's own affair."""
    cli = cli_with_files
    assert cli("translate", "a.txt", "-o", name).code == 0
    assert (cli.folder / name).read_text(encoding="utf-8") == "Il pleut sur la ville.\n"
    for verb in ("read", "brief", "compare"):
        assert cli(verb, "a.txt", "-o", name).code == 0
        assert "Il pleut sur la ville." in (cli.folder / name).read_text(encoding="utf-8")
