"""Who may import whom, between the package and its training."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import training
import translator

TRAINING = Path(training.__file__).parent
PACKAGE = Path(translator.__file__).parent

#: The commands of the scripts for a lent machine.
TRAVELING = ("bundle", "export", "prepare", "train", "vocabulary")


def iter_imports(path: Path, *, deep: bool) -> Iterator[str]:
    """Yield the modules a file imports, those inside functions too if ``deep``."""
    tree = ast.parse(path.read_text("utf-8"))
    for node in ast.walk(tree) if deep else tree.body:
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def test_independence_package_never_imports_training() -> None:
    """The program runs without the training code."""
    for path in PACKAGE.rglob("*.py"):
        names = iter_imports(path, deep=True)
        assert not any(name.split(".")[0] == "training" for name in names), path


def test_independence_lent_machine_needs_normalization_only() -> None:
    """Training elsewhere takes two modules of the package along, which need next to nothing."""
    waiting, seen, used = [f"training.{name}" for name in TRAVELING], set[str](), set[str]()
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            path = TRAINING / f"{name.removeprefix('training.')}.py"
            for imported in iter_imports(path, deep=False):
                if imported.startswith("training."):
                    waiting.append(imported)
                elif imported.split(".")[0] == "translator":
                    used.add(imported)
    assert used == {"translator.text.letters", "translator.text.normalize"}
    standard = {"__future__", "re", "typing", "unicodedata"}
    for name in ("letters", "normalize"):
        module = PACKAGE / "text" / f"{name}.py"
        assert set(iter_imports(module, deep=True)) <= standard | {"translator.patterns"}
    assert set(iter_imports(PACKAGE / "patterns.py", deep=True)) <= standard
