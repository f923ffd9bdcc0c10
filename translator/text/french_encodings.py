"""Which of the encodings that French has been written in a text looks French in."""

from __future__ import annotations

import re

from translator.patterns import compile_late

#: Characters that are enough to judge by.
_SAMPLE_LENGTH = 100_000
#: In order of preference where two read a text equally well.
_FRENCH_ENCODINGS = ("cp1252", "iso8859-15", "mac-roman", "cp850")

_NOT_ASCII = compile_late(r"[^\x00-\x7f]")
#: Evidence for an encoding: French letters inside words, French marks where they belong.
_FRENCH_IN_PLACE = compile_late(
    r"""
    (?<![A-ZÀ-Þ]{2}) [àâäçéèêëîïôöùûüÿœæ]                    # pâté, Né
    | (?<![a-zà-ÿ]) [ÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸŒÆ] (?= [A-Za-zÀ-ÿ’'] )    # Été, ÉTÉ
    | (?<= [A-ZÀ-Þ] ) [ÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸŒÆ] | \b [ÀÔ] (?= \s )   # CAFÉ, À Paris
    | (?<= \w ) ’ (?= \w )                                    # l’été
    | (?<! \w ) [«“„‘] | [»”’] (?! \w )
    | (?<! \s ) … (?! [a-zà-ÿ] ) | ™ (?! \w ) | (?<= \w ) · (?= [ens] )
    | (?<! \w ) [–—] (?! \w ) | (?<= \d ) [–€°½¼¾²³] | € (?= \s?\d ) | (?<= [\d\u00a0\ ] ) €
    | (?<= \b[nN] ) ° | (?<= [\d\ ] ) ° | [\u00a0\xad§©®]
    """,
    re.VERBOSE,
)
#: Other Latin letters of foreign names: no evidence, yet no contradiction inside a word.
_FOREIGN_IN_PLACE = compile_late(
    r"(?<=[a-zA-Zà-ÿ])[áãåíìñóòõøúýßšž]|(?<![a-zà-ÿ])[ÁÅÍÑÓØÚŠŽ](?=[a-zà-ÿ])"
)
#: Accented letters as a share of all, up to which a text can be French; the highest share of a
#: line of newstest2013 is 15 %. A few letters say nothing ("Où", "Été").
_MAX_ACCENTED_SHARE = 0.3
_MIN_ACCENTED = 5
#: Characters out of place, as a share of all non-ASCII ones, up to which a reading is believed.
_MAX_OUT_OF_PLACE = 0.2


def guess_french(data: bytes) -> str | None:
    """Return the encoding in which the text's accents and marks are French and in place.

    >>> guess_french("Les élus d’été ont voté à Nîmes.".encode("mac-roman"))
    'mac-roman'
    """
    best, best_score = None, 0
    for name in _FRENCH_ENCODINGS:
        try:
            text = data.decode(name)[:_SAMPLE_LENGTH]
        except UnicodeDecodeError:
            continue
        total = len(_NOT_ASCII.findall(text))
        french = len(_FRENCH_IN_PLACE.findall(text))
        foreign = len(_FOREIGN_IN_PLACE.findall(text))
        out_of_place = total - french - foreign
        is_french = (
            foreign <= french
            and out_of_place <= _MAX_OUT_OF_PLACE * total
            and total <= max(_MIN_ACCENTED, _MAX_ACCENTED_SHARE * len(text))
        )
        score = french - 2 * out_of_place
        if is_french and score > best_score:
            best, best_score = name, score
    return best
