"""What decides how an engine computes on this machine, found out without loading its library.

Two runs with the same description, on the same model, compute alike. It says more than has to be
known, for one that changes costs a loading and nothing else.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from pathlib import Path

#: Where a Linux system has its graphics cards: Nvidia's, those of its small boards, AMD's, and
#: whatever Windows lends to a Linux inside it.
_CARD_FILES = ("/dev/nvidiactl", "/dev/nvidia0", "/dev/nvhost-ctrl", "/dev/kfd", "/dev/dxg")
_CPU_INFO = Path("/proc/cpuinfo")
#: Its lines that name a processor and what it can do; others change by the hour.
_PROCESSOR_LINES = ("vendor_id", "model name", "flags", "Features", "CPU implementer", "CPU part")
#: Bytes of it that hold its first processor; a large machine has megabytes of them.
_PROCESSOR_BYTES = 8192
#: CTranslate2's own variables begin so; some choose what it computes with.
_VARIABLES = "CT2_"


def describe_setup(libraries: Sequence[str], *, device: str) -> str:
    """Return what else than model and request decides how libraries compute here.

    Args:
        libraries: packages by the name that they are imported by.
        device: as a user asks for it; "auto" is the processor where there is no graphics card.

    Returns:
        A text that changes when a library, the processor or the library's variables do; "" where
        loading alone tells: on a graphics card, or without one of the libraries.
    """
    if not (device == "cpu" or (device == "auto" and not may_have_card())):
        return ""
    packages = [_describe_package(name) for name in libraries]
    if not (packages and all(packages)):
        return ""
    variables = (
        f"{name}={value}" for name, value in os.environ.items() if name.startswith(_VARIABLES)
    )
    return "\n".join([*packages, _describe_processor(), *sorted(variables)])


def may_have_card() -> bool:
    """Tell whether a library might find a graphics card; no, only if there cannot be one."""
    if sys.platform == "linux":
        return any(map(os.path.exists, _CARD_FILES))
    if sys.platform == "win32":
        system = os.environ.get("SYSTEMROOT", r"C:\Windows")
        return Path(system, "System32", "nvcuda.dll").exists()
    return sys.platform != "darwin"


def read_processor() -> list[str]:
    """Return the lines in which Linux says what its first processor is and can do.

    Elsewhere there are none.
    """
    try:
        with _CPU_INFO.open("rb") as stream:
            lines = stream.read(_PROCESSOR_BYTES).decode("ascii", errors="replace").splitlines()
    except OSError:
        return []
    return _first_of_each(lines)


def _describe_package(name: str) -> str:
    """Return a package's place and the sizes and times of its files; "" if there is none.

    An update leaves none of them as it was, and its number would have to be read from metadata,
    which takes longer than all of this.
    """
    try:
        spec = find_spec(name)
    except ValueError:
        return ""
    if spec is None or spec.origin is None:
        return ""
    folder = Path(spec.origin).parent
    try:
        with os.scandir(folder) as entries:
            stats = {entry.name: entry.stat() for entry in entries if entry.is_file()}
    except OSError:
        return ""
    files = (f"{key} {stat.st_size} {stat.st_mtime_ns}" for key, stat in sorted(stats.items()))
    return f"{folder}: {', '.join(files)}"


def _describe_processor() -> str:
    return "\n".join(read_processor()) or _describe_system()


def _first_of_each(lines: Iterable[str]) -> list[str]:
    """Return the first line of each kind, that is the first processor's."""
    found: dict[str, str] = {}
    for line in lines:
        kind = line.partition(":")[0].strip()
        if kind in _PROCESSOR_LINES:
            found.setdefault(kind, line)
    return list(found.values())


def _describe_system() -> str:
    if hasattr(os, "uname"):
        system = os.uname()
        return f"{system.sysname} {system.release} {system.machine}"
    return os.environ.get("PROCESSOR_IDENTIFIER", "")
