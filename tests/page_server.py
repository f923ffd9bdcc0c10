"""A real HTTP server on this machine that gives pages, leads in circles, stalls and lies."""

from __future__ import annotations

import gzip
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

#: What one path answers with.
Answer = Callable[["Handler"], None]


@dataclass
class PageServer:
    """The server's address and what it was asked."""

    url: str
    port: int
    answers: dict[str, Answer] = field(default_factory=dict)
    #: The answer to every other path; None is "no such page".
    otherwise: Answer | None = None
    #: Each request's line and headers, names in lower case.
    requests: list[tuple[str, dict[str, str]]] = field(default_factory=list)


class Handler(BaseHTTPRequestHandler):
    """Answers each path as told."""

    protocol_version = "HTTP/1.1"
    server: Server

    def do_GET(self) -> None:
        told = self.server.told
        headers = {name.lower(): value for name, value in self.headers.items()}
        told.requests.append((self.requestline, headers))
        self.close_connection = True
        # A proxy is asked for a whole address.
        path = self.path if self.path.startswith("/") else "/" + self.path.split("/", 3)[3]
        try:
            told.answers.get(path, told.otherwise or refuse(404))(self)
        except (BrokenPipeError, ConnectionResetError):
            pass

    def do_CONNECT(self) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.server.told.requests.append((self.requestline, headers))
        self.close_connection = True
        self.send_error(403, "Not this one")

    def log_message(self, format: str, *args: object) -> None:
        pass

    def send_head(self, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Connection": "close", **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()


class Server(ThreadingHTTPServer):
    daemon_threads = True
    told: PageServer
    context: ssl.SSLContext | None = None

    def finish_request(self, request: Any, client_address: Any) -> None:
        # In the connection's own thread: a client may be slow to shake hands, or refuse to.
        if self.context is not None:
            try:
                request = self.context.wrap_socket(request, server_side=True)
            except OSError:
                request.close()
                return
        super().finish_request(request, client_address)
        request.close()


@contextmanager
def serve(
    answers: dict[str, Answer],
    *,
    otherwise: Answer | None = None,
    context: ssl.SSLContext | None = None,
) -> Iterator[PageServer]:
    """Run a server with these answers, on this machine alone, until the end of the block.

    With a ``context`` it speaks TLS.
    """
    server = Server(("127.0.0.1", 0), Handler)
    port = server.server_port
    scheme = "http" if context is None else "https"
    server.told = PageServer(f"{scheme}://127.0.0.1:{port}", port, answers, otherwise)
    server.context = context
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield server.told
    finally:
        server.shutdown()
        server.server_close()


def give(body: bytes, kind: str = "text/html; charset=utf-8", **headers: str) -> Answer:
    """Answer with a body of known length."""

    def answer(handler: Handler) -> None:
        given = {"Content_Type": kind} if kind else {}
        handler.send_head(**given, Content_Length=str(len(body)), **headers)
        handler.wfile.write(body)

    return answer


def refuse(status: int, **headers: str) -> Answer:
    """Answer with a status and nothing else."""

    def answer(handler: Handler) -> None:
        handler.send_head(status, Content_Length="0", **headers)

    return answer


def lead_to(address: str, status: int = 302) -> Answer:
    """Lead on to another address."""
    return refuse(status, Location=address)


def stall(seconds: float = 30.0) -> Answer:
    """Say nothing for a while."""

    def answer(handler: Handler) -> None:
        time.sleep(seconds)

    return answer


def drip(count: int, pause: float = 0.05) -> Answer:
    """Send a byte now and then, so that the connection is never silent."""

    def answer(handler: Handler) -> None:
        handler.send_head(Content_Type="text/html")
        for _ in range(count):
            handler.wfile.write(b"x")
            handler.wfile.flush()
            time.sleep(pause)

    return answer


def send_chunks(
    *pieces: bytes, kind: str = "text/plain; charset=utf-8", whole: bool = True
) -> Answer:
    """Answer in chunks of unknown number; without the last one unless ``whole``."""

    def answer(handler: Handler) -> None:
        handler.send_head(Content_Type=kind, Transfer_Encoding="chunked")
        for piece in pieces:
            handler.wfile.write(f"{len(piece):x}\r\n".encode() + piece + b"\r\n")
        if whole:
            handler.wfile.write(b"0\r\n\r\n")

    return answer


def send_endlessly(handler: Handler) -> None:
    """Send zeros until the other side has enough."""
    handler.send_head(Content_Type="text/plain")
    while True:
        handler.wfile.write(bytes(65536))


def make_bomb(megabytes: int) -> bytes:
    """Return gzip data that are a thousand times as large when unpacked."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
    zeros = bytes(1_000_000)
    return b"".join([*(packer.compress(zeros) for _ in range(megabytes)), packer.flush()])


def send_raw(data: bytes) -> Answer:
    """Send bytes that need not be HTTP, and close."""

    def answer(handler: Handler) -> None:
        handler.wfile.write(data)
        handler.wfile.flush()
        # The other side may be gone already.
        with suppress(OSError):
            handler.connection.shutdown(socket.SHUT_WR)

    return answer


def gzipped(body: bytes) -> bytes:
    return gzip.compress(body)
