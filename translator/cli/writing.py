"""Outputs that are being written; nothing partial ever stands under an output's final name."""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any, TextIO

from translator.cli.interrupts import uninterrupted
from translator.cli.messages import Messages
from translator.errors import OutputError
from translator.patterns import compile_late

#: An unfinished file: the output's name, the process, eight digits by chance.
_UNFINISHED = compile_late(r"\..{1,40}\.\d+\.[0-9a-f]{8}\.tmp", re.DOTALL)
#: Seconds without a change after which an unfinished file may have been left behind.
_ABANDONED_S = 5


def make_folder(folder: Path) -> None:
    """Make a folder of outputs, and those above it.

    Raises:
        OutputError: it cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as error:
        raise OutputError(
            f"cannot make the folder {folder}: a file is in the way; choose another --output-dir"
        ) from error
    except OSError as error:
        raise OutputError(f"cannot make the folder {folder}: {error.strerror or error}") from error


@contextmanager
def open_output(
    path: Path | None, messages: Messages, *, settle: Callable[[Path], None] | None = None
) -> Iterator[TextIO]:
    """Open an output before the work begins and put it in place after it is done.

    On an error the unfinished file goes; on Ctrl-C it is kept as ``NAME.partial``.

    Args:
        settle: called with the finished file before it gets its name; if that fails, it does
            not get it.

    Raises:
        OutputError: the output cannot be written.
    """
    if path is None:
        yield sys.stdout
        return
    if path.exists() and not path.is_file() and not path.is_dir():
        # A device or a named pipe: there is nothing to replace.
        with _report_os_errors(path), path.open("w", encoding="utf-8") as stream:
            yield stream
        return
    if path.is_dir():
        # One that was named with --output was refused before.
        raise OutputError(
            f"cannot write {path}: it is a folder; move it away, or choose another --output-dir"
        )
    # Cut, since a name and our addition may be too long together; and not by the process alone,
    # whose number in a container may be that of one that was killed.
    unfinished = path.with_name(f".{path.name[:40]}.{os.getpid()}.{os.urandom(4).hex()}.tmp")
    try:
        with _report_os_errors(path):
            stream = unfinished.open("x", encoding="utf-8", newline="\n")
        _lock(stream)
        with _report_os_errors(path), stream:
            yield stream
        with _report_os_errors(path), uninterrupted():
            if settle is not None:
                settle(unfinished)
            unfinished.replace(path.resolve() if path.is_symlink() else path)
            if settle is not None:
                # What an earlier run had finished of it.
                _name_partial(path).unlink(missing_ok=True)
    except KeyboardInterrupt:
        with uninterrupted():
            _keep_partial(unfinished, path, messages)
        raise
    finally:
        with uninterrupted():
            unfinished.unlink(missing_ok=True)


def _keep_partial(unfinished: Path, path: Path, messages: Messages) -> None:
    """Keep what was finished before Ctrl-C, if there is any."""
    if unfinished.is_file() and unfinished.stat().st_size:
        kept = _name_partial(path)
        unfinished.replace(kept)
        messages.note(f"the finished part is in {kept}")


def remove_abandoned(folders: Iterable[Path]) -> None:
    """Remove the unfinished files that killed processes have left in folders of outputs.

    One that is being written is locked by its process, and lately changed until it has its name.
    """
    for folder in folders:
        for path in folder.glob(".*.tmp"):
            if not _UNFINISHED.fullmatch(path.name):
                continue
            # A file that cannot be looked at or removed does no harm.
            with suppress(OSError), path.open("rb") as stream:
                age_s = time.time() - os.fstat(stream.fileno()).st_mtime
                if age_s >= _ABANDONED_S and _lock(stream):
                    path.unlink()


def _lock(stream: IO[Any]) -> bool:
    """Lock a file for as long as it is open; False where another process has, or nobody can."""
    try:
        import fcntl

        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (ImportError, OSError):
        return False
    return True


def _name_partial(path: Path) -> Path:
    return path.with_name(path.name + ".partial")


@contextmanager
def _report_os_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except FileNotFoundError as error:
        if error.filename is None or Path(error.filename).parent != path.parent:
            raise
        raise OutputError(
            f"cannot write {path}: there is no folder {path.parent}; make it first, or choose "
            "another output"
        ) from error
    except OSError as error:
        # Writing, unlike opening, names no file; another file's failure is not this output's.
        if error.filename is not None and Path(error.filename).parent != path.parent:
            raise
        raise OutputError(f"cannot write {path}: {error.strerror or error}") from error
