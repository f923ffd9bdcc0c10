"""A real HTTP server on this machine that speaks, stalls, breaks off or refuses as told."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

#: What one request gets: a function that is handed the connection.
Reply = Callable[["Handler"], None]


@dataclass
class ChatServer:
    """The server's address, what it was asked, and what it will reply, in turn."""

    url: str
    replies: list[Reply]
    requests: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)


class Handler(BaseHTTPRequestHandler):
    """Hands every POST to the next reply; the last one stays."""

    protocol_version = "HTTP/1.1"
    server: Server

    def do_POST(self) -> None:
        told = self.server.told
        size = int(self.headers["Content-Length"])
        told.requests.append(json.loads(self.rfile.read(size)))
        told.keys.append(self.headers["Authorization"])
        told.paths.append(self.path)
        reply = told.replies.pop(0) if len(told.replies) > 1 else told.replies[0]
        self.close_connection = True
        try:
            reply(self)
        except (BrokenPipeError, ConnectionResetError):
            pass

    def log_message(self, format: str, *args: object) -> None:
        pass

    def send_head(self, status: int, kind: str, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Connection", "close")
        self.end_headers()

    def send_event(self, data: object) -> None:
        text = data if isinstance(data, str) else json.dumps(data)
        self.wfile.write(f"data: {text}\n\n".encode())
        self.wfile.flush()


class Server(ThreadingHTTPServer):
    daemon_threads = True
    told: ChatServer


@contextmanager
def serve(*replies: Reply) -> Iterator[ChatServer]:
    """Run a server with these replies until the end of the block."""
    server = Server(("127.0.0.1", 0), Handler)
    server.told = ChatServer(f"http://127.0.0.1:{server.server_port}/v1", list(replies))
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield server.told
    finally:
        server.shutdown()
        server.server_close()


def stream(text: str, *, finish: str = "stop", prompt_tokens: int = 0, step: int = 7) -> Reply:
    """Answer in events of a few letters."""

    def reply(handler: Handler) -> None:
        handler.send_head(200, "text/event-stream")
        handler.wfile.write(b": hello\n\n")
        for start in range(0, len(text), step):
            delta = {"content": text[start : start + step]}
            handler.send_event({"choices": [{"delta": delta, "finish_reason": None}]})
        handler.send_event({"choices": [{"delta": {}, "finish_reason": finish}]})
        handler.send_event({"choices": [], "usage": {"prompt_tokens": prompt_tokens}})
        handler.send_event("[DONE]")

    return reply


def stream_bytes(*pieces: bytes) -> Reply:
    """Send bytes as they are, each by itself."""

    def reply(handler: Handler) -> None:
        handler.send_head(200, "text/event-stream")
        for piece in pieces:
            handler.wfile.write(piece)
            handler.wfile.flush()

    return reply


def answer(text: str) -> Reply:
    """Answer in one JSON object, as a server that cannot stream."""

    def reply(handler: Handler) -> None:
        handler.send_head(200, "application/json")
        choice = {"message": {"role": "assistant", "content": text}, "finish_reason": "stop"}
        handler.wfile.write(json.dumps({"choices": [choice], "usage": {}}, indent=2).encode())

    return reply


def refuse(status: int, body: str = "", **headers: str) -> Reply:
    """Answer with an error."""

    def reply(handler: Handler) -> None:
        handler.send_head(status, "application/json", **headers)
        handler.wfile.write(body.encode())

    return reply


def cut_off(text: str) -> Reply:
    """Stream the beginning of an answer and close."""

    def reply(handler: Handler) -> None:
        handler.send_head(200, "text/event-stream")
        handler.send_event({"choices": [{"delta": {"content": text}}]})

    return reply


def hang_up(handler: Handler) -> None:
    """Close without a word."""
    handler.connection.close()


def stall(seconds: float) -> Reply:
    """Say nothing for a while."""

    def reply(handler: Handler) -> None:
        time.sleep(seconds)

    return reply


def drip(seconds: float) -> Reply:
    """Send a byte now and then, so that the connection is never silent."""

    def reply(handler: Handler) -> None:
        handler.send_head(200, "text/event-stream")
        for _ in range(int(seconds / 0.02)):
            handler.wfile.write(b":")
            handler.wfile.flush()
            time.sleep(0.02)

    return reply
