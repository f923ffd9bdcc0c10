"""The body of a new Word document: rendered Markdown, token by token."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from translator.patterns import compile_late
from translator.writers.xml import element, escape_text, tag

if TYPE_CHECKING:
    from markdown_it.token import Token

#: Definitions of lists in numbering.xml, and how deep they go.
_BULLETS, _NUMBERS = "0", "1"
_LAST_LEVEL = 8
_LAST_HEADING = 6
_EMPHASIS = {"em": "w:i", "strong": "w:b", "s": "w:strike"}
#: Properties of runs that an HTML tag in Markdown stands for.
_TAGS = {
    "sup": tag("w:vertAlign", {"w:val": "superscript"}, is_empty=True),
    "sub": tag("w:vertAlign", {"w:val": "subscript"}, is_empty=True),
    "u": tag("w:u", {"w:val": "single"}, is_empty=True),
    "b": "<w:b/>",
    "i": "<w:i/>",
}
_TAG = compile_late(r"<(/?)([A-Za-z][A-Za-z0-9]*)\b[^>]*?(/?)>")
_COMMENT = compile_late(r"\s*<!--.*?-->\s*", re.DOTALL)
#: The order in which the standard wants the properties of a run.
_ORDER = ("w:rStyle", "w:b/", "w:i/", "w:strike/", "w:u ", "w:vertAlign ")
_SPACE = {"xml:space": "preserve"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A body and what other parts have to know of it.

    ``lists`` are the definitions and first numbers of its lists, which are counted from 1;
    ``addresses`` those of its links, whose relations are ``link1``, ``link2``, …
    """

    xml: str
    lists: tuple[tuple[str, int], ...]
    addresses: tuple[str, ...]


def make_body(tokens: Sequence[Token]) -> Body:
    """Return what the tokens of Markdown are in Word."""
    maker = _Maker()
    xml = "\n".join(maker.iter_blocks(tokens))
    return Body(xml=xml, lists=tuple(maker.lists), addresses=tuple(maker.addresses))


