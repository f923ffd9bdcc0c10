"""Signs that a model lost its thread: loops, and targets far too short or too long.

Pure functions over text, shared by the room that decodes again and by the checks that tell the
reader. A neural translator that loses its thread repeats a word, a phrase or a rhythm, or stops
early. Every threshold here was chosen on newstest2013 (3,000 human references) so that people's
sentences pass: the numbers stand beside the constants and in benchmarks/results.md.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from translator.patterns import compile_late

#: Longest phrase, in words, looked at for immediate repetition.
_MAX_PHRASE_WORDS = 12
#: Words that English grammar doubles: "the fact that that man", "he had had".
_DOUBLED_BY_GRAMMAR = frozenset({"had", "that", "is", "very", "so", "no", "yes", "her", "you"})
#: Share of 3-grams that are repeats. Human references of 12 words and more stay below 0.15.
_MAX_TRIGRAM_REPEATS = 0.2
_MIN_TRIGRAM_WORDS = 12
#: Bytes per zlib byte. The most repetitive human reference reaches 1.8.
_MAX_COMPRESSION_RATIO = 2.2
#: Ratios of letters and digits, target to source, allowed for sources of at least this many:
#: one human reference in 3,000 is shorter than 0.4, none is longer than 2.
_MIN_SOURCE_CHARACTERS = 20
_MIN_LENGTH_RATIO = 0.4
_MAX_LENGTH_RATIO = 2.0

#: One word on both sides of "and", "or" or "of", as where two words of the source became the same
#: one: « des étoffes et des esclaves », "slaves and slaves". 7 of 80,839 sentences of articles by
#: people have one that their source does not ask for, 7 of 10,880 by the model, all of them wrong.
_ECHO = compile_late(
    r"(?<![\w'’-])([^\W\d_]{4,}) (?:and|or|of) (?:the |an? |its |his |her |their )?\1(?![\w'’-])",
    re.IGNORECASE,
)
#: What a source has that says a word twice on purpose, its own words or the like.
_SAID_TWICE = compile_late(
    r"(?<!\w)([^\W\d_]{4,})(?:\W+[^\W\d_]+){0,8}?\W+\1"
    r"|\b(?:de plus en plus|de moins en moins|toujours (?:plus|moins)|de mieux en mieux)\b"
    r"|\b(?:de mal en pis|de pire en pire|coude[- ]à[- ]coude)\b",
    re.IGNORECASE,
)
#: What English doubles where French does not; comparatives are doubled as well.
_DOUBLED_BY_IDIOM = frozenset(
    "again days half hours less miles months more neck over rings round time weeks years".split()
)

_NO_CHARACTER = compile_late(r"[\W_]+")
_WORD = compile_late(r"[^\W_]+(?:['’][^\W_]+)*")
_SYLLABLE_LOOP = compile_late(r"([^\W\d_]{1,6}?)\1{5,}", re.IGNORECASE)
_EXCERPT_CHARACTERS = 60


def find_repetition(text: str, *, source: str = "") -> str | None:
    """Return an excerpt that shows a repetition loop, or None.

    A loop is one word three times in a row (twice, if nothing but a space stands between and
    grammar does not ask for it), a phrase of two or more words twice in a row, a syllable six
    times in a row, or a text that repeats its 3-grams or compresses as no human sentence does.
    A repetition that ``source`` makes as well is the author's and not a loop. With a source, a
    word on both sides of "and", "or" or "of" is one, too.

    >>> find_repetition("He works for Coinabul, who works for Coinabul, who works for money.")
    'works for Coinabul, who works for Coinabul, who works for'
    >>> find_repetition("Duran Duran play tonight.", source="Duran Duran jouent ce soir.")
    >>> find_repetition("Copper, slaves and slaves.", source="Cuivre, étoffes et esclaves.")
    'slaves and slaves'
    >>> find_repetition("He said that that was all he had had.")
    """
    excerpt = _find_loop(text)
    if excerpt is None and source:
        excerpt = _find_echo(text, source)
    if excerpt is None or (source and _find_loop(source) is not None):
        return None
    return excerpt if len(excerpt) <= _EXCERPT_CHARACTERS else excerpt[:_EXCERPT_CHARACTERS] + "…"


def is_too_short(source: str, target: str) -> bool:
    """Return whether so little of ``source`` is left in ``target`` that something is missing.

    >>> is_too_short("Le maire a inauguré la nouvelle école jeudi.", "The mayor.")
    True
    >>> is_too_short("Le maire a inauguré la nouvelle école jeudi.", "The mayor opened the school.")
    False
    """
    source_size, target_size = _count_characters(source), _count_characters(target)
    if target_size == 0:
        return source_size > 0
    return source_size >= _MIN_SOURCE_CHARACTERS and target_size < _MIN_LENGTH_RATIO * source_size


def is_too_long(source: str, target: str) -> bool:
    """Return whether ``target`` says so much more than ``source`` that something was invented.

    >>> is_too_long("Le maire a parlé jeudi matin.", "The mayor spoke " + "and spoke again " * 5)
    True
    """
    size = max(_count_characters(source), _MIN_SOURCE_CHARACTERS)
    return _count_characters(target) > _MAX_LENGTH_RATIO * size


def _find_loop(text: str) -> str | None:
    matches = list(_WORD.finditer(text))
    words = [match[0].casefold() for match in matches]
    # Where no pair of words comes twice, as in most sentences, no phrase does.
    pairs = list(pairwise(words))
    repeats_pairs = len(set(pairs)) < len(pairs)
    longest = min(_MAX_PHRASE_WORDS, len(words) // 2) if repeats_pairs else 1
    for size in range(1, longest + 1):
        for first, last in _find_runs(words, size):
            excerpt = text[matches[first].start() : matches[last].end()]
            if size > 1 or _is_word_loop(words[first : last + 1], excerpt):
                return excerpt
    if match := _SYLLABLE_LOOP.search(text):
        return match[0]
    if repeats_pairs and (trigram := _find_commonest_trigram(words)):
        return trigram
    return text if _compresses_too_well(text) else None


def _find_echo(text: str, source: str) -> str | None:
    match = _ECHO.search(text)
    if match is None or _SAID_TWICE.search(source):
        return None
    word = match[1].casefold()
    return None if word in _DOUBLED_BY_IDIOM or word.endswith("er") else match[0]


def _find_runs(words: Sequence[str], size: int) -> list[tuple[int, int]]:
    """Return first and last word positions of phrases of ``size`` words said at least twice."""
    runs: list[tuple[int, int]] = []
    start = 0
    for position in range(size, len(words) + 1):
        if position < len(words) and words[position] == words[position - size]:
            continue
        if position - start >= 2 * size and _has_letters(words[start:position]):
            runs.append((start, position - 1))
        start = position - size + 1
    return runs


def _has_letters(words: Sequence[str]) -> bool:
    """Return whether a run holds words: figures repeat honestly, as in a score of 3-3."""
    return any(char.isalpha() for word in words for char in word)


def _is_word_loop(words: Sequence[str], excerpt: str) -> bool:
    if len(words) >= 3:
        return True
    word = words[0]
    return excerpt.casefold() == f"{word} {word}" and word not in _DOUBLED_BY_GRAMMAR


def _find_commonest_trigram(words: Sequence[str]) -> str | None:
    """Return the 3-gram said most often, if too many of the text's 3-grams are repeats."""
    if len(words) < _MIN_TRIGRAM_WORDS:
        return None
    counts = Counter(zip(words, words[1:], words[2:], strict=False))
    if 1 - len(counts) / counts.total() <= _MAX_TRIGRAM_REPEATS:
        return None
    return " ".join(counts.most_common(1)[0][0])


def _compresses_too_well(text: str) -> bool:
    data = text.encode("utf-8")
    return len(data) > _MAX_COMPRESSION_RATIO * len(zlib.compress(data, 9))


def _count_characters(text: str) -> int:
    return len(_NO_CHARACTER.sub("", text))
