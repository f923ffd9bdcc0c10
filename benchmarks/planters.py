"""Errors of every kind that a check should find, each put into a right translation."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

from training.losses import drop_clause, drop_piece

Pair = tuple[str, str]
#: Returns the target with the error, or both sides where the source needs the opportunity too,
#: or None where the pair gives none.
Planter = Callable[[Pair, random.Random], "str | Pair | None"]

_NUMBER = re.compile(r"(?<![\w.,$€£-])[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?(?![\w-])")
_MONTHS = (
    "January February March April May June July August September October November December"
).split()
_MONTH = re.compile(rf"\b(?:{'|'.join(_MONTHS)})\b")
_FRENCH_MONTH = re.compile(
    r"\b(?:janvier|février|mars|avril|mai|juin|juillet|août|\w+embre|octobre)\b"
)
_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_DATE_WORD = re.compile(rf"\b(?:{'|'.join((*_MONTHS, *_WEEKDAYS))})\b")
_FRENCH_DATE_WORD = re.compile(rf"{_FRENCH_MONTH.pattern}|\b(?:\w+di|dimanche)s?\b", re.IGNORECASE)
_FRENCH_MONEY = re.compile(r"€|\$|£|\b(?:euros?|dollars?|livres sterling)\b")
_CURRENCY = re.compile(r"€|\$|£|\b(?:euros?|dollars?|pounds?)\b")
_OTHER_CURRENCY = {"€": "$", "$": "€", "£": "$", "euro": "dollar", "dollar": "euro"}
_OTHER_CURRENCY |= {"euros": "dollars", "dollars": "euros", "pound": "euro", "pounds": "euros"}

_NAME = re.compile(r"(?<=[a-zà-ÿ,] )[A-Z][a-z]{3,}\b(?!['’-])")
_NOT = re.compile(r" not\b|n't\b")
_NE_PAS = re.compile(r"\b(?:ne |n['’])[^.;:!?]{1,40}? pas\b")
_AUXILIARY = re.compile(r"\b(?:is|are|was|were|will|would|should|could|can|has|have|had)\b")
_QUOTE = re.compile(r"[«»“”\"]")
_QUOTATION = re.compile(r"\s*[«“\"](?P<words>[^«»“”\"]+)[»”\"]")
_ADDRESSES = (
    "https://www.exemple.fr/dossier/{}",
    "www.exemple.org/{}",
    "redaction@{}.exemple.fr",
    "rapport-{}.pdf",
    "@journal_{}",
)
#: Names that swap_name puts in: those that the two sides of its pairs share.
_OTHER_NAMES: list[str] = []
#: Words that any side of any pair has in lower case, and that are no names for that reason.
_LOWER_CASE: set[str] = set()


def learn_names(pairs: Sequence[Pair]) -> None:
    """Take the names and the common words of all pairs, for those who put in other names."""
    _LOWER_CASE.update(
        word for pair in pairs for text in pair for word in re.findall(r"\b[a-zà-ÿ]+\b", text)
    )
    _OTHER_NAMES.extend(sorted({name for pair in pairs for name in _shared_names(pair)}))


def change_digit(pair: Pair, rng: random.Random) -> str | None:
    """Replace one digit of one number."""
    numbers = list(_NUMBER.finditer(pair[1]))
    if not numbers:
        return None
    number = rng.choice(numbers)
    places = [at for at in range(number.start(), number.end()) if pair[1][at].isdigit()]
    at = rng.choice(places)
    digit = rng.choice([char for char in "123456789" if char != pair[1][at]])
    return pair[1][:at] + digit + pair[1][at + 1 :]


def drop_number(pair: Pair, rng: random.Random) -> str | None:
    """Take out one number that the source has in digits as well."""
    shared = [
        number
        for number in _NUMBER.finditer(pair[1])
        if re.search(rf"(?<![0-9]){re.escape(number[0])}(?![0-9])", pair[0])
    ]
    if not shared:
        return None
    number = rng.choice(shared)
    return pair[1][: number.start()] + pair[1][number.end() :].lstrip()


def change_month(pair: Pair, rng: random.Random) -> str | None:
    """Write another month."""
    match = _MONTH.search(pair[1])
    if match is None or not _FRENCH_MONTH.search(pair[0]):
        return None
    other = rng.choice([month for month in _MONTHS if month != match[0]])
    return pair[1][: match.start()] + other + pair[1][match.end() :]


def drop_date_word(pair: Pair, rng: random.Random) -> str | None:
    """Leave a month or weekday out; the source must have one too."""
    match = _DATE_WORD.search(pair[1])
    if match is None or not _FRENCH_DATE_WORD.search(pair[0]):
        return None
    return pair[1][: match.start()] + pair[1][match.end() :].lstrip()


def add_weekday(pair: Pair, rng: random.Random) -> str | None:
    """Say on which day it was, where nobody said it."""
    if _FRENCH_DATE_WORD.search(pair[0]) or not pair[1].endswith("."):
        return None
    return f"{pair[1][:-1]} on {rng.choice(_WEEKDAYS)}."


def change_currency(pair: Pair, rng: random.Random) -> str | None:
    """Write another currency beside an amount; the source must have an amount of money."""
    if not _FRENCH_MONEY.search(pair[0]):
        return None
    matches = list(_CURRENCY.finditer(pair[1]))
    if len(matches) != 1:
        return None
    (match,) = matches
    return pair[1][: match.start()] + _OTHER_CURRENCY[match[0]] + pair[1][match.end() :]


def truncate_target(pair: Pair, rng: random.Random) -> str | None:
    """Keep 40 % of the target's words."""
    words = pair[1].split()
    return " ".join(words[: round(0.4 * len(words))]) if len(words) >= 10 else None


