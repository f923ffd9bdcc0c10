"""Where the terms of a glossary stand in a French text."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256

from translator.glossary.english import make_plural
from translator.patterns import compile_late
from translator.text.addresses import iter_addresses
from translator.text.normalize import normalize_source
from translator.types import Term, TermUse

_WORD = compile_late(r"[^\W_]+")
_PIECE = compile_late(r"[^\W_]+|\s+|.", re.DOTALL)
#: The same sign as a term may have it and an article: what normalize_source makes one.
_SIGNS = {"'": "['’‘ʼ]\\s?", "-": "[-‐‑–]", '"': '["“”„«»]\\s?'}
#: A hyphen makes two words another one (porte, porte-parole), but not before these.
_BEFORE = r"(?<!\w)(?<!\w[-‐‑])"
_BEHIND = r"(?!\w)(?![-‐‑](?!(?:ci|là|t-|ils?|elles?|on|ce)\b)\w)"
#: Shorter words, which are words of grammar, have no endings of their own.
_MIN_INFLECTED = 3
#: Ends of the words that get their feminine from -e alone. Of others it makes other words: port
#: and porte, parti and partie; so they have one only in company.
_FEMININE_ENDS = ("é", "u", "ant", "ais", "ois")
#: One word whose plural is written as its singular: souris, colis, noix. Those of a term that is
#: itself a plural (obsèques, passants) have other ends.
_INVARIABLE = compile_late(r"\A(?:\w+[aiou][sxz]|\w*ours)\Z")
_PLURAL_BEFORE = compile_late(
    r"(?<!\w)(?:les|[dcslm]es|aux|[nv]os|leurs|plusieurs|quelques|deux|trois|quatre|cinq|six|sept"
    r"|huit|neuf|dix|\d+)\s+\Z",
    re.IGNORECASE,
)
_LONGEST_BEFORE = 24  # characters: « plusieurs » and blanks
#: Behind these a capital says nothing: « Fontaine fermée », « La Mairie a dit ».
_SENTENCE_END = compile_late(r"(?:[!?:…«»\"“”—–\-(|]|[\w»”)]{3}\.|\d\.)\s*\Z")
#: « de » and « d' » are none: what has a capital behind them is a name (les mesures de Vigie).
_DETERMINER = compile_late(
    r"(?<!\w)(?:(?:l[ea]s?|une?|du|des|aux?|ces?|cet|cette|s[ao]n?|ses|leurs?)|l['’])\Z",
    re.IGNORECASE,
)


class Glossary:
    """Terms, found in a text in time that grows with the text and not with their number.

    Args:
        terms: no two for the same French.
        origin: the file that they are from.
    """

    #: Whether a noun is no term where it is a name: La Fontaine, Bernard Boulanger.
    spares_names = False

    def __init__(self, terms: Sequence[Term], *, origin: str = "") -> None:
        self.terms = tuple(terms)
        self.origin = origin
        #: First word of a term, as a text may have it → the terms.
        self._by_word: dict[str, list[Pattern]] = defaultdict(list)
        for term in self.terms:
            self._by_word[fold_first_word(term.source)].append(Pattern(term))
        for patterns in self._by_word.values():
            sort_patterns(patterns)

    def list_patterns(self, word: str) -> Sequence[Pattern]:
        """Return the terms whose first word folds to ``word``, the longest first."""
        return self._by_word.get(word, ())

    @cached_property
    def sha256(self) -> str:
        """A digest of what the terms are, whatever order and comments their file has."""
        pairs = sorted(
            (term.source, term.written if not term.is_kept else "") for term in self.terms
        )
        return sha256(json.dumps(pairs).encode(errors="surrogatepass")).hexdigest()

    def find(self, text: str) -> tuple[TermUse, ...]:
        """Return where terms stand in a text, in order; no two overlap, and longer ones win.

        >>> glossary = Glossary([Term(source="taxe foncière", target="property tax")])
        >>> [(use.start, use.end, use.wanted) for use in glossary.find("Les taxes foncières.")]
        [(4, 19, 'property taxes')]
        """
        return tuple(self._iter_uses(text))

    def _iter_uses(self, text: str) -> Iterator[TermUse]:
        behind = 0
        folded = text.casefold()
        addresses: list[tuple[int, int]] | None = None
        for word in _WORD.finditer(text):
            if word.start() < behind:
                continue
            for pattern in self.list_patterns(_fold_ending(word[0])):
                match = pattern.match(text, word.start(), folded=folded)
                if match is None or (self.spares_names and pattern.is_name(text, match)):
                    continue
                if addresses is None:
                    addresses = list(iter_addresses(text))
                if any(start <= match.start() < end for start, end in addresses):
                    break
                behind = match.end()
                term = pattern.term
                if self.spares_names and pattern.is_noun and match[0][0].isupper():
                    # What looks like a noun may be copied as the name it is after all.
                    term = replace(term, variants=(*term.variants, match[0]))
                wanted = _adapt(term, match[0], before=_look_back(text, match.start()))
                yield TermUse(term=term, start=match.start(), end=behind, wanted=wanted)
                break


@dataclass(frozen=True)
class Pattern:
    """A term as it is looked for; one that minds case only as its first letter is written."""

    term: Term
    minds_case: bool = False

    @property
    def is_noun(self) -> bool:
        """Whether the term is a single word that is no name."""
        return self.term.source.islower() and self.term.source.isalpha()

    def is_name(self, text: str, match: re.Match[str]) -> bool:
        """Tell whether a noun's place in a text has a capital that only a name has there."""
        if not self.is_noun or not match[0].istitle():
            return False
        before = _look_back(text, match.start()).rstrip()
        return bool(before) and not (_SENTENCE_END.search(before) or _DETERMINER.search(before))

    @cached_property
    def stems(self) -> Sequence[str]:
        """What a text has of each word of the term if it has the term, the rarest first."""
        words = _WORD.findall(normalize_source(self.term.source))
        return sorted(map(_fold_ending, words), key=len, reverse=True)

    def match(self, text: str, start: int, *, folded: str) -> re.Match[str] | None:
        """Return what has the form of the term at a place of a text.

        To compile a pattern takes longer than to look for its words first, and most of those that
        begin as a text's words do (la, mise) are never in one.
        """
        if "compiled" not in self.__dict__ and not all(stem in folded for stem in self.stems):
            return None
        return self.compiled.match(text, start)

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """What the term looks like in a text; made when its words are met."""
        term = normalize_source(self.term.source)
        has_company = len(_WORD.findall(term)) > 1
        parts: list[str] = []
        for piece in _PIECE.findall(term):
            if piece.isspace():
                parts.append(r"\s+")
            elif piece[0].isalnum():
                parts.append(_add_endings(piece, has_company=has_company))
                if self.minds_case and len(parts) == 1:
                    parts[0] = f"(?={re.escape(piece[0])}){parts[0]}"
            else:
                parts.append(_SIGNS.get(piece, re.escape(piece)))
        return re.compile(f"{_BEFORE}{''.join(parts)}{_BEHIND}")


