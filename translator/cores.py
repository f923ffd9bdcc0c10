"""How many processor cores this process may keep busy: the machine's, its own, its container's.

A container that was given half a core of 64 sees 64 of them. Threads for all of them would wait
for each other and for their share of time; what the system grants is in files that it keeps for
each group of processes.
"""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from translator.patterns import compile_late

#: More threads than this have not been measured (benchmarks/results.md, "Workers").
MOST_THREADS = 8

_GROUPS = "/proc/self/cgroup"
_MOUNTS = "/proc/self/mountinfo"
#: Spaces and the like in a path of mountinfo, as proc(5) writes them.
_ESCAPED = compile_late(r"\\([0-7]{3})")

#: Returns what is in a file; None where there is none.
ReadFile = Callable[[str], str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cores:
    """How many cores may be kept busy, and what says so."""

    count: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quota:
    """A share of processor time, in cores, and the file that grants it."""

    cores: float
    path: str


def choose_threads() -> Cores:
    """Return how many sentences to decode at once where nobody says how many."""
    cores = find_cores()
    if cores.count <= MOST_THREADS:
        return cores
    return Cores(count=MOST_THREADS, reason=f"of {cores.count} cores, no more are used")


def find_cores() -> Cores:
    """Return what this machine and this process's place on it allow."""
    total = os.cpu_count() or 1
    # Only Linux binds a process to some of the cores.
    bound = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else total
    return weigh_cores(total=total, bound=bound, quota=find_quota(_read_file))


def weigh_cores(*, total: int, bound: int, quota: Quota | None) -> Cores:
    """Return the least of three limits.

    Args:
        total: cores of the machine.
        bound: cores that the process may run on.
        quota: its group's share of time; None where it has no limit. Of a core and a half the
            half is used by a second thread.

    >>> weigh_cores(total=64, bound=64, quota=Quota(cores=1.5, path="cpu.max"))
    Cores(count=2, reason='cpu.max grants 1.5 of 64 cores')
    """
    cores = Cores(count=total, reason="all cores of the machine")
    if bound < total:
        cores = Cores(count=bound, reason=f"bound to {bound} of {total} cores")
    if quota is not None and quota.cores < cores.count:
        reason = f"{quota.path} grants {quota.cores:.3g} of {cores.count} cores"
        cores = Cores(count=max(1, math.ceil(quota.cores)), reason=reason)
    return cores


def find_quota(read: ReadFile) -> Quota | None:
    """Return the tightest limit that control groups set this process; None where none does.

    A group is limited by those that it is in, too. Version 2 of control groups keeps a limit in
    ``cpu.max``, version 1 in two files; a machine may have both at once.

    Args:
        read: returns what is in a file of /proc or /sys.
    """
    quotas = [
        quota
        for folder, is_second in _iter_folders(read(_GROUPS) or "", read(_MOUNTS) or "")
        if (quota := _read_quota(folder, read, is_second=is_second))
    ]
    return min(quotas, key=lambda quota: quota.cores, default=None)


def _iter_folders(groups: str, mounts: str) -> Iterator[tuple[str, bool]]:
    """Yield the folder of each group around the process, and whether it is of version 2."""
    paths = dict(_iter_groups(groups))
    for root, mount, is_second in _iter_mounts(mounts):
        if is_second not in paths:
            continue
        path = PurePosixPath(paths[is_second])
        # In a container the files of its own group may be mounted as if it were the outermost.
        is_inside = path.is_relative_to(root) and ".." not in path.parts
        inner = path.relative_to(root) if is_inside else PurePosixPath()
        for part in (inner, *inner.parents):
            yield str(PurePosixPath(mount) / part), is_second


def _iter_groups(text: str) -> Iterator[tuple[bool, str]]:
    """Yield the paths of the groups that share out time, each with whether it is of version 2."""
    for line in text.splitlines():
        number, _, rest = line.partition(":")
        controllers, _, path = rest.partition(":")
        if number == "0" and not controllers:
            yield True, path
        elif "cpu" in controllers.split(","):
            yield False, path


def _iter_mounts(text: str) -> Iterator[tuple[str, str, bool]]:
    """Yield which group is mounted where, and whether it is of version 2."""
    for line in text.splitlines():
        place, _, kind = line.partition(" - ")
        fields, kinds = place.split(), kind.split()
        if len(fields) < 5 or len(kinds) < 3:
            continue
        root, mount = (_unescape(field) for field in fields[3:5])
        if kinds[0] == "cgroup2":
            yield root, mount, True
        elif kinds[0] == "cgroup" and "cpu" in kinds[2].split(","):
            yield root, mount, False


def _unescape(path: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 8)), path)


def _read_quota(folder: str, read: ReadFile, *, is_second: bool) -> Quota | None:
    if is_second:
        path = f"{folder}/cpu.max"
        granted, _, period = (read(path) or "").partition(" ")
    else:
        path = f"{folder}/cpu.cfs_quota_us"
        granted, period = read(path) or "", read(f"{folder}/cpu.cfs_period_us") or ""
    granted, period = granted.strip(), period.strip()
    # "max", or -1, is no limit.
    if not (granted.isdecimal() and period.isdecimal() and int(granted) and int(period)):
        return None
    return Quota(cores=int(granted) / int(period), path=path)


def _read_file(path: str) -> str | None:
    try:
        return Path(path).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
