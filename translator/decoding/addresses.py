"""Addresses that a model spelled otherwise than the source: put right, sign by sign.

A small model copies « contact@exemple.fr » letter by letter and stumbles now and then. What it
writes instead is mostly near enough to be known again, and then there is no doubt about what
belongs there. An address that is not even nearly there is left to the checks (A01).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from translator.patterns import compile_late
from translator.text.addresses import MAIL, strip_address

#: Addresses of pages, with or without their scheme, and of mailboxes.
_ADDRESS = compile_late(rf"(?<![\w.@/-])(?:(?:https?://|www\.)[^\s<>\"|`]+|{MAIL})", re.IGNORECASE)
#: From here on a stretch of the target is the address, as difflib's ratio goes: chosen by looking
#: at what the shipped weights make of the addresses in benchmarks/copying.py ("contact.fr" for
#: contact@exemple.fr has 0.71), not by a search.
_LIKENESS = 0.65
#: The same where both have the sign of a mailbox, which nothing else has: a model that knows the
#: word before it translates it ("host@example.fr" for accueil@exemple.fr has 0.61).
_MAIL_LIKENESS = 0.5
#: Words that a garbled address may have fallen into: "https://www. example.fr/ article/ 3".
_MOST_WORDS = 5
#: A text with more addresses than this is a list of them; looking for all would take its square.
_MOST_ADDRESSES = 8
#: How much longer a garbled address may be than the address.
_MOST_LONGER = 1.2
_WORD = compile_late(r"\S+")
_TWO_WORDS = compile_late(r"\w\s+\w")
_OPENING = "(\"'[<"


def restore_addresses(source: str, target: str) -> str:
    """Return a target with the source's addresses where it has something much like them.

    >>> restore_addresses("Voir www.exemple.fr/a.", "See www. example.fr / a.")
    'See www.exemple.fr/a.'
    """
    addresses = [strip_address(found[0]) for found in _ADDRESS.finditer(source)]
    lost = [address for address in dict.fromkeys(addresses) if address not in target]
    if not lost or len(addresses) > _MOST_ADDRESSES:
        return target
    # The other addresses of the source are right as they are.
    kept = [address for address in addresses if address in target]
    for address in lost:
        same = re.search(re.escape(address), target, re.IGNORECASE)
        if same:
            target = target[: same.start()] + address + target[same.end() :]
            kept.append(address)
            continue
        likeness, start, end = max(
            _iter_likenesses(address, target, kept), default=(0.0, 0, 0), key=lambda item: item[0]
        )
        if likeness:
            target = target[:start] + address + target[end:]
            kept.append(address)
    return target


def _iter_likenesses(
    address: str, target: str, kept: list[str]
) -> Iterator[tuple[float, int, int]]:
    """Yield how much a stretch of the target is like an address, and the stretch, if enough."""
    # Loaded only when an address is lost.
    from difflib import SequenceMatcher

    words = [found.span() for found in _WORD.finditer(target)]
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(address.casefold())
    for index, (start, _) in enumerate(words):
        while start < len(target) and target[start] in _OPENING:
            start += 1
        for _, end in words[index : index + _MOST_WORDS]:
            text = strip_address(target[start:end], marks="*~\"'>")
            squeezed = "".join(text.split())
            if len(squeezed) > _MOST_LONGER * len(address) + 2:
                break  # something else is written together with it
            if any(other in text for other in kept):
                break
            # A word of its own in front of it is the sentence's.
            is_mail = "@" in address and "@" in squeezed and not _TWO_WORDS.search(text)
            limit = _MAIL_LIKENESS if is_mail else _LIKENESS
            matcher.set_seq1(squeezed.casefold())
            if matcher.real_quick_ratio() < limit or matcher.quick_ratio() < limit:
                continue
            if (likeness := matcher.ratio()) >= limit:
                yield likeness, start, start + len(text)
