"""Single words and fixed phrases that stand alone: headings of columns, sections, captions.

A model of sentences guesses at a word without one: « Hausse » came out as "Takes", « Dépenses » as
"Dependers" and « Loyer » as "Loy". The table is by hand, and says what such a word means where it
stands alone.
"""

from __future__ import annotations

from functools import cache

from translator.installed import read_installed_rows
from translator.patterns import compile_late
from translator.text.casing import capitalize_first
from translator.text.normalize import normalize_source

_LABEL = compile_late(r"(?P<label>[^:]+?)(?P<colon> ?:)?\Z")
#: No label of the table is longer, in characters.
_MAX_LENGTH = 24


@cache
def load_labels() -> dict[str, str]:
    """Return the English of French labels, both in lower case but for names.

    >>> load_labels()["chiffre d'affaires"], load_labels()["lundi"]
    ('revenue', 'Monday')
    """
    return {row[0]: row[1] for row in read_installed_rows("decoding", "labels.tsv")}


def translate_label(text: str) -> str:
    """Return the English of a label, its capitals and colon as they are; "" for any other text.

    >>> translate_label("Chiffre d’affaires :"), translate_label("DÉPENSES")
    ('Revenue:', 'EXPENDITURE')
    >>> translate_label("Les dépenses"), translate_label("Non.")
    ('', '')
    """
    if len(text) > _MAX_LENGTH + 2:
        return ""
    found = _LABEL.match(normalize_source(text))
    if found is None:
        return ""
    label = found["label"]
    english = load_labels().get(label.lower(), "")
    if label.isupper() and len(label) > 1:
        english = english.upper()
    elif label[0].isupper():
        english = capitalize_first(english)
    return f"{english}:" if english and found["colon"] else english
