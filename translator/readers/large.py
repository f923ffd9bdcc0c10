"""Plain texts too long to be held in memory: read once to be counted, and again as needed.

The text is taken in parts of half a million characters and more that end between two paragraphs,
and a part is gone when its blocks are. What a reader finds out about a text from its looks, such as
where its lines were wrapped, it finds out about each part.
"""

from __future__ import annotations

import codecs
import io
import re
import threading
import weakref
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import BinaryIO, overload

from translator.patterns import compile_late
from translator.readers import choose_binary_format
from translator.readers.formats import find_text_format
from translator.readers.furniture import find_title
from translator.readers.plain import PlainReader
from translator.text.encoding import decode_bytes
from translator.text.normalize import clean_text
from translator.types import Block, Document

#: Characters of a part.
PART_SIZE = 1_000_000
#: A part that offers no better place ends at any line end when it is this many times as long.
_MOST_PARTS = 4
_CHUNK_BYTES = 256 * 1024
#: Blocks among which a title is looked for.
_FRONT_BLOCKS = 20

#: Names of the encoding that a text can be read in from any character on.
_UTF_8 = frozenset({"auto", "utf-8", "utf8", "utf-8-sig"})

#: Where a text can be cut, best first: after a finished paragraph and all its blank lines; after
#: any paragraph; after a line that ends a sentence.
_CUTS = (
    compile_late(r"[.!?…][»”\"’')\]]?[^\S\n]*\n(?:[^\S\n]*\n)+(?=\S)"),
    compile_late(r"\n(?:[^\S\n]*\n)+(?=\S)"),
    compile_late(r"[.!?…][»”\"’')\]]?[^\S\n]*\n(?=\S)"),
)
_FENCE = compile_late(r"^[^\S\n]*(```|~~~)", re.MULTILINE)


def read_large(file: BinaryIO, *, origin: str, input_format: str, encoding: str) -> Document | None:
    """Return the document in a long file, or None for one that has to be read whole.

    In parts can be read what is plain text and in UTF-8 to its end.

    Args:
        file: open for reading from any place; the document, if there is one, closes it when
            nobody needs its blocks any more.
        origin: how messages and outputs name the source.
        input_format: a reader's name or ``auto``.
        encoding: that of the file, or ``auto``.

    Raises:
        UnreadableInput: it begins like something that is no text.
        UnsupportedFormat: no reader for ``input_format``.
    """
    file.seek(0)
    start = file.read(_CHUNK_BYTES)
    # Up to a line end, so that no character is divided.
    start = start[: start.rfind(b"\n") + 1]
    is_bytes = choose_binary_format(start, origin=origin, input_format=input_format) is not None
    if is_bytes or not start or encoding.lower() not in _UTF_8:
        return None
    decoded = decode_bytes(start, origin=origin, encoding="auto")
    format_name = input_format
    if format_name == "auto":
        format_name = find_text_format(clean_text(decoded.text), origin=origin)
    if decoded.encoding != "utf-8" or format_name != "text":
        return None
    try:
        blocks = LargeText(file)
    except UnicodeDecodeError:
        return None
    if not blocks:
        return None
    weakref.finalize(blocks, file.close)
    return Document(blocks=blocks, title=blocks.title, origin=origin)


class LargeText(Sequence[Block]):
    """The blocks of a plain text in UTF-8, made anew each time that somebody goes through them.

    Args:
        file: open for reading from any place, as long as there are blocks to be read.
        part_size: characters that are looked at together; a million if not said.

    Raises:
        UnicodeDecodeError: it is not in UTF-8.
    """

    def __init__(self, file: BinaryIO, *, part_size: int | None = None) -> None:
        self._file, self._part_size = file, part_size or PART_SIZE
        self._lock = threading.Lock()
        self._len = sum(1 for _ in self)

    @property
    def title(self) -> str | None:
        """The first heading in front of the text."""
        return find_title(list(islice(self, _FRONT_BLOCKS)))

    def __len__(self) -> int:
        return self._len

    @overload
    def __getitem__(self, position: int) -> Block: ...
    @overload
    def __getitem__(self, position: slice) -> Sequence[Block]: ...
    def __getitem__(self, position: int | slice) -> Block | Sequence[Block]:
        """Return one block or several, at the price of reading the text up to them."""
        wanted = range(self._len)[position]
        if isinstance(wanted, int):
            return next(islice(self, wanted, None))
        numbers = set(wanted)
        found = {block.index: block for block in self if block.index in numbers}
        return [found[number] for number in wanted]

    def __iter__(self) -> Iterator[Block]:
        reader = PlainReader()
        num_blocks = 0
        parts = iter_parts(self._iter_chunks(), size=self._part_size)
        following = next(parts, None)
        while following is not None:
            part, following = following, next(parts, None)
            blocks = reader.read_part(
                clean_text(part), is_first=num_blocks == 0, is_last=following is None
            )
            for block in blocks:
                yield replace(block, index=num_blocks + block.index)
            num_blocks += len(blocks)

    def _iter_chunks(self) -> Iterator[str]:
        decoder = io.IncrementalNewlineDecoder(
            codecs.getincrementaldecoder("utf-8-sig")(), translate=True
        )
        offset = 0
        while True:
            with self._lock:
                self._file.seek(offset)
                data = self._file.read(_CHUNK_BYTES)
            offset += len(data)
            yield decoder.decode(data, final=not data)
            if not data:
                return


def iter_parts(chunks: Iterable[str], *, size: int) -> Iterator[str]:
    r"""Yield a text in parts of about ``size`` characters that end between paragraphs.

    >>> list(iter_parts(["Un. Deux.\n\nTrois", ".\n\n\nQuatre."], size=8))
    ['Un. Deux.\n\n', 'Trois.\n\n\n', 'Quatre.']
    """
    held = ""
    for chunk in chunks:
        held += chunk
        while len(held) >= size and (cut := _find_cut(held, size=size)):
            yield held[:cut]
            held = held[cut:]
    if held:
        yield held


def _find_cut(text: str, *, size: int) -> int:
    """Return where a part ends, 0 if there is no good place yet."""
    patterns = _CUTS if len(text) >= 2 * size else _CUTS[:1]
    for pattern in patterns:
        cut = next((match.end() for match in pattern.finditer(text, size // 2)), 0)
        if cut and not (cut := _leave_code_whole(text, cut)):
            break
        if cut:
            return cut
    return text.rfind("\n") + 1 if len(text) >= _MOST_PARTS * size else 0


def _leave_code_whole(text: str, cut: int) -> int:
    """Return the place of a cut, or in front of the fenced code that it would divide."""
    opened: re.Match[str] | None = None
    for fence in _FENCE.finditer(text, 0, cut):
        if opened is None:
            opened = fence
        elif fence[1] == opened[1]:
            opened = None
    return cut if opened is None else opened.start()
