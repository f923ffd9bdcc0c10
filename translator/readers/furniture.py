"""What surrounds an article: who wrote it, whose the picture is, where else to read, its title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from translator.patterns import compile_late
from translator.types import Block, BlockKind

#: A section name above the title has no more words than this.
_MAX_KICKER_WORDS = 2
_MAX_CREDIT_LENGTH = 200  # characters
_CREDIT = compile_late(
    r"""
    (?: sources? | photos? | photographies? | cr[ée]dits? (?: \s+ photos? )? | images? | vid[ée]os?
      | illustrations? | infographies? | l[ée]gendes? | copyright | auteure?s? | texte
    ) \s* (?: [:©] | \bafp\b ) .*
    | (?: © | \(c\) ) .*
    | \(? (?: avec \s+ )? (?: l['’] )? (?: agences? | afp | reuters | ap | belga | ats )
      (?: \s* (?: , | / | et | avec ) \s* (?: l['’] )? (?: agences? | afp | reuters | ap | ats ) )*
      \)? \.?
    | (?: publi[ée]e? | mis \s à \s jour | modifi[ée] | post[ée] ) \s+ (?: le | à ) \s .*
    | (?: (?: lun | mar | mercre | jeu | vendre | same ) di \s+ | dimanche \s+ )? (?: le \s+ )?
      \d{1,2} (?: er )? \s+ [a-zéû]{3,9} \.? \s+ \d{4}
      (?: \s* [,à–-]? \s* \d{1,2} \s? [h:] .{0,6} )?
    | (?: [àa] \s+ )? (?: re )? lire \s+ (?: aussi | [ée]galement ) \b (?: .* (?<![.!?]) )?
    | (?: voir | [ée]couter ) \s+ aussi \s* : .*
    | (?: temps \s de \s )? lecture (?: \s de )? \s* :? \s* \d+ \s? min (?: utes? )? \.?
    | \d{1,2} \s? [h:] \s? \d{2}
    | (?: propos \s recueillis | traduit (?: \s de .{3,20} )? | recueilli ) \s par \s .*
    """,
    re.VERBOSE | re.IGNORECASE,
)
#: "Par Jean Dupont, correspondant à Lille": a name and no stop, at either end of an article.
_BYLINE = compile_late(
    r"(?:Par|PAR|Texte de|De notre (?:envoyée?|correspondante?) \w+ à)\s+"
    r"[A-ZÀ-ÖØ-Þ][\w’'.-]*(?:,?\s+(?:&|[\w’'.()-]+)){0,10}(?<![.!?])"
)
_BYLINE_REACH = 4  # blocks from either end
#: What may stand in front of a title.
_FRONT = frozenset({BlockKind.HEADING, BlockKind.CREDIT, BlockKind.CODE})


def mark_credits(
    blocks: Sequence[Block], *, is_first: bool = True, is_last: bool = True
) -> list[Block]:
    """Return the blocks with the credits found among the paragraphs without a marker.

    Args:
        blocks: of a text, or of a part of it, numbered from 0.
        is_first: the text begins with them.
        is_last: it ends with them.
    """
    first = range(_BYLINE_REACH if is_first else 0)
    last = range(len(blocks) - (_BYLINE_REACH if is_last else 0), len(blocks))
    return [
        replace(block, kind=BlockKind.CREDIT)
        if _is_credit(block, at_an_end=block.index in first or block.index in last)
        else block
        for block in blocks
    ]


def find_title(blocks: Sequence[Block]) -> str | None:
    """Return the first heading in front of the text, past a section name such as "Société"."""
    front = takewhile(lambda block: block.kind in _FRONT, blocks)
    headings = [block.text for block in front if block.kind is BlockKind.HEADING]
    full = (text for text in headings if len(text.split()) > _MAX_KICKER_WORDS)
    return next(full, headings[0] if headings else None)


def _is_credit(block: Block, *, at_an_end: bool) -> bool:
    if block.kind is not BlockKind.PARAGRAPH or block.marker:
        return False
    if len(block.text) > _MAX_CREDIT_LENGTH:
        return False
    if _CREDIT.fullmatch(block.text):
        return True
    return at_an_end and _BYLINE.fullmatch(block.text.rstrip()) is not None
