"""Telephone numbers that a model spelled otherwise than the source: put right, digit by digit.

Pairs of digits without any meaning are the hardest to copy: of 40 numbers in sentences the weights
of November 2026 changed 15, most often where two pairs were the same ("00 00" became "000").
"""

from __future__ import annotations

from translator.decoding.numbers import keep_digits
from translator.patterns import compile_late

#: Ten digits in pairs, or nine behind +33 (the French numbering plan), and any number behind a +.
_PHONE = compile_late(
    r"(?<![\w.,+/-])(?:0[1-9](?:[ .-]?\d{2}){4}|\+\d{1,3}(?:[ .-]?\(0\))?(?:[ .-]?\d{1,4}){3,6})"
    r"(?![\w/]|[.,-]\d)"
)
#: What may have become of one: digits, and what stands between them.
_DIGITS = compile_late(r"\+?\d(?:[ .-]{0,2}\d){5,}")
#: From here on two rows of digits are the same number, as difflib's ratio goes: "077793" for
#: 0784707793 has 0.75, and numbers by chance have 0.5.
_LIKENESS = 0.7
#: More are a telephone book; looking for all would take its square.
_MOST_PHONES = 8


def restore_phones(source: str, target: str) -> str:
    """Return a target with the source's telephone numbers where it has something much like them.

    >>> restore_phones("Appelez le 03 84 80 00 00.", "Call 03 84 000 000.")
    'Call 03 84 80 00 00.'
    """
    phones = dict.fromkeys(found[0] for found in _PHONE.finditer(source))
    lost = [phone for phone in phones if phone not in target]
    if not lost or len(phones) > _MOST_PHONES:
        return target
    others = _PHONE.sub("", source)
    # Loaded only when a number is lost.
    from difflib import SequenceMatcher

    for phone in lost:
        matcher = SequenceMatcher(None, "", keep_digits(phone), autojunk=False)
        best, place = _LIKENESS, None
        for found in _DIGITS.finditer(target):
            if found[0] in others or found[0] in phones:
                continue  # it is something else, and right
            matcher.set_seq1(keep_digits(found[0]))
            if (likeness := matcher.ratio()) >= best:
                best, place = likeness, found.span()
        if place is not None:
            target = target[: place[0]] + phone + target[place[1] :]
    return target
