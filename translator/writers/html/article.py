"""The English as an article: headings, lists, links and emphasis of the source, nothing else.

It is the Markdown that the program would write, rendered: one way from a source's structure to
the target's, whatever the source was.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TextIO

from translator.patterns import compile_late
from translator.types import BlockKind, BlockTranslation, Document, Report
from translator.writers import markdown_document
from translator.writers.html.elements import Markup, element, plain
from translator.writers.html.shell import make_page

if TYPE_CHECKING:
    from markdown_it.token import Token

#: Tags of HTML inside Markdown that are kept, without their attributes; they come in pairs.
_KEPT_TAGS = frozenset("abbr b cite del em i ins kbd mark q s small strong sub sup u".split())
_TAG = compile_late(r"<(/?)([A-Za-z][A-Za-z0-9]*)\b[^>]*?(/?)>")
_COMMENT = compile_late(r"\s*<!--.*?-->\s*", re.DOTALL)


class HtmlArticleWriter:
    """Writes the targets alone, as a page without scripts."""

    name = "html"

    def write(self, report: Report, stream: TextIO) -> None:
        translation = report.translation
        document = translation.document
        source = "".join(
            markdown_document.format_block(block, document)
            for block in markdown_document.iter_shown(translation.blocks)
        )
        page = make_page(
            element("article", Markup(f"\n{render_markdown(source)}")),
            title=_find_title(translation.blocks, document),
            language=translation.pair.target,
            styles=("base.css", "article.css"),
            generator=f"article-translator {translation.signature}",
        )
        stream.write(page)


def render_markdown(source: str) -> str:
    """Return Markdown as HTML that runs nothing and fetches nothing.

    Of HTML in it, only a few tags without attributes are kept; blocks of it are shown as the
    text they are, and comments are left out. An image is a link to it: the reader decides
    whether a stranger's server learns that the page is open.

    >>> render_markdown("Le *pont* <sup>1</sup> ![vu](a.png) [x](javascript:y) <img src=b>")
    '<p>Le <em>pont</em> <sup>1</sup> <a href="a.png">vu</a> [x](javascript:y) </p>\\n'
    """
    # 50 ms that no other format has to wait for.
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    env: dict[str, Any] = {}
    tokens = parser.parse(plain(source), env)
    for token in tokens:
        if token.type == "html_block":
            token.content = _show_html(token.content)
        elif token.children:
            _settle_inline(token.children)
        elif token.type in ("td_open", "th_open"):
            _settle_cell(token)
    return str(parser.renderer.render(tokens, parser.options, env))


def _show_html(source: str) -> str:
    if _COMMENT.fullmatch(source):
        return ""
    return element("pre", element("code", source.rstrip())).html + "\n"


def _settle_inline(tokens: Sequence[Token]) -> None:
    """Put the HTML that we make in place of images and of the HTML that the author wrote."""
    pairs = _find_pairs(tokens)
    links = 0
    for position, token in enumerate(tokens):
        if token.type in ("link_open", "link_close"):
            links += token.nesting
        elif token.type == "image":
            token.type, token.content = "html_inline", _link_image(token, in_link=links > 0)
        elif token.type == "html_inline":
            tag = _TAG.fullmatch(token.content)
            name = tag[2].lower() if tag else ""
            if name == "br":
                token.content = "<br>"
            else:
                token.content = f"<{tag[1]}{name}>" if tag and position in pairs else ""


def _link_image(token: Token, *, in_link: bool) -> str:
    address = str(token.attrs.get("src", ""))
    label = token.content or address
    # Inside a link there can be no other link, and a picture inside the page is no address.
    if in_link or address.startswith("data:"):
        return element("span", label).html
    return element("a", label, href=address).html


def _settle_cell(token: Token) -> None:
    """Say a column's alignment as a class: the page's policy forbids style in attributes."""
    style = str(token.attrs.pop("style", ""))
    if style:
        token.attrs["class"] = style.removeprefix("text-align:")


def _find_pairs(tokens: Sequence[Token]) -> set[int]:
    """Return the positions of the kept tags that open and close each other, properly nested."""
    found: set[int] = set()
    opened: list[tuple[int, str]] = []
    for position, token in enumerate(tokens):
        if token.nesting:
            # What is open across a mark of Markdown's own could not be nested in it.
            opened.clear()
        tag = _TAG.fullmatch(token.content) if token.type == "html_inline" else None
        if tag is None or tag[3] or tag[2].lower() not in _KEPT_TAGS:
            continue
        name = tag[2].lower()
        if not tag[1]:
            opened.append((position, name))
        elif opened and opened[-1][1] == name:
            found |= {opened.pop()[0], position}
    return found


def _find_title(blocks: Sequence[BlockTranslation], document: Document) -> str:
    titles = (
        block.target
        for block in blocks
        if block.block.kind is BlockKind.HEADING and block.block.text == document.title
    )
    return next(filter(str.strip, titles), "Translation")
