"""Web addresses that stand in a text as they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from translator.patterns import compile_late
from translator.text.normalize import clean_text

#: An address of a mailbox, as part of a pattern.
MAIL = r"[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{2,64}"
_LINE_SPACE = compile_late(r"[\t\n]")
_ADDRESS = compile_late(r"(?<![a-z0-9])(?:https?|ftp)://[^\s<>\"«»|`]+", re.IGNORECASE)


def iter_addresses(text: str) -> Iterator[tuple[int, int]]:
    """Yield the places of the addresses in a text, without the punctuation behind them.

    >>> list(iter_addresses("Voir https://exemple.fr/a."))
    [(5, 25)]
    """
    for found in _ADDRESS.finditer(text):
        address = strip_address(found[0])
        if not address.endswith("://"):
            yield found.start(), found.start() + len(address)


def strip_address(text: str, *, marks: str = "*~") -> str:
    """Return an address without what closes the sentence around it.

    >>> strip_address("https://exemple.fr/pont_(ville)).")
    'https://exemple.fr/pont_(ville)'
    """
    while text:
        if text[-1] in ".,;:!?'’]" + marks:
            text = text[:-1]
        elif text[-1] == ")" and text.count(")") > text.count("("):
            text = text[:-1]
        else:
            break
    return text


def escape_address(address: str) -> str:
    """Return an address as a link in Markdown can hold it.

    >>> escape_address("https://exemple.fr/a (b)")
    '<https://exemple.fr/a (b)>'
    """
    address = _LINE_SPACE.sub("", clean_text(address)).replace("<", "%3C").replace(">", "%3E")
    return f"<{address}>" if re.search(r"[\s()]", address) or not address else address
