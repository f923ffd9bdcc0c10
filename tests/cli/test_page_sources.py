"""Addresses of pages in the place of files."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from book_sample import make_book
from conftest import CommandLine
from page_server import PageServer, give, lead_to, refuse, serve
from reportlab.pdfgen.canvas import Canvas
from word_sample import make_word_file

PAGE = (Path(__file__).parent.parent / "cases" / "html" / "page.html").read_bytes()
PRIVATE = (
    "this is on this machine or in a private network; to read it all the same: --allow-private"
)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[PageServer]:
    """A server on this machine, which is asked directly."""
    monkeypatch.setenv("no_proxy", "*")
    with serve(
        {"/news/pont.html": give(PAGE), "/a.md": give(b"# Oui\n\nIl *pleut*.\n", "text/plain")}
    ) as running:
        yield running


@pytest.mark.parametrize("verb", ["read", "translate", "brief", "compare"])
def test_page_is_read_by_every_verb(cli: CommandLine, server: PageServer, verb: str) -> None:
    """The article of the page, wherever a redirect leads to."""
    server.answers["/"] = lead_to("/news/pont.html")
    outcome = cli(verb, server.url, "--allow-private")
    assert outcome.code == 0
    assert "Jeanne Kerguélen" in outcome.stdout
    assert "cookies" not in outcome.stdout


def test_page_is_named_by_its_address(cli: CommandLine, server: PageServer) -> None:
    """In the JSON and in messages it is what the user typed, without the password."""
    address = server.url.replace("http://", "http://anne:pwxyz@") + "/news/pont.html"
    outcome = cli("read", address, "--allow-private", "--format", "json", "-v")
    assert json.loads(outcome.stdout)["source"]["path"] == server.url + "/news/pont.html"
    assert f"fetching {server.url}/news/pont.html\n" in outcome.stderr
    assert "pwxyz" not in outcome.stdout + outcome.stderr
    ((_, headers),) = server.requests
    assert headers["authorization"] == "Basic YW5uZTpwd3h5eg=="


def test_page_is_fetched_once(cli: CommandLine, server: PageServer) -> None:
    """SARIF, which looks for lines, does not ask for the page again."""
    outcome = cli("read", server.url + "/news/pont.html", "--allow-private", "--format", "sarif")
    assert outcome.code == 0
    assert len(server.requests) == 1


def test_page_outputs_are_named_after_it(cli: CommandLine, server: PageServer) -> None:
    """The last part of the address, and what the host is called where there is none."""
    server.answers["/"] = give(PAGE)
    sources = [server.url + path for path in ("/news/pont.html", "/a.md", "/")]
    outcome = cli("translate", *sources, "--allow-private", "--output-dir", "en", "-q")
    assert outcome.code == 0
    names = sorted(path.name for path in (cli.folder / "en").glob("[!.]*"))
    assert names == ["127.0.0.1.en.html", "a.en.md", "pont.en.html"]
    assert (cli.folder / "en" / "a.en.md").read_text() == "# Oui\n\nIl *pleut*.\n"


def test_page_on_this_machine_needs_permission(cli: CommandLine, server: PageServer) -> None:
    """By flag, environment or settings file; without it nothing is asked."""
    address = server.url + "/a.md"
    outcome = cli("translate", address)
    assert (outcome.code, outcome.stdout) == (3, "")
    assert outcome.stderr == f"error: {address}: {PRIVATE}\n"
    assert server.requests == []
    cli.monkeypatch.setenv("TRANSLATOR_ALLOW_PRIVATE", "1")
    assert cli("translate", address).code == 0


def test_page_that_fails_among_others_is_listed(cli: CommandLine, server: PageServer) -> None:
    """The others are done, and the code says that some are not."""
    server.answers["/b"] = refuse(503)
    sources = [server.url + "/b", server.url + "/a.md"]
    outcome = cli("translate", *sources, "--allow-private", "--output-dir", "en")
    assert outcome.code == 8
    # « pleut », which the tiny model copies, is no English word.
    assert outcome.stderr == (
        "1 finding in 1 of 2 files; see: translator read FILE\n"
        "error: 1 of 2 files failed; the others are done\n"
        f"  {server.url}/b: 503: the server has failed; try again later\n"
    )
    assert (cli.folder / "en" / "a.en.md").exists()


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("ftp://a.example/b", "ftp://a.example/b: only http:// and https:// addresses are fetched"),
        (
            "www.a.example/b",
            "no file www.a.example/b; check the name; for a page: https://www.a.example/b",
        ),
        ("https://", "https:// is no address of a page; expected one such as https://host/page"),
    ],
)
def test_page_address_that_is_none_is_an_error(cli: CommandLine, source: str, message: str) -> None:
    """One sentence, and the code for a source that cannot be read."""
    outcome = cli("read", source)
    assert (outcome.code, outcome.stdout, outcome.stderr) == (3, "", f"error: {message}\n")


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("Le député a été élu à Évry.".encode("cp1252"), "text/plain; charset=utf-8"),
        ("Le député a été élu à Évry.".encode(), "text/plain; charset=iso-8859-1"),
        ("Le député a été élu à Évry.".encode("cp1252"), "text/plain; charset=iso-8859-1"),
        ("Le député a été élu à Évry.".encode("utf-16"), "text/plain; charset=utf-16"),
        ("Le député a été élu à Évry.".encode("mac-roman"), "text/plain; charset=x-mac-roman"),
        ("Le député a été élu à Évry.".encode("mac-roman"), "text/plain; charset=nonsense"),
        ("Le député a été élu à Évry.".encode("cp1252"), "text/plain"),
    ],
)
def test_page_is_decoded_whatever_its_server_says(
    cli: CommandLine, server: PageServer, body: bytes, kind: str
) -> None:
    """A right charset is believed, and a wrong one is found out."""
    server.answers["/t"] = give(body, kind)
    outcome = cli("translate", server.url + "/t", "--allow-private", "-q")
    assert outcome.stdout == "Le député a été élu à Évry.\n"


def test_page_encoding_can_be_forced(cli: CommandLine, server: PageServer) -> None:
    """What the user says is right."""
    server.answers["/t"] = give("Été.".encode("cp850"), "text/plain; charset=utf-8")
    outcome = cli("translate", server.url + "/t", "--allow-private", "-q", "--encoding", "cp850")
    assert outcome.stdout == "Été.\n"


def test_page_sent_as_something_else_is_what_it_is(cli: CommandLine, server: PageServer) -> None:
    """A page without a type, a page for a PDF that needs a password, and --input-format."""
    server.answers["/x"] = give(PAGE, "application/octet-stream")
    server.answers["/x.pdf"] = give(PAGE, "text/html")
    for path in ("/x", "/x.pdf"):
        outcome = cli("translate", server.url + path, "--allow-private", "--format", "text", "-q")
        assert outcome.stdout.startswith("# Loriac ferme son vieux pont aux voitures\n")
    server.answers["/y"] = give(b"<b>Oui</b>", "text/html")
    forced = cli("translate", server.url + "/y", "--allow-private", "--input-format", "text", "-q")
    assert forced.stdout == "<b>Oui</b>\n"


def test_whole_page_is_an_option_of_every_verb(cli: CommandLine, server: PageServer) -> None:
    """From a file or an address: menus and notices too, with addresses that lead somewhere."""
    cli.write("page.html", PAGE)
    for verb in ("read", "translate", "brief", "compare"):
        assert cli(verb, "page.html", "--whole-page", "-q").code == 0
    outcome = cli("translate", "page.html", "--whole-page", "--format", "text", "-q")
    assert outcome.stdout.startswith("Nous utilisons des cookies pour mesurer l'audience.\n")
    address = server.url + "/news/pont.html"
    fetched = cli("translate", address, "--whole-page", "--allow-private", "--format", "markdown")
    assert f"- [Accueil]({server.url}/)\n" in fetched.stdout


@pytest.mark.parametrize("kind", ["application/octet-stream", "application/pdf", "text/html"])
def test_page_may_be_a_document_of_another_kind(
    cli: CommandLine, server: PageServer, kind: str
) -> None:
    """A Word file, a book and a PDF are read as what their bytes are, whatever they are called."""
    server.answers |= {
        "/1": give(make_word_file(), kind),
        "/2": give(make_book(), kind),
        "/3": give(make_pdf("Le conseil a voté le budget de la ville."), kind),
    }
    for path, words in (("/1", "pont"), ("/2", "pont"), ("/3", "Le conseil a voté le budget")):
        outcome = cli("read", server.url + path, "--allow-private", "--no-brief")
        assert (outcome.code, words in outcome.stdout) == (0, True), path
    copied = cli("translate", server.url + "/1", "--allow-private", "-q", "-o", "a.docx")
    assert copied.code == 0
    assert (cli.folder / "a.docx").read_bytes().startswith(b"PK\x03\x04")


def make_pdf(text: str) -> bytes:
    """Return a PDF of one page with one line."""
    stream = io.BytesIO()
    canvas = Canvas(stream)
    canvas.drawString(72, 720, text)
    canvas.save()
    return stream.getvalue()
