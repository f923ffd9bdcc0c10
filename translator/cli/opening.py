"""The bytes of what the command line names: a file, standard input, a page at an address."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from translator.cli.workbench import Workbench
from translator.errors import UnreadableInput
from translator.web.address import is_address, parse_address

#: The name of standard input.
STDIN = "-"

#: A source of this many bytes is read in parts, where that is possible. The longest novels have
#: eight million.
_LONG_BYTES = 4_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """A source's bytes and what is known about them; "" and None where nothing is."""

    data: bytes
    #: The name to tell its kind by.
    name: str
    format: str | None = None
    charset: str = ""


def open_input(origin: str, bench: Workbench) -> Input:
    """Return what a file, a page or standard input holds."""
    if is_address(origin):
        return _fetch(origin, bench)
    return Input(data=read_file(origin), name=origin)


def open_long(origin: str) -> bytes | BinaryIO:
    """Return what is in a source or, where that is much, a file that can be read twice."""
    if origin == STDIN:
        start = sys.stdin.buffer.read(_LONG_BYTES)
        if len(start) < _LONG_BYTES:
            return start
        from shutil import copyfileobj
        from tempfile import TemporaryFile

        with _explained("standard input, which is kept in a temporary file"):
            kept = TemporaryFile()
            kept.write(start)
            copyfileobj(sys.stdin.buffer, kept)
            return kept
    with _explained(origin):
        path = Path(origin)
        if path.is_file() and path.stat().st_size >= _LONG_BYTES:
            return path.open("rb")
    return read_file(origin)


def read_file(origin: str) -> bytes:
    """Return the bytes of a file, or of standard input."""
    if origin == STDIN:
        return sys.stdin.buffer.read()
    with _explained(origin):
        return Path(origin).read_bytes()


def _fetch(origin: str, bench: Workbench) -> Input:
    """Fetch the page behind an address."""
    from translator.web.address import name_page
    from translator.web.fetch import fetch_page

    address = parse_address(origin)
    bench.messages.detail(f"fetching {address}")
    page = fetch_page(address, allow_private=bench.settings.allow_private)
    bench.messages.detail(f"{len(page.data)} bytes from {page.url}")
    # What is called a PDF and sent as a web page is a page that asks for a password.
    name = name_page(page.url) if page.format is None else STDIN
    return Input(data=page.data, name=name, format=page.format, charset=page.charset)


@contextmanager
def _explained(origin: str) -> Iterator[None]:
    """Say in the user's words why a source cannot be read."""
    if not origin:
        raise UnreadableInput("the name of a file is empty; is a variable of the shell not set?")
    try:
        yield
    except (FileNotFoundError, NotADirectoryError) as error:
        hint = f"; for a page: https://{origin}" if origin.startswith("www.") else ""
        raise UnreadableInput(f"no file {origin}; check the name{hint}") from error
    except IsADirectoryError as error:
        raise UnreadableInput(f"{origin} is a folder; name a file") from error
    except PermissionError as error:
        raise UnreadableInput(f"not permitted to read {origin}; check its permissions") from error
    except OSError as error:
        raise UnreadableInput(f"cannot read {origin}: {error.strerror or error}") from error
    except ValueError as error:
        raise UnreadableInput(f"cannot read {origin}: {error}") from error
