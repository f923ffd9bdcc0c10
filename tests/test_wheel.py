"""What users install: source distribution → wheel → a run outside the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel from the source distribution, as an installer without git would."""
    out = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(out), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True, text=True)
    return next(out.glob("*.whl"))


def test_wheel_carries_model_and_prompts(wheel: Path) -> None:
    """The wheel holds the embedded model, the templates and nothing of the checkout's tools."""
    names = set(zipfile.ZipFile(wheel).namelist())
    for wanted in (
        "models/fr-en/model.bin",
        "models/fr-en/model.toml",
        "prompts/brief.toml",
        "writers/html/report.css",
        "writers/html/report.js",
    ):
        assert f"translator/{wanted}" in names
    strays = {name for name in names if not name.startswith(("translator/", "article_translator-"))}
    assert not strays


def test_wheel_stays_below_ninety_megabytes(wheel: Path) -> None:
    """Past 90 MB the model has to become a distribution of its own."""
    assert wheel.stat().st_size < 90_000_000


def test_wheel_translates_outside_the_checkout(wheel: Path, tmp_path: Path) -> None:
    """Installed from the wheel, the program finds its model and translates from a pipe."""
    site = tmp_path / "site"
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps"]
    subprocess.run([*install, "--target", str(site), str(wheel)], check=True, capture_output=True)
    run = subprocess.run(
        [sys.executable, "-m", "translator", "translate", "--quiet"],
        input="Le conseil municipal a voté le budget.\n",
        env=os.environ | {"PYTHONPATH": str(site)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "budget" in run.stdout
    assert run.stderr == ""
