"""Asking a model behind an OpenAI-compatible endpoint: one request, streamed, bounded in time.

Ollama, llama.cpp's server, vLLM and the paid services speak this protocol. Nothing here knows
what is asked. The key goes into one header and nowhere else: no message, log or value holds it.
"""

from __future__ import annotations

import http.client
import json
import socket
import ssl
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace

from translator.errors import SummarizerFailed
from translator.summarizers.chat_address import check_key, parse_chat_address, show_address
from translator.summarizers.chat_stream import Answer, AnswerReader, CutOff, describe_refusal

#: Answers that another try may turn into better ones: busy, overloaded, restarting.
_RETRIED_STATUS = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
#: Seconds before the second, third and fourth try; a server may ask for more, up to the last.
_PAUSES = (1.0, 3.0, 9.0)
_LONGEST_PAUSE = 30.0
#: Bytes of the longest answer read; a brief has a thousand.
_MAX_BYTES = 4_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeouts:
    """Limits in seconds. A local model reads a long article for minutes before its first word."""

    connect: float = 10.0
    #: Between two pieces of an answer.
    read: float = 180.0
    #: One try, from the first byte sent to the last one read.
    total: float = 600.0


class _Retryable(Exception):
    """A try failed in a way that another may not; ``pause`` is what the server asks for."""

    def __init__(self, message: str, *, pause: float = 0.0) -> None:
        super().__init__(message)
        self.pause = pause


