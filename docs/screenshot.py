"""Draw docs/read.svg: the beginning of a sample article as `translator read` shows it.

Run from the root of the repository: python docs/screenshot.py
"""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path

from translator import load_engine, process, read_document
from translator.assets import recommended_options
from translator.render.console import make_console
from translator.render.report import ReportView
from translator.summarizers.extractive import ExtractiveSummarizer

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "samples" / "observatory.fr.txt"

#: Paragraphs and cells that fit a page of the README.
NUM_BLOCKS = 6
WIDTH = 110


def main() -> None:
    document = read_document(SAMPLE.read_text(encoding="utf-8"), origin=SAMPLE.name)
    document = replace(document, blocks=document.blocks[:NUM_BLOCKS])
    engine = load_engine()
    report = process(
        document,
        engine=engine,
        summarizer=ExtractiveSummarizer(),
        options=recommended_options(engine.info.path),
    )
    console = make_console(io.StringIO(), width=WIDTH, color="always", record=True)
    console.print(ReportView(replace(report, model=engine.info)))
    svg = console.export_svg(title=f"translator read {SAMPLE.name}")
    # Rich names fonts to be fetched; a picture of an offline program fetches nothing.
    svg = re.sub(r"@font-face \{.*?\}", "", svg, flags=re.DOTALL)
    (ROOT / "docs" / "read.svg").write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main()