@dataclass(slots=True)
class _Maker:
    lists: list[tuple[str, int]] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    #: The lists around the current block, by their numbers.
    open_lists: list[int] = field(default_factory=list)
    quotes: int = 0
    #: The next paragraph begins an item, and has its sign.
    begins_item: bool = False
    heading: int = 0
    in_table: bool = False
    row: list[str] = field(default_factory=list)
    alignment: str = ""
    is_head: bool = False

    def iter_blocks(self, tokens: Sequence[Token]) -> Iterator[str]:
        for token in tokens:
            kind = token.type
            if kind in ("bullet_list_open", "ordered_list_open"):
                definition = _NUMBERS if kind.startswith("ordered") else _BULLETS
                self.lists.append((definition, int(token.attrs.get("start", 1))))
                self.open_lists.append(len(self.lists))
            elif kind in ("bullet_list_close", "ordered_list_close"):
                self.open_lists.pop()
            elif kind == "list_item_open":
                self.begins_item = True
            elif kind in ("blockquote_open", "blockquote_close"):
                self.quotes += token.nesting
            elif kind == "heading_open":
                self.heading = min(int(token.tag[1]), _LAST_HEADING)
            elif kind == "heading_close":
                self.heading = 0
            elif kind in ("fence", "code_block"):
                yield self._make_code(token.content)
            elif kind == "html_block" and not _COMMENT.fullmatch(token.content):
                yield self._make_code(token.content)
            elif kind == "hr":
                yield _paragraph("", style="Rule")
            elif kind == "inline":
                runs = self._make_runs(token.children or [])
                if self.in_table:
                    self.row.append(self._make_cell(runs))
                else:
                    yield self._make_paragraph(runs)
            elif kind.startswith(("table_", "tr_", "th_", "td_")):
                yield from self._step_table(token)

    def _make_paragraph(self, runs: str) -> str:
        if self.heading:
            return _paragraph(runs, style=f"Heading{self.heading}")
        if self.open_lists:
            level = min(len(self.open_lists) - 1, _LAST_LEVEL)
            if not self.begins_item:
                indent = tag("w:ind", {"w:left": str(720 * (level + 1))}, is_empty=True)
                return _paragraph(runs, style="ListParagraph", more=indent)
            self.begins_item = False
            numbering = tag("w:ilvl", {"w:val": str(level)}, is_empty=True)
            numbering += tag("w:numId", {"w:val": str(self.open_lists[-1])}, is_empty=True)
            return _paragraph(runs, style="ListParagraph", more=element("w:numPr", numbering))
        return _paragraph(runs, style="Quote" if self.quotes else "")

    def _make_code(self, content: str) -> str:
        lines = content.rstrip("\n").split("\n")
        runs = "<w:r><w:br/></w:r>".join(_run(line, "") for line in lines)
        return _paragraph(runs, style="SourceCode")

    def _step_table(self, token: Token) -> Iterator[str]:
        match token.type:
            case "table_open":
                self.in_table = True
                style = tag("w:tblStyle", {"w:val": "TableGrid"}, is_empty=True)
                width = tag("w:tblW", {"w:w": "0", "w:type": "auto"}, is_empty=True)
                yield f"<w:tbl>{element('w:tblPr', style + width)}"
            case "tr_open":
                self.row = []
            case "th_open" | "td_open":
                self.is_head = token.type == "th_open"
                self.alignment = str(token.attrs.get("style", "")).removeprefix("text-align:")
            case "tr_close":
                properties = "<w:trPr><w:tblHeader/></w:trPr>" if self.is_head else ""
                if self.is_head:
                    yield element("w:tblGrid", "<w:gridCol/>" * len(self.row))
                yield element("w:tr", properties + "".join(self.row))
            case "table_close":
                self.in_table = False
                # Two tables without a paragraph between them would be one.
                yield "</w:tbl>" + _paragraph("", style="")

    def _make_cell(self, runs: str) -> str:
        more = tag("w:jc", {"w:val": self.alignment}, is_empty=True) if self.alignment else ""
        width = '<w:tcPr><w:tcW w:w="0" w:type="auto"/></w:tcPr>'
        return element("w:tc", width + _paragraph(runs, style="", more=more))

    def _make_runs(self, tokens: Sequence[Token]) -> str:
        looks: list[str] = ["<w:b/>"] if self.in_table and self.is_head else []
        parts: list[str] = []
        links = 0
        for token in tokens:
            name = token.type.rpartition("_")[0]
            if token.type in ("text", "text_special"):
                parts.append(_run(token.content, _join_looks(looks)))
            elif token.type == "softbreak":
                parts.append(_run(" ", _join_looks(looks)))
            elif token.type == "hardbreak":
                parts.append("<w:r><w:br/></w:r>")
            elif token.type == "code_inline":
                parts.append(_run(token.content, _join_looks([*looks, _style("VerbatimChar")])))
            elif token.type == "image":
                parts.append(self._make_image(token, looks, in_link=links > 0))
            elif name in _EMPHASIS and token.nesting > 0:
                looks.append(f"<{_EMPHASIS[name]}/>")
            elif name in _EMPHASIS:
                _remove_last(looks, f"<{_EMPHASIS[name]}/>")
            elif token.type == "link_open":
                links += 1
                looks.append(_style("Hyperlink"))
                parts.append(self._open_link(str(token.attrs.get("href", ""))))
            elif token.type == "link_close":
                links -= 1
                _remove_last(looks, _style("Hyperlink"))
                parts.append("</w:hyperlink>")
            elif token.type == "html_inline":
                parts.append(_apply_tag(token.content, looks))
        return "".join(parts)

    def _make_image(self, token: Token, looks: list[str], *, in_link: bool) -> str:
        """Return a link to a picture: the picture itself is not ours, and is not fetched."""
        address = str(token.attrs.get("src", ""))
        label = token.content or address
        if in_link or address.startswith("data:"):
            return _run(label, _join_looks(looks))
        run = _run(label, _join_looks([*looks, _style("Hyperlink")]))
        return f"{self._open_link(address)}{run}</w:hyperlink>"

    def _open_link(self, address: str) -> str:
        self.addresses.append(address)
        return tag("w:hyperlink", {"r:id": f"link{len(self.addresses)}"})


def _apply_tag(source: str, looks: list[str]) -> str:
    """Begin or end what an HTML tag says of the look of words; return a line break for one."""
    found = _TAG.fullmatch(source)
    if found is None:
        return ""
    name = found[2].lower()
    if name == "br":
        return "<w:r><w:br/></w:r>"
    if name in _TAGS and not found[3]:
        if found[1]:
            _remove_last(looks, _TAGS[name])
        else:
            looks.append(_TAGS[name])
    return ""


def _remove_last(looks: list[str], look: str) -> None:
    if look in looks:
        del looks[len(looks) - 1 - looks[::-1].index(look)]


def _join_looks(looks: Sequence[str]) -> str:
    """Return properties each once and in order; of two character styles the inner one."""
    styles = [look for look in looks if look.startswith("<w:rStyle")]
    others = {look for look in looks if look not in styles}
    chosen = [*styles[-1:], *others]
    return "".join(sorted(chosen, key=_rank))


def _rank(look: str) -> int:
    return next(rank for rank, name in enumerate(_ORDER) if look[1:].startswith(name))


def _style(name: str) -> str:
    return tag("w:rStyle", {"w:val": name}, is_empty=True)


def _run(text: str, properties: str) -> str:
    if not text:
        return ""
    look = element("w:rPr", properties) if properties else ""
    return element("w:r", look + element("w:t", escape_text(text), _SPACE))


def _paragraph(runs: str, *, style: str, more: str = "") -> str:
    named = tag("w:pStyle", {"w:val": style}, is_empty=True) if style else ""
    properties = element("w:pPr", named + more) if named or more else ""
    return element("w:p", properties + runs)
