"""Articles of which the library that finds them loses parts, written as their page has them."""

from __future__ import annotations

import pytest

from translator.readers import read_document
from translator.types import Block, BlockKind

_PARAGRAPHS = (
    "La tempête a touché les côtes bretonnes dans la nuit de lundi à mardi, selon la préfecture.",
    "Trois personnes ont été blessées par la chute d’un arbre à Lorient, selon les pompiers.",
    "Les écoles du département sont fermées ce mardi, et les trains ne roulent plus avant jeudi.",
    "La préfecture tiendra une conférence de presse à midi pour faire le point sur les dégâts.",
)
_AROUND = (
    '<div id="cookie-banner"><p>Nous utilisons des cookies pour mesurer l’audience.</p></div>'
    '<header><nav><ul><li><a href="/">Accueil</a></li></ul></nav></header>',
    '<section class="related"><h2>Sur le même thème</h2><p>Une autre tempête a touché la région en '
    "2019, souvenez-vous.</p></section><footer><p>Tous droits réservés au Courrier.</p></footer>",
)


def read_page(article: str) -> tuple[Block, ...]:
    """Return the blocks of a page with an article between a menu and other articles."""
    before, after = _AROUND
    page = (
        '<!DOCTYPE html><html lang="fr"><head><title>Tempête | Le Courrier</title></head><body>'
        f"{before}<main>{article}</main>{after}</body></html>"
    )
    return tuple(read_document(page, origin="a.html").blocks)


@pytest.mark.parametrize("tag", ["article", "div", "section", "li"])
def test_html_live_reports_are_whole_and_in_order(tag: str) -> None:
    """Every contribution is there with its time and heading, and nothing of what surrounds it."""
    posts = "".join(
        f"<{tag}><time>1{number}h05</time><h2>La nouvelle numéro {number}</h2><p>{text}</p></{tag}>"
        for number, text in enumerate(_PARAGRAPHS)
    )
    posts = f"<ol>{posts}</ol>" if tag == "li" else f'<div class="live">{posts}</div>'
    blocks = read_page(f"<h1>EN DIRECT. La Bretagne sans courant</h1>{posts}")
    expected = ["EN DIRECT. La Bretagne sans courant"]
    for number, text in enumerate(_PARAGRAPHS):
        expected += [f"1{number}h05", f"La nouvelle numéro {number}", text]
    assert [block.text for block in blocks] == expected


def test_html_short_texts_at_the_end_stay() -> None:
    """An article may end with a word, and may have one in front of its first sentence."""
    body = "".join(f"<p>{text}</p>" for text in _PARAGRAPHS)
    article = f"<h1>La Bretagne sans courant</h1><p>Enfin.</p>{body}<p>Le port dit <q>non</q>.</p>"
    texts = [block.text for block in read_page(f"<article>{article}</article>")]
    assert texts == ["La Bretagne sans courant", "Enfin.", *_PARAGRAPHS, "Le port dit « non »."]


def test_html_captions_of_tables_are_no_rows() -> None:
    """A caption stands in front of its table, whose first row is its head."""
    body = "".join(f"<p>{text}</p>" for text in _PARAGRAPHS)
    table = (
        "<table><caption>Les ports</caption><tr><th>Port</th><th>État</th></tr>"
        "<tr><td>Brest</td><td>fermé</td></tr></table>"
    )
    blocks = read_page(f"<article><h1>La Bretagne sans courant</h1>{body}{table}</article>")
    cells = [block.text for block in blocks if block.kind is BlockKind.TABLE_CELL]
    assert cells == ["Port", "État", "Brest", "fermé"]
    assert [block.text for block in blocks if block.text == "Les ports"] == ["Les ports"]


def test_html_classes_of_an_article_do_not_hide_it() -> None:
    """What is for subscribers alone says so in its class; boxes inside of it are left out."""
    posts = "".join(f"<article><p>{text}</p></article>" for text in _PARAGRAPHS)
    box = '<div class="newsletter"><p>Recevez chaque matin nos articles dans votre boîte.</p></div>'
    blocks = read_page(f'<h1>La Bretagne sans courant</h1><div class="paywall">{posts}{box}</div>')
    assert [block.text for block in blocks[1:]] == list(_PARAGRAPHS)


def test_html_what_was_found_is_not_exchanged_for_less() -> None:
    """A paragraph that a script is to show stays, even where others are lost for it."""
    posts = "".join(f"<article><p>{text}</p></article>" for text in _PARAGRAPHS)
    hidden = '<article><p style="display:none">Le courant revient à Brest vers midi.</p></article>'
    texts = [block.text for block in read_page(f"<h1>Sans courant</h1>{hidden}{posts}")]
    assert "Le courant revient à Brest vers midi." in texts


def test_html_articles_that_were_found_whole_are_left_as_they_were() -> None:
    """A sentence that is repeated beside the text is no part that was moved."""
    body = "".join(f"<p>{text}</p>" for text in _PARAGRAPHS)
    pulled = f"<blockquote><p>{_PARAGRAPHS[3]}</p></blockquote>"
    blocks = read_page(f"<article><h1>La Bretagne sans courant</h1>{pulled}{body}</article>")
    texts = [block.text for block in blocks]
    assert texts[-3:] == list(_PARAGRAPHS[1:])
    assert all(text in texts for text in _PARAGRAPHS)
