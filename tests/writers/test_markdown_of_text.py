"""Plain texts as Markdown: what is read as the same again."""

from __future__ import annotations

import pytest

from translator.readers import read_document
from translator.testing import EchoEngine
from translator.translate import translate_document
from translator.types import DecodingOptions
from translator.writers.markdown_document import format_block


def write(text: str) -> str:
    """Return a plain text as Markdown, translated by an engine that changes nothing."""
    document = read_document(text, origin="a.txt")
    translation = translate_document(document, engine=EchoEngine(), options=DecodingOptions())
    return "".join(format_block(block, document) for block in translation.blocks)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Voici :\n\na) le premier ;\n(2) le second ;\n3) le troisième.\n",
            "Voici :\n\n- a) le premier ;\n- (2) le second ;\n3) le troisième.\n",
        ),
        ("Un titre\n\n    – Oui, dit-il.\n", "# Un titre\n\n– Oui, dit-il.\n\n"),
        ("- un\n- deux\nUne phrase.\n", "- un\n- deux\n\nUne phrase.\n\n"),
        ("• un\n• deux\n\nUne phrase.\n", "- un\n- deux\n\nUne phrase.\n\n"),
    ],
    ids=["labels", "dialogue", "touching", "bullets"],
)
def test_markdown_of_text_says_what_the_text_says(text: str, expected: str) -> None:
    """Labels stay, an indented dash begins no code, and an item ends before the next text."""
    assert write(text) == expected


def test_markdown_of_text_has_the_blocks_of_the_text() -> None:
    """Read again, each block is what it was."""
    text = "- un\n- deux\nUne phrase.\n\n\t– Oui, dit-elle.\n\n> Non.\nUne autre.\n"
    again = read_document(write(text), origin="a.md").blocks
    assert [block.text for block in again] == [
        *("un", "deux", "Une phrase.", "– Oui, dit-elle.", "Non.", "Une autre."),
    ]
