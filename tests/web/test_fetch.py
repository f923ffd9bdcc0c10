"""Pages from a real server on this machine: what comes, what must not, and how long it takes."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import threading
import time
import zlib
from collections.abc import Iterator

import pytest
from page_server import (
    Answer,
    PageServer,
    drip,
    give,
    gzipped,
    lead_to,
    make_bomb,
    refuse,
    send_chunks,
    send_endlessly,
    send_raw,
    serve,
    stall,
)

from translator.errors import FetchFailed
from translator.web import fetch
from translator.web.address import parse_address
from translator.web.fetch import Limits, Page, fetch_page

TEXT = "Le conseil a voté le budget.".encode()
QUICK = Limits(connect_s=0.5, total_s=1.0, max_bytes=100_000, max_redirects=3)


@pytest.fixture(autouse=True)
def no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask the server itself, whatever the environment says."""
    for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
        monkeypatch.delenv(name)


@pytest.fixture
def server() -> Iterator[PageServer]:
    with serve({}) as running:
        yield running


def get(server: PageServer, path: str, *, limits: Limits = QUICK) -> Page:
    return fetch_page(parse_address(server.url + path), allow_private=True, limits=limits)


def failure(server: PageServer, path: str, *, limits: Limits = QUICK) -> str:
    """Return what is said about a path, with the server's address as HERE."""
    with pytest.raises(FetchFailed) as raised:
        get(server, path, limits=limits)
    return str(raised.value).replace(f"127.0.0.1:{server.port}", "HERE")


def test_fetch_gives_bytes_kind_and_charset(server: PageServer) -> None:
    """What the server says about the page comes with it."""
    server.answers["/a?b=%C3%A9"] = give(TEXT, 'Text/HTML; Charset="UTF-8"')
    page = get(server, "/a?b=é#fragment")
    assert page == Page(data=TEXT, format="html", charset="utf-8", url=f"{server.url}/a?b=%C3%A9")


def test_fetch_says_who_asks(server: PageServer) -> None:
    """The request names the program, wants French, and sends no cookie and nothing secret."""
    server.answers["/"] = give(TEXT)
    get(server, "/")
    ((line, headers),) = server.requests
    assert line == "GET / HTTP/1.1"
    assert headers["user-agent"].startswith("article-translator/")
    assert headers["accept-language"] == "fr,en;q=0.5"
    assert set(headers) == {
        *("host", "user-agent", "accept", "accept-language", "accept-encoding", "connection")
    }


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("text/html", "html"),
        ("application/xhtml+xml;charset=utf-8", "html"),
        ("text/markdown", "markdown"),
        ("text/plain", None),
        ("application/pdf", None),
        ("application/octet-stream", None),
        ("text/vtt", "vtt"),
        ("", None),
    ],
)
def test_fetch_knows_documents_by_their_media_type(
    server: PageServer, kind: str, expected: str | None
) -> None:
    """A type chooses the reader, or leaves it to the bytes."""
    server.answers["/a"] = give(TEXT, kind)
    assert get(server, "/a").format == expected


@pytest.mark.parametrize("kind", ["image/png", "video/mp4", "application/json", "font/woff2"])
def test_fetch_refuses_what_is_no_document(server: PageServer, kind: str) -> None:
    """It is not even read."""
    server.answers["/a"] = give(TEXT, kind)
    assert failure(server, "/a") == (
        f"http://HERE/a: this is {kind}, not a document; expected a web page, text, Markdown, "
        "subtitles, PDF or DOCX"
    )


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (404, "there is no such page; check the address"),
        (
            403,
            "the server does not give this page to programs; save it in a browser and name the "
            "file",
        ),
        (401, "the page asks for a password; save it in a browser and name the file"),
        (410, "the page has been taken away"),
        (429, "the server has had too many requests; try again later"),
        (418, "I'm a Teapot"),
        (500, "the server has failed; try again later"),
        (503, "the server has failed; try again later"),
        (204, "No Content"),
    ],
)
def test_fetch_explains_a_refusal(server: PageServer, status: int, reason: str) -> None:
    """Number, meaning, and what to do."""
    server.answers["/a"] = refuse(status)
    assert failure(server, "/a") == f"http://HERE/a: {status}: {reason}"


def test_fetch_follows_redirects(server: PageServer) -> None:
    """Relative, absolute and with letters of French, up to the limit; the last address is kept."""
    server.answers["/a"] = lead_to("b?x=1", 301)
    server.answers["/b?x=1"] = lead_to(f"{server.url}/dossier/c", 307)
    server.answers["/dossier/c"] = lead_to("./été".encode().decode("latin-1"), 303)
    server.answers["/dossier/%C3%A9t%C3%A9"] = give(TEXT)
    page = get(server, "/a")
    assert page.data == TEXT
    assert page.url == f"{server.url}/dossier/%C3%A9t%C3%A9"


