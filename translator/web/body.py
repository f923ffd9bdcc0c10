"""The body of an answer: read piece by piece, unpacked, and never more of it than allowed."""

from __future__ import annotations

import http.client
import zlib
from collections.abc import Iterator

from translator.errors import FetchFailed

_PIECE = 65536
#: What zlib calls gzip's and zlib's own wrapping, told apart by itself.
_ANY_WRAPPING = 32 + zlib.MAX_WBITS
_GZIP_START = b"\x1f\x8b"


class CutOff(Exception):
    """The answer ended before its end."""


def read_body(response: http.client.HTTPResponse, *, max_bytes: int, shown: str) -> bytes:
    """Return the whole body, unpacked.

    Args:
        max_bytes: of what is sent, and of what comes out of it.
        shown: the address, as messages name it.

    Raises:
        FetchFailed: there is more than ``max_bytes``, or it is packed in a way not asked for.
        CutOff: the connection ended in the middle.
    """
    packing = response.headers.get("Content-Encoding", "").strip().lower()
    if packing not in ("", "identity", "gzip", "x-gzip", "deflate"):
        raise FetchFailed(f"{shown}: packed as {packing!r}, which was not asked for")
    # One that says how long it is need not be read to be refused.
    if (response.length or 0) > max_bytes:
        raise _too_large(max_bytes, shown)
    pieces = _iter_pieces(response, max_bytes=max_bytes, shown=shown)
    if packing in ("gzip", "x-gzip", "deflate"):
        pieces = _unpack(pieces, max_bytes=max_bytes, shown=shown)
    return b"".join(pieces)


def _iter_pieces(
    response: http.client.HTTPResponse, *, max_bytes: int, shown: str
) -> Iterator[bytes]:
    size = 0
    while piece := response.read1(_PIECE):
        size += len(piece)
        if size > max_bytes:
            raise _too_large(max_bytes, shown)
        yield piece
    # read1 takes a connection that is closed too early for the end.
    if response.length:
        raise CutOff


def _unpack(pieces: Iterator[bytes], *, max_bytes: int, shown: str) -> Iterator[bytes]:
    unpacker = zlib.decompressobj(_ANY_WRAPPING)
    size, is_first = 0, True
    try:
        for piece in pieces:
            if is_first and not _is_wrapped(piece):
                # "deflate" is often sent without its wrapping (RFC 9110, 8.4.1.2).
                unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
            is_first = False
            while piece:
                if unpacker.eof:
                    # A file may be several, one behind the other; else it is padding.
                    if not piece.startswith(_GZIP_START):
                        return
                    unpacker = zlib.decompressobj(_ANY_WRAPPING)
                # Never more than is allowed, however little it is made of.
                unpacked = unpacker.decompress(piece, max_bytes - size + 1)
                size += len(unpacked)
                if size > max_bytes:
                    raise _too_large(max_bytes, shown)
                yield unpacked
                piece = unpacker.unused_data if unpacker.eof else unpacker.unconsumed_tail
    except zlib.error as error:
        raise FetchFailed(f"{shown}: what the server sent cannot be unpacked") from error
    if not unpacker.eof and not is_first:
        raise CutOff


def _is_wrapped(piece: bytes) -> bool:
    """Tell whether data begin as gzip or zlib (RFC 1950, 2.2: a check in the second byte)."""
    if piece.startswith(_GZIP_START[:1]):
        return True
    return len(piece) > 1 and piece[0] & 0x0F == 8 and int.from_bytes(piece[:2], "big") % 31 == 0


def _too_large(max_bytes: int, shown: str) -> FetchFailed:
    return FetchFailed(
        f"{shown}: more than {max_bytes / 1e6:.0f} MB, which no article has; save it and name the "
        "file if it is one"
    )
