"""Pages composed as a script says: of PDF, in its drawing commands, and of HTML, in its tags."""

from __future__ import annotations

from functools import lru_cache

from pdf_maker import BODY, HEADING, TITLE, Printer, set_article

from fuzzing.composed import WORDS, PageComposer
from fuzzing.script import Script

#: Tags as people write them, and as they should not; with what means something in Markdown.
HTML_PIECES = (
    *("<p>", "</p>", "<div>", "</div>", "<br>", "<hr>", "<b>", "</b>", "<em>", "</em>", "<i>"),
    *("<table>", "<tr>", "<td>", "<th>", "</td>", "</table>", "<caption>", "<tbody>", "<ul>"),
    *("<ol start=9>", "<li>", "</li>", "</ul>", "<pre>", "</pre>", "<code>", "</code>", "<h1>"),
    *("</h1>", "<h6>", "<blockquote>", "</blockquote>", "<a href='x'>", "<a href=' a b'>", "</a>"),
    *("<a name=a>", "<img src=a alt='un pont'>", "<q>", "</q>", "<sup>", "</sup>", "<sub>"),
    *("<dl>", "<dt>", "<dd>", "<details>", "<summary>", "<button>", "<label>", "<form>", "<s>"),
    *("<div hidden>", "<p style='display:none'>", "<dialog>", "<dialog open>", "<select>"),
    *("<option>", "<textarea>", "</textarea>", "<script>", "</script>", "<style>", "</style>"),
    *("<title>", "</title>", "<svg>", "</svg>", "<math>", "<template>", "<noscript>", "<iframe>"),
    *("<!--", "-->", "<![CDATA[", "]]>", "<?php", "?>", "<!doctype html>", "<html>", "<body>"),
    *("</body>", "<head>", "<plaintext>", "<p", "='", '"', "<", ">", "</", "&nbsp;", "&lt;"),
    *("&#27;", "&#x202e;", "&#0;", "&#xd800;", "&unknown;", "&amp;lt;", "&copy", "&shy;"),
    *("*", "**", "_", "`", "```", "~~", "[", "]", "](", "|", "#", "- ", "1. ", "> ", "\\", "!"),
    *("\n", "\n\n", "    ", "\t", "\x00", "\u2028", "---", "===", "[^1]", "[^1]: ", "[a]: b"),
)


def compose_page(data: bytes) -> str:
    """Return a page of HTML: what the bytes say, tags and words, or elements that fit together."""
    script = Script(data)
    kind = script.below(3)
    if kind == 0:
        return data[1:].decode("utf-8", errors="replace")
    if kind == 1:
        parts = []
        while script:
            parts.append(script.pick(HTML_PIECES if script.below(3) else WORDS))
        return "".join(parts)
    return f"<html><body>{PageComposer(script).write()}</body></html>"


_SIZES = (*(10.0,) * 6, 12.0, 22.0, 8.0, 6.0, 1.0, 0.1, 0.0, -10.0, 300.0)
_LEFTS = (*(56.0,) * 5, *(306.0,) * 3, 68.0, 180.0, 500.0, 0.0, -50.0, 590.0, 1e7)
_STEPS = (*(12.0,) * 6, 24.0, 14.0, 6.0, 0.0, -12.0, 300.0, 1e6)
#: How a text is turned and stretched, as the first four numbers of its matrix.
_TURNS = (*("1 0 0 1",) * 8, "0 1 -1 0", "-1 0 0 -1", "0 -1 1 0", "0.7 0.7 -0.7 0.7", "1 0 0.3 1")
_TURNS = (*_TURNS, "0 0 0 0", "100 0 0 100", "-1 0 0 1", "1e9 0 0 1e-9")
_FONTS = ("F1", "F1", "F1", "F2", "F3", "F4", "Fx")
_STATES = (
    *("",) * 6,
    "3 Tr ",
    "0.5 Tc ",
    "40 Tw ",
    "10 Tz ",
    "5 Ts ",
    "-5 Ts ",
    "1e9 Tc ",
    "-9 Tc ",
)
_DRAWINGS = (
    *("50 400 200 90 re S", "0 0 595 842 re f", "1e9 0 1 1 re f", "0 0 m 1 1 l S", "q", "Q"),
    *("0.1 0 0 0.1 0 0 cm", "1 0 0 1 9 9 cm", "/X Do", "BI ID EI", "[1 2", "<<", "(", "endstream"),
)
_BOXES = ("[0 0 595 842]", "[0 0 595 842]", "[0 0 1 1]", "[-100 -100 495 742]", "[0 0 1e9 1e9]")
_MOST_LINES = 80


