"""Pages, as the commands write them."""

from __future__ import annotations

import pytest
from conftest import CommandLine

from translator.testing import EchoEngine

PAGE = (
    "<html><body><nav>Menu</nav><article><h1>Le pont</h1><p>Le conseil municipal de la ville a "
    "voté <b>mardi soir</b> la fermeture du vieux <a href='https://a.example/'>pont</a>, et les "
    "habitants devront désormais traverser la rivière par le nouveau.</p></article></body></html>"
)


def test_read_writes_a_page_by_suffix(cli: CommandLine) -> None:
    """The ending of the output chooses the format."""
    cli.write("article.txt", "Le pont ferme\n\nLe conseil a voté. La ville attend.\n")
    cli("read", "article.txt", "-o", "page.html", "-q")
    page = (cli.folder / "page.html").read_text()
    assert page.startswith('<!doctype html>\n<html lang="en">')
    assert '<span class="s" data-pair="2.2">La ville attend.</span>' in page
    assert '<h2 id="brief">Brief</h2>' in page


def test_compare_writes_a_page_by_sentence(cli: CommandLine) -> None:
    """Each sentence stands beside its partner."""
    cli.write("article.txt", "Le conseil a voté. La ville attend.\n")
    page = cli("compare", "article.txt", "--format", "html", "-q").stdout
    assert page.count('<div class="source" lang="fr">') == 2


def test_brief_writes_a_page_by_suffix_and_by_name(cli: CommandLine) -> None:
    """What is called a page is one; without an output it goes to standard output."""
    cli.write("article.txt", "Le pont ferme\n\nLe conseil a voté. La ville attend.\n")
    assert cli("brief", "article.txt", "-o", "page.html", "-q").code == 0
    page = (cli.folder / "page.html").read_text()
    assert page.startswith('<!doctype html>\n<html lang="en">')
    assert "<h1>Le pont ferme</h1>" in page
    shown = cli("brief", "article.txt", "--format", "html", "-q").stdout
    assert shown.partition("<footer>")[0] == page.partition("<footer>")[0]


def test_brief_together_is_one_page(cli: CommandLine) -> None:
    """Several articles have one page, with the name of each."""
    for name in ("a.txt", "b.txt"):
        cli.write(name, f"Le pont ferme\n\nLe conseil a voté {name}. La ville attend.\n")
    assert cli("brief", "a.txt", "b.txt", "--together", "-o", "page.html", "-q").code == 0
    page = (cli.folder / "page.html").read_text()
    assert "<h1>In brief: 2 articles</h1>" in page
    assert '<span class="path">b.txt</span>' in page


@pytest.mark.parametrize(
    ("verb", "label"), [("read", "en"), ("translate", "en"), ("brief", "brief")]
)
def test_several_pages_need_a_folder(cli: CommandLine, verb: str, label: str) -> None:
    """Two pages in one stream would be none."""
    for name in ("a.txt", "b.txt"):
        cli.write(name, "Le conseil a voté.\n")
    run = cli(verb, "a.txt", "b.txt", "--format", "html")
    assert run.code == 2
    assert "each article becomes a page of its own, 2 are given; use --output-dir" in run.stderr
    assert cli(verb, "a.txt", "b.txt", "--format", "html", "--output-dir", "out", "-q").code == 0
    assert sorted(path.name for path in (cli.folder / "out").glob("[!.]*")) == [
        f"a.{label}.html",
        f"b.{label}.html",
    ]


def test_translate_gives_a_page_for_a_page_on_standard_input(cli: CommandLine) -> None:
    """The kind of the source is kept in a pipe too; its menus are not."""
    page = cli("translate", stdin=PAGE.encode()).stdout
    assert "<h1>Le pont</h1>" in page
    assert '<a href="https://a.example/">pont</a>' in page
    assert "Menu" not in page


def test_translate_says_what_to_check_about_a_page(cli: CommandLine) -> None:
    """What a page does not show is counted on standard error, as for every other format."""
    cli.write("page.html", PAGE)
    said = "The bridge council voted 13 times."
    cli.use_engine(EchoEngine(replies={"Le pont": said}))
    run = cli("translate", "page.html", "-o", "page.en.html", "--strict")
    assert "2 findings; see: translator read page.html" in run.stderr
    assert run.code == 1
