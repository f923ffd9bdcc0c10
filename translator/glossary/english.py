"""How an English term is written in a sentence: its endings, its plural, the article before it."""

from __future__ import annotations

import re
from functools import lru_cache

from translator.patterns import compile_late
from translator.text.normalize import normalize_target

_PIECE = compile_late(r"[^\W_]+|\s+|.", re.DOTALL)
_PREPOSITIONS = frozenset("of in for at on to from with by".split())
_IRREGULAR = {
    "man": "men",
    "woman": "women",
    "person": "people",
    "child": "children",
    "foot": "feet",
    "wife": "wives",
    "life": "lives",
    "half": "halves",
    "leaf": "leaves",
    "calf": "calves",
    "goose": "geese",
    "hero": "heroes",
    "knife": "knives",
    "loaf": "loaves",
    "mosquito": "mosquitoes",
    "mouse": "mice",
    "potato": "potatoes",
    "shelf": "shelves",
    "thief": "thieves",
    "tomato": "tomatoes",
    "tooth": "teeth",
    "volcano": "volcanoes",
    "wolf": "wolves",
}
_CHANGING = tuple(_IRREGULAR)
#: Acronyms of which there may be several.
_COUNTABLE = frozenset({"GP", "IPO", "MEP", "MP", "UFO"})
#: What no normalization writes otherwise: a word is looked for as it is.
_FIRST_WORD = compile_late(r"[a-z]+")
#: Nouns without a plural, as far as they end the terms of articles.
_UNCOUNTABLE = frozenset(
    "advice aid barley boxing clothing concrete cruelty deer equipment evidence fencing furniture "
    "garlic guilt hay health housing information jewellery knowledge lightning make-up money "
    "mourning mustard news parsley plumbing poetry progress research rye salmon sheep software "
    "staff traffic training transport trout vinegar waste weather witchcraft work".split()
)
#: Longer terms are phrases, and what is to get the plural in them is nobody's guess.
_MAX_PLURAL_WORDS = 3
_ARTICLE = compile_late(r"(?<![^\W_])(a)n?\s+\Z", re.IGNORECASE)
#: How a word begins that is spoken with a vowel, whatever its first letter, and the reverse.
_SPOKEN_VOWEL = compile_late(
    r"(?!uni(?!n|dent|mag|mp|ss)|u(?:biq|kr|kul|nani|ran|rea|rin|rol|rug|s[aeu]|t[eio])|eu|one\b|once\b)"
    r"[aeiou]|hour|heir|honest|honou?r"
)
#: Letters whose names begin with a vowel, and acronyms that are read as words all the same.
_VOWEL_LETTERS = "AEFHILMNORSX"
_READ_AS_WORDS = frozenset({"NAFTA", "NATO", "SCO"})
#: Remembered patterns: the terms of a few articles.
_PATTERNS = 1024


def make_plural(term: str) -> str:
    """Return a term in the plural; as it is, where it has none or seems to be one.

    >>> [make_plural(term) for term in ("property tax", "city", "head of state", "NATO", "news")]
    ['property taxes', 'cities', 'heads of state', 'NATO', 'news']
    """
    words = term.split(" ")
    if len(words) > _MAX_PLURAL_WORDS:
        return term
    head = next((place for place, word in enumerate(words) if word in _PREPOSITIONS), len(words))
    if head == 0:
        return term
    words[head - 1] = _add_plural(words[head - 1])
    return " ".join(words)


def _add_plural(word: str) -> str:
    if word in _COUNTABLE:
        return word + "s"
    if not word.isalpha() or not word.islower() or word in _UNCOUNTABLE or word[-1] == "s":
        return word
    for ending, plural in _IRREGULAR.items():
        if word == ending or (ending == "man" and word.endswith(("man", "woman"))):
            return word.removesuffix(ending) + plural
    if word[-1] == "y" and word[-2:-1] not in ("", *"aeiou"):
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("x", "z", "ch", "sh")) else "s")


def find_occurrences(term: str, text: str) -> list[tuple[int, int]]:
    """Return the places of a term in a text, in any case and with English endings.

    >>> find_occurrences("property tax", "Property taxes rose; the property-tax rate did not.")
    [(0, 14), (25, 37)]
    """
    # Of many targets few are there, and a pattern for each of them would be kept for nothing.
    first = _FIRST_WORD.search(term.lower())
    if first is not None and not first[0].endswith(_CHANGING):
        # City and cities have this in common.
        if first[0].removesuffix("y") not in text.lower():
            return []
    return [match.span() for match in _compile(term).finditer(text)]


@lru_cache(maxsize=_PATTERNS)
def _compile(term: str) -> re.Pattern[str]:
    parts: list[str] = []
    for piece in _PIECE.findall(normalize_target(term)):
        if piece.isspace():
            parts.append(r"[\s\-‐‑]+")
        elif piece == "'":
            parts.append("['’‘]")
        elif piece == "-":
            parts.append(r"[\s\-‐‑]")
        elif piece.isalpha():
            parts.append(_add_endings(piece))
        else:
            parts.append(re.escape(piece))
    return re.compile(rf"(?<!\w)(?:{''.join(parts)})(?!\w)", re.IGNORECASE)


def _add_endings(word: str) -> str:
    plural = _add_plural(word.lower())
    forms = [re.escape(word) + "(?:es|s)?(?:['’]s?)?"]
    if not plural.startswith(word.lower()):
        forms.append(re.escape(plural) + "(?:['’]s?)?")
    return f"(?:{'|'.join(forms)})"


def fit_article(beginning: str, term: str) -> str:
    """Return the beginning of a sentence with the article that a term after it asks for.

    >>> fit_article("He bought an ", "boiler"), fit_article("It is a ", "hourly rate")
    ('He bought a ', 'It is an ')
    """
    article = _ARTICLE.search(beginning)
    if article is None:
        return beginning
    return beginning[: article.start()] + article[1] + ("n " if takes_an(term) else " ")


def takes_an(term: str) -> bool:
    """Tell whether the indefinite article before a term is "an"; acronyms are spelled.

    >>> [takes_an(term) for term in ("hour", "union", "MP", "UFO", "NATO")]
    [True, False, True, False, False]
    """
    first = term.split(" ")[0].rstrip("s")
    if len(first) > 1 and first.isupper():
        return first[0] in _VOWEL_LETTERS and first not in _READ_AS_WORDS
    return _SPOKEN_VOWEL.match(term.lower()) is not None
