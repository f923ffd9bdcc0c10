"""A bilingual Markdown: each kind of block beside its translation."""

from __future__ import annotations

import pytest
from markdown_it import MarkdownIt

from translator.readers import read_document
from translator.testing import EchoEngine
from translator.translate import translate_document
from translator.types import DecodingOptions
from translator.writers.markdown_pairs import iter_pairs


def pair(text: str, *, origin: str = "a.md", by_segment: bool = False) -> list[str]:
    document = read_document(text, origin=origin)
    translation = translate_document(document, engine=EchoEngine(), options=DecodingOptions())
    return list(iter_pairs(translation.blocks, document, by_segment=by_segment))


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("# Un *pont*\n", ["> **¶1** Un pont", "### Un pont"]),
        ("- un\n", ["> **¶1** • un", "- un"]),
        ("7. un\n", ["> **¶1** 7. un", "7. un"]),
        ("> un\n", ["> **¶1**\n>\n> > un", "> un"]),
        ("```py\na\n```\n", ["> **¶1**", "```py\na\n```"]),
        ("    a ``` b\n", ["> **¶1**", "````\na ``` b\n````"]),
        (
            "| a |\n|---|\n| b \\| c |\n",
            [
                "> **¶1–2**\n>\n> | a |\n> | --- |\n> | b \\| c |",
                "| a |\n| --- |\n| b \\| c |",
            ],
        ),
    ],
)
def test_pairs_keep_the_kinds_of_blocks(text: str, parts: list[str]) -> None:
    """A list stays a list and code stays code, on the side of the target too."""
    assert pair(text) == parts


def test_pairs_by_segment_number_the_sentences_and_set_one_bullet() -> None:
    """The second sentence of an item belongs to the item."""
    assert pair("- Il pleut. Il neige.\n", by_segment=True) == [
        "> **¶1.1** • Il pleut.",
        "- Il pleut.",
        "> **¶1.2** Il neige.",
        "Il neige.",
    ]


def test_pairs_show_a_dialogue_dash_as_it_is() -> None:
    """A dash that opens a speech is no bullet."""
    assert pair("– Vous partez déjà ? demanda-t-elle.\n", origin="a.txt") == [
        "> **¶1** – Vous partez déjà ? demanda-t-elle.",
        "– Vous partez déjà ? demanda-t-elle.",
    ]


@pytest.mark.parametrize(
    "text",
    ["<script>a</script>", "`a` *b* _c_ [d](e)", "# a", "- a", "1. a", "> a", "| a | b |", "a\\"],
)
def test_pairs_hold_the_signs_of_a_plain_text_as_text(text: str) -> None:
    """What a plain text says is seen by the reader, and is no markup."""
    document = read_document(f"Il a écrit ceci : {text} et rien de plus.\n", origin="a.txt")
    translation = translate_document(document, engine=EchoEngine(), options=DecodingOptions())
    source, target = iter_pairs(translation.blocks, document, by_segment=False)
    tokens = MarkdownIt("commonmark").enable("table").parse(f"{source}\n\n{target}")
    children = [token for item in tokens for token in item.children or []]
    assert {token.type for token in children} <= {
        "text",
        "text_special",
        "strong_open",
        "strong_close",
    }
    assert text in "".join(token.content for token in children)
