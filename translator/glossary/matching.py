"""Where the terms of a glossary stand in a French text."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from translator.glossary.english import make_plural
from translator.text.addresses import iter_addresses
from translator.text.normalize import normalize_source
from translator.types import Term, TermUse

_WORD = re.compile(r"[^\W_]+")
_PIECE = re.compile(r"[^\W_]+|\s+|.", re.DOTALL)
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


class Glossary:
    """Terms, found in a text in time that grows with the text and not with their number.

    Args:
        terms: no two for the same French.
        origin: the file that they are from.
    """

    def __init__(self, terms: Sequence[Term], *, origin: str = "") -> None:
        self.terms = tuple(terms)
        self.origin = origin
        #: First word of a term, as a text may have it → the terms, the longest first.
        self._by_word: dict[str, list[_Pattern]] = defaultdict(list)
        for term in sorted(self.terms, key=lambda term: (-len(term.source), term.source)):
            self._by_word[_fold_ending(_WORD.findall(term.source)[0])].append(_Pattern(term))

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
        addresses: list[tuple[int, int]] | None = None
        for word in _WORD.finditer(text):
            if word.start() < behind:
                continue
            for pattern in self._by_word.get(_fold_ending(word[0]), ()):
                match = pattern.compiled.match(text, word.start())
                if match is None:
                    continue
                if addresses is None:
                    addresses = list(iter_addresses(text))
                if any(start <= match.start() < end for start, end in addresses):
                    break
                behind = match.end()
                yield TermUse(
                    term=pattern.term,
                    start=match.start(),
                    end=behind,
                    wanted=_adapt(pattern.term, match[0]),
                )
                break


@dataclass(frozen=True)
class _Pattern:
    term: Term

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """What the term looks like in a text; made when its first word is met."""
        term = normalize_source(self.term.source)
        has_company = len(_WORD.findall(term)) > 1
        parts: list[str] = []
        for piece in _PIECE.findall(term):
            if piece.isspace():
                parts.append(r"\s+")
            elif piece[0].isalnum():
                parts.append(_add_endings(piece, has_company=has_company))
            else:
                parts.append(_SIGNS.get(piece, re.escape(piece)))
        return re.compile(f"{_BEFORE}{''.join(parts)}{_BEHIND}")


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


def _adapt(term: Term, found: str) -> str:
    """Return a term's target in the number of the French that was found."""
    if term.is_kept:
        return found
    pairs = zip(_WORD.findall(found), _WORD.findall(term.source), strict=False)
    is_plural = any(
        one[-1:].lower() in ("s", "x") and other[-1:].lower() not in ("s", "x")
        for one, other in pairs
    )
    return make_plural(term.target) if is_plural else term.target
