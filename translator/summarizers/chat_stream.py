"""Reading the answer of a chat endpoint as it comes: server-sent events, or one JSON object."""

from __future__ import annotations

import codecs
import json
from dataclasses import dataclass
from typing import Any

_DONE = "[DONE]"
#: Characters of a server's own words in a message.
_MAX_SHOWN = 200


class CutOff(Exception):
    """An answer ended before its end, or is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a model said. ``prompt_tokens`` is what the server says it has read; 0: unknown.

    ``is_whole`` is False where the answer ran into the server's limit of tokens.
    """

    text: str
    is_whole: bool = True
    prompt_tokens: int = 0
    error: str = ""


class AnswerReader:
    """Puts an answer together from the pieces that a connection delivers."""

    def __init__(self) -> None:
        # A piece may end in the middle of a letter.
        self._decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
        self._pending = ""
        self._other: list[str] = []
        self._texts: list[str] = []
        self._finish = ""
        self._prompt_tokens = 0
        self._error = ""
        self._has_events = False
        self.is_done = False

    def feed(self, piece: bytes) -> None:
        """Read the next bytes."""
        *lines, self._pending = (self._pending + self._decoder.decode(piece)).split("\n")
        for line in lines:
            self._read_line(line.rstrip("\r"))

    def finish(self) -> Answer:
        """Return the answer.

        Raises:
            CutOff: the stream ended without saying so, or holds no answer.
        """
        self._read_line((self._pending + self._decoder.decode(b"", final=True)).rstrip("\r"))
        if not self._has_events:
            self._read_object("\n".join(self._other))
        elif not (self.is_done or self._finish or self._error):
            raise CutOff("it ended in the middle")
        return Answer(
            text="".join(self._texts),
            is_whole=self._finish != "length",
            prompt_tokens=self._prompt_tokens,
            error=self._error,
        )

    def _read_line(self, line: str) -> None:
        field, colon, value = line.partition(":")
        if not colon or field != "data":
            if line.strip() and field not in ("event", "id", "retry", ""):
                self._other.append(line)
            return
        self._has_events = True
        value = value.removeprefix(" ")
        if value.strip() == _DONE:
            self.is_done = True
        elif value.strip():
            self._read_object(value)

    def _read_object(self, text: str) -> None:
        try:
            data = json.loads(text)
        except ValueError:
            raise CutOff(f"{_shorten(text)!r} is not JSON") from None
        if not isinstance(data, dict):
            raise CutOff(f"{_shorten(text)!r} is no answer")
        self._error = self._error or _read_error(data)
        usage = data.get("usage")
        if isinstance(usage, dict) and isinstance(usage.get("prompt_tokens"), int):
            self._prompt_tokens = usage["prompt_tokens"]
        choices = data.get("choices")
        if not isinstance(choices, list):
            if not self._error and not isinstance(usage, dict):
                raise CutOff(f"{_shorten(text)!r} is no answer")
            return
        for choice in choices[:1]:
            if isinstance(choice, dict):
                self._read_choice(choice)

    def _read_choice(self, choice: dict[str, Any]) -> None:
        message = choice.get("delta") or choice.get("message") or {}
        content = message.get("content") if isinstance(message, dict) else None
        if isinstance(content, str):
            self._texts.append(content)
        finish = choice.get("finish_reason")
        if isinstance(finish, str):
            self._finish = finish


def describe_refusal(text: str) -> str:
    """Return what the body of an error says, in one short line; "" where it says nothing.

    >>> describe_refusal('{"error": {"message": "no such model"}}')
    'no such model'
    """
    try:
        data = json.loads(text)
    except ValueError:
        return "" if "<" in text else _shorten(text)
    return _read_error(data) if isinstance(data, dict) else ""


def _read_error(data: dict[str, Any]) -> str:
    error = data.get("error") or data.get("message") or data.get("detail") or ""
    if isinstance(error, dict):
        error = error.get("message") or error.get("code") or "an error without a message"
    return _shorten(str(error))


def _shorten(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _MAX_SHOWN else text[: _MAX_SHOWN - 1] + "…"
