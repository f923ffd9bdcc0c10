"""Whole web pages: every word that a browser shows, once, in order, and none that it does not."""

from __future__ import annotations

import io
import re
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest
from lxml import html

from translator.errors import EmptyDocument, UnsupportedFormat
from translator.pipeline import process
from translator.readers import read_document
from translator.readers.page_inline import write_line, write_text
from translator.testing import EchoEngine
from translator.types import BlockKind, DecodingOptions, Document
from translator.writers.html.article import HtmlArticleWriter

CASES = Path(__file__).parent.parent / "cases" / "html"
PAGE = (CASES / "whole.html").read_text(encoding="utf-8")

BLOCKS = [
    ("code", "[![La Gazette de Loriac](/logo.png)](/)"),
    ("list_item", "Politique"),
    ("list_item", "Sport"),
    ("list_item", "Football"),
    ("paragraph", "Compte Abonnement"),
    ("heading", "Loriac ferme son vieux pont"),
    ("paragraph", "Par Anne Roy, le 17\xa0novembre 2026"),
    ("credit", "Photo : Luc Morel"),
    (
        "paragraph",
        "Le conseil a voté mardi la fermeture du pont aux 14 000 véhicules*, « enfin », dit-on ; "
        "voir https://www.loriac.example/plan_du_pont ou écrire.",
    ),
    (
        "paragraph",
        "2026. Une année [difficile] <b> & longue_nuit pour 3\xa0500 habitants | 12 %.",
    ),
    ("quote", "Une page se tourne."),
    ("quote", "Personne ne la déchire."),
    ("list_item", "la dépose du tablier ;"),
    ("list_item", "elle dure 6 mois."),
    ("list_item", "les piles ;"),
    ("paragraph", "Le calendrier"),
    ("table_cell", "Mois"),
    ("table_cell", "Travaux"),
    ("table_cell", "Mars"),
    ("table_cell", "Dépose | lot 1"),
    ("table_cell", "Octobre : 2 voies ouvertes"),
    ("code", "```\npont --fermer   2026\n  # fin\n```"),
    ("paragraph", "Tapez pont `--vite` et H2O."),
    ("paragraph", "Tablier"),
    ("paragraph", "Ce qui porte la route."),
    ("heading", "Le dossier"),
    ("paragraph", "Dix ans de pont"),
    ("paragraph", "Colonne un"),
    ("list_item", "Météo"),
    ("paragraph", "Colonne deux"),
    ("paragraph", "Votre adresse"),
    ("paragraph", "S'inscrire"),
    ("credit", "© La Gazette, 1874-2026 Haut Cookies Suivez-nous"),
]
#: Every address that leads somewhere, in order.
ADDRESSES = [
    *("/", "/politique", "/sport", "/sport/foot?saison=2026&page=2", "/compte", "/abonnement"),
    *("https://www.loriac.example/seance_(17)", "mailto:mairie@loriac.example", "/lot/1"),
    *("/dossier/9", "/dossier/9", "https://reseau.example/gazette"),
]


@pytest.fixture(scope="module")
def document() -> Document:
    return read_document(PAGE, origin="whole.html", whole_page=True)


def find_addresses(document: Document) -> list[str]:
    """Return the addresses of links in the marks and in what is copied."""
    texts = [
        block.text if block.kind is BlockKind.CODE else span.closing
        for block in document.blocks
        for span in (block.spans or [None])  # type: ignore[list-item]
        if block.kind is BlockKind.CODE or span is not None
    ]
    found = re.findall(r"\]\((?:<([^>]*)>|([^\s]*?))\)(?=\Z|\]|\n)", "\n".join(texts))
    return [first or second for first, second in found]


def test_whole_page_has_every_block_once_in_order(document: Document) -> None:
    """Menus, notices, the article, tables, forms and the footer, as what they are."""
    assert [(block.kind.value, block.text) for block in document.blocks] == BLOCKS
    assert document.title == "Loriac ferme son vieux pont"
    assert document.format == "html"


def test_whole_page_leaves_out_what_a_browser_does_not_show(document: Document) -> None:
    """Scripts, styles, hidden elements, what stands in for scripts, choices not chosen."""
    text = "\n".join(block.text for block in document.blocks)
    for word in ("secret", "ni cela", "Caché", "JavaScript", "✕", "Fr\n", "Gazette -"):
        assert word not in text


def test_whole_page_keeps_every_address(document: Document) -> None:
    """Also those of links without words, with brackets, and around whole paragraphs."""
    assert [item for item in find_addresses(document) if item != "/logo.png"] == ADDRESSES


