"""Which machines are asked, and that the one that was looked at is the one that is asked."""

from __future__ import annotations

import socket
import threading
from typing import Any

import pytest
from page_server import give, lead_to, serve

from translator.errors import FetchFailed
from translator.web import guard
from translator.web.address import parse_address
from translator.web.fetch import Limits, fetch_page
from translator.web.guard import is_public, look_up

QUICK = Limits(connect_s=1.0, total_s=3.0)


@pytest.mark.parametrize(
    "number",
    [
        *("127.0.0.1", "127.8.9.1", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1"),
        *("169.254.169.254", "100.64.0.1", "192.0.2.1", "198.18.0.1", "224.0.0.1", "240.0.0.1"),
        *("255.255.255.255", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254"),
        *("ff02::1", "2001:db8::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1"),
        *("64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "2002:7f00:1::", "2002:c0a8:101::1"),
        "nonsense",
    ],
)
def test_guard_knows_addresses_that_are_not_public(number: str) -> None:
    """Loopback, private, link-local, shared, reserved, and all these inside an IPv6 address."""
    assert not is_public(number)


@pytest.mark.parametrize(
    "number", ["93.184.215.14", "8.8.8.8", "2606:4700::6810:84e5", "64:ff9b::808:808"]
)
def test_guard_lets_the_internet_through(number: str) -> None:
    """Public addresses are public, also behind a gateway from IPv6 to IPv4."""
    assert is_public(number)


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("http://127.0.0.1/", "http://127.0.0.1/: this is on"),
        ("http://localhost/a", "http://localhost/a: localhost is "),
        ("http://[::1]:8080/", "http://[::1]:8080/: this is on"),
        ("http://2130706433/", "http://2130706433/: 2130706433 is 127.0.0.1, which is on"),
        ("http://0x7f.1/", "http://0x7f.1/: 0x7f.1 is 127.0.0.1, which is on"),
        ("http://127.1/", "http://127.1/: 127.1 is 127.0.0.1, which is on"),
    ],
)
def test_guard_refuses_this_machine_in_every_spelling(address: str, message: str) -> None:
    """The message says how to read it all the same."""
    with pytest.raises(FetchFailed) as raised:
        fetch_page(parse_address(address), limits=QUICK)
    assert str(raised.value).startswith(message)
    assert str(raised.value).endswith(
        "on this machine or in a private network; to read it all the same: --allow-private"
    )


class Names:
    """A name service that answers as told, in turn; the last answer stays."""

    def __init__(self, *answers: list[str]) -> None:
        self._answers = list(answers)
        self.asked = 0

    def __call__(self, host: str, port: int, **_: object) -> list[tuple[Any, ...]]:
        self.asked += 1
        answer = self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, port)) for number in answer]


def test_guard_refuses_a_host_with_one_private_address(monkeypatch: pytest.MonkeyPatch) -> None:
    """A public address beside it makes no difference."""
    monkeypatch.setattr(socket, "getaddrinfo", Names(["93.184.215.14", "10.0.0.7"]))
    with pytest.raises(FetchFailed) as raised:
        fetch_page(parse_address("http://two.example/"), limits=QUICK)
    assert str(raised.value) == (
        "http://two.example/: two.example is 10.0.0.7, which is on this machine or in a private "
        "network; to read it all the same: --allow-private"
    )


def test_guard_looks_again_at_where_a_page_leads(monkeypatch: pytest.MonkeyPatch) -> None:
    """A public page cannot send the program into the network that it runs in."""
    with serve({"/a": lead_to("http://169.254.169.254/latest/meta-data")}) as server:
        real = socket.getaddrinfo
        monkeypatch.setattr(guard, "is_public", lambda number: number == "127.0.0.1")
        monkeypatch.setattr(socket, "getaddrinfo", real)
        with pytest.raises(FetchFailed) as raised:
            fetch_page(parse_address(f"{server.url}/a"), limits=QUICK)
    assert str(raised.value) == (
        "http://169.254.169.254/latest/meta-data: this is on this machine or in a private "
        "network; to read it all the same: --allow-private"
    )


def test_guard_connects_to_the_address_it_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that means another machine a moment later is not asked again."""
    with serve({"/a": give(b"Le pont.")}) as server:
        names = Names(["127.0.0.1"], ["127.0.0.99"])
        monkeypatch.setattr(socket, "getaddrinfo", names)
        monkeypatch.setattr(guard, "is_public", lambda number: number == "127.0.0.1")
        address = parse_address(f"http://rebound.example:{server.port}/a")
        assert fetch_page(address, limits=QUICK).data == b"Le pont."
        assert names.asked == 1
        ((_, headers),) = server.requests
        assert headers["host"] == f"rebound.example:{server.port}"


def test_guard_tries_the_next_address(monkeypatch: pytest.MonkeyPatch) -> None:
    """A host whose first machine is down is still there."""
    with serve({"/a": give(b"Le pont.")}) as server:
        monkeypatch.setattr(socket, "getaddrinfo", Names(["127.0.0.99", "127.0.0.1"]))
        address = parse_address(f"http://two.example:{server.port}/a")
        assert fetch_page(address, allow_private=True, limits=QUICK).data == b"Le pont."


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (
            socket.gaierror(socket.EAI_NONAME, "Name or service not known"),
            "there is no host a.example; check the address, and that this machine is online",
        ),
        (
            socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution"),
            "cannot look up a.example; is this machine online?",
        ),
        (
            UnicodeError("label too long"),
            "there is no host a.example; check the address, and that this machine is online",
        ),
    ],
)
def test_guard_explains_a_name_that_is_not_found(
    monkeypatch: pytest.MonkeyPatch, error: Exception, reason: str
) -> None:
    """A wrong name and a missing connection are told apart where the system can."""

    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    with pytest.raises(FetchFailed) as raised:
        look_up("a.example", 80, allow_private=False, timeout=1, shown="http://a.example/")
    assert str(raised.value) == f"http://a.example/: {reason}"


def test_guard_does_not_wait_for_a_name_service(monkeypatch: pytest.MonkeyPatch) -> None:
    """The system's look-up has no time-out of its own; this one has."""
    release = threading.Event()

    def wait(*_: object, **__: object) -> list[object]:
        release.wait(10)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", wait)
    with pytest.raises(FetchFailed) as raised:
        look_up("a.example", 80, allow_private=False, timeout=0.2, shown="http://a.example/")
    release.set()
    assert str(raised.value) == (
        "http://a.example/: looking up a.example took more than 0.2 s; is this machine online?"
    )
