"""Measure the sentence aligner on translations whose sentences were merged, split and dropped.

    python benchmarks/sentence_alignment.py SET.tsv… [--seed N]

Each file holds ``French<TAB>English`` lines by people, in the order of their documents. Runs of
40 lines become texts of paragraphs of one to five sentences. Of their sentences, drawn at random,
some are merged with the next one or split at a comma on either side, left out of the translation,
or added to it; a fifth of the paragraph breaks of the translation are moved. The beads that the
aligner finds are compared with those that the edits made: a bead counts only if it is exactly
right. Three rows: lengths alone, with words that look alike, with the embedded model's own
translations.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from translator.align.sentences import Bead, align_sentences
from translator.assets import recommended_options
from translator.decoding.preparation import prepare_source
from translator.engines.loading import load_engine

SEED = 42
NUM_LINES = 40
MAX_PARAGRAPH = 5
#: How many of 100 lines get each edit.
EDITS = {
    "merge targets": 6,
    "merge sources": 4,
    "split target": 5,
    "split source": 3,
    "omit": 5,
    "add": 3,
}
_COMMA = re.compile(r"(?<=[,;:]) (?=\w)")


@dataclass(frozen=True, slots=True, kw_only=True)
class EditedText:
    """[paragraph][sentence] of both sides, and the beads that are right."""

    sources: list[list[str]]
    targets: list[list[str]]
    beads: list[Bead]


def edit_text(pairs: Sequence[tuple[str, str]], rng: random.Random) -> EditedText:
    """Return a text whose translation was edited, with the right alignment."""
    sources: list[list[str]] = [[]]
    targets: list[list[str]] = [[]]
    beads: list[Bead] = []
    done = [0, 0]
    position = 0
    room = rng.randint(1, MAX_PARAGRAPH)

    def emit(source: list[str], target: list[str]) -> None:
        sources[-1] += source
        targets[-1] += target
        beads.append(
            Bead(
                source_start=done[0],
                source_end=done[0] + len(source),
                target_start=done[1],
                target_end=done[1] + len(target),
            )
        )
        done[0] += len(source)
        done[1] += len(target)

    while position < len(pairs):
        french, english = pairs[position]
        edit = rng.choices([*EDITS, ""], [*EDITS.values(), 100 - sum(EDITS.values())])[0]
        position += 1
        if edit.startswith("merge") and room > 1 and position < len(pairs):
            more_french, more_english = pairs[position]
            position, room = position + 1, room - 1
            if edit == "merge targets":
                emit([french, more_french], [f"{english} {more_english}"])
            else:
                emit([f"{french} {more_french}"], [english, more_english])
        elif edit == "split target" and (halves := _split(english, rng)):
            emit([french], halves)
        elif edit == "split source" and (halves := _split(french, rng)):
            emit(halves, [english])
        elif edit == "omit":
            emit([french], [])
        elif edit == "add":
            emit([], [english])
        else:
            emit([french], [english])
        room -= 1
        if room <= 0:
            room = rng.randint(1, MAX_PARAGRAPH)
            sources.append([])
            if rng.random() > 0.2:
                targets.append([])
    return EditedText(
        sources=[paragraph for paragraph in sources if paragraph],
        targets=[paragraph for paragraph in targets if paragraph],
        beads=beads,
    )


def _split(text: str, rng: random.Random) -> list[str]:
    """Return two halves, or nothing where no comma leaves both at least 20 characters."""
    places = [match for match in _COMMA.finditer(text) if 20 <= match.start() <= len(text) - 20]
    if not places:
        return []
    place = rng.choice(places)
    return [text[: place.start()], text[place.end() :]]


@dataclass(slots=True)
class Score:
    """Counts of beads: found, right, and both."""

    found: int = 0
    expected: int = 0
    right: int = 0

    def add(self, found: Iterable[Bead], expected: Iterable[Bead]) -> None:
        found, expected = set(found), set(expected)
        self.found += len(found)
        self.expected += len(expected)
        self.right += len(found & expected)

    def __str__(self) -> str:
        precision = self.right / self.found if self.found else 0.0
        recall = self.right / self.expected if self.expected else 0.0
        return f"{precision:.1%} / {recall:.1%}"


SHAPES = {
    "all": None,
    "1-1": ("1-1",),
    "merged": ("2-1", "3-1"),
    "split": ("1-2", "1-3"),
    "omitted": ("1-0",),
    "added": ("0-1",),
}


def score_row(
    texts: Sequence[EditedText], alignments: Sequence[Sequence[Bead]]
) -> dict[str, Score]:
    """Return the scores by shape; a bead is of the shape that it has, right or wrong."""
    scores = {name: Score() for name in SHAPES}
    for text, found in zip(texts, alignments, strict=True):
        for name, shapes in SHAPES.items():
            scores[name].add(
                [bead for bead in found if shapes is None or bead.shape in shapes],
                [bead for bead in text.beads if shapes is None or bead.shape in shapes],
            )
    return scores


def make_texts(path: Path, *, seed: int) -> list[EditedText]:
    """Return the edited texts of a file; the same ones for the same seed."""
    rng = random.Random(seed)
    lines = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    pairs = [(french.strip(), english.strip()) for french, english in lines]
    return [
        edit_text(pairs[start : start + NUM_LINES], rng)
        for start in range(0, len(pairs), NUM_LINES)
    ]


def translate_all(texts: Sequence[EditedText]) -> dict[str, str]:
    """Return the embedded model's translation of every source sentence."""
    engine = load_engine()
    options = recommended_options(engine.info.path)
    sources = sorted({text for item in texts for part in item.sources for text in part})
    prepared = [prepare_source(text).text for text in sources]
    hypotheses = engine.translate_batch(prepared, options)
    return {source: found[0].text for source, found in zip(sources, hypotheses, strict=True)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sets", nargs="+", type=Path)
    parser.add_argument("--seed", type=int, default=SEED)
    args = parser.parse_args()
    print(f"| set | evidence | {' | '.join(SHAPES)} | ms/text |")
    print("|---" * (len(SHAPES) + 3) + "|")
    for path in args.sets:
        texts = make_texts(path, seed=args.seed)
        hypotheses = translate_all(texts)
        for name in ("lengths", "+ look-alikes", "+ hypotheses"):
            started = time.process_time()
            alignments = [
                align_sentences(
                    text.sources,
                    text.targets,
                    hypotheses=[hypotheses[item] for part in text.sources for item in part]
                    if name == "+ hypotheses"
                    else None,
                    use_words=name != "lengths",
                )
                for text in texts
            ]
            elapsed_ms = (time.process_time() - started) * 1000 / len(texts)
            scores = score_row(texts, alignments)
            cells = " | ".join(str(score) for score in scores.values())
            print(f"| {path.stem} | {name} | {cells} | {elapsed_ms:.0f} |")


if __name__ == "__main__":
    main()
