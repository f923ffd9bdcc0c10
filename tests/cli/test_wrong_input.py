"""What is wrong with an input or an argument is one sentence and an exit code."""

from __future__ import annotations

import io

import pytest
from conftest import CommandLine

ENGLISH = (
    "The council voted on Tuesday evening to close the old bridge, which forty thousand "
    "vehicles cross every day. The mayor said that there was no choice left.\n"
)


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["read", "missing.txt"], 3, "no file missing.txt; check the name"),
        (["read", "a.txt/b.txt"], 3, "no file a.txt/b.txt; check the name"),
        *(
            (
                [verb, "folder"],
                3,
                "folder is a folder; add --recursive to take the articles in it, or name them, for "
                "example folder/*.txt",
            )
            for verb in ("read", "translate", "brief")
        ),
        (
            ["brief", "folder", "--together"],
            3,
            "folder is a folder; add --recursive to take the articles in it, or name them, for "
            "example folder/*.txt",
        ),
        (["compare", "folder"], 3, "folder is a folder; name the one article in it to compare"),
        (
            ["compare", "a.txt", "folder"],
            3,
            "folder is a folder; name the one translation in it to compare",
        ),
        (
            ["evaluate", "folder"],
            3,
            "folder is a folder; name the sets in it, for example folder/*.tsv",
        ),
        (["read", "-", "-"], 2, "- stands for standard input and can be read once only"),
        (
            ["read", "a.txt", "b.txt", "-o", "c.md"],
            2,
            "--output takes one FILE, 2 are given; use --output-dir",
        ),
        (
            ["translate", "a.txt", "-o", "a.txt"],
            2,
            "a.txt would overwrite its own source; choose another output",
        ),
        (
            ["read", "a.txt", "folder/a.txt", "--output-dir", "out"],
            2,
            "a.txt and folder/a.txt would share one output, out/a.en.md; rename one of them, or "
            "write them into different folders",
        ),
        (
            ["translate", "a.txt", "a.en.txt", "--output-dir", "."],
            2,
            "a.en.txt, the output of a.txt, would overwrite a source; choose another folder",
        ),
        (
            ["translate", "a.txt", "--resume"],
            2,
            "--resume needs --output-dir: the folder of outputs has the record of what is finished",
        ),
        (
            ["translate", "a.txt", "--overwrite", "--output-dir", "out"],
            2,
            "--overwrite belongs to --resume; without it, every output is overwritten",
        ),
        (
            ["translate", "folder", "--recursive"],
            3,
            "no articles in folder; name a file of another kind itself, with --input-format",
        ),
        *(
            (
                [verb, "a.txt", "-o", "folder"],
                7,
                "cannot write folder: it is a folder; name a file in it, or use --output-dir",
            )
            for verb in ("read", "translate", "brief")
        ),
        *(
            (
                [verb, "a.txt", "-o", "folder"],
                7,
                "cannot write folder: it is a folder; name a file in it",
            )
            for verb in ("compare", "evaluate")
        ),
        (
            ["read", "a.txt", "-o", "nowhere/a.md"],
            7,
            "cannot write nowhere/a.md: there is no folder nowhere; make it first, or choose "
            "another output",
        ),
        *(
            (
                ["read", "a.txt", "--output-dir", name],
                7,
                f"cannot make the folder {name}: a file is in the way; choose another --output-dir",
            )
            for name in ("b.txt", "b.txt/out")
        ),
        (
            ["brief", "a.txt", "-o", "a.pdf"],
            2,
            "cannot write a.pdf: .pdf files are read, not written; name a .txt, .md, .html or "
            ".json file, or choose with --format",
        ),
        (
            ["compare", "a.txt", "--with", "b.txt", "--format", "html"],
            2,
            "--with shows two translations, which html has no place for; choose --format "
            "side-by-side, markdown or json",
        ),
        (
            ["read", "a.txt", "--config", "no.toml"],
            2,
            "--config no.toml: no such file; check the name",
        ),
        (
            ["brief", "a.txt", "--summarizer", "no"],
            6,
            "unknown summarizer 'no'; available: extractive, seq2seq, chat",
        ),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_wrong_input_is_one_sentence_on_stderr(
    cli: CommandLine, arguments: list[str], code: int, message: str
) -> None:
    """Standard output stays empty, and nothing is left behind."""
    cli.write("a.txt", "Bonjour à tous.\n")
    cli.write("b.txt", "Bonsoir à tous.\n")
    (cli.folder / "folder").mkdir()
    outcome = cli(*arguments)
    assert (outcome.code, outcome.stdout, outcome.stderr) == (code, "", f"error: {message}\n")
    assert not list(cli.folder.rglob("*.tmp"))


@pytest.mark.parametrize("arguments", [["translate", ""], ["compare", "a.txt", ""]])
def test_wrong_input_without_a_name_is_exit_3(cli: CommandLine, arguments: list[str]) -> None:
    """An unset variable of the shell is an empty name, and no folder."""
    cli.write("a.txt", "Bonjour à tous.")
    outcome = cli(*arguments)
    assert (outcome.code, outcome.stdout) == (3, "")
    assert outcome.stderr == (
        "error: the name of a file is empty; is a variable of the shell not set?\n"
    )


