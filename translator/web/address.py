"""Addresses of pages, as a user types them and as a server is asked for them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import SplitResult, quote, unquote, urlsplit

from translator.errors import FetchFailed
from translator.patterns import compile_late

_SCHEME = compile_late(r"[A-Za-z][A-Za-z0-9+.-]*://")
_PORTS = {"http": 80, "https": 443}
#: What an address may hold as it is; everything else is written as %XX. A % stays one, since
#: who copies an address from a browser copies it quoted.
_KEPT_IN_PATH = "/%:@!$&'()*+,;=~-._"
_KEPT_IN_QUERY = _KEPT_IN_PATH + "?[]"
#: Characters of a file's name; the rest of a page's name becomes "-".
_NOT_IN_NAMES = compile_late(r"[^\w.-]+")
_MAX_NAME_LENGTH = 80


class WebAddress(str):
    """The address of a page, without the user name and password that were given with it.

    It is a text, so that whatever shows, logs or writes a source down shows this; the secret is
    beside it, for the one request that needs it.
    """

    authorization: str = ""

    def __new__(cls, text: str, *, authorization: str = "") -> WebAddress:
        self = super().__new__(cls, text)
        self.authorization = authorization
        return self


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What a request is sent to, in ASCII."""

    scheme: str
    host: str
    port: int
    #: Path and query.
    path: str
    #: The address as messages name it.
    shown: str = field(default="", compare=False)

    @property
    def authority(self) -> str:
        """Host and port, the port only where it is not the scheme's own."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        return f"{self.scheme}://{self.authority}{self.path}"


def is_address(source: str) -> bool:
    """Tell whether a source names a page, or something else behind a scheme, and not a file.

    >>> is_address("https://example.org/pont"), is_address("C:\\\\pont.txt"), is_address("pont.txt")
    (True, False, False)
    """
    return _SCHEME.match(source) is not None


def parse_address(source: str) -> WebAddress:
    """Return an address with its secrets apart.

    Raises:
        FetchFailed: it is none, or not one that this program fetches.

    >>> address = parse_address("https://anne:x@example.org/pont")
    >>> address, address.authorization
    ('https://example.org/pont', 'Basic YW5uZTp4')
    """
    if isinstance(source, WebAddress):
        return source
    try:
        parts = urlsplit(source)
    except ValueError as error:
        raise FetchFailed(f"{hide_secret(source)} is no address: {error}") from None
    netloc = parts.netloc.rpartition("@")[2]
    authorization = ""
    if parts.username is not None or parts.password is not None:
        pair = f"{unquote(parts.username or '')}:{unquote(parts.password or '')}"
        authorization = basic_authorization(pair)
    # What is behind # is the browser's affair.
    shown = parts._replace(netloc=netloc, fragment="").geturl()
    make_target(shown)
    return WebAddress(shown, authorization=authorization)


def make_target(address: str) -> Target:
    """Return what has to be asked for a page.

    Raises:
        FetchFailed: the address is malformed, or is of another kind than http and https.

    >>> make_target("https://www.université.example/été?p=1").url
    'https://www.xn--universit-j4a.example/%C3%A9t%C3%A9?p=1'
    """
    shown = hide_secret(address)
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise FetchFailed(f"{shown} is no address: {error}") from None
    if parts.scheme not in _PORTS:
        raise FetchFailed(f"{shown}: only http:// and https:// addresses are fetched")
    if not parts.hostname or not address.isprintable() or port == 0:
        raise FetchFailed(
            f"{shown} is no address of a page; expected one such as https://host/page"
        )
    return Target(
        scheme=parts.scheme,
        host=_encode_host(parts.hostname, shown),
        port=port or _PORTS[parts.scheme],
        path=_encode_path(parts),
        shown=shown,
    )


def name_page(address: str) -> str:
    """Return what a file made of a page is called: the address's last part, else its host.

    >>> name_page("https://example.org/news/le%20pont.html?p=1")
    'le-pont.html'
    >>> name_page("https://www.example.org/")
    'www.example.org.html'
    """
    parts = urlsplit(address)
    last = unquote(parts.path.rstrip("/").rpartition("/")[2])
    name = _NOT_IN_NAMES.sub("-", last).strip("-.")[-_MAX_NAME_LENGTH:]
    return name or _NOT_IN_NAMES.sub("-", parts.hostname or "page") + ".html"


def basic_authorization(pair: str) -> str:
    """Return ``name:password`` as a header's value (RFC 7617)."""
    from base64 import b64encode

    return "Basic " + b64encode(pair.encode()).decode()


def hide_secret(address: str) -> str:
    """Return an address as messages may show it, however malformed it is."""
    scheme, separator, rest = address.partition("://")
    authority = re.match(r"[^/?#]*", rest)
    if not separator or authority is None:
        return address
    kept = authority[0].rpartition("@")[2]
    return scheme + separator + kept + rest[authority.end() :]


def _encode_host(host: str, shown: str) -> str:
    try:
        return host.encode("idna").decode() if not host.isascii() else host
    except UnicodeError as error:
        raise FetchFailed(f"{shown} is no address: {host!r} cannot be a host's name") from error


def _encode_path(parts: SplitResult) -> str:
    path = quote(parts.path or "/", safe=_KEPT_IN_PATH)
    return f"{path}?{quote(parts.query, safe=_KEPT_IN_QUERY)}" if parts.query else path
