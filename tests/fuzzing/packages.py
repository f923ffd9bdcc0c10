"""Word documents and books with something changed in them, at every depth of a package.

From outside in: bytes of the file, the list of its parts, the text of a part, its elements.
Elements are moved and renamed as elements, so that what comes out is well-formed and is read.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from contextlib import suppress
from copy import deepcopy
from functools import lru_cache

from lxml import etree

from fuzzing.script import Script

#: What an attribute may say instead: numbers out of any range, other alphabets' digits, paths.
VALUES = (
    *("", "0", "1", "2", "-1", "63", "9" * 20, "9" * 5000, "1.5", "²", "١٢", "0x10", " 3 ", "NaN"),
    *("true", "false", "none", "begin", "separate", "end", "preserve", "External", "Internal"),
    *("../../../etc/passwd", "/etc/passwd", "file:///etc/passwd", "%2e%2e/%2e%2e/x", "#", "a#b"),
    *("http://127.0.0.1:9/x", "javascript:alert(1)", "\u202e", "\u0301", "é" * 300, "\n"),
)
#: What a text may be instead.
TEXTS = (
    *("Le maire", " ", "\n\t", "«\u00a0Oui\u202f»", "[", "](", "|", "**", "`", "\\", "e\u0301"),
    *("\u200b", "\u2028", "\u202efin", "https://e.fr/a_b(c)", "a@b.fr", "1", "12,5 %", "中", "ﬁ"),
    "mot " * 300,
)
#: What may stand anywhere in a part, well-formed there or not.
FRAGMENTS = (
    *(b"<", b">", b"&", b"&amp;", b"&eacute;", b"&#0;", b"&#x202e;", b"]]>", b"\x00", b"\xff"),
    *(b"<!-- a -->", b"<?a b?>", b"<![CDATA[ a ]]>", b'<a b="1" b="2"/>', b"</p>", b"<x:y/>"),
    b'<!DOCTYPE a [<!ENTITY x "y">]>',
    b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///SECRET">]>',
    b'<!DOCTYPE a SYSTEM "file:///SECRET">',
    b'<?xml version="1.0" encoding="utf-16"?>',
    b"&x;",
)
#: Names of parts that lead somewhere else, or are none.
NAMES = (
    *("../a", "/a", "a\\b", "C:a", ".", "a/", "a" * 300, "\u202ea", "word/document.xml"),
    *("META-INF/encryption.xml", "META-INF/rights.xml", "[Content_Types].xml", "word/_rels/x"),
)
_MOST_CHANGES = 12
_NESTING = 300  # elements in each other: more than libxml2 takes, and than recursion bears thrice

Parts = dict[str, bytes]


def change_package(data: bytes, script: Script, *, secret: str) -> bytes:
    """Return a package with a few things changed as the script says.

    Args:
        secret: path of a file that nothing in the package may bring to be read.
    """
    parts = dict(_unpack(data))
    for _ in range(_MOST_CHANGES):
        if not script:
            break
        script.pick(_CHANGES)(parts, script)
    fragment = secret.encode()
    parts = {name: part.replace(b"/SECRET", fragment) for name, part in parts.items()}
    packed = _pack(parts)
    return _change_bytes(packed, script) if script else packed


def trim_word_file(data: bytes) -> bytes:
    """Return a Word document without the tenth of a megabyte that is never more than carried."""
    parts = {
        name: part
        for name, part in _unpack(data)
        if not name.startswith(("customXml/", "word/theme/", "word/stylesWith", "docProps/thumb"))
    }
    root = etree.fromstring(parts["word/styles.xml"])
    for style in root.xpath("*[@w:type='table'] | w:latentStyles", namespaces=root.nsmap):
        root.remove(style)
    parts["word/styles.xml"] = etree.tostring(root)
    return _pack(parts)


@lru_cache(maxsize=4)
def _unpack(data: bytes) -> tuple[tuple[str, bytes], ...]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return tuple((name, archive.read(name)) for name in archive.namelist())


def _pack(parts: Parts) -> bytes:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return output.getvalue()


def _pick_part(parts: Parts, script: Script) -> str:
    """Return the name of a part, more often one of the longer ones, which have the text."""
    names = sorted(
        (name for name in parts if name.endswith(("xml", "rels", "opf", "ncx"))),
        key=lambda name: -len(parts[name]),
    )
    names = names[:1] * 4 + names[1:3] * 2 + names[3:]
    return script.pick(names or sorted(parts))


def _change_bytes(data: bytes, script: Script) -> bytes:
    changed = bytearray(data)
    for _ in range(1 + script.below(8)):
        # What describes the parts stands at the end of the file.
        at = script.below(len(changed)) if script.below(2) else len(changed) - 1 - script.below(200)
        if script.below(8):
            changed[at % len(changed)] = script.below(256)
        else:
            del changed[at % len(changed) : at % len(changed) + script.below(64)]
        if not changed:
            break
    return bytes(changed)


def _remove_part(parts: Parts, script: Script) -> None:
    if len(parts) > 1:
        del parts[script.pick(sorted(parts))]


def _rename_part(parts: Parts, script: Script) -> None:
    old = script.pick(sorted(parts))
    parts[script.pick((*NAMES, *sorted(parts)))] = parts.pop(old)


def _add_part(parts: Parts, script: Script) -> None:
    parts[script.pick(NAMES)] = script.take(40) or b"<a/>"


def _exchange_parts(parts: Parts, script: Script) -> None:
    first, second = _pick_part(parts, script), _pick_part(parts, script)
    parts[first], parts[second] = parts[second], parts[first]


def _insert_fragment(parts: Parts, script: Script) -> None:
    name = _pick_part(parts, script)
    part = parts[name]
    # Between two elements as often as anywhere.
    at = script.below(len(part) + 1)
    if script.below(2):
        at = max(part.find(b">", at) + 1, 0)
    parts[name] = part[:at] + script.pick(FRAGMENTS) + part[at:]


def _cut_out(parts: Parts, script: Script) -> None:
    name = _pick_part(parts, script)
    part = parts[name]
    at = script.below(len(part) + 1)
    parts[name] = part[:at] + part[at + script.below(300) :]


def _repeat(parts: Parts, script: Script) -> None:
    name = _pick_part(parts, script)
    part = parts[name]
    at = script.below(len(part) + 1)
    piece = part[at : at + script.below(300)]
    parts[name] = part[:at] + piece * script.below(4) + part[at:]


def _change_elements(parts: Parts, script: Script) -> None:
    name = _pick_part(parts, script)
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(parts[name], parser)
    except etree.XMLSyntaxError:
        return
    if root is None:
        return
    for _ in range(1 + script.below(4)):
        elements = [item for item in root.iter() if isinstance(item.tag, str)]
        # Names that are none, of a part that was damaged, cannot be given again.
        with suppress(ValueError):
            script.pick(_ELEMENT_CHANGES)(elements, script)
    parts[name] = etree.tostring(root.getroottree(), encoding="UTF-8", xml_declaration=True)


Elements = list[etree._Element]


def _remove_element(elements: Elements, script: Script) -> None:
    element = script.pick(elements)
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _copy_element(elements: Elements, script: Script) -> None:
    copy = deepcopy(script.pick(elements))
    home = script.pick(elements)
    home.insert(script.below(len(home) + 1), copy)


def _move_element(elements: Elements, script: Script) -> None:
    element, home = script.pick(elements), script.pick(elements)
    if element not in (home, *home.iterancestors()):
        home.insert(script.below(len(home) + 1), element)


def _rename_element(elements: Elements, script: Script) -> None:
    script.pick(elements).tag = script.pick(elements).tag


def _wrap_element(elements: Elements, script: Script) -> None:
    element, like = script.pick(elements), script.pick(elements)
    parent = element.getparent()
    if parent is not None:
        for _ in range(script.pick((1, 1, 1, 2, 10, 100, _NESTING))):
            around = element.makeelement(like.tag, dict(like.attrib))
            parent.replace(element, around)
            around.append(element)
            element = around


def _change_attribute(elements: Elements, script: Script) -> None:
    element = script.pick(elements)
    names = sorted({str(name) for item in elements for name in item.attrib} | {"id"})
    element.set(script.pick([*map(str, element.attrib), *names]), script.pick(VALUES))


def _change_text(elements: Elements, script: Script) -> None:
    element, text = script.pick(elements), script.pick(TEXTS)
    if script.below(2):
        element.tail = text
    else:
        element.text = text


def _add_remark(elements: Elements, script: Script) -> None:
    home = script.pick(elements)
    made = etree.Comment("mot") if script.below(2) else etree.ProcessingInstruction("a", "mot")
    home.insert(script.below(len(home) + 1), made)
    made.tail = script.pick(TEXTS)


_CHANGES: tuple[Callable[[Parts, Script], None], ...] = (
    *(_change_elements,) * 8,
    *(_insert_fragment, _insert_fragment, _cut_out, _repeat),
    *(_remove_part, _rename_part, _add_part, _exchange_parts),
)
_ELEMENT_CHANGES: tuple[Callable[[Elements, Script], None], ...] = (
    *(_remove_element, _copy_element, _move_element, _rename_element),
    *(_wrap_element, _change_attribute, _change_attribute, _change_text, _add_remark),
)
