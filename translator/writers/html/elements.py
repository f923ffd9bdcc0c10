"""Markup by type: what is a ``str`` is text, and is escaped when it enters an element.

The only place where HTML is put together, so that nothing an article, a file name or a model
says can become markup.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from translator.text.normalize import clean_text

#: Marks that turn the reading direction around could make a line read otherwise than it is.
_DIRECTION_OVERRIDES = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
#: Elements that have no end.
_VOID = frozenset({"br", "hr", "input", "meta"})


@dataclass(frozen=True, slots=True)
class Markup:
    """A piece of HTML that is ready for a page. Not a string, so it cannot be mixed with one."""

    html: str


#: What an element may hold; None is nothing.
Content = str | Markup | None


def element(name: str, /, *content: Content, **attributes: str | int | bool | None) -> Markup:
    """Return an element.

    An attribute's ``_`` stands for ``-``, at the end of the name for nothing (``class_``); the
    values None and False leave the attribute out.

    >>> element("a", "<b> & ", Markup("<i>c</i>"), href="#p1", class_='"x"').html
    '<a href="#p1" class="&quot;x&quot;">&lt;b&gt; &amp; <i>c</i></a>'
    """
    start = [name]
    for key, value in attributes.items():
        key = key.rstrip("_").replace("_", "-")
        if value is True:
            start.append(key)
        elif value is not None and value is not False:
            # In double quotes always, so that a policy's single ones can be read.
            text = escape(plain(str(value)), quote=False).replace('"', "&quot;")
            start.append(f'{key}="{text}"')
    end = "" if name in _VOID else f"</{name}>"
    return Markup(f"<{' '.join(start)}>{join(content).html}{end}")


def join(content: Iterable[Content], between: str = "") -> Markup:
    """Return pieces one after the other; the text among them is escaped."""
    return Markup(
        escape(between, quote=False).join(
            piece.html if isinstance(piece, Markup) else escape(plain(piece), quote=False)
            for piece in content
            if piece is not None
        )
    )


def plain(text: str) -> str:
    """Return text without control characters and without marks that turn its direction around.

    >>> plain("a\\x1b[31m\\u202eb")
    'a[31mb'
    """
    return clean_text(text).translate(_DIRECTION_OVERRIDES)
