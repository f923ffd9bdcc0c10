"""How many terms of a glossary were honoured, in the same words everywhere."""

from __future__ import annotations


def format_terms(honoured: int, met: int) -> str:
    """Return how many of the terms that were met were honoured; "" where none was met.

    >>> format_terms(1, 1), format_terms(2, 3)
    ('1 of 1 term as in the glossary', '2 of 3 terms as in the glossary')
    """
    return f"{honoured} of {met} term{'' if met == 1 else 's'} as in the glossary" if met else ""
