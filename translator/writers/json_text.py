"""JSON as text that a terminal can show without obeying it."""

from __future__ import annotations

import json
from typing import Any

from translator.patterns import compile_late

#: What the library leaves as it is, and a terminal acts on: DEL and the C1 controls, of which one
#: begins an escape sequence, and the marks that turn the direction of a line around.
_UNSAFE = compile_late("[\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def encode_json(values: Any, *, indent: int | None = None) -> str:
    r"""Return values as JSON. Such characters are escaped, so none is lost to a program.

    >>> print(encode_json({"path": "a\x9b31m\u202eb"}))
    {"path": "a\u009b31m\u202eb"}
    """
    text = json.dumps(values, ensure_ascii=False, indent=indent)
    # Outside of strings JSON has none of them.
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
