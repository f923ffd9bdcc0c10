"""Cutting a sentence that is too long, at the few places where English grammar allows it."""

from __future__ import annotations

import re

from translator.patterns import compile_late
from translator.text.casing import capitalize_first

#: Where a sentence may end early: at a semicolon, or before a clause that only adds to it.
#: Never before "but", "if" or "unless": what they bring changes what was said.
_BOUNDARY = compile_late(r";\s|,\s(?=(?:which|who|whose|where|while|after|following)\b)")

#: The tail may not carry who said it, nor any limit on what was said.
_NEEDED_TAIL = compile_late(
    r"\b(?:said|says|told|added|explained|according|claim\w*|alleg\w+|report\w*|announc\w+"
    r"|estimat\w+|but|not|no|never|if|unless|except|only|however|may|might|could|would)\b|n['’]t\b",
    re.IGNORECASE,
)

#: A sentence that begins with a subordinate clause has its main clause in the tail.
_SUBORDINATE = compile_late(
    r"^(?:When|While|If|After|Before|Although|Though|As|Since|Because|Despite|Unless|Until|Once"
    r"|Even|Where|Following|During|With|In|On|At|For|By|To)\b"
)

#: Shortest main clause worth reading, in words; as for a whole candidate sentence.
_MIN_WORDS = 5


def shorten(text: str, *, max_words: int) -> str | None:
    """Return the longest safe beginning of ``text`` in ``max_words`` words, or None.

    The sentence itself comes back when it fits. A relative clause is dropped only when it
    runs to the end of the sentence, and nothing is dropped that says who claims a fact or
    how far it holds.

    >>> shorten("The bridge reopened on Monday, which pleased the shops.", max_words=6)
    'The bridge reopened on Monday.'
    >>> shorten("The bridge is safe, the prefect said.", max_words=5) is None
    True
    """
    if len(text.split()) <= max_words:
        return text
    best = None
    for match in _BOUNDARY.finditer(text):
        head, tail = text[: match.start()], text[match.end() :]
        words = len(head.split())
        if words > max_words:
            break
        if words >= _MIN_WORDS and _is_safe(head, tail, at_semicolon=match[0][0] == ";"):
            best = head + "."
    return best


#: An aside without figures or capitals of an acronym: what a sentence can be read without.
_ASIDE = compile_late(r"(?<!\s)\s{0,4}\((?![^()]{0,60}\d)(?![A-ZÀ-Þ]{2,12}\))[^()]{1,60}\)")
#: A phrase that only says after what or amid what; "if", "without" and "according to" say how
#: far a sentence holds, and "on" or "in" say when and where.
_OPENING = compile_late(
    r"^(?:After|Following|Despite|Amid|At the end of|At the close of) [^,;:.\"“”«»()]{3,80}, "
    r"(?=[\w\"“«])"
)


def compress(text: str, *, max_words: int) -> str | None:
    """Return ``text`` in at most ``max_words`` words by safe deletions alone, or None.

    Asides in parentheses go first, then the clauses `shorten` may cut, then a leading "After
    …,": no more than is needed.

    >>> compress("After a long debate, the council (Haute-Saône) approved it.", max_words=5)
    'The council approved it.'
    """
    without_asides = _ASIDE.sub("", text)
    bare = _OPENING.sub("", without_asides, count=1)
    bare = capitalize_first(bare)
    for version in (text, without_asides, bare):
        if short := shorten(version, max_words=max_words):
            return short
    return None


def _is_safe(head: str, tail: str, *, at_semicolon: bool) -> bool:
    if _NEEDED_TAIL.search(tail) or not quotes_balance(head):
        return False
    if head.count("(") != head.count(")"):
        return False
    return at_semicolon or ("," not in tail and not _SUBORDINATE.match(head))


_SINGLE_OPEN = compile_late(r"(?<!\w)['‘](?=[^\W\d])")
_SINGLE_CLOSE = compile_late(r"(?<=[\w.,!?…])['’](?!\w)")
_SINGLE_CLOSE_AFTER_STOP = compile_late(r"(?<=[.,!?…])['’](?!\w)")


def quotes_balance(text: str) -> bool:
    """Return whether every quotation that opens in ``text`` also closes in it.

    An apostrophe after a word may be a possessive, so a single quote counts as a stray end
    of a quotation only after a full stop or a comma.

    >>> quotes_balance('He said "no" twice.'), quotes_balance('"We stay. And we win.')
    (True, False)
    """
    pairs = (("“", "”"), ("«", "»"))
    if text.count('"') % 2 or any(text.count(a) != text.count(b) for a, b in pairs):
        return False
    opened = len(_SINGLE_OPEN.findall(text))
    closed = len(_SINGLE_CLOSE.findall(text))
    return opened <= closed and len(_SINGLE_CLOSE_AFTER_STOP.findall(text)) <= opened
