"""How often « il » and « elle » become the right one of he, she and it.

    python -m benchmarks.pronouns [SET.tsv…] [--show N]

In pronouns.tsv, which is ours, a sentence stands before each pronoun and says what it means: the
engine translates the second sentence as it is, and with the pronoun that the program writes in it.
Sets are French and English lines of whole texts, one after the other; there, what the program
decides is compared with the first he, she or it of the reference, and nothing is translated.
"""

from __future__ import annotations

import argparse
import lzma
import re
from pathlib import Path

from translator.assets import find_model, recommended_options
from translator.decoding.preparation import prepare_source
from translator.decoding.pronouns import Discourse
from translator.engines.loading import load_engine

_OURS = Path(__file__).with_name("pronouns.tsv")
_ENGLISH = re.compile(r"\b(he|she|it)\b", re.IGNORECASE)
_POSSIBLE = {"Il": ("he", "it"), "Elle": ("she", "it")}


def measure_ours(*, show: int) -> list[str]:
    """Return how many of our pronouns are right without and with what stands before them."""
    rows = [line.split("\t") for line in _OURS.read_text(encoding="utf-8").splitlines()]
    engine, options = load_engine(), recommended_options(find_model(None))
    sources: dict[str, list[str]] = {"alone": [], "with what stands before": []}
    for _, before, sentence in rows:
        sources["alone"].append(prepare_source(sentence, is_plain=True).text)
        discourse = Discourse()
        for text in (before, sentence):
            prepared = prepare_source(text, is_plain=True, discourse=discourse)
        sources["with what stands before"].append(prepared.text)
    report = []
    for name, texts in sources.items():
        targets = [found[0].text for found in engine.translate_batch(texts, options)]
        wrong = [
            (row, target)
            for row, target in zip(rows, targets, strict=True)
            if _find_first(target) != row[0]
        ]
        report.append(f"| pronouns.tsv | {name} | {len(rows) - len(wrong)} of {len(rows)} |")
        for row, target in wrong[:show]:
            print(f"{name}: {row[1]} {row[2]}\n  - {target}")
    return report


def measure_set(path: Path, *, show: int) -> list[str]:
    """Return how many pronouns of a set are decided, and how many as its reference does."""
    with (lzma.open if path.suffix == ".xz" else open)(path, "rt", encoding="utf-8") as stream:
        pairs = [line.rstrip("\n").split("\t")[:2] for line in stream]
    discourse = Discourse()
    total = decided = right = 0
    for french, english in pairs:
        text = prepare_source(french).text
        first = discourse.write(text).partition(" ")[0].lower()
        said = _find_first(english)
        if said not in _POSSIBLE.get(text.partition(" ")[0], ()):
            continue
        total += 1
        decided += first in ("he", "she", "it")
        right += first == said
        if first in ("he", "she", "it") and first != said and show > decided - right - 1:
            print(f"{first}, reference {said}: {french}")
    return [
        f"| {path.name} | decided | {decided} of {total} |",
        f"| | as the reference | {right} |",
    ]


def _find_first(english: str) -> str:
    found = _ENGLISH.search(english)
    return found[0].lower() if found else ""


def main() -> None:
    parser = argparse.ArgumentParser(prog="benchmarks.pronouns", description=__doc__)
    parser.add_argument("sets", nargs="*", type=Path, help="source<TAB>reference lines, in order")
    parser.add_argument("--show", type=int, default=0, help="wrong ones of each set")
    args = parser.parse_args()
    rows = measure_ours(show=args.show)
    for path in args.sets:
        rows += measure_set(path, show=args.show)
    print("\n".join(["| set | pronouns | number |", "|---|---|---:|", *rows]))


if __name__ == "__main__":
    main()
