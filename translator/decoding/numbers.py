"""Numbers that a model spelled otherwise than the source: put right, digit by digit.

A model copies digits piece by piece and stumbles: « 2022 » was "20222", « 996 008 » "996,0008" and
« 22833 » "2283". Where the target has what is nearly a number that it lacks, and has no business
there, there is no doubt about what belongs in its place. Small numbers have too few digits to be
known again, and are left to the checks (N01).
"""

from __future__ import annotations

import re

from translator.decoding.likeness import is_one_letter_off, iter_sure_pairs
from translator.patterns import compile_late

#: A number as normalize_source writes it: 14,000 for 14 000, 1,250.50 for 1 250,50.
_DIGIT_GROUPS = compile_late(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+(?![\d.,]\d))?")
#: 12,5 and 57,80: in English a list, if anything.
_DECIMAL_COMMA = compile_late(r"(?<![\d.,])(\d+),(\d{1,2})(?![\d]|[.,]\d)")
#: Any way to write a number, right or wrong: 14.000, 14 000, 1.250,50, 3,483.889.
_WRITTEN = compile_late(r"(?<![\d.,])\d+(?:[.,]\d+| \d{3}(?!\d))*(?![\d])(?![.,]\d)")
_NUMBER = compile_late(r"(?<![\w.,])\d(?:[\d.,]*\d)?(?![\d])(?![.,]\d)")
_DIGIT = compile_late(r"\d")
_ROMAN = compile_late(r"(?<![\w'-])[IVXLC]{2,}(?![\w'-])")
#: Fewer digits are near too many others.
_MIN_DIGITS = 4
#: A text with more numbers than this is a table.
_MOST_NUMBERS = 40


def restore_numbers(source: str, target: str) -> str:
    """Return a target with the source's numbers where it has something nearly the same.

    Args:
        source: in the model's form.

    >>> restore_numbers("De 2021 à 2022, 14,000 arbres.", "2021 to 20222, 14.000 trees.")
    '2021 to 2022, 14,000 trees.'
    >>> restore_numbers("Un taux de 57,80 points.", "A rate of 57,80 points.")
    'A rate of 57.80 points.'
    """
    if _DIGIT.search(source):
        target = _restore_near(source, _rewrite(source, target))
    return _restore_romans(source, target)


def _rewrite(source: str, target: str) -> str:
    """Write the numbers that have the right digits as English has them.

    Plain digits are right as they are (1600), and so is what the source has itself.
    """
    grouped = {keep_digits(number): number for number in _DIGIT_GROUPS.findall(source)}
    decimals = {found[0]: f"{found[1]}.{found[2]}" for found in _DECIMAL_COMMA.finditer(source)}
    own = set(_WRITTEN.findall(source)) - decimals.keys()

    def rewrite(found: re.Match[str]) -> str:
        written = found[0]
        if written in own or written.isdecimal():
            return written
        return decimals.get(written) or grouped.get(keep_digits(written), written)

    return _WRITTEN.sub(rewrite, target) if grouped or decimals else target


def _restore_romans(source: str, target: str) -> str:
    """Put the only Roman numeral that is missing in the place of the only one too many.

    >>> _restore_romans("Louis XVIII et Louis XIV", "Louis XVIIII and Louis XIV")
    'Louis XVIII and Louis XIV'
    """
    ours, theirs = set(_ROMAN.findall(source)), set(_ROMAN.findall(target))
    lost: list[str] = list(ours - theirs)
    strange = [found for found in _ROMAN.finditer(target) if found[0] not in ours]
    if len(lost) != 1 or len(strange) != 1:
        return target
    return target[: strange[0].start()] + lost[0] + target[strange[0].end() :]


def _restore_near(source: str, target: str) -> str:
    """Put numbers of many digits in the place of the only one that is nearly each of them."""
    ours = dict.fromkeys(_NUMBER.findall(source))
    if not ours or len(ours) > _MOST_NUMBERS:
        return target
    theirs = list(_NUMBER.finditer(target))
    if len(theirs) > _MOST_NUMBERS:
        return target
    known = {keep_digits(number) for number in ours}
    said = {keep_digits(found[0]) for found in theirs}
    lost = [n for n in ours if _is_long(n) and keep_digits(n) not in said]
    strange = [
        found for found in theirs if keep_digits(found[0]) not in known and found[0].count(".") < 2
    ]
    changes: list[tuple[int, int, str]] = []
    for number, found in iter_sure_pairs(lost, strange, _is_near):
        changes.append((*found.span(), number))
    for start, end, number in sorted(changes, reverse=True):
        target = target[:start] + number + target[end:]
    return target


def keep_digits(number: str) -> str:
    """Return a number without what stands between its digits."""
    return "".join(filter(str.isdecimal, number))


def _is_long(number: str) -> bool:
    """Tell whether a number has enough digits, those behind a decimal mark not counted."""
    whole = re.sub(r"[.,]\d{1,2}\Z|\..*", "", number)
    return len(keep_digits(whole)) >= _MIN_DIGITS


def _is_near(found: re.Match[str], number: str) -> bool:
    """Tell whether one digit more, less or other makes the same of two numbers."""
    digits, others = keep_digits(number), keep_digits(found[0])
    return min(len(digits), len(others)) >= _MIN_DIGITS - 1 and is_one_letter_off(digits, others)
