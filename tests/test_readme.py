"""README.md tells the truth: its help text, its commands and its Python."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def read_blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


def test_readme_help_is_of_today() -> None:
    """`make docs` has been run since the command line changed."""
    check = subprocess.run([sys.executable, ROOT / "docs" / "make.py", "--check"], cwd=ROOT)
    assert check.returncode == 0


def test_readme_links_lead_somewhere() -> None:
    """Every relative link and picture names a file of the repository."""
    links = re.findall(r"\]\((?!http)([^)#]+)\)", README)
    assert links
    assert not [link for link in links if not (ROOT / link).exists()]


@pytest.mark.model
def test_readme_python_runs(capsys: pytest.CaptureFixture[str]) -> None:
    """The example of the Python interface runs as it stands and translates both paragraphs."""
    (code,) = read_blocks("python")
    exec(compile(code, "README.md", "exec"), {})
    assert capsys.readouterr().out.count("→") == 2


@pytest.mark.slow
def test_readme_main_job_and_pipes_work(tmp_path: Path) -> None:
    """The commands under "Use" and later work on samples under the names given there."""
    samples = {"article.txt": "council", "monday.txt": "strike", "tuesday.txt": "council"}
    (tmp_path / "news").mkdir()
    for name, sample in {**samples, "news/a.txt": "strike", "news/b.txt": "council"}.items():
        shutil.copyfile(ROOT / "samples" / f"{sample}.fr.txt", tmp_path / name)
    (tmp_path / "terms.tsv").write_text("chaudière\tboiler\n", encoding="utf-8")
    commands = [
        line.partition("#")[0].partition(">")[0].strip()
        for block in read_blocks("console")
        for line in block.splitlines()
        if line.startswith(("translator read article", "translator translate", "translator brief"))
        and "--summarizer" not in line  # a server or a model that nobody has to have
    ]
    assert len(commands) >= 3
    for command in commands:
        run = subprocess.run(
            [sys.executable, "-m", *shlex.split(command)],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=True,
        )
        assert len(run.stdout) > 100 or "--output-dir" in command, command
        before = r"(\d+ of \d+ files were finished before\n)?"
        findings = r"(\d+ findings?.*; see: translator read .*\n)?"
        assert re.fullmatch(before + findings, run.stderr), command
    assert len(list((tmp_path / "english").glob("*.en.txt"))) == 2
