"""brief, compare, models, prompts, doctor, and what belongs to no verb."""

from __future__ import annotations

import io
import json
import re
import shutil
import sys
from pathlib import Path

import pytest
from chat_server import refuse, serve, stream
from conftest import CommandLine

import translator
from translator.cli import main
from translator.errors import ModelNotFound
from translator.testing import EchoEngine
from translator.types import Brief, ModelInfo

ARTICLE = "Un pont fermé\n\nLe conseil a voté la fermeture du pont. La maire est d’accord.\n"
REPLIES = {
    "Un pont fermé": "A bridge closed",
    "Le conseil a voté la fermeture du pont.": "The council voted to close the old stone bridge.",
    "La maire est d'accord.": "The mayor of the town fully agrees with it.",
}


@pytest.fixture
def article(cli: CommandLine) -> Path:
    """A short article in the folder that the program runs in, with an engine that knows it."""
    cli.use_engine(EchoEngine(replies=REPLIES))
    return cli.write("pont.fr.txt", ARTICLE)


@pytest.mark.parametrize(
    ("format_name", "expected"),
    [
        (
            "text",
            "A bridge closed\n\nBOTTOM LINE\n"
            "The council voted to close the old stone bridge. [¶2]\n\n"
            "{words}",
        ),
        (
            "markdown",
            "# A bridge closed\n\n**Bottom line**\n\n"
            "The council voted to close the old stone bridge. (¶2)\n\n*{words}*",
        ),
    ],
)
def test_brief_prints_the_brief_alone(
    cli: CommandLine, article: Path, format_name: str, expected: str
) -> None:
    """Headline and points, each with its paragraphs."""
    outcome = cli("brief", article.name, "--format", format_name)
    words = "18 → 9 words · extractive · 0 findings"
    expected = expected.format(words=words) + "\n"
    assert (outcome.code, outcome.stdout, outcome.stderr) == (0, expected, "")


def test_brief_style_chooses_the_parts(cli: CommandLine, article: Path) -> None:
    """A style by name, or a template of one's own; a headline comes alone."""
    assert cli("brief", article.name, "--brief-style", "headline").stdout == "A bridge closed\n"
    bullets = cli("brief", article.name, "--brief-style", "bullets", "--show-source").stdout
    assert bullets.startswith(
        "A bridge closed\n\nKEY POINTS\n- The council voted to close the old stone bridge. [¶2]\n"
        "  Le conseil a voté la fermeture du pont.\n\n"
    )
    outcome = cli("brief", article.name, "--brief-style", "nosuch")
    assert (outcome.code, outcome.stdout) == (6, "")
    assert outcome.stderr.startswith("error: no prompt template 'nosuch'; looked in ")


def test_brief_style_sets_the_words_unless_the_user_does(cli: CommandLine) -> None:
    """An executive brief is longer than the usual one; --brief-words wins over both."""
    sample = Path(translator.__file__).parent.parent / "samples" / "strike.en.txt"
    cli.write("long.txt", sample.read_bytes())

    def count(*options: str) -> int:
        output = cli("brief", "long.txt", "--lang-check", "off", "--format", "json", *options)
        words: int = json.loads(output.stdout)["brief"]["words"]
        return words

    usual, executive = count(), count("--brief-style", "executive")
    assert usual <= 80 < executive <= 150
    assert count("--brief-style", "executive", "--brief-words", "40") <= 40


def test_brief_strict_fails_where_a_point_is_doubtful(cli: CommandLine) -> None:
    """A finding of the translation marks the point that was made of its sentence."""
    cli.write("a.txt", "Le pont coûte 12 millions d’euros à la ville de Brest.\n")
    cli.use_engine(
        EchoEngine(
            replies={
                "Le pont coûte 12 millions d'euros à la ville de Brest.": (
                    "The bridge costs the city of Brest 13 million euros."
                )
            }
        )
    )
    outcome = cli("brief", "a.txt", "--strict")
    assert "The bridge costs the city of Brest 13 million euros. [¶1] !N01\n" in outcome.stdout
    assert outcome.stdout.endswith("10 → 10 words · extractive · 1 finding\n")
    assert outcome.code == 1
    assert cli("brief", "a.txt").code == 0