@pytest.mark.parametrize("content", [b"", b"  \n\n \t\n", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("verb", ["read", "translate", "brief", "compare"])
def test_wrong_input_empty_is_exit_3(cli: CommandLine, verb: str, content: bytes) -> None:
    """An empty article, from a file or a pipe, is an error in every verb."""
    outcome = cli(verb, "-", stdin=content)
    assert (outcome.code, outcome.stdout) == (3, "")
    assert outcome.stderr.startswith("error: ")
    assert len(outcome.stderr.splitlines()) == 1


def test_wrong_input_binary_is_exit_3(cli: CommandLine) -> None:
    """A picture is not an article, and the message names the file."""
    cli.write("photo.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
    outcome = cli("read", "photo.txt")
    assert (outcome.code, outcome.stdout) == (3, "")
    assert outcome.stderr.startswith("error: photo.txt")


def test_wrong_input_in_english_is_a_warning(cli: CommandLine) -> None:
    """The user is told, and gets what was asked for."""
    cli.write("english.txt", ENGLISH)
    outcome = cli("translate", "english.txt")
    assert outcome.code == 0
    assert outcome.stdout == ENGLISH
    assert outcome.stderr.splitlines()[0] == (
        "warning: english.txt looks like English, not French; expect nonsense "
        "(--lang-check error stops, off is silent)"
    )


def test_wrong_input_in_english_is_an_error_on_request(cli: CommandLine) -> None:
    """--lang-check error stops before anything is translated."""
    cli.write("english.txt", ENGLISH)
    outcome = cli("read", "english.txt", "--lang-check", "error")
    assert (outcome.code, outcome.stdout) == (3, "")
    assert outcome.stderr == (
        "error: english.txt looks like English, not French; to go on all the same: "
        "--lang-check warn\n"
    )


def test_wrong_input_language_check_can_be_switched_off(cli: CommandLine) -> None:
    """The environment can say it as well as the flag."""
    cli.write("english.txt", ENGLISH)
    cli.monkeypatch.setenv("TRANSLATOR_LANG_CHECK", "off")
    assert "looks like" not in cli("translate", "english.txt").stderr


def test_wrong_input_escape_sequences_never_reach_the_terminal(cli: CommandLine) -> None:
    """A file name and an article may hold anything; the screen gets none of it."""
    name = "a\x1b[31m[red].txt"
    cli.write(name, "Bonjour \x1b]0;titre\x07 \x1b[2Jà tous.\n")
    outcomes = [cli("read", name, name + "x"), cli("read", name, "--format", "side-by-side")]
    assert all("\x1b" not in outcome.stdout + outcome.stderr for outcome in outcomes)
    assert "no file a[31m[red].txtx" in outcomes[0].stderr


@pytest.mark.parametrize("verb", ["read", "translate", "brief"])
def test_wrong_input_nothing_named_at_the_keyboard_is_a_usage_error(
    cli: CommandLine, verb: str
) -> None:
    """The program does not wait in silence for somebody to type an article."""
    outcome = cli(verb, stdin=None)
    assert outcome.code == 2
    assert outcome.stderr == (
        "error: no article given; name a file, or the address of a page, or - to type or paste "
        "one and end it with Ctrl-D\n"
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "the following arguments are required: VERB\nSee: translator --help"),
        (
            ["read", "a.txt", "--beam-size", "0"],
            "argument --beam-size: expected a whole number from 1; got '0'\n"
            "See: translator read --help",
        ),
        (
            ["read", "a.txt", "--wdth", "80"],
            "unrecognized arguments: --wdth 80; did you mean --width?\nSee: translator read --help",
        ),
        (
            ["compare", "a.txt", "b.txt", "c.txt"],
            "unrecognized arguments: c.txt\nSee: translator compare --help",
        ),
        (
            ["cache", "info", "--quite"],
            "unrecognized arguments: --quite; did you mean --quiet?\n"
            "See: translator cache info --help",
        ),
        (
            ["read", "a.txt", "-o", "b", "--output-dir", "c"],
            "argument --output-dir: not allowed with argument -o/--output\n"
            "See: translator read --help",
        ),
    ],
)
def test_wrong_arguments_are_exit_2(cli: CommandLine, arguments: list[str], message: str) -> None:
    """The message is short and says where the help is."""
    outcome = cli(*arguments)
    assert (outcome.code, outcome.stdout, outcome.stderr) == (2, "", f"error: {message}\n")


def test_wrong_input_names_standard_input(
    cli: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A message about a pipe says so; "-" is for the command line only."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b""), encoding="utf-8"))
    outcome = cli("translate", "-")
    assert outcome.code == 3
    assert outcome.stderr == (
        "error: standard input: nothing to translate: the text is empty or blank\n"
    )
