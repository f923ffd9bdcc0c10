"""Who speaks, by name and colon in front of what is said: « Sofiane : ces aides servent-elles ? »

Chats, interviews and headlines have such names. A small model drops some and translates others:
« Marie : » became "Mary:". They stand in English as they do in French.
"""

from __future__ import annotations

from translator.decoding.referents import find_gender
from translator.patterns import compile_late
from translator.text.labels import split_label

#: A given name and at most two words of a surname; « Louis XIV » and « Jeanne d'Arc » have English
#: names, and so have popes.
_NAME = compile_late(
    r"(?P<given>[A-ZÀ-Þ][a-zà-ÿ]+(?:-[A-ZÀ-Þ][a-zà-ÿ]+)*)"
    r"(?P<surname>(?: [A-ZÀ-Þ][\w'’-]*[a-zà-ÿ]){0,2})\s?:\s+(?=[«\"“]?\s?[^\W\d_])"
)
_POPE = compile_late(r"\b(?:pape|pontif\w*|Vatican|Saint-Siège)\b")
#: Given names that are more often something else in front of a colon: Christmas, the navy.
_AMBIGUOUS = frozenset("Aurore Clémence Félicité Marine Noël Olympe Virginie".split())


def split_turn(text: str) -> tuple[str, str]:
    """Return the label or the name that a text begins with, and the rest; joined, they are it.

    >>> split_turn("Sofiane : les aides sont-elles efficaces ?")
    ('Sofiane : ', 'les aides sont-elles efficaces ?')
    >>> split_turn("R. – Oui, deux fois.")
    ('R. – ', 'Oui, deux fois.')
    >>> split_turn("Noël : les ventes reculent"), split_turn("Bolivie : 19 morts")
    (('', 'Noël : les ventes reculent'), ('', 'Bolivie : 19 morts'))
    """
    label, rest = split_label(text)
    if label:
        return label, rest
    found = _NAME.match(text)
    if (
        found is None
        or not find_gender(found["given"])
        or (not found["surname"] and found["given"] in _AMBIGUOUS)
        or _POPE.search(text)
    ):
        return "", text
    return found[0], text[found.end() :]