def test_brief_is_text_in_a_pipe(cli: CommandLine, article: Path) -> None:
    """Without --format a pipe gets text."""
    assert (
        cli("brief", article.name).stdout == cli("brief", article.name, "--format", "text").stdout
    )


def test_brief_json_says_how_it_was_made(cli: CommandLine, article: Path) -> None:
    """The head is that of every JSON output."""
    values = json.loads(cli("brief", article.name, "--format", "json").stdout)
    assert list(values) == ["version", "signature", "model", "source", "complete", "brief"]
    assert values["brief"]["headline"] == "A bridge closed"


def test_brief_goes_to_a_file_of_its_own(cli: CommandLine, article: Path) -> None:
    """A brief never overwrites a translation in the same folder."""
    cli("brief", article.name, "--output-dir", "out")
    assert [path.name for path in (cli.folder / "out").glob("[!.]*")] == ["pont.brief.txt"]


def test_compare_has_one_pair_a_sentence(cli: CommandLine, article: Path) -> None:
    """Sentences are numbered within their paragraph."""
    outcome = cli("compare", article.name)
    numbers = [line.split()[1] for line in outcome.stdout.splitlines() if line.startswith("> ")]
    assert numbers == ["**¶1.1**", "**¶2.1**", "**¶2.2**"]
    assert outcome.code == 0


def test_models_list_names_the_embedded_model(cli: CommandLine) -> None:
    """The table and the JSON name the same models."""
    names = [
        model["name"] for model in json.loads(cli("models", "list", "--format", "json").stdout)
    ]
    table = cli("models", "list", "--width", "200").stdout.splitlines()
    assert [line.split()[0] for line in table[1:]] == names != []


def test_models_show_describes_a_folder(cli: CommandLine, tiny_model: Path) -> None:
    """Any model folder can be described."""
    outcome = cli("models", "show", str(tiny_model), "--format", "json")
    (model,) = json.loads(outcome.stdout)
    assert (model["name"], model["format"]) == ("tiny", "ctranslate2")
    assert "ctranslate2" in cli("models", "show", str(tiny_model)).stdout


def test_models_verify_finds_a_changed_file(cli: CommandLine, tiny_model: Path) -> None:
    """One changed byte is found, and the exit code is the model's."""
    assert cli("models", "verify", str(tiny_model)).stdout == f"ok  {tiny_model}\n"
    copy = cli.folder / "copy"
    shutil.copytree(tiny_model, copy)
    weights = bytearray((copy / "model.bin").read_bytes())
    weights[-1] ^= 1
    (copy / "model.bin").write_bytes(weights)
    outcome = cli("models", "verify", str(copy))
    assert (outcome.code, outcome.stdout) == (4, "")
    assert outcome.stderr.startswith(f"error: {copy / 'model.bin'} has changed: its SHA-256 is ")


def test_models_convert_makes_a_model(cli: CommandLine, tiny_checkpoint: Path) -> None:
    """The new folder is named in the message and passes its own verification."""
    outcome = cli("models", "convert", str(tiny_checkpoint), "--output-dir", "new")
    assert (outcome.code, outcome.stdout) == (0, "")
    assert outcome.stderr == "new is in new; use it with --model new\n"
    assert cli("models", "verify", "new").code == 0


def test_models_pull_says_what_the_model_is_called(cli: CommandLine) -> None:
    """The name is what --model takes from then on."""
    asked: list[tuple[str, object]] = []

    def pull(repo_id: str, **options: object) -> ModelInfo:
        asked.append((repo_id, options))
        return ModelInfo(name="mine", path=Path("models/mine"), format="ctranslate2")

    cli.monkeypatch.setattr("translator.hub.pull_model", pull)
    outcome = cli("models", "pull", "owner/model", "--name", "mine")
    options = {"revision": None, "name": "mine", "allow_pickle": False}
    assert asked == [("owner/model", options)]
    assert (outcome.code, outcome.stdout) == (0, "")
    assert outcome.stderr == "mine is in models/mine; use it with --model mine\n"


