"""Word documents and books composed as a script says, and the letters that a reader must find.

Only what both formats allow is written, so that nothing of it is a reason to lose a letter.
"""

from __future__ import annotations

from xml.sax.saxutils import escape

from word_sample import NAMESPACES

from fuzzing.script import Script

WORDS = (
    *("Le maire", "l’OTAN", "12,5 %", "3\u00a0000 €", "« Oui »", "1.", "- x", "mot-clé", "œuf"),
    *("[a](b)", "*b*", "a | b", "`c`", "https://e.fr/a_b(c)", "a@b.fr", "&", "<b>", "\\", "中文"),
    *("e\u0301t", "i\u0307", "ﬁn", "²", " ", " x ", "Mme X. Il", "fin. Un", "Source : AFP", "7"),
)
_MOST_BLOCKS = 12
_MOST_DEPTH = 4

_STYLES = (
    "Normal",
    "Heading1",
    "Heading3",
    "Title",
    "ListBullet",
    "ListNumber",
    "Quote",
    "Nowhere",
)
_LOOKS = (
    *("", "<w:b/>", "<w:i/>", '<w:b w:val="0"/>', '<w:rStyle w:val="Strong"/>', "<w:strike/>"),
    *('<w:rFonts w:ascii="Courier New"/>', '<w:vertAlign w:val="superscript"/>', "<w:vanish/>"),
)
_HIDDEN = "<w:vanish/>"
_WRAPPERS = (
    *("w:ins", "w:smartTag", "w:hyperlink", "w:fldSimple", "w:sdt", "w:del", "w:moveFrom"),
    *("w:moveTo", "field", "w:bdo"),
)
_GONE = frozenset({"w:del", "w:moveFrom"})
_MARKS = (
    "<w:r><w:br/></w:r>",
    "<w:r><w:tab/></w:r>",
    '<w:bookmarkStart w:id="1" w:name="a"/>',
    '<w:bookmarkEnd w:id="1"/>',
    '<w:commentRangeStart w:id="2"/>',
    '<w:commentRangeEnd w:id="2"/>',
    '<w:proofErr w:type="spellStart"/>',
    '<w:r><w:footnoteReference w:id="7"/></w:r>',
    "<w:r><w:noBreakHyphen/><w:softHyphen/></w:r>",
    "<!-- mot -->",
)


class WordComposer:
    """Writes the body of a Word document; ``shown`` is what a reader must find, in any order."""

    def __init__(self, script: Script) -> None:
        self._script = script
        self.shown: list[str] = []

    def write(self) -> str:
        """Return the XML of the part with the text."""
        blocks = []
        while self._script and len(blocks) < _MOST_BLOCKS:
            blocks.append(self._write_block(0))
        return f"<w:document {NAMESPACES}><w:body>{''.join(blocks)}</w:body></w:document>"

    def _write_block(self, depth: int) -> str:
        kind = self._script.below(8) if depth < _MOST_DEPTH else 0
        if kind == 6:
            return f"<w:sdt><w:sdtContent>{self._write_block(depth + 1)}</w:sdtContent></w:sdt>"
        if kind == 7:
            return f"<w:tbl>{self._write_rows(depth)}</w:tbl>"
        style = self._script.pick(_STYLES)
        inside = self._write_inside(0, shown=True)
        return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{inside}</w:p>'

    def _write_rows(self, depth: int) -> str:
        rows = []
        for _ in range(1 + self._script.below(3)):
            cells = [self._write_cell(depth) for _ in range(1 + self._script.below(3))]
            rows.append(f"<w:tr>{''.join(cells)}</w:tr>")
        return "".join(rows)

    def _write_cell(self, depth: int) -> str:
        span = self._script.pick(("", '<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>'))
        return f"<w:tc>{span}{self._write_block(depth + 1)}</w:tc>"

    def _write_inside(self, depth: int, *, shown: bool) -> str:
        return "".join(
            self._write_part(depth, shown=shown) for _ in range(1 + self._script.below(5))
        )

    def _write_part(self, depth: int, *, shown: bool) -> str:
        kind = self._script.below(6)
        if kind == 4:
            return self._script.pick(_MARKS)
        if kind == 5 and depth < _MOST_DEPTH:
            return self._write_wrapped(depth, shown=shown)
        return self._write_run(shown=shown)

    def _write_run(self, *, shown: bool) -> str:
        look, text = self._script.pick(_LOOKS), self._script.pick(WORDS)
        if shown and look != _HIDDEN:
            self.shown.append(text)
        return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'

    def _write_wrapped(self, depth: int, *, shown: bool) -> str:
        name = self._script.pick(_WRAPPERS)
        inside = self._write_inside(depth + 1, shown=shown and name not in _GONE)
        if name == "w:sdt":
            return f"<w:sdt><w:sdtContent>{inside}</w:sdtContent></w:sdt>"
        if name == "field":
            begin, separate, end = (
                f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'
                for kind in ("begin", "separate", "end")
            )
            said = self._script.pick(("REF a", 'HYPERLINK "https://e.fr/a b"', "PAGE"))
            return f"{begin}<w:r><w:instrText>{said}</w:instrText></w:r>{separate}{inside}{end}"
        return f'<{name} w:id="9" w:author="A" w:anchor="a" w:instr="PAGE">{inside}</{name}>'


_BLOCK_TAGS = (
    *("p", "div", "h1", "h4", "blockquote", "ul", "ol", "li", "section", "pre", "dl", "dd"),
    *("table", "tr", "td", "figure", "figcaption", "aside", "caption", "tbody", "hr", "header"),
)
_INLINE_TAGS = (
    *("b", "em", "span", "a", "a href='#n'", "a href='https://e.fr/a_(b)'", "code", "sup", "sub"),
    *("del", "q", "small", "u", "br", "abbr", "span id='x'", "i class='y'", "ruby", "font"),
)
_HIDDEN_TAGS = ("script", "style", "svg", "template", "iframe", "select", "textarea", "object")


class PageComposer:
    """Writes the body of a page of XHTML; ``shown`` is what a reader must find, in any order."""

    def __init__(self, script: Script) -> None:
        self._script = script
        self.shown: list[str] = []

    def write(self) -> str:
        """Return the elements of the body."""
        parts = []
        while self._script and len(parts) < _MOST_BLOCKS:
            parts.append(self._write_block(0))
        return "".join(parts)

    def _write_block(self, depth: int) -> str:
        return self._wrap(self._script.pick(_BLOCK_TAGS), depth)

    def _write_inside(self, depth: int) -> str:
        return "".join(self._write_part(depth) for _ in range(1 + self._script.below(4)))

    def _write_part(self, depth: int) -> str:
        kind = self._script.below(8)
        if depth < _MOST_DEPTH and kind >= 4:
            if kind == 7:
                name = self._script.pick(_HIDDEN_TAGS)
                return f"<{name}>{escape(self._script.pick(WORDS))}</{name}>"
            return (
                self._write_block(depth + 1)
                if kind == 6
                else self._wrap(self._script.pick(_INLINE_TAGS), depth + 1)
            )
        text = self._script.pick(WORDS)
        self.shown.append(text)
        return escape(text)

    def _wrap(self, tag: str, depth: int) -> str:
        name = tag.partition(" ")[0]
        if name in ("br", "hr"):
            return f"<{name}/>"
        return f"<{tag}>{self._write_inside(depth)}</{name}>"
