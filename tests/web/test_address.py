"""Addresses as people type them."""

from __future__ import annotations

import json

import pytest

from translator.errors import FetchFailed
from translator.web.address import (
    WebAddress,
    hide_secret,
    is_address,
    make_target,
    name_page,
    parse_address,
)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("https://a.example", True),
        ("HTTP://a.example", True),
        ("ftp://a.example", True),
        ("a.txt", False),
        ("C:\\a.txt", False),
        ("./http://a", False),
        ("-", False),
        ("", False),
    ],
)
def test_address_is_told_from_a_file(source: str, expected: bool) -> None:
    """What has a scheme is no file."""
    assert is_address(source) is expected


def test_address_keeps_its_secret_to_itself() -> None:
    """Shown, formatted, serialized and parsed again, it is the address alone."""
    address = parse_address("https://anne:sage@a.example:8443/b?c=d@e#f")
    assert f"{address} {address!r} {json.dumps(address)}" == (
        "https://a.example:8443/b?c=d@e 'https://a.example:8443/b?c=d@e' "
        '"https://a.example:8443/b?c=d@e"'
    )
    assert parse_address(address) is address
    assert address.authorization == "Basic YW5uZTpzYWdl"
    assert WebAddress("https://a.example").authorization == ""


@pytest.mark.parametrize(
    ("source", "url"),
    [
        ("http://A.Example", "http://a.example/"),
        ("HTTPS://a.example:443/b", "https://a.example/b"),
        ("http://a.example:8080?q=1", "http://a.example:8080/?q=1"),
        ("https://a.example/l'été à Nice", "https://a.example/l'%C3%A9t%C3%A9%20%C3%A0%20Nice"),
        (
            "https://a.example/d%C3%A9j%C3%A0?x=a%26b&c=[é]",
            "https://a.example/d%C3%A9j%C3%A0?x=a%26b&c=[%C3%A9]",
        ),
        ("http://université.example/", "http://xn--universit-j4a.example/"),
        ("http://[2001:DB8::1]:81/", "http://[2001:db8::1]:81/"),
    ],
)
def test_address_becomes_what_a_server_understands(source: str, url: str) -> None:
    """Letters of any language are quoted, what is quoted stays so."""
    assert make_target(source).url == url


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("ftp://a.example/b", "ftp://a.example/b: only http:// and https:// addresses are fetched"),
        ("file:///etc/hosts", "file:///etc/hosts: only http:// and https:// addresses are fetched"),
        (
            "https:///pont",
            "https:///pont is no address of a page; expected one such as https://host/page",
        ),
        (
            "http://a.example/\x1b[2J",
            "http://a.example/\x1b[2J is no address of a page; expected one such as "
            "https://host/page",
        ),
        (
            "http://u:pw@a.example:99999/",
            "http://a.example:99999/ is no address: Port out of range 0-65535",
        ),
        ("http://u:pw@[::1/", "http://[::1/ is no address: Invalid IPv6 URL"),
    ],
)
def test_address_that_is_none_is_refused(source: str, message: str) -> None:
    """One sentence, without a password that was in it."""
    with pytest.raises(FetchFailed) as raised:
        parse_address(source)
    assert str(raised.value) == message


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("https://a.example/news/pont.html?x=1", "pont.html"),
        ("https://a.example/news/le-pont/", "le-pont"),
        ("https://a.example", "a.example.html"),
        ("https://a.example/%2e%2e/%2Fetc%2Fpasswd", "etc-passwd"),
        ("https://a.example/..", "a.example.html"),
        ("https://a.example/" + "x" * 300 + ".html", "x" * 75 + ".html"),
        ("https://a.example/l%27%C3%A9t%C3%A9%20%F0%9F%8C%9E.html", "l-été-.html"),
    ],
)
def test_address_names_an_output(source: str, name: str) -> None:
    """The last part of the path, as a file's name that leads nowhere else."""
    assert name_page(source) == name


def test_address_hides_what_stands_before_the_host() -> None:
    """Also where nothing else about it is right."""
    assert hide_secret("https://a:b@c@d/e@f") == "https://d/e@f"
    assert hide_secret("no address") == "no address"