def test_models_unknown_name_is_exit_4(cli: CommandLine) -> None:
    """The message says which names there are."""
    outcome = cli("models", "show", "nosuch")
    assert (outcome.code, outcome.stdout) == (4, "")
    assert outcome.stderr.startswith("error: no model 'nosuch'; looked in ")


def test_model_that_is_missing_is_exit_4(cli: CommandLine, article: Path) -> None:
    """Nothing is translated with another model than the one asked for."""

    def fail(**_: object) -> None:
        raise ModelNotFound("no model 'nosuch'")

    cli.monkeypatch.setattr("translator.engines.loading.prepare_engine", fail)
    outcome = cli("read", article.name, "--model", "nosuch")
    assert (outcome.code, outcome.stdout, outcome.stderr) == (4, "", "error: no model 'nosuch'\n")


def test_prompts_are_listed_and_shown_as_they_are(cli: CommandLine) -> None:
    """What is shown can be saved and changed."""
    folder = Path(cli("prompts", "path").stdout.strip())
    names = sorted(path.stem for path in folder.glob("*.toml"))
    table = cli("prompts", "list", "--width", "200", "-q").stdout.splitlines()
    assert [line.split()[0] for line in table[1:]] == names != []
    for name in names:
        shown = cli("prompts", "show", name).stdout
        assert shown == (folder / f"{name}.toml").read_text(encoding="utf-8")


def test_prompts_unknown_name_is_exit_6(cli: CommandLine) -> None:
    """The message says which names there are."""
    outcome = cli("prompts", "show", "nosuch")
    assert outcome.code == 6
    assert outcome.stderr.startswith("error: no prompt template 'nosuch'; looked in ")


def test_doctor_shows_where_each_setting_came_from(cli: CommandLine) -> None:
    """Flag, variable and default are told apart."""
    cli.monkeypatch.setenv("TRANSLATOR_THREADS", "2")
    values = json.loads(cli("doctor", "--format", "json", "--beam-size", "3").stdout)
    assert values["settings"]["threads"] == {"value": 2, "origin": "TRANSLATOR_THREADS"}
    assert values["settings"]["beam_size"] == {"value": 3, "origin": "--beam-size"}
    assert values["settings"]["brief_words"] == {"value": 80, "origin": "default"}


def test_doctor_draws_a_table_and_tests_itself(cli: CommandLine) -> None:
    """A sentence is translated, not only the libraries named."""
    outcome = cli("doctor", "--width", "160")
    assert outcome.code == 0
    assert "Le conseil municipal a voté le budget. → Le conseil municipal" in outcome.stdout


def test_doctor_says_settings_in_words(cli: CommandLine) -> None:
    """As a user would write them; and the file they are from, whichever that is."""
    rows = {
        line.split()[0]: re.split(r"  +", line.strip())[1:]
        for line in cli("doctor", "--width", "200").stdout.splitlines()
        if line.strip()
    }
    assert rows["cache"] == ["on", "default"]
    assert rows["whole_page"] == ["off", "default"]
    assert rows["model"] == ["the embedded one", "default"]
    assert rows["beam_size"] == ["the model's own", "default"]
    assert rows["width"] == ["200", "--width"]
    assert rows["chat_key"] == rows["summary_model"] == ["not set", "default"]
    own = cli.folder.parent / "XDG_CONFIG_HOME" / "translator" / "config.toml"
    assert cli("doctor").stdout.endswith(f"settings file: {own}, not there\n")
    path = cli.write("my.toml", "brief_words = 60\n")
    assert cli("doctor", "--config", path.name).stdout.endswith("settings file: my.toml\n")


def test_doctor_without_the_engine_s_library_is_a_diagnosis(cli: CommandLine) -> None:
    """What is missing is said in the table, and how to get it."""
    cli.monkeypatch.setitem(sys.modules, "ctranslate2", None)
    outcome = cli("doctor", "--format", "json")
    assert outcome.code == 5
    found = {item["name"]: item for item in json.loads(outcome.stdout)["diagnoses"]}
    assert (found["processor"]["state"], found["processor"]["detail"]) == (
        "failed",
        "the ctranslate2 library is not installed; install it with: pip install ctranslate2",
    )