def test_whole_page_comes_back_whole(document: Document) -> None:
    """Translated, written as a page and read again: as many blocks, every number and address."""
    report = process(
        document, engine=EchoEngine(), summarizer=None, options=DecodingOptions(), checks=()
    )
    stream = io.StringIO()
    HtmlArticleWriter().write(report, stream)
    again = read_document(stream.getvalue(), origin="again.html", whole_page=True)
    # Written as a page, an image is a link to it.
    texts = [text for kind, text in BLOCKS if kind != "code"]
    numbers = re.findall(r"\d+", " ".join(texts))
    texts_again = [block.text for block in again.blocks if block.kind is not BlockKind.CODE]
    assert re.findall(r"\d+", " ".join(texts_again)) == numbers
    assert len(texts_again) in (len(texts), len(texts) + 1)
    written = stream.getvalue().replace("&amp;", "&")
    for address in ADDRESSES:
        assert f'href="{address}"' in written


def test_whole_page_makes_addresses_absolute_where_it_knows_the_page() -> None:
    """A page that was fetched is read elsewhere, where a relative address leads nowhere."""
    page = '<p>Le <a href="../pont?a=1#b">pont</a> et <a href="//cdn.example/x">le reste</a>.</p>'
    document = read_document(
        page, origin="https://a.example/news/1", input_format="html", whole_page=True
    )
    assert [span.closing for span in document.blocks[0].spans] == [
        "](https://a.example/pont?a=1#b)",
        "](https://cdn.example/x)",
    ]


@pytest.mark.parametrize(
    ("page", "texts"),
    [
        ("<p>a <b>b</b><b>c</b> d</p>", ["a bc d"]),
        ("<p>mot<b>-clé :</b>le <i> reste </i></p>", ["mot-clé :le reste"]),
        (
            "<p># titre</p><p>- point</p><p>1) un</p><p>=====</p>",
            ["# titre", "- point", "1) un", "====="],
        ),
        ("<p>a<br><br>- b<br/># c</p>", ["a", "- b", "# c"]),
        ("<p>Bravo !<a href='/x'>ici</a></p>", ["Bravo !ici"]),
        ("<h2>Le C#</h2>", ["Le C#"]),
        ("<p>a<p>b<div>c</div>d", ["a", "b", "c", "d"]),
        (
            "<p>&lt;script&gt; &amp;eacute; \\n *a* `b` ~~c~~</p>",
            ["<script> &eacute; \\n *a* `b` ~~c~~"],
        ),
        ("<p>« <q>oui</q> »</p>", ["« « oui » »"]),
        ("<p><b>a <b>b</b> c</b></p>", ["a b c"]),
        ("<p>a<i><br></i>b</p>", ["a", "b"]),
        ("<ol><li>a</li>texte<li>b</li></ol>", ["a", "texte", "b"]),
        ("un texte nu", ["un texte nu"]),
        ("<p>a<!-- pas cela -->b<?php pas ceci ?>c</p>", ["abc"]),
        ("<?xml version='1.0' encoding='latin-1'?><html><body><p>été</p></body></html>", ["été"]),
        ("<p>[x]: https://a.example/b_c_d</p>", ["[x]: https://a.example/b_c_d"]),
        ("<p>\x00a\x00<br>b</p>", ["a", "b"]),
        ("<p>https://a.example/?b&amp;copy;=2</p>", ["https://a.example/?b&copy;=2"]),
        ("<p>xhttps://a.example/*b*&amp;#48;</p>", ["xhttps://a.example/*b*&#48;"]),
        ("<p>&#x202e;- point</p><p>a&#x2028;- b</p>", ["- point", "a - b"]),
        ("<blockquote><pre>a&#x2028;b</pre></blockquote><p>c</p>", ["```\n> a\n> b\n> ```", "c"]),
        ("<p><a href='/x&#x2028;y'>ici</a></p>", ["ici"]),
        ("<pre>a<br>  b<script>c</script></pre>", ["```\na\n  b\n```"]),
        ("<p><code>a<br>b</code> ou c</p>", ["a b ou c"]),
        ("<p>Un<br>=</p>", ["Un", "="]),
        (
            "<table><tr><td><code>a|b</code></td><td>ou</td></tr><tr><td><code>c\\|d</code></td>"
            "<td><a href='/?q=e|f'>e</a></td></tr></table>",
            ["a|b", "ou", "c\\|d", "e"],
        ),
    ],
)
def test_whole_page_shows_signs_as_they_are(page: str, texts: list[str]) -> None:
    """No letter of a page becomes markup, and no markup letters."""
    document = read_document(
        f"<html><body>{page}</body></html>" if "<?xml" not in page else page,
        input_format="html",
        whole_page=True,
    )
    assert [block.text for block in document.blocks] == texts


