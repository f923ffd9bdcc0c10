"""How a sentence opens, and whether it can stand without the one before it."""

from __future__ import annotations

import re

from translator.patterns import compile_late

#: Words that tie a sentence to the one before without adding a fact. "Otherwise" and
#: "For example" are not here: without them the sentence says something else.
_CONNECTIVE = compile_late(
    r"^(?:(?:However|But|And|Yet|Moreover|Furthermore|Besides|Meanwhile|Nevertheless|Nonetheless"
    r"|Still|Also|In addition|In the meantime|On the other hand|At the same time|By contrast"
    r"|In contrast|Conversely|Similarly|Likewise|Indeed|In fact|In short|Finally|Therefore|Thus"
    r"|Hence|As a result|Consequently|Accordingly|Instead|In turn|Above all|What is more|Then"
    r"|For (?:his|her|its|their) part|On (?:his|her|its|their) side),\s+"
    r"|(?:But|And|Yet|So)\s+)(?=[\w\"“‘'«(])",
)

_CALENDAR = (
    r"(?:year|month|week|weekend|morning|afternoon|evening|summer|spring|autumn|fall|winter"
    r"|season|time|century|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
)

#: Openings whose meaning is in an earlier sentence.
_BACKWARD = compile_late(
    r"^[\"“‘'«(\s]*(?:"
    r"(?:He|She|They|Him|His|Her|Hers|Their|Theirs|Its|Them)\b"
    r"|It\b(?!(?:['’]s| is| was| will be| would be| has been| remains| seems| appears)"
    r"(?: \w+){0,3} (?:that|to|whether|how|who|if)\b)"
    rf"|This\b(?! {_CALENDAR})|That\b(?! \w+ing\b)|These\b(?! days)|Those\b(?! who\b)"
    r"|(?:Both|Neither|Another|Others|Otherwise)\b"
    r"|The (?:accident|attack|crash|drama|drame|events?|explosion|facts|incident|scene|tragedy) "
    r"(?:took place|takes place|occurred|happened|unfolded)\b"
    r"|(?:The (?:latter|former|same|pair|duo|trio|other)|For (?:example|instance))\b"
    r"|(?:According to|In|With|For|Among|Like|After|Before|To|By|Despite) (?:(?:him|her|them|it),"
    rf"|(?:this|that|these|those)\b(?! {_CALENDAR}))"
    r")"
)

_SAID = r"(?:said|says|added|adds|explained|warned|insisted|noted|stressed|told|recalled|asked)\b"

#: Words given to a pronoun: who is speaking was said before.
_PRONOUN_SPEAKER = compile_late(
    r"^[\"“‘'«].*[,.!?…][\"”’'»] ?(?:(?:he|she|they|it) (?:\w+ly )?\w+(?:ed|s|id|ld)\b"
    rf"|{_SAID} (?:he|she|they)\b)|, (?:he|she|they) {_SAID}"
)

#: "Such winds" were described before; "such as" and "such a" describe by themselves.
_SUCH = compile_late(r"\bsuch\b(?! (?:as|an?)\b)", re.IGNORECASE)

_WHOLE_QUOTATION = compile_late(r"^[\"“«][^\"”»]+[\"”»]\W*$")


def drop_connective(text: str) -> str:
    """Return ``text`` without a leading connective, its first letter raised.

    >>> drop_connective("However, the mayor disagreed.")
    'The mayor disagreed.'
    """
    rest = _CONNECTIVE.sub("", text, count=1)
    return rest if rest == text else raise_first_letter(rest)


def raise_first_letter(text: str) -> str:
    """Return ``text`` with its first letter in capitals, whatever quotes stand before it.

    >>> raise_first_letter("“we will stay,” she said.")
    '“We will stay,” she said.'
    """
    for index, char in enumerate(text):
        if char.isalnum():
            return text[:index] + char.upper() + text[index + 1 :]
    return text


def leans_on_previous(text: str) -> bool:
    """Return whether a reader of this sentence alone would ask "who?" or "which?".

    >>> leans_on_previous("He resigned."), leans_on_previous("It is hard to say why.")
    (True, False)
    """
    return bool(_BACKWARD.match(text) or _PRONOUN_SPEAKER.search(text) or _SUCH.search(text))


def is_bare_quotation(text: str) -> bool:
    """Return whether the sentence is somebody's words and nothing says whose.

    >>> is_bare_quotation('"We will stay."'), is_bare_quotation('"We will stay," said Ms Roux.')
    (True, False)
    """
    return bool(_WHOLE_QUOTATION.match(text))