def test_fetch_ends_a_circle_and_a_long_chain(server: PageServer) -> None:
    """Neither a page that leads to itself nor one that leads on and on is followed for ever."""
    server.answers |= {"/a": lead_to("/b"), "/b": lead_to("/a")}
    assert failure(server, "/a") == ("http://HERE/a: the page leads back to itself, in a circle")
    server.answers |= {f"/n{number}": lead_to(f"/n{number + 1}") for number in range(9)}
    assert failure(server, "/n0") == (
        "http://HERE/n0: led on more than 3 times, to http://HERE/n4 at last"
    )
    assert len(server.requests) == 2 + 4


@pytest.mark.parametrize(
    ("location", "message"),
    [
        (
            "file:///etc/passwd",
            "file:///etc/passwd: only http:// and https:// addresses are fetched",
        ),
        ("ftp://a.example/b", "ftp://a.example/b: only http:// and https:// addresses are fetched"),
        ("data:text/html,x", "data:text/html,x: only http:// and https:// addresses are fetched"),
        ("", "http://HERE/a: the page leads on, but the server does not say where"),
        (
            "http://[::1/",
            "http://HERE/a: leads on to no address: Invalid IPv6 URL",
        ),
    ],
)
def test_fetch_follows_to_pages_only(server: PageServer, location: str, message: str) -> None:
    """A redirect to a file, or to nowhere, is an error."""
    server.answers["/a"] = lead_to(location)
    assert failure(server, "/a") == message


def test_fetch_sends_a_password_to_its_own_server_only(server: PageServer) -> None:
    """It is in no message, and a redirect to another server goes without it."""
    with serve({"/c": give(TEXT)}) as other:
        server.answers |= {
            "/a": lead_to("/b"),
            "/b": lead_to(f"http://x:y@127.0.0.1:{other.port}/c"),
        }
        address = parse_address(f"http://anne:s%40ge@127.0.0.1:{server.port}/a")
        fetch_page(address, allow_private=True, limits=QUICK)
        sent = [headers.get("authorization") for _, headers in server.requests + other.requests]
    assert sent == ["Basic YW5uZTpzQGdl", "Basic YW5uZTpzQGdl", None]
    with pytest.raises(FetchFailed) as raised:
        fetch_page(parse_address(f"http://anne:sage@127.0.0.1:{server.port}/"), limits=QUICK)
    assert "sage" not in str(raised.value)


@pytest.mark.parametrize("packing", ["gzip", "x-gzip", "deflate", "raw deflate", "two members"])
def test_fetch_unpacks(server: PageServer, packing: str) -> None:
    """Every packing that was asked for, and how servers misspell them."""
    raw = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    data = {
        "gzip": gzipped(TEXT),
        "x-gzip": gzipped(TEXT),
        "deflate": zlib.compress(TEXT),
        "raw deflate": raw.compress(TEXT) + raw.flush(),
        "two members": gzipped(TEXT[:9]) + gzipped(TEXT[9:]),
    }[packing]
    name = {"raw deflate": "deflate", "two members": "gzip"}.get(packing, packing)
    server.answers["/a"] = give(data, Content_Encoding=name)
    assert get(server, "/a").data == TEXT


def test_fetch_reads_chunks(server: PageServer) -> None:
    """A page of unknown length, in pieces."""
    server.answers["/a"] = send_chunks(TEXT[:5], TEXT[5:20], TEXT[20:])
    assert get(server, "/a").data == TEXT


TOO_LARGE = (
    "http://HERE/a: more than 0 MB, which no article has; save it and name the file if it is one"
)


@pytest.mark.parametrize(
    "answer",
    [
        give(bytes(100_001), "text/plain"),
        send_endlessly,
        send_chunks(*[bytes(60_000)] * 2),
        give(make_bomb(300), "text/html", Content_Encoding="gzip"),
        give(make_bomb(40), "text/html", Content_Encoding="gzip"),
    ],
    ids=["length said", "no end", "chunks", "large bomb", "small bomb"],
)
def test_fetch_refuses_more_than_an_article(server: PageServer, answer: Answer) -> None:
    """Sent or unpacked, no more than the limit is ever held."""
    server.answers["/a"] = answer
    assert failure(server, "/a") == TOO_LARGE


def test_fetch_unpacks_once(server: PageServer) -> None:
    """A bomb inside a packed page stays packed, and is no text."""
    server.answers["/a"] = give(gzipped(make_bomb(40)), Content_Encoding="gzip")
    assert get(server, "/a").data == make_bomb(40)


BROKEN_OFF = "the server broke off in the middle of the page; try again"


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (give(gzipped(TEXT * 99)[:-20], Content_Encoding="gzip"), BROKEN_OFF),
        (send_chunks(TEXT, whole=False), BROKEN_OFF),
        (
            send_raw(
                b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 99\r\n\r\nLe"
            ),
            BROKEN_OFF,
        ),
        (give(b"nonsense", Content_Encoding="gzip"), "what the server sent cannot be unpacked"),
        (give(TEXT, Content_Encoding="br"), "packed as 'br', which was not asked for"),
        (send_raw(b""), "the server closed the connection without an answer"),
        (send_raw(b"SSH-2.0-OpenSSH_9\r\n"), "what the server sent is not HTTP"),
    ],
)
def test_fetch_takes_no_half_page(server: PageServer, answer: Answer, reason: str) -> None:
    """What broke off or cannot be read is no article."""
    server.answers["/a"] = answer
    assert failure(server, "/a") == f"http://HERE/a: {reason}"


