"""Pages over TLS: a certificate that holds, those that do not, and a tunnel through a proxy."""

from __future__ import annotations

import os
import select
import socket
import ssl
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme
from page_server import PageServer, give, lead_to, serve

from translator.errors import FetchFailed
from translator.web.address import parse_address
from translator.web.fetch import Limits, fetch_page

TEXT = "Le conseil a voté le budget.".encode()
QUICK = Limits(connect_s=2.0, total_s=5.0)


@pytest.fixture(autouse=True)
def no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask the server itself, whatever the environment says."""
    for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
        monkeypatch.delenv(name)


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def trusted(authority: trustme.CA, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Let this machine trust the authority."""
    path = tmp_path / "authority.pem"
    authority.cert_pem.write_to_path(str(path))
    monkeypatch.setenv("SSL_CERT_FILE", str(path))


def make_context(authority: trustme.CA, *names: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*names).configure_cert(context)
    return context


@pytest.fixture
def server(authority: trustme.CA) -> Iterator[PageServer]:
    """A server that proves to be 127.0.0.1."""
    with serve({"/a": give(TEXT)}, context=make_context(authority, "127.0.0.1")) as running:
        yield running


def fetch(address: str) -> bytes:
    return fetch_page(parse_address(address), allow_private=True, limits=QUICK).data


@pytest.mark.usefixtures("trusted")
def test_secure_page_is_fetched(server: PageServer) -> None:
    """From a server that proves what it is; also where another page leads there."""
    assert server.url.startswith("https://")
    assert fetch(server.url + "/a") == TEXT
    with serve({"/b": lead_to(server.url + "/a")}) as plain:
        assert fetch(plain.url + "/b") == TEXT


def test_secure_page_of_a_stranger_is_refused(server: PageServer) -> None:
    """Nobody vouches for the server, so nothing is asked of it."""
    with pytest.raises(FetchFailed) as raised:
        fetch(server.url + "/a")
    assert str(raised.value).startswith(
        f"{server.url}/a: 127.0.0.1 cannot prove that it is 127.0.0.1: "
    )
    assert server.requests == []


@pytest.mark.usefixtures("trusted")
def test_secure_page_of_another_host_is_refused(authority: trustme.CA) -> None:
    """A good certificate for another name is none for this one."""
    context = make_context(authority, "other.example")
    with (
        serve({"/a": give(TEXT)}, context=context) as server,
        pytest.raises(FetchFailed) as raised,
    ):
        fetch(server.url + "/a")
    assert str(raised.value) == (
        f"{server.url}/a: 127.0.0.1 cannot prove that it is 127.0.0.1: IP address mismatch, "
        "certificate is not valid for '127.0.0.1'."
    )


@pytest.mark.usefixtures("trusted")
def test_secure_page_is_looked_up_once_and_proves_its_name(
    authority: trustme.CA, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The connection goes to a number, and the certificate is held to the name."""
    with serve({"/a": give(TEXT)}, context=make_context(authority, "news.example")) as server:
        place = (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", server.port))
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [place])
        assert fetch(f"https://news.example:{server.port}/a") == TEXT
        assert server.requests[0][1]["host"] == f"news.example:{server.port}"


@pytest.mark.usefixtures("trusted")
def test_secure_page_is_fetched_through_a_tunnel(
    server: PageServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The proxy sees the host's name, and the server alone sees the request."""
    with tunnel() as (port, asked):
        monkeypatch.setenv("https_proxy", f"http://127.0.0.1:{port}")
        assert fetch(server.url + "/a") == TEXT
    assert asked == [f"CONNECT 127.0.0.1:{server.port} HTTP/1.1"]
    assert server.requests[0][0] == "GET /a HTTP/1.1"


class tunnel:
    """A proxy that connects one client with the server that it names."""

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.asked: list[str] = []
        self._thread = threading.Thread(target=self._serve, daemon=True)

    def __enter__(self) -> tuple[int, list[str]]:
        self._thread.start()
        return self._listener.getsockname()[1], self.asked

    def __exit__(self, *_: object) -> None:
        self._thread.join(timeout=10)
        self._listener.close()

    def _serve(self) -> None:
        client, _ = self._listener.accept()
        head = b""
        while not head.endswith(b"\r\n\r\n"):
            head += client.recv(1)
        line = head.decode().splitlines()[0]
        self.asked.append(line)
        host, _, port = line.split()[1].rpartition(":")
        with client, socket.create_connection((host, int(port))) as server:
            client.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
            while True:
                ready, _, _ = select.select([client, server], [], [], 10)
                for end, other in ((client, server), (server, client)):
                    if end in ready:
                        data = end.recv(65536)
                        if not data:
                            return
                        other.sendall(data)
