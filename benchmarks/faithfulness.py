"""How many planted hallucinations the faithfulness check finds, and what it accuses wrongly.

    python -m benchmarks.faithfulness cnndm_dev.jsonl [--output benchmarks/faithfulness.md]

The file holds one object a line with ``article`` and ``reference``, a human's summary with one
sentence a line. Errors are planted in its sentences, one kind at a time, by a fixed seed; the
same sentences as they are count as clean. Some human summaries do say more than their article,
so the share accused is an upper bound of false alarms. Extractive briefs must be silent.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from translator.summarizers.extractive import ExtractiveSummarizer
from translator.summarizers.faithfulness import FaithfulnessCheck
from translator.summarizers.names import iter_names
from translator.text.sentences import split_sentences

_SEED = 20261124
_PER_KIND = 250
_SENTENCES_PER_PARAGRAPH = 2

_NOT = re.compile(r"\b(is|are|was|were|has|have|had|will|would|can|could|should|did|does|do)\b")
_HAS_NOT = re.compile(r"\b(?:not |never )|n['’]t\b")


@dataclass(frozen=True)
class Example:
    """An article and the sentences of a human's summary of it."""

    paragraphs: tuple[tuple[str, ...], ...]
    sentences: tuple[str, ...]


def read_examples(path: Path) -> list[Example]:
    examples = []
    for line in path.read_text(encoding="utf-8").splitlines():
        data = json.loads(line)
        article = data["article"]
        sentences = [article[start:end] for start, end in split_sentences(article)]
        starts = range(0, len(sentences), _SENTENCES_PER_PARAGRAPH)
        examples.append(
            Example(
                paragraphs=tuple(
                    tuple(sentences[start : start + _SENTENCES_PER_PARAGRAPH]) for start in starts
                ),
                sentences=tuple(part.strip() for part in data["reference"].splitlines() if part),
            )
        )
    return examples


def change_number(text: str, example: Example, rng: random.Random, other: Example) -> str | None:
    match = re.search(r"\d+", text)
    if match is None:
        return None
    number = int(match[0])
    changed = (
        number + rng.choice([1, 2, 3, 10, 20]) if number < 1900 else number - rng.randint(1, 9)
    )
    return text[: match.start()] + str(changed) + text[match.end() :]


def swap_name(text: str, example: Example, rng: random.Random, other: Example) -> str | None:
    """Put a name of another article in the place of one."""
    names = [name for name in iter_names(text) if len(name) > 3]
    pool = [name for sentence in other.sentences for name in iter_names(sentence) if len(name) > 3]
    article = " ".join(map(" ".join, example.paragraphs))
    pool = [name for name in pool if name not in article]
    if not names or not pool:
        return None
    return text.replace(rng.choice(names), rng.choice(pool), 1)


def swap_names_within(
    text: str, example: Example, rng: random.Random, other: Example
) -> str | None:
    """Put a name of the same article in the place of one: true words, falsely combined."""
    names = [name for name in iter_names(text) if len(name) > 3]
    article = " ".join(map(" ".join, example.paragraphs))
    pool = [name for name in iter_names(article) if len(name) > 3 and name not in text]
    if not names or not pool:
        return None
    return text.replace(rng.choice(names), rng.choice(pool), 1)


def invent_quotation(text: str, example: Example, rng: random.Random, other: Example) -> str | None:
    """Quote words of another article, or say in marks what was said without them."""
    sentence = rng.choice(other.sentences).rstrip(".").replace('"', "")
    words = sentence.split()
    if len(words) < 6:
        return None
    speaker = next((name for name in iter_names(text)), None)
    return f'{text.rstrip(". ")}, and {speaker or "a witness"} said: "{" ".join(words[:10])}."'


def flip_negation(text: str, example: Example, rng: random.Random, other: Example) -> str | None:
    if _HAS_NOT.search(text):
        return _HAS_NOT.sub("", text, count=1)
    match = _NOT.search(text)
    return None if match is None else f"{text[: match.end()]} not{text[match.end() :]}"


def take_from_other(text: str, example: Example, rng: random.Random, other: Example) -> str | None:
    return rng.choice(other.sentences)


KINDS: dict[str, Callable[[str, Example, random.Random, Example], str | None]] = {
    "changed number": change_number,
    "name of another article": swap_name,
    "name of the same article": swap_names_within,
    "invented quotation": invent_quotation,
    "negation flipped": flip_negation,
    "sentence of another article": take_from_other,
}


