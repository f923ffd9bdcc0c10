"""Typography: what a reader keeps and what a model should see.

Two forms of the same text live side by side. The *clean* form is shown and checked: the
author's own quotation marks and spaces, without bytes that would break a terminal. The
*model* form is what the weights were trained on; it is made here and nowhere else, because a
model that meets other typography at run time than in training translates worse. The training
code imports these very functions.
"""

from __future__ import annotations

import re
import unicodedata

from translator.patterns import compile_late

#: Spaces that French typography puts before ; : ! ? » and inside numbers, and their cousins.
_SPACES = dict.fromkeys(
    map(ord, "\u00a0\u202f\u2009\u2007\u2008\u200a\u2002\u2003\u2005\u3000"), " "
)

#: Marks of which French and English use several forms without a difference in meaning.
_MARKS = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "‛": "'",
        "ʼ": "'",
        "`": "'",
        "´": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "‟": '"',
        "″": '"',
        "–": "-",
        "—": "-",
        "―": "-",
        "‐": "-",
        "‑": "-",
        "−": "-",
        "…": "...",
    }
)

#: Zero-width and directional marks carry nothing a translation needs.
_INVISIBLE = dict.fromkeys(
    [0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, *range(0x200E, 0x2010), *range(0x202A, 0x202F)]
)

#: All of them at once: a text is walked through for each table.
_PLAIN = _INVISIBLE | _SPACES | _MARKS

#: Looked for from the first of several spaces alone: from each of them would be quadratic.
_GUILLEMETS = compile_late(r"[«‹]\s*+|(?<!\s)\s++[»›]|[»›]")
#: 14 000 and 1 250,50, but not the pairs of a telephone number nor "2008 300".
_DIGIT_GROUPS = compile_late(r"(?<![\d.,])(?<!\d )(\d{1,3}(?: \d{3})+)(?:,(\d+))?(?!\d| \d)")
#: Categories Cc and Cs, but for the tab and the line feed; and the marks that turn the direction
#: of what follows around, with which "exe.fdp" is shown as "pdf.exe".
_CONTROL = compile_late("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")


def clean_text(text: str) -> str:
    """Return ``text`` in NFC with one kind of line end and no control characters.

    Terminal escape sequences lose their escape character here, before anything can print
    them, and nothing turns a line around. Typographic quotes, no-break spaces, tabs and line
    feeds stay.

    >>> clean_text("cafe\\u0301\\r\\n\\x1b[31mrouge")
    'café\\n[31mrouge'
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = text.replace("\x0c", "\n").replace("\x85", "\n").replace("\u2028", "\n")
    text = _CONTROL.sub("", text.replace("\u2029", "\n\n")).lstrip("\ufeff")
    return unicodedata.normalize("NFC", text)


def remove_controls(text: str) -> str:
    """Return ``text`` without control characters, for what came out of a clean text's escapes.

    >>> remove_controls("a\\x1b[31m\\u202eb")
    'a[31mb'
    """
    return _CONTROL.sub("", text)


def normalize_source(text: str) -> str:
    """Return the model form of a French text: one line, plain quotes, plain spaces.

    Digit groups are joined with a comma, the English way, so that the model has only to copy
    them: French writes 14 000 with a space that may or may not be a no-break one.

    >>> normalize_source("« L’Ouest » : 14\\u202f000 habitants…")
    '"L\\'Ouest" : 14,000 habitants...'
    """
    return _DIGIT_GROUPS.sub(_join_digit_groups, _normalize_marks(text))


def normalize_target(text: str) -> str:
    """Return the model form of an English text; used for training references only.

    >>> normalize_target("“It’s  over”")
    '"It\\'s over"'
    """
    return _normalize_marks(text)


def _join_digit_groups(match: re.Match[str]) -> str:
    whole, decimals = match[1].replace(" ", ","), match[2]
    return f"{whole}.{decimals}" if decimals else whole


def _normalize_marks(text: str) -> str:
    text = _GUILLEMETS.sub('"', text.translate(_PLAIN))
    # Some letters (ŉ) are made of such marks.
    text = unicodedata.normalize("NFKC", text).translate(_MARKS)
    return " ".join(text.split())
