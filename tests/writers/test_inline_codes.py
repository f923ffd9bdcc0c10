"""Codes of marks in segments, for formats of translators' tools."""

from __future__ import annotations

import time

import pytest

from translator.readers import read_document
from translator.testing import EchoEngine
from translator.translate import translate_document
from translator.types import BlockTranslation, DecodingOptions
from translator.writers.inline_codes import Event, code_sources


def translate(text: str) -> BlockTranslation:
    document = read_document(text, origin="a.md")
    (block,) = translate_document(document, engine=EchoEngine(), options=DecodingOptions()).blocks
    return block


@pytest.mark.parametrize("unit", ["Le **pont** ferme. ", "`a` ", "a[^1] "])
def test_inline_codes_take_linear_time(unit: str) -> None:
    """Eight thousand marks in one paragraph are eight thousand, and not their square."""
    block = translate(unit * 8000 + "b")
    started = time.process_time()
    texts = code_sources(block)
    assert time.process_time() - started < 2
    assert sum(
        code.event in (Event.OPEN, Event.POINT) for text in texts for code in text.codes
    ) == (8000)


def test_inline_codes_of_a_mark_over_two_segments_lie_open() -> None:
    """A mark that ends in another segment is begun here and ended there; those in it are whole."""
    texts = code_sources(translate("**Le `pont` ferme. La *ville* attend.** Oui."))
    assert [[str(code.event) for code in text.codes] for text in texts] == [
        ["begin", "open", "close"],
        ["open", "close", "end"],
        [],
    ]
