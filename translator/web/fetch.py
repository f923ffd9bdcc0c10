"""Fetch the page behind an address: one request, a few redirects, limits on everything.

Nothing here is done unless a user has typed an address, and nothing is sent but the request for
that page: no cookies, no scripts, no pictures.
"""

from __future__ import annotations

import http.client
import threading
import time
from dataclasses import dataclass
from email.message import Message
from urllib.parse import urljoin

from translator import __version__
from translator.errors import FetchFailed
from translator.web.address import Target, WebAddress, hide_secret, make_target
from translator.web.body import CutOff, read_body
from translator.web.connection import Connection

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_USER_AGENT = f"article-translator/{__version__} (command line; reads one page for one person)"
_HEADERS = {
    "User-Agent": _USER_AGENT,
    "Accept": "text/html,application/xhtml+xml,text/markdown,text/plain;q=0.9,*/*;q=0.5",
    "Accept-Language": "fr,en;q=0.5",
    "Accept-Encoding": "gzip, deflate",
    "Connection": "close",
}

#: Media type → reader; None where the document itself says what it is. The rest is no article.
_FORMATS: dict[str, str | None] = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/markdown": "markdown",
    "text/x-markdown": "markdown",
    "text/vtt": "vtt",
    "application/x-subrip": "srt",
    "text/srt": "srt",
    "text/plain": None,
    "application/pdf": None,
    "application/x-pdf": None,
    "application/epub+zip": None,
    "application/msword": None,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": None,
    "application/vnd.oasis.opendocument.text": None,
    "application/octet-stream": None,
    "binary/octet-stream": None,
    "application/force-download": None,
}

#: What a server's refusal means to a reader; others are told by their number.
_REFUSALS = {
    401: "the page asks for a password; save it in a browser and name the file",
    402: "the page is for subscribers; save it in a browser and name the file",
    403: "the server does not give this page to programs; save it in a browser and name the file",
    404: "there is no such page; check the address",
    410: "the page has been taken away",
    429: "the server has had too many requests; try again later",
    451: "the page may not be shown here for legal reasons",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How long and how much, at most. News pages have 0.1 to 3 MB, and reports as PDF 30."""

    #: Seconds for a look-up and a connection, and of each silence.
    connect_s: float = 10.0
    #: Seconds for everything, redirects included.
    total_s: float = 60.0
    max_bytes: int = 50_000_000
    max_redirects: int = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a server gave. ``format`` is a reader's name, None where the bytes decide."""

    data: bytes
    format: str | None
    #: What the server says, "" where it says nothing.
    charset: str = ""
    #: Where it was found in the end.
    url: str = ""


def fetch_page(
    address: WebAddress, *, allow_private: bool = False, limits: Limits | None = None
) -> Page:
    """Return the page behind an address.

    Raises:
        FetchFailed: there is none, it is none that can be read, or it must not be asked for.
    """
    limits = limits or Limits()
    deadline = time.monotonic() + limits.total_s
    target, authorization = make_target(address), address.authorization
    seen = [target]
    while True:
        found = _ask(
            target,
            authorization=authorization,
            allow_private=allow_private,
            limits=limits,
            deadline=deadline,
        )
        if isinstance(found, Page):
            return found
        if found in seen:
            raise FetchFailed(f"{address}: the page leads back to itself, in a circle")
        if len(seen) > limits.max_redirects:
            raise FetchFailed(
                f"{address}: led on more than {limits.max_redirects} times, to {found.url} at last"
            )
        # A password is for the server that it was given for.
        if (found.scheme, found.authority) != (target.scheme, target.authority):
            authorization = ""
        target = found
        seen.append(target)


def _ask(
    target: Target, *, authorization: str, allow_private: bool, limits: Limits, deadline: float
) -> Page | Target:
    """Return the page, or where it is instead."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise _too_slow(target, limits)
    connection = Connection(
        target, allow_private=allow_private, timeout=min(limits.connect_s, left)
    )
    # A server that sends a byte a second is never silent: at the deadline the connection is cut
    # from outside, whatever it is being read for.
    expired = threading.Event()

    def expire() -> None:
        expired.set()
        connection.cut()

    watch = threading.Timer(max(deadline - time.monotonic(), 0), expire)
    watch.daemon = True
    watch.start()
    try:
        headers = {**_HEADERS, "Authorization": authorization} if authorization else _HEADERS
        response = connection.ask(headers)
        if response.status in _REDIRECTS:
            return _follow(response, target)
        page = _read(response, target, limits)
        if expired.is_set():
            # To who reads it, a connection that is cut looks like one that has ended.
            raise CutOff
        return page
    except TimeoutError as error:
        raise FetchFailed(
            f"{target.shown}: the server was silent for {limits.connect_s:g} s; try again later"
        ) from error
    except (CutOff, OSError, http.client.HTTPException, ValueError) as error:
        if expired.is_set():
            raise _too_slow(target, limits) from error
        raise FetchFailed(f"{target.shown}: {_explain(error)}") from error
    finally:
        watch.cancel()
        connection.close()


def _follow(response: http.client.HTTPResponse, target: Target) -> Target:
    location = response.headers.get("Location", "").strip()
    if not location:
        raise FetchFailed(f"{target.shown}: the page leads on, but the server does not say where")
    # Headers are read as Latin-1; who writes an address there unquoted writes it in UTF-8.
    try:
        location = location.encode("latin-1").decode()
    except UnicodeError:
        pass
    try:
        joined = urljoin(target.url, location)
    except ValueError as error:
        raise FetchFailed(f"{target.shown}: leads on to no address: {error}") from error
    # A name and a password in it would not be the user's.
    return make_target(hide_secret(joined))


def _read(response: http.client.HTTPResponse, target: Target, limits: Limits) -> Page:
    status = response.status
    if status != 200:
        if status >= 500:
            reason = "the server has failed; try again later"
        else:
            reason = _REFUSALS.get(status, response.reason or "which is no page")
        raise FetchFailed(f"{target.shown}: {status}: {reason}")
    message = Message()
    message["Content-Type"] = response.headers.get("Content-Type") or "application/octet-stream"
    media_type = message.get_content_type()
    if media_type not in _FORMATS:
        raise FetchFailed(
            f"{target.shown}: this is {media_type}, not a document; expected a web page, text, "
            "Markdown, subtitles, PDF or DOCX"
        )
    return Page(
        data=read_body(response, max_bytes=limits.max_bytes, shown=target.shown),
        format=_FORMATS[media_type],
        charset=message.get_content_charset() or "",
        url=target.url,
    )


def _too_slow(target: Target, limits: Limits) -> FetchFailed:
    return FetchFailed(
        f"{target.shown}: not finished in {limits.total_s:g} s; try again later, or save the page "
        "in a browser and name the file"
    )


def _explain(error: Exception) -> str:
    if isinstance(error, CutOff | http.client.IncompleteRead):
        return "the server broke off in the middle of the page; try again"
    if isinstance(error, http.client.RemoteDisconnected):
        return "the server closed the connection without an answer"
    if isinstance(error, http.client.HTTPException | ValueError):
        return "what the server sent is not HTTP"
    return f"the connection was lost: {getattr(error, 'strerror', None) or error}"
