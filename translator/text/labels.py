"""What begins a turn in an interview: a dash, "Q. –", "R. –", or initials, "C. V. :".

To a model, "R." is an initial, an abbreviation or nothing, and a dash is a hyphen: it leaves out
some of them and changes others.
"""

from __future__ import annotations

import re

from translator.patterns import compile_late

#: Of the initials of who speaks two, for one letter may be a page's or a chapter's, and "O.N.U. :"
#: is a word to be translated.
_LABEL = compile_late(
    r"""
    (?: [–—―]
      | (?: [QR] \.?
          | (?: [A-ZÀ-Þ][a-z]? \.- )? [A-ZÀ-Þ][a-z]? \. \s? [A-ZÀ-Þ][a-z]? \.
        ) \s? [–—―:-]
    )
    \s+ (?= \W* \w )
    """,
    re.VERBOSE,
)


def split_label(text: str) -> tuple[str, str]:
    """Return the label that a text begins with, and the rest; joined, they are the text.

    >>> split_label("R. – Oui, deux fois.")
    ('R. – ', 'Oui, deux fois.')
    >>> split_label("C. V. : Une aide.")
    ('C. V. : ', 'Une aide.')
    >>> split_label("M. Roy : une aide.")
    ('', 'M. Roy : une aide.')
    """
    found = _LABEL.match(text)
    return (found[0], text[found.end() :]) if found else ("", text)
