"""Expressions that are compiled late: as good as others, and all of them right."""

from __future__ import annotations

import ast
import copy
import gc
import importlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from translator import patterns
from translator.patterns import compile_late

PACKAGE = Path(patterns.__file__).parent
MODULES = sorted(
    path for path in PACKAGE.rglob("*.py") if path.name not in ("__main__.py", "patterns.py")
)


def iter_calls_at_import(path: Path, name: str) -> Iterator[ast.Call]:
    """Yield the calls of `re.NAME` outside of functions."""
    nodes: list[ast.AST] = [ast.parse(path.read_text(encoding="utf-8"))]
    while nodes:
        node = nodes.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(node, ast.Call) and ast.unparse(node.func) == f"re.{name}":
            yield node
        nodes.extend(ast.iter_child_nodes(node))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_patterns_are_not_compiled_at_import(path: Path) -> None:
    """No module makes every start wait for its expressions."""
    assert [call.lineno for call in iter_calls_at_import(path, "compile")] == []


def test_patterns_of_all_modules_compile() -> None:
    """A mistake in one that is seldom used is found here and not by a user."""
    for path in MODULES:
        if "compile_late(" in path.read_text(encoding="utf-8"):
            name = ".".join(("translator", *path.relative_to(PACKAGE).with_suffix("").parts))
            importlib.import_module(name.removesuffix(".__init__"))
    # In whatever tables they are kept.
    made = [item for item in gc.get_objects() if type(item) is patterns._LatePattern]
    assert len(made) > 300
    for item in made:
        re.compile(item.pattern, item._flags)


def test_patterns_compiled_late_do_what_others_do() -> None:
    """Methods, attributes and flags are those of the expression."""
    late, early = (
        compile_late(r"(?P<word>[a-z]+)", re.IGNORECASE),
        re.compile(r"(?P<word>[a-z]+)", re.IGNORECASE),
    )
    assert late.findall("Un deux") == early.findall("Un deux") == ["Un", "deux"]
    assert late.sub("x", "Un deux") == "x x"
    assert (late.pattern, late.flags, late.groupindex) == (
        early.pattern,
        early.flags,
        early.groupindex,
    )
    match = late.fullmatch("Un")
    assert match is not None
    assert match["word"] == "Un"
    assert compile_late(rb"[\x80-\x9f]").search(b"\x85") is not None


def test_patterns_compiled_late_wait_for_their_first_use() -> None:
    """What is wrong with one is said when it is used, in the library's words."""
    late = compile_late("(")
    with pytest.raises(re.error, match="missing"):
        late.search("")


def test_patterns_compiled_late_can_be_copied() -> None:
    """A copy looks for what the first one looks for."""
    late = compile_late("a+")
    assert copy.deepcopy(late).findall("aab") == ["aa"]
    assert repr(late) == "compile_late('a+', 0)"
    with pytest.raises(AttributeError, match="scan"):
        _ = late.scan  # type: ignore[attr-defined]