def test_doctor_exits_with_the_code_of_what_is_broken(cli: CommandLine) -> None:
    """A script can rely on the exit code; the table says which part it was."""

    def fail(**_: object) -> None:
        raise ModelNotFound("no model 'nosuch'")

    cli.monkeypatch.setattr("translator.engines.loading.prepare_engine", fail)
    outcome = cli("doctor", "--format", "json")
    assert outcome.code == 4
    assert json.loads(outcome.stdout)["diagnoses"][-1] == {
        "name": "self-test",
        "state": "failed",
        "detail": "no model 'nosuch'",
        "exit_code": 4,
    }


def list_models(cli: CommandLine, *options: str) -> list[tuple[str, str, str]]:
    """Return name, state and detail of what doctor says about models."""
    return [
        (item["name"], item["state"], item["detail"])
        for item in json.loads(cli("doctor", "--format", "json", *options).stdout)["diagnoses"]
        if item["name"].split()[0] == "model"
    ]


def test_doctor_says_which_model_is_in_use(cli: CommandLine, tiny_model: Path) -> None:
    """The folder that --model gives stands first, compared with its digests; others follow."""
    known = list_models(cli)
    assert [detail.startswith("in use; ") for _, _, detail in known] == [True]
    first, *others = list_models(cli, "--model", str(tiny_model))
    assert first == ("model tiny", "ok", f"in use; files as published, in {tiny_model}")
    assert others == [
        (name, state, detail.removeprefix("in use; ")) for name, state, detail in known
    ]


def test_doctor_finds_what_is_wrong_with_the_model_in_use(
    cli: CommandLine, tiny_model: Path
) -> None:
    """A folder that has changed, or none at all, is a failure of its own with the model's code."""
    copy = cli.folder / "copy"
    shutil.copytree(tiny_model, copy)
    with (copy / "model.bin").open("ab") as stream:
        stream.write(b"x")
    (_, state, detail), *_ = list_models(cli, "--model", "copy")
    assert (state, detail[:26]) == ("failed", "copy/model.bin has changed")
    (name, state, detail), *_ = list_models(cli, "--model", "nosuch")
    assert (name, state, detail[:17]) == ("model", "failed", "no model 'nosuch'")
    assert cli("doctor", "--model", "nosuch").code == 4


def test_doctor_does_not_call_unknown_files_as_published(
    cli: CommandLine, tiny_model: Path
) -> None:
    """A folder that has no digests cannot be compared with any."""
    copy = cli.folder / "copy"
    shutil.copytree(tiny_model, copy)
    (copy / "model.toml").unlink()
    (_, state, detail), *_ = list_models(cli, "--model", "copy")
    assert (state, detail) == ("ok", "in use; no digests to compare its files with, in copy")


def test_version_is_printed(cli: CommandLine) -> None:
    """--version names the program and its version."""
    outcome = cli("--version")
    assert (outcome.code, outcome.stdout) == (0, f"translator {translator.__version__}\n")


@pytest.mark.parametrize("shell", ["bash", "zsh", "tcsh"])
def test_completion_script_knows_verbs_and_options(cli: CommandLine, shell: str) -> None:
    """Each shell's script completes verbs."""
    outcome = cli("--print-completion", shell)
    assert outcome.code == 0
    assert "compare" in outcome.stdout
    assert "beam-size" in outcome.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["read"],
        ["translate"],
        ["brief"],
        ["compare"],
        ["models"],
        ["models", "list"],
        ["models", "show"],
        ["models", "verify"],
        ["models", "convert"],
        ["models", "pull"],
        ["prompts"],
        ["prompts", "list"],
        ["prompts", "show"],
        ["prompts", "path"],
        ["doctor"],
    ],
    ids=" ".join,
)
def test_help_fits_eighty_columns(cli: CommandLine, arguments: list[str]) -> None:
    """Every verb explains itself, in lines that a small terminal shows whole."""
    cli.monkeypatch.setenv("COLUMNS", "80")
    outcome = cli(*arguments, "--help")
    assert (outcome.code, outcome.stderr) == (0, "")
    assert [line for line in outcome.stdout.splitlines() if len(line) > 80] == []


