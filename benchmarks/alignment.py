"""Measure the links between words: precision, recall, error rate, and what they cost.

    python -m benchmarks.alignment [--sets SET.tsv…]

The pairs of tests/cases/align/links.tsv were written and linked by hand for this purpose. Links
between two words of grammar are not counted, since hardly two people agree on them. A second
table counts on which words the marks of these pairs land, and those of marks.tsv. With sets
of ``French<TAB>English`` lines by people, a third counts the figures and names that
stand once on both sides: what attention alone does with them, since spelling gives them away.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from benchmarks.linked_pairs import (
    Case,
    Link,
    drop_grammar,
    load_cases,
    load_marks,
    number_links,
)
from translator.align.blocks import align_block
from translator.align.words import KINSHIP_WEIGHT, find_words, link_words
from translator.assets import find_model, recommended_options
from translator.engines.attention_ct2 import averages_all_heads
from translator.engines.marian_ct2 import CTranslate2Engine
from translator.markup.placement import place_spans
from translator.protocols import AttendingEngine
from translator.text.normalize import normalize_source, normalize_target
from translator.types import (
    Attention,
    Block,
    BlockKind,
    BlockTranslation,
    Hypothesis,
    Segment,
    SegmentTranslation,
    Span,
    SpanKind,
)

EMBEDDED_MODEL = find_model(None)
_VERDICTS = ("right words", "most words", "other words", "left out")


class FirstHeadEngine(CTranslate2Engine):
    """Reads the attention that the model's file asks for: one head's."""

    def __init__(self, model_dir: Path) -> None:
        super().__init__(model_dir)
        # A cached property: once it is set, the model is not loaded again for all heads.
        self._attending._averaging = self._translator


def attend(engine: AttendingEngine, pairs: Sequence[tuple[str, str]]) -> list[Attention]:
    """Return the attention over each pair."""
    return engine.attend_batch(
        [normalize_source(source) for source, _ in pairs],
        [normalize_target(target) for _, target in pairs],
        recommended_options(EMBEDDED_MODEL),
    )


def link_pair(
    pair: tuple[str, str], attention: Attention | None, kinship_weight: float = KINSHIP_WEIGHT
) -> set[Link]:
    """Return the links of a pair as numbers of words."""
    source, target = pair
    links = link_words(
        source,
        target,
        attention=attention,
        source_form=normalize_source(source),
        target_form=normalize_target(target),
        kinship_weight=kinship_weight,
    )
    return number_links(links, source, target)


def print_scores(cases: Sequence[Case]) -> None:
    """Print precision, recall and alignment error rate (Och and Ney 2003) of each way."""
    pairs = [(case.source, case.target) for case in cases]
    all_heads = attend(CTranslate2Engine(EMBEDDED_MODEL), pairs)
    nothing: list[Attention | None] = [None] * len(pairs)
    ways: list[tuple[str, Sequence[Attention | None], float]] = [
        ("dictionary alone", nothing, KINSHIP_WEIGHT),
        ("attention of all heads", all_heads, 0.0),
        ("all heads and dictionary", all_heads, KINSHIP_WEIGHT),
    ]
    # A file of our own conversion asks for all heads, and there is no other number in it.
    if not averages_all_heads(EMBEDDED_MODEL):
        one_head = attend(FirstHeadEngine(EMBEDDED_MODEL), pairs)
        ways += [
            ("attention of one head", one_head, 0.0),
            ("one head and dictionary", one_head, KINSHIP_WEIGHT),
        ]
    print(f"{len(cases)} pairs, {sum(len(case.sure) for case in cases)} sure links\n")
    print("| links from | precision | recall | error rate |\n|---|---:|---:|---:|")
    for name, attentions, weight in ways:
        right = found = given = sure = 0
        for case, pair, attention in zip(cases, pairs, attentions, strict=True):
            links = drop_grammar(link_pair(pair, attention, weight), case)
            wanted = drop_grammar(case.sure, case)
            right += len(links & case.possible)
            found += len(links & wanted)
            given += len(links)
            sure += len(wanted)
        error = 1 - (found + right) / (given + sure)
        print(f"| {name} | {right / given:.1%} | {found / sure:.1%} | {error:.3f} |")


def print_marks(name: str, cases: Sequence[Case]) -> None:
    """Print on which words a mark lands, without links and with them."""
    engine, options = CTranslate2Engine(EMBEDDED_MODEL), recommended_options(EMBEDDED_MODEL)
    for way, is_linked in (("without links", False), ("with links", True)):
        counts: Counter[str] = Counter()
        for case in cases:
            block = _make_marked_block(case)
            if is_linked:
                block = align_block(block, engine=engine, options=options, only_marked=True)
            counts[_judge_mark(block, case)] += 1
        row = " | ".join(str(counts[verdict]) for verdict in _VERDICTS)
        print(f"| {name}, {way} | {row} |")


def _make_marked_block(case: Case) -> BlockTranslation:
    start, end = case.source_span
    span = Span(start=start, end=end, kind=SpanKind.STYLE, opening="*", closing="*")
    segment = Segment(block_index=0, index=0, text=case.source, start=0, end=len(case.source))
    part = SegmentTranslation(segment=segment, hypotheses=(Hypothesis(text=case.target),))
    block = Block(index=0, kind=BlockKind.PARAGRAPH, text=case.source, spans=(span,))
    return BlockTranslation(block=block, target=case.target, segments=(part,))


def _judge_mark(block: BlockTranslation, case: Case) -> str:
    placed = place_spans(block).placed
    if not placed:
        return "left out"
    (wanted, got) = (
        {word.start for word in find_words(case.target) if start <= word.start < end}
        for start, end in (case.target_span, (placed[0].start, placed[0].end))
    )
    share = len(wanted & got) / len(wanted | got)
    return "right words" if share == 1 else "most words" if share >= 0.5 else "other words"


def print_anchors(paths: Sequence[Path]) -> None:
    """Print how often attention alone links a figure or name to its only copy."""
    engine = CTranslate2Engine(EMBEDDED_MODEL)
    print("\n| set | copies | linked rightly | linked elsewhere | not linked |")
    print("|---|---:|---:|---:|---:|")
    for path in paths:
        lines = path.read_text(encoding="utf-8").splitlines()
        pairs = [(source, target) for source, _, target in (line.partition("\t") for line in lines)]
        right = wrong = total = 0
        for pair, attention in zip(pairs, attend(engine, pairs), strict=True):
            links = link_pair(pair, attention, 0.0)
            for row, column in _iter_copies(*pair):
                total += 1
                right += (row, column) in links
                wrong += (row, column) not in links and any(one == row for one, _ in links)
        lost = total - right - wrong
        print(
            f"| {path.stem} | {total} | {right / total:.1%} | {wrong / total:.1%} "
            f"| {lost / total:.1%} |"
        )


def _iter_copies(source: str, target: str) -> Iterator[Link]:
    """Yield the words with a capital or a digit that stand once on both sides."""
    ones = [word.form for word in find_words(source)]
    others = [word.form for word in find_words(target)]
    for row, word in enumerate(find_words(source)):
        text = source[word.start : word.end]
        is_name = text[0].isdigit() or (word.start > 0 and text[0].isupper() and len(text) > 2)
        if is_name and ones.count(word.form) == 1 == others.count(word.form):
            yield row, others.index(word.form)


def print_cost(paths: Sequence[Path], count: int = 400) -> None:
    """Print the time of reading translations beside that of making them, one after the other."""
    lines = [line for path in paths for line in path.read_text(encoding="utf-8").splitlines()]
    sources = [normalize_source(line.partition("\t")[0]) for line in lines[:count]]
    engine = CTranslate2Engine(EMBEDDED_MODEL, threads=1)
    options = recommended_options(EMBEDDED_MODEL)
    found: list[str] = []
    attentions: list[Attention] = []

    def translate() -> None:
        found.extend(best.text for best, *_ in engine.translate_batch(sources, options))

    def read() -> None:
        attentions.extend(engine.attend_batch(sources, found, options))

    def link() -> None:
        for source, target, attention in zip(sources, found, attentions, strict=True):
            link_words(source, target, attention=attention, source_form=source, target_form=target)

    engine.attend_batch(sources[:1], sources[:1], options)
    print(
        f"\n{count} sentences, one thread, processor time\n\n| step | ms a sentence |\n|---|---:|"
    )
    steps: list[tuple[str, Callable[[], None]]] = [
        ("translate", translate),
        ("read again", read),
        ("link", link),
    ]
    for name, step in steps:
        started = time.process_time()
        step()
        print(f"| {name} | {1000 * (time.process_time() - started) / count:.2f} |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sets", nargs="*", type=Path, default=[], metavar="SET.tsv")
    args = parser.parse_args()
    print_scores(load_cases())
    print(f"\n| marks | {' | '.join(_VERDICTS)} |\n|---|---:|---:|---:|---:|")
    print_marks("links.tsv", load_cases())
    print_marks("marks.tsv", load_marks())
    if args.sets:
        print_anchors(args.sets)
        print_cost(args.sets)


if __name__ == "__main__":
    main()
