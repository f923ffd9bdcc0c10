"""The English alone as a page."""

from __future__ import annotations

import io

import pytest
from page_checks import check_page

from translator.readers import read_document
from translator.testing import EchoEngine
from translator.translate import translate_document
from translator.types import DecodingOptions, Report
from translator.writers.html import HtmlArticleWriter
from translator.writers.html.article import render_markdown


def write(text: str, *, origin: str = "article.md") -> str:
    document = read_document(text, origin=origin)
    translation = translate_document(document, engine=EchoEngine(), options=DecodingOptions())
    stream = io.StringIO()
    HtmlArticleWriter().write(Report(translation=translation), stream)
    return stream.getvalue()


def article_of(html: str) -> str:
    return html.partition("<article>\n")[2].partition("</article>")[0]


def test_article_keeps_the_structure_of_markdown() -> None:
    """Headings, nested lists, quotations, tables, code, links and emphasis are all there."""
    html = write(
        "---\nauteur: x\n---\n\n# Le *pont*\n\n- un\n  - [deux](https://a.example/?b=1&c=2)\n\n"
        "3. trois\n\n> Non.\n\n| a | b |\n|:--|--:|\n| c | 1 |\n\n```py\na < b\n```\n\n"
        "[ref]: b.fr\n"
    )
    check_page(html)
    assert article_of(html) == (
        "<h1>Le <em>pont</em></h1>\n"
        '<ul>\n<li>un\n<ul>\n<li><a href="https://a.example/?b=1&amp;c=2">deux</a></li>\n</ul>\n'
        "</li>\n</ul>\n"
        '<ol start="3">\n<li>trois</li>\n</ol>\n'
        "<blockquote>\n<p>Non.</p>\n</blockquote>\n"
        '<table>\n<thead>\n<tr>\n<th class="left">a</th>\n<th class="right">b</th>\n</tr>\n'
        '</thead>\n<tbody>\n<tr>\n<td class="left">c</td>\n<td class="right">1</td>\n</tr>\n'
        "</tbody>\n</table>\n"
        '<pre><code class="language-py">a &lt; b\n</code></pre>\n'
    )
    assert "<title>Le pont</title>" in html


def test_article_of_a_plain_text_has_its_headings_and_lists() -> None:
    """What a plain text only hints at is said in HTML."""
    html = write("Un titre\n\nUne *phrase* <b>.\n\n- un ;\n- deux.\n", origin="a.txt")
    check_page(html)
    assert article_of(html) == (
        "<h1>Un titre</h1>\n<p>Une *phrase* &lt;b&gt;.</p>\n"
        "<ul>\n<li>un ;</li>\n<li>deux.</li>\n</ul>\n"
    )


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("a<br>b", "<p>a<br>b</p>\n"),
        ('x<sup class="n" onclick="a()">2</sup>', "<p>x<sup>2</sup></p>\n"),
        ("<b>a *b</b> c*", "<p>a <em>b c</em></p>\n"),
        ("<b><i>a</b></i>", "<p><i>a</i></p>\n"),
        ("<img src=x onerror=alert(1)>a", "<p>a</p>\n"),
        ("a <!-- b --> c", "<p>a  c</p>\n"),
        ("<!-- a -->\n", ""),
        (
            "<script>alert(1)</script>\n",
            "<pre><code>&lt;script&gt;alert(1)&lt;/script&gt;</code></pre>\n",
        ),
        ("![un *pont*](b.png)", '<p><a href="b.png">un *pont*</a></p>\n'),
        ("[![un pont](b.png)](c.html)", '<p><a href="c.html"><span>un pont</span></a></p>\n'),
        ("![a](data:image/png;base64,AA==)", "<p><span>a</span></p>\n"),
        ("![](b.png)", '<p><a href="b.png">b.png</a></p>\n'),
    ],
)
def test_article_settles_images_and_the_authors_own_html(source: str, html: str) -> None:
    """Nothing of it can run or fetch; what a reader would miss stays."""
    assert render_markdown(source) == html


@pytest.mark.parametrize(
    "source",
    [
        "[a](javascript:alert(1))",
        "[a](JaVaScRiPt:alert(1))",
        "[a](java&Tab;script:alert(1))",
        "[a](&#106;avascript:alert(1))",
        "<javascript:alert(1)>",
        "[a](data:text/html,<script>alert(1)</script>)",
        "[a]\n\n[a]: javascript:alert(1)",
        '[a](b.html "\\" onclick=\\"alert(1)")',
        '[a](<b" onclick="alert(1)>)',
        '```"><script>alert(1)</script>\na\n```',
        "`</code><script>alert(1)</script>`",
        "<svg/onload=alert(1)>",
        "<style>*{}</style>\n\n<iframe src=x>",
        "<details open ontoggle=alert(1)>a",
        "<a href=javascript:alert(1)>a</a> <base href=//x>",
        "# </title><script>alert(1)</script>",
        "a \x1b[31m \u202eb",
    ],
)
@pytest.mark.parametrize("origin", ["a.md", "a.txt"])
def test_article_runs_nothing_of_a_hostile_source(source: str, origin: str) -> None:
    """No element, attribute or address of the source gets through that could do harm."""
    page = check_page(write(f"Un mot.\n\n{source}\n", origin=origin))
    assert not page.find("script")
    names = {name for _, own in page.elements for name in own}
    assert names <= {"lang", "charset", "http-equiv", "content", "name", "href", "title", "class"}