def _look_back(text: str, start: int) -> str:
    """Return what stands right before a place, as much as tells an article or a sentence's end."""
    return text[max(0, start - _LONGEST_BEFORE) : start]


def sort_patterns(patterns: list[Pattern]) -> None:
    """Bring the terms of one first word in the order in which they are looked for."""
    patterns.sort(key=lambda pattern: (-len(pattern.term.source), pattern.term.source))


def fold_first_word(source: str) -> str:
    """Return what the first word of a term and all its forms have in common."""
    return _fold_ending(_WORD.findall(source)[0])


def _add_endings(word: str, *, has_company: bool) -> str:
    """Return a pattern of a word, its plural and its feminine.

    A word with a capital behind its first letter is written in no other way.
    """
    is_fixed = not word[1:].islower() and word[1:].lower() != word[1:]
    if is_fixed or len(word) < _MIN_INFLECTED or not word.isalpha():
        return re.escape(word) if is_fixed else f"(?i:{re.escape(word)})"
    stem = re.escape(word)
    has_feminine = has_company or word.lower().endswith(_FEMININE_ENDS)
    endings = "es|e|s|x" if has_feminine else "s|x"
    if word.lower().endswith("al"):
        return f"(?i:{stem[:-1]}(?:les|le|ls|l|ux))"
    return f"(?i:{stem}(?:{endings})?)"


def _fold_ending(word: str) -> str:
    """Return what is the same of a word and all that _add_endings takes for it."""
    word = word.casefold()
    stem = word.rstrip("sx").rstrip("e") or word
    # Of journal and journaux, bureau and bureaux.
    return stem[:-1] if stem.endswith(("al", "au")) else stem


def _adapt(term: Term, found: str, *, before: str) -> str:
    """Return a term's target in the number of the French that was found."""
    if term.is_kept:
        return found
    if not term.has_plural:
        return term.target
    pairs = zip(_WORD.findall(found), _WORD.findall(term.source), strict=False)
    is_plural = any(
        one[-1:].lower() in ("s", "x") and other[-1:].lower() not in ("s", "x")
        for one, other in pairs
    )
    if _INVARIABLE.search(term.source):
        is_plural = _PLURAL_BEFORE.search(before) is not None
    return make_plural(term.target) if is_plural else term.target
