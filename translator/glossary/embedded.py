"""The glossaries in the package, read a line at a time: most articles have few of their terms."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cached_property
from importlib.resources import files

from translator.glossary.matching import Glossary, Pattern, fold_first_word, sort_patterns
from translator.types import Term

_LINE = re.compile(r"^([^#\t\n][^\t\n]*)\t([^\t\n]+)(?:\t(adj))?$", re.MULTILINE)
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
        self._text = files(__package__).joinpath(f"{name}.tsv").read_text(encoding="utf-8")
        #: First word of a term, as a text may have it → the lines of its terms.
        self._lines: dict[str, list[re.Match[str]]] = defaultdict(list)
        for line in _LINE.finditer(self._text):
            self._lines[fold_first_word(line[1])].append(line)
        self._patterns: dict[str, Sequence[Pattern]] = {}

    @cached_property
    def terms(self) -> tuple[Term, ...]:  # type: ignore[override]
        """All of them, in the order of the file."""
        return tuple(self._read(line) for line in _LINE.finditer(self._text))

    def list_patterns(self, word: str) -> Sequence[Pattern]:
        """Return the terms whose first word folds to ``word``, read when it is met."""
        if word not in self._lines:
            return ()
        if word not in self._patterns:
            terms = [self._read(line) for line in self._lines[word]]
            seen = Counter(term.source.casefold() for term in terms)
            patterns = [
                Pattern(term, minds_case=seen[term.source.casefold()] > 1) for term in terms
            ]
            sort_patterns(patterns)
            self._patterns[word] = patterns
        return self._patterns[word]

    def _read(self, line: re.Match[str]) -> Term:
        target, *variants = line[2].split(OR)
        number = self._text.count("\n", 0, line.start()) + 1
        return Term(
            source=line[1],
            target=target,
            variants=tuple(variants),
            line=number,
            has_plural=line[3] is None,
        )
