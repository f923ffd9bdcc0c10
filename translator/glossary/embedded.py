"""The glossaries in the package, read a line at a time: most articles have few of their terms."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cached_property
from itertools import chain

from translator.glossary.matching import Glossary, Pattern, fold_first_word, sort_patterns
from translator.installed import read_installed_text
from translator.types import Term

#: Between targets of which one is as good as the other.
OR = "|"


class EmbeddedGlossary(Glossary):
    """The terms of a glossary in the package, which needs no telling what is wrong with it.

    Its nouns spare names, and of two terms that differ in a capital alone (Grenade, grenade) each
    is found as it is written.

    Args:
        name: of the file, without its ending.
    """

    spares_names = True

    def __init__(self, name: str) -> None:
        self.origin = name
        text = read_installed_text("glossary", f"{name}.tsv")
        #: First word of a term, as a text may have it → the lines of its terms, with their numbers.
        self._lines: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for number, line in enumerate(text.split("\n"), 1):
            if line and not line.startswith("#"):
                self._lines[fold_first_word(line.partition("\t")[0])].append((number, line))
        self._patterns: dict[str, Sequence[Pattern]] = {}

    @cached_property
    def terms(self) -> tuple[Term, ...]:  # type: ignore[override]
        """All of them, in the order of the file."""
        return tuple(_read(*line) for line in sorted(chain(*self._lines.values())))

    def list_patterns(self, word: str) -> Sequence[Pattern]:
        """Return the terms whose first word folds to ``word``, read when it is met."""
        if word not in self._lines:
            return ()
        if word not in self._patterns:
            terms = [_read(*line) for line in self._lines[word]]
            seen = Counter(term.source.casefold() for term in terms)
            patterns = [
                Pattern(term, minds_case=seen[term.source.casefold()] > 1) for term in terms
            ]
            sort_patterns(patterns)
            self._patterns[word] = patterns
        return self._patterns[word]


def _read(number: int, line: str) -> Term:
    source, targets, *kind = line.split("\t")
    target, *variants = targets.split(OR)
    return Term(
        source=source,
        target=target,
        variants=tuple(variants),
        line=number,
        has_plural=not kind,
    )
