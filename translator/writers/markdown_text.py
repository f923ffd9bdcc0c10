"""Text as Markdown that shows it as it is."""

from __future__ import annotations

import re

from translator.patterns import compile_late

#: Characters that Markdown or a viewer that allows HTML could take for markup anywhere.
_INLINE = compile_late(r"([\\`*_\[\]<>|~&#])")
#: What starts a list, a rule, a setext underline or a numbered item at the head of a line; "1.5
#: million" and "-3 degrees" start nothing.
_LINE_START = compile_late(r"^(\s*)([-+](?=[\s-]|$)|=|\d+[.)](?=\s|$))", re.MULTILINE)
_FENCES = compile_late(r"`{3,}")


def escape_markdown(text: str) -> str:
    """Return text that Markdown shows as it is, on one line.

    >>> print(escape_markdown("1. le [mardi](x) *12* <b>"))
    1\\. le \\[mardi\\](x) \\*12\\* \\<b\\>
    """
    text = _INLINE.sub(r"\\\1", text.replace("\n", " "))
    return _LINE_START.sub(lambda match: f"{match[1]}{match[2][:-1]}\\{match[2][-1]}", text)


def fence_code(text: str) -> str:
    """Return text between fences that it cannot end.

    >>> print(fence_code("a *b*"))
    ```
    a *b*
    ```
    """
    longest = max((len(found) for found in _FENCES.findall(text)), default=2)
    fence = "`" * max(3, longest + 1)
    return f"{fence}\n{text}\n{fence}"