def plant(
    examples: Sequence[Example], kind: str, rng: random.Random, checks: Checks
) -> Iterator[tuple[Example, str, str]]:
    """Yield (example, clean sentence, planted sentence), up to the count a kind gets.

    Only sentences that are accused of nothing get an error planted: what a human made up
    already cannot be told from what is planted.
    """
    places = [(at, sentence) for at, item in enumerate(examples) for sentence in item.sentences]
    rng.shuffle(places)
    found = 0
    for at, sentence in places:
        if checks.find_codes(examples[at], sentence):
            continue
        other = examples[(at + rng.randrange(1, len(examples))) % len(examples)]
        planted = KINDS[kind](sentence, examples[at], rng, other)
        if planted is not None and planted != sentence:
            yield examples[at], sentence, planted
            found += 1
            if found == _PER_KIND:
                return


class Checks:
    """One check an article, made once."""

    def __init__(self) -> None:
        self._made: dict[int, FaithfulnessCheck] = {}

    def find_codes(self, example: Example, text: str) -> set[str]:
        check = self._made.get(id(example))
        if check is None:
            check = self._made[id(example)] = FaithfulnessCheck(example.paragraphs)
        return {code for code, _, _, _ in check.find(text)}


def measure(examples: Sequence[Example], *, show: int = 0) -> str:
    checks = Checks()
    rows = ["| planted | count | found | by |", "|---|---|---|---|"]
    for kind in KINDS:
        planted = list(plant(examples, kind, random.Random(_SEED), checks))
        codes: dict[str, int] = {}
        found = 0
        for example, _, text in planted:
            new = checks.find_codes(example, text)
            found += bool(new)
            for code in new:
                codes[code] = codes.get(code, 0) + 1
            if show and not new:
                print(f"MISSED {kind}: {text}")
        by = ", ".join(f"{code} {count}" for code, count in sorted(codes.items()))
        rows.append(f"| {kind} | {len(planted)} | {found / len(planted):.1%} | {by} |")
    clean_codes: dict[str, int] = {}
    accused = total = 0
    for example in examples:
        for sentence in example.sentences:
            codes_here = checks.find_codes(example, sentence)
            total += 1
            accused += bool(codes_here)
            for code in codes_here:
                clean_codes[code] = clean_codes.get(code, 0) + 1
            if show and codes_here:
                print(f"ACCUSED {sorted(codes_here)}: {sentence}")
    by = ", ".join(f"{code} {count}" for code, count in sorted(clean_codes.items()))
    rows += ["", "| clean | count | accused | by |", "|---|---|---|---|"]
    rows.append(f"| sentences of human summaries | {total} | {accused / total:.1%} | {by} |")
    points = loud = 0
    for example in examples:
        brief = ExtractiveSummarizer().summarize(example.paragraphs, title=None, max_words=80)
        for point in brief.points:
            points += 1
            codes_here = checks.find_codes(example, point.text)
            loud += bool(codes_here)
            if show and codes_here:
                print(f"EXTRACTIVE {sorted(codes_here)}: {point.text}")
    rows.append(f"| points of extractive briefs | {points} | {loud / points:.1%} | |")
    return "\n".join(rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("examples", type=Path, help="JSON Lines with article and reference")
    parser.add_argument("--output", type=Path, help="write the table here as well")
    parser.add_argument("--show", action="store_true", help="print what is missed and accused")
    args = parser.parse_args()
    table = measure(read_examples(args.examples), show=args.show)
    print(table)
    if args.output:
        args.output.write_text(f"{_PREFACE}\n{table}\n", encoding="utf-8")


_PREFACE = f"""\
# Faithfulness of briefs: what the checks F01 to F05 find

Written by `python -m benchmarks.faithfulness cnndm_dev.jsonl --output
benchmarks/faithfulness.md`. Errors are planted in the sentences of 300 human summaries of English
news (seed {_SEED}), in those that are accused of nothing as they are. "By" counts codes, of which
a sentence can have several. Severity: F01 and F03 are errors, the others warnings.

The clean sentences are all of the summaries'. Human summaries do say things that their article
does not (a first name, a date, "CLICK HERE for the latest news"), so the share accused is an
upper bound of false alarms. True words falsely combined, as when a name of the same article
stands in the place of another, are not found: that takes a model.
"""

if __name__ == "__main__":
    main()
