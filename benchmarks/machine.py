"""What a figure was measured on, in one line for the tables of results.md."""

from __future__ import annotations

import os
import platform
from importlib.metadata import version
from pathlib import Path

from translator.assets import find_model, read_model_info


def describe_machine() -> str:
    """Return processor, cores, load, versions and the embedded model."""
    info = read_model_info(find_model(None))
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return (
        f"{_processor_name()}, {os.cpu_count()} cores{load}; "
        f"Python {platform.python_version()}, ctranslate2 {version('ctranslate2')}, "
        f"sentencepiece {version('sentencepiece')}; model {info.name}@{info.sha256[:8]}"
    )


def _processor_name() -> str:
    path = Path("/proc/cpuinfo")
    if path.is_file():
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()
