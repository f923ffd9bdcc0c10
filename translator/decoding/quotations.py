"""Quotations in English: put back word for word where the model made something else of them."""

from __future__ import annotations

import re

from translator.patterns import compile_late
from translator.text.english import is_english

_QUOTATION = compile_late(r'"([^"]*)"')
#: What English may have inside of the marks and French has behind them.
_STOP = compile_late(r"[,.]\Z")


def restore_quotations(source: str, target: str) -> str:
    """Return a target whose quotations are the source's where those are English.

    Only where both have as many: else nobody can say which one is which.

    Args:
        source: as the model was given it, its quotation marks straight.

    >>> restore_quotations('"We did not know", dit-il.', '"We do no," he says.')
    '"We did not know," he says.'
    """
    quoted = [found[1].strip() for found in _QUOTATION.finditer(source)]
    if len(quoted) != len(_QUOTATION.findall(target)):
        return target
    kept = [text if is_english(text) else "" for text in quoted]
    if not any(kept):
        return target
    texts = iter(kept)

    def restore(found: re.Match[str]) -> str:
        text = next(texts)
        if not text:
            return found[0]
        stop = _STOP.search(found[1].strip())
        return f'"{text}{stop[0]}"' if stop and text[-1].isalnum() else f'"{text}"'

    return _QUOTATION.sub(restore, target)


def restore_lone_mark(source: str, target: str) -> str:
    """Return a target with the quotation mark at an end that its source has there, and it lost.

    A quotation of several sentences begins in one and ends in another; models drop such a mark,
    of which a sentence has no other one.

    >>> restore_lone_mark('Mais elles ne le sont pas."', "But they are not.")
    'But they are not."'
    >>> restore_lone_mark('"Pendant dix ans, rien.', "For ten years, nothing.")
    '"For ten years, nothing.'
    """
    if source.count('"') != 1 or '"' in target or not target:
        return target
    if source.startswith('"'):
        return f'"{target}'
    return f'{target}"' if source.endswith(('"', '".')) else target
