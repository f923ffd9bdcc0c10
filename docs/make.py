"""Write the parts of README.md that the program itself knows, and the picture in it.

Run from the root of the repository: python docs/make.py [--check]
With --check nothing is written; the exit code is 1 if the help text in README.md is out of date.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"

_HELP = re.compile(
    r"(?<=<!-- help:begin \(written by docs/make\.py\) -->\n).*?(?=<!-- help:end)", re.S
)


def format_help() -> str:
    """Return `translator --help` as a block of README.md, 80 cells wide and without color."""
    environment = {**os.environ, "COLUMNS": "80", "NO_COLOR": "1", "TERM": "dumb"}
    text = subprocess.run(
        [sys.executable, "-m", "translator", "--help"],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    return f"```console\n$ translator --help\n{text.rstrip()}\n```\n"


def fill_readme(readme: str) -> str:
    """Return README.md with the help text of today."""
    return _HELP.sub(lambda _: format_help(), readme)


def main() -> int:
    before = README.read_text(encoding="utf-8")
    after = fill_readme(before)
    if "--check" in sys.argv[1:]:
        return int(before != after)
    README.write_text(after, encoding="utf-8")
    subprocess.run([sys.executable, ROOT / "docs" / "screenshot.py"], cwd=ROOT, check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
