"""Web and mail addresses, file names and reference codes that the target changed or lost."""

from __future__ import annotations

import re
from collections.abc import Iterator

from translator.checks.excerpts import cut_excerpt, cut_opposite
from translator.patterns import compile_late
from translator.text.addresses import MAIL
from translator.types import BlockTranslation, Finding, Severity

_URL = r"(?:https?://|www\.)[^\s<>«»\"“”]+"
_MAIL = rf"(?<![\w.+-]){MAIL}"
_DOMAIN = (
    r"(?<![\w.@-])(?:[a-z0-9-]{2,40}\.){1,3}(?:com|fr|org|net|info|eu|io|gouv|be|ch|ca|uk|de)\b"
    r"(?:/[^\s<>«»\"“”]*)?"
)
_FILE = (
    r"(?<![\w/.-])[\w-]{1,60}\.(?:pdf|docx?|xlsx?|csv|txt|jpe?g|png|zip|html?|xml|json|py|mp[34])\b"
)
_HANDLE = r"(?<![\w@])@[A-Za-z_]\w{2,30}|(?<!\w)#[^\W\d]\w{2,40}"
_ADDRESS = compile_late("|".join((_URL, _MAIL, _DOMAIN, _FILE, _HANDLE)))
#: Letters and digits in one word: A320, RN7, B-52, K2, SA80-A2, but no ordinal and no unit.
_CODE = compile_late(
    r"(?<![\w.,/-])(?=[\w-]{0,15}[0-9])[A-Z]{1,5}-?[0-9]{1,5}(?:-?[A-Z]{1,3})?(?![\w-])"
)
_TRAILING = ".,;:!?)]}…'’"


def check_addresses(block: BlockTranslation) -> Iterator[Finding]:
    """Yield A01 for an address or code of the source that the target has not, letter by letter."""
    parts = [part for part in block.segments if not part.copied and part.target.strip()]
    if not any("." in part.segment.text or _HAS_CODE.search(part.segment.text) for part in parts):
        return
    whole = " ".join(part.target for part in parts)
    known = whole.casefold()
    squeezed = _SEPARATORS.sub("", known)
    for part in parts:
        source, target = part.segment.text, part.target
        kept = {match[0].rstrip(_TRAILING).casefold() for match in _ADDRESS.finditer(source)}
        for found, others in _iter_lost(source, known, squeezed):
            new = [
                match
                for match in others.finditer(target)
                if match[0].rstrip(_TRAILING).casefold() not in kept
                and match[0].casefold() not in source.casefold()
            ]
            text = found[0].rstrip(_TRAILING)
            opposite = cut_opposite(target, found.start() / len(source))
            message = f"{text} in the source has no counterpart in the target"
            if len(new) == 1:
                opposite = cut_excerpt(target, new[0].start(), new[0].end())
                message = f"{text} became {new[0][0].rstrip(_TRAILING)}"
            elif others is _CODE:
                continue
            yield Finding(
                code="A01",
                severity=Severity.ERROR,
                block_index=block.block.index,
                segment_index=part.segment.index,
                message=message,
                source_excerpt=cut_excerpt(source, found.start(), found.end()),
                target_excerpt=opposite,
            )


_HAS_CODE = compile_late(r"[A-Z]-?[0-9]|[@#]\w|://")
_SEPARATORS = compile_late(r"[\s-]+")
_DIGITS = compile_late(r"[0-9]+")


def _iter_lost(
    source: str, known: str, squeezed: str
) -> Iterator[tuple[re.Match[str], re.Pattern[str]]]:
    """Yield what the target lacks, with the pattern of its like.

    A code counts only while its digits are all there: changed digits are the number check's.
    """
    addresses = list(_ADDRESS.finditer(source))
    for match in addresses:
        text = match[0].rstrip(_TRAILING).casefold()
        if text not in known:
            yield match, _ADDRESS
    for match in _CODE.finditer(source):
        if any(address.start() <= match.start() < address.end() for address in addresses):
            continue
        text = _SEPARATORS.sub("", match[0]).casefold()
        digits = _DIGITS.search(match[0])
        if text not in squeezed and digits and re.search(rf"(?<![0-9]){digits[0]}(?![0-9])", known):
            yield match, _CODE