def compose_pdf(script: Script) -> bytes:
    """Return a file of one to three pages with words all over them."""
    num_pages = 1 + script.below(3)
    objects = ["<</Type/Catalog/Pages 2 0 R>>", ""]
    kids = []
    fonts = "".join(
        f"/F{number}<</Type/Font/Subtype/Type1/BaseFont/{name}/Encoding/WinAnsiEncoding>>"
        for number, name in enumerate(("Times-Roman", "Times-Bold", "Courier", "Helvetica"), 1)
    )
    link = "<</Type/Annot/Subtype/Link/Rect[50 600 300 780]/A<</S/URI/URI(https://e.fr/a b)>>>>"
    for _ in range(num_pages):
        box, turn = script.pick(_BOXES), script.pick((0, 0, 0, 90, 180, 7))
        content = _draw(script)
        number = len(objects) + 1
        kids.append(f"{number} 0 R")
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox{box}/Rotate {turn}/Contents {number + 1} 0 R"
            f"/Annots[{link}]/Resources<</Font<<{fonts}>>>>>>"
        )
        length = len(content.encode("cp1252", "replace"))
        objects.append(f"<</Length {length}>>stream\n{content}\nendstream")
    objects[1] = f"<</Type/Pages/Kids[{' '.join(kids)}]/Count {num_pages}>>"
    body = "".join(f"{number} 0 obj{text} endobj\n" for number, text in enumerate(objects, 1))
    whole = f"%PDF-1.4\n{body}trailer<</Root 1 0 R/Size {len(objects) + 1}>>"
    return whole.encode("cp1252", "replace")


def _draw(script: Script) -> str:
    y, commands = 780.0, []
    for _ in range(script.below(_MOST_LINES)):
        if not script:
            break
        if script.below(12) == 11:
            commands.append(script.pick(_DRAWINGS))
            continue
        y -= script.pick(_STEPS)
        text = "".join(script.pick((*WORDS, " ", "-", "mot ")) for _ in range(1 + script.below(6)))
        for sign in "\\()":
            text = text.replace(sign, "\\" + sign)
        commands.append(
            f"BT /{script.pick(_FONTS)} {script.pick(_SIZES):g} Tf {script.pick(_STATES)}"
            f"{script.pick(_TURNS)} {script.pick(_LEFTS):g} {y:g} Tm ({text}) Tj ET"
        )
    return "\n".join(commands)


@lru_cache(maxsize=1)
def set_sample() -> bytes:
    """Return an article as a printer sets it, in two columns."""
    text = "Le conseil a voté le budget de la ville. Il sera appliqué dès janvier. " * 6
    blocks = [("Le pont de Loriac", TITLE), (text, BODY), ("Les travaux", HEADING), (text, BODY)]
    return set_article(blocks, Printer(head="Le Courrier", foot="Page {page}"))


def damage(data: bytes, script: Script) -> bytes:
    """Return a file cut short, with bytes changed, and with parts of it twice."""
    changed = bytearray(data)
    for _ in range(40):
        if not script or not changed:
            break
        at = script.below(len(changed))
        kind = script.below(8)
        if kind == 0:
            del changed[at:]
        elif kind == 1:
            del changed[at : at + script.below(200)]
        elif kind == 2:
            changed[at:at] = changed[at : at + script.below(200)]
        elif kind == 3:
            changed[at:at] = script.take(20)
        else:
            changed[at] = script.below(256)
    return bytes(changed)