def test_fetch_does_not_wait_for_a_silent_server(server: PageServer) -> None:
    """Neither for one that says nothing nor for one that sends a byte now and then."""
    server.answers |= {"/a": stall(3.0), "/b": drip(200)}
    started = time.monotonic()
    assert failure(server, "/a") == (
        "http://HERE/a: the server was silent for 0.5 s; try again later"
    )
    assert failure(server, "/b") == (
        "http://HERE/b: not finished in 1 s; try again later, or save the page in a browser and "
        "name the file"
    )
    assert time.monotonic() - started < 5.0


def test_fetch_explains_what_cannot_be_reached() -> None:
    """No listener, and no such host; what no machine can answer here is looked up in a test."""
    with socket.socket() as idle:
        idle.bind(("127.0.0.1", 0))
        port = idle.getsockname()[1]
        with pytest.raises(FetchFailed) as raised:
            fetch_page(
                parse_address(f"http://127.0.0.1:{port}/a"), allow_private=True, limits=QUICK
            )
    assert str(raised.value) == (
        f"http://127.0.0.1:{port}/a: 127.0.0.1:{port} accepts no connections; check the address"
    )


def test_fetch_ends_at_once_on_ctrl_c(server: PageServer) -> None:
    """A person who has enough of waiting does not wait for a time-out."""
    server.answers["/a"] = stall(20.0)
    timer = threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGINT))
    # A process that was started in the background ignores the signal from the beginning.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    started = time.monotonic()
    timer.start()
    try:
        with pytest.raises(KeyboardInterrupt):
            get(server, "/a", limits=Limits())
    finally:
        signal.signal(signal.SIGINT, before)
    assert time.monotonic() - started < 3.0


def test_fetch_asks_for_a_secure_page_securely(server: PageServer) -> None:
    """A server that does not speak TLS is not spoken to without it."""
    address = parse_address(f"https://127.0.0.1:{server.port}/a")
    with pytest.raises(FetchFailed) as raised:
        fetch_page(address, allow_private=True, limits=QUICK)
    assert str(raised.value).startswith(
        f"https://127.0.0.1:{server.port}/a: no secure connection to 127.0.0.1: "
    )
    assert server.requests == []


def test_fetch_goes_through_a_proxy(server: PageServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """The proxy is asked for the whole address, with its own password; secure pages by CONNECT."""
    server.answers["/page"] = give(TEXT)
    proxy = f"http://bob:pw@127.0.0.1:{server.port}"
    monkeypatch.setenv("http_proxy", proxy)
    monkeypatch.setenv("https_proxy", proxy)
    # No such host, so that only the proxy can know it.
    page = fetch_page(parse_address("http://news.invalid/page"), limits=QUICK)
    assert page.data == TEXT
    with pytest.raises(FetchFailed) as raised:
        fetch_page(parse_address("https://news.invalid/page"), limits=QUICK)
    assert str(raised.value) == (
        f"https://news.invalid/page: the proxy 127.0.0.1:{server.port} refuses: 403 Not this one"
    )
    assert [line for line, _ in server.requests] == [
        "GET http://news.invalid/page HTTP/1.1",
        "CONNECT news.invalid:443 HTTP/1.1",
    ]
    assert {headers["proxy-authorization"] for _, headers in server.requests} == {"Basic Ym9iOnB3"}
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    assert get(server, "/page").data == TEXT
    assert server.requests[-1][0] == "GET /page HTTP/1.1"


def test_fetch_names_a_proxy_that_it_cannot_use(monkeypatch: pytest.MonkeyPatch) -> None:
    """A SOCKS proxy is not spoken, and not left out silently either."""
    monkeypatch.setenv("all_proxy", "socks5://bob:pw@127.0.0.1:1080")
    with pytest.raises(FetchFailed) as raised:
        fetch_page(parse_address("http://news.invalid/page"), limits=QUICK)
    assert str(raised.value) == (
        "http://news.invalid/page: the proxy socks5://127.0.0.1:1080 cannot be used, only http:// "
        "ones can; set another one, or NO_PROXY"
    )


def test_fetch_proxy_is_no_way_into_a_private_network(
    server: PageServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is known to be private is refused, also where the proxy would do the asking."""
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{server.port}")
    with pytest.raises(FetchFailed) as raised:
        fetch_page(parse_address("http://169.254.169.254/latest"), limits=QUICK)
    assert str(raised.value) == (
        "http://169.254.169.254/latest: this is on this machine or in a private network; to read "
        "it all the same: --allow-private"
    )
    assert server.requests == []


def test_fetch_limits_have_room_for_an_article() -> None:
    """The defaults are for people: some seconds, some megabytes."""
    limits = fetch.Limits()
    assert 5 <= limits.connect_s < limits.total_s <= 120
    assert limits.max_bytes >= 10_000_000
    assert issubclass(http.client.IncompleteRead, http.client.HTTPException)
