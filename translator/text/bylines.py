"""Who wrote it and whose the picture is: lines of names, which a model takes for words.

"Par Élise Vauthrin" came out as "Parade Vauthrin", and a newspaper's name as something else each
time. Nothing in such a line needs a model but what is said about a name behind a comma.
"""

from __future__ import annotations

import re

from translator.patterns import compile_late

#: A name's words: capitalized, or small ones between those (de, des, van); initials; agencies.
_WORD = r"(?:[dDlL]['’])?[A-ZÀ-ÖØ-Þ][\w’'.-]*"
_PARTICLE = r"(?:d[ue]|des|de\ la|de\ l['’]|d['’]|la|les?|aux?|von|van(?:\ de[nr]?)?|bin|ben|al|el)"
_NAME = rf"{_WORD}(?:\ (?:{_PARTICLE}\ ?)?{_WORD}){{0,5}}"
_BETWEEN = r"(?:\ ?[,/&|–—-]\ |\ ?/\ ?|\ et\ |,?\ avec\ (?:l['’](?=AFP|AP|ATS))?)"
_NAMES = rf"{_NAME}(?:{_BETWEEN}{_NAME}){{0,6}}"

#: What a line of names begins with, in both languages. The longer of two comes first.
_HEADS = (
    (r"propos\ recueillis\ par", "Interview by"),
    (r"textes?\ et\ photos?\ (?:de|par)", "Text and photos by"),
    (r"textes?\ (?:de|par)", "Text by"),
    (r"photos?\ (?:de|par)", "Photo by"),
    (r"dessins?\ (?:de|par)", "Drawing by"),
    (r"traduit\ (?:de\ l['’]anglais\ )?par", "Translated by"),
    (r"par", "By"),
)
_COLON_HEADS = (
    (r"cr[ée]dits?\ photos?", "Photo credit"),
    (r"photos?", "Photo"),
    (r"textes?", "Text"),
    (r"illustrations?", "Illustration"),
    (r"dessins?", "Drawing"),
    (r"infographies?", "Graphic"),
    (r"vid[ée]os?", "Video"),
    (r"sources?", "Source"),
)
_HEAD = compile_late(
    "|".join(
        [rf"(?P<h{number}>{head})\ " for number, (head, _) in enumerate(_HEADS)]
        + [rf"(?P<c{number}>{head})\ ?:\ ?" for number, (head, _) in enumerate(_COLON_HEADS)]
    ),
    re.IGNORECASE | re.VERBOSE,
)
_ENGLISH = {
    **{f"h{number}": f"{head} " for number, (_, head) in enumerate(_HEADS)},
    **{f"c{number}": f"{head}: " for number, (_, head) in enumerate(_COLON_HEADS)},
}
_LINE = compile_late(rf"(?P<names>{_NAMES})(?P<stop>\ ?[.)]?\Z|,\ (?=[a-zà-ÿ]))", re.VERBOSE)
_SPACES = str.maketrans("\u00a0\u202f", "  ")
_JOINING = {" et ": " and ", " avec ": " with ", ", avec ": ", with "}
_JOINED = compile_late(r",? avec (?:l['’])?| et ")


def split_byline(text: str) -> tuple[str, str]:
    """Return a line of names in English, and the rest in French; two empty texts for no such line.

    Args:
        text: a segment of a block that stands around an article.

    >>> split_byline("Par Élise Vauthrin et Jean Le Goff, avec l'AFP")
    ('By Élise Vauthrin and Jean Le Goff, with AFP', '')
    >>> split_byline("Par Élise Vauthrin, correspondante en Haute-Saône")
    ('By Élise Vauthrin, ', 'correspondante en Haute-Saône')
    >>> split_byline("Crédits photos : AFP / Le Courrier des Trois-Vallées")
    ('Photo credits: AFP / Le Courrier des Trois-Vallées', '')
    >>> split_byline("Par la rédaction")
    ('', '')
    """
    text = text.translate(_SPACES)
    head = _HEAD.match(text)
    if head is None:
        return "", ""
    line = _LINE.match(text, head.end())
    if line is None:
        return "", ""
    english = _ENGLISH[str(head.lastgroup)]
    if head[0].rstrip(" :").lower().endswith("s") and english.endswith(": "):
        english = f"{english[:-2]}s: "
    if text[0].islower():
        english = english[0].lower() + english[1:]
    if head[0].isupper():
        english = english.upper()
    names = _JOINED.sub(lambda found: _JOINING[re.sub("l['’]", "", found[0])], line["names"])
    return english + names + line["stop"].lstrip(), text[line.end() :]
