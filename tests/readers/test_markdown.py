"""Markdown: its blocks, and the document that is made of their translations."""

from __future__ import annotations

import html
import re
import time
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from scripted_engine import ScriptedEngine

from translator.errors import EmptyDocument
from translator.readers import read_document
from translator.testing import EchoEngine
from translator.text.normalize import normalize_source
from translator.translate import translate_document
from translator.types import BlockKind, DecodingOptions, Document, SpanKind
from translator.writers.markdown_document import format_block

CASES = Path(__file__).parent.parent / "cases" / "markdown"
ARTICLE = (CASES / "article.md").read_text(encoding="utf-8")


def read(text: str) -> Document:
    return read_document(text, origin="article.md")


def echo(text: str, engine: EchoEngine | None = None) -> str:
    """Return a document as an engine that changes nothing gives it back."""
    document = read(text)
    translation = translate_document(
        document, engine=engine or EchoEngine(), options=DecodingOptions()
    )
    return "".join(format_block(block, document) for block in translation.blocks)


def test_markdown_round_trip_keeps_a_real_article() -> None:
    """An article with everything in it comes back, its wrapped lines joined."""
    assert echo(ARTICLE) == (CASES / "article.echo.md").read_text(encoding="utf-8")


def test_markdown_finds_blocks_and_title() -> None:
    """Headings, items, quotations and cells are known; code is never translated."""
    document = read(ARTICLE)
    assert document.title == "Le pont de Loriac rouvre"
    assert document.format == "markdown"
    kinds = [block.kind for block in document.blocks]
    assert kinds.count(BlockKind.TABLE_CELL) == 9
    assert kinds.count(BlockKind.LIST_ITEM) == 5
    code = [block.text for block in document.blocks if block.kind is BlockKind.CODE]
    assert code[0].startswith("---\ntitle:")
    assert 'print("bonjour")' in code[1]
    assert [line for line in code if line.startswith("[")] == [
        '[lm]: https://lemonde.fr "Le Monde"',
        "[AFP]: <https://afp.com>",
    ]


def test_markdown_sends_no_mark_to_the_engine() -> None:
    """The engine reads words: no emphasis, address of a link, or code of its own."""
    engine = EchoEngine()
    echo("Le **pont** de [Loriac](https://l.fr) ferme.\n\n`make all`\n\n<https://a.fr>\n", engine)
    sources = [source for batch, _ in engine.calls for source in batch]
    assert sources == ["Le pont de Loriac ferme."]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("---\ntitle: Le pont\n\ntags: [a]\n---\n\nIl ferme.\n", ["code", "paragraph"]),
        ("---\n# du site\ndate: 2026-11-17\n...\nIl ferme.\n", ["code", "paragraph"]),
        ('---\n"og:title": Le pont\n---\nIl ferme.\n', ["code", "paragraph"]),
        ("---\n\nLe pont ferme.\n\n---\n\nIl rouvrira.\n", ["paragraph", "paragraph"]),
        ("---\nAttention : le pont ferme.\n\n---\n\nOui.\n", ["paragraph", "paragraph"]),
        ("---\nUn pont.\n\n---\n\nOui.\n", ["paragraph", "paragraph"]),
        ("---\n# Un pont\n\n---\n\nOui.\n", ["heading", "paragraph"]),
    ],
)
def test_markdown_tells_front_matter_from_a_rule(text: str, kinds: list[str]) -> None:
    """An article that begins with a rule and has another one further down is translated."""
    assert [block.kind.value for block in read(text).blocks] == kinds
    assert echo(text) == text


def test_markdown_never_divides_code_into_sentences() -> None:
    """A full stop in a code span ends no sentence."""
    engine = EchoEngine()
    echo("Lancez `Un. Deux` ici.\n", engine)
    assert [source for batch, _ in engine.calls for source in batch] == ["Lancez Un. Deux ici."]


@pytest.mark.parametrize(
    "text",
    [
        "Un\\* deux\n",
        "1\\. mars\n",
        "\\# non\n",
        "a \\| b\n",
        "| a |\n|---|\n| `x \\| y` |\n",
        "| a |\n|---|\n| `x\\\\|y` et \\\\\\| |\n",
        "> - # T\n>\n>   a\n",
        "a  \nb\\\nc\n",
        "a  \n\\=\n",
        "- [ ] a\n- [x] b\n",
        "Titre\n=====\n\n## Deux ##\n\ntexte\n",
        "* a\n+ b\n\n10) c\n",
        "[a\\]b](c.fr)\n",
        "[![b](i.png)](l.fr)\n",
        "***a** b*\n",
        "<!-- note -->\n\na <!-- b --> c\n",
        "a | b\n--|--\nc | d\n",
        "*https://a.fr*\n",
        "Fin&nbsp;!\n",
    ],
)
def test_markdown_round_trip_keeps_structure(text: str) -> None:
    """What is read again from the result is what was read from the source."""
    first, second = read(text), read(echo(text))
    assert [(b.kind, normalize_source(b.text), b.spans) for b in first.blocks] == [
        (b.kind, b.text if b.kind is BlockKind.CODE else normalize_source(b.text), b.spans)
        for b in second.blocks
    ]


