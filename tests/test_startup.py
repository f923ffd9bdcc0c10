"""Start-up stays instant: what may be imported before a verb runs. A fact, not a stopwatch."""

from __future__ import annotations

import subprocess
import sys

import pytest

import translator

HEAVY = {"torch", "transformers", "ctranslate2", "sentencepiece", "numpy", "rich"}
HEAVY |= {"charset_normalizer", "py3langid", "sentencex", "sacrebleu", "shtab", "rich_argparse"}
HEAVY |= {"sqlite3", "lxml", "trafilatura", "ssl"}

PROBE = """
import sys
from translator.cli import main
try:
    main({arguments!r})
except SystemExit:
    pass
print("loaded:", *sorted(name for name in sys.modules if "." not in name), file=sys.stderr)
"""


def loaded_modules(*arguments: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", PROBE.format(arguments=list(arguments))],
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stderr.rpartition("loaded:")[2].split())


@pytest.mark.parametrize(
    "arguments",
    [
        ("--help",),
        ("--version",),
        ("read", "--help"),
        ("evaluate", "--help"),
        ("models", "show", "--help"),
        ("cache", "clear", "--help"),
        ("raed",),
    ],
    ids=" ".join,
)
def test_startup_imports_nothing_heavy(arguments: tuple[str, ...]) -> None:
    """Help, version and usage errors end before any heavy library is loaded."""
    assert loaded_modules(*arguments) & HEAVY == set()


def test_startup_import_of_the_package_is_free() -> None:
    """``import translator`` loads none of its own modules."""
    probe = "import sys, translator; print([n for n in sys.modules if n.startswith('translator.')])"
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


@pytest.mark.parametrize("name", [name for name in translator.__all__ if name[0] != "_"])
def test_startup_public_names_resolve(name: str) -> None:
    """Every public name leads to the object of that name."""
    assert getattr(translator, name).__name__ == name


def test_startup_unknown_names_are_attribute_errors() -> None:
    """A misspelled name fails as in any module."""
    with pytest.raises(AttributeError, match="module 'translator' has no attribute 'proces'"):
        _ = translator.proces  # type: ignore[attr-defined]
