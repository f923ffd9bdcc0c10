"""The version has one home, and the changelog agrees with it."""

from __future__ import annotations

import re
from pathlib import Path

import translator

CHANGELOG = Path(__file__).parent.parent / "CHANGELOG.md"


def test_version_is_the_newest_in_the_changelog() -> None:
    """The first numbered section of the changelog is the version of the package."""
    newest = re.search(r"^## \[(\d+\.\d+\.\d+)\]", CHANGELOG.read_text("utf-8"), re.MULTILINE)
    assert newest is not None
    assert newest[1] == translator.__version__