class ChatClient:
    """Sends one request at a time to ``base_url`` + ``/chat/completions``.

    Args:
        base_url: As the server documents it, usually ending in ``/v1``.
        model: A name that the server knows.
        key: Sent as a bearer token; "" sends none. It travels over https, or stays on this
            machine.
        sleep: Waits between tries.

    Raises:
        UsageError: the address or the key cannot be used.
    """

    def __init__(
        self,
        base_url: str,
        *,
        model: str,
        key: str = "",
        timeouts: Timeouts | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.model = model
        self._address = parse_chat_address(base_url)
        self._shown = show_address(self._address)
        check_key(key, self._address)
        self._key = key
        self._timeouts = timeouts or Timeouts()
        self._sleep = sleep

    def complete(self, *, system: str, prompt: str) -> Answer:
        """Return the answer to one request.

        Busy servers, lost connections and answers that break off are tried again.

        Raises:
            SummarizerFailed: no whole answer after all tries, or a refusal.
        """
        body = json.dumps(
            {
                "model": self.model,
                "messages": [
                    {"role": "system", "content": system},
                    {"role": "user", "content": prompt},
                ],
                # The same article should give the same brief, as far as the server can.
                "temperature": 0,
                "stream": True,
                "stream_options": {"include_usage": True},
            }
        ).encode()
        for pause in (*_PAUSES, None):
            try:
                return self._try_once(body)
            except _Retryable as failure:
                if pause is None:
                    raise SummarizerFailed(
                        f"{failure} ({len(_PAUSES) + 1} tries); is the server running, and is "
                        "--chat-url right?"
                    ) from None
                self._sleep(max(pause, min(failure.pause, _LONGEST_PAUSE)))
        raise AssertionError("the last try returns or raises")

    def _try_once(self, body: bytes) -> Answer:
        connection = self._connect()
        expired = threading.Event()
        # A server that sends a byte a minute never runs into the read limit: at the deadline
        # the socket is shut from outside, whatever it is being read for.
        watch = threading.Timer(self._timeouts.total, _shut, (connection.sock, expired))
        watch.daemon = True
        watch.start()
        try:
            headers = {"Content-Type": "application/json", "Accept": "text/event-stream"}
            if self._key:
                headers["Authorization"] = f"Bearer {self._key}"
            path = self._address.path.rstrip("/") + "/chat/completions"
            connection.request("POST", path, body, headers)
            with connection.getresponse() as response:
                return self._read(response)
        except TimeoutError:
            raise _Retryable(f"{self._shown} was silent for {self._timeouts.read:g} s") from None
        except CutOff as error:
            message = f"the answer of {self._shown} broke off: {self._hide(str(error))}"
            raise self._expire(expired, message) from None
        except (OSError, http.client.HTTPException) as error:
            message = f"the connection to {self._shown} was lost: {_describe(error)}"
            raise self._expire(expired, message) from None
        finally:
            watch.cancel()
            connection.close()

    def _expire(self, expired: threading.Event, message: str) -> Exception:
        if expired.is_set():
            return SummarizerFailed(
                f"{self._shown} did not finish its answer in {self._timeouts.total:g} s; "
                "raise --chat-timeout or choose a faster model"
            )
        return _Retryable(message)

    def _connect(self) -> http.client.HTTPConnection:
        host = self._address.hostname or ""
        port = self._address.port
        timeout = self._timeouts.connect
        connection = (
            http.client.HTTPSConnection(host, port, timeout=timeout)
            if self._address.scheme == "https"
            else http.client.HTTPConnection(host, port, timeout=timeout)
        )
        try:
            connection.connect()
        except ssl.SSLError as error:
            connection.close()
            raise SummarizerFailed(
                f"{self._shown} cannot be trusted: {_describe(error)}; check --chat-url"
            ) from None
        except OSError as error:
            connection.close()
            raise _Retryable(f"cannot connect to {self._shown}: {_describe(error)}") from None
        connection.sock.settimeout(self._timeouts.read)
        return connection

    def _read(self, response: http.client.HTTPResponse) -> Answer:
        if response.status != 200:
            text = response.read(_MAX_BYTES).decode(errors="replace")
            reason = self._hide(describe_refusal(text) or response.reason)
            message = f"{self._shown} answered {response.status}: {reason}"
            if response.status in _RETRIED_STATUS:
                raise _Retryable(message, pause=_read_pause(response.headers.get("Retry-After")))
            raise SummarizerFailed(f"{message}; {_advise(response.status, self.model)}")
        reader = AnswerReader()
        size = 0
        # read1 gives what has arrived; read would wait for a whole answer in silence.
        while not reader.is_done and (piece := response.read1(65536)):
            size += len(piece)
            if size > _MAX_BYTES:
                raise SummarizerFailed(f"the answer of {self._shown} never ends")
            reader.feed(piece)
        answer = reader.finish()
        if answer.error:
            raise SummarizerFailed(f"{self._shown} failed: {self._hide(answer.error)}")
        return replace(answer, text=self._hide(answer.text))

    def _hide(self, text: str) -> str:
        """Return a server's words without the key, which some servers repeat."""
        return text.replace(self._key, "…") if self._key else text


def _shut(sock: socket.socket, expired: threading.Event) -> None:
    expired.set()
    with suppress(OSError):
        sock.shutdown(socket.SHUT_RDWR)


def _read_pause(value: str | None) -> float:
    """Return the seconds of a Retry-After header; a date there counts as no wish."""
    return float(value) if value and value.isdecimal() else 0.0


def _describe(error: Exception) -> str:
    if isinstance(error, socket.gaierror):
        return "no such host"
    if isinstance(error, TimeoutError):
        return "no answer"
    if isinstance(error, http.client.IncompleteRead):
        return "it closed in the middle of an answer"
    if isinstance(error, http.client.RemoteDisconnected):
        return "it closed without an answer"
    if isinstance(error, http.client.HTTPException):
        return "what it sent is not HTTP"
    text = getattr(error, "strerror", None) or str(error)
    return text or type(error).__name__


def _advise(status: int, model: str) -> str:
    if status in (401, 403):
        return "set the key in TRANSLATOR_CHAT_KEY, or chat_key in config.toml"
    if status == 404:
        return f"is --chat-url right, and does the server have the model {model!r}?"
    if 300 <= status < 400:
        return "redirects are not followed; give the final address as --chat-url"
    if status in (400, 413, 422):
        return "the model's context may be too short for the article, or its name wrong"
    return "see the server's own log"
