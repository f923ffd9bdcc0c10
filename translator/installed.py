"""The files that are installed with the modules.

They always lie in a folder: CTranslate2 reads its models by their path. importlib.resources, which
finds them in archives as well, took a hundredth of the time that one sentence waits for.
"""

from __future__ import annotations

from pathlib import Path

#: The package's folder.
PACKAGE_DIR = Path(__file__).parent


def read_installed_text(*parts: str) -> str:
    """Return the text of a file of the package, named by the rooms to it and its own name."""
    return PACKAGE_DIR.joinpath(*parts).read_text(encoding="utf-8")
