"""A web page given to be read is a text: it reads no file, asks no server, and runs nothing."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import CommandLine
from page_server import PageServer, give, serve

from translator.readers import read_document

SECRET = "motdepassecache"

PARAGRAPHS = "".join(
    f"<p>Le conseil municipal a voté mardi soir la fermeture du vieux pont numéro {number}.</p>"
    for number in range(6)
)

#: FILE and SERVER are put in; each is a way by which some parser somewhere fetches something.
PAGES = {
    "entity-of-a-file": (
        '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "FILE">]>'
        "<html><body><article><h1>Titre</h1>PARAGRAPHS<p>Voici &x; la fin.</p></article>"
    ),
    "entity-of-a-server": (
        '<!DOCTYPE html [<!ENTITY % x SYSTEM "SERVER/entity.dtd"> %x;]>'
        "<html><body><article>PARAGRAPHS<p>Voici &x; la fin.</p></article>"
    ),
    "doctype-of-a-server": (
        '<!DOCTYPE html SYSTEM "SERVER/page.dtd"><html><body><article>PARAGRAPHS</article>'
    ),
    "included": (
        '<html xmlns:xi="http://www.w3.org/2001/XInclude"><body><article>PARAGRAPHS'
        '<xi:include href="FILE" parse="text"/><xi:include href="SERVER/include"/></article>'
    ),
    "stylesheet": (
        '<?xml-stylesheet href="SERVER/style.xsl" type="text/xsl"?><html><head>'
        '<link rel="stylesheet" href="SERVER/style"><style>@import "SERVER/import"</style>'
        "</head><body><article>PARAGRAPHS</article>"
    ),
    "parts-of-the-page": (
        '<html><head><base href="SERVER/"><meta http-equiv="refresh" content="0;url=SERVER/go">'
        '<script src="SERVER/script"></script></head><body><article>PARAGRAPHS'
        '<img src="SERVER/photo.png"><img src="FILE"><iframe src="FILE"></iframe>'
        '<object data="FILE"></object><embed src="SERVER/embed"><video src="SERVER/video"></video>'
        '<svg><image href="SERVER/svg"/><use href="FILE#x"/></svg></article>'
    ),
}


@pytest.fixture
def server() -> Iterator[PageServer]:
    """A server that would give a secret to whoever asks."""
    with serve({}, otherwise=give(SECRET.encode())) as server:
        yield server


@pytest.mark.parametrize("ending", [".html", ".xhtml", ".md", ".txt"])
@pytest.mark.parametrize("name", PAGES)
def test_security_pages_fetch_nothing(
    cli: CommandLine, server: PageServer, name: str, ending: str
) -> None:
    """Nothing of another file or of a server stands in the result, and no server is asked."""
    secret = cli.write("secret.txt", SECRET)
    page = PAGES[name].replace("PARAGRAPHS", PARAGRAPHS).replace("SERVER", server.url)
    cli.write("a" + ending, page.replace("FILE", secret.as_uri()))
    for verb, *options in (
        ["translate"],
        ["read", "--format", "json"],
        ["translate", "--whole-page"],
    ):
        outcome = cli(verb, "a" + ending, *options)
        assert outcome.code == 0
        assert "vieux pont" in outcome.stdout
        assert SECRET not in outcome.stdout + outcome.stderr
    assert server.requests == []


def test_security_pages_open_no_socket(tmp_path: Path) -> None:
    """Reading a page opens no connection of any kind, and no program."""
    page = PAGES["parts-of-the-page"].replace("PARAGRAPHS", PARAGRAPHS)
    page = page.replace("SERVER", "http://127.0.0.1:9").replace("FILE", "file:///etc/passwd")
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    program = """\
import sys
def watch(event, arguments):
    if event.startswith(("socket.connect", "socket.getaddrinfo", "subprocess.", "os.system",
                         "os.exec", "os.fork", "os.posix_spawn", "urllib.")):
        print("did", event, arguments)
    if event == "open" and "passwd" in str(arguments[0]):
        print("opened", arguments)
sys.addaudithook(watch)
from translator.readers import read_bytes
with open(sys.argv[1], "rb") as file:
    document = read_bytes(file.read(), origin="a.html")
print(len(document.blocks) > 5)
"""
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "a.html")],
        capture_output=True,
        text=True,
        timeout=120,
        cwd=Path(__file__).parent.parent,
    )
    assert (done.returncode, done.stdout) == (0, "True\n"), done.stderr


def test_security_pages_of_ten_billion_laughs() -> None:
    """Entities that stand for ten of the one before are not multiplied."""
    entities = "".join(
        f'<!ENTITY l{number} "{f"&l{number - 1};" * 10}">' for number in range(1, 11)
    )
    page = (
        f'<!DOCTYPE html [<!ENTITY l0 "ha">{entities}]><html><body><article>{PARAGRAPHS}'
        "<p>Voici &l10; la fin.</p></article></body></html>"
    )
    started = time.process_time()
    document = read_document(page, origin="a.html")
    assert time.process_time() - started < 10
    assert sum(len(block.text) for block in document.blocks) < 2 * len(page)


@pytest.mark.parametrize(
    ("before", "after"),
    [("<div>", "</div>"), ("<b>", "</b>"), ("<table><tr><td>", ""), ("<ul><li>", ""), ("<p>", "")],
)
def test_security_pages_as_deep_as_one_likes(before: str, after: str) -> None:
    """A page whose elements stand in each other ten thousand times is read like any other."""
    page = (
        f"<!doctype html><html><body><article>{PARAGRAPHS}"
        f"{before * 10_000}un mot{after * 10_000}</article></body></html>"
    )
    started = time.process_time()
    document = read_document(page, origin="a.html")
    assert time.process_time() - started < 20
    assert any("vieux pont" in block.text for block in document.blocks)
