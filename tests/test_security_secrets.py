"""The key of a chat server goes to that server and nowhere else; settings are never programs."""

from __future__ import annotations

import json
import os
import traceback
from pathlib import Path

import pytest
from chat_server import Reply, answer, cut_off, hang_up, refuse, serve, stream
from conftest import CommandLine

from translator.settings import hide_credentials
from translator.summarizers import chat_client
from translator.testing import EchoEngine

KEY = "sk-very-secret-0123456789"

ARTICLE = "Un pont fermé\n\nLe conseil a voté la fermeture du pont.\n\nLa maire est d’accord.\n"
BRIEF = "BOTTOM LINE: Le conseil a voté la fermeture du pont [2].\n\n- La maire est d’accord [3].\n"

REPLIES: dict[str, Reply] = {
    "brief": stream(BRIEF),
    "brief-with-the-key": stream(f"{BRIEF}\n- La clé est {KEY} [2].\n"),
    "whole-answer": answer(f"{BRIEF}\n- {KEY} [2]"),
    "nonsense": stream(f"Your key is {KEY}."),
    "unauthorized": refuse(401, json.dumps({"error": {"message": f"bad key {KEY}"}})),
    "forbidden-in-plain-words": refuse(403, f"Bearer {KEY} is not allowed"),
    "moved": refuse(301, "", Location=f"http://127.0.0.1:9/{KEY}"),
    "unavailable": refuse(503, f"overloaded; you are {KEY}", Retry_After="0"),
    "broken-off": cut_off(f"- {KEY}"),
    "closed": hang_up,
    "no-http": lambda handler: handler.wfile.write(f"{KEY}\n".encode()) and None,
}

COMMANDS = (
    ("read", "a.txt", "--format", "json"),
    ("read", "a.txt", "--format", "html"),
    ("read", "a.txt", "--format", "markdown", "-o", "out.md"),
    ("brief", "a.txt", "--format", "json"),
    ("doctor",),
    ("doctor", "--format", "json"),
)


@pytest.fixture
def everything(cli: CommandLine, monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    """The command line with every folder of a user inside the test's own, and no pauses."""
    for name in ("XDG_CACHE_HOME", "XDG_STATE_HOME", "HOME", "TMPDIR"):
        folder = cli.folder.parent / name
        folder.mkdir()
        monkeypatch.setenv(name, str(folder))
    monkeypatch.setattr(chat_client, "_PAUSES", (0.0,))
    cli.write("a.txt", ARTICLE)
    return cli


def find_files_with(text: str, folder: Path) -> list[str]:
    return [
        str(path)
        for path in folder.rglob("*")
        if path.is_file() and text.encode() in path.read_bytes()
    ]


@pytest.mark.parametrize("name", REPLIES)
def test_security_secrets_key_stays_between_us(everything: CommandLine, name: str) -> None:
    """Whatever the server does, nothing that is shown or kept holds the key."""
    cli = everything
    cli.monkeypatch.setenv("TRANSLATOR_CHAT_KEY", KEY)
    with serve(REPLIES[name]) as server:
        for command in COMMANDS:
            chat = ["--summarizer", "chat", "--chat-url", server.url, "--chat-model", "m"]
            outcome = cli(*command, *(chat if command[0] != "doctor" else []), "-v")
            assert outcome.code in (0, 4, 5), outcome.stderr
            assert "Traceback" not in outcome.stderr
            assert KEY not in outcome.stdout + outcome.stderr
        assert set(server.keys) == {f"Bearer {KEY}"}
    assert find_files_with(KEY, cli.folder.parent) == []


def test_security_secrets_key_in_the_settings_file(everything: CommandLine) -> None:
    """The file is the one place where the key stands, also where the file is wrong."""
    cli = everything
    for line in (
        f'chat_key = "{KEY}"',
        f'chat_key = ["{KEY}"]',
        f'chat_key = "{KEY}',
        f'x = "{KEY}"',
    ):
        path = cli.write("config.toml", line)
        for command in ("doctor", "translate"):
            rest = ["a.txt"] if command == "translate" else []
            outcome = cli(command, *rest, "--config", "config.toml", "-v")
            assert outcome.code in (0, 2, 4)
            assert KEY not in outcome.stdout + outcome.stderr
        assert find_files_with(KEY, cli.folder.parent) == [str(path)]


def test_security_secrets_key_is_in_no_traceback(everything: CommandLine) -> None:
    """A bug of ours shows where it is, and none of the settings."""

    class Bug(Exception):
        pass

    class Broken(EchoEngine):
        def count_tokens(self, text: str) -> int:
            raise Bug(text)

    cli = everything
    cli.monkeypatch.setenv("TRANSLATOR_CHAT_KEY", KEY)
    cli.use_engine(Broken())
    chat = ["--summarizer", "chat", "--chat-url", "http://localhost:9", "--chat-model", "m"]
    with pytest.raises(Bug) as caught:
        cli("read", "a.txt", *chat)
    lines = traceback.TracebackException.from_exception(caught.value, capture_locals=True).format()
    # Even tools that show the values of variables, as crash reporters do, show none of it.
    shown = "".join(line for line in lines)
    assert KEY not in shown.replace(repr(dict(os.environ)), "")


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("http://localhost:11434/v1", "http://localhost:11434/v1"),
        (f"https://me:{KEY}@example.org/v1", "https://…@example.org/v1"),
        (f"https://{KEY}@example.org:99999/v1", "https://…@example.org:99999/v1"),
        (f"https://example.org/v1?key={KEY}", "https://example.org/v1?…"),
        (f"https://example.org/v1#{KEY}", "https://example.org/v1#…"),
        (f"me:{KEY}@example.org", "…@example.org"),
    ],
)
def test_security_secrets_in_an_address(everything: CommandLine, address: str, shown: str) -> None:
    """Who puts a key into the address does not find it in messages and tables."""
    cli = everything
    assert hide_credentials(address) == shown
    chat = ["--summarizer", "chat", "--chat-url", address, "--chat-model", "m"]
    if address != shown:
        outcome = cli("brief", "a.txt", *chat)
        assert (outcome.code, outcome.stdout) == (2, "")
        assert KEY not in outcome.stderr
    cli.monkeypatch.setenv("TRANSLATOR_CHAT_URL", address)
    for form in ("table", "json"):
        outcome = cli("doctor", "--format", form, "--width", "200")
        assert KEY not in outcome.stdout + outcome.stderr
        assert shown in outcome.stdout