@pytest.mark.parametrize(
    ("verb", "described"),
    [
        ("read", "else side-by-side on a terminal, Markdown in a pipe; html: a page to read"),
        ("translate", "else the kind of file that the source is; json: all that is known"),
        ("brief", "else a panel on a terminal, text in a pipe; markdown: headings and lists"),
        ("compare", "else side-by-side on a terminal, Markdown in a pipe; html: a page to read"),
        ("evaluate", "else a table; json: every figure"),
    ],
)
def test_help_says_what_each_format_is(cli: CommandLine, verb: str, described: str) -> None:
    """What auto chooses, and what the others are for: no format of a verb is only a name."""
    cli.monkeypatch.setenv("COLUMNS", "200")
    help_text = " ".join(cli(verb, "--help").stdout.split())
    assert f"auto: as the output's name says, {described}" in help_text
    choices = help_text.partition("--format {")[2].partition("}")[0].split(",")
    text = help_text.partition("--format {")[2].partition("}")[2].partition("-o FILE")[0]
    unsaid = [name for name in choices if name not in text.lower()]
    assert unsaid == []


def test_help_on_a_terminal_is_colored(cli: CommandLine) -> None:
    """The same help, dressed; brackets in it are no markup."""
    cli.monkeypatch.setenv("TERM", "xterm-256color")
    cli.monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    outcome = cli("read", "--help")
    assert outcome.code == 0
    assert "[FILE …]" in outcome.stdout
    assert "\x1b[" in outcome.stdout


@pytest.mark.parametrize("terminal", ["dumb", "", None])
def test_help_on_a_terminal_that_may_understand_nothing_is_plain(
    cli: CommandLine, terminal: str | None
) -> None:
    """Nothing is sent that could be shown as letters."""
    if terminal is None:
        cli.monkeypatch.delenv("TERM", raising=False)
    else:
        cli.monkeypatch.setenv("TERM", terminal)
    cli.monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    outcome = cli("read", "--help")
    assert (outcome.code, "\x1b" in outcome.stdout) == (0, False)


def test_help_is_printed_in_any_encoding(cli: CommandLine) -> None:
    """What a stream cannot hold is escaped, also before there is any work."""
    pipe = io.BytesIO()
    cli.monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(pipe, encoding="ascii"))
    with pytest.raises(SystemExit) as stopped:
        main(("read", "--help"))
    sys.stdout.flush()
    assert stopped.value.code == 0
    assert b"[FILE \\u2026]" in pipe.getvalue()


ANSWER = """\
BOTTOM LINE: The council voted to close the old stone bridge [1].
- The mayor of the town, Anne Roux, agrees [1].
"""
CHAT = ("--summarizer", "chat", "--chat-model", "m1")


def test_brief_by_chat_shows_what_the_article_does_not_say(cli: CommandLine, article: Path) -> None:
    """The model's points with their paragraphs; an invented name is marked, told and strict."""
    with serve(stream(ANSWER)) as server:
        outcome = cli("brief", article.name, *CHAT, "--chat-url", server.url, "--strict")
    assert outcome.stdout == (
        "A bridge closed\n\n"
        "BOTTOM LINE\nThe council voted to close the old stone bridge. [¶2]\n\n"
        "KEY POINTS\n- The mayor of the town, Anne Roux, agrees. [¶2] !F02\n\n"
        "!F02 the name Anne Roux in the brief is nowhere in the article\n\n"
        "18 → 17 words · chat m1 · 1 finding\n"
    )
    assert (outcome.code, outcome.stderr) == (1, "")


def test_chat_that_fails_ends_brief_and_not_read(cli: CommandLine, article: Path) -> None:
    """A brief alone is an error; beside a translation it becomes extractive, with a warning."""
    with serve(refuse(404)) as server:
        message = (
            f"{server.url} answered 404: Not Found; is --chat-url right, and does the server have "
            "the model 'm1'?"
        )
        alone = cli("brief", article.name, *CHAT, "--chat-url", server.url)
        beside = cli("read", article.name, *CHAT, "--chat-url", server.url)
    assert (alone.code, alone.stdout, alone.stderr) == (5, "", f"error: {message}\n")
    assert (beside.code, beside.stderr) == (
        0,
        f"warning: {message}; the brief is extractive instead\n",
    )
    assert "18 → 9 words · extractive, since chat failed · 0 findings" in beside.stdout


