"""Quotations in English: put back word for word where the model made something else of them."""

from __future__ import annotations

import re

from translator.patterns import compile_late
from translator.text.english import is_english

_QUOTATION = compile_late(r'"([^"]*)"')
#: What English may have inside of the marks and French has behind them.
_STOP = compile_late(r"[,.]\Z")
#: Who speaks, inside of one quotation, as French has it: « C'est tard, dit-il, mais on viendra. »
_ASIDE = compile_late(
    r'"[^"]+, (?:(?:a|ont)(?:-t-(?:il|elle|on)|-(?:ils|elles))? dit\b|dit[- ])[^"]*"'
)
#: How somebody goes on who was quoted before; nothing that is said of the speaker begins so.
_GOES_ON = compile_late(
    r",(?P<blank> )(?=(?:we|I|you|they|it|there|but|and|because|so|if|this|that's|it's|I'm)\b)"
)


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


def reopen_quotation(source: str, target: str) -> str:
    """Return a target with the mark before the words behind who speaks, which it closed for him.

    French needs no marks around « dit-il », English does; models write the first two of them.

    >>> source = '"On attend, a dit Paul Roy, le maire, mais on viendra."'
    >>> reopen_quotation(source, '"We wait," said Paul Roy, the mayor, but we will come."')
    '"We wait," said Paul Roy, the mayor, "but we will come."'
    """
    if source.count('"') != 2 or target.count('"') != 3 or not _ASIDE.search(source):
        return target
    closed = target.index('"', target.index('"') + 1) + 1
    at = find_resumption(target, closed)
    return target if at is None else f'{target[:at]}"{target[at:]}'


def find_resumption(target: str, start: int) -> int | None:
    """Return where who was quoted before goes on; None where no place or more than one may be it.

    Args:
        start: where the words about who speaks begin.
    """
    places = [found.end("blank") for found in _GOES_ON.finditer(target, start)]
    return places[0] if len(places) == 1 else None
