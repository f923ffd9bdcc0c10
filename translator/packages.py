"""Packages: ZIP files of XML parts, such as Word documents and books, made by anybody.

Nothing is unpacked to disk, no name in a package ever becomes a path of this machine, and what a
package may unpack to is limited before it is unpacked.
"""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Mapping
from typing import TYPE_CHECKING

from translator.errors import MalformedInput, UnreadableInput, name_origin
from translator.xml_parts import parse_part

if TYPE_CHECKING:
    from lxml.etree import _Element

#: More than any book has: a Word document has some dozens, one of 500 pictures about 550.
MAX_ENTRIES = 10_000
#: Bytes of all parts together, unpacked. What was written by people is under a tenth of it.
MAX_UNPACKED = 1 << 30
#: Unpacked bytes for one packed byte, from which on a package of some size is one made to fill
#: the memory: deflate reaches 1032, XML of word processors some 10 to 30, of a long table 100.
MAX_RATIO = 250
#: Packages smaller than this, unpacked, do no harm whatever their ratio.
_HARMLESS_SIZE = 16 << 20

#: How Office documents began before 2007, and do today where they are encrypted.
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = 0x1
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
#: What the ZIP library raises on bytes that are no package, or a damaged one.
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    IndexError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)


class Package:
    """The parts of a package, by name; each is unpacked when it is asked for.

    Args:
        data: the whole file.
        origin: how messages name it.
        kind: what it is to be, with its article: "a Word document".

    Raises:
        UnreadableInput: it is no ZIP file, damaged, encrypted, or would unpack to too much.
    """

    def __init__(self, data: bytes, *, origin: str, kind: str) -> None:
        self.data = data
        self.origin = name_origin(origin)
        self.kind = kind
        if data.startswith(_OLE):
            raise UnreadableInput(
                f"{self.origin}: this is an old Office document, or one with a password; save it "
                f"as {kind} of today, without a password"
            )
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
            infos = self._archive.infolist()
        except _DAMAGE as error:
            raise UnreadableInput(
                f"{self.origin}: this is not {kind}, or it is damaged: {error}; open it in the "
                "program it was made with and save it again"
            ) from error
        self._check(infos)
        self.names = tuple(info.filename for info in infos)
        self._known = frozenset(self.names)

    def __contains__(self, name: str) -> bool:
        return name in self._known

    def read(self, name: str) -> bytes:
        """Return the bytes of a part.

        Raises:
            UnreadableInput: there is no such part, or it is damaged.
        """
        try:
            return self._archive.read(name)
        except KeyError as error:
            raise UnreadableInput(
                f"{self.origin}: this is not {self.kind}: it has no {name}"
            ) from error
        except _DAMAGE as error:
            raise UnreadableInput(
                f"{self.origin}: damaged at {name}: {error}; open it in the program it was made "
                "with and save it again"
            ) from error

    def require_whole(self) -> None:
        """Unpack every part, those without text too, as a copy of the package has to.

        Raises:
            UnreadableInput: one of them is damaged.
        """
        for name in self.names:
            self.read(name)

    def parse(self, name: str, *, with_doctype: bool = False) -> _Element:
        """Return the root of an XML part.

        Args:
            with_doctype: a document type may be named, as in XHTML; it is not looked up, and
                the entities that HTML has are known without it.

        Raises:
            UnreadableInput: there is no such part, or it is larger than any real one.
            MalformedInput: it is not well-formed, or declares what it must not.
        """
        return parse_part(
            self.read(name),
            name=f"{self.origin}: {name}",
            kind=self.kind,
            with_doctype=with_doctype,
        )

    def rewrite(self, parts: Mapping[str, bytes]) -> bytes:
        """Return the package with other bytes for some of its parts, everything else as it is."""
        output = io.BytesIO()
        with zipfile.ZipFile(output, "w") as archive:
            for info in self._archive.infolist():
                # A new one: what the old one says of its size is about to change.
                entry = zipfile.ZipInfo(info.filename, info.date_time)
                entry.compress_type, entry.external_attr = info.compress_type, info.external_attr
                data = parts[info.filename] if info.filename in parts else self.read(info.filename)
                archive.writestr(entry, data)
        return output.getvalue()

    def resolve(self, source: str, target: str) -> str:
        """Return the name of the part that another part refers to.

        Raises:
            MalformedInput: the reference leads out of the package.
        """
        path = posixpath.join("/", posixpath.dirname(source), target)
        depth = 0
        for step in path.split("/"):
            depth += -1 if step == ".." else step not in ("", ".")
            if depth < 0:
                raise MalformedInput(
                    f"{self.origin}: {source} refers to {target!r}, outside of the file; it may "
                    "have been made to do harm"
                )
        return posixpath.normpath(path).lstrip("/")

    def _check(self, infos: list[zipfile.ZipInfo]) -> None:
        """Refuse what would do harm, or cannot be read, before anything is unpacked."""
        if len(infos) > MAX_ENTRIES:
            self._refuse(f"it has {len(infos)} parts, more than the {MAX_ENTRIES} that are read")
        size, packed = sum(i.file_size for i in infos), sum(i.compress_size for i in infos)
        if size > MAX_UNPACKED:
            self._refuse(f"it unpacks to {size} bytes, more than the {MAX_UNPACKED} that are read")
        # Parts may lie over each other, so that each packed byte is unpacked many times.
        if size > _HARMLESS_SIZE and size > MAX_RATIO * min(packed, len(self.data)):
            self._refuse(
                f"it unpacks to {size} bytes from {len(self.data)}; it may have been made to "
                "fill the memory"
            )
        seen: set[str] = set()
        for info in infos:
            name = info.filename
            if not name:
                self._refuse("a part of it has no name")
            if name in seen:
                self._refuse(f"it has two parts of the name {name!r}")
            if ".." in name.split("/") or name.startswith("/") or "\\" in name or ":" in name:
                self._refuse(f"a part has the name {name!r}, which leads out of the file")
            if info.flag_bits & _ENCRYPTED:
                self._refuse("it is encrypted; save a copy without a password")
            if info.compress_type not in _METHODS:
                self._refuse(f"{name} is packed in a way that {self.kind} does not use")
            seen.add(name)

    def _refuse(self, reason: str) -> None:
        raise UnreadableInput(f"{self.origin}: not read as {self.kind}: {reason}")