def test_whole_page_without_text_is_an_error() -> None:
    """A page of pictures says so."""
    for page in ("<html></html>", "<html><body><img src='a.png'><script>1</script></body></html>"):
        with pytest.raises(EmptyDocument) as raised:
            read_document(page, origin="a.html", whole_page=True)
        assert str(raised.value) == "a.html: there is no text in the page"


def test_whole_page_nested_without_end_is_refused_in_words() -> None:
    """Nothing is lost in the depth, and nothing breaks."""
    page = "<html><body>" + "<div>" * 1000 + "Le pont" + "</div>" * 1000
    with pytest.raises(UnsupportedFormat) as raised:
        read_document(page, origin="a.html", whole_page=True)
    assert str(raised.value) == (
        "a.html: 1002 elements of the page are inside each other; 200 is the most that is read"
    )
    deep = "<html><body>" + "<div>" * 190 + "Le pont" + "</div>" * 190
    assert read_document(deep, origin="a.html", whole_page=True).blocks[0].text == "Le pont"


def test_whole_page_names_the_extra_that_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the library, the message is the command that installs it."""
    monkeypatch.setitem(sys.modules, "lxml", None)
    with pytest.raises(UnsupportedFormat) as raised:
        read_document(PAGE, origin="page.html", whole_page=True)
    assert str(raised.value) == (
        "page.html: reading web pages needs lxml; install it with: "
        "pip install 'article-translator[html]'"
    )


def test_whole_page_is_for_pages_alone() -> None:
    """Another kind of document is whole anyway."""
    assert read_document("<b>x</b>\n", origin="a.md", whole_page=True).format == "markdown"


@pytest.mark.parametrize("text", ["3.5", "-3 °C", "#hashtag", "10h30", "C - D"])
def test_whole_page_escapes_no_more_than_it_must(text: str) -> None:
    """What begins no list and no heading stays as it is."""
    assert write_line(write_text(text)) == text


#: What random pages are made of: elements, and signs that mean something in Markdown.
TAGS = (
    "p div span a b i em strong code ul ol li blockquote h1 h2 table tr td th pre q sub mark "
    "section button dl dt dd s label details summary"
).split()
SIGNS = (
    "*",
    "_",
    "`",
    "[",
    "]",
    "(",
    ")",
    "#",
    "-",
    "1.",
    "|",
    "~~",
    "!",
    "\\",
    "&lt;",
    "&amp;",
    ">",
)


def make_random_page(random: Random, tags: Sequence[str]) -> tuple[str, list[str]]:
    """Return a page and the words on it, each of them another one."""
    words: list[str] = []

    def write_words() -> str:
        parts = []
        for _ in range(random.randint(0, 3)):
            words.append(f"mot{len(words)}x")
            parts += [words[-1], *random.choices(SIGNS, k=random.randint(0, 2))]
            random.shuffle(parts[-2:])
        return random.choice((" ", "  \n", "")) + " ".join(parts) + random.choice((" ", ""))

    def write_element(depth: int) -> str:
        tag = random.choice(tags)
        content = write_words()
        for _ in range(random.randint(0, 3) if depth < 6 else 0):
            content += write_element(depth + 1) + write_words()
        address = ' href="/pont"' if tag == "a" else ""
        return f"<{tag}{address}>{content}</{tag}>" + random.choice(("", "<br>", "<hr>", "\n"))

    body = "".join(write_element(0) for _ in range(random.randint(1, 5)))
    return f"<html><body>{body}</body></html>", words


@pytest.mark.parametrize("seed", range(100))
def test_whole_page_loses_no_word_of_any_page(seed: int) -> None:
    """However elements and signs are mixed, every word is there, once."""
    page, words = make_random_page(Random(seed), TAGS)
    document = read_anything(page)
    # Tables inside paragraphs and the like move when a page is parsed, so order is not compared.
    found = re.findall(r"mot\d+x", "\n".join(block.text for block in document.blocks))
    assert sorted(found) == sorted(words)


@pytest.mark.parametrize("seed", range(100, 200))
def test_whole_page_changes_no_sign_of_any_page(seed: int) -> None:
    """Where no sign is put in by the page's kind of element, each letter is as often there."""
    plain = [tag for tag in TAGS if tag not in {"q", "pre", "table", "tr", "td", "th"}]
    page, _ = make_random_page(Random(seed), plain)
    texts = [block.text for block in read_anything(page).blocks if block.kind != BlockKind.CODE]
    # A link without words is named by its address.
    found = re.sub(r"\s|/pont", "", "".join(texts))
    assert Counter(found) == Counter(
        re.sub(r"\s", "", html.document_fromstring(page).text_content())
    )


def read_anything(page: str) -> Document:
    try:
        return read_document(page, input_format="html", whole_page=True)
    except EmptyDocument:
        return Document(blocks=())
