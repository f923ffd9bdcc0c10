"""Newspaper French and familiar French in plainer words, for the model alone.

« Il a été écroué » was "He was broken", « le conducteur a pris la fuite » "the driver took the
leak" and « les ventes ont bondi » "sales have a bond": a model of few parameters has met such words
in the wrong text or in none. « Emprisonné », « a fui » and « ont augmenté » it knows. So it is with
what people say: « ça me gonfle » was "it swells me". Readers and checks have the author's words
before them; a term of the user's glossary is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, cached_property

from translator.installed import read_installed_rows
from translator.text.casing import capitalize_first

_FORMS = {
    "{A}": (
        r"(ai|as|a|avons|avez|ont|avait|avaient|aurait|auraient|aura|auront|avoir|ayant|ait|aient)"
    ),
    "{E}": r"(est|sont|était|étaient|sera|seront|serait|seraient|fut|furent|être|été|soit|soient)",
    "{V}": r"(er|é|ée|és|ées|e|es|ent|ait|aient|a|èrent|era|eront|erait|eraient|ant)",
    "{W}": r"(er|é|ée|és|ées|ent|ait|aient|èrent|era|eront|erait|eraient|ant)",
    "{SCORE}": (
        r" (?:\d|face |devant |contre |en (?:finale|demi|quart|prolongation|huitième)|aux tirs"
        r"|sur le score|d'un but|à l'extérieur|à domicile|largement )"
    ),
    "{FEELING}": (
        r"(?:très |plutôt |assez )?(?:inqui|confiant|satisfait|prêt|favorable|opposé|choqué|surpris"
        r"|déçu|optimiste|pessimiste|convaincu|rassuré|préoccupé|attristé|fier|fière|soulagé|indigné"
        r"|heureux|heureuse)"
    ),
}

#: In the folder of this module; what the first makes may be made plainer by the second.
_TABLES = ("familiar.tsv", "plain.tsv")

#: Characters of a sign by which its rules are looked up: a text has a few hundred of 4,000 then.
_START = 3

#: What stands before a word that begins a sentence, blanks aside.
_BEGINNING = frozenset('.!?…:;"«([–—-')
_LOOK_BACK = 16  # characters: the blanks between two sentences


class Rule:
    """One line of the table; its pattern is made when a text has the words of it.

    Attributes:
        sign: what a text in small letters has if it has the expression.
        expression: a regular one, with names of forms in braces.
        plain: what is written, with groups of the expression.
    """

    def __init__(self, sign: str, expression: str, plain: str) -> None:
        self.sign, self.expression, self.plain = sign, expression, plain

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The expression between the ends of words, in any case."""
        expression = self.expression
        for name, forms in _FORMS.items():
            expression = expression.replace(name, forms)
        return re.compile(rf"(?<![\w-]){expression}(?!(?<=\w)[\w-])", re.IGNORECASE)

    def apply(self, text: str) -> str:
        """Return a text with the plain words, which begin with a capital where the others did."""
        return self.pattern.sub(self._write, text)

    def _write(self, found: re.Match[str]) -> str:
        plain = found.expand(self.plain)
        if not found[0][0].isupper():
            return plain
        # Inside a sentence a capital is a name's: Limoges is no form of "limoger".
        before = found.string[max(0, found.start() - _LOOK_BACK) : found.start()].rstrip()
        is_first = not before or before[-1] in _BEGINNING
        return capitalize_first(plain) if is_first else found[0]


def write_plainly(text: str) -> str:
    """Return a French text in the model's form with expressions that the model knows.

    >>> write_plainly("Écroué mardi, il avait pris la fuite après s'en être pris à un passant.")
    "Emprisonné mardi, il avait fui après s'en être pris à un passant."
    >>> write_plainly("Le club s'est imposé 2-1 ; cette idée s'est imposée.")
    "Le club a gagné 2-1 ; cette idée s'est imposée."
    """
    start = 0
    while (found := _apply_next(text, start)) is not None:
        text, start = found
    return text


def _apply_next(text: str, start: int) -> tuple[str, int] | None:
    """Return a text as the first rule from ``start`` on changes it, and the number behind it."""
    folded, rules, starts = text.lower(), load_rules(), index_signs()
    pieces = {folded[place : place + _START] for place in range(len(folded) - _START + 1)}
    numbers = (number for piece in starts.keys() & {"", *pieces} for number in starts[piece])
    for number in sorted(number for number in numbers if number >= start):
        rule = rules[number]
        if rule.sign in folded and (written := rule.apply(text)) != text:
            return written, number + 1
    return None


@cache
def load_rules() -> Sequence[Rule]:
    """Return the lines of both tables, in their order: what people say, then what newspapers do."""
    return [Rule(*row) for name in _TABLES for row in read_installed_rows("decoding", name)]


@cache
def index_signs() -> Mapping[str, list[int]]:
    """Return the numbers of the rules by how their signs begin; of those too short for it by ""."""
    starts: dict[str, list[int]] = {"": []}
    for number, rule in enumerate(load_rules()):
        start = rule.sign[:_START] if len(rule.sign) >= _START else ""
        starts.setdefault(start, []).append(number)
    return starts