@pytest.mark.parametrize("unit", ["<b>", "*a ", "> ", "`", "[a](b) ", "- a\n", "| a |\n", "[^a"])
def test_markdown_is_linear(unit: str) -> None:
    """A strange document takes seconds, however long its paragraphs are."""
    started = time.perf_counter()
    read(unit * (30_000 // len(unit)) + "\n\nfin")
    assert time.perf_counter() - started < 20


def test_markdown_refuses_nothing() -> None:
    """A document without a word or picture is an error as in any format."""
    with pytest.raises(EmptyDocument) as raised:
        read("***\n")
    assert str(raised.value) == "article.md: nothing to translate: there is no text in it"
    with pytest.raises(EmptyDocument) as raised:
        read("\n \n")
    assert str(raised.value) == "article.md: nothing to translate: the text is empty or blank"


WORDS = st.sampled_from(["pont", "Le", "rive", "12", "fin.", "été", "ici,", "A", "a_b", "*", "_"])
INLINE = st.one_of(
    WORDS,
    WORDS.map(lambda word: f"*{word}*"),
    WORDS.map(lambda word: f"**{word} x**"),
    WORDS.map(lambda word: f"`{word}`"),
    WORDS.map(lambda word: f"[{word} y](https://e.fr/{word})"),
    st.sampled_from(["![z](i.png)", "https://e.fr/_q_", "<b>w</b>", "[r]", "~~s~~", "[^1]", "\\*"]),
)
SENTENCES = st.lists(INLINE, min_size=1, max_size=8).map(" ".join)
BLOCKS = st.one_of(
    SENTENCES,
    st.tuples(st.sampled_from(["# ", "> ", "- ", "1. ", "- > ", "  - ", "    "]), SENTENCES).map(
        "".join
    ),
    st.tuples(SENTENCES, SENTENCES).map(
        lambda pair: f"| {pair[0]} | {pair[1]} |\n|---|---|\n| c | d |"
    ),
    st.sampled_from(
        ["```\ncode *x*\n```", "***", "<div>\nd\n</div>", "[r]: https://e.fr/r", "T\n==="]
    ),
)
DOCUMENTS = st.lists(BLOCKS, min_size=1, max_size=6).map("\n\n".join)
MARKS = st.text(alphabet="ab *_`[]()!<>#-\n|\\~&;:1.\t", max_size=40)


def has_text(text: str) -> bool:
    try:
        return bool(read(text).blocks)
    except EmptyDocument:
        return False


#: What Markdown reads as a character: not without its semicolon, and not behind a lone backslash.
ENTITY = re.compile(r"(?<!\\)((?:\\\\)*)(&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w{1,31});)")


def count_letters(text: str) -> Counter[str]:
    """Count letters and digits, but for those in the names of tags, which are mere emphasis.

    A number that stands for a character is counted as that character, and "&#1;" as none.
    """
    without_tags = re.sub(r"</?[ab]>", "", text)
    characters = ENTITY.sub(lambda found: found[1] + html.unescape(found[2]), without_tags)
    return Counter(char for char in characters if char.isalnum())


@given(text=st.one_of(DOCUMENTS, MARKS))
@example(text="&\\#1")
@example(text="&\\#49;")
@settings(max_examples=300, deadline=None)
def test_markdown_round_trip_loses_nothing(text: str) -> None:
    """Letters, addresses and code of the source are in the result; letters of no other kind."""
    assume(has_text(text))
    result = echo(text)
    if "[" in text:  # the words of a link may become its label too
        assert count_letters(text) <= count_letters(result)
    else:
        assert count_letters(text) == count_letters(result)
    for address in re.findall(r"https://e\.fr/\w*", text):
        assert result.count(address) >= text.count(address)
    for block in read(text).blocks:
        for span in block.spans:
            if span.kind is SpanKind.VERBATIM:
                assert block.text[span.start : span.end] in result.replace("\\|", "|")


@given(text=DOCUMENTS)
@settings(max_examples=200, deadline=None)
def test_markdown_keeps_links_and_code_whatever_the_engine_says(text: str) -> None:
    """An engine that forgets every word loses no address, no code and no block."""
    assume(has_text(text))
    document = read(text)
    engine = ScriptedEngine(lambda source, options: "2. #_Nothing_ [of](it) `*")
    translation = translate_document(document, engine=engine, options=DecodingOptions())
    result = "".join(format_block(block, document) for block in translation.blocks)
    for address in re.findall(r"https://e\.fr/\w*", text):
        assert result.count(address) >= text.count(address)
    assert result.count("i.png") >= text.count("i.png")
    code = [
        block.text[span.start : span.end]
        for block in document.blocks
        for span in block.spans
        if span.kind is SpanKind.VERBATIM
    ]
    assert all(part in result.replace("\\|", "|") for part in code)
    assert [block.kind for block in read(result).blocks] == [
        block.kind for block in document.blocks
    ]
