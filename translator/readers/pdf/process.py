"""Reads a file in a process of its own, which may crash, hang or swell without harm."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys

from translator.errors import (
    EmptyDocument,
    InputError,
    UnreadableInput,
    UnsupportedFormat,
    name_origin,
)
from translator.readers.pdf.layout import Layout
from translator.readers.pdf.wire import unpack_layout
from translator.readers.pdf.worker import MAX_CHARS, MAX_PAGES

MAX_BYTES = 200_000_000
MAX_TIME = 120  # seconds of processor time; by the clock, where others work too, a few times it
_CLOCK_FACTOR = 3
MAX_MEMORY = 2_000_000_000  # bytes

_PROGRAM = "from translator.readers.pdf.worker import main; main(max_memory={}, max_time={})"
#: SIGXCPU, which Windows does not have.
_CPU_LIMIT_SIGNAL = 24

_REFUSALS: dict[str, tuple[type[InputError], str]] = {
    "password": (
        UnreadableInput,
        "the PDF is locked with a password; open it in a viewer, print it to a new PDF, and name "
        "that",
    ),
    "damaged": (
        UnreadableInput,
        "not a PDF, or one too damaged to find its pages; download or save it again",
    ),
    "pages": (
        UnreadableInput,
        f"PDFs are read up to {MAX_PAGES:,} pages, and this one has more; divide it",
    ),
    "letters": (
        UnreadableInput,
        f"PDFs are read up to {MAX_CHARS:,} letters, and this one has more, or too many on one "
        "page; divide it",
    ),
    "pictures": (
        EmptyDocument,
        "the PDF has no text layer, only pictures of its pages; have its text recognized first, "
        "for example with: ocrmypdf -l fra scan.pdf text.pdf",
    ),
    "blank": (EmptyDocument, "nothing to translate: there is no text in the PDF"),
    "noise": (
        UnreadableInput,
        "the PDF's fonts do not say which letters they draw; have its text recognized from its "
        "pictures, for example with: ocrmypdf --force-ocr -l fra unreadable.pdf text.pdf",
    ),
}


def read_layout(data: bytes, *, origin: str, max_time: int = MAX_TIME) -> Layout:
    """Return what the pages of a file say.

    Args:
        data: the whole file.
        origin: how messages name it.
        max_time: seconds of processor time until the file is given up.

    Raises:
        UnsupportedFormat: pypdfium2 is not installed.
        UnreadableInput: the file is locked, damaged, or beyond a limit.
        EmptyDocument: there is no text in it.
    """
    name = name_origin(origin)
    if importlib.util.find_spec("pypdfium2") is None:
        raise UnsupportedFormat(
            f"{name}: reading PDF needs pypdfium2; install it with: "
            "pip install 'article-translator[pdf]'"
        )
    if len(data) > MAX_BYTES:
        raise UnreadableInput(
            f"{name}: PDFs are read up to {MAX_BYTES // 1_000_000} MB, and this one has more; "
            "divide it"
        )
    said = json.loads(_run_worker(data, name=name, max_time=max_time))
    if "refused" in said:
        kind, why = _REFUSALS[said["refused"]]
        raise kind(f"{name}: {why}")
    return unpack_layout(said["layout"])


def _run_worker(data: bytes, *, name: str, max_time: int) -> bytes:
    """Return what the worker says, or raise the error that its end amounts to."""
    # Exactly the places where this process finds its modules, and not the folder one stands in.
    path = os.pathsep.join(os.path.abspath(entry) for entry in sys.path)
    command = [sys.executable, "-P", "-c", _PROGRAM.format(MAX_MEMORY, max_time)]
    try:
        done = subprocess.run(
            command,
            input=data,
            capture_output=True,
            timeout=_CLOCK_FACTOR * max_time,
            env={**os.environ, "PYTHONPATH": path},
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise _too_slow(name, _CLOCK_FACTOR * max_time) from error
    except OSError as error:
        raise UnreadableInput(
            f"{name}: a PDF is read in a process of its own, and none could be started: {error}"
        ) from error
    if done.returncode == -_CPU_LIMIT_SIGNAL:
        raise _too_slow(name, max_time)
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        why = said[-1] if said else f"exit code {done.returncode}"
        if done.returncode < 0:
            why = f"signal {-done.returncode}: too little memory, perhaps"
        raise UnreadableInput(
            f"{name}: the PDF is damaged or very unusual, and reading it failed ({why}); print it "
            "to a new PDF in a viewer, and name that"
        )
    return done.stdout


def _too_slow(name: str, max_time: int) -> InputError:
    return UnreadableInput(
        f"{name}: reading the PDF was given up after {max_time} seconds; divide it, or print it to "
        "a new PDF and name that"
    )
