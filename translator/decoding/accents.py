"""Accents that an author left out, for the model alone.

« Les etudiants etaient tres decus » is how many people type. A model that has read printed text
knows « étudiants » and « déçus », and makes of the others what they resemble. Written with
accents are words whose letters alone are no word: « a », « ou », « marche » stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from translator.installed import read_installed_rows
from translator.patterns import compile_late
from translator.text.casing import capitalize_first
from translator.text.letters import fold_letters

#: Words of letters without accents, in small letters or with a capital in front; what a hyphen, an
#: underscore or a figure is part of is a name or an address.
_BARE = compile_late(r"(?<![\w.@/-])[A-Za-z][a-z]+(?![\w@/-]|\.\w)")
#: A participle whose letters may be another form of its verb: « abonnés », « tu t'abonnes ».
_MAY_BE_FORM = compile_late(r"[a-z]+és?")
_ACCENTED = compile_late(r"[à-ÿœÀ-Þ]")
#: What stands before a word that begins a sentence; « M. » does not end one.
_BEGINNING = compile_late(r"(?:^|(?<=[a-zà-ÿ]{3})\.|[!?…:;])[\"«(\s]*\Z")


def write_accents(text: str) -> str:
    """Return a French text with the accents of words that are none without them.

    A capital inside a sentence is a name's: « Andre » stays as it is. So does what may be a form of
    a verb, in a text whose author writes accents: « le troisième stylo que tu me fauches ».

    >>> write_accents("Deja regle : les etudiants sont tres decus, dit Mme Andre.")
    'Déjà regle : les étudiants sont très déçus, dit Mme Andre.'
    """
    accented = load_accented()
    leaves_forms = _ACCENTED.search(text) is not None

    def write(found: re.Match[str]) -> str:
        word = found[0]
        written = accented.get(word.lower())
        if written is None or (leaves_forms and _MAY_BE_FORM.fullmatch(written)):
            return word
        if word[0].islower():
            return written
        is_first = _BEGINNING.search(text, 0, found.start()) is not None
        return capitalize_first(written) if is_first else word

    return _BARE.sub(write, text)


@cache
def load_accented() -> Mapping[str, str]:
    """Return the words of the list by their letters without accents."""
    words = [word for [word] in read_installed_rows("decoding", "accents.txt")]
    return dict(zip(fold_letters("\n".join(words)).split("\n"), words, strict=True))
