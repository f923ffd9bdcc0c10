"""A user's own terms, and what became of them in a segment."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A term as its glossary has it; one without a target, or with its own, stays as it is."""

    source: str
    target: str = ""
    #: Other targets that are as good: nothing is changed where one of them is said.
    variants: tuple[str, ...] = ()
    #: Of the glossary, from 1; 0 where it was not read from a file.
    line: int = 0
    #: Whether the target follows a French plural; an adjective's does not.
    has_plural: bool = True

    @property
    def is_kept(self) -> bool:
        return self.target in ("", self.source) and not self.variants

    @property
    def written(self) -> str:
        """The target and its variants as a glossary has them."""
        return "|".join((self.target, *self.variants))


@dataclass(frozen=True, slots=True, kw_only=True)
class TermUse:
    """A place where a term stands in a segment's source; ``start`` and ``end`` are offsets."""

    term: Term
    start: int
    end: int
    #: What the target should say here: the term's target, in the plural where the source is.
    wanted: str
    honoured: bool = False
