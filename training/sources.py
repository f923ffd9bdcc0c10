"""The sources of parallel text: what each is, and how much of it is worth learning.

A recipe names sources by these names and gives each a share of the tokens of a phase. The cap
is absolute: text whose language is far from news (law, software manuals) teaches its phrases
to everything else when there is much of it.
"""

from __future__ import annotations

import lzma
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One source: its files, and the most pairs to take from it.

    Attributes:
        files: names inside the data directory, read one after the other; none: it is made of the
            token files of other sources.
        max_pairs: pairs kept after cleaning; None: all.
        in_order: whether neighboring lines come from one document, so that they may be joined.
        cased: whether pairs that differ in capitals alone are two, and not a repetition.
        reason: why it is weighted as it is.
    """

    name: str
    files: tuple[str, ...]
    max_pairs: int | None = None
    in_order: bool = False
    cased: bool = False
    reason: str


SOURCES: tuple[Source, ...] = (
    Source(
        name="news",
        files=("newstest2008-2012.tsv.xz",),
        in_order=True,
        reason="the domain itself, by professional translators; upsampled, and again at the end",
    ),
    Source(
        name="news-hypotheses",
        files=("newstest2008-2012-firefox-hypotheses.tsv.xz",),
        in_order=True,
        reason="the same French with a stronger model's English: plainer, easier to learn from",
    ),
    Source(
        name="commentary",
        files=("news-commentary-and-postedits.tsv.xz",),
        in_order=True,
        reason="opinion and news, human English; upsampled",
    ),
    Source(
        name="europarl-fr",
        files=("europarl-fr-original.tsv.xz",),
        in_order=True,
        reason="French speakers: original French, so the direction is the program's",
    ),
    *(
        Source(
            name=f"europarl-{part}",
            files=(f"europarl-{part}.tsv.xz",),
            reason="most of the general language there is, though both sides often translations",
        )
        for part in range(1, 5)
    ),
    Source(
        name="hansard",
        files=("hansard.tsv.xz",),
        reason="short spoken sentences; accents restored by a model, 1 word in 100 wrong",
    ),
    Source(
        name="web",
        files=("web.tsv.xz",),
        reason="good prose with names, dates and figures",
    ),
    Source(
        name="everyday",
        files=("everyday.tsv.xz",),
        reason="first and second person, questions, everyday words; 8 % free translations",
    ),
    Source(
        name="technical",
        files=("technical.tsv.xz",),
        max_pairs=60_000,
        reason="software manuals: mark-up and jargon; capped",
    ),
    Source(
        name="laws",
        files=("laws.tsv.xz",),
        max_pairs=100_000,
        reason="clause fragments in legal English; capped",
    ),
    Source(
        name="names",
        files=("names.tsv.xz",),
        max_pairs=30_000,
        reason="countries, languages, currencies and single words, for rare vocabulary only",
    ),
    Source(
        name="words",
        files=("words.tsv.xz",),
        cased=True,
        reason="single words counted out of the other sources (training.words), for labels",
    ),
    Source(
        name="swapped",
        files=("swapped.tsv.xz",),
        cased=True,
        reason="nouns of word lists in sentences of the other sources (training.swapped)",
    ),
    Source(
        name="written",
        files=("written.tsv.xz",),
        cased=True,
        reason="today's press French in all its registers, written for this project",
    ),
    Source(
        name="articles",
        files=("articles.tsv.xz",),
        in_order=True,
        cased=True,
        reason="whole articles written for this project: long sentences that lean on each other",
    ),
    Source(
        name="near",
        files=(),
        reason="pairs of the large sources that read most like news (training.select)",
    ),
)


def get_source(name: str) -> Source:
    """Return the source called ``name``.

    Raises:
        ValueError: no source has this name.
    """
    for source in SOURCES:
        if source.name == name:
            return source
    known = ", ".join(source.name for source in SOURCES)
    raise ValueError(f"unknown source {name!r}; known: {known}")


def iter_pairs(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the (French, English) pairs of one ``.tsv`` or ``.tsv.xz`` file, in its order.

    Raises:
        ValueError: a line does not hold exactly one tab.
    """
    with (
        lzma.open(path, "rt", encoding="utf-8", newline="\n")
        if path.suffix == ".xz"
        else path.open(encoding="utf-8", newline="\n")
    ) as lines:
        for number, line in enumerate(lines, start=1):
            fields = line.rstrip("\n").split("\t")
            if len(fields) != 2:
                raise ValueError(f"{path.name}, line {number}: {len(fields)} fields instead of 2")
            yield fields[0], fields[1]


def read_spread(path: Path, *, max_pairs: int | None) -> list[tuple[str, str]]:
    """Read at most ``max_pairs`` pairs, evenly spread over a file.

    The beginning alone would not do: documents of one kind stand together in many test sets.
    """
    pairs = list(iter_pairs(path))
    if max_pairs is None or len(pairs) <= max_pairs:
        return pairs
    return [pairs[index * len(pairs) // max_pairs] for index in range(max_pairs)]
