"""Sentence boundaries in French prose: where a stop ends a sentence, and where it does not.

One pass goes from one stop ``. ! ? …`` to the next. Every test looks at a bounded number of
characters around the stop, so time is linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from translator.patterns import compile_late
from translator.text.abbreviations import (
    BEFORE_FIGURE,
    BEFORE_NAME,
    BEFORE_NUMBER,
    EXCLAIMING_NAMES,
    NAME_PARTICLES,
    NEVER_FINAL,
    OPENERS,
)

#: A line end, or a run of stops ("?!", "! !", "...") with the marks that close after it.
_STOP = compile_late(
    r"""
    (?P<line_end> \n )
    | (?P<run> [.!?…]++ (?: [ \u00a0\u202f] [!?…]++ )*+ )
      (?P<closers> (?: [ \u00a0\u202f]? [»›] | ["”’')\]] | \[\d{1,3}\] )*+ )
    """,
    re.VERBOSE,
)
_VISIBLE = compile_late(r"\S")
_WORD_CHARACTER = compile_late(r"[^\W_]")
#: How a sentence may begin: opening marks, then a letter or a figure.
_START = compile_late(r"(?P<marks>(?:[«‹“„\"'‘(\[—–―-]\s?+|…|\.\.\.)*+)(?P<first>[^\W_])")
_CAMEL_CASE = compile_late(r"[a-z][A-Z]")  # iPhone, eBay
#: The first word after a stop, an elided article on its own: "L’État" gives "L’".
_FIRST_WORD = compile_late(r"aujourd['’]hui|[^\W\d_]+['’]?", re.IGNORECASE)
_WORD_BACKWARDS = compile_late(r"[\w°º§.'’-]*+")
_LAST_WORD_SPAN = 24  # characters; the longest abbreviation has nine
_ELISION = compile_late(r"(?:[cdjlmnst]|qu)['’]", re.IGNORECASE)
_DOTTED = compile_late(r"(?:[^\W\d_]\.-?)+[^\W\d_]")  # U.S.A, J.-C, without the last full stop
_ERA = compile_late(r"\b(?:av|apr|avant|après)\.?\s+J\.\s?-C\Z")
_NUMERAL = compile_late(r"(?:[IVXLC]+|[A-Z])\b")
_CAPITALIZED_NEXT = compile_late(r"\s*+[^\W\d_]")
#: "2" of "2. Deuxième point", "b" of "b. payer", "IV" of "IV. Conclusion".
_ENUMERATOR = compile_late(r"[—–-]?\s*\(?(?:\d{1,2}|[^\W\d_]|[IVX]{1,5})\s*")
_ENUMERATOR_SPAN = 10
_BRACKET_SPAN = 400
#: "domestique.Consternant": two words whose space was forgotten, neither a file nor an address.
_GLUED_BEFORE = compile_late(r"(?:\A|[\s'’(«“\"-])([a-zà-öø-ÿœ]{3,})\Z")
_GLUED_AFTER = compile_late(r"([A-ZÀ-ÖØ-ÞŒ](?:['’]|[a-zà-öø-ÿœ]*))(?=[\s,;:!?…'’-]|\.\s|\.?\Z)")
_FILE_ENDINGS = frozenset("com fr org net eu be ch info txt pdf html exe doc js py".split())


def iter_boundaries(text: str) -> Iterator[int]:
    """Yield the offset of the first character of each sentence but the first.

    A sentence goes from its first character to the last visible one before the next offset.

    >>> list(iter_boundaries("M. Roy hésite. Il part."))
    [15]
    """
    start = scanned = 0
    has_words = False
    num_quotes = 0
    for stop in _STOP.finditer(text):
        end = stop.end()
        has_words = has_words or _WORD_CHARACTER.search(text, scanned, stop.start()) is not None
        num_quotes += text.count('"', scanned, end)
        scanned = end
        following = _skip_space(text, end)
        if following == len(text):
            return
        if following > end and num_quotes % 2 and _stands_alone(text, following):
            following = _skip_space(text, following + 1)  # in ‘. " Il’ the mark still closes
            if following == len(text):
                return
        if stop["line_end"]:
            is_boundary = has_words
        elif following == end:
            is_boundary = _is_glued(text, stop=stop)
        else:
            is_boundary = has_words and _ends_sentence(
                text, start=start, stop=stop, following=following
            )
        if is_boundary:
            yield following
            start = following
            has_words = False


def _stands_alone(text: str, offset: int) -> bool:
    """Tell whether a straight quotation mark has white space on both sides."""
    return text[offset] == '"' and (text[offset + 1 : offset + 2] or " ").isspace()


def _skip_space(text: str, offset: int) -> int:
    found = _VISIBLE.search(text, offset)
    return found.start() if found else len(text)


def _ends_sentence(text: str, *, start: int, stop: re.Match[str], following: int) -> bool:
    """Decide about a stop with white space behind it."""
    begin = _START.match(text, following)
    if begin is None:
        return False
    first = begin["first"]
    is_small = not (first.isupper() or first.isdigit())
    if is_small and not _CAMEL_CASE.match(text, begin.start("first")):
        return False
    if ")" in stop["closers"] and _bracket_opens_inside(text, start=start, end=stop.start()):
        return False  # « Le club (enfin !) Paris »: the sentence goes on behind the bracket
    word = _last_word(text, stop.start())
    if stop["run"] == "!" and word in EXCLAIMING_NAMES:
        return _opener_follows(text, begin)
    if stop["run"] != "." or stop["closers"]:
        return True
    return _full_stop_ends(text, start=start, stop=stop.start(), word=word, begin=begin)


def _full_stop_ends(text: str, *, start: int, stop: int, word: str, begin: re.Match[str]) -> bool:
    """Decide about a single full stop, by the word before and the word after it."""
    if stop - start < _ENUMERATOR_SPAN and _ENUMERATOR.fullmatch(text, start, stop):
        return False
    if word in NEVER_FINAL:
        return False
    if word in BEFORE_NUMBER:
        return not (begin["first"].isdigit() or _NUMERAL.match(text, begin.start("first")))
    if word in BEFORE_FIGURE:
        return not begin["first"].isdigit()
    if word in BEFORE_NAME:
        return _opener_follows(text, begin)
    is_initial = len(word) == 1 and text[stop - 1].isupper()
    if is_initial or _DOTTED.fullmatch(word):
        if _ERA.search(text, max(0, stop - _LAST_WORD_SPAN), stop):
            return True
        if is_initial and (begin["first"].isdigit() or _name_follows(text, begin)):
            return False  # art. L. 121-1; J. Le Goff
        return _opener_follows(text, begin)
    return True


def _last_word(text: str, end: int) -> str:
    """Return the word that ends at ``end`` in lower case, without an elided article."""
    found = _WORD_BACKWARDS.match(text[max(0, end - _LAST_WORD_SPAN) : end][::-1])
    word = found[0][::-1] if found else ""
    elided = _ELISION.match(word)
    return word[elided.end() if elided else 0 :].lstrip(".'’-").lower()


def _opener_follows(text: str, begin: re.Match[str]) -> bool:
    """Tell whether what follows is surely a new sentence: a quotation, a figure, an opener."""
    if begin["marks"] or begin["first"].isdigit():
        return True
    return _first_word(text, begin) in OPENERS


def _name_follows(text: str, begin: re.Match[str]) -> bool:
    """Tell whether what follows may be a family name with a particle, as in "J. Le Goff"."""
    word = _first_word(text, begin)
    if word not in NAME_PARTICLES:
        return False
    second = _CAPITALIZED_NEXT.match(text, begin.start("first") + len(word))
    return second is not None and second[0][-1].isupper()


def _first_word(text: str, begin: re.Match[str]) -> str:
    found = _FIRST_WORD.match(text, begin.start("first"))
    return found[0].lower().replace("’", "'") if found else ""


def _bracket_opens_inside(text: str, *, start: int, end: int) -> bool:
    """Tell whether the bracket closed at ``end`` was opened in the middle of the sentence."""
    return text.rfind("(", max(start + 1, end - _BRACKET_SPAN), end) >= 0


def _is_glued(text: str, *, stop: re.Match[str]) -> bool:
    """Decide about a stop with no space behind it: a forgotten space, or part of a word."""
    before = _GLUED_BEFORE.search(text, max(0, stop.start() - 40), stop.start())
    after = _GLUED_AFTER.match(text, stop.end())
    if before is None or after is None or after[1].lower() in _FILE_ENDINGS:
        return False
    return before[1] not in NEVER_FINAL | BEFORE_NUMBER | BEFORE_NAME
