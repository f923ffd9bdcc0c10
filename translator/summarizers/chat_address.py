"""Where a chat endpoint is, and whether a key may travel there."""

from __future__ import annotations

import ipaddress
from urllib.parse import SplitResult, urlsplit

from translator.errors import UsageError
from translator.settings import hide_credentials


def parse_chat_address(base_url: str) -> SplitResult:
    """Return an address in its parts.

    Raises:
        UsageError: it is no address of a server, or holds more than that.
    """
    try:
        address = urlsplit(base_url)
        valid = address.scheme in ("http", "https") and bool(address.hostname)
        # Reading the port parses it.
        valid = valid and address.port != 0 and base_url.isascii() and base_url.isprintable()
    except ValueError:
        valid = False
    if not valid or " " in base_url:
        raise UsageError(
            f"--chat-url {hide_credentials(base_url)!r} is no address of a server; "
            "expected one such as http://localhost:11434/v1"
        )
    if address.username or address.query or address.fragment:
        raise UsageError(
            "--chat-url holds more than an address; give the key in TRANSLATOR_CHAT_KEY, and "
            "neither a query nor a fragment"
        )
    return address


def show_address(address: SplitResult) -> str:
    """Return an address as messages have it."""
    return f"{address.scheme}://{address.netloc}{address.path}"


def check_key(key: str, address: SplitResult) -> None:
    """Refuse a key that no server has given out, or that would travel for everybody to read.

    Raises:
        UsageError: the message does not hold the key.
    """
    if key and (not key.isascii() or not key.isprintable() or " " in key):
        raise UsageError(
            "the chat key holds spaces, line ends or letters that no key has; "
            "set TRANSLATOR_CHAT_KEY or chat_key again"
        )
    if key and address.scheme == "http" and not _is_local(address.hostname or ""):
        raise UsageError(
            f"a key would travel unprotected to {show_address(address)}; use https, or no key"
        )


def _is_local(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
