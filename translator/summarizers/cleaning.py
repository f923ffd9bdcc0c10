"""What a newspaper page says about itself: datelines, by-lines, credits, stamps, links.

None of it is news, and all of it stands where the news is: in the first and last lines.
Everything here only deletes, so that a cleaned sentence never says more than its source.
"""

from __future__ import annotations

import re

from translator.patterns import compile_late

_UPPER = "A-ZÀ-ÖØ-Þ"
_NAME = rf"[{_UPPER}][\w.'’-]*"
_PLACE = rf"{_NAME}(?:[ /][{_UPPER}\d][\w.'’-]*){{0,3}}"
_CAPITALS = rf"[{_UPPER}][{_UPPER}.'’-]+(?:[ /][{_UPPER}\d][{_UPPER}.'’-]*){{0,3}}"
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_DATE = (
    rf"(?:{_DAY},? )?(?:[A-Z][a-z]{{2,8}}\.? \d{{1,2}}(?:st|nd|rd|th)?"
    r"|\d{1,2}(?:st|nd|rd|th|er)? [A-Za-zéû]{3,9}\.?)(?:,? \d{4})?"
)
_AGENCY = r"\([A-Z][\w.&/ -]{1,30}\)"
_WIRE = r"(?:AFP|AP|Reuters|ANSA|EFE|dpa|Getty Images|agencies)"

#: Capitals alone make a dateline; a place in ordinary letters needs an agency or a date with
#: it, or "Paris - The" could be the start of a sentence. The text must go on like a sentence:
#: "NATO — the alliance — said" is not datelined NATO.
_DATELINE = compile_late(
    r"^\W*(?:"
    rf"{_CAPITALS}(?:, {_PLACE})?(?:, {_DATE})?,?(?: {_AGENCY})?"
    rf"|{_PLACE}(?:, {_PLACE}| {_AGENCY})?(?:, {_DATE},?(?: {_AGENCY})?| {_AGENCY})"
    rf"|{_AGENCY})"
    rf"\s*(?:--|[—–-])\s+(?=[\"“‘'«(]*[{_UPPER}\d])"
)

#: What is left before the first sentence where a stop in the dateline (12 Nov.) parted the two.
_LOOSE_DASH = compile_late(r"^[—–-]\s+")

#: A cue to look at a picture, or the agency's name after the last word.
_ASIDE = compile_late(
    r"\s*[(\[](?:pictured|photo|see (?:photo|picture|map|box|below|opposite)|left|right|above"
    r"|below|file photo|AFP|AP|Reuters|with AFP)\b[^)\]]{0,40}[)\]]",
    re.IGNORECASE,
)

#: Whole sentences that are no news; each line is one kind.
_FURNITURE = compile_late(
    r"^[\W_]*(?:"
    + "|".join(
        (
            r"(?:(?:Text|Story|Report|Interview|Reporting|Editing|Written|Compiled|Photos?) )?"
            rf"[Bb]y {_NAME}"
            rf"(?:[ ,]+(?:and|with|in|at|for|of|our|the|de|du|correspondent|{_NAME}))*",
            r"(?:Photo|Picture|Image|Illustration|Video|Graphic|Infographic|Credit|Crédit|Caption)s?"
            r"(?: credits?)?\s*[:/©(].*",
            r"(?:©|Copyright\b|All rights reserved|Reproduction (?:prohibited|forbidden)).*",
            r"(?:(?:First|Last) )?(?:Published|Updated?|Posted|Modified)(?: on| at)?\s*:?\s*"
            rf"(?:{_DATE}|{_DAY}|\d|today|yesterday).{{0,40}}",
            rf"{_DATE}(?:,?(?: at)? \d{{1,2}}[:.h]\d{{2}}.{{0,12}})?",
            r"(?:(?:Read|See|Watch|Listen) (?:also|more|again)|Also (?:read|see))\b.*",
            r"(?:To read|Related|More on|Further reading|On the same subject)\b.{0,12}:.*",
            r"(?:Scroll (?:down|up)|Swipe|Watch the video|See the (?:video|photos|pictures))\b.*",
            r"(?:Tel[a-z]*|Phone|Fax|E-?mail|Contacts?|Website)\.? ?:.{0,60}",
            r"(?:Click here|Subscribe|Sign up|Follow us|Share (?:this|on))\b.*",
            r"Sources?\s*:.*",
            rf"(?:[Ww]ith )?{_WIRE}(?:\W+(?:and )?(?:with )?{_WIRE})*",
        )
    )
    + r")[\W_]*$"
)

#: Characters of the longest dateline and of the longest furniture. The patterns look no
#: further: a text without spaces, as broken files hold, must not take them minutes.
_DATELINE_REACH, _FURNITURE_REACH = 120, 300

_CREDIT_TAIL = compile_late(rf"\b{_NAME} ?/ ?(?:AFP|AP|Reuters|Getty Images|REA|Sipa|MaxPPP)\W*$|©")


def clean_sentence(text: str) -> str:
    """Return ``text`` without its dateline and its cues to pictures; "" for page furniture.

    >>> clean_sentence("LYON, March 3 (AFP) — The bridge (pictured) has reopened.")
    'The bridge has reopened.'
    >>> clean_sentence("By Claire Fontaine, in Nantes")
    ''
    """
    text = text.strip()
    dateline = _DATELINE.match(text[:_DATELINE_REACH])
    text = text[dateline.end() :] if dateline else _LOOSE_DASH.sub("", text)
    text = _ASIDE.sub("", text).strip()
    return "" if is_furniture(text) else text


def is_furniture(text: str) -> bool:
    """Return whether a whole sentence is a by-line, credit, stamp, link or source line.

    >>> is_furniture("Updated March 3 at 18:30"), is_furniture("The list was updated in May.")
    (True, False)
    """
    if len(text) > _FURNITURE_REACH:
        return False
    return bool(_FURNITURE.match(text) or (len(text.split()) <= 25 and _CREDIT_TAIL.search(text)))
