"""The files that are installed with the modules.

They always lie in a folder: CTranslate2 reads its models by their path. importlib.resources, which
finds them in archives as well, took a hundredth of the time that one sentence waits for.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

#: The package's folder.
PACKAGE_DIR = Path(__file__).parent


def read_installed_text(*parts: str) -> str:
    """Return the text of a file of the package, named by the rooms to it and its own name."""
    return PACKAGE_DIR.joinpath(*parts).read_text(encoding="utf-8")


def read_installed_rows(*parts: str) -> Iterator[list[str]]:
    """Yield the columns of a table of the package, without blank lines and those with a #."""
    for line in read_installed_text(*parts).split("\n"):
        if line and not line.startswith("#"):
            yield line.split("\t")
