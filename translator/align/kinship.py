"""How much two words look like each other's translation, by dictionary, spelling and figures."""

from __future__ import annotations

from dataclasses import dataclass

from translator.checks.spellings import cut_stem, fold_word, key_sounds
from translator.checks.vocabulary import load_exonyms, load_lexicon
from translator.patterns import compile_late

#: Words of fewer letters are too often like another one by chance.
_MIN_LETTERS = 4
#: What likeness is worth where the dictionary has no opinion: most words that begin alike in
#: French and English mean the same.
_LIKENESS = 0.8
#: What the dictionary leaves out: words of grammar, which have partners but no fixed ones, so
#: that the attention has to choose among them.
_GRAMMAR_LIKENESS = 0.5
_GRAMMAR = {
    french: frozenset(english.split())
    for french, english in {
        "le": "the it him", "la": "the it her", "les": "the them", "l": "the it", "un": "a an one",
        "une": "a an one", "des": "of the some", "du": "of the", "de": "of from", "d": "of from",
        "au": "to the at in", "aux": "to the at in", "a": "has had have to at", "et": "and",
        "ou": "or", "mais": "but", "si": "if so", "que": "that than", "qui": "who which that",
        "dont": "whose which", "en": "in of", "dans": "in into", "sur": "on about of",
        "sous": "under", "par": "by", "pour": "for to", "avec": "with", "sans": "without",
        "chez": "among in", "ne": "not", "n": "not", "pas": "not", "plus": "more no longer",
        "non": "not no", "je": "i", "j": "i", "tu": "you", "il": "he it", "elle": "she it",
        "on": "we one", "nous": "we us", "vous": "you", "ils": "they", "elles": "they",
        "se": "themselves itself himself herself", "lui": "him her", "leur": "their them",
        "leurs": "their", "son": "his her its", "sa": "his her its", "ses": "his her its",
        "mon": "my", "ma": "my", "mes": "my", "notre": "our", "nos": "our", "votre": "your",
        "vos": "your", "ce": "this that it", "cet": "this that", "cette": "this that",
        "ces": "these those", "est": "is", "sont": "are", "etait": "was", "etaient": "were",
        "ete": "been", "etre": "be", "ont": "have had", "avait": "had", "avaient": "had",
        "ai": "have", "avoir": "have", "tout": "all every", "tous": "all", "toute": "all whole",
        "toutes": "all",
    }.items()
}  # fmt: skip
_SEPARATORS = compile_late(r"[ \u00a0\u202f.,]")


@dataclass(frozen=True, slots=True)
class WordForm:
    """What is compared about a word. ``figures`` is a number's digits, "" for letters."""

    folded: str
    stem: str = ""
    sound: str = ""
    figures: str = ""


def describe_word(word: str) -> WordForm:
    """Return what is compared about a word.

    >>> describe_word("14 000").figures == describe_word("14,000").figures
    True
    """
    if word[0].isdigit():
        return WordForm(word, figures=_SEPARATORS.sub("", word))
    folded = fold_word(word)
    if len(folded) < _MIN_LETTERS:
        return WordForm(folded)
    return WordForm(folded, stem=cut_stem(folded), sound=cut_stem(key_sounds(folded)))


def measure_kinship(french: WordForm, english: WordForm) -> float:
    """Return between 0 and 1 how surely one word is the other's translation.

    >>> measure_kinship(describe_word("Londres"), describe_word("London"))
    1.0
    """
    if french.figures or english.figures:
        return float(french.figures == english.figures)
    if french.folded == english.folded and len(french.folded) > 1:
        return 1.0
    if english.folded in _GRAMMAR.get(french.folded, ()):
        return _GRAMMAR_LIKENESS
    if english.folded in load_exonyms().get(french.folded, ()):
        return 1.0
    trace = load_lexicon().get(french.folded)
    if trace is not None and cut_stem(english.folded) in trace.stems:
        return trace.share
    if not french.stem or not english.stem:
        return 0.0
    return _LIKENESS if french.stem == english.stem or french.sound == english.sound else 0.0
