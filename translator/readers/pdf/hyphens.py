"""What stands between the end of a line and the next one: a space, a hyphen, or nothing.

« gouver-» and « nement » are one word, « peut-» and « être » are two with a hyphen. The article's
own words and a list of common French ones tell most of them apart, the grammar of French
hyphens most others.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from translator.checks.spellings import fold_word
from translator.checks.vocabulary import load_lexicon
from translator.patterns import compile_late

_HYPHENS = "-\u2010\u00ad"
_BROKEN = compile_late(rf"([^\W\d_]+(?:[’'][^\W\d_]+)*(?:-[^\W\d_]+)*)[{_HYPHENS}]\Z")
_FIRST_WORD = compile_late(r"[^\W\d_]+(?:[’'](?=[^\W\d_]))?")
_WORD = compile_late(r"[^\W\d_]+(?:-[^\W\d_]+)*")
#: What an address goes on with after the end of a line that it did not fit on.
_ADDRESS_START = compile_late(r"(?:https?://|ftp://|www\.)\S*\Z|\S+@\S*\Z")
_ADDRESS_END = compile_late(r"[-_?=&#%~+]\Z")
_ADDRESS_REST = compile_late(r"[\w.%~+-]*(?:[/=&?#_]|[\w-]\.[a-z\d])\S")
_MAIL_REST = compile_late(r"[\w.+-]+@\w")
#: « a-» and « t-il».
_INVERSION = compile_late(r"t-(?:ils?|elles?|on)\b")
_ADDRESS_WORD = compile_late(r"[\w-]+")

#: What a verb or a pronoun is joined to with a hyphen that stays: dit-il, celui-ci, lui-même.
_ENCLITICS = frozenset(
    "ce ci elle elles en eux il ils je la le les leur lui là moi même mêmes nous on soi t toi tu "
    "vous y".split()
)
#: What is joined with a hyphen only, whatever lists of words have picked up without one.
_COMPOUNDS = frozenset(
    "peut-être au-dessus au-dessous au-delà au-devant ci-dessus ci-dessous ci-joint ci-contre "
    "là-bas là-haut par-dessus par-delà c’est-à-dire vis-à-vis rendez-vous eux-mêmes elles-mêmes "
    "elle-même lui-même moi-même nous-mêmes soi-même vous-même vous-mêmes chef-d main-d".split()
)
#: Endings that are words too, but never the second part of one.
_SUFFIXES = frozenset("ment ments tient rent raient tant".split())
#: First parts of words that keep their hyphen before a word, if the whole without it is none.
_PREFIXES = frozenset(
    "après arrière avant basse bas beau belle centre chef contre court demi deux dix est ex franco "
    "garde grand grande haut haute hors lance libre long mal mi micro moyen nord non nouveau ouest "
    "outre petit petite plus porte post pour presque quasi quatre sans semi sous sud tout trente "
    "trois vice vingt week éco anglo germano socio politico cinquante quarante soixante".split()
)


_SHORT_NUMBERS = frozenset({"dix", "six", "un", "une"})
#: What stands between two hyphens: arc-en-ciel, pied-à-terre.
_LINKS = frozenset("à au aux d de des du en et l la le les lès sous sur".split())


class Hyphenation:
    """Joins lines, with the words of a whole document as evidence.

    >>> joiner = Hyphenation(["Il pleut."])
    >>> joiner.join("Le gouver-", "nement"), joiner.join("Peut-", "être")
    ('Le gouvernement', 'Peut-être')
    """

    def __init__(self, lines: Iterable[str]) -> None:
        self._words: Counter[str] = Counter()
        was_broken = False
        for line in lines:
            words = _WORD.findall(line.lower())
            broken = _BROKEN.search(line) is not None
            # Neither half of a broken word is a word of the article.
            whole = words[was_broken : len(words) - broken]
            self._words.update(whole)
            self._words.update(part for word in whole if "-" in word for part in word.split("-"))
            was_broken = broken

    def join(self, before: str, after: str) -> str:
        """Return two lines as one."""
        drop, glue = self.find_glue(before, after)
        return before[: len(before) - drop] + glue + after

    def find_glue(self, before: str, after: str) -> tuple[int, str]:
        """Return how many characters to take from the end of a line, and what to put there."""
        before_end = before[-200:]
        if not before_end or before_end[-1].isspace() or not after or after[0].isspace():
            return 0, ""
        if _ADDRESS_START.search(before_end):
            return (0, "") if self._continues_address(before_end, after) else (0, " ")
        broken = _BROKEN.search(before_end)
        if broken and (_MAIL_REST.match(after) or _INVERSION.match(after)):
            return 0, ""
        if broken is None:
            # « l’» and « -» before a figure (Covid-19) stand by what follows; so does « et/».
            is_tied = re.search(r"[^\W\d_][’/]\Z|\w-\Z", before_end) and after[0].isalnum()
            return (0, "") if is_tied else (0, " ")
        following = _FIRST_WORD.match(after)
        if before_end[-1] == "\u00ad":
            return 1, ""
        if following is None or not after[0].islower():
            return (0, "") if after[0].isalnum() else (0, " ")
        return (0, "") if self._keeps_hyphen(broken[1], following[0]) else (1, "")

    def _continues_address(self, before: str, after: str) -> bool:
        if _ADDRESS_REST.match(after) or _ADDRESS_END.search(before):
            return True
        word = _ADDRESS_WORD.match(after)
        # After « /» there may be an end; what is no word of a sentence is none.
        if before[-1] != "/" or word is None or word[0][0].isupper():
            return False
        return "-" in word[0] or not self._is_common(word[0])

    def _keeps_hyphen(self, first: str, second: str) -> bool:
        first, second = first.lower().replace("'", "’"), second.lower().rstrip("’'")
        part = re.split("[-’]", first)[-1]
        with_hyphen = self._words[f"{first}-{second}"] + self._words[f"{part}-{second}"]
        without = self._words[part + second]
        if {f"{first}-{second}", f"{part}-{second}"} & _COMPOUNDS or first.endswith("-t"):
            return True
        if with_hyphen != without:
            return with_hyphen > without
        if self._is_common(part + second):
            return False
        if second in _ENCLITICS:
            return True
        if second in _SUFFIXES or not self._is_word(second):
            return False
        return part in _PREFIXES or (part in _LINKS and "-" in first) or self._is_word(part)

    def _is_word(self, word: str) -> bool:
        if len(word) <= 3:
            return word in _SHORT_NUMBERS
        return self._words[word] > 0 or self._is_common(word)

    def _is_common(self, word: str) -> bool:
        return fold_word(word) in load_lexicon()
