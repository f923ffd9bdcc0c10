"""What reading must not do, whatever it reads: take long, open a file, ask the network."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import translator

#: Stands in a file that hostile inputs refer to; nothing that is read may have it.
SECRET = "motdepassecache"

#: Processor seconds for an input of some thousand bytes. Most take a hundredth of one.
MOST_SECONDS = 10.0

_FORBIDDEN = (
    *("socket.connect", "socket.getaddrinfo", "socket.bind", "urllib.Request", "ftplib."),
    *("subprocess.Popen", "os.system", "os.exec", "os.fork", "os.posix_spawn"),
    *("os.remove", "os.rename", "os.mkdir", "os.listdir", "os.scandir", "shutil."),
)
#: What imports open on the first input that needs them.
_CODE = (".py", ".pyc", ".so", ".pyd", ".dll", "__pycache__")
#: Libraries, and the tables of the program itself, which are read when they are first needed.
_OURS = (sys.prefix, sys.base_prefix, str(Path(translator.__file__).parent))

_is_watching = False
_seen: list[str] = []


def _note(event: str, arguments: tuple[object, ...]) -> None:
    if not _is_watching:
        return
    if event.startswith(_FORBIDDEN) and not _is_of_a_library(arguments):
        _seen.append(f"{event}{arguments!r}")
    if event == "open" and not isinstance(arguments[0], int) and not _is_of_a_library(arguments):
        _seen.append(f"open{arguments!r}")


def _is_of_a_library(arguments: tuple[object, ...]) -> bool:
    path = arguments[0] if arguments else ""
    if not isinstance(path, (str, bytes, os.PathLike)):
        return False
    name = os.fsdecode(path)
    return name.endswith(_CODE) or name.startswith(_OURS)


# A hook cannot be taken off again, so there is one, and it is looked at or not.
sys.addaudithook(_note)


@contextmanager
def watched() -> Iterator[None]:
    """Fail where what is inside opens a file, asks for a connection, or takes too long."""
    global _is_watching
    _seen.clear()
    _is_watching = True
    started = time.process_time()
    try:
        yield
    finally:
        _is_watching = False
    taken = time.process_time() - started
    assert not _seen, _seen
    assert taken < MOST_SECONDS, f"took {taken:.1f} s"