HOSTILE = (
    "os:system",
    "translator.hub:pull_model",
    "subprocess:run",
    "$(touch it-ran)",
    "`touch it-ran`",
    "; touch it-ran",
    "__import__('os').mkdir('it-ran')",
    "{x.__class__.__init__.__globals__}",
    "!!python/object/apply:os.mkdir ['it-ran']",
    "../../it-ran",
)


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize("name", ["engine", "summarizer", "model", "brief_style", "compute_type"])
def test_security_settings_are_values(everything: CommandLine, name: str, value: str) -> None:
    """A setting names one of what there is, or is refused; it is never called or opened."""
    cli = everything
    cli.monkeypatch.undo()
    cli.monkeypatch.chdir(cli.folder)
    cli.write("config.toml", f"{name} = {json.dumps(value)}\n")
    outcome = cli("brief", "a.txt", "--config", "config.toml")
    assert outcome.code in (2, 4, 5, 6)
    assert outcome.stderr.count("\n") == 1
    assert outcome.stderr.startswith("error: ")
    assert sorted(path.name for path in cli.folder.iterdir()) == ["a.txt", "config.toml"]


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize("key", ["system", "prompt", "description"])
def test_security_templates_are_texts(everything: CommandLine, key: str, value: str) -> None:
    """What a template says is sent as it stands, with the article in the place of its names."""
    cli = everything
    texts = {
        "description": "d",
        "system": "s",
        "prompt": "$paragraphs",
        key: f"$paragraphs {value}",
    }
    if key == "description":
        texts[key] = value
    lines = [f"{name} = {json.dumps(text.replace('$(', '$$('))}" for name, text in texts.items()]
    cli.write("mine.toml", "\n".join(lines))
    with serve(stream(BRIEF)) as server:
        chat = ["--summarizer", "chat", "--chat-url", server.url, "--chat-model", "m"]
        outcome = cli("brief", "a.txt", *chat, "--brief-style", "./mine.toml")
        assert (outcome.code, outcome.stderr) == (0, "")
        sent = json.dumps(server.requests[0], ensure_ascii=False)
    assert (json.dumps(value)[1:-1] in sent) == (key != "description")
    assert sorted(path.name for path in cli.folder.iterdir()) == ["a.txt", "mine.toml"]


@pytest.mark.parametrize("text", ["$__class__", "${x.__class__}", "$(touch it-ran)", "${}", "$1"])
def test_security_templates_know_no_expressions(everything: CommandLine, text: str) -> None:
    """A dollar stands before a name that is given, or the template is refused."""
    cli = everything
    cli.write("mine.toml", f'description = "d"\nsystem = "s"\nprompt = "$paragraphs {text}"\n')
    chat = ["--summarizer", "chat", "--chat-url", "http://localhost:9", "--chat-model", "m"]
    outcome = cli("brief", "a.txt", *chat, "--brief-style", "./mine.toml")
    assert (outcome.code, outcome.stdout) == (6, "")
    assert outcome.stderr.startswith("error: ")
    assert outcome.stderr.count("\n") == 1