def test_chat_without_a_server_is_a_usage_error(cli: CommandLine, article: Path) -> None:
    """What is missing is named before anything is translated."""
    outcome = cli("read", article.name, *CHAT)
    assert (outcome.code, outcome.stdout) == (2, "")
    assert outcome.stderr == (
        "error: the chat summarizer needs --chat-url, for instance --chat-url "
        "http://localhost:11434/v1 --chat-model llama3.2; config.toml can hold both\n"
    )


def test_chat_key_is_never_shown(cli: CommandLine, article: Path) -> None:
    """The key comes from the environment, reaches the server and stands in no output."""
    cli.monkeypatch.setenv("TRANSLATOR_CHAT_KEY", "sk-secret")
    with serve(stream(ANSWER)) as server:
        outcome = cli("read", article.name, *CHAT, "--chat-url", server.url, "--format", "json")
    assert server.keys == ["Bearer sk-secret"]
    assert "sk-secret" not in outcome.stdout + outcome.stderr
    settings = json.loads(cli("doctor", "--format", "json").stdout)["settings"]
    assert settings["chat_key"] == {"value": "(hidden)", "origin": "TRANSLATOR_CHAT_KEY"}
    assert "sk-secret" not in cli("doctor").stdout
    cli.write("bad.toml", 'chat_key = ["sk-other"]\n')
    outcome = cli("brief", article.name, "--config", "bad.toml")
    assert (outcome.code, outcome.stderr) == (
        2,
        "error: bad.toml: chat_key is (hidden); expected a text or a whole number\n",
    )


def test_brief_by_seq2seq_needs_a_model(cli: CommandLine, article: Path) -> None:
    """Without a model, or with a folder that holds none, nothing is translated."""
    outcome = cli("brief", article.name, "--summarizer", "seq2seq")
    assert (outcome.code, outcome.stdout) == (2, "")
    assert outcome.stderr == (
        "error: the seq2seq summarizer needs --summary-model: a folder with a BART, PEGASUS or T5 "
        "checkpoint, or OWNER/MODEL as 'hf download' fetches it\n"
    )
    outcome = cli("brief", article.name, "--summarizer", "seq2seq", "--summary-model", ".")
    assert (outcome.code, outcome.stdout) == (4, "")
    assert outcome.stderr.startswith("error: config.json cannot be read: ")


def write_two(cli: CommandLine) -> None:
    replies = {
        **REPLIES,
        "Le conseil de la ville ferme le vieux pont.": (
            "The town's council voted to close the old stone bridge."
        ),
        "Des chênes poussent le long du canal de Brest.": (
            "Young oaks grow along the old canal in Brest."
        ),
    }
    cli.use_engine(EchoEngine(replies=replies))
    cli.write("a.fr.txt", ARTICLE)
    cli.write(
        "b.fr.txt",
        "Le conseil de la ville ferme le vieux pont.\n\n"
        "Des chênes poussent le long du canal de Brest.\n",
    )


@pytest.mark.parametrize(
    ("format_name", "expected"),
    [
        (
            "text",
            "KEY POINTS\n"
            "- The town's council voted to close the old stone bridge. [B ¶1 · A ¶2]\n\n"
            "ARTICLES\nA  a.fr.txt: A bridge closed\n"
            "B  b.fr.txt: The town's council voted to close the old stone bridge\n\n"
            "2 articles · 37 → 10 words · extractive · 0 findings\n",
        ),
        (
            "markdown",
            "**Key points**\n\n"
            "- The town's council voted to close the old stone bridge. (B ¶1 · A ¶2)\n\n"
            "**Articles**\n\n- **A** a.fr.txt: A bridge closed\n"
            "- **B** b.fr.txt: The town's council voted to close the old stone bridge\n\n"
            "*2 articles · 37 → 10 words · extractive · 0 findings*\n",
        ),
    ],
)
def test_brief_together_is_one_brief(cli: CommandLine, format_name: str, expected: str) -> None:
    """What both tell is said once, with the letter and the paragraph of each article."""
    write_two(cli)
    outcome = cli("brief", "a.fr.txt", "b.fr.txt", "--together", "--format", format_name)
    assert (outcome.code, outcome.stdout, outcome.stderr) == (0, expected, "")


