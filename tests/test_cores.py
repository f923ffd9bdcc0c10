"""How many threads the machine, the process and its container allow."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import CommandLine

from translator.cores import (
    MOST_THREADS,
    Quota,
    choose_threads,
    find_cores,
    find_quota,
    weigh_cores,
)

SECOND = "31 23 0:28 / /sys/fs/cgroup rw,nosuid shared:4 - cgroup2 cgroup2 rw,nsdelegate\n"
FIRST = "33 32 0:30 / /sys/fs/cgroup/cpu,cpuacct rw - cgroup cgroup rw,cpu,cpuacct\n"
OTHERS = (
    "22 1 8:1 / / rw - ext4 /dev/sda1 rw\n"
    "35 32 0:32 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory\n"
    "a line of some later kernel\n"
)


def find(groups: str, mounts: str, **files: str) -> Quota | None:
    """Return the limit on a machine with some files below /sys/fs/cgroup/."""
    held = {f"/sys/fs/cgroup/{name}": text for name, text in files.items()}
    held |= {"/proc/self/cgroup": groups, "/proc/self/mountinfo": OTHERS + mounts}
    return find_quota(held.get)


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"cpu.max": "150000 100000\n"}, (1.5, "cpu.max")),
        ({"cpu.max": "max 100000\n"}, None),
        ({"cpu.max": "max"}, None),
        ({"cpu.max": ""}, None),
        ({"cpu.max": "0 100000"}, None),
        ({"cpu.max": "100000 0"}, None),
        ({"cpu.max": "much of it"}, None),
        ({}, None),
    ],
)
def test_cores_of_a_container(files: dict[str, str], expected: tuple[float, str] | None) -> None:
    """In a container its own group looks like the outermost one."""
    quota = find("0::/\n", SECOND, **files)
    assert (quota and (quota.cores, quota.path.removeprefix("/sys/fs/cgroup/"))) == expected


def test_cores_of_groups_in_groups() -> None:
    """The tightest limit counts, whichever group around the process has it."""
    groups = "0::/system.slice/a.service\n"
    wide, tight = "400000 100000", "50000 100000"
    inner, outer = "system.slice/a.service/cpu.max", "system.slice/cpu.max"
    assert find(groups, SECOND, **{inner: wide, outer: tight}) == Quota(
        cores=0.5, path=f"/sys/fs/cgroup/{outer}"
    )
    assert find(groups, SECOND, **{inner: tight, outer: wide}) == Quota(
        cores=0.5, path=f"/sys/fs/cgroup/{inner}"
    )
    # A neighbor's is none of ours.
    assert find(groups, SECOND, **{"user.slice/cpu.max": tight}) is None


@pytest.mark.parametrize(
    ("path", "root", "folder"),
    [
        ("/docker/1", "/docker/1", ""),  # its own group alone is mounted
        ("/docker/1/a", "/docker/1", "a/"),
        ("/docker/1", "/other", ""),  # nobody knows where it is; what is mounted counts
        ("/../2", "/", ""),  # moved out of the namespace
        ("/a b", "/", "a b/"),
    ],
)
def test_cores_where_a_group_is_mounted(path: str, root: str, folder: str) -> None:
    """A path in one file is found below the place that the other one mounts it at."""
    name = f"{folder}cpu.max"
    mounts = SECOND.replace(" / /sys", f" {root} /sys")
    quota = find(f"0::{path}\n", mounts, **{name: "200000 100000"})
    assert quota == Quota(cores=2.0, path=f"/sys/fs/cgroup/{name}")


def test_cores_of_a_mount_with_a_space() -> None:
    """A path is escaped in the list of mounts, and not on disk."""
    files = {
        "/proc/self/cgroup": "0::/\n",
        "/proc/self/mountinfo": SECOND.replace("/sys/fs/cgroup", r"/mnt/a\040b"),
        "/mnt/a b/cpu.max": "100000 100000",
    }
    assert find_quota(files.get) == Quota(cores=1.0, path="/mnt/a b/cpu.max")


@pytest.mark.parametrize(
    ("quota", "period", "cores"),
    [("250000\n", "100000\n", 2.5), ("-1\n", "100000\n", None), ("5", None, None)],
)
def test_cores_of_the_first_version(quota: str, period: str | None, cores: float | None) -> None:
    """Control groups as they were before; other controllers have groups of their own."""
    files = {"cpu,cpuacct/a/cpu.cfs_quota_us": quota}
    if period:
        files["cpu,cpuacct/a/cpu.cfs_period_us"] = period
    groups = "5:memory:/b\n4:cpu,cpuacct:/a\n1:name=systemd:/c\n"
    found = find(groups, FIRST, **files)
    assert (found and found.cores) == cores


def test_cores_of_both_versions_at_once() -> None:
    """A machine on its way from one to the other: whichever has the limit is heeded."""
    groups = "4:cpu,cpuacct:/\n0::/a\n"
    first = {"cpu,cpuacct/cpu.cfs_quota_us": "100000", "cpu,cpuacct/cpu.cfs_period_us": "50000"}
    mounts = FIRST + SECOND.replace("/sys/fs/cgroup", "/sys/fs/cgroup/unified")
    assert find(groups, mounts, **first) == Quota(
        cores=2.0, path="/sys/fs/cgroup/cpu,cpuacct/cpu.cfs_quota_us"
    )
    tighter = {**first, "unified/a/cpu.max": "10000 100000"}
    assert find(groups, mounts, **tighter) == Quota(
        cores=0.1, path="/sys/fs/cgroup/unified/a/cpu.max"
    )


@pytest.mark.parametrize("files", [{}, {"/proc/self/cgroup": "0::/"}, {"/proc/self/mountinfo": ""}])
def test_cores_without_control_groups(files: dict[str, str]) -> None:
    """On other systems there is nothing to read, and no limit."""
    assert find_quota(files.get) is None


@pytest.mark.parametrize(
    ("total", "bound", "cores", "count", "reason"),
    [
        (4, 4, None, 4, "all cores of the machine"),
        (64, 2, None, 2, "bound to 2 of 64 cores"),
        (64, 64, 0.25, 1, "F grants 0.25 of 64 cores"),
        (64, 64, 2.0, 2, "F grants 2 of 64 cores"),
        (64, 64, 2.1, 3, "F grants 2.1 of 64 cores"),
        (64, 4, 1.5, 2, "F grants 1.5 of 4 cores"),
        (64, 2, 6.0, 2, "bound to 2 of 64 cores"),
        (2, 2, 2.0, 2, "all cores of the machine"),
        (2, 2, 99.0, 2, "all cores of the machine"),
    ],
)
def test_cores_least_limit_counts(
    total: int, bound: int, cores: float | None, count: int, reason: str
) -> None:
    """Of machine, process and container the one that grants least, with its reason."""
    quota = None if cores is None else Quota(cores=cores, path="F")
    found = weigh_cores(total=total, bound=bound, quota=quota)
    assert (found.count, found.reason) == (count, reason)


def test_cores_that_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """A large machine is not filled for one article."""
    monkeypatch.setattr("os.cpu_count", lambda: 64)
    monkeypatch.setattr("os.sched_getaffinity", lambda _: set(range(64)), raising=False)
    monkeypatch.setattr("translator.cores.find_quota", lambda _: None)
    chosen = choose_threads()
    assert (chosen.count, chosen.reason) == (MOST_THREADS, "of 64 cores, no more are used")


PROGRAM = (
    "from translator.cores import find_cores as f; c = f(); print(c.count, c.reason, sep=': ')"
)


def ask(**options: object) -> str:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=Path(__file__).parent.parent,
        capture_output=True,
        text=True,
        check=True,
        **options,  # type: ignore[call-overload]
    )
    return done.stdout.strip()


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="binding to cores is Linux's")
def test_cores_a_process_is_bound_to() -> None:
    """``taskset`` is heeded."""
    if (os.cpu_count() or 1) < 2:
        pytest.skip("needs two cores")
    core = min(os.sched_getaffinity(0))
    said = ask(preexec_fn=lambda: os.sched_setaffinity(0, {core}))
    assert said == f"1: bound to 1 of {os.cpu_count()} cores"


@pytest.fixture
def group() -> Iterator[Path]:
    """A control group of half a core, with a name of its own; needs root and Linux."""
    name = f"translator-test-{os.getpid()}"
    reasons = []
    for parent, limit in (
        (Path("/sys/fs/cgroup"), {"cpu.max": "50000 100000"}),
        (Path("/sys/fs/cgroup/cpu"), {"cpu.cfs_period_us": "100000", "cpu.cfs_quota_us": "50000"}),
    ):
        folder = parent / name
        try:
            if not (parent / "cgroup.procs").exists():
                raise FileNotFoundError(f"no control groups in {parent}")
            folder.mkdir()
        except OSError as error:
            reasons.append(str(error))
            continue
        try:
            for file, text in limit.items():
                (folder / file).write_text(text)
        except OSError as error:
            folder.rmdir()
            reasons.append(str(error))
            continue
        yield folder
        folder.rmdir()
        return
    pytest.skip(f"cannot make a control group: {'; '.join(reasons)}")


def test_cores_of_a_real_group(group: Path) -> None:
    """A process that is put into a limited group finds the limit."""
    if find_cores().count < 2:
        pytest.skip("needs two cores")
    procs = group / "cgroup.procs"
    said = ask(preexec_fn=lambda: procs.write_text(str(os.getpid())))
    assert re.fullmatch(rf"1: {group}/cpu\.(?:max|cfs_quota_us) grants 0\.5 of \d+ cores", said)


def test_doctor_says_how_many_threads_and_why(cli: CommandLine) -> None:
    """The number is the machine's, a container's or the user's, and the table says whose."""

    def describe(*options: str) -> str:
        values = json.loads(cli("doctor", "--format", "json", *options).stdout)
        (found,) = [item for item in values["diagnoses"] if item["name"] == "threads"]
        return str(found["detail"])

    assert describe("--threads", "3") == "3, by --threads"
    cli.monkeypatch.setattr(
        "translator.cores.find_quota", lambda _: Quota(cores=0.5, path="/sys/fs/cgroup/cpu.max")
    )
    cli.monkeypatch.setattr("os.cpu_count", lambda: 4)
    cli.monkeypatch.setattr("os.sched_getaffinity", lambda _: {0, 1, 2, 3}, raising=False)
    assert describe() == "1: /sys/fs/cgroup/cpu.max grants 0.5 of 4 cores"
