"""Where the words under a mark went, told by the links between words.

A link may be wrong, so a mark is moved only where its words hang together: the run of target
words that holds the most evidence for the mark and the least against it must hold nearly all of
the evidence there is, and speak for most of the words under the mark.
"""

from __future__ import annotations

from collections.abc import Sequence, Set

from translator.patterns import compile_late
from translator.types import WordLink

_WORD = compile_late(r"[^\W_]+(?:[.,]\d+)*")
#: Words of fewer letters are linked to each other across a sentence, and veto nothing.
_MIN_LETTERS = 4
#: Under a mark, an article takes the English one along: it is linked to it too rarely.
_FRENCH_ARTICLES = frozenset("le la les l un une des du au aux".split())
_ENGLISH_ARTICLES = frozenset("the a an".split())
#: What leads to the words under a mark stays outside unless the French has it inside as well.
_FRENCH_LINKING = frozenset("à au aux d de des du en dans par pour avec sur et que".split())
_ENGLISH_LINKING = frozenset("to of at in by for from with on and that".split())
#: Signs that stand behind a number in French and before it in English, with the words for them.
_CURRENCIES = {"€": "euro", "$": "dollar", "£": "livre"}
_SUM_SIGNS = "€$£% \u00a0\u202f"
_UNIT = compile_late(r"[ -](?:euros?|dollars?|pounds?)\b")
#: What a target word without a link costs a run: it may be in it, but not at its ends.
_UNLINKED_COST = 0.05
#: Least share of the evidence, counted by letters, that the run must hold.
_MIN_SHARE = 0.7
#: Least share of the words under the mark, counted by letters, that are linked into the run.
_MIN_COVERAGE = 0.6
#: Links below this are not followed to a single word: the mark of a note has no second witness.
_MIN_POINT_CONFIDENCE = 0.5


def project_span(
    links: Sequence[WordLink], start: int, end: int, *, source: str, target: str
) -> tuple[int, int] | None:
    """Return the place in a segment's target of the words ``start`` to ``end`` of its source.

    None where the links do not agree on one.

    >>> links = [WordLink(source_start=3, source_end=8, target_start=4, target_end=7)]
    >>> project_span(links, 3, 8, source="Le chien dort", target="The dog sleeps")
    (4, 7)
    """
    inside = [link for link in links if start <= link.source_start and link.source_end <= end]
    words = [match.span() for match in _WORD.finditer(target)]
    evidence = [0.0] * len(words)
    is_linked = [False] * len(words)
    for link in links:
        for number, (first, last) in enumerate(words):
            if link.target_start < last and first < link.target_end:
                evidence[number] += link.confidence if link in inside else -link.confidence
                is_linked[number] = True
    evidence = [
        value if linked else -_UNLINKED_COST
        for value, linked in zip(evidence, is_linked, strict=True)
    ]
    run = _find_best_run(evidence)
    if run is None:
        return None
    first, last = words[run[0]][0], words[run[1]][1]
    held = [link for link in inside if first <= link.target_start and link.target_end <= last]
    has_stranger = any(
        evidence[number] < -_UNLINKED_COST and words[number][1] - words[number][0] >= _MIN_LETTERS
        for number in range(run[0], run[1] + 1)
    )
    if (
        has_stranger
        or _weigh(held) < _MIN_SHARE * _weigh(inside)
        or _measure_coverage(held, start, end, source=source) < _MIN_COVERAGE
    ):
        return None
    lead = target[slice(*words[run[0]])].lower()
    before = words[run[0] - 1] if run[0] else (0, 0)
    marked = source[start:end]
    if lead in _ENGLISH_LINKING and run[0] < run[1] and not _begins_with(_FRENCH_LINKING, marked):
        first = words[run[0] + 1][0]
    elif target[slice(*before)].lower() in _ENGLISH_ARTICLES and _begins_with(
        _FRENCH_ARTICLES, marked
    ):
        first = before[0]
    return _take_signs(first, last, marked, target)


def project_point(links: Sequence[WordLink], place: int, *, source: str, target: str) -> int | None:
    """Return the place in a segment's target behind the word that ends at ``place``.

    Punctuation between the word and the place is passed over on both sides.

    >>> links = [WordLink(source_start=3, source_end=8, target_start=4, target_end=7)]
    >>> project_point(links, 9, source="Le chien, dort-il ?", target="The dog, does it sleep?")
    8
    """
    words = [match.span() for match in _WORD.finditer(source, 0, place)]
    if not words:
        return None
    start, end = words[-1]
    found = [
        link
        for link in links
        if start <= link.source_start
        and link.source_end <= end
        and link.confidence >= _MIN_POINT_CONFIDENCE
    ]
    if not found:
        return None
    at = max(link.target_end for link in found)
    passed = source[end:place].strip()
    return at + len(passed) if passed and target.startswith(passed, at) else at


def _weigh(links: Sequence[WordLink]) -> float:
    return sum(link.confidence * (link.source_end - link.source_start) for link in links)


def _begins_with(words: Set[str], marked: str) -> bool:
    match = _WORD.search(marked)
    return match is not None and match[0].lower() in words


def _take_signs(first: int, last: int, marked: str, target: str) -> tuple[int, int]:
    """Return a place with the signs around it that the mark holds: of sums, quotations, brackets.

    English writes the sign of a currency on the other side of its number: its place in the mark
    says nothing about what else stands there.
    """
    for sign, name in _CURRENCIES.items():
        if sign in marked or name in marked:
            first -= target.startswith(sign, first - 1) if first else 0
            behind = _UNIT.match(target, last)
            last = behind.end() if behind and target[last - 1].isdigit() else last
    last += marked.endswith("%") and target.startswith("%", last)
    marked = marked.strip(_SUM_SIGNS)
    if not marked[:1].isalnum():
        while first and not (target[first - 1].isalnum() or target[first - 1].isspace()):
            first -= 1
    if not marked[-1:].isalnum():
        while last < len(target) and not (target[last].isalnum() or target[last].isspace()):
            last += 1
    return first, last


def _find_best_run(evidence: Sequence[float]) -> tuple[int, int] | None:
    """Return the first and last word of the run with the largest sum; None if none is positive."""
    best, best_sum = None, 0.0
    start, running = 0, 0.0
    for number, value in enumerate(evidence):
        if running <= 0:
            start, running = number, 0.0
        running += value
        if running > best_sum:
            best, best_sum = (start, number), running
    return best


def _measure_coverage(held: Sequence[WordLink], start: int, end: int, *, source: str) -> float:
    """Return the share of the letters under a mark that belong to linked words."""
    letters = linked = 0
    for match in _WORD.finditer(source, start, end):
        length = len(match[0])
        # Words of grammar are linked whatever they belong to.
        if length < _MIN_LETTERS and not match[0][0].isdigit():
            continue
        letters += length
        if any(
            link.source_start < match.end() and match.start() < link.source_end for link in held
        ):
            linked += length
    return linked / letters if letters else float(bool(held))