def repeat_phrase(pair: Pair, rng: random.Random) -> str | None:
    """Say a phrase of two to four words four times."""
    words = pair[1].split()
    if len(words) < 8:
        return None
    length = rng.randint(2, 4)
    at = rng.randint(0, len(words) - length)
    return " ".join([*words[:at], *(words[at : at + length] * 4), *words[at + length :]])


def leave_french(pair: Pair, rng: random.Random) -> str | None:
    """Put four French words of the source in place of four English ones."""
    source, words = pair[0].split(), pair[1].split()
    if len(source) < 8 or len(words) < 8:
        return None
    taken = rng.randint(0, len(source) - 4)
    at = rng.randint(0, len(words) - 4)
    return " ".join([*words[:at], *source[taken : taken + 4], *words[at + 4 :]])


def swap_name(pair: Pair, rng: random.Random) -> str | None:
    """Write another name of the same set in place of one that both sides have."""
    names = _shared_names(pair)
    if not names:
        return None
    name = rng.choice(names)
    return pair[1].replace(name, rng.choice([other for other in _OTHER_NAMES if other != name]))


def misspell_name(pair: Pair, rng: random.Random) -> str | None:
    """Delete, double or swap a letter inside a name of six letters or more."""
    names = [name for name in _shared_names(pair) if len(name) >= 6]
    if not names:
        return None
    name = rng.choice(names)
    at = rng.randint(1, len(name) - 3)
    wrong = rng.choice(
        (
            name[:at] + name[at + 1 :],
            name[:at] + rng.choice("abdegiklmnoprst") + name[at:],
            name[:at] + name[at + 1] + name[at] + name[at + 2 :],
        )
    )
    return None if wrong == name else pair[1].replace(name, wrong)


def _shared_names(pair: Pair) -> list[str]:
    """Return what is capitalized inside a sentence on both sides, and nowhere a common word."""
    target = {match[0] for match in _NAME.finditer(pair[1])}
    shared = target & {match[0] for match in _NAME.finditer(pair[0])}
    return sorted(name for name in shared if name.lower() not in _LOWER_CASE)


def delete_negation(pair: Pair, rng: random.Random) -> str | None:
    """Take out "not" where the source has "ne … pas"."""
    match = _NOT.search(pair[1])
    if match is None or not _NE_PAS.search(pair[0]):
        return None
    return pair[1][: match.start()] + pair[1][match.end() :]


def add_negation(pair: Pair, rng: random.Random) -> str | None:
    """Put "not" behind an auxiliary."""
    match = _AUXILIARY.search(pair[1])
    if match is None or _NOT.search(pair[1]):
        return None
    return pair[1][: match.end()] + " not" + pair[1][match.end() :]


def drop_quote_mark(pair: Pair, rng: random.Random) -> str | None:
    """Take out one of an even number of double quotation marks that the source has too."""
    places = [match.start() for match in _QUOTE.finditer(pair[1])]
    if not places or len(places) % 2 or not _QUOTE.search(pair[0]):
        return None
    at = rng.choice(places)
    return pair[1][:at] + pair[1][at + 1 :]


def drop_short_quotation(pair: Pair, rng: random.Random) -> str | None:
    """Take out a quotation of two to four words, marks and all, that the source has too."""
    quotations = list(_QUOTATION.finditer(pair[1]))
    if len(quotations) != len(_QUOTATION.findall(pair[0])):
        return None
    short = [match for match in quotations if 2 <= len(match["words"].split()) <= 4]
    if not short:
        return None
    chosen = rng.choice(short)
    return pair[1][: chosen.start()] + pair[1][chosen.end() :]


def double_word(pair: Pair, rng: random.Random) -> str | None:
    """Write one word of the target twice."""
    words = pair[1].split()
    places = [at for at, word in enumerate(words) if word.isalpha()]
    if not places:
        return None
    at = rng.choice(places)
    return " ".join([*words[: at + 1], *words[at:]])


def drop_words(pair: Pair, rng: random.Random) -> str | None:
    """Take out 25 to 40 % of the words, in one piece, from anywhere."""
    return drop_piece(pair[1], rng)


def drop_whole_clause(pair: Pair, rng: random.Random) -> str | None:
    """Take out what stands between two marks, 20 to 50 % of the target."""
    return drop_clause(pair[1], rng)


def plant_changed_address(pair: Pair, rng: random.Random) -> Pair:
    """Return the pair with an address added to both sides, and one character of it changed.

    The sets hold no addresses, so these are made up.
    """
    address = rng.choice(_ADDRESSES).format(rng.choice("abcdefghk") + str(rng.randint(10, 99)))
    places = [at for at, char in enumerate(address) if char.isalpha() and at > 3]
    at = rng.choice(places)
    letter = rng.choice([char for char in "abcdefgh" if char != address[at].lower()])
    changed = address[:at] + letter + address[at + 1 :]
    return f"{pair[0]} ({address})", f"{pair[1]} ({changed})"


def copy_source(pair: Pair, rng: random.Random) -> str | None:
    """Leave the whole segment in French."""
    return pair[0] if len(pair[0].split()) >= 4 else None


def empty_target(pair: Pair, rng: random.Random) -> str | None:
    """Leave nothing."""
    return ""
