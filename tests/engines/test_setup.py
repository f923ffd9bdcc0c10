"""What is known of an engine before its library is loaded."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from translator.engines import setup
from translator.engines.setup import describe_setup


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package that must not be imported, on a machine without a graphics card."""
    package = tmp_path / "paperlib"
    package.mkdir()
    (package / "__init__.py").write_text("raise SystemExit('imported')", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(setup, "may_have_card", lambda: False)
    return package


def test_setup_is_the_same_until_something_changes(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file of the library, a variable of CTranslate2's, another processor: each is another."""
    first = describe_setup(["paperlib"], device="auto")
    assert first
    assert describe_setup(["paperlib"], device="auto") == first
    seen = {first}
    (library / "engine.so").write_bytes(b"1")
    seen.add(describe_setup(["paperlib"], device="auto"))
    os.utime(library / "engine.so", (1, 1))
    seen.add(describe_setup(["paperlib"], device="auto"))
    monkeypatch.setenv("CT2_FORCE_CPU_ISA", "GENERIC")
    seen.add(describe_setup(["paperlib"], device="auto"))
    monkeypatch.setattr(setup, "_describe_processor", lambda: "an abacus")
    seen.add(describe_setup(["paperlib"], device="auto"))
    assert len(seen) == 5


def test_setup_is_unknown_where_loading_alone_tells(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a card, where there may be one, without a library, and without a word about any."""
    assert describe_setup(["paperlib"], device="cuda") == ""
    assert describe_setup(["paperlib", "no_such_library"], device="cpu") == ""
    assert describe_setup([], device="cpu") == ""
    monkeypatch.setattr(setup, "may_have_card", lambda: True)
    assert describe_setup(["paperlib"], device="auto") == ""
    assert describe_setup(["paperlib"], device="cpu") != ""


def test_setup_of_a_processor_does_not_change_by_the_hour() -> None:
    """Its clock goes up and down, and its description stays."""
    first, second = (
        f"processor\t: 0\nmodel name\t: Abacus 9\ncpu MHz\t\t: {speed}\nflags\t\t: fpu avx2\n"
        for speed in (800, 3000)
    )
    found = [setup._first_of_each((text * 2).splitlines()) for text in (first, second)]
    assert found == [["model name\t: Abacus 9", "flags\t\t: fpu avx2"]] * 2
    assert setup._describe_processor() == setup._describe_processor() != ""


def test_setup_is_described_without_loading_the_library() -> None:
    """In a fresh interpreter: the engine's libraries are looked at, not imported."""
    probe = (
        "import sys; from translator.engines.setup import describe_setup; "
        "from translator.engines.marian_ct2 import CTranslate2Engine as engine; "
        "print(bool(describe_setup(engine.libraries, device='cpu')), 'ctranslate2' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert done.stdout == "True False\n"