def test_brief_together_as_json_holds_every_article(cli: CommandLine) -> None:
    """The joint brief, and each article's own with its source and signature."""
    write_two(cli)
    output = cli("brief", "a.fr.txt", "b.fr.txt", "--together", "--format", "json").stdout
    values = json.loads(output)
    assert list(values) == ["version", "articles", "brief"]
    assert [item["source"]["path"] for item in values["articles"]] == ["a.fr.txt", "b.fr.txt"]
    assert [item["label"] for item in values["articles"]] == ["A", "B"]
    point = values["brief"]["points"][0]
    assert [(item["article"], item["blocks"]) for item in point["origins"]] == [(1, [0]), (0, [1])]
    assert point["origins"][0]["source"] == "Le conseil de la ville ferme le vieux pont."


def test_brief_together_says_which_article_failed(cli: CommandLine) -> None:
    """The brief is of the others, the exit code 8; one output only can be asked for."""
    write_two(cli)
    outcome = cli("brief", "a.fr.txt", "none.txt", "b.fr.txt", "--together")
    assert outcome.code == 8
    assert "2 articles · 37 → 10 words" in outcome.stdout
    assert outcome.stderr == (
        "error: 1 of 3 files failed; the others are done\n  no file none.txt; check the name\n"
    )
    outcome = cli("brief", "a.fr.txt", "--together", "--output-dir", "out")
    assert (outcome.code, outcome.stderr) == (
        2,
        "error: --together makes one brief; name its file with --output\n",
    )
    outcome = cli("brief", "a.fr.txt", "--together", "--resume")
    assert (outcome.code, outcome.stderr) == (
        2,
        "error: --together makes one brief, and --resume is for many outputs; leave it out\n",
    )
    assert cli("brief", "a.fr.txt", "b.fr.txt", "--together", "-o", "all.md").code == 0
    assert (cli.folder / "all.md").read_text().startswith("**Key points**\n")


def test_brief_together_is_a_panel_when_asked(cli: CommandLine) -> None:
    """On a terminal the same is drawn, the references kept on one line."""
    write_two(cli)
    cli.monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    drawn = cli("brief", "a.fr.txt", "b.fr.txt", "--together", "--width", "60", "--color", "never")
    lines = [line.rstrip("│ ") for line in drawn.stdout.splitlines()]
    assert lines[2:4] == [
        "│ • The town's council voted to close the old stone",
        "│   bridge. [B\u00a0¶1 · A\u00a0¶2]",
    ]


class InterruptedSummarizer:
    """Ctrl-C comes while a model writes the brief."""

    name = "interrupted"

    def summarize(self, *_: object, **__: object) -> Brief:
        raise KeyboardInterrupt


def test_brief_interrupted_by_itself_is_exit_130(cli: CommandLine, article: Path) -> None:
    """What was finished is kept: the translation, where it is shown; no file holds half."""
    cli.monkeypatch.setattr(
        "translator.summarizers.loading.load_summarizer", lambda *_, **__: InterruptedSummarizer()
    )
    assert cli("brief", article.name).code == 130
    assert cli("brief", article.name, "--together").code == 130
    assert cli("brief", article.name, "-o", "b.txt").code == 130
    assert not (cli.folder / "b.txt").exists()
    outcome = cli("read", article.name)
    assert outcome.code == 130
    assert "The council voted to close the old stone bridge." in outcome.stdout
    assert cli("read", article.name, "-o", "a.md").code == 130
    assert not (cli.folder / "a.md").exists()
    kept = (cli.folder / "a.md.partial").read_text(encoding="utf-8")
    assert "The council voted to close the old stone bridge." in kept
    assert cli("read", article.name, "--no-brief").code == 0
